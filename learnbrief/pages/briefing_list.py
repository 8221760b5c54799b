"""A briefing as a line of a list."""

from dataclasses import dataclass

from learnbrief.model import Briefing, Status
from learnbrief.pages.page import Contents
from learnbrief.pages.points import publishers
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
    notice: str
    partnership_ids: str
    kind_id: str
    audience_ids: str
    theme_ids: str


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
        year=briefing.held.year_id,
        count=count_of(len(briefing.points), "learning point"),
        notice=notice_of(briefing, contents),
        partnership_ids=" ".join(reference.id for reference in briefing.partnerships),
        kind_id=briefing.kind.id,
        audience_ids=" ".join(sorted({point.audience for point in briefing.points})),
        theme_ids=" ".join(briefing.themes),
    )


def notice_of(briefing: Briefing, contents: Contents) -> str:
    """Say what readers should know of a briefing before they open it; mostly nothing."""
    if briefing.status is Status.DRAFT:
        return "Draft"
    if not briefing.is_out(contents.today):
        return "Under embargo"
    return "Archived" if briefing.status is Status.ARCHIVED else ""
