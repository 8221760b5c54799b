"""Open data beyond two files of JSON: tables, themes, the vocabulary in SKOS, schemas, and the page about them."""

import csv
import io
import json
import re
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from learnbrief.build import Site
from learnbrief.data import documents
from learnbrief.data.columns import TEXT, Column, DataTable
from learnbrief.data.documents import TableView, written_row, written_rows
from learnbrief.data.points import POINTS
from learnbrief.data.tables import BRIEFINGS, THEMES
from learnbrief.render.render import ENCODERS
from tests.support import built, page, project
from tests.test_data import WORLD as SMALL
from tests.test_linked_data import graph as linked_data

BASE = "https://example.org/learning"
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE = f"licence: {{title: Open Government Licence v3.0, url: '{OGL}'}}\n"
THEMES_TEXT = """neglect:
  label: Neglect
  also: [chronic neglect, "+44", "1,001 days"]
  broader: harm
  related: [harm, plans, neglect]
  definition: Needs unmet over time.
harm:
  label: Harm & hurt
  definition: "=What hurts."
"""
WORLD = SMALL.replace("base_url", f"{LICENCE}base_url").replace(
    "neglect:\n  label: Neglect\n  definition: Needs unmet over time.\n", THEMES_TEXT
)
WORLD = WORLD.replace("{#shared-plans}", "{#shared-plans lesson=plans-are-shared}").replace(
    "--- briefings/_partnerships.yml",
    """--- briefings/_lessons.yml
plans-are-shared:
  statement: Plans are shared with all.
  themes: [plans]
--- briefings/_partnerships.yml""",
)
FILES = (
    *("points.json", "briefings.json", "themes.json", "lessons.json"),
    *("points.csv", "briefings.csv", "themes.csv", "themes.jsonld"),
)


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the small project."""
    return built(project(WORLD))


@pytest.fixture(scope="module")
def bare() -> Site:
    """Build it where the owner has said neither where the site stands nor under which licence."""
    return built(project(WORLD.replace(f"{LICENCE}base_url: {BASE}", "title: A")))


def rows(site: Site, name: str) -> list[dict[str, str]]:
    """Read a table as a spreadsheet does."""
    return list(csv.DictReader(io.StringIO(site.files[f"data/{name}.csv"].decode("utf-8-sig")), strict=True))


def records(site: Site, name: str) -> list[Any]:
    """Read a file's records."""
    found = json.loads(site.files[f"data/{name}.json"])[name]
    assert isinstance(found, list)
    return found


def schema_address(name: str) -> str:
    """Give the address of a file's schema."""
    return f"data/{name.removesuffix('.json')}.schema.json"


def document(site: Site, name: str) -> Any:
    """Read a data file as its schema sees it."""
    if name.endswith(".csv"):
        return rows(site, name.removesuffix(".csv"))
    return json.loads(site.files[f"data/{name}"])


# Schemas


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_what_its_schema_says(site: Site, bare: Site, name: str) -> None:
    """Beside each data file stands a schema, sound by its own draft, that the file satisfies."""
    for built_site in (site, bare):
        schema = json.loads(built_site.files[schema_address(name)])
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        assert [fault.message for fault in validator.iter_errors(document(built_site, name))] == []
    assert json.loads(site.files[schema_address(name)])["$id"] == f"{BASE}/{schema_address(name)}"
    assert "$id" not in json.loads(bare.files[schema_address(name)])


def properties(schema: Any) -> set[str]:
    """Give the names of a record that a schema knows."""
    if "$defs" in schema:
        return set(schema["$defs"]["point"]["properties"])
    items = schema["items"] if "items" in schema else next(iter(schema["properties"].values()))["items"]
    return set(items["properties"])


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith("ld")])
def test_a_schema_knows_each_field(site: Site, name: str) -> None:
    """A record has the fields that its schema explains, no fewer and no others."""
    found = document(site, name)
    first = found[0] if name.endswith(".csv") else found[name.removesuffix(".json")][0]
    assert set(first) == properties(json.loads(site.files[schema_address(name)]))


