"""The site that stands is the cache of pages: what has not changed is taken over from it, and nothing else is."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec import Struct
from msgspec.structs import replace

from learnbrief.build import Inputs, build, plan_site
from learnbrief.cache.cache import NoCache, Shared
from learnbrief.cli import main
from learnbrief.files import Stage
from learnbrief.model import Catalogue, Theme, WatchedThemes
from learnbrief.other_sites.neighbours import written
from learnbrief.pages import Contents, Lookup
from learnbrief.problems import Place, as_text
from learnbrief.render import USING_THE_CACHE
from tests.neighbouring import open_data
from tests.support import built, keys_of_pages, project, templates
from tests.test_neighbours import taken
from tests.test_pages import WORLD
from tests.test_publish import files

BEGIN = project(WORLD)


def edited(old: str, new: str, count: int = 1) -> Inputs:
    """Give the world after an edit."""
    assert old in WORLD
    return project(WORLD.replace(old, new, count))


def moved(inputs: Inputs, new: str = "") -> Inputs:
    """Give one of the briefings another name, or take it away."""
    sources = dict(inputs.sources)
    content = sources.pop("briefings/2024-joint.yml")
    return replace(inputs, sources={**sources, **({new: content} if new else {})})


def beside_a_neighbour(words: bytes) -> Inputs:
    """Give the world with what a neighbour has learned, in some words."""
    setting = "neighbours: {region: {name: Region Partnership, url: 'https://region.example/learning'}}"
    inputs = edited("title: Example learning", f"title: Example learning\n{setting}")
    kept = written(taken(open_data()))
    assert b"Bring records" in kept
    return replace(
        inputs, sources={**inputs.sources, "neighbours/region.json": kept.replace(b"Bring records", words)}
    )


EDITS: dict[str, Inputs] = {
    "a point more": edited("- The old finding stood alone.", "- The old finding stood alone.\n- Another. #plans"),
    "another word": edited("visitor kept calling.", "visitor kept on calling."),
    "another title": edited("title: Neglect in East", "title: Neglect once more"),
    "another day": edited("held: 2018-03", "held: 2018-04"),
    "later than others": edited("2018-03\npublished: 2018-06", "2025-04\npublished: 2025-06"),
    "another summary": edited("an *early* audit", "an *earlier* audit"),
    "another publisher": edited("partnership: [east, west]", "partnership: [west]"),
    "another kind": edited("kind: deep-dive", "kind: rapid-review"),
    "another topic": edited("topics: [plans]", "topics: [plans, neglect]"),
    "another role": edited("## What worked well", "## What we found"),
    "another audience": edited("## Key points for managers", "## Key points for practitioners"),
    "no follow-up": edited("follows_up: [2022-new]\n", ""),
    "no successor": edited("superseded_by: 2022-new\n", ""),
    "published again": edited("status: archived\n", ""),
    "withdrawn": edited("status: archived", "status: withdrawn"),
    "a draft": edited("status: archived", "status: draft"),
    "a state": edited("state=done", "state=dropped"),
    "a tag": edited("share the plan; see [what worked](#kept-calling). #plans", "share the plan. #neglect"),
    "an id": edited("another-old-id", "one-more-old-id"),
    "a label": edited("label: Neglect", "label: Neglected"),
    "a synonym": edited("also: [SMART]", "also: [SMARTER]"),
    "a relation": edited("related: [plans, missing]", "related: [plans]"),
    "a broader theme": edited("  broader: harm\n", ""),
    "a partnership's name": edited("name: East Safeguarding", "name: Eastern Safeguarding"),
    "a partnership's area": edited("area: East", "area: The East"),
    "an abbreviation": edited("multi-agency safeguarding hub", "multi-agency hub"),
    "another site": edited("title: Example learning", "title: Other learning"),
    "another address": edited("https://example.org/learning/", "https://example.com/"),
    "a colour": edited("title: Example learning", "title: Example learning\ncolours: {accent: '#7a1f5c'}"),
    "a menu": edited(
        "title: Example learning", "title: Example learning\nnavigation: [{title: All, url: /briefings/}]"
    ),
    "short links": edited("title: Example learning", "title: Example learning\nlinks: folders"),
    "an audience": edited(
        "title: Example learning", "title: Example learning\naudiences: {pilots: {label: Pilots, words: [pilots]}}"
    ),
    "drafts": replace(BEGIN, drafts=True),
    "the next day": replace(BEGIN, today=BEGIN.today + timedelta(days=1)),
    "years ago": replace(BEGIN, today=date(2019, 5, 1)),
    "years from now": replace(BEGIN, today=date(2031, 5, 1)),
    "a given address": replace(BEGIN, base_url="https://elsewhere.example"),
    "no briefing": moved(edited("superseded_by: 2024-joint\n", "")),
    "another file": moved(edited("by: 2024-joint", "by: 2024-both"), "briefings/2024-both.yml"),
    "a template": replace(
        BEGIN, templates={**BEGIN.templates, "parts/footer.html": b"<footer>{{ site.title }}</footer>"}
    ),
    "a word explained": edited("MASH: multi", "health visitor: a nurse for families\nMASH: multi"),
    "a neighbour": beside_a_neighbour(b"Bring records"),
    "a neighbour's words": beside_a_neighbour(b"Bring all records"),
    "a style": replace(BEGIN, templates={**BEGIN.templates, "assets/style.css": b"p { color: #000 }"}),
}


def test_a_point_more_makes_only_pages_that_tell_of_it() -> None:
    """What is made anew after a point was added is what it changes, and no more."""
    edit = EDITS["a point more"]
    before, after = build(BEGIN).files, build(edit).files
    old, new = keys_of_pages(BEGIN), keys_of_pages(edit)
    made = {address for address, key in new.items() if old.get(address) != key}
    made.add("data/index.html")  # it shows the sizes of files, which are known once these are written
    assert made == {address for address in new if before.get(address) != after[address]}
    assert len(made) < len(new) / 2


def test_a_changed_template_makes_only_what_templates_make() -> None:
    """Pictures, tables and what programs read are taken over: no template has a part in them."""
    old, new = keys_of_pages(BEGIN), keys_of_pages(EDITS["a template"])
    same = {address for address, key in new.items() if old[address] == key}
    assert {address.rpartition(".")[2] for address in same} == {"csv", "json", "jsonld", "png", "webmanifest"}
    assert {address.rpartition(".")[2] for address in new.keys() - same} == {"html", "txt", "xml"}


class Owner:
    """Somebody who keeps a project in a folder and builds it again and again."""

    def __init__(self, folder: Path, out: Path | None = None) -> None:
        self.folder = folder
        self.out = out or folder / "site"
        self.said = ""

    def build(self, inputs: Inputs, *options: str) -> int:
        """Put a project's files there, in the place of those before, and build; gives the exit status."""
        for name in ("briefings", "neighbours", "templates"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        own = {f"templates/{name}": each for name, each in inputs.templates.items() if templates().get(name) != each}
        for name, content in {**inputs.sources, **own}.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(content)
        asked = ["--today", inputs.today.isoformat(), "--jobs", "1", *(["--drafts"] if inputs.drafts else [])]
        asked += ["--base-url", inputs.base_url] if inputs.base_url is not None else []
        where = ["--source", str(self.folder), "--out", str(self.out)]
        done = CliRunner().invoke(main, ["build", *where, *asked, *options])
        self.said = done.stderr
        return done.exit_code

    def holds(self, inputs: Inputs) -> None:
        """Build, and hold what stands there then to what a build makes that remembers nothing."""
        before = files(self.out) if self.out.exists() else {}
        status, anew = self.build(inputs), build(replace(inputs, hints=False))
        told = [line for line in self.said.splitlines() if "[lost-" not in line]  # of what was published last
        assert [as_text(problem) for problem in anew.problems] == told
        assert status == (0 if anew.files else 1)
        stands, expected = files(self.out), anew.files or before
        assert [name for name in expected if stands.get(name) != expected[name]] == []
        assert stands.keys() == expected.keys()


@pytest.fixture
def owner(tmp_path: Path) -> Owner:
    """Give somebody who has built once."""
    owner = Owner(tmp_path / "project")
    assert owner.build(BEGIN) == 0
    return owner


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is written anew."""
    noted: list[str] = []
    write = Stage.write

    def note(stage: Stage, address: str, parts: Iterable[bytes]) -> None:
        noted.append(address)
        write(stage, address, parts)

    monkeypatch.setattr(Stage, "write", note)
    return noted


SESSIONS = 4


@pytest.mark.parametrize("session", range(SESSIONS))
def test_a_warm_build_is_a_cold_one(owner: Owner, session: int) -> None:
    """After an edit of whatever pages are made of, nothing old is left.

    Each edit takes back the one before, and in the end all are taken back.
    """
    size = -(-len(EDITS) // SESSIONS)
    for edit in [*list(EDITS)[size * session : size * (session + 1)], ""]:
        owner.holds(EDITS.get(edit, BEGIN))


def test_nothing_is_written_that_stands(owner: Owner, anew: list[str]) -> None:
    """Built again, each file is the same as before; an edit of one briefing writes few anew."""
    number = (owner.out / "index.html").stat().st_ino
    assert owner.build(BEGIN) == 0
    assert anew == []
    assert (owner.out / "index.html").stat().st_ino == number
    assert (owner.out / "index.html").stat().st_nlink == 2  # here, and in the site before this one
    assert owner.build(EDITS["another word"]) == 0
    assert "briefings/2022-new/index.html" in anew
    assert len(anew) == len(set(anew)) < len(files(owner.out)) / 3


def test_a_label_writes_only_what_names_it(owner: Owner, anew: list[str]) -> None:
    """After a theme is called otherwise each page that says so is made again, and no other."""
    before = files(owner.out)
    assert owner.build(EDITS["a label"]) == 0
    after = files(owner.out)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {"themes/neglect/index.html", "themes/index.html", "briefings/2018-old/index.html"} <= changed
    assert set(anew) == changed | {"data/index.html"}  # which shows the sizes of files


def test_a_page_knows_each_theme_that_it_looked_up() -> None:
    """What is made for it counts too; whoever goes through all themes has seen all."""
    one, other, third = (Theme(name, name, (), None, (), "", Place("")) for name in "abc")
    themes = WatchedThemes({"a": one, "b": other, "c": third})
    assert themes.watch(lambda: themes["b"]) == (other, 0b10)
    assert themes.watch(lambda: (themes.get("a"), "d" in themes)) == ((one, False), 0b1)
    assert themes.watch(lambda: themes.watch(lambda: themes["c"]))[1] == 0b100
    assert themes.watch(lambda: list(themes.values()))[1] == 0b111
    assert len({themes.digest_of(seen) for seen in range(8)}) == 8


def test_an_edit_far_away_changes_nothing() -> None:
    """A point more in an old briefing leaves pages of others as they are, and those of its other points' themes."""
    many = WORLD + "".join(
        f"--- briefings/{year}-{month}.md\n---\ntitle: Of {year}-{month}\npartnership: west\nkind: deep-dive\n"
        f"held: {year}-{month:02}\npublished: {year + 1}-01-31\nsummary: What was seen.\ntopics: [plans]\n---\n"
        f"## Findings\n\n- Seen in {year}-{month}. #neglect\n"
        for year in range(2001, 2015)
        for month in (1, 7)
    )
    edited = many.replace("- Seen in 2001-1. #neglect", "- And more.\n- Seen in 2001-1. #neglect")
    before, after = keys_of_pages(project(many)), keys_of_pages(project(edited))
    changed = {address for address, key in after.items() if before.get(address) != key}
    briefings = {address for address in changed if address.startswith("briefings/")}
    assert "briefings/2001-1/index.html" in briefings
    assert "briefings/2014-7/index.html" not in briefings
    assert len(briefings) <= 8
    assert "themes/plans/index.html" in changed
    assert "themes/neglect/index.html" not in changed


def by_hand(page: Path) -> None:
    """Write other words of the same length, and set back the time at which they were written."""
    status = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


def as_a_link(page: Path) -> None:
    """Put a link in its place that leads to the very same."""
    page.rename(page.parent / "elsewhere.html")
    page.symlink_to("elsewhere.html")


@pytest.mark.parametrize("change", [by_hand, as_a_link, Path.unlink])
def test_what_others_changed_in_the_output_is_written_anew(owner: Owner, anew: list[str], change: Any) -> None:
    """A page that is not as the last build left it is not taken over, and nothing else is written again."""
    change(owner.out / "themes/plans/index.html")
    assert owner.build(BEGIN) == 0
    assert anew == ["themes/plans/index.html"]
    (owner.out / "themes/plans/elsewhere.html").unlink(missing_ok=True)
    assert files(owner.out) == built(replace(BEGIN, hints=False)).files


def test_where_a_file_can_have_one_name_only(owner: Owner, anew: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems know no second name; then all is written, as if it were the first time."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    owner.holds(BEGIN)
    assert len(anew) == len(files(owner.out))


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"spoilt")])
def test_what_is_not_known_is_not_taken_over(owner: Owner, anew: list[str], spoil: Any) -> None:
    """Where the project's memory is lost, every file is written anew; so it is where none is wanted."""
    spoil(owner.folder / ".learnbrief/cache.sqlite")
    owner.holds(BEGIN)
    assert sorted(anew) == sorted(files(owner.out))
    anew.clear()
    kept = owner.folder / ".learnbrief"
    kept.rename(kept.with_name("kept"))
    assert owner.build(BEGIN, "--no-cache") == 0
    assert sorted(anew) == sorted(files(owner.out))
    assert not kept.exists()


