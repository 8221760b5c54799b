"""The catalogue as an index in small files.

Each file is a classic script that hands one value to `learnbrief.take(name, value)`, so that it loads from any host
and from a folder, under `script-src 'self'`. The files, with what they hold:

- `search/index.….js`: the facets of every point, the briefings and where the other files are;
- `search/words/<two letters>.….js`: the word forms that begin so, grouped by stem, with their postings;
- `search/postings/<word>.….js`: the postings of a group too common to stand among the others;
- `search/all-words.….js`: every word form, to find the one that a slip of the pen meant;
- `search/terms.….js`: the vocabulary's terms with their themes;
- `search/texts/<slug>.….js`: the texts of one briefing's points.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from learnbrief.catalogue import Catalogue
from learnbrief.model import Briefing, Role, year_choices
from learnbrief.search.codes import encode, gaps
from learnbrief.search.postings import Group, join, words_of_briefing
from learnbrief.settings import Kind, Settings

LONGEST_INLINE = 1200
"""Letters of postings that stand in their shard; longer ones have a file of their own."""


WHOSE = [["here", "This site's"], ["neighbours", "Neighbours'"]]
"""The choices of a facet that is there where neighbours' learning is."""


@dataclass(slots=True)
class _Files:
    contents: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, key: str, value: Any) -> str:
        """Write a file and give its address."""
        body = (
            json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "").replace("\u2029", "")
        )
        script = f"learnbrief.take({json.dumps(key)},{body});\n".encode()
        address = f"{name}.{sha256(script).hexdigest()[:8]}.js"
        self.contents[address] = script
        return address


@dataclass(frozen=True)
class SearchIndex:
    """The index of every visible point; it is made once, when it is first asked for."""

    catalogue: Catalogue
    """This site's own, by which the vocabulary's terms are counted."""
    searched: Catalogue
    """All that is found: this site's own, and what neighbours have learned."""
    settings: Settings
    roles: Mapping[Role, str]
    """The label of each role that points can have."""

    @property
    def first(self) -> str:
        """The address of the file that a page loads first."""
        return self._made[0]

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files of the index, by address."""
        return self._made[1].contents

    @property
    def terms(self) -> str:
        """The address of the file that holds the vocabulary."""
        return next(iter(self.terms_file))

    @cached_property
    def terms_file(self) -> Mapping[str, bytes]:
        """That file by its address; for it alone the index need not be made."""
        files = _Files()
        _add_terms(self.catalogue, files)
        return files.contents

    @cached_property
    def _made(self) -> tuple[str, _Files]:
        files = _Files()
        return files.add("search/index", "index", _document(self, files)), files


def _document(index: SearchIndex, files: _Files) -> dict[str, Any]:
    """Write the index's files but the first, and say what stands in that."""
    catalogue, settings = index.searched, index.settings
    groups = join(map(words_of_briefing, catalogue.briefings), catalogue.raised_themes)
    words = sorted(word for group in groups.values() for word in group.words)
    facets = _facets(catalogue, settings, index.roles)
    numbers = {name: {choice: at for at, (choice, _) in enumerate(choices)} for name, choices in facets.items()}
    kinds = _kinds(catalogue, settings)
    texts = [_texts(number, briefing, kinds, catalogue, files) for number, briefing in enumerate(catalogue.briefings)]
    return {
        "briefings": [
            _briefing(briefing, text, numbers) for briefing, text in zip(catalogue.briefings, texts, strict=True)
        ],
        "facets": facets,
        "columns": _columns(catalogue, numbers),
        "shards": _shards(groups, files),
        "words": files.add("search/all-words", "all-words", _front_coded(words)),
        "terms": _add_terms(index.catalogue, files),
    }


def _shards(groups: Mapping[str, Group], files: _Files) -> dict[str, str]:
    """Write the word forms by their first two letters; give each shard's address."""
    by_letters: dict[str, list[list[Any]]] = {}
    for _, group in sorted(groups.items()):
        words = group.words
        row = _row(group, words, files)
        for letters in dict.fromkeys(word[:2] for word in words):
            by_letters.setdefault(letters, []).append(row)
    return {
        letters: files.add(f"search/words/{_safe(letters)}", f"words/{letters}", rows)
        for letters, rows in sorted(by_letters.items())
    }


def _row(group: Group, words: Sequence[str], files: _Files) -> list[Any]:
    """Write a group: its forms, how many points hold it, their postings or the file of these, briefings, themes."""
    postings, forms = group.encoded, " ".join(words)
    if len(postings) > LONGEST_INLINE:
        name = min(words, key=lambda word: (len(word), word))
        postings = "/" + files.add(f"search/postings/{_safe(name)}", f"postings {forms}", postings)
    return [forms, len(group.postings), postings, encode(gaps(group.briefings)), encode(gaps(group.themes))]


def _safe(letters: str) -> str:
    """Name a file after letters of any script."""
    return "".join(letter if letter.isascii() else f"_{ord(letter):x}" for letter in letters)


