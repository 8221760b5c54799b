"""The index of themes, and a theme's page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import Briefing, Link, Theme
from learnbrief.pages.briefing_list import BriefingLine, briefing_line
from learnbrief.pages.page import HOME, THEMES, Contents, Page
from learnbrief.pages.points import RoleGroup, group_by_role, theme_link
from learnbrief.pages.words import count_of


@dataclass(frozen=True, slots=True)
class TermLine:
    """A line of the A to Z: a theme with its counts, or a synonym that leads to one."""

    term: str
    url: str
    """Empty for a synonym, and for a theme that nobody has raised."""
    count: str
    see: Link | None
    """The theme that a synonym stands for."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    id: str
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A theme with the narrower ones below it."""

    theme: TermLine
    narrower: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class ThemesView:
    """The index of themes."""

    raised: str
    letters: tuple[Letter, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """All that a theme's page shows."""

    label: str
    definition: str
    also: str
    """Other names, as one line."""
    history: str
    """When and how often it has come up, in a sentence."""
    broader: Link | None
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]
    groups: tuple[RoleGroup, ...]
    briefings: tuple[BriefingLine, ...]
    """Those that are about the theme."""


def themes_pages(contents: Contents) -> Iterator[Page]:
    """Make the index of themes."""
    catalogue = contents.catalogue
    themes = sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold())
    view = ThemesView(
        raised=f"{len(catalogue.raised_themes)} of {count_of(len(themes), 'theme')} raised so far",
        letters=tuple(_letters(themes, catalogue)),
        branches=tuple(_branch(theme, themes, catalogue) for theme in themes if theme.broader is None),
    )
    description = "Every theme that the briefings raise, with the other words for it."
    yield Page("themes/index.html", "themes.html", view, THEMES.title, description, (HOME,))


def theme_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every theme that somebody has raised."""
    catalogue = contents.catalogue
    for theme in catalogue.raised_themes:
        yield Page(
            address=f"themes/{theme.id}/index.html",
            template="theme.html",
            view=_view(theme, contents),
            title=f"{theme.label} (theme)",
            description=theme.definition,
            trail=(HOME, THEMES),
        )


def _view(theme: Theme, contents: Contents) -> ThemeView:
    catalogue = contents.catalogue
    entries = catalogue.by_theme.get(theme.id, ())
    narrower = [
        other for other in catalogue.vocabulary.themes.values() if other.broader and other.broader.id == theme.id
    ]
    return ThemeView(
        label=theme.label,
        definition=theme.definition,
        also=", ".join(theme.also),
        history=_history(entries, catalogue.briefings),
        broader=theme_link(theme.broader.id, catalogue) if theme.broader else None,
        narrower=_theme_links([other.id for other in narrower], catalogue),
        related=_theme_links([reference.id for reference in theme.related], catalogue),
        groups=group_by_role(entries, contents),
        briefings=tuple(briefing_line(briefing, contents) for briefing in catalogue.by_topic.get(theme.id, ())),
    )


def _history(entries: Sequence[Entry], briefings: Sequence[Briefing]) -> str:
    """Say how often a theme has come up, and when first and last."""
    raising = {entry.briefing.slug for entry in entries}
    said = f"{count_of(len(entries), 'learning point')} in {len(raising)} of {count_of(len(briefings), 'briefing')}"
    if not entries:
        return said
    first = min((entry.point.held for entry in entries), key=lambda held: (held.start, held.end))
    last = max((entry.point.held for entry in entries), key=lambda held: (held.end, held.start))
    return f"{said}; first: {first.label}, last: {last.label}" if first != last else f"{said}; raised: {first.label}"


def _theme_links(theme_ids: Sequence[str], catalogue: Catalogue) -> tuple[Link, ...]:
    links = (theme_link(theme_id, catalogue) for theme_id in theme_ids)
    return tuple(sorted(links, key=lambda link: link.title.casefold()))


def _theme_line(theme: Theme, catalogue: Catalogue) -> TermLine:
    entries = catalogue.by_theme.get(theme.id, ())
    link = theme_link(theme.id, catalogue)
    if not link.url:
        return TermLine(theme.label, "", "not raised yet", None)
    briefings = {entry.briefing.slug for entry in entries}
    good_practice = sum(entry.point.role == "good-practice" for entry in entries)
    counts = [count_of(len(entries), "point"), count_of(len(briefings), "briefing")]
    if good_practice:
        counts.append(f"{good_practice} of good practice")
    if entries:
        counts.append(f"last {max((entry.point.held for entry in entries), key=lambda held: held.end).label}")
    return TermLine(theme.label, link.url, ", ".join(counts), None)


def _letters(themes: Sequence[Theme], catalogue: Catalogue) -> Iterator[Letter]:
    lines = [_theme_line(theme, catalogue) for theme in themes]
    for theme in themes:
        link = theme_link(theme.id, catalogue)
        lines += [TermLine(term, "", "", link) for term in theme.also]
    lines.sort(key=lambda line: (line.term.casefold(), line.term))
    for letter in sorted({_initial(line.term) for line in lines}):
        terms = tuple(line for line in lines if _initial(line.term) == letter)
        yield Letter(letter, f"_{letter.lower() if letter.isalpha() else '0-9'}", terms)


def _initial(term: str) -> str:
    return term[0].upper() if term[0].isalpha() else "#"


def _branch(theme: Theme, themes: Sequence[Theme], catalogue: Catalogue) -> Branch:
    narrower = (other for other in themes if other.broader and other.broader.id == theme.id)
    return Branch(_theme_line(theme, catalogue), tuple(_branch(other, themes, catalogue) for other in narrower))