def test_a_page_with_a_fault_is_never_taken_over(owner: Owner) -> None:
    """Every build tells of it while the good site stands, and once the template is mended the page is made."""
    text = b'{% extends "base.html" %}{% block main %}{{ page.nothing }}{% endblock %}'
    broken = replace(BEGIN, templates={**BEGIN.templates, "pack.html": text})
    for _ in range(2):
        owner.holds(broken)
        assert "templates/pack.html:1" in owner.said
    owner.holds(EDITS["another word"])


def test_projects_take_turns_in_one_folder(owner: Owner, tmp_path: Path) -> None:
    """What one project's build left is never taken for another's; and one project can be built into two folders."""
    others = EDITS["another site"]
    other = Owner(tmp_path / "other", out=owner.out)
    for one, inputs in ((other, others), (owner, BEGIN), (other, others), (other, EDITS["a label"])):
        one.holds(inputs)
    beside = Owner(owner.folder, out=tmp_path / "beside")
    for one in (beside, owner, beside):
        one.holds(EDITS["another word"])


# What pages are made of


def test_pages_are_made_by_the_program_of_values() -> None:
    """What shows or describes a page is a function of a module; what it is made of holds neither all nor any of them.

    So the digest of a value tells all that a page depends on beside what every page may look up.
    """
    pages = [page for each in EDITS.values() if (plan := plan_site(each).plan) for page in plan.pages]
    assert len({page.template for page in pages}) > 20
    for page in pages:
        for function in (page.show, page.describe):
            assert function is None or getattr(sys.modules[function.__module__], function.__qualname__) is function
    assert [
        (page.address, type(each)) for page in pages for each in inside(page.value, set()) if is_too_much(each)
    ] == []


def inside(value: Any, seen: set[int]) -> Iterator[Any]:
    """Give a value with all that it holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, Shared):
        held: Any = [value.value]
    elif isinstance(value, Struct):
        held = [getattr(value, name) for name in value.__struct_fields__]
    elif is_dataclass(value):
        held = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        held = [*value, *value.values()]
    else:
        held = value if isinstance(value, (tuple, list, set, frozenset)) else ()
    for each in held:
        yield from inside(each, seen)


def is_too_much(value: object) -> bool:
    """Tell whether a value must not stand in what a page is made of."""
    return callable(value) or isinstance(value, (Contents, Catalogue, Lookup, Inputs))


def test_only_data_is_made_with_the_cache() -> None:
    """No other page asks the cache for anything, since no process that was forked may use the project's store."""

    class Refusing(NoCache):
        def map(self, *_: Any) -> Any:
            raise AssertionError("the cache was asked")

    plan = plan_site(BEGIN).plan
    assert plan
    plan.lookup.cache = Refusing()
    assert {"csv", "records"} == USING_THE_CACHE
    for page in plan.pages:
        if page.template not in USING_THE_CACHE:
            plan.render(page, dict.fromkeys(page.measures, 0))
