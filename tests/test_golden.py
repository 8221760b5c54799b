"""One small project, built and compared whole; `pytest --regold` writes it anew, and the difference is reviewed."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from learnbrief.build import Inputs, Site, build
from learnbrief.files import gather
from learnbrief.model import Role
from learnbrief.pages import Contents, Page, PageKind
from learnbrief.views import PAGE_KINDS, make_pages
from tests.support import TODAY, built_with_pictures_in_words, read

GOLDEN = Path(__file__).parent / "golden"
MOST_FILES = 140
STAND_IN = b"Stands in for a style or script so that a change of one changes no golden page\n"
GROUNDS = b""":root { --paper: #fff; --tint: #eee; --warn-tint: #fed }
@media (prefers-color-scheme: dark) { :root { --paper: #000; --tint: #111; --warn-tint: #310 } }
"""
"""Stands in for the stylesheet, against which the project's colour is measured."""


def inputs() -> Inputs:
    """Gather the golden project."""
    gathered = gather(GOLDEN / "project")
    templates = {
        name: STAND_IN if name.startswith(("assets/", "admin/")) else text
        for name, text in gathered.templates.items()
    }
    templates["assets/style.css"] = GROUNDS
    return Inputs(gathered.sources, templates, TODAY, problems=tuple(gathered.problems))


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the golden project."""
    return built_with_pictures_in_words(inputs())


def reviewed(site: Site) -> dict[str, bytes]:
    """Give the files that a person can review: all but the search index, whose digests the search page names."""
    return {name: text for name, text in site.files.items() if not name.startswith("search/") or ".html" in name}


@pytest.fixture(scope="module")
def golden(site: Site, pytestconfig: pytest.Config) -> dict[str, bytes]:
    """Give the golden site's files; when asked to, write them anew first."""
    folder = GOLDEN / "site"
    if pytestconfig.getoption("--regold"):
        assert site.files, site.problems
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in reviewed(site).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_golden_project_is_sound(site: Site) -> None:
    """There is nothing to say against the golden project but that an archived briefing's review is past."""
    assert {problem.code for problem in site.problems} <= {"review-past"}


def test_the_same_files(site: Site, golden: dict[str, bytes]) -> None:
    """The site has the golden files and no other, and few enough for a person to review."""
    assert sorted(reviewed(site)) == sorted(golden)
    assert len(golden) < MOST_FILES


def test_the_same_bytes(site: Site, golden: dict[str, bytes]) -> None:
    """Every file is the golden one, to the byte."""
    for name, content in reviewed(site).items():
        assert content.decode(errors="replace") == golden.get(name, b"").decode(errors="replace"), name
        assert content == golden[name], name


def test_it_holds_every_role_and_both_forms() -> None:
    """The golden project has a section of every role and a source of both forms."""
    library, _ = read(inputs())
    sections = [section for briefing in library.briefings for top in briefing.sections for section in top.walk()]
    assert {section.role for section in sections} == set(Role)
    assert {Path(briefing.at.file).suffix for briefing in library.briefings} == {".md", ".yml"}


def test_it_holds_every_kind_of_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of page has one in the golden site."""
    made: Counter[str] = Counter()

    def counted(kind: PageKind) -> PageKind:
        def make(contents: Contents) -> Iterator[Page]:
            for page in kind.make(contents):
                made[kind.name] += 1
                yield page

        return replace(kind, make=make)

    monkeypatch.setattr(sys.modules[make_pages.__module__], "PAGE_KINDS", tuple(map(counted, PAGE_KINDS)))
    build(inputs())
    assert [kind.name for kind in PAGE_KINDS if not made[kind.name]] == []


def test_any_order_of_the_sources_gives_the_same_bytes(site: Site) -> None:
    """In which order the disk names the sources and templates makes no difference."""
    given = inputs()
    sources, templates = (dict(sorted(files.items(), reverse=True)) for files in (given.sources, given.templates))
    turned = replace(given, sources=sources, templates=templates)
    assert dict(built_with_pictures_in_words(turned).files) == dict(site.files)
