"""What a briefing's page says of it in a few words each: who, when, how many, made from what."""

from collections.abc import Iterator
from datetime import date

from learnbrief.cache.values import Value
from learnbrief.model import STAND_IN, Briefing, Link, PointList, Vocabulary, day_label
from learnbrief.pages.gaps import gap_mark
from learnbrief.pages.page import Lookup
from learnbrief.pages.points import publishers_in_full, successor_link, theme_link
from learnbrief.pages.words import count_of
from learnbrief.settings import Settings

_WORDS_A_MINUTE = 200
"""How fast adults read prose for work, on the slow side; M. Brysbaert, 2019, found 238 for non-fiction."""


class Fact(Value, frozen=True):
    """A name and what is so called."""

    name: str
    text: str
    links: tuple[Link, ...] = ()
    now: tuple[Link, ...] = ()
    """What has taken the place of what the links lead to; an address is empty where there is no page."""
    gap: str = ""
    """What is yet to be filled in of it."""


def facts_of(briefing: Briefing, minutes: int, changed: date | None, lookup: Lookup) -> Iterator[Fact]:
    """Give a briefing's key facts; for a draft also those still to be filled in, in place or at the end."""
    waiting: dict[str, str] = {}
    for gap in briefing.gaps:
        name = _FACTS_OF_FIELDS.get(gap.name, gap.name.replace("_", " ").capitalize())
        waiting[name] = gap_mark(gap)
    for fact in _known_facts(briefing, minutes, changed, lookup):
        if said := waiting.pop(fact.name, ""):
            links = tuple(link for link in fact.links if f"/{STAND_IN}/" not in link.url)
            yield Fact(fact.name, "", links, gap=said)
        else:
            yield fact
    yield from (Fact(name, "", gap=said) for name, said in waiting.items())


_FACTS_OF_FIELDS = {
    "partnership": "Published by",
    "kind": "Kind of review",
    "cases": "Looked at",
    "updated": "Changed",
    "topics": "About",
    "source": "Made from",
}
"""What a field's fact is called, where that is not the field's own name."""


def _known_facts(briefing: Briefing, minutes: int, changed: date | None, lookup: Lookup) -> Iterator[Fact]:
    vocabulary = lookup.vocabulary
    partnerships = [vocabulary.partnerships[reference.id] for reference in briefing.partnerships]
    yield Fact(
        "Published by",
        "",
        tuple(Link(partner.name, f"/partnerships/{partner.id}/index.html") for partner in partnerships),
        successors_of(briefing, lookup),
    )
    kind = Link(kind_label(briefing, lookup.settings), f"/kinds/{briefing.kind.id}/index.html")
    yield Fact("Kind of review", "", (kind,))
    yield Fact("Held", briefing.held.label)
    if briefing.cases:
        unit = briefing.cases.unit
        note = f" ({briefing.cases.note})" if briefing.cases.note else ""
        yield Fact("Looked at", f"{briefing.cases.count:,} {unit}{note}")
    yield Fact("Learning points", f"{len(briefing.points):,}")
    yield Fact("Reading time", f"about {count_of(minutes, 'minute')}")
    published = briefing.published
    yield Fact("Published", published.label if published.is_known else "date of publication not given")
    if changed:
        yield Fact("Changed", day_label(changed))
    if briefing.review_by:
        yield Fact("Review by", day_label(briefing.review_by))
    if briefing.topics:
        yield Fact("About", "", tuple(theme_link(topic.id, lookup) for topic in briefing.topics))
    if briefing.source:
        source = briefing.source
        links = (Link(source.title, source.url),) if source.url else ()
        yield Fact("Made from", "" if links else source.title, links)


def in_short(briefing: Briefing, minutes: int, vocabulary: Vocabulary) -> str:
    """Say in one line what readers look for first: who, when and how much."""
    points = count_of(len(briefing.points), "learning point")
    who = publishers_in_full(briefing, vocabulary)
    return f"{who} · {briefing.held.label} · {points} · about {count_of(minutes, 'minute')} to read"


def successors_of(briefing: Briefing, lookup: Lookup) -> tuple[Link, ...]:
    """Link to the bodies that today take the place of those that published a briefing."""
    found = (successor_link(reference.id, lookup) for reference in briefing.partnerships)
    return tuple(dict.fromkeys(filter(None, found)))


def minutes_to_read(briefing: Briefing) -> int:
    """Say how long it takes to read a briefing."""
    texts = [briefing.summary.text]
    for section in briefing.every_section:
        texts.append(section.heading.text)
        for block in section.blocks:
            texts += [prose.text for prose in block.prose] if isinstance(block, PointList) else [block.text]
    return max(1, round(sum(len(text.split()) for text in texts) / _WORDS_A_MINUTE))


def kind_label(briefing: Briefing, settings: Settings) -> str:
    """Name a briefing's kind of review."""
    return next(kind.label for kind in settings.kinds if kind.id == briefing.kind.id)
