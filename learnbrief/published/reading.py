"""The open data of a site, read back: its briefings and points, as far as they were published."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, TypeVar

from msgspec import Meta, MsgspecError, Struct, field
from msgspec.json import decode
from msgspec.structs import replace

DataFile = Callable[[str], bytes | None]
"""Reads a file in the folder `data/` by its name; None if it does not exist."""

_NAME = re.compile(r"(?:points/)?[\w-]+\.json")
"""A file of points: beside the others, or in a folder of its own."""
_NOT_OUT = "draft"
_Filled = Annotated[str, Meta(min_length=1)]
Document = TypeVar("Document")


class UnreadableDataError(Exception):
    """A data file cannot be understood; the message names it, and is the beginning of a sentence."""


class _Span(Struct, frozen=True):
    label: str = ""


class PublishedPoint(Struct, frozen=True):
    """A learning point as it was published."""

    id: str
    briefing: str
    """The slug of its briefing."""
    former_ids: tuple[str, ...] = ()
    title: str | None = None
    lead_in: str | None = None
    text: str = ""
    role: str = ""
    audience: str = ""
    themes: tuple[str, ...] = ()
    owner: str | None = None
    due: _Span | None = None
    state: str | None = None
    as_of: _Span | None = None
    evidence: str | None = None

    @property
    def says(self) -> str:
        """Its title, its lead-in and its text."""
        return " ".join(filter(None, (self.title, self.lead_in, self.text)))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What else readers see of it, each with its name."""
        return (
            ("role", self.role),
            ("audience", self.audience),
            ("themes", ", ".join(self.themes)),
            ("who", self.owner or ""),
            ("by when", self.due.label if self.due else ""),
            ("how far", self.state or ""),
            ("as of", self.as_of.label if self.as_of else ""),
            ("evidence", self.evidence or ""),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id under which it has an address."""
        return (self.id, *self.former_ids)


class PublishedBriefing(Struct, frozen=True):
    """A briefing as it was published."""

    slug: _Filled
    title: _Filled
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    partnership: str | tuple[str, ...] = ()
    kind: str | None = None
    held: _Span | None = None
    published: str | None = None
    status: str | None = None
    topics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    points: tuple[PublishedPoint, ...] = field(default=(), name="points of points.json")
    """They stand in files of their own; its own record only counts them."""

    @property
    def address(self) -> str:
        """Where its page is in the site."""
        return f"briefings/{self.slug}/index.html"

    @property
    def partnerships(self) -> tuple[str, ...]:
        """Who published it."""
        return (self.partnership,) if isinstance(self.partnership, str) else self.partnership

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What else readers see of it, each with its name."""
        return (
            ("summary", self.summary or ""),
            ("partnership", ", ".join(self.partnerships)),
            ("kind of review", self.kind or ""),
            ("date of the review", self.held.label if self.held else ""),
            ("day of publication", self.published or ""),
            ("status", self.status or ""),
            ("topics", ", ".join(self.topics)),
        )


class PublishedSite(Struct, frozen=True):
    """All that a site published."""

    briefings: tuple[PublishedBriefing, ...]
    knows_points: bool
    """Whether its points are known too; if not, briefings have no points here."""
    labels: Mapping[str, str]
    """What its themes are called, by id, as far as the data tells."""

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of all themes that some briefing raised, sorted."""
        return tuple(sorted({theme for briefing in self.briefings for theme in briefing.themes}))


NOTHING = PublishedSite((), knows_points=True, labels={})
"""What is published before the first time."""


class _Theme(Struct, frozen=True):
    id: str = ""
    label: str = ""


class _Part(Struct, frozen=True):
    url: str


class _Briefings(Struct, frozen=True):
    briefings: tuple[PublishedBriefing, ...]


class _Themes(Struct, frozen=True):
    themes: tuple[_Theme, ...] = ()


class _Points(Struct, frozen=True):
    points: tuple[PublishedPoint, ...] | None = None
    files: tuple[_Part, ...] | None = None
    parts: tuple[_Part, ...] | None = None
    """What `files` was called before."""


def read_published(file: DataFile, today: date) -> PublishedSite | None:
    """Read what was published; None where there is no `briefings.json`.

    Drafts and briefings under embargo, which only a preview's data holds, are left out: they were promised to nobody.
    Raises UnreadableDataError.
    """
    if file("briefings.json") is None:
        return None
    points: dict[str, list[PublishedPoint]] = {}
    has_points = file("points.json") is not None
    for point in _points(file) if has_points else ():
        points.setdefault(point.briefing, []).append(point)
    themes = _read(file, "themes.json", _Themes).themes if file("themes.json") is not None else ()
    return PublishedSite(
        briefings=tuple(
            replace(briefing, points=tuple(points.get(briefing.slug, ())))
            for briefing in _read(file, "briefings.json", _Briefings).briefings
            if briefing.status != _NOT_OUT and (briefing.published or "") <= today.isoformat()
        ),
        knows_points=has_points,
        labels={theme.id: theme.label for theme in themes if theme.label},
    )


def _points(file: DataFile) -> Iterator[PublishedPoint]:
    """Give all points: of the one file, or of the parts that it names where there are many points."""
    whole = _read(file, "points.json", _Points)
    parts = whole.files if whole.files is not None else whole.parts
    names = ["points.json"] if parts is None else [part.url.rpartition("data/")[2] for part in parts]
    for name in names:
        if not _NAME.fullmatch(name):
            raise UnreadableDataError(f'points.json names a part "{name[:40]}", which is no data file')
        points = (whole if parts is None else _read(file, name, _Points)).points
        if points is None:
            raise UnreadableDataError(f"{name} holds no points")
        yield from points


def _read(file: DataFile, name: str, kind: type[Document]) -> Document:
    content = file(name)
    if content is None:
        raise UnreadableDataError(f"{name} is missing")
    try:
        return decode(content, type=kind)
    except (MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise UnreadableDataError(f"{name} is no data of Learnbrief") from fault
