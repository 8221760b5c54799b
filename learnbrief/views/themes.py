"""The index of themes: A to Z with the other words for them, and by broader theme."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from learnbrief.cache.values import Value
from learnbrief.model import Link, Role, Theme
from learnbrief.pages.linked_data import Node, vocabulary_node
from learnbrief.pages.page import HOME, THEMES, Contents, Lazy, Lookup, Page
from learnbrief.pages.points import theme_link
from learnbrief.pages.words import count_of


class TermLine(Value, frozen=True):
    """A line of the A to Z: a theme with its counts, or a synonym that leads to one."""

    term: str
    url: str
    """Empty for a synonym."""
    count: str
    see: Link | None
    """The theme that a synonym stands for."""


class LetterGroup(Value, frozen=True):
    """The terms that begin with one letter."""

    letter: str
    id: str
    terms: tuple[TermLine, ...]


class Branch(Value, frozen=True):
    """A theme with the narrower ones below it."""

    theme: TermLine
    narrower: tuple["Branch", ...]


class ThemesView(Value, frozen=True):
    """The index of themes."""

    terms: str
    """The file that the filter of themes searches as one types."""
    raised: str
    letters: tuple[LetterGroup, ...]
    branches: tuple[Branch, ...]


def themes_pages(contents: Contents) -> Iterator[Page]:
    """Make the index of themes."""
    yield Page(
        address="themes/index.html",
        template="themes.html",
        given=Lazy(partial(_view, contents)),
        title=THEMES.title,
        description="Every theme that the briefings raise, with the other words for it.",
        trail=(HOME,),
        describe=_described,
    )


def _described(_: ThemesView, lookup: Lookup) -> Node:
    return vocabulary_node(lookup.settings)


def _view(contents: Contents) -> ThemesView:
    catalogue = contents.catalogue
    themes = sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold())
    return ThemesView(
        terms=f"/{contents.search.terms}",
        raised=f"{len(catalogue.raised_themes)} of {count_of(len(themes), 'theme')} raised so far",
        letters=tuple(_letters(themes, contents)),
        branches=tuple(_branch(theme, themes, contents) for theme in themes if theme.broader is None),
    )


def _theme_line(theme: Theme, contents: Contents) -> TermLine:
    catalogue = contents.catalogue
    entries = catalogue.by_theme.get(theme.id, ())
    link = theme_link(theme.id, contents.lookup)
    if not catalogue.is_raised(theme.id):
        return TermLine(theme.label, link.url, "not raised yet", None)
    if not entries and theme.id in catalogue.raised_by_neighbours:
        return TermLine(theme.label, link.url, "raised by neighbours", None)
    if not entries:
        return TermLine(theme.label, link.url, f"{count_of(0, 'point')}, {count_of(0, 'briefing')}", None)
    summary = contents.summaries[theme.id]
    counts = [count_of(summary.points, "point"), count_of(summary.briefings, "briefing")]
    if good_practice := summary.by_role.get(Role.GOOD_PRACTICE):
        counts.append(f"{good_practice} of good practice")
    last = summary.last
    counts.append(f"last {last.label}" if last.is_known else last.label)
    return TermLine(theme.label, link.url, ", ".join(counts), None)


def _letters(themes: Sequence[Theme], contents: Contents) -> Iterator[LetterGroup]:
    lines = [_theme_line(theme, contents) for theme in themes]
    for theme in themes:
        link = theme_link(theme.id, contents.lookup)
        lines += [TermLine(term, "", "", link) for term in theme.also]
    by_letter: defaultdict[str, list[TermLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.term.casefold(), line.term)):
        by_letter[_initial(line.term)].append(line)
    for letter, terms in sorted(by_letter.items()):
        yield LetterGroup(letter, f"_{letter.lower() if letter.isalpha() else '0-9'}", tuple(terms))


def _initial(term: str) -> str:
    return term[0].upper() if term[0].isalpha() else "#"


def _branch(theme: Theme, themes: Sequence[Theme], contents: Contents) -> Branch:
    narrower = (other for other in themes if other.broader and other.broader.id == theme.id)
    return Branch(_theme_line(theme, contents), tuple(_branch(other, themes, contents) for other in narrower))
