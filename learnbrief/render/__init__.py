"""A page becomes bytes, through a template or an encoder.

Pure: the same page, frame and templates give the same bytes. A template's fault is a problem with file and line.
"""

from learnbrief.render.render import Frame, render_page
from learnbrief.render.scripts import join_scripts
from learnbrief.render.templates import forget_filled, open_templates
from learnbrief.render.undefined import Fault

__all__ = ["Fault", "Frame", "forget_filled", "join_scripts", "open_templates", "render_page"]
