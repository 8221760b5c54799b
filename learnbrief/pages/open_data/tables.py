"""What is told of briefings and themes; SPEC 4. Fields may be added, and none that is here is taken away."""

from learnbrief.model import Briefing, Held, Status, Theme
from learnbrief.pages.addresses import canonical
from learnbrief.pages.open_data.columns import (
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
    Table,
    one_of,
)
from learnbrief.pages.page import Contents


def address_of(address: str, contents: Contents) -> str:
    """Give a page's full address, or where that is not known, the one that begins at the site's first folder."""
    return canonical(address, contents.settings.base_url) or address.removesuffix("index.html")


def span_of(held: Held | None) -> dict[str, str] | None:
    """Tell of a date: its first and last day, and its words; nothing where nobody knows it."""
    if held is None or not held.is_known:
        return None
    return {"from": held.start.isoformat(), "to": held.end.isoformat(), "label": held.label}


def publishers_of(briefing: Briefing) -> str | list[str]:
    """Give the id of who published a briefing, or the ids of those who did it together."""
    ids = [reference.id for reference in briefing.partnerships]
    return ids[0] if len(ids) == 1 else ids


def _changed(briefing: Briefing, contents: Contents) -> str | None:
    changed = briefing.changed(contents.today)
    return changed.isoformat() if changed else None


def _raising(theme: Theme, contents: Contents) -> int:
    entries = contents.catalogue.by_theme.get(theme.id, ())
    about = contents.catalogue.by_topic.get(theme.id, ())
    return len({entry.briefing.slug for entry in entries} | {briefing.slug for briefing in about})


_STATUSES = [Status.PUBLISHED.value, Status.ARCHIVED.value, Status.DRAFT.value]

BRIEFINGS: Table[Briefing] = Table(
    "briefings",
    "Briefings",
    "Every learning briefing on this site, the newest review first.",
    (
        Column("slug", "The briefing's id, with which its address ends.", TEXT, lambda briefing, _: briefing.slug),
        Column(
            "url",
            "Where it stands on this site.",
            ADDRESS,
            lambda briefing, contents: address_of(briefing.address, contents),
        ),
        Column(
            "aliases",
            "Old addresses that lead to it, below the site's own.",
            LIST,
            lambda briefing, _: [alias.id.removesuffix("index.html") for alias in briefing.aliases],
        ),
        Column("title", "What it is called.", TEXT, lambda briefing, _: briefing.title),
        Column(
            "summary",
            "What was looked at and what matters most, as plain text.",
            TEXT,
            lambda briefing, _: briefing.summary.text,
        ),
        Column(
            "partnership",
            "The id of who published it; several where they did it together.",
            ONE_OR_MORE,
            lambda briefing, _: publishers_of(briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda briefing, _: briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda briefing, _: span_of(briefing.held),
        ),
        Column(
            "published",
            "The day, the month or the year in which it came out, as exactly as is known.",
            DATE_OR_NOTHING,
            lambda briefing, _: briefing.published.written,
        ),
        Column(
            "updated",
            "The day of its last change that readers should know of, if there was one.",
            DAY_OR_NOTHING,
            _changed,
        ),
        Column(
            "status",
            "Whether it is current or kept for reference; a draft is in previews alone.",
            one_of(_STATUSES),
            lambda briefing, _: briefing.status.value,
        ),
        Column(
            "topics",
            "The ids of the themes that it is about.",
            LIST,
            lambda briefing, _: [topic.id for topic in briefing.topics],
        ),
        Column(
            "themes",
            "The ids of those and of all that its points raise, sorted.",
            LIST,
            lambda briefing, _: list(briefing.themes),
        ),
        Column(
            "points",
            "How many learning points it makes.",
            NUMBER,
            lambda briefing, contents: len(contents.catalogue.by_briefing.get(briefing.slug, ())),
        ),
    ),
)

THEMES: Table[Theme] = Table(
    "themes",
    "Themes",
    "The vocabulary: every theme that a learning point can be filed under, in the order of its ids.",
    (
        Column("id", "The theme's id, by which points and briefings name it.", TEXT, lambda theme, _: theme.id),
        Column(
            "url",
            "Where its page stands on this site; nothing until a briefing raises it.",
            ADDRESS_OR_NOTHING,
            lambda theme, contents: (
                address_of(f"themes/{theme.id}/index.html", contents)
                if contents.catalogue.is_raised_here(theme.id)
                else None
            ),
        ),
        Column("label", "What it is called.", TEXT, lambda theme, _: theme.label),
        Column("also", "What else it is called.", LIST, lambda theme, _: list(theme.also)),
        Column("definition", "What it means.", TEXT, lambda theme, _: theme.definition),
        Column(
            "broader",
            "The id of the wider theme that it is part of, if there is one.",
            TEXT_OR_NOTHING,
            lambda theme, _: theme.broader.id if theme.broader else None,
        ),
        Column(
            "related",
            "The ids of themes worth looking at too.",
            LIST,
            lambda theme, _: [reference.id for reference in theme.related],
        ),
        Column(
            "points",
            "How many learning points raise it.",
            NUMBER,
            lambda theme, contents: len(contents.catalogue.by_theme.get(theme.id, ())),
        ),
        Column("briefings", "How many briefings raise it or are about it.", NUMBER, _raising),
    ),
)
