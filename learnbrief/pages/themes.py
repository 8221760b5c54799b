"""The index of themes: A to Z with the other words for them, and by broader theme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from learnbrief.catalogue import Catalogue
from learnbrief.model import Link, Theme, latest
from learnbrief.pages.linked_data import vocabulary_node
from learnbrief.pages.page import HOME, THEMES, Contents, Page
from learnbrief.pages.points import theme_link
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

    terms: str
    """The file from which themes are found as one types."""
    raised: str
    letters: tuple[Letter, ...]
    branches: tuple[Branch, ...]


def themes_pages(contents: Contents) -> Iterator[Page]:
    """Make the index of themes."""
    yield Page(
        address="themes/index.html",
        template="themes.html",
        make_view=partial(_view, contents),
        title=THEMES.title,
        description="Every theme that the briefings raise, with the other words for it.",
        trail=(HOME,),
        make_thing=partial(vocabulary_node, contents.settings),
    )


def _view(contents: Contents) -> ThemesView:
    catalogue = contents.catalogue
    themes = sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold())
    return ThemesView(
        terms=f"/{contents.search.terms}",
        raised=f"{len(catalogue.raised_themes)} of {count_of(len(themes), 'theme')} raised so far",
        letters=tuple(_letters(themes, catalogue)),
        branches=tuple(_branch(theme, themes, catalogue) for theme in themes if theme.broader is None),
    )


def _theme_line(theme: Theme, catalogue: Catalogue) -> TermLine:
    entries = catalogue.by_theme.get(theme.id, ())
    link = theme_link(theme.id, catalogue)
    if not link.url:
        return TermLine(theme.label, "", "not raised yet", None)
    if not entries and theme.id in catalogue.raised_by_neighbours:
        return TermLine(theme.label, link.url, "raised by neighbours", None)
    briefings = {entry.briefing.slug for entry in entries}
    good_practice = sum(entry.point.role == "good-practice" for entry in entries)
    counts = [count_of(len(entries), "point"), count_of(len(briefings), "briefing")]
    if good_practice:
        counts.append(f"{good_practice} of good practice")
    if entries:
        last = latest(entry.point.held for entry in entries)
        counts.append(f"last {last.label}" if last.is_known else last.label)
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