SPOILT: dict[str, list[tuple[str, Any]]] = {
    "points.json": [
        ("role", "lessons"),
        ("themes", "plans"),
        ("held", {"from": "2022", "label": "2022"}),
        ("year", "2022"),
    ],
    "briefings.json": [("status", "withdrawn"), ("points", -1), ("title", None), ("published", 2022)],
    "themes.json": [("also", None), ("broader", ["harm"]), ("definition", None)],
    "lessons.json": [("points", 2), ("answered", None), ("first", "2022"), ("briefings", 1)],
}


@pytest.mark.parametrize(("name", "field", "value"), [(n, *each) for n, spoilt in SPOILT.items() for each in spoilt])
def test_a_schema_finds_faults(site: Site, name: str, field: str, value: Any) -> None:
    """What a file may not hold, its schema refuses, and a record without one of its fields too."""
    schema = json.loads(site.files[schema_address(name)])
    whole = document(site, name)
    validator = Draft202012Validator(schema)
    record = whole[name.removesuffix(".json")][0]
    kept = record[field]
    record[field] = value
    assert not validator.is_valid(whole)
    del record[field]
    assert not validator.is_valid(whole)
    record[field] = kept
    assert validator.is_valid(whole)


# Tables


@pytest.mark.parametrize("table", [POINTS, BRIEFINGS, THEMES], ids=lambda table: table.name)
def test_a_table_says_what_the_json_says(site: Site, table: DataTable[Any]) -> None:
    """Each row holds what its record holds: lists with semicolons, a time in words with its first and last day."""
    for row, record in zip(rows(site, table.name), records(site, table.name), strict=True):
        for name, value in record.items():
            if name == "html":
                assert name not in row
            elif isinstance(value, dict):
                assert (row[name], row[f"{name}_from"], row[f"{name}_to"]) == (
                    value["label"],
                    value["from"],
                    value["to"],
                )
            elif isinstance(value, list):
                assert row[name].removeprefix("'") == "; ".join(value)
            else:
                assert row[name].removeprefix("'") == ("" if value is None else str(value))


def test_a_table_is_one_for_any_program(site: Site) -> None:
    """A table begins with the mark by which Excel knows UTF-8, and its lines end as RFC 4180 says."""
    for name in ("points", "briefings", "themes"):
        content = site.files[f"data/{name}.csv"]
        assert content.startswith((b"\xef\xbb\xbfid,", b"\xef\xbb\xbfslug,"))
        assert content.endswith(b"\r\n")
        assert content.count(b"\r\n") == len(rows(site, name)) + 1


def test_no_cell_is_a_formula(site: Site) -> None:
    """A label or a definition that a spreadsheet would compute has an apostrophe before it; the JSON has none."""
    by_id = {row["id"]: row for row in rows(site, "themes")}
    assert by_id["harm"]["definition"] == "'=What hurts."
    assert {theme["id"]: theme for theme in records(site, "themes")}["harm"]["definition"] == "=What hurts."


CELLS = st.text(st.one_of(st.sampled_from("=+-@\t\r\n\"',; a"), st.characters(exclude_categories=["Cs"])), max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=3))
def test_any_cell_is_read_back(cells: list[tuple[str, str]]) -> None:
    """Whatever a cell holds, a reader of tables finds it again, behind an apostrophe where it could be a formula."""
    columns: tuple[Column[tuple[str, str]], ...] = (
        Column("a", "A.", TEXT, lambda pair: pair[0]),
        Column("b", "B.", TEXT, lambda pair: pair[1]),
    )
    table: DataTable[tuple[str, str]] = DataTable("t", "T", "T.", columns)
    view = TableView(written_row(table.header), [written_rows(table, cells)])
    written = b"".join(ENCODERS["csv"](view)).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    expected = [[f"'{cell}" if cell[:1] in {*"=+-@\t\r"} else cell for cell in row] for row in cells]
    assert found == [["a", "b"], *expected]


# Themes


def test_themes(site: Site) -> None:
    """The vocabulary holds every theme, raised or not, with all that is said of it and how often it was raised."""
    themes = {theme["id"]: theme for theme in records(site, "themes")}
    assert list(themes) == ["harm", "neglect", "plans", "trust"]
    assert themes["neglect"] == {
        "id": "neglect",
        "url": f"{BASE}/themes/neglect/",
        "label": "Neglect",
        "also": ["chronic neglect", "+44", "1,001 days"],
        "definition": "Needs unmet over time.",
        "broader": "harm",
        "related": ["harm", "plans", "neglect"],
        "points": 3,
        "briefings": 2,
    }
    assert (themes["harm"]["url"], themes["harm"]["points"], themes["harm"]["briefings"]) == (None, 0, 0)


