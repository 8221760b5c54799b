"""What partnerships agree on before they write: themes, partnerships, abbreviations."""

from collections.abc import Collection, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from learnbrief.cache.values import Placed, Value
from learnbrief.problems import Place


class Reference(Placed, frozen=True):
    """An id as a source names it, with the place where it does."""

    unlike = frozenset({"at", "is_tag"})

    id: str
    at: Place
    is_tag: bool = False
    """Whether it stands as a `#word` at the end of a text, which may be a word of the text as well."""

    def __str__(self) -> str:
        return self.id


class Theme(Placed, frozen=True):
    """A subject that learning points raise, from the controlled vocabulary."""

    id: str
    label: str
    also: tuple[str, ...]
    """What people type or write instead; a term belongs to one theme only."""
    broader: Reference | None
    related: tuple[Reference, ...]
    definition: str
    at: Place
    was: tuple[Reference, ...] = ()
    """Ids that it had before; their addresses lead to it."""


class Lesson(Placed, frozen=True):
    """One thing that was learned more than once, whatever the role of the points that say so."""

    id: str
    statement: str
    """A plain sentence."""
    themes: tuple[Reference, ...]
    """One to three."""
    at: Place
    was: tuple[Reference, ...] = ()
    """Ids that it had before."""


class Link(Value, frozen=True):
    """Words that lead somewhere: to a web address, or to an address of the site, which begins with a slash."""

    title: str
    url: str


class Partnership(Placed, frozen=True):
    """Who publishes."""

    unlike = frozenset({"website_at", "procedures_at"})

    id: str
    name: str
    short: str
    area: str
    website: str
    email: str
    procedures: Link | None
    succeeded_by: Reference | None = None
    """The body that has taken its place, where it exists no longer."""
    website_at: Place = Place("")
    procedures_at: Place = Place("")


class Vocabulary(Struct, frozen=True):
    """Everything that briefings may name."""

    themes: Mapping[str, Theme]
    partnerships: Mapping[str, Partnership]
    glossary: Mapping[str, str]
    """Abbreviation to meaning."""
    lessons: Mapping[str, Lesson] = field(default_factory=dict)

    @property
    def renamed_themes(self) -> dict[str, str]:
        """The id of today by each old one."""
        return _renamed(self.themes)

    @property
    def renamed_lessons(self) -> dict[str, str]:
        """The id of today by each old one."""
        return _renamed(self.lessons)

    def with_lessons(self, ids: Collection[str]) -> "Vocabulary":
        """Leave out all lessons but these, such as those that readers may see."""
        return replace(self, lessons={id_: lesson for id_, lesson in self.lessons.items() if id_ in ids})

    def successor(self, partnership_id: str) -> Partnership | None:
        """Give the body that is in a partnership's place today; None where it still exists."""
        met = {partnership_id: self.partnerships[partnership_id]}
        while (following := next(reversed(met.values())).succeeded_by) and following.id not in met:
            met[following.id] = self.partnerships[following.id]
        return next(reversed(met.values())) if len(met) > 1 else None


def _renamed(things: Mapping[str, Theme] | Mapping[str, Lesson]) -> dict[str, str]:
    return {old.id: thing.id for thing in things.values() for old in thing.was if old.id not in things}
