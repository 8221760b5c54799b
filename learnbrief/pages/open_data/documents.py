"""What the data files look like as wholes, and the schemas of these."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from learnbrief.catalogue import Entry
from learnbrief.model import UNDATED
from learnbrief.pages.data import encode
from learnbrief.pages.open_data.columns import Record, Schema, Subject, Table
from learnbrief.pages.open_data.points import POINTS
from learnbrief.pages.open_data.tables import address_of
from learnbrief.pages.page import Contents
from learnbrief.readers import Itself

LARGEST = 5_000_000
"""Bytes of `points.json`; beyond them it is cut into a file a year."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table for spreadsheets; its cells are made when they are asked for."""

    header: Sequence[str]
    rows: Iterable[Sequence[str]]


def encoded(table: Table[Subject], subjects: Iterable[Subject], contents: Contents) -> list[str]:
    """Tell of each thing in JSON."""
    return [encode(table.record(subject, contents)) for subject in subjects]


def in_one_file(contents: Contents) -> list[str] | None:
    """Tell of all points in JSON; None where that is more than one file should hold."""
    of_briefings = contents.catalogue.by_briefing.values()
    # Every letter takes a byte or more, so nothing need be encoded to know of much that it is too much.
    if sum(contents.recall(("letters", Itself(own)), partial(_letters, own)) for own in of_briefings) > LARGEST:
        return None
    # Of all that pages may show, what is told of a point depends on the site's address and what it answers alone.
    base, answers = contents.settings.base_url, contents.catalogue.answers
    told = [
        contents.recall(
            ("points in JSON", Itself(own), base, _addresses(answers.get(entry.address, ()) for entry in own)),
            partial(_measured, own, contents),
        )
        for own in of_briefings
    ]
    return [line for lines, _ in told for line in lines] if sum(size for _, size in told) <= LARGEST else None


def _addresses(groups: Iterable[Sequence[Entry]]) -> tuple[str, ...]:
    return tuple(entry.address for group in groups for entry in group)


def _letters(entries: Iterable[Entry]) -> int:
    return sum(len(entry.point.body.text) + len(entry.point.body.html) for entry in entries)


def _measured(entries: Iterable[Entry], contents: Contents) -> tuple[list[str], int]:
    """Tell of points in JSON, and how many bytes that takes with what stands between them."""
    lines = encoded(POINTS, entries, contents)
    return lines, sum(len(line.encode()) + 2 for line in lines)


def points_of_years(contents: Contents) -> dict[int | None, int]:
    """Count the points of each year in which a review began, the latest first; those without a year come last."""
    counts: Counter[int | None] = Counter()
    for own in contents.catalogue.by_briefing.values():
        counts.update(contents.recall(("points of years", Itself(own)), partial(_points_of_years, own)))
    return {year: counts[year] for year in sorted(counts, key=lambda year: year or 0, reverse=True)}


def _points_of_years(entries: Iterable[Entry]) -> Counter[int | None]:
    return Counter(entry.point.held.year for entry in entries)


def by_year(entries: Iterable[Entry]) -> dict[int | None, list[Entry]]:
    """Group points by the year in which their review began, as far as that is known."""
    years: dict[int | None, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.point.held.year, []).append(entry)
    return years


def year_address(year: int | None) -> str:
    """Give the address of a year's points, or of those without a year, where they are cut."""
    return f"data/points/{UNDATED if year is None else year}.json"


def index_of_years(years: Mapping[int | None, int], contents: Contents) -> Record:
    """Say in the place of the points where they are."""
    files = [
        {"year": year, "url": address_of(year_address(year), contents), "points": points}
        for year, points in years.items()
    ]
    return {"generated_from": contents.sources_digest, "split_by": "year", "files": files}


_DIGEST: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "description": "A digest of the published sources: if it has not changed, neither has what was published.",
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


def records_schema(table: Table[Any]) -> Schema:
    """Give the schema of a file with one list of records."""
    return _object({table.name: {"type": "array", "items": table.record_schema}})


def rows_schema(table: Table[Any]) -> Schema:
    """Give the schema of a table, as a list of rows in which each cell has its column's name."""
    return {"type": "array", "items": table.row_schema}


def with_head(name: str, title: str, schema: Schema, contents: Contents) -> Schema:
    """Say of a schema which draft it follows, where it stands and what it is for."""
    identity = {"$id": address_of(name, contents)} if contents.settings.base_url else {}
    return {"$schema": DRAFT, **identity, "title": title, **schema}


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
