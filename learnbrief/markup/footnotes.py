"""Footnotes: marks in a finished text become numbers, and their notes a list to be behind it."""

import re
from collections.abc import Callable
from hashlib import sha256

from learnbrief.markup.brackets import normalised

_MARK = "\ufdd0"
"""Stands around a note's label in HTML until the notes are numbered; no text may hold it."""
_MARKS = re.compile(f"{_MARK}([0-9a-f]+){_MARK}")
NOTES = '<ol class="footnotes">'


def footnote_mark(label: str) -> str:
    """Give what is in HTML for the mark of a note; no label can be taken for HTML."""
    return f"{_MARK}{normalised(label).encode().hex()}{_MARK}"


def number_footnotes(html: str, write: Callable[[str], str]) -> tuple[str, str]:
    """Put numbers in the place of marks; gives the text, and the list of its notes or nothing.

    The function writes the note of a label; notes may carry marks of notes themselves.
    """
    if _MARK not in html:
        return html, ""
    notes: dict[str, str] = {}
    waiting = _MARKS.findall(html)
    for mark in waiting:
        if mark not in notes:
            notes[mark] = write(bytes.fromhex(mark).decode())
            waiting += _MARKS.findall(notes[mark])
    numbers = {mark: number for number, mark in enumerate(notes, 1)}
    prefix = sha256(html.encode()).hexdigest()[:8]
    seen: set[str] = set()

    def reference(match: re.Match[str]) -> str:
        number = numbers[match[1]]
        anchor = "" if match[1] in seen else f' id="{prefix}_from_{number}"'
        seen.add(match[1])
        return f'<sup class="footnote"{anchor}><a href="#{prefix}_note_{number}">{number}</a></sup>'

    text = _MARKS.sub(reference, html)
    items = []
    for mark, number in numbers.items():
        note = _MARKS.sub(reference, notes[mark])
        back = f'<a class="footnote" href="#{prefix}_from_{number}" aria-label="Back to the text">↩</a>'
        items.append(f'<li id="{prefix}_note_{number}">{note} {back}</li>')
    return text, "\n".join([NOTES, *items, "</ol>"])
