"""The five briefings in this repository: sound, whole, and found again under every theme they raise."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.msgpack import Decoder, Encoder

from learnbrief.build import Inputs, Site
from learnbrief.build.reading import Reading, ReadingContext, SourceInput, read_source
from learnbrief.cache.cache import Shared
from learnbrief.files import gather
from learnbrief.model import Library
from learnbrief.readers import ReferenceTables, briefing_files, read_vocabulary
from learnbrief.settings import read_settings
from tests.sites import BuiltSite
from tests.support import TODAY, page, read
from tests.test_pages import broken_links, html_of, pages_of, twice

ROOT = Path(__file__).parent.parent
POINTS = {
    "2018-hartlepool-stockton-lessons-learned": 16,
    "2020-sandwell-core-groups": 20,
    "2022-03-dudley-permanently-excluded-children": 11,
    "2022-06-dudley-domestic-abuse": 11,
    "2023-solihull-audit-learning": 64,
}
NO_ABBREVIATION = {"COVID", "TV", "UK"}
"""Words in capitals that need no explanation."""


def inputs() -> Inputs:
    """Gather this repository."""
    gathered = gather(ROOT)
    return Inputs(gathered.sources, gathered.templates, TODAY, problems=tuple(gathered.problems))


@pytest.fixture(scope="module")
def library() -> Library:
    """Read the five briefings."""
    return read(inputs())[0]


@pytest.fixture(scope="module")
def site(own_site: BuiltSite) -> Site:
    """Give their site."""
    return own_site.site


@pytest.fixture(scope="module")
def points(site: Site) -> list[dict[str, Any]]:
    """Read all points from the open data."""
    found: list[dict[str, Any]] = json.loads(page(site, "data/points.json"))["points"]
    return found


def test_there_is_nothing_to_say_against_them(site: Site) -> None:
    """The repository's own briefings give not even a warning."""
    assert [str(problem.at) + problem.message for problem in site.problems] == []


def test_what_is_kept_of_a_reading_says_all_that_was_read() -> None:
    """A reading that was written and taken up is the same in every place, and holds once what its points share."""
    given = inputs()
    vocabulary = read_vocabulary(given.sources, lambda _: None)
    known = ReferenceTables.of(read_settings(given.sources, lambda _: None), vocabulary)
    looked_up = Shared(ReadingContext(known, frozenset(), frozenset()), b"five")
    for file in briefing_files(given.sources):
        reading = read_source(SourceInput(file, given.sources[file], looked_up))
        kept = Decoder(Reading).decode(Encoder().encode(reading))
        assert repr(kept) == repr(reading)
        points = kept.read.briefing.points
        assert len({id(point.themes) for point in points}) == len({point.themes for point in points})
        assert len({id(point.lead_in) for point in points}) == len({point.lead_in for point in points})


def test_points(library: Library) -> None:
    """Each briefing has as many points as its original."""
    assert {briefing.slug: len(briefing.points) for briefing in library.briefings} == POINTS


def test_forms(library: Library) -> None:
    """Four are written in Markdown and one in YAML."""
    endings = sorted(Path(briefing.at.file).suffix for briefing in library.briefings)
    assert endings == [".md", ".md", ".md", ".md", ".yml"]


def test_sources_are_named(library: Library) -> None:
    """Each names the original that it was made from."""
    assert [briefing.slug for briefing in library.briefings if not briefing.source] == []


def test_no_date_is_made_up(library: Library) -> None:
    """No original says when it was published, nor one when its audit was held; feeds go by the day they came here."""
    assert not any(briefing.published.is_known for briefing in library.briefings)
    assert {briefing.slug for briefing in library.briefings if not briefing.held.is_known} == {
        "2020-sandwell-core-groups"
    }
    assert {briefing.updated for briefing in library.briefings} == {date(2026, 11, 20)}


def test_cases(library: Library) -> None:
    """Numbers of cases stand where a briefing as a whole looked at cases, and are more than none."""
    assert all(briefing.cases.count > 0 for briefing in library.briefings if briefing.cases)


def test_every_point_has_a_theme_of_its_own(library: Library) -> None:
    """Every point has a theme, and nearly every one a tag of its own beside its briefing's topics."""
    points = [point for briefing in library.briefings for point in briefing.points]
    assert [point.id for point in points if not point.themes] == []
    assert sum(not point.tags for point in points) <= len(points) // 10


def test_every_theme_is_known(library: Library) -> None:
    """Every theme that is named anywhere is in the vocabulary."""
    named = {reference.id for briefing in library.briefings for reference in briefing.references}
    assert named <= library.vocabulary.themes.keys()
    assert len(named) > 30


def test_related_themes_name_each_other(library: Library) -> None:
    """A theme that is related to another is named by it too."""
    themes = library.vocabulary.themes
    pairs = {(theme.id, other.id) for theme in themes.values() for other in theme.related}
    assert {(one, other) for one, other in pairs if (other, one) not in pairs} == set()


def test_abbreviations_are_in_the_glossary(library: Library) -> None:
    """Every word in capitals is explained."""
    known = library.vocabulary.glossary.keys() | NO_ABBREVIATION
    found = {}
    for briefing in library.briefings:
        texts = [briefing.title, briefing.summary.text, *(point.body.text for point in briefing.points)]
        for top in briefing.sections:
            for section in top.walk():
                texts.append(section.heading.text)
                texts += [block.text for block in section.blocks if hasattr(block, "text")]
        for word in re.findall(r"\b[A-Z]{2,}\b", re.sub(r"\S+@\S+|https?://\S+", "", " ".join(texts))):
            if word not in known and not (word.endswith("S") and word[:-1] in known):
                found[word] = briefing.slug
    assert found == {}


def test_no_percentages() -> None:
    """With so few cases a share is told as a count: no source holds a percentage."""
    texts = {name: content.decode() for name, content in inputs().sources.items() if name.endswith((".md", ".yml"))}
    assert [name for name, text in texts.items() if re.search(r"\d\s*(%|per ?cent)", text)] == []


def test_every_point_stands_on_the_pages_of_its_themes(site: Site, points: list[dict[str, Any]]) -> None:
    """A point stands on the page of each of its themes, and else only of a broader one that has few points."""
    expected = {(point["briefing"], point["id"], theme) for point in points for theme in point["themes"]}
    found = set()
    for address, html in pages_of(site.files).items():
        if match := re.fullmatch(r"themes/([\w-]+)/index\.html", address):
            for link in html.links:
                if point := re.fullmatch(r"\.\./\.\./briefings/([\w-]+)/index\.html#([^_].*)", link):
                    found.add((point[1], point[2], match[1]))
    broader = {theme["id"]: theme["broader"] for theme in json.loads(site.files["data/themes.json"])["themes"]}
    assert expected - found == set()
    for briefing, id_, theme in found - expected:
        assert theme in {broader[of] for slug, point, of in expected if (slug, point) == (briefing, id_)}
        assert len([point for *point, of in expected if of == theme]) < 5


def test_every_point_stands_in_its_briefing(site: Site, points: list[dict[str, Any]]) -> None:
    """A point's address leads to the point."""
    for point in points:
        assert point["id"] in html_of(site, f"briefings/{point['briefing']}/index.html").ids


def test_every_link_leads_somewhere(site: Site) -> None:
    """No link inside the site is broken."""
    assert broken_links(site.files, base="https://no-base-url.example") == []


def test_no_page_has_an_id_twice(site: Site) -> None:
    """Every id is the only one of its name on its page."""
    assert {address: ids for address, html in pages_of(site.files).items() if (ids := twice(html))} == {}
