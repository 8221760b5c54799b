"""What was fetched from neighbours, as briefings beside our own: theirs to the last word, and under our themes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from msgspec.structs import replace

from learnbrief.markup.brackets import normalised
from learnbrief.model import (
    Briefing,
    LearningPoint,
    Partnership,
    PointList,
    Prose,
    Reference,
    Role,
    Section,
    Status,
    Vocabulary,
)
from learnbrief.other_sites.neighbours.open_data import NotDataError, site_from_file
from learnbrief.other_sites.neighbours.values import TheirBriefing, TheirPoint, TheirSite, TheirTheme
from learnbrief.problems import Place, Report, error, hint, warning
from learnbrief.settings import EVERYONE, NEIGHBOURS_FOLDER, Neighbour, Settings

_CURE = 'The command "neighbours update" fetches it.'
_MOST_NAMED = 8


def read_neighbours(
    sources: Mapping[str, bytes], settings: Settings, vocabulary: Vocabulary, report: Report
) -> tuple[Briefing, ...]:
    """Read what is kept of every neighbour that the settings list.

    Reports `bad-neighbour`, `missing-neighbour`, `unlisted-neighbour` and `neighbour-theme`.
    """
    listed = {neighbour.file: neighbour for neighbour in settings.neighbours}
    for file in sorted(sources):
        if file.startswith(f"{NEIGHBOURS_FOLDER}/") and file not in listed:
            message = "No neighbour in learnbrief.yml has this id, so nothing of it is shown. Delete the file."
            report(warning("unlisted-neighbour", message, Place(file)))
    briefings: list[Briefing] = []
    for file, neighbour in listed.items():
        if file in sources:
            briefings += _read(neighbour, sources[file], settings, vocabulary, report)
        else:
            report(warning("missing-neighbour", f"Nothing of this neighbour is here yet. {_CURE}", neighbour.at))
    return tuple(briefings)


def themes_of_ours(site: TheirSite, vocabulary: Vocabulary) -> dict[str, str]:
    """Find our theme for each of theirs: of the same id, else of the same name or synonym; not every one has one."""
    terms = {
        normalised(term): theme.id for theme in vocabulary.themes.values() for term in (theme.label, *theme.also)
    }
    renamed = vocabulary.renamed_themes
    found = {}
    for theme in site.themes:
        today = renamed.get(theme.id, theme.id)
        same = [today] if today in vocabulary.themes else []
        named = [terms[normalised(term)] for term in (theme.label, *theme.also) if normalised(term) in terms]
        for ours in (*same, *named)[:1]:
            found[theme.id] = ours
    return found


def themes_left_out(site: TheirSite, vocabulary: Vocabulary) -> tuple[TheirTheme, ...]:
    """List the themes of a neighbour that our vocabulary does not know by any name."""
    ours = themes_of_ours(site, vocabulary)
    return tuple(theme for theme in site.themes if theme.id not in ours)


def names_of_themes(themes: tuple[TheirTheme, ...]) -> str:
    """Name the first themes of a list, and say that there are more."""
    named = ", ".join(theme.label or theme.id for theme in themes[:_MOST_NAMED])
    return named + (" and more" if len(themes) > _MOST_NAMED else "")


def _read(
    neighbour: Neighbour, content: bytes, settings: Settings, vocabulary: Vocabulary, report: Report
) -> Iterator[Briefing]:
    left_out: Counter[str] = Counter()
    try:
        site = site_from_file(content, lambda what: left_out.update([what]))
    except NotDataError as fault:
        report(error("bad-neighbour", f"This file cannot be read. {fault} {_CURE}", Place(neighbour.file)))
        return
    for what in sorted(left_out):
        message = f"This file was changed by hand: it holds {what}. {_CURE}"
        report(error("bad-neighbour", message, Place(neighbour.file)))
    unknown = themes_left_out(site, vocabulary)
    if unknown:
        message = (
            f"Your vocabulary has no word for some themes of this neighbour, so its points are not shown under "
            f"them: {names_of_themes(unknown)}. To have them shown, add such a theme, or the word to a theme's "
            '"also".'
        )
        report(hint("neighbour-theme", message, Place(neighbour.file)))
    ours = themes_of_ours(site, vocabulary)
    audiences = set(settings.audience_ids)
    for theirs in site.briefings:
        yield _briefing(theirs, neighbour, ours, audiences)


def _briefing(theirs: TheirBriefing, neighbour: Neighbour, ours: Mapping[str, str], audiences: set[str]) -> Briefing:
    at = Place(neighbour.file)
    about = _about(theirs)
    points = tuple(_point(point, about, ours, audiences, at) for point in theirs.points)
    section = Section("_", Prose(), Role.OTHER, EVERYONE, (), None, (PointList(points),), (), at)
    return Briefing(
        slug=f"{neighbour.id}/{theirs.slug}",
        title=theirs.title,
        partnerships=(Reference(partnership_of(neighbour), at),),
        kind=Reference(theirs.kind, at),
        held=theirs.held,
        published=theirs.published,
        status=Status.PUBLISHED,
        summary=Prose(),
        topics=(),
        sections=(section,),
        references=(),
        at=at,
        home=f"{neighbour.url}briefings/{theirs.slug}/",
    )


def partnership_of(neighbour: Neighbour) -> str:
    """Give the id under which a neighbour publishes. With its slash it can be no id of ours."""
    return f"{NEIGHBOURS_FOLDER}/{neighbour.id}"


def with_neighbours(vocabulary: Vocabulary, settings: Settings) -> Vocabulary:
    """Give the vocabulary with the neighbours among its partnerships."""
    theirs = {
        partnership_of(each): Partnership(
            id=partnership_of(each),
            name=f"{each.name} (neighbour)",
            short=each.name,
            area=each.name,
            website=each.url,
            email="",
            procedures=None,
        )
        for each in settings.neighbours
    }
    return replace(vocabulary, partnerships={**vocabulary.partnerships, **theirs})


def _about(theirs: TheirBriefing) -> frozenset[str]:
    """Give the themes that all points of a briefing share; they stand for its topics, which are not kept."""
    themes = [frozenset(point.themes) for point in theirs.points]
    return frozenset.intersection(*themes) if len(themes) > 1 else frozenset()


def _point(
    theirs: TheirPoint, about: frozenset[str], ours: Mapping[str, str], audiences: set[str], at: Place
) -> LearningPoint:
    themes = tuple(sorted({ours[theme] for theme in theirs.themes if theme in ours}))
    return LearningPoint(
        id=theirs.id,
        former_ids=(),
        title=theirs.title or None,
        body=Prose(f"<p>{escape(theirs.text, quote=False)}</p>", theirs.text),
        lead_in=theirs.lead_in,
        headings=theirs.headings,
        role=theirs.role,
        audience=theirs.audience if theirs.audience in audiences else EVERYONE,
        themes=themes,
        tags=tuple(sorted({ours[theme] for theme in theirs.themes if theme in ours and theme not in about})),
        held=theirs.held,
        at=at,
    )
