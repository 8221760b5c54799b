"""Rules over what was published before: an address is a promise, so none goes away without a word (SPEC 3.3)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from learnbrief.checks.built_pages import BuiltPages
from learnbrief.model import Briefing, LearningPoint, Status
from learnbrief.pages.points import words_of_point
from learnbrief.problems import Place, Problem, warning
from learnbrief.published import PublishedBriefing, PublishedPoint, PublishedSite

LOST = ("lost-address", "lost-point")
"""Problems that depend on what was published before, which is another thing after each build."""
ALIKE = 0.5
"""What share of words, or of points, two must have in common for one to count as the other's next state."""
_ELSEWHERE = Place("briefings")
"""Where a page is missed that no source can be found for."""


class _CurrentBriefings(Struct, frozen=True):
    """What became of the briefings that were published."""

    known: frozenset[str]
    """Slugs under which something was published."""
    shown: tuple[Briefing, ...]
    """Those that have a page, withdrawn ones included."""
    by_address: Mapping[str, Briefing]
    """The same, by their own addresses and their old ones."""
    kept_back: Mapping[str, Briefing]
    """Those that readers do not see, by slug: drafts and those under embargo."""

    @classmethod
    def of(cls, made: BuiltPages, last_published: PublishedSite) -> "_CurrentBriefings":
        addresses = {page.address for page in made.pages if page.template in _PAGES}
        shown = tuple(briefing for briefing in made.library.briefings if briefing.address in addresses)
        aliases = {alias.id: briefing for briefing in shown for alias in briefing.aliases}
        return cls(
            known=frozenset(briefing.slug for briefing in last_published.briefings),
            shown=shown,
            by_address=aliases | {briefing.address: briefing for briefing in shown},
            kept_back={one.slug: one for one in made.library.everything if one.address not in addresses},
        )

    def of_old(self, old: PublishedBriefing) -> Briefing | None:
        """Find a published briefing where it is now: at its address, or else most likely under another slug."""
        if old.address in self.by_address or old.slug in self.kept_back:
            return self.by_address.get(old.address)
        texts = {_words(point.says) for point in old.points}

        def likeness(briefing: Briefing) -> float:
            common = texts & {_words(words_of_point(point)) for point in briefing.points}
            is_named_so = briefing.title.casefold() == old.title.casefold()
            return max(len(common) / len(texts) if texts else 0, 1.0 if is_named_so else 0)

        new = [briefing for briefing in self.shown if briefing.slug not in self.known]
        best = max(new, key=likeness, default=None)
        return best if best and likeness(best) >= ALIKE else None


def check_lost_addresses(made: BuiltPages) -> Iterator[Problem]:
    """A page that was published is still there, or forwards.

    Bad:  briefings/neglect.md is renamed to briefings/neglect-2022.md
    Good: the same, with aliases: [briefings/neglect/]
    """
    if not made.last_published:
        return
    now = _CurrentBriefings.of(made, made.last_published)
    there = {page.address.casefold() for page in made.pages}
    for old in made.last_published.briefings:
        addresses = [address.removesuffix("index.html") for address in (old.address, *old.aliases)]
        lost = [address for address in addresses if _file(address).casefold() not in there]
        yield from _lost_pages(lost, now.of_old(old), now.kept_back.get(old.slug)) if lost else ()
    for folder, lost_id in _lost_collections(now, made.last_published, there):
        cure = f'If "{lost_id}" was given another id, give it back its old one, and change only what it is called.'
        if folder == "themes":
            cure = f'If "{lost_id}" was given another id, write below the theme that has it now: was: [{lost_id}]'
        yield warning("lost-address", f"{_missed(f'{folder}/{lost_id}/')} {cure}", _ELSEWHERE)


def check_lost_points(made: BuiltPages) -> Iterator[Problem]:
    """A learning point that was published is still found under its id; a withdrawn briefing's points are not missed.

    Bad:  the first words of a point change, and with them its id
    Good: {#new-id was="old-id"} at its end
    """
    if not made.last_published:
        return
    now = _CurrentBriefings.of(made, made.last_published)
    for old in made.last_published.briefings:
        briefing = now.of_old(old)
        if briefing and briefing.status is not Status.WITHDRAWN:
            yield from _lost_points(old, briefing)


