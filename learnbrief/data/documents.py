"""What the data files look like as wholes, and the schemas of these."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from learnbrief.analysis import AddressesOfEach
from learnbrief.cache.cache import Cache, Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.data.columns import DataTable, Record, Schema, Subject
from learnbrief.data.points import POINTS, ExportedPoint
from learnbrief.data.tables import BRIEFINGS, ExportedBriefing, address_of
from learnbrief.model import UNDATED, Briefing, Entry
from learnbrief.pages.documents import encode
from learnbrief.pages.page import Contents

LARGEST = 5_000_000
"""Bytes of `points.json`; beyond them it is cut into a file a year."""
AROUND_BODY = 3_000
"""More bytes than nearly any point takes besides its body."""
_LEAST = sum(len(f'"{column.name}":"",') for column in POINTS.columns)
"""Bytes that every point takes."""
_AT_ONCE = 500
"""So many briefings' points are held at once while a file of points is written."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"


class TableView(Value, frozen=True):
    """A table for spreadsheets, written already."""

    header: bytes
    rows: Iterable[bytes]


class PointsToExport(Value, frozen=True):
    """A briefing's points, with everything that their records depend on."""

    briefing: Shared[Briefing]
    base_url: str
    answers: tuple[tuple[str, ...], ...]
    """The addresses of what each point answers."""
    same: Shared[AddressesOfEach]
    """The addresses of what is beside each point."""
    years: tuple[int | None, ...] | None = None
    """The years whose points are exported; None where all are."""

    @property
    def points(self) -> Iterator[ExportedPoint]:
        """Give each point with what telling of it needs."""
        briefing = self.briefing.value
        for point, answers, same in zip(briefing.points, self.answers, self.same.value, strict=True):
            if self.years is None or point.held.year in self.years:
                yield ExportedPoint(Entry(briefing, point), self.base_url, answers, same)


def points_in_json(asked: PointsToExport) -> bytes:
    """Tell of a briefing's points in JSON, a line each."""
    return b",\n".join(encoded(POINTS, asked.points))


def points_in_rows(asked: PointsToExport) -> bytes:
    """Tell of a briefing's points in the rows of a table."""
    return written_rows(POINTS, asked.points)


class BriefingsToExport(Value, frozen=True):
    """Some briefings, with everything that their records depend on."""

    briefings: Shared[Sequence[Briefing]]
    base_url: str
    changed: tuple[date | None, ...]

    @property
    def exported(self) -> Iterator[ExportedBriefing]:
        """Give each briefing with what telling of it needs."""
        for briefing, changed in zip(self.briefings.value, self.changed, strict=True):
            yield ExportedBriefing(briefing, self.base_url, changed)


def briefings_in_json(asked: BriefingsToExport) -> bytes:
    """Tell of briefings in JSON, a line each."""
    return b",\n".join(encoded(BRIEFINGS, asked.exported))


def briefings_in_rows(asked: BriefingsToExport) -> bytes:
    """Tell of briefings in the rows of a table."""
    return written_rows(BRIEFINGS, asked.exported)


def a_few_at_a_time(
    step: Callable[[PointsToExport], bytes], briefings: Sequence[PointsToExport], cache: Cache
) -> Iterator[bytes]:
    """Tell of briefings' points; all together would be many megabytes."""
    for first in range(0, len(briefings), _AT_ONCE):
        yield from cache.map(step, briefings[first : first + _AT_ONCE])


def encoded(table: DataTable[Subject], subjects: Iterable[Subject]) -> tuple[bytes, ...]:
    """Tell of each thing in JSON."""
    return tuple(encode(table.record(subject)) for subject in subjects)


def written_rows(table: DataTable[Subject], subjects: Iterable[Subject]) -> bytes:
    """Tell of each thing in a row, as RFC 4180 says."""
    return b"".join(map(written_row, table.rows(subjects)))


def written_row(cells: Sequence[str]) -> bytes:
    """Write a row of a table; a cell is in quotes where a comma, a quote or the end of a line in it asks for them."""
    written = [
        f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
        if cell and ("," in cell or _QUOTE in cell or "\n" in cell or "\r" in cell)
        else cell
        for cell in cells
    ]
    return f"{','.join(written)}\r\n".encode()


_QUOTE = '"'


