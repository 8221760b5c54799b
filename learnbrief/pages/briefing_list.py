"""The list of all briefings, and a briefing as a line of any list."""

from collections.abc import Iterator
from dataclasses import dataclass

from learnbrief.model import Briefing, Link, Status
from learnbrief.pages.page import HOME, Contents, Page
from learnbrief.pages.points import publishers, theme_link
from learnbrief.pages.words import count_of


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """A briefing in a list."""

    title: str
    url: str
    summary: str
    """HTML."""
    publishers: str
    kind: str
    held: str
    year: str
    count: str
    topics: tuple[Link, ...]
    notice: str
    partnership_ids: str
    kind_id: str
    audience_ids: str
    theme_ids: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: what it is called and the id it stands for."""

    label: str
    id: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One question by which a list of briefings can be narrowed."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BriefingsView:
    """What the list of all briefings shows."""

    briefings: tuple[BriefingLine, ...]
    filters: tuple[Filter, ...]


def briefings_pages(contents: Contents) -> Iterator[Page]:
    """Make the list of all briefings."""
    catalogue = contents.catalogue
    view = BriefingsView(
        tuple(briefing_line(briefing, contents) for briefing in catalogue.briefings), tuple(_filters(contents))
    )
    description = f"All {count_of(len(catalogue.briefings), 'learning briefing')} on this site, newest first."
    yield Page("briefings/index.html", "briefings.html", view, "Briefings", description, (HOME,))


def briefing_line(briefing: Briefing, contents: Contents) -> BriefingLine:
    """Show a briefing in a list."""
    catalogue = contents.catalogue
    return BriefingLine(
        title=briefing.title,
        url=f"/{briefing.address}",
        summary=briefing.summary.html,
        publishers=publishers(briefing, catalogue),
        kind=next(kind.label for kind in contents.settings.kinds if kind.id == briefing.kind.id),
        held=briefing.held.label,
        year=str(briefing.held.year),
        count=count_of(len(briefing.points), "learning point"),
        topics=tuple(theme_link(topic.id, catalogue) for topic in briefing.topics),
        notice=_notice(briefing, contents),
        partnership_ids=" ".join(reference.id for reference in briefing.partnerships),
        kind_id=briefing.kind.id,
        audience_ids=" ".join(sorted({point.audience for point in briefing.points})),
        theme_ids=" ".join(briefing.themes),
    )


def _notice(briefing: Briefing, contents: Contents) -> str:
    if briefing.status is Status.DRAFT:
        return "Draft"
    if briefing.published > contents.today:
        return "Under embargo"
    return "Archived" if briefing.status is Status.ARCHIVED else ""


def _filters(contents: Contents) -> Iterator[Filter]:
    catalogue = contents.catalogue
    partnerships = catalogue.vocabulary.partnerships
    yield Filter(
        "partnership",
        "Partnership",
        tuple(Choice(partnerships[id_].name, id_) for id_ in sorted(catalogue.by_partnership)),
    )
    kinds = [kind for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    yield Filter("kind", "Kind of review", tuple(Choice(kind.label, kind.id) for kind in kinds))
    years = sorted({str(briefing.held.year) for briefing in catalogue.briefings}, reverse=True)
    yield Filter("year", "Year", tuple(Choice(year, year) for year in years))
    audiences = [audience for audience in contents.settings.audiences if audience.id in catalogue.by_audience]
    yield Filter("audience", "Audience", tuple(Choice(audience.label, audience.id) for audience in audiences))
    yield Filter("theme", "Theme", tuple(Choice(theme.label, theme.id) for theme in catalogue.raised_themes))
