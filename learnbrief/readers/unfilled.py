"""Places that an editor has yet to fill, in a source that `new` began."""

import re

from learnbrief.problems import Report, error
from learnbrief.source import Text

MARK = "FILL IN:"
"""Stands at each such place, comments included."""

_MARKED = re.compile(rf"{MARK} *(?P<what>.*?)[\s\"'.]*$")


def report_unfilled(text: Text, report: Report) -> None:
    """Report `unfilled` at each place that is still marked, so that nothing half-written is published."""
    for row, line in enumerate(text.value.split("\n")):
        if found := _MARKED.search(line):
            what = f"This place is still to be filled: {found['what'][:100]}."
            message = f'{what} Write it; until then, put "status: draft" among the fields.'
            report(error("unfilled", message, text.place(row, found.start())))