def points_to_export(contents: Contents) -> tuple[PointsToExport, ...]:
    """Give the points of every briefing."""
    base_url, answers = contents.settings.base_url, contents.catalogue.answer_graph.answers
    return tuple(
        PointsToExport(
            Shared(briefing, briefing.fingerprint),
            base_url,
            tuple(
                tuple(other.address for other in answers.get(entry.address, ())) if entry.point.answers else ()
                for entry in own
            ),
            contents.related.addresses_beside(briefing.slug),
        )
        for briefing in contents.catalogue.briefings
        if (own := contents.catalogue.by_briefing.get(briefing.slug))
    )


def briefings_to_export(contents: Contents) -> tuple[BriefingsToExport, ...]:
    """Give all briefings, some at a time."""
    base_url, today = contents.settings.base_url, contents.today
    return tuple(
        BriefingsToExport(run, base_url, tuple(briefing.changed(today) for briefing in run.value))
        for run in contents.catalogue.runs
    )


def digest_of_points(exported: Iterable[PointsToExport]) -> str:
    """Digest points and all that is published about them: SHA-256, in hexadecimal."""
    parts = []
    for each in exported:
        briefing = each.briefing.value
        points = [point.own_digest for point in briefing.points]
        parts.append((briefing.head.fingerprint, points, each.answers, each.same.value, each.years))
    return sha256(digest_of(parts)).hexdigest()


def fits_in_one_file(entries: Sequence[Entry], every: Callable[[], Iterable[PointsToExport]], cache: Cache) -> bool:
    """Tell whether all points in JSON are no more than one file should hold; they are written only if it is close."""
    if len(entries) * _LEAST > LARGEST:
        return False
    bodies = sum(len(entry.point.body.text.encode()) + len(entry.point.body.html.encode()) for entry in entries)
    if bodies + len(entries) * AROUND_BODY <= LARGEST:
        return True
    return sum(len(lines) + 2 for lines in cache.map(points_in_json, tuple(every()))) <= LARGEST


def points_of_years(entries: Iterable[Entry]) -> dict[int | None, int]:
    """Count the points of each year in which a review began, the latest first; those without a year come last."""
    counts = Counter(entry.year for entry in entries)
    undated = {None: counts.pop(UNDATED)} if UNDATED in counts else {}
    return {int(year): counts[year] for year in sorted(counts, key=int, reverse=True)} | undated


def year_address(year: int | None) -> str:
    """Give the address of a year's points, or of those without a year, where they are cut."""
    return f"data/points/{UNDATED if year is None else year}.json"


def index_of_years(years: Mapping[int | None, int], contents: Contents) -> Record:
    """Make the index that replaces the list of points and says which file holds each year's."""
    files = [
        {"year": year, "url": address_of(year_address(year), contents.settings.base_url), "points": points}
        for year, points in years.items()
    ]
    return {"generated_from": contents.sources_digest, "split_by": "year", "files": files}


_DIGEST: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "description": "A digest of the published sources, or of a year's points: if it has not changed, nor have these.",
}


def points_schema() -> Schema:
    """Give the schema of `points.json`, of the index in its place, and of a year's points."""
    whole = _object({"generated_from": _DIGEST, "points": {"type": "array", "items": {"$ref": "#/$defs/point"}}})
    whole["properties"]["year"] = {
        "type": ["integer", "null"],
        "description": "Where these are the points of one year: which; null where they are those without a year.",
    }
    file = _object(
        {
            "year": {
                "type": ["integer", "null"],
                "description": "The year in which the reviews of its points began; null where nobody knows it.",
            },
            "url": {"type": "string", "format": "uri-reference", "description": "Where the file stands."},
            "points": {"type": "integer", "minimum": 1, "description": "How many points it holds."},
        }
    )
    index = _object(
        {
            "generated_from": _DIGEST,
            "split_by": {"const": "year", "description": "All points would be more than 5 MB: each year has a file."},
            "files": {"type": "array", "items": file, "minItems": 1},
        }
    )
    return {"oneOf": [whole, index], "$defs": {"point": POINTS.record_schema}}


def records_schema(table: DataTable[Any]) -> Schema:
    """Give the schema of a file with one list of records."""
    return _object({table.name: {"type": "array", "items": table.record_schema}})


def rows_schema(table: DataTable[Any]) -> Schema:
    """Give the schema of a table, as a list of rows in which each cell has its column's name."""
    return {"type": "array", "items": table.row_schema}


def with_head(name: str, title: str, schema: Schema, contents: Contents) -> Schema:
    """Say of a schema which draft it follows, where it is and what it is for."""
    identity = {"$id": address_of(name, contents.settings.base_url)} if contents.settings.base_url else {}
    return {"$schema": DRAFT, **identity, "title": title, **schema}


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