def skos(site: Site, at: str = f"{BASE}/data/themes.jsonld") -> Graph:
    """Read the vocabulary back, as it would be from its address."""
    graph = Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses what rdflib deprecates
        graph.parse(data=site.files["data/themes.jsonld"], format="json-ld", publicID=at)
    return graph


def test_the_vocabulary_in_skos(site: Site) -> None:
    """rdflib reads back each theme with its labels, definition, id, broader and related ones."""
    graph = skos(site)
    neglect, harm, plans = (URIRef(f"{BASE}/themes/{theme}/") for theme in ("neglect", "harm", "plans"))
    assert graph.value(neglect, SKOS.prefLabel) == Literal("Neglect", lang="en-GB")
    also = {Literal(word, lang="en-GB") for word in ("chronic neglect", "+44", "1,001 days")}
    assert set(graph.objects(neglect, SKOS.altLabel)) == also
    assert graph.value(neglect, SKOS.definition) == Literal("Needs unmet over time.", lang="en-GB")
    assert graph.value(neglect, SKOS.notation) == Literal("neglect")
    assert graph.value(neglect, SKOS.broader) == harm
    assert graph.value(harm, SKOS.narrower) == neglect
    assert list(graph.objects(neglect, SKOS.related)) == [plans]
    assert graph.value(plans, SKOS.related) == neglect
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 4
    assert graph.value(URIRef(f"{BASE}/themes/"), DCTERMS.license) == URIRef(OGL)


def test_the_vocabulary_has_integrity(site: Site) -> None:
    """No condition of SKOS is broken: S9, S13, S14, S27, and S7, S8, S23, S25 in what they imply."""
    graph = skos(site)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert scheme not in concepts
    for concept in concepts:
        (label,) = graph.objects(concept, SKOS.prefLabel)
        assert label not in set(graph.objects(concept, SKOS.altLabel))
        above = set(graph.transitive_objects(concept, SKOS.broader))
        above_only = above - {concept}
        assert not above_only & set(graph.objects(concept, SKOS.related))
        assert all((other, SKOS.related, concept) in graph for other in graph.objects(concept, SKOS.related))
        assert all((other, SKOS.narrower, concept) in graph for other in graph.objects(concept, SKOS.broader))
        assert all((other, SKOS.broader, concept) in graph for other in graph.objects(concept, SKOS.narrower))
        assert (concept, SKOS.inScheme, scheme) in graph
        is_top = (concept, SKOS.topConceptOf, scheme) in graph
        assert is_top == ((scheme, SKOS.hasTopConcept, concept) in graph) == (not above_only)


def test_the_vocabulary_of_a_site_without_an_address(bare: Site) -> None:
    """Without `base_url` the themes are named relative to the file, so that they are right wherever it is fetched."""
    graph = skos(bare, "https://elsewhere.example/site/data/themes.jsonld")
    assert graph.value(URIRef("https://elsewhere.example/site/themes/neglect/"), SKOS.broader) == URIRef(
        "https://elsewhere.example/site/themes/harm/"
    )


# Large sites


@pytest.mark.parametrize("least", [0, 700], ids=["by letters alone", "by bytes"])
def test_many_points_are_cut_by_year(monkeypatch: pytest.MonkeyPatch, site: Site, least: int) -> None:
    """Points that are too many for one file stand in one a year, and `points.json` says where, by its schema."""
    letters = sum(len(point["text"]) + len(point["html"]) for point in records(site, "points"))
    monkeypatch.setattr(documents, "LARGEST", letters - 1 if not least else letters + least)
    cut = built(project(WORLD))
    index = document(cut, "points.json")
    whole = document(site, "points.json")
    assert index == {
        "generated_from": whole["generated_from"],
        "split_by": "year",
        "files": [
            {"year": 2023, "url": f"{BASE}/data/points/2023.json", "points": 1},
            {"year": 2022, "url": f"{BASE}/data/points/2022.json", "points": 2},
        ],
    }
    validator = Draft202012Validator(json.loads(cut.files["data/points.schema.json"]))
    years = [document(cut, file["url"].removeprefix(f"{BASE}/data/")) for file in index["files"]]
    for each in (index, *years):
        assert validator.is_valid(each)
    assert [point for year in years for point in year["points"]] == whole["points"]
    assert [year["year"] for year in years] == [2023, 2022]
    assert rows(cut, "points") == rows(site, "points")
    size = max(1, round(len(cut.files["data/points/2022.json"]) / 1000))
    assert f'<a href="points/2022.json">2022</a> ({size} kB)' in page(cut, "data/index.html")


