"""The fields of briefings and themes in the open data; SPEC 4. Fields may be added but never removed."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from learnbrief.data.columns import (
    ADDRESS,
    ADDRESS_OR_NOTHING,
    DATE_OR_NOTHING,
    DAY_OR_NOTHING,
    LIST,
    NUMBER,
    ONE_OR_MORE,
    SPAN_OR_NOTHING,
    TEXT,
    TEXT_OR_NOTHING,
    Column,
    DataTable,
    one_of,
)
from learnbrief.model import Briefing, Held, Status, Theme
from learnbrief.pages.addresses import canonical


class ExportedBriefing(NamedTuple):
    """A briefing to write out, with what that needs from the rest of the site."""

    briefing: Briefing
    base_url: str
    changed: date | None


class ExportedTheme(NamedTuple):
    """A theme to write out, with what that needs from the rest of the site."""

    theme: Theme
    base_url: str
    is_raised: bool
    points: int
    """How many raise it."""
    briefings: int
    """How many raise it or are about it."""


@lru_cache(maxsize=20_000)
def address_of(address: str, base_url: str) -> str:
    """Give a page's full address, or where that is not known, the one that begins at the site's first folder."""
    return canonical(address, base_url) or address.removesuffix("index.html")


def span_of(held: Held | None) -> dict[str, str] | None:
    """Give a date's first day, last day and label; None if the date is unknown."""
    if held is None or not held.is_known:
        return None
    return {"from": held.start.isoformat(), "to": held.end.isoformat(), "label": held.label}


def publishers_of(briefing: Briefing) -> str | list[str]:
    """Give the id of who published a briefing, or the ids of those who did it together."""
    ids = [reference.id for reference in briefing.partnerships]
    return ids[0] if len(ids) == 1 else ids


_STATUSES = [Status.PUBLISHED.value, Status.ARCHIVED.value, Status.DRAFT.value]

BRIEFINGS: DataTable[ExportedBriefing] = DataTable(
    "briefings",
    "Briefings",
    "Every learning briefing on this site, the newest review first.",
    (
        Column("slug", "The briefing's id, with which its address ends.", TEXT, lambda each: each.briefing.slug),
        Column(
            "url",
            "Where it stands on this site.",
            ADDRESS,
            lambda each: address_of(each.briefing.address, each.base_url),
        ),
        Column(
            "aliases",
            "Old addresses that lead to it, below the site's own.",
            LIST,
            lambda each: [alias.id.removesuffix("index.html") for alias in each.briefing.aliases],
        ),
        Column("title", "What it is called.", TEXT, lambda each: each.briefing.title),
        Column(
            "summary",
            "What was looked at and what matters most, as plain text.",
            TEXT,
            lambda each: each.briefing.summary.text,
        ),
        Column(
            "partnership",
            "The id of who published it; several where they did it together.",
            ONE_OR_MORE,
            lambda each: publishers_of(each.briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda each: each.briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda each: span_of(each.briefing.held),
        ),
        Column(
            "published",
            "The day, the month or the year in which it came out, as exactly as is known.",
            DATE_OR_NOTHING,
            lambda each: each.briefing.published.written,
        ),
        Column(
            "updated",
            "The day of its last change that readers should know of, if there was one.",
            DAY_OR_NOTHING,
            lambda each: each.changed.isoformat() if each.changed else None,
        ),
        Column(
            "status",
            "Whether it is current or kept for reference; a draft is in previews alone.",
            one_of(_STATUSES),
            lambda each: each.briefing.status.value,
        ),
        Column(
            "topics",
            "The ids of the themes that it is about.",
            LIST,
            lambda each: [topic.id for topic in each.briefing.topics],
        ),
        Column(
            "themes",
            "The ids of those and of all that its points raise, sorted.",
            LIST,
            lambda each: list(each.briefing.themes),
        ),
        Column(
            "points",
            "How many learning points it makes.",
            NUMBER,
            lambda each: len(each.briefing.points),
        ),
    ),
)

THEMES: DataTable[ExportedTheme] = DataTable(
    "themes",
    "Themes",
    "The vocabulary: every theme that a learning point can be filed under, in the order of its ids.",
    (
        Column("id", "The theme's id, by which points and briefings name it.", TEXT, lambda each: each.theme.id),
        Column(
            "url",
            "Where its page stands on this site; nothing until a briefing raises it.",
            ADDRESS_OR_NOTHING,
            lambda each: address_of(f"themes/{each.theme.id}/index.html", each.base_url) if each.is_raised else None,
        ),
        Column("label", "What it is called.", TEXT, lambda each: each.theme.label),
        Column("also", "What else it is called.", LIST, lambda each: list(each.theme.also)),
        Column("definition", "What it means.", TEXT, lambda each: each.theme.definition),
        Column(
            "broader",
            "The id of the wider theme that it is part of, if there is one.",
            TEXT_OR_NOTHING,
            lambda each: each.theme.broader.id if each.theme.broader else None,
        ),
        Column(
            "related",
            "The ids of themes worth looking at too.",
            LIST,
            lambda each: [reference.id for reference in each.theme.related],
        ),
        Column(
            "points",
            "How many learning points raise it.",
            NUMBER,
            lambda each: each.points,
        ),
        Column("briefings", "How many briefings raise it or are about it.", NUMBER, lambda each: each.briefings),
    ),
)
