"""What was read of a briefing, beside its page: folded at first, each entry leading to its place on the page."""

from learnbrief.editing.outline import (
    Outline,
    audience_of,
    carried_by,
    counts_in_words,
    part_in_words,
    role_of,
    title_of,
)
from learnbrief.problems import escape_control_characters
from learnbrief.serve.own_files import own_template


def outline_html(outline: Outline) -> str:
    """Write the outline of the briefing whose page is shown."""
    return own_template("outline.html").render(
        outline=outline,
        file=escape_control_characters(outline.file),
        counts=counts_in_words(outline),
        part_in_words=part_in_words,
        title_of=title_of,
        role_of=role_of,
        audience_of=audience_of,
        carried_by=carried_by,
    )