def test_points_stay_together_while_they_can(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """One file holds all points up to 5 MB."""
    assert documents.LARGEST == 5_000_000
    size = sum(len(line) for line in site.files["data/points.json"].splitlines()[3:-2]) + 2 * 3
    for largest, is_cut in ((size + 3, False), (size - 3, True)):
        monkeypatch.setattr(documents, "LARGEST", largest)
        assert ("data/points/2022.json" in built(project(WORLD)).files) is is_cut


# The page


def test_the_page_leads_to_every_file(site: Site) -> None:
    """The page links each data file with its size and its schema, explains each field, and has a link in the foot."""
    html = page(site, "data/index.html")
    for name in FILES:
        size = len(site.files[f"data/{name}"])
        assert re.search(rf'<a href="{name}">{name}</a>: [^<]+, {max(1, round(size / 1000))} kB ·', html)
    linked = set(re.findall(r'<li><a href="([^"]+)">|<a class="quiet" href="([^"]+)">', html))
    names = {name for pair in linked for name in pair if name}
    assert {*FILES, *(schema_address(name).removeprefix("data/") for name in FILES)} <= names
    fields = {column.name for table in (POINTS, BRIEFINGS, THEMES) for column in table.columns}
    assert fields <= set(re.findall(r"<th scope=\"row\"><code>(\w+)</code>", html))
    assert "In the table: held, held_from, held_to." in html
    assert html.count("Not in the table.") == 1
    assert '<a href="../data/index.html">Open data</a>' in page(site, "themes/index.html")
    assert '<a href="../feed.xml" type="application/atom+xml">the feed of all briefings</a>' in html
    assert f"<loc>{BASE}/data/</loc>" in page(site, "sitemap.xml")


def test_the_page_names_the_licence(site: Site, bare: Site) -> None:
    """The page names the licence that the owner stated, or says that none was."""
    assert f'<a href="{OGL}" rel="license">Open Government Licence v3.0</a>' in page(site, "data/index.html")
    assert "has not stated a licence" not in page(site, "data/index.html")
    assert "has not stated a licence" in page(bare, "data/index.html")
    assert '<link rel="license"' in page(site, "feed.xml")
    assert "<rights>Open Government Licence v3.0</rights>" in page(site, "feed.xml")


def test_who_has_no_licence_can_be_asked() -> None:
    """Without a licence the page names the site's contact, where there is one."""
    world = WORLD.replace(LICENCE, "contact: data@example.org\n")
    html = page(built(project(world)), "data/index.html")
    assert (
        '<a href="mailto:data@example.org">data@example.org</a>' in html.partition("_licence")[2].partition("_use")[0]
    )


def test_the_page_is_linked_data(site: Site) -> None:
    """Search engines are told of a data set with its licence and its files, each of which is there."""
    dataset = linked_data(site, "data/index.html")["Dataset"]
    assert dataset["license"] == OGL
    files = {each["contentUrl"].removeprefix(f"{BASE}/"): each["encodingFormat"] for each in dataset["distribution"]}
    assert set(files) == {f"data/{name}" for name in FILES}
    assert files["data/points.csv"] == "text/csv"
    assert files.keys() <= site.files.keys()


def test_hidden_themes_are_not_counted() -> None:
    """What only a hidden briefing raises counts as not raised."""
    world = project(WORLD.replace("status: archived", "status: draft"))
    themes = {theme["id"]: theme for theme in records(built(world), "themes")}
    assert (themes["trust"]["points"], themes["trust"]["url"]) == (0, None)
    shown = {theme["id"]: theme for theme in records(built(replace(world, drafts=True)), "themes")}
    assert shown["trust"]["points"] == 1
