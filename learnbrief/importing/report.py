"""The report of an import: what was filled in, what to add, what was assumed, and every word left out."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnbrief.editing.outline import Outline, OutlinedPoint
from learnbrief.fields import FILL_IN
from learnbrief.importing.conservation import Account
from learnbrief.importing.draft import Draft
from learnbrief.importing.draft.dates import DateSubject
from learnbrief.importing.markdown import beginning
from learnbrief.importing.tree import BlockType, Document, walk
from learnbrief.model import Decider
from learnbrief.pages.words import count_of
from learnbrief.problems import Problem, Severity, escape_control_characters
from learnbrief.settings import EVERYONE

_LABEL = 14
_WIDTH = 118
_MOST_OF_A_SORT = 60
"""Lines that one part of the report has at most, but for words that were left out: these are listed whole."""


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What `check` and `themes suggest` say of the draft, and how it was read."""

    outline: Outline | None
    """None where the draft could not be read as a briefing."""
    problems: tuple[Problem, ...]
    """Those of the draft alone."""
    tags: int
    """How many tags are proposed."""
    tagged: int
    """For how many points."""
    are_written: bool
    """Whether the tags were written."""


def report(path: str, document: Document, draft: Draft, account: Account, checked: DraftCheck, next_step: str) -> str:
    """Write the report on one import, the draft's path first."""
    parts = [
        ("Personal", _personal(checked)),
        ("Read", [_read(document)]),
        ("Filled in", [f"{field.name}: {field.value}, from {field.because}" for field in draft.filled]),
        ("Please add", list(_wanted(draft))),
        ("Dates", list(_dates(draft))),
        ("Sections", list(_sections(checked.outline)) if checked.outline else []),
        ("To part?", _shortened(draft.unparted)),
        ("Themes", [_themes(checked)] if checked.tags else []),
        ("Assumed", _shortened(draft.assumed)),
        ("Links", _shortened(draft.links)),
        ("Not read", [str(line) for line in _unread(document)]),
        ("Withheld", [f"{what}: not taken over" for what in document.withheld]),
        ("Left out", list(_left_out(document, draft))),
        ("Check says", list(_problems(checked))),
        ("Words", [_words(account)]),
        ("LOST", [" ".join(account.lost)] if account.lost else []),
        ("ADDED", [" ".join(account.added)] if account.added else []),
        ("Next", [next_step]),
    ]
    state = "draft" if account.is_complete else "draft, NOT COMPLETE: see LOST and ADDED below"
    lines = [f"{path}  ({state})", *(line for label, part in parts for line in _part(label, part))]
    return "\n".join(escape_control_characters(line) for line in lines)


def _part(label: str, lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        first = f"  {label if at == 0 else '':<{_LABEL - 2}}"
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=first, subsequent_indent=" " * _LABEL, break_long_words=False
        ) or [first.rstrip()]


def _personal(checked: DraftCheck) -> list[str]:
    found = [problem for problem in checked.problems if problem.code == "personal-data"]
    lines = [f"line {problem.at.line}: {problem.message}" for problem in found]
    return [*lines, "Nothing is published until these are gone."] if lines else []


def _read(document: Document) -> str:
    every = list(walk(document.blocks))
    counts = [
        count_of(document.pages, "page") if document.pages else "",
        count_of(document.boxes, "box", "boxes") if document.boxes else "",
        count_of(sum(block.kind is BlockType.HEADING for block in every), "heading"),
        count_of(sum(block.kind is BlockType.ITEM for block in every), "list item"),
        count_of(sum(block.kind is BlockType.TABLE for block in every), "table"),
        count_of(len({run.address for block in every for run in block.runs if run.address}), "link"),
        count_of(len(document.notes), "footnote") if document.notes else "",
    ]
    return f"{document.file_type}: {', '.join(filter(None, counts))}, as the original marks them"


