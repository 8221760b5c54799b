"""A page becomes bytes, through a template or an encoder.

Pure: the same page, frame and templates give the same bytes. A template's fault is a problem with file and line.
"""

from learnbrief.render.render import Frame, render_page
from learnbrief.render.templates import open_templates
from learnbrief.render.undefined import Fault

__all__ = ["Fault", "Frame", "open_templates", "render_page"]
