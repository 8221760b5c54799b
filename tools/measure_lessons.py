"""Measure how well points are found that say the same: `python -m tools.measure_lessons`.

The pairs are those of `tests/lesson_pairs.txt`: of this repository's briefings, and of these with the briefings of
other areas in `tests/other_areas/`, two of which are set aside. Of the pairs with these only totals are printed, so
that nobody improves the measure by its mistakes. What is printed stands in `docs/lessons.md`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from learnbrief.analysis import (
    ComparedPoint,
    Lexicon,
    WeighedPoint,
    compared_points,
    join,
    related_themes,
    write_point,
)
from learnbrief.analysis.choosing import numbers_in
from learnbrief.cache.cache import Cache, Shared, no_cache
from learnbrief.files import gather
from learnbrief.model import Catalogue, Library
from learnbrief.problems import Problem
from learnbrief.readers import read_library
from learnbrief.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests" / "lesson_pairs.txt"
OTHER_AREAS = ROOT / "tests" / "other_areas"
TODAY = date(2026, 11, 30)
OURS, WORKED_WITH, SET_ASIDE = "our five", "other areas, worked with", "other areas, set aside"
BRIEFINGS_SET_ASIDE = frozenset({"2018-weardale-neglect-two-children", "2023-riverside-veteran"})

Links = frozenset[tuple[str, str]]
"""Two addresses each: a point, and one that stands beside it."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two points, and whether they are the same lesson; each is named by its briefing's slug, `#` and its id."""

    one: str
    other: str
    is_same: bool

    @property
    def group(self) -> str:
        """Which of the three groups of pairs it belongs to."""
        briefings = {name.split("#")[0] for name in (self.one, self.other)}
        if briefings & BRIEFINGS_SET_ASIDE:
            return SET_ASIDE
        others = {path.stem for path in OTHER_AREAS.glob("briefings/*.md")}
        return WORKED_WITH if briefings & others else OURS

    def is_shown(self, links: Links) -> bool:
        """Tell whether one stands beside the other."""
        return (self.one, self.other) in links or (self.other, self.one) in links


def labelled_pairs() -> list[LabelledPair]:
    """Read the pairs; the two of each in the order of their names."""
    lines = [line.split() for line in PAIRS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [LabelledPair(min(names), max(names), label == "same") for label, *names in lines]


def read_project(*others: Path) -> Library:
    """Read this repository's briefings, and those of other projects with its vocabulary and lessons."""
    problems: list[Problem] = []
    sources = {path: content for root in (ROOT, *others) for path, content in gather(root).sources.items()}
    return read_library(sources, read_settings(sources, problems.append), problems.append)


def links_of(library: Library, *, with_lessons: bool) -> Links:
    """Find which point stands beside which, with the lessons that editors gave or as if there were none."""
    catalogue = Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)
    lexicon = Lexicon.of(library.vocabulary)
    names = [f"{entry.briefing.slug}#{entry.point.id}" for entry in catalogue.entries]
    points = [point for briefing in catalogue.briefings for point in compared_points(briefing, lexicon)]
    if not with_lessons:
        points = [replace(point, lessons=frozenset()) for point in points]
    beside = choose_beside(points, related_themes(library.vocabulary))
    return frozenset((names[place], names[other]) for place, others in beside.items() for other in others)


def choose_beside(
    points: Sequence[ComparedPoint[WeighedPoint]],
    related: Mapping[str, Iterable[str]],
    *,
    finds: bool = True,
    cache: Cache = no_cache,
) -> dict[int, tuple[int, ...]]:
    """Give the places of the points beside each point that has any, best first."""
    places: dict[str, list[int]] = {}
    for place, point in enumerate(points):
        places.setdefault(point.briefing, []).append(place)
    briefings = {
        name: Shared(tuple(write_point(points[place]) for place in inside)) for name, inside in places.items()
    }
    joined = join(briefings, {}, related, cache, finds=finds)
    place_of = {
        number: place
        for name, inside in places.items()
        for place, number in zip(inside, numbers_in(joined.numbers[name]), strict=True)
    }
    found = {
        place_of[number]: tuple(place_of[other] for other in numbers_in(row)) for number, row in joined.beside.items()
    }
    return {place: others for place, others in sorted(found.items()) if others}


def share_shown(pairs: Iterable[LabelledPair], links: Links) -> float:
    """Give the share of pairs of which one stands beside the other."""
    shown = [pair.is_shown(links) for pair in pairs]
    return sum(shown) / len(shown)


def share_mutual(links: Links) -> float:
    """Give the share of links of which the mirror is there too."""
    return sum((other, one) in links for one, other in links) / len(links)


def rows(name: str, groups: Mapping[str, Links], pairs: Sequence[LabelledPair]) -> Iterator[str]:
    """Write the figures as rows of a table, one for each group of pairs; each group comes with its site's links."""
    for group, links in groups.items():
        mine = [pair for pair in pairs if pair.group == group]
        same, different = [pair for pair in mine if pair.is_same], [pair for pair in mine if not pair.is_same]
        shares = [f"{share_shown(each, links):.0%} of {len(each)}" for each in (same, different)]
        yield f"| {' | '.join([name, group, *shares, f'{share_mutual(links):.0%} of {len(links)}'])} |"


def main() -> None:
    """Print the figures as a Markdown table."""
    ours, all_areas, pairs = read_project(), read_project(OTHER_AREAS), labelled_pairs()
    print("| lessons | pairs | same, shown | different, shown | links that are mutual |")
    print("| --- | --- | ---: | ---: | ---: |")
    for name, with_lessons in (("as if none were given", False), ("as editors gave them", True)):
        links, more = (links_of(library, with_lessons=with_lessons) for library in (ours, all_areas))
        for row in rows(name, {OURS: links, WORKED_WITH: more, SET_ASIDE: more}, pairs):
            print(row)
    print("\nOf the pairs worked with, these are judged otherwise than the measure has it, lessons left out:\n")
    links, more = (links_of(library, with_lessons=False) for library in (ours, all_areas))
    for pair in pairs:
        shown_in = {OURS: links, WORKED_WITH: more}.get(pair.group)
        if shown_in is not None and pair.is_same != pair.is_shown(shown_in):
            print(f"{'not shown' if pair.is_same else 'shown'}: {pair.one} {pair.other}")


if __name__ == "__main__":
    main()
