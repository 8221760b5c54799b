"""The catalogue as an index in small files.

Each file is a classic script that hands one value to `learnbrief.take(name, value)`. The files, with what they hold:

- `search/index.….js`: what points have of each facet, the briefings and where the other files are;
- `search/words/<two letters, or three>.….js`: the words that begin so, with their postings in each segment;
- `search/postings/<word>.….js`: the postings of a word too common to be among the others;
- `search/choices.….js`: which themes and lessons each point has, to narrow results by them;
- `search/themes/<id>.….js`: the points of one theme;
- `search/all-words.….js`: every word, to find the one that a slip of the pen meant;
- `search/terms.….js`: the vocabulary's terms with their themes;
- `search/lessons.….js`: what the lessons say;
- `search/texts/<slug>.….js`: the texts of one briefing's points.

It is made in three steps, each a function of plain values: `index_briefing` of one briefing, `make_segment` of the
briefings of one segment, `join_segments` of all segments.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from msgspec import Struct

from learnbrief.cache.cache import Cache, Shared, no_cache
from learnbrief.cache.values import Value
from learnbrief.model import UNDATED, UNKNOWN, ActionState, Briefing, Catalogue, Role, Theme
from learnbrief.search.briefing import NOT_GIVEN, IndexedBriefing, index_briefing, texts_of
from learnbrief.search.joining import join_segments
from learnbrief.search.script import script, script_address
from learnbrief.search.segment import Choices, Segment, make_segment, segment_count, segment_of
from learnbrief.settings import Kind, Settings

WHOSE = [["here", "This site's"], ["neighbours", "Neighbours'"]]
"""The choices of a facet that is there where neighbours' learning is."""

MOST_NEAREST = 4
"""Themes that stand for one that nobody raised."""


class SearchIndex(Struct, frozen=True, dict=True):
    """The index of every visible point; it is made once, when it is first asked for."""

    catalogue: Catalogue
    """This site's own, by which the vocabulary's terms are counted."""
    searched: Catalogue
    """All that is found: this site's own, and what neighbours have learned."""
    settings: Settings
    roles: Mapping[Role, str]
    """The label of each role that points can have."""
    cache: Cache = no_cache

    @property
    def first(self) -> str:
        """The address of the file that a page loads first."""
        return next(reversed(tuple(self.contents)))

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files of the index, by address."""
        return {address: content.value for address, content in self.contents.items()}

    @cached_property
    def contents(self) -> Mapping[str, Shared[bytes]]:
        """What all files of the index hold, by address; a briefing's texts are written when they are asked for."""
        briefings = {each.slug: Shared(each, each.fingerprint) for each in self.searched.briefings}
        indexed = self.cache.refer(_index, list(briefings.values()))
        choices = Shared(choices_of(self))
        split = split_into_segments(dict(zip(briefings, indexed, strict=True)))
        segments = self.cache.map(_make, [_SegmentToMake(tuple(each), choices, count) for each, count in split])
        texts = {slug: address for segment in segments for slug, address in segment.texts.items()}
        joined = join_segments(segments, self._first(segments), self.terms, choices.value["theme"])
        return {
            **{
                texts[slug]: Shared.lazy(partial(_texts, each), each.digest, passes=True)
                for slug, each in briefings.items()
            },
            **{address: Shared(each) for address, each in (self.terms_file | self._lessons_file).items()},
            **joined,
        }

    def _first(self, segments: Iterable[Segment]) -> dict[str, Any]:
        vocabulary = self.catalogue.vocabulary
        lessons = next(iter(self._lessons_file))
        return {"facets": _facets(self, segments), "glossary": dict(vocabulary.glossary), "lessons": lessons}

    @cached_property
    def _lessons_file(self) -> dict[str, bytes]:
        lessons = self.searched.vocabulary.lessons
        content = script("lessons", [lesson.statement for _, lesson in sorted(lessons.items())])
        return {script_address("search/lessons", content): content}

    @property
    def terms(self) -> str:
        """The address of the file that holds the vocabulary."""
        return next(iter(self.terms_file))

    @cached_property
    def terms_file(self) -> dict[str, bytes]:
        """That file by its address; for it alone the index need not be made."""
        content = script("terms", _terms(self.catalogue))
        return {script_address("search/terms", content): content}


class _SegmentToMake(Value, frozen=True):
    briefings: tuple[Shared[IndexedBriefing], ...]
    choices: Shared[Choices]
    count: int


def _index(briefing: Shared[Briefing]) -> IndexedBriefing:
    return index_briefing(briefing.value)


def _texts(briefing: Shared[Briefing]) -> bytes:
    return texts_of(briefing.value)


def _make(segment: _SegmentToMake) -> Segment:
    return make_segment((briefing.value for briefing in segment.briefings), segment.choices.value, segment.count)