def _front_coded(words: Sequence[str]) -> str:
    """Write sorted words, each as how many letters it shares with the one before and what follows these."""
    coded, last = [], ""
    for word in words:
        shared = next(
            (at for at, (a, b) in enumerate(zip(last, word, strict=False)) if a != b), min(len(last), len(word))
        )
        shared = min(shared, 9)
        coded.append(f"{shared}{word[shared:]}")
        last = word
    return " ".join(coded)


def _add_terms(catalogue: Catalogue, files: _Files) -> str:
    return files.add("search/terms", "terms", _terms(catalogue))


def _terms(catalogue: Catalogue) -> list[list[Any]]:
    """List every theme: label, address (empty where nobody raised it), other words, definition, points, briefings."""
    terms: list[list[Any]] = []
    for theme in sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold()):
        entries = catalogue.by_theme.get(theme.id, ())
        address = f"themes/{theme.id}/index.html" if catalogue.is_raised(theme.id) else ""
        briefings = len({entry.briefing.slug for entry in entries})
        terms.append([theme.label, address, list(theme.also), theme.definition, len(entries), briefings])
    return terms


def _texts(number: int, briefing: Briefing, kinds: Sequence[Kind], catalogue: Catalogue, files: _Files) -> str:
    partnerships = catalogue.vocabulary.partnerships
    document = [
        briefing.title,
        briefing.address,
        " and ".join(partnerships[reference.id].short for reference in briefing.partnerships),
        next(kind.label for kind in kinds if kind.id == briefing.kind.id),
        [
            [point.id, point.title or point.lead_in or " › ".join(point.headings), point.body.text, point.held.label]
            for point in briefing.points
        ],
    ]
    return files.add(f"search/texts/{briefing.slug}", f"texts/{number}", document)


def _facets(catalogue: Catalogue, settings: Settings, roles: Mapping[Role, str]) -> dict[str, list[list[str]]]:
    """Name every facet's choices, each an id and a label, in the order by which the columns number them."""
    partnerships = catalogue.vocabulary.partnerships
    years = year_choices(entry.point.held for entry in catalogue.entries)
    return {
        "theme": [[theme.id, theme.label] for theme in catalogue.raised_themes],
        "audience": [[audience.id, audience.label] for audience in settings.audiences],
        "role": [[role.value, label] for role, label in roles.items()],
        "partnership": [[partner, partnerships[partner].name] for partner in sorted(catalogue.by_partnership)],
        "kind": [[kind.id, kind.label] for kind in _kinds(catalogue, settings)],
        "year": [[year, label] for year, label in years],
        **({"from": WHOSE} if any(briefing.home for briefing in catalogue.briefings) else {}),
    }


def _kinds(catalogue: Catalogue, settings: Settings) -> list[Kind]:
    """Give the kinds there are briefings of; one that only a neighbour knows is called after its id."""
    known = {kind.id: kind for kind in settings.kinds}
    theirs = sorted(catalogue.by_kind.keys() - known.keys())
    every = known | {kind: Kind(kind, kind.replace("-", " ").capitalize()) for kind in theirs}
    return [kind for kind in every.values() if kind.id in catalogue.by_kind]


Numbers = Mapping[str, Mapping[str, int]]
"""The number of each choice by its id, by facet."""


def _columns(catalogue: Catalogue, numbers: Numbers) -> dict[str, Any]:
    """Write each point's choices; those that hold for a whole briefing stand with the briefing."""
    points = [entry.point for entry in catalogue.entries]
    return {
        "roles": encode([numbers["role"][point.role] for point in points]),
        "audiences": encode([numbers["audience"][point.audience] for point in points]),
        "years": encode([numbers["year"][point.held.year_id] for point in points]),
        "lengths": encode([min(31, len(point.body.text) // 24) for point in points]),
        "themes": "".join(_own_themes(briefing, catalogue, numbers["theme"]) for briefing in catalogue.briefings),
    }


def _briefing(briefing: Briefing, text_file: str, numbers: Numbers) -> list[Any]:
    """Write a briefing: its texts' file, how many points it has, who published it, its kind, its topics."""
    return [
        text_file,
        len(briefing.points),
        encode(sorted(numbers["partnership"][reference.id] for reference in briefing.partnerships)),
        numbers["kind"][briefing.kind.id],
        encode(gaps(sorted(numbers["theme"][topic.id] for topic in briefing.topics))),
    ]


def _own_themes(briefing: Briefing, catalogue: Catalogue, numbers: Mapping[str, int]) -> str:
    """Write for each point how many themes it has beside its briefing's topics, then these."""
    topics = {topic.id for topic in briefing.topics}
    written: list[int] = []
    for entry in catalogue.by_briefing.get(briefing.slug, ()):
        own = sorted([numbers[theme] for theme in entry.point.themes if theme not in topics])
        written += [len(own), *gaps(own)]
    return encode(written)
