"""The data files, their schemas, and the page that explains them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.data.columns import Column, DataTable, Schema
from learnbrief.data.documents import (
    BriefingsToExport,
    PointsToExport,
    TableView,
    a_few_at_a_time,
    briefings_in_json,
    briefings_in_rows,
    briefings_to_export,
    digest_of_points,
    encoded,
    fits_in_one_file,
    index_of_years,
    points_in_json,
    points_in_rows,
    points_of_years,
    points_schema,
    points_to_export,
    records_schema,
    rows_schema,
    with_head,
    written_row,
    written_rows,
    year_address,
)
from learnbrief.data.lessons import LESSONS, ExportedLesson
from learnbrief.data.points import POINTS
from learnbrief.data.skos import skos_schema, vocabulary_in_skos
from learnbrief.data.tables import BRIEFINGS, THEMES, ExportedTheme
from learnbrief.model import Link
from learnbrief.pages.documents import JsonView, RecordsView
from learnbrief.pages.linked_data import Node, dataset_node
from learnbrief.pages.page import DATA, HOME, Contents, Lazy, Lookup, Page
from learnbrief.pages.words import contact_link, size_in_words


class DataFile(Value, frozen=True):
    """A file that may be fetched."""

    name: str
    url: str
    form: str
    """What sort of file it is and whom it is for, in a few words."""
    size: str
    schema: str
    """Where its schema is."""


class YearFile(Value, frozen=True):
    """The file of a year's points."""

    title: str
    url: str
    size: str


class DataField(Value, frozen=True):
    """One field of the open data, as the page about it explains it."""

    name: str
    purpose: str
    in_table: str
    """Under which other names it is in the table, or that it does not; empty where there is nothing to say."""


class DataSubject(Value, frozen=True):
    """A subject, such as briefings or themes, that some of the files are about."""

    id: str
    title: str
    purpose: str
    files: tuple[DataFile, ...]
    fields: tuple[DataField, ...]


class DataView(Value, frozen=True):
    """All that the page on open data shows."""

    subjects: tuple[DataSubject, ...]
    years: tuple[YearFile, ...]
    """The points of each year, where they are too many for one file."""
    licence: Link | None
    contact: Link | None


_FORMS = {
    "json": "JSON, for programs",
    "csv": "a table (CSV), for spreadsheets",
    "jsonld": "SKOS in JSON-LD, for vocabularies",
}
_TABLES: tuple[tuple[DataTable[Any], tuple[str, ...]], ...] = (
    (POINTS, ("csv", "json")),
    (BRIEFINGS, ("csv", "json")),
    (THEMES, ("csv", "json", "jsonld")),
    (LESSONS, ("json",)),
)
"""All tables, with the forms in which each is published."""


class PointsFile(Value, frozen=True):
    """What a file of points is made of."""

    head: Mapping[str, Any]
    """What it says before the points."""
    briefings: tuple[PointsToExport, ...]


class DataPage(Value, frozen=True):
    """What the page about the data is made of."""

    years: tuple[int | None, ...]


def data_pages(contents: Contents) -> Iterator[Page]:
    """Make all data files, a schema for each, and the page about them."""
    settings = contents.settings
    entries = contents.catalogue.entries
    every = Lazy(partial(points_to_export, contents))
    is_whole = fits_in_one_file(entries, lambda: every.value, contents.lookup.cache)
    years = {} if is_whole else points_of_years(entries)
    yield from _points_pages(every, years, contents)
    briefings = briefings_to_export(contents)
    yield _file("data/briefings.json", "records", briefings, _briefings)
    yield _file("data/briefings.csv", "csv", briefings, _briefings_table)
    themes = Lazy(lambda: tuple(_exported_themes(contents)))
    in_json = Lazy(lambda: RecordsView({}, THEMES.name, encoded(THEMES, themes.value)))
    in_rows = Lazy(lambda: TableView(written_row(THEMES.header), [written_rows(THEMES, themes.value)]))
    yield _file("data/themes.json", "records", in_json)
    yield _file("data/themes.csv", "csv", in_rows)
    yield _file("data/lessons.json", "records", Lazy(partial(_lessons, contents)))
    yield _file("data/themes.jsonld", "json", Lazy(lambda: JsonView(vocabulary_in_skos(contents))))
    yield from _schema_pages(contents)
    title = DATA.title
    description = f"What {settings.title} has published, as files for spreadsheets and programs."
    yield Page(
        "data/index.html",
        "data.html",
        DataPage(tuple(years)),
        title,
        description,
        (HOME,),
        measures=tuple(f"data/{file.name}" for file in _all_files()) + tuple(map(year_address, years)),
        show=_view,
        describe=_described,
    )


def _described(_: DataPage, lookup: Lookup) -> Node:
    return dataset_node(lookup.settings, [file.url for file in _all_files()])


def _exported_themes(contents: Contents) -> Iterator[ExportedTheme]:
    catalogue = contents.catalogue
    for theme in sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.id):
        points, briefings = len(catalogue.by_theme.get(theme.id, ())), len(catalogue.raising.get(theme.id, ()))
        yield ExportedTheme(theme, contents.settings.base_url, bool(briefings), points, briefings)


def _lessons(contents: Contents) -> RecordsView:
    exported = [ExportedLesson(story, contents.settings.base_url) for story in contents.stories.values()]
    return RecordsView({}, LESSONS.name, encoded(LESSONS, exported))