def split_into_segments(
    briefings: Mapping[str, Shared[IndexedBriefing]],
) -> list[tuple[list[Shared[IndexedBriefing]], int]]:
    """Give the briefings of each segment, which have come by their slugs, with the number of segments."""
    count = segment_count(len(briefings))
    members: list[list[Shared[IndexedBriefing]]] = [[] for _ in range(count)]
    for slug, briefing in briefings.items():
        members[segment_of(slug, count)].append(briefing)
    return [(each, count) for each in members]


def _terms(catalogue: Catalogue) -> list[list[Any]]:
    """List every theme: label, address, other words, definition, points (none where nobody raised it), briefings."""
    terms: list[list[Any]] = []
    for theme in sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold()):
        entries = catalogue.by_theme.get(theme.id, ())
        address = f"themes/{theme.id}/index.html"
        points = len(entries) if catalogue.is_raised(theme.id) else None
        briefings = len({entry.briefing.slug for entry in entries})
        terms.append([theme.label, address, list(theme.also), theme.definition, points, briefings])
    return terms


def choices_of(index: SearchIndex) -> Choices:
    """Number every facet's choices, so that an edit which uses one more of the vocabulary moves no number."""
    vocabulary, settings = index.searched.vocabulary, index.settings
    return {
        "theme": tuple(sorted(vocabulary.themes)),
        "lesson": tuple(sorted(vocabulary.lessons)),
        "audience": tuple(audience.id for audience in settings.audiences),
        "role": tuple(role.value for role in Role),
        "state": (*(state.value for state in ActionState), NOT_GIVEN),
        "partnership": tuple(sorted(vocabulary.partnerships)),
        "kind": tuple(kind.id for kind in _kinds(index.searched, settings)),
    }


def _facets(index: SearchIndex, segments: Iterable[Segment]) -> dict[str, list[Any]]:
    """Name every facet's choices, each an id and a label, as they are numbered; 0 for what no point has."""
    catalogue, vocabulary = index.searched, index.searched.vocabulary
    themes, partnerships = vocabulary.themes, vocabulary.partnerships
    undated = [[UNDATED, UNKNOWN.label.capitalize()]] if any(UNDATED in segment.years for segment in segments) else []
    years = set().union(*(segment.years for segment in segments)) - {UNDATED}
    return {
        "theme": [_theme(themes[id_], catalogue) for id_ in sorted(themes)],
        "lesson": [[id_] for id_ in sorted(vocabulary.lessons)],
        "audience": [[audience.id, audience.label] for audience in index.settings.audiences],
        "role": [[role.value, index.roles[role]] if role in index.roles else 0 for role in Role],
        "state": [[id_, id_.replace("-", " ").capitalize()] for id_ in choices_of(index)["state"]],
        "partnership": [
            [id_, partnerships[id_].name, partnerships[id_].short, partnerships[id_].area]
            if id_ in catalogue.by_partnership
            else 0
            for id_ in sorted(partnerships)
        ],
        "kind": [[kind.id, kind.label] for kind in _kinds(catalogue, index.settings)],
        "year": [*([year, year] for year in sorted(years, key=int, reverse=True)), *undated],
        **({"from": WHOSE} if any(briefing.home for briefing in catalogue.briefings) else {}),
    }


def _theme(theme: Theme, catalogue: Catalogue) -> list[Any]:
    """Write a theme: id (0 where its label tells it), label, other words; if nobody raised it, the nearest raised."""
    slug = re.sub("[^a-z0-9]+", "-", theme.label.lower())
    row: list[Any] = [0 if theme.id == slug else theme.id, theme.label, list(theme.also)]
    if catalogue.is_raised(theme.id):
        return row
    numbers = {id_: number for number, id_ in enumerate(sorted(catalogue.vocabulary.themes))}
    return [*row, [numbers[id_] for id_ in nearest_raised(theme, catalogue)]]


def nearest_raised(theme: Theme, catalogue: Catalogue) -> list[str]:
    """Give the ids of the raised themes nearest to one: broader, narrower, related, then its siblings."""
    themes = catalogue.vocabulary.themes.values()
    broader = theme.broader.id if theme.broader else ""
    near = [
        broader,
        *(other.id for other in themes if other.broader and other.broader.id == theme.id),
        *(reference.id for reference in theme.related),
        *(other.id for other in themes if theme.id in [reference.id for reference in other.related]),
        *(other.id for other in themes if broader and other.broader and other.broader.id == broader),
    ]
    raised = [id_ for id_ in dict.fromkeys(near) if id_ != theme.id and catalogue.is_raised_here(id_)]
    return raised[:MOST_NEAREST]


def _kinds(catalogue: Catalogue, settings: Settings) -> list[Kind]:
    """Give the kinds that there can be; one that only a neighbour knows is called after its id."""
    known = {kind.id: kind for kind in settings.kinds}
    theirs = sorted(catalogue.by_kind.keys() - known.keys())
    return [*settings.kinds, *(Kind(kind, kind.replace("-", " ").capitalize()) for kind in theirs)]
