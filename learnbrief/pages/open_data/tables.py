"""What is told of points, briefings and themes; SPEC 4. Fields may be added, and none that is here is taken away."""

from learnbrief.catalogue import Entry
from learnbrief.model import ROLES_WITH_POINTS, ActionState, Briefing, Held, Role, Status, Theme
from learnbrief.pages.addresses import absolute_links, canonical
from learnbrief.pages.open_data.columns import (
    ADDRESS,
    ADDRESS_OR_NOTHING,
    DATE_OR_NOTHING,
    DAY_OR_NOTHING,
    LIST,
    NUMBER,
    NUMBER_OR_NOTHING,
    ONE_OR_MORE,
    SPAN_OR_NOTHING,
    TEXT,
    TEXT_OR_NOTHING,
    Column,
    Table,
    one_of,
    one_of_or_nothing,
)
from learnbrief.pages.page import Contents
from learnbrief.settings import LinkForm


def address_of(address: str, contents: Contents) -> str:
    """Give a page's full address, or where that is not known, the one that begins at the site's first folder."""
    return canonical(address, contents.settings.base_url) or address.removesuffix("index.html")


def _span(held: Held | None) -> dict[str, str] | None:
    if held is None or not held.is_known:
        return None
    return {"from": held.start.isoformat(), "to": held.end.isoformat(), "label": held.label}


def _partnership(briefing: Briefing) -> str | list[str]:
    ids = [reference.id for reference in briefing.partnerships]
    return ids[0] if len(ids) == 1 else ids


def _changed(briefing: Briefing, contents: Contents) -> str | None:
    changed = briefing.changed(contents.today)
    return changed.isoformat() if changed else None


def _raising(theme: Theme, contents: Contents) -> int:
    entries = contents.catalogue.by_theme.get(theme.id, ())
    about = contents.catalogue.by_topic.get(theme.id, ())
    return len({entry.briefing.slug for entry in entries} | {briefing.slug for briefing in about})


_ROLES = [role.value for role in Role if role in ROLES_WITH_POINTS]
_STATES = [state.value for state in ActionState]
_STATUSES = [Status.PUBLISHED.value, Status.ARCHIVED.value, Status.DRAFT.value]

POINTS: Table[Entry] = Table(
    "points",
    "Learning points",
    "Every learning point on this site: the newest review first, the points of a briefing in their printed order.",
    (
        Column("id", "The point's id in its briefing.", TEXT, lambda entry, _: entry.point.id),
        Column(
            "url",
            "Where it stands on this site.",
            ADDRESS,
            lambda entry, contents: f"{address_of(entry.briefing.address, contents)}#{entry.point.id}",
        ),
        Column(
            "former_ids",
            "Ids under which it was published before, and which go on working.",
            LIST,
            lambda entry, _: list(entry.point.former_ids),
        ),
        Column("briefing", "The slug of its briefing.", TEXT, lambda entry, _: entry.briefing.slug),
        Column(
            "title",
            "The heading of a section that is one point; else nothing.",
            TEXT_OR_NOTHING,
            lambda entry, _: entry.point.title,
        ),
        Column("text", "What it says, as plain text.", TEXT, lambda entry, _: entry.point.body.text),
        Column(
            "html",
            "What it says, as HTML.",
            TEXT,
            lambda entry, contents: absolute_links(
                entry.point.body.html, contents.settings.base_url, LinkForm.FOLDERS
            ),
            in_table=False,
        ),
        Column(
            "lead_in",
            "The text before its list, if there is one.",
            TEXT_OR_NOTHING,
            lambda entry, _: entry.point.lead_in or None,
        ),
        Column(
            "section",
            "The headings above it, the outermost first.",
            LIST,
            lambda entry, _: list(entry.point.headings),
        ),
        Column("role", "What it is there for.", one_of(_ROLES), lambda entry, _: entry.point.role.value),
        Column("audience", "The id of whom it speaks to.", TEXT, lambda entry, _: entry.point.audience),
        Column(
            "themes",
            "The ids of all its themes, those that its briefing or section is about included, sorted.",
            LIST,
            lambda entry, _: list(entry.point.themes),
        ),
        Column(
            "tags",
            "The ids of the themes that it carries itself, sorted.",
            LIST,
            lambda entry, _: list(entry.point.tags),
        ),
        Column(
            "partnership",
            "The id of who published it; several where they did it together.",
            ONE_OR_MORE,
            lambda entry, _: _partnership(entry.briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda entry, _: entry.briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda entry, _: _span(entry.point.held),
        ),
        Column(
            "year",
            "The year in which that begins, if it is known.",
            NUMBER_OR_NOTHING,
            lambda entry, _: entry.point.held.year,
        ),
        Column(
            "owner",
            "Who does it, if it is an action and that is said.",
            TEXT_OR_NOTHING,
            lambda entry, _: entry.point.owner or None,
        ),
        Column(
            "due",
            "By when it is to be done, if it is an action and that is said.",
            SPAN_OR_NOTHING,
            lambda entry, _: _span(entry.point.due),
        ),
        Column(
            "state",
            "How far it has come, if it is an action and that is said.",
            one_of_or_nothing(_STATES),
            lambda entry, _: entry.point.state.value if entry.point.state else None,
        ),
    ),
)

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
            lambda briefing, _: _partnership(briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda briefing, _: briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda briefing, _: _span(briefing.held),
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