def _points_pages(every: Lazy, years: Mapping[int | None, int], contents: Contents) -> Iterator[Page]:
    """Make one file of all points or, where there are years, one for each and an index in the place of it."""
    of_years = Lazy(lambda: _by_year(every.value))
    if years:
        yield _file("data/points.json", "json", JsonView(index_of_years(years, contents)))
    else:
        head = {"generated_from": contents.sources_digest}
        yield _file("data/points.json", "records", Lazy(lambda: PointsFile(head, every.value)), _points)
    for year in years:
        yield _file(year_address(year), "records", Lazy(partial(_of_year, year, of_years, contents)), _points)
    yield _file("data/points.csv", "csv", Lazy(lambda: PointsFile({}, every.value)), _points_table)


def _of_year(year: int | None, of_years: Lazy, contents: Contents) -> Shared[PointsFile]:
    asked = PointsFile({"year": year}, tuple(of_years.value[year]))
    return contents.lookup.cache.refer_by_digest(_with_digest, asked)


def _with_digest(file: PointsFile) -> PointsFile:
    """Add a digest, which covers the file's own points only, so past years seldom change."""
    return replace(file, head={"generated_from": digest_of_points(file.briefings), **file.head})


def _by_year(every: Iterable[PointsToExport]) -> dict[int | None, list[PointsToExport]]:
    """Sort briefings by the years of their points; of one with points of several each year has its own."""
    by_year: dict[int | None, list[PointsToExport]] = {}
    for asked in every:
        own_years = dict.fromkeys(point.held.year for point in asked.briefing.value.points)
        for year in own_years:
            of_year = replace(asked, years=(year,)) if len(own_years) > 1 else asked
            by_year.setdefault(year, []).append(of_year)
    return by_year


def _points(file: PointsFile, lookup: Lookup) -> RecordsView:
    return RecordsView(file.head, POINTS.name, a_few_at_a_time(points_in_json, file.briefings, lookup.cache))


def _points_table(file: PointsFile, lookup: Lookup) -> TableView:
    return TableView(written_row(POINTS.header), a_few_at_a_time(points_in_rows, file.briefings, lookup.cache))


def _briefings(briefings: Sequence[BriefingsToExport], lookup: Lookup) -> RecordsView:
    return RecordsView({}, BRIEFINGS.name, lookup.cache.map(briefings_in_json, briefings))


def _briefings_table(briefings: Sequence[BriefingsToExport], lookup: Lookup) -> TableView:
    return TableView(written_row(BRIEFINGS.header), lookup.cache.map(briefings_in_rows, briefings))


def _schema_pages(contents: Contents) -> Iterator[Page]:
    schemas: dict[str, tuple[str, Callable[[], Schema]]] = {
        "points.json": ("Learning points, or where they are", points_schema),
        "briefings.json": ("Briefings", partial(records_schema, BRIEFINGS)),
        "themes.json": ("Themes", partial(records_schema, THEMES)),
        "themes.jsonld": ("Themes in SKOS", skos_schema),
        "lessons.json": ("Lessons", partial(records_schema, LESSONS)),
        **{
            f"{table.name}.csv": (f"{table.title}, row by row", partial(rows_schema, table))
            for table, forms in _TABLES
            if "csv" in forms
        },
    }
    for name, (title, schema) in schemas.items():
        address = _schema_address(name)
        yield _file(address, "json", Lazy(partial(_schema_view, address, title, schema, contents)))


def _schema_view(address: str, title: str, schema: Callable[[], Schema], contents: Contents) -> JsonView:
    return JsonView(with_head(address, title, schema(), contents))


def _schema_address(name: str) -> str:
    """Give the address of a file's schema: beside it."""
    return f"data/{name.removesuffix('.json')}.schema.json"


def _file(address: str, encoder: str, value: Any, show: Callable[[Any, Lookup], Any] | None = None) -> Page:
    return Page(address, encoder, value, is_listed=False, show=show)


def _view(page: DataPage, lookup: Lookup) -> DataView:
    return DataView(
        subjects=tuple(
            DataSubject(
                id=table.name,
                title=table.title,
                purpose=table.purpose,
                files=tuple(_files(table, forms, lookup.sizes)),
                fields=tuple(DataField(each.name, each.purpose, _in_table(each)) for each in table.columns),
            )
            for table, forms in _TABLES
        ),
        years=tuple(
            YearFile(link.title, link.url, _size(lookup.sizes, link.url)) for link in _year_links(page.years)
        ),
        licence=lookup.settings.licence,
        contact=contact_link(lookup.settings.contact),
    )


def _in_table(column: Column[Any]) -> str:
    if column.cell_names == (column.name,):
        return ""
    return f"In the table: {', '.join(column.cell_names)}." if column.cell_names else "Not in the table."


def _all_files() -> Iterator[DataFile]:
    for table, forms in _TABLES:
        yield from _files(table, forms, {})


def _files(table: DataTable[Any], forms: Sequence[str], sizes: Mapping[str, int]) -> Iterator[DataFile]:
    for form in forms:
        name = f"{table.name}.{form}"
        url = f"/data/{name}"
        yield DataFile(name, url, _FORMS[form], _size(sizes, url), f"/{_schema_address(name)}")


def _year_links(years: Iterable[int | None]) -> Iterator[Link]:
    for year in years:
        yield Link("without a year" if year is None else str(year), f"/{year_address(year)}")


def _size(sizes: Mapping[str, int], url: str) -> str:
    return size_in_words(sizes.get(url.removeprefix("/"), 0))
