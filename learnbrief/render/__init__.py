"""A page becomes bytes, through a template or an encoder.

Pure: the same page, frame and templates give the same bytes. A template's fault is a problem with file and line.
"""

from learnbrief.render.render import ENCODERS, USING_THE_CACHE, Frame, RenderContext, render_page
from learnbrief.render.scripts import join_scripts
from learnbrief.render.templates import forget_filled, is_template, open_templates, template_faults
from learnbrief.render.undefined import Fault
