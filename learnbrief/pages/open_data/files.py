"""The data files, their schemas, and the page that explains them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from learnbrief.model import Link
from learnbrief.pages.data import JsonView, RecordsView
from learnbrief.pages.linked_data import dataset_node
from learnbrief.pages.open_data.columns import Column, Schema, Table
from learnbrief.pages.open_data.documents import (
    TableView,
    by_year,
    encoded,
    in_one_file,
    index_of_years,
    points_of_years,
    points_schema,
    records_schema,
    rows_schema,
    with_head,
    year_address,
)
from learnbrief.pages.open_data.points import POINTS
from learnbrief.pages.open_data.skos import skos_schema, vocabulary_in_skos
from learnbrief.pages.open_data.tables import BRIEFINGS, THEMES
from learnbrief.pages.page import DATA, HOME, Contents, Page
from learnbrief.pages.words import contact_link


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that may be fetched."""

    name: str
    url: str
    form: str
    """What sort of file it is and whom it is for, in a few words."""
    schema: str
    """Where its schema stands."""


@dataclass(frozen=True, slots=True)
class DataField:
    """What is told of each thing under one name."""

    name: str
    purpose: str
    in_table: str
    """Under which other names it stands in the table, or that it does not; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class DataSubject:
    """What some files tell of."""

    id: str
    title: str
    purpose: str
    files: tuple[DataFile, ...]
    fields: tuple[DataField, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """All that the page on open data shows."""

    subjects: tuple[DataSubject, ...]
    years: tuple[Link, ...]
    """The points of each year, where they are too many for one file."""
    licence: Link | None
    contact: Link | None


_FORMS = {
    "json": "JSON, for programs",
    "csv": "a table (CSV), for spreadsheets",
    "jsonld": "SKOS in JSON-LD, for vocabularies",
}
_TABLES: tuple[tuple[Table[Any], tuple[str, ...]], ...] = (
    (POINTS, ("csv", "json")),
    (BRIEFINGS, ("csv", "json")),
    (THEMES, ("csv", "json", "jsonld")),
)
"""All tables, with the forms in which each is published."""


def data_pages(contents: Contents) -> Iterator[Page]:
    """Make all data files, a schema for each, and the page about them."""
    catalogue = contents.catalogue
    themes = sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.id)
    lines = in_one_file(contents)
    years = points_of_years(contents) if lines is None else {}
    yield from _points_pages(lines or [], years, contents)
    yield from _pages(BRIEFINGS, catalogue.briefings, contents)
    yield from _pages(THEMES, themes, contents)
    yield _file("data/themes.jsonld", "json", lambda: JsonView(vocabulary_in_skos(contents)))
    yield from _schema_pages(contents)
    title = DATA.title
    description = f"What {contents.settings.title} has published, as files for spreadsheets and programs."
    thing = partial(dataset_node, contents.settings, [file.url for file in _all_files()])
    view = partial(_view, tuple(years), contents)
    yield Page("data/index.html", "data.html", view, title, description, (HOME,), make_thing=thing)


def _points_pages(lines: list[str], years: Mapping[int | None, int], contents: Contents) -> Iterator[Page]:
    """Make one file of all points or, where there are years, one for each and an index in the place of it."""
    digest = {"generated_from": contents.sources_digest}
    entries = cache(partial(by_year, contents.catalogue.entries))

    def of_year(year: int | None) -> RecordsView:
        return RecordsView({**digest, "year": year}, POINTS.name, encoded(POINTS, entries()[year], contents))

    if years:
        yield _file("data/points.json", "json", lambda: JsonView(index_of_years(years, contents)))
    else:
        yield _file("data/points.json", "records", partial(RecordsView, digest, POINTS.name, lines))
    for year in years:
        yield _file(year_address(year), "records", partial(of_year, year))
    yield _table_page(POINTS, contents.catalogue.entries, contents)


def _pages(table: Table[Any], subjects: Sequence[Any], contents: Contents) -> Iterator[Page]:
    def records() -> RecordsView:
        return RecordsView({}, table.name, encoded(table, subjects, contents))

    yield _file(f"data/{table.name}.json", "records", records)
    yield _table_page(table, subjects, contents)


def _table_page(table: Table[Any], subjects: Sequence[Any], contents: Contents) -> Page:
    def view() -> TableView:
        return TableView(table.header, table.rows(subjects, contents))

    return _file(f"data/{table.name}.csv", "csv", view)


def _schema_pages(contents: Contents) -> Iterator[Page]:
    schemas: dict[str, tuple[str, Callable[[], Schema]]] = {
        "points.json": ("Learning points, or where they are", points_schema),
        "briefings.json": ("Briefings", partial(records_schema, BRIEFINGS)),
        "themes.json": ("Themes", partial(records_schema, THEMES)),
        "themes.jsonld": ("Themes in SKOS", skos_schema),
        **{f"{table.name}.csv": (f"{table.title}, row by row", partial(rows_schema, table)) for table, _ in _TABLES},
    }
    for name, (title, schema) in schemas.items():
        address = _schema_address(name)
        yield _file(address, "json", partial(_schema_view, address, title, schema, contents))


def _schema_view(address: str, title: str, schema: Callable[[], Schema], contents: Contents) -> JsonView:
    return JsonView(with_head(address, title, schema(), contents))


def _schema_address(name: str) -> str:
    """Give the address of a file's schema: beside it."""
    return f"data/{name.removesuffix('.json')}.schema.json"


def _file(address: str, encoder: str, view: Any) -> Page:
    return Page(address, encoder, view, is_listed=False)


def _view(years: Sequence[int | None], contents: Contents) -> DataView:
    licence = contents.settings.licence
    return DataView(
        subjects=tuple(
            DataSubject(
                id=table.name,
                title=table.title,
                purpose=table.purpose,
                files=tuple(_files(table, forms)),
                fields=tuple(DataField(each.name, each.purpose, _in_table(each)) for each in table.columns),
            )
            for table, forms in _TABLES
        ),
        years=tuple(
            Link("without a year" if year is None else str(year), f"/{year_address(year)}") for year in years
        ),
        licence=Link(licence.title, licence.url) if licence else None,
        contact=contact_link(contents.settings.contact),
    )


def _in_table(column: Column[Any]) -> str:
    if column.cell_names == (column.name,):
        return ""
    return f"In the table: {', '.join(column.cell_names)}." if column.cell_names else "Not in the table."


def _all_files() -> Iterator[DataFile]:
    for table, forms in _TABLES:
        yield from _files(table, forms)


def _files(table: Table[Any], forms: Sequence[str]) -> Iterator[DataFile]:
    for form in forms:
        name = f"{table.name}.{form}"
        yield DataFile(name, f"/data/{name}", _FORMS[form], f"/{_schema_address(name)}")