def _wanted(draft: Draft) -> Iterator[str]:
    """Tell the gaps, with what may go into them."""
    for field in draft.wanted:
        yield f"{field.name}{f': perhaps {field.value}' if field.value else ''}"
    roles = draft.source.count(f'role="{FILL_IN}"')
    if roles:
        yield f"the role of {count_of(roles, 'section')}, marked {FILL_IN} beside the heading"


def _dates(draft: Draft) -> Iterator[str]:
    """Tell what each date in the text was taken for."""
    seen: set[tuple[str, DateSubject]] = set()
    for mention in draft.dates:
        if (mention.value, mention.about) not in seen and mention.block >= 0:
            seen.add((mention.value, mention.about))
            yield f"“{mention.written}” stands in {_ABOUT[mention.about]}: “{beginning(mention.sentence, _LONGEST)}”"


_ABOUT = {
    DateSubject.REVIEW: "a sentence on when a review took place",
    DateSubject.PUBLICATION: "a line on its publication",
    DateSubject.TITLE: "a line near the title",
    DateSubject.OTHER: "a sentence on something else, such as another review",
    DateSubject.UNKNOWN: "a sentence that does not tell what it is the date of",
}


def _sections(outline: Outline) -> Iterator[str]:
    for top in outline.sections:
        for section in top.walk():
            points = sum(isinstance(part, OutlinedPoint) for part in section.parts)
            if not section.heading and not points:
                continue
            heading = beginning(section.heading, _LONGEST) or "(before the first heading)"
            role = FILL_IN if section.role_by.by is Decider.GAP else section.role
            audience = "" if section.audience == EVERYONE else f" ({section.audience})"
            yield f"{role:<15} {count_of(points, 'point'):>10}  {heading}{audience}"


def _themes(checked: DraftCheck) -> str:
    done = "written" if checked.are_written else "not written (--themes writes them)"
    return f"{count_of(checked.tags, 'tag')} proposed for {count_of(checked.tagged, 'point')}; {done}"


def _unread(document: Document) -> Iterator[str]:
    for unread in document.unread:
        where = f"{unread.at}: " if str(unread.at) else ""
        words = f", which is described as “{' '.join(unread.words.split())}”" if unread.words.strip() else ""
        yield f"{where}{unread.what}{words}. Describe it, or write what it says"


def _left_out(document: Document, draft: Draft) -> Iterator[str]:
    """Tell the words that the draft does not hold, as they are."""
    for left in document.left_out:
        where = f", {left.at}" if str(left.at) else ""
        yield f"{left.why}{where}: “{' '.join(left.words.split())}”"
    if draft.signs:
        yield f"signs of lists, written as bullets or numbers: {' '.join(draft.signs)}"


def _problems(checked: DraftCheck) -> Iterator[str]:
    for problem in checked.problems:
        if problem.severity is not Severity.HINT and problem.code != "personal-data":
            yield f"line {problem.at.line}: {problem.severity}[{problem.code}] {problem.message}"
    hints = [problem for problem in checked.problems if problem.severity is Severity.HINT]
    others = [problem for problem in hints if problem.code != "to-fill-in"]
    if others:
        yield f"{count_of(len(others), 'hint')} ({', '.join(sorted({problem.code for problem in others}))})"


def _words(account: Account) -> str:
    if not account.lost and not account.added:
        return f"{account.words} in the original: each of them is in the draft, or told above"
    lost = f"{len(account.lost)} are neither in the draft nor told above" if account.lost else ""
    added = (
        f"the draft holds {len(account.added)} that the original has not, or has more seldom" if account.added else ""
    )
    return f"{account.words} in the original: {'; '.join(filter(None, (lost, added)))}"


def _shortened(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_OF_A_SORT
    return [*lines[:_MOST_OF_A_SORT], *([f"and {more} more"] if more > 0 else [])]


_LONGEST = 90
"""Letters by which an editor knows a sentence again."""
