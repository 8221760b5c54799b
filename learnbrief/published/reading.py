"""The open data of a site, read back: its briefings and points, as far as they were published."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

DataFile = Callable[[str], bytes | None]
"""Reads a file in the folder `data/` by its name; None if it does not exist."""

_NAME = re.compile(r"(?:points/)?[\w-]+\.json")
"""A file of points: beside the others, or in a folder of its own."""
_NOT_OUT = "draft"


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

    slug: str
    title: str
    aliases: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """What else readers see of it, each with its name."""
    themes: tuple[str, ...]
    partnerships: tuple[str, ...]
    kind: str
    points: tuple[PublishedPoint, ...]

    @property
    def address(self) -> str:
        """Where its page is in the site."""
        return f"briefings/{self.slug}/index.html"


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
    records = _records(file, "briefings.json", "briefings")
    briefings = (_briefing(record, tuple(points.get(record.get("slug") or "", ()))) for record in records)
    out = zip(briefings, records, strict=True)
    labels = {
        str(theme["id"]): str(theme["label"])
        for theme in (_records(file, "themes.json", "themes") if file("themes.json") is not None else ())
        if "id" in theme and "label" in theme
    }
    return PublishedSite(
        briefings=tuple(briefing for briefing, record in out if _is_out(record, today)),
        knows_points=has_points,
        labels=labels,
    )


class _Part(Struct, frozen=True):
    url: str


class _PointRecords(Struct, frozen=True):
    points: list[PublishedPoint] | None = None
    files: list[_Part] | None = None
    parts: list[_Part] | None = None
    """What `files` was called before."""


def _points(file: DataFile) -> Iterator[PublishedPoint]:
    """Give all points: of the one file, or of the parts that it names where there are many points."""
    document = _points_in(file, "points.json")
    parts = document.files if document.files is not None else document.parts
    if parts is None:
        yield from _known(document.points, "points.json")
    for part in parts or ():
        name = part.url.rpartition("data/")[2]
        if not _NAME.fullmatch(name):
            raise UnreadableDataError(f'points.json names a part "{name[:40]}", which is no data file')
        yield from _known(_points_in(file, name).points, name)


def _points_in(file: DataFile, name: str) -> _PointRecords:
    content = file(name)
    if content is None:
        raise UnreadableDataError(f"{name} is missing")
    try:
        return _DECODER.decode(content)
    except (MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise UnreadableDataError(f"{name} is no data of Learnbrief") from fault


def _known(points: list[PublishedPoint] | None, name: str) -> list[PublishedPoint]:
    if points is None:
        raise UnreadableDataError(f"{name} holds no points")
    return points


_DECODER = Decoder(_PointRecords)


def _document(file: DataFile, name: str) -> dict[str, Any]:
    content = file(name)
    if content is None:
        raise UnreadableDataError(f"{name} is missing")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise UnreadableDataError(f"{name} is no data of Learnbrief")
    return document


def _records(file: DataFile, name: str, key: str) -> list[dict[str, Any]]:
    records = _document(file, name).get(key)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise UnreadableDataError(f"{name} holds no {key}")
    return records


def _text(record: Mapping[str, Any], key: str, name: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value:
        raise UnreadableDataError(f"{name} holds something without {key}")
    return value


def _texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Give a list of texts, or a single one as a list; nothing where it is left out."""
    value = record.get(key)
    values = [value] if isinstance(value, str) else value
    return tuple(map(str, values)) if isinstance(values, list) else ()


def _label(record: Mapping[str, Any], key: str) -> str:
    held = record.get(key)
    return str(held.get("label", "")) if isinstance(held, dict) else ""


def _briefing(record: Mapping[str, Any], points: tuple[PublishedPoint, ...]) -> PublishedBriefing:
    partnerships = _texts(record, "partnership")
    kind = str(record.get("kind") or "")
    facts = {
        "summary": str(record.get("summary") or ""),
        "partnership": ", ".join(partnerships),
        "kind of review": kind,
        "date of the review": _label(record, "held"),
        "day of publication": str(record.get("published") or ""),
        "status": str(record.get("status") or ""),
        "topics": ", ".join(_texts(record, "topics")),
    }
    return PublishedBriefing(
        slug=_text(record, "slug", "briefings.json"),
        title=_text(record, "title", "briefings.json"),
        aliases=_texts(record, "aliases"),
        facts=tuple(facts.items()),
        themes=_texts(record, "themes"),
        partnerships=partnerships,
        kind=kind,
        points=points,
    )


def _is_out(record: Mapping[str, Any], today: date) -> bool:
    return record.get("status") != _NOT_OUT and str(record.get("published") or "") <= today.isoformat()
