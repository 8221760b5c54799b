"""The fields of briefings and themes in the open data; SPEC 4. Fields may be added but never removed."""

from datetime import date
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
        Column("slug", "The briefing's id, with which its address ends.", TEXT, lambda told: told.briefing.slug),
        Column(
            "url",
            "Where it stands on this site.",
            ADDRESS,
            lambda told: address_of(told.briefing.address, told.base_url),
        ),
        Column(
            "aliases",
            "Old addresses that lead to it, below the site's own.",
            LIST,
            lambda told: [alias.id.removesuffix("index.html") for alias in told.briefing.aliases],
        ),
        Column("title", "What it is called.", TEXT, lambda told: told.briefing.title),
        Column(
            "summary",
            "What was looked at and what matters most, as plain text.",
            TEXT,
            lambda told: told.briefing.summary.text,
        ),
        Column(
            "partnership",
            "The id of who published it; several where they did it together.",
            ONE_OR_MORE,
            lambda told: publishers_of(told.briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda told: told.briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda told: span_of(told.briefing.held),
        ),
        Column(
            "published",
            "The day, the month or the year in which it came out, as exactly as is known.",
            DATE_OR_NOTHING,
            lambda told: told.briefing.published.written,
        ),
        Column(
            "updated",
            "The day of its last change that readers should know of, if there was one.",
            DAY_OR_NOTHING,
            lambda told: told.changed.isoformat() if told.changed else None,
        ),
        Column(
            "status",
            "Whether it is current or kept for reference; a draft is in previews alone.",
            one_of(_STATUSES),
            lambda told: told.briefing.status.value,
        ),
        Column(
            "topics",
            "The ids of the themes that it is about.",
            LIST,
            lambda told: [topic.id for topic in told.briefing.topics],
        ),
        Column(
            "themes",
            "The ids of those and of all that its points raise, sorted.",
            LIST,
            lambda told: list(told.briefing.themes),
        ),
        Column(
            "points",
            "How many learning points it makes.",
            NUMBER,
            lambda told: len(told.briefing.points),
        ),
    ),
)

THEMES: DataTable[ExportedTheme] = DataTable(
    "themes",
    "Themes",
    "The vocabulary: every theme that a learning point can be filed under, in the order of its ids.",
    (
        Column("id", "The theme's id, by which points and briefings name it.", TEXT, lambda told: told.theme.id),
        Column(
            "url",
            "Where its page stands on this site; nothing until a briefing raises it.",
            ADDRESS_OR_NOTHING,
            lambda told: address_of(f"themes/{told.theme.id}/index.html", told.base_url) if told.is_raised else None,
        ),
        Column("label", "What it is called.", TEXT, lambda told: told.theme.label),
        Column("also", "What else it is called.", LIST, lambda told: list(told.theme.also)),
        Column("definition", "What it means.", TEXT, lambda told: told.theme.definition),
        Column(
            "broader",
            "The id of the wider theme that it is part of, if there is one.",
            TEXT_OR_NOTHING,
            lambda told: told.theme.broader.id if told.theme.broader else None,
        ),
        Column(
            "related",
            "The ids of themes worth looking at too.",
            LIST,
            lambda told: [reference.id for reference in told.theme.related],
        ),
        Column(
            "points",
            "How many learning points raise it.",
            NUMBER,
            lambda told: told.points,
        ),
        Column("briefings", "How many briefings raise it or are about it.", NUMBER, lambda told: told.briefings),
    ),
)