def _lost_points(old: PublishedBriefing, briefing: Briefing) -> Iterator[Problem]:
    there = {name for point in briefing.points for name in (point.id, *point.former_ids)}
    ids = {name for point in old.points for name in point.ids}
    new = [point for point in briefing.points if point.id not in ids]
    for point in old.points if ids - there else ():
        lost = [name for name in point.ids if name not in there]
        if lost:
            kept = next((one for one in briefing.points if {one.id, *one.former_ids} & set(point.ids)), None)
            successor = kept or _likely_successor(point, new)
            new = [other for other in new if other is not successor]
            yield _lost_point(lost, successor, briefing)


def _lost_pages(lost: list[str], successor: Briefing | None, kept_back: Briefing | None) -> Iterator[Problem]:
    """Name every lost address of a briefing, each with the line that keeps all of them."""
    found = kept_back or successor
    at = found.at if found else _ELSEWHERE
    aliases = [alias.id.removesuffix("index.html") for alias in successor.aliases] if successor else []
    line = f"aliases: [{', '.join([*aliases, *lost])}]"
    if kept_back:
        cure = (
            "To take a briefing back, write status: withdrawn, which keeps its address and shows none of its points."
        )
    elif successor:
        cure = f"If this briefing took its place, write among its first fields: {line}"
    else:
        cure = f"Write {line} into the briefing that takes its place, or put the file back with status: withdrawn."
    for address in lost:
        yield warning("lost-address", f"{_missed(address)} {cure}", at)


def _missed(address: str) -> str:
    return f'The page "{address}" is on the site as it was last, and goes away: where it is published, links break.'


def _file(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") else address


def _lost_point(lost: list[str], successor: LearningPoint | None, briefing: Briefing) -> Problem:
    named = " and ".join(f'"{briefing.address.removesuffix("index.html")}#{name}"' for name in lost)
    message = (
        f"The learning point at {named} is on the site as it was last, and goes away: where it is published, "
        "links break."
    )
    former = " ".join([*(successor.former_ids if successor else ()), *lost])
    new_id = successor.id if successor else "its-id"
    line = f'{{#{new_id} was="{former}"}}'
    if successor:
        return warning(
            "lost-point", f"{message} If this point took its place, write at its end: {line}", successor.at
        )
    cure = f"If another point took its place, write at that one's end: {line}"
    return warning("lost-point", f"{message} {cure}", briefing.at)


_PAGES = ("briefing.html", "withdrawn.html")
"""Templates of the pages that are at a briefing's own address."""


def _likely_successor(point: PublishedPoint, new: Iterable[LearningPoint]) -> LearningPoint | None:
    """Find the new point that most likely took a published one's place."""
    words = _words(point.says)
    likeness = {other.id: _likeness(words, _words(words_of_point(other))) for other in new}
    best = max(new, key=lambda other: likeness[other.id], default=None)
    return best if best and likeness[best.id] >= ALIKE else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words | others) if words | others else 0


def _lost_collections(
    now: _CurrentBriefings, last_published: PublishedSite, there: set[str]
) -> Iterator[tuple[str, str]]:
    """Give the folder and id of each page of a theme, audience, partnership or kind that goes away.

    Pages that existed only because of a briefing since withdrawn or taken back are not counted.
    """
    still = [
        old for old in last_published.briefings if (one := now.of_old(old)) and one.status is not Status.WITHDRAWN
    ]
    ids = {
        "themes": {theme for briefing in still for theme in briefing.themes},
        "audiences": {point.audience for briefing in still for point in briefing.points if point.audience},
        "partnerships": {partnership for briefing in still for partnership in briefing.partnerships},
        "kinds": {briefing.kind for briefing in still if briefing.kind},
    }
    for folder, known in ids.items():
        yield from ((folder, lost) for lost in sorted(known) if f"{folder}/{lost}/index.html" not in there)
