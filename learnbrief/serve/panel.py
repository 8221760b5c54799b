"""Problems as a part of a page: each with its line, the place in it, and the cure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnbrief.pages.words import count_of
from learnbrief.problems import Problem, Severity, escape_control_characters
from learnbrief.serve.own_files import own_template

MOST_SHOWN = 50
"""Problems of one sort in a page; the terminal names them all."""
_BEFORE, _LONGEST = 60, 160
"""Letters of a long line: before the place, and in all."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of a source that a problem is in, as far as there is room, with the place marked."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem as the page shows it."""

    place: str
    code: str
    message: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Panel:
    """All problems, those first that keep the newest sources from being shown."""

    heading: str
    advice: str
    stopping: tuple[Mistake, ...]
    stopping_left: int
    """How many more there are than are listed."""
    others: tuple[Mistake, ...]
    others_left: int
    others_heading: str


def panel_of(problems: Sequence[Problem], texts: Mapping[str, bytes], *, strict: bool, has_site: bool) -> Panel:
    """Arrange problems for the page; `texts` holds the sources by their paths in the project."""
    stopping = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    others = [problem for problem in problems if problem not in stopping]
    return Panel(
        heading=f"{count_of(len(stopping), 'problem')} to mend" if stopping else "",
        advice=(
            "Below is the site as it was before. It follows by itself once this is mended."
            if has_site
            else "There is no site to show yet. It appears by itself once this is mended."
        ),
        stopping=tuple(_mistake(problem, texts) for problem in stopping[:MOST_SHOWN]),
        stopping_left=max(0, len(stopping) - MOST_SHOWN),
        others=tuple(_mistake(problem, texts) for problem in others[:MOST_SHOWN]),
        others_left=max(0, len(others) - MOST_SHOWN),
        others_heading=count_of(len(others), "warning"),
    )


def panel_html(panel: Panel) -> str:
    """Write the panel; nothing where there is no problem."""
    return own_template("panel.html").render(panel=panel) if panel.stopping or panel.others else ""


def alone_html(panel: Panel) -> str:
    """Write a page of the panel alone, for as long as there is no site."""
    return own_template("alone.html").render(panel=panel_html(panel))


def _mistake(problem: Problem, texts: Mapping[str, bytes]) -> Mistake:
    at = problem.at
    visible = escape_control_characters
    return Mistake(visible(str(at)), problem.code, visible(problem.message), _excerpt(problem, texts.get(at.file)))


def _excerpt(problem: Problem, content: bytes | None) -> Excerpt | None:
    """Cut the line out of its file. Lines and columns are counted as problems count them."""
    if not content:
        return None
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    if problem.at.line > len(lines):
        return None
    line = lines[problem.at.line - 1].rstrip("\r")
    start = min(problem.at.column - 1, len(line))
    end = start + len(_word_at_the_beginning(line[start:]))
    first = 0 if len(line) <= _LONGEST else max(0, start - _BEFORE)
    last = min(len(line), first + _LONGEST)
    show = escape_control_characters
    return Excerpt(
        before=("… " if first else "") + show(line[first:start]),
        marked=show(line[start : min(end, last)]),
        after=show(line[end:last]) + (" …" if last < len(line) else ""),
    )


def _word_at_the_beginning(text: str) -> str:
    """Cut off the word that a text begins with, without the brackets and stops behind it; at least one letter."""
    word = "" if text[:1].isspace() else (text.split(maxsplit=1) or [""])[0]
    return word.rstrip(")]}.,;:") or word or text[:1]
