"""Measure how well `themes suggest` finds the tags that editors gave: `python tools/measure_suggestions.py`.

Each point of the repository's briefings loses its own tags, tags are suggested, and both are compared. What is
printed stands in `docs/suggestions.md`.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `learnbrief` in this folder only

from learnbrief.analysis import Term, TermKind, Terms  # noqa: E402
from learnbrief.editing.suggest import suggest_tags  # noqa: E402
from learnbrief.files import gather  # noqa: E402
from learnbrief.model import Briefing, LearningPoint, Library  # noqa: E402
from learnbrief.problems import Problem  # noqa: E402
from learnbrief.readers import read_library  # noqa: E402
from learnbrief.settings import read_settings  # noqa: E402

COLUMNS = "editors' tags | suggested | of these right | precision | recall | F1"

Change = Callable[[LearningPoint], LearningPoint]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tags editors gave, how many were suggested, and how many of these an editor gave too."""

    given: int = 0
    suggested: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.given + other.given, self.suggested + other.suggested, self.right + other.right)

    def row(self, name: str) -> str:
        """Write the tally as a row of a table."""
        precision = self.right / self.suggested if self.suggested else 0.0
        recall = self.right / self.given if self.given else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        shares = (f"{share:.2f}" for share in (precision, recall, f1))
        return f"| {' | '.join([name, str(self.given), str(self.suggested), str(self.right), *shares])} |"


def bare_points(briefing: Briefing, change: Change) -> Iterator[tuple[LearningPoint, set[str]]]:
    """Give a briefing's points without their own tags, each with the tags that it had."""
    for section in (section for top in briefing.sections for section in top.walk()):
        for point in section.points:
            yield change(replace(point, tags=(), themes=section.topics)), set(point.tags) - set(section.topics)


def measure(briefing: Briefing, terms: Terms, change: Change = lambda point: point, *, strong: bool = False) -> Tally:
    """Count what is suggested for a briefing's points; when asked to, without what one ordinary word suggests."""
    tally = Tally()
    for point, given in bare_points(briefing, change):
        found = {one.theme for one in suggest_tags([point], terms) if not (strong and one.is_weak)}
        tally += Tally(len(given), len(found), len(found & given))
    return tally


def with_heading(point: LearningPoint) -> LearningPoint:
    """Search the heading above a point too."""
    return replace(point, title=point.headings[-1] if point.headings else None)


def with_lead_in(point: LearningPoint) -> LearningPoint:
    """Search the lead-in of a point's list too."""
    return replace(point, title=point.title or point.lead_in)


def texts(briefing: Briefing) -> Iterator[str]:
    """Give all that is searched in a briefing."""
    for point in briefing.points:
        yield from (point.title or "", point.body.text)


def without_its_own_words(briefing: Briefing, library: Library, terms: Terms) -> Terms:
    """Leave out the synonyms that a briefing alone uses: as if the vocabulary had been written without knowing it.

    Each is looked for by itself, so that a longer one does not hide it.
    """

    def uses(other: Briefing, term: Term) -> bool:
        alone = Terms.of([term])
        return any(alone.find(text) for text in texts(other))

    others = [other for other in library.briefings if other is not briefing]
    return Terms.of(
        term
        for term in terms
        if term.kind is not TermKind.SYNONYM or not uses(briefing, term) or any(uses(other, term) for other in others)
    )


def total(tallies: Iterator[Tally]) -> Tally:
    """Add tallies up."""
    return sum(tallies, start=Tally())


def main() -> None:
    """Print the figures as two Markdown tables."""
    problems: list[Problem] = []
    sources = gather(ROOT).sources
    library = read_library(sources, read_settings(sources, problems.append), problems.append)
    terms = Terms.of_themes(library.vocabulary.themes.values())
    briefings = library.briefings
    rule = "| --- |" + " ---: |" * 6
    print(f"| briefing | {COLUMNS} |\n{rule}")
    for briefing in briefings:
        print(measure(briefing, terms).row(f"`{briefing.slug}`"))
    print(total(measure(briefing, terms) for briefing in briefings).row("**all five**"))
    print(f"\n| all five, but | {COLUMNS} |\n{rule}")
    strong = total(measure(briefing, terms, strong=True) for briefing in briefings)
    print(strong.row("without what a single ordinary word suggests"))
    print(
        total(measure(briefing, terms, with_heading) for briefing in briefings).row("the heading above searched too")
    )
    print(total(measure(briefing, terms, with_lead_in) for briefing in briefings).row("the lead-in searched too"))
    unknown = [(briefing, without_its_own_words(briefing, library, terms)) for briefing in briefings]
    print(total(measure(*pair) for pair in unknown).row("without the synonyms that only this briefing uses"))
    unknown_strong = total(measure(*pair, strong=True) for pair in unknown)
    print(unknown_strong.row("the same, without what a single ordinary word suggests"))


if __name__ == "__main__":
    main()
