"""Personal data in sources, however it is spaced, encoded or marked up.

What has a check digit counts only if that is right; what has none needs words beside it that make it somebody's own.
The rooms above know what briefings are: this one knows texts, and no names. See docs/personal-data.md.
"""

from learnbrief.personal.project import (
    clean_pictures,
    damaged_picture_problems,
    problems_to_tell,
    search_file,
    without_exceptions,
)
from learnbrief.personal.search import MOST_REPORTED, Finding, search_name, search_source
