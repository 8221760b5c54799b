"""The preview: what it shows, what it says of mistakes, what it notices, and whom it answers."""

import asyncio
import base64
import gc
import os
import re
import signal
import socket
import struct
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from learnbrief.build import Inputs, build
from learnbrief.cache.pool import Pool
from learnbrief.files import gather
from learnbrief.problems import Place, Severity, error, warning
from learnbrief.serve import Preview, Watch, watching
from learnbrief.serve.guarded import ServerContext
from learnbrief.serve.handlers import address_of, answer_at
from learnbrief.serve.outlining import outline_html
from learnbrief.serve.page_additions import with_additions
from learnbrief.serve.panel import alone_html, panel_html, panel_of
from learnbrief.serve.reading import FileReader
from tests.serving import PATIENCE, Server, serving, wait_for, write_project
from tests.support import TODAY, table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a project of three briefings."""
    return write_project(tmp_path / "project")


class Shown:
    """A preview without a server."""

    def __init__(self, folder: Path, *, strict: bool = False) -> None:
        self.preview = Preview(folder, lambda: TODAY, Pool(), strict=strict)
        self.build()

    def build(self) -> bool:
        """Build as after a save; tell whether anything was new."""
        outcome = self.preview.build()
        if outcome:
            self.preview.adopt(outcome)
        return outcome is not None

    def read_again(self, *opened: str) -> bool:
        """Show what can be made at once after a save, while some pages are open; tell whether that is anything."""
        outcome = self.preview.read_again(opened)
        if outcome:
            self.preview.adopt(outcome)
        return outcome is not None

    def page(self, address: str) -> str:
        """Give a page's text, or nothing."""
        return (self.preview.file(address) or b"").decode(errors="replace")

    def name(self, path: str) -> str:
        """Give the name of what is shown at a path."""
        served = ServerContext(self.preview, frozenset(), False, lambda: None, lambda: None, "run")
        return answer_at(served, path).name

    def places(self) -> list[tuple[str, int, str]]:
        """Give the problems' places and codes."""
        return [(problem.at.file, problem.at.line, problem.code) for problem in self.preview.problems]


def change(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# What is shown


def test_shows_what_a_build_would_write(folder: Path) -> None:
    """Every page is, to the byte, that of a build with drafts; but the page for lost addresses begins at the root."""
    gathered = gather(folder)
    files = build(Inputs(gathered.sources, gathered.templates, TODAY, drafts=True)).files
    shown = Shown(folder)
    assert files
    pages_first = sorted(files, key=lambda name: not name.endswith(".html"))  # their pictures are drawn with them
    assert [name for name in pages_first if shown.preview.file(name) != files[name]] == ["404.html"]
    assert 'href="/index.html"' in shown.page("404.html")
    assert shown.preview.file("no/such/index.html") is None


def test_rounds_equal_fresh_starts(folder: Path) -> None:
    """After any edit, rename or deletion the preview is what a new one would be, although little was read again."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: change(folder / "briefings/a.md", "- Visits", "- [The plans](b.md) and visits"),
        lambda: (folder / "briefings/b.md").rename(folder / "briefings/d.md"),
        lambda: change(folder / "briefings/a.md", "b.md", "d.md"),
        lambda: change(folder / "briefings/d.md", "title:", "slug: renamed\ntitle:"),
        lambda: change(folder / "briefings/_themes.yml", "label: Plans", "label: Planning"),
        lambda: change(folder / "briefings/_glossary.yml", "MASH:", "Plans: what is to be done\nMASH:"),
        lambda: change(folder / "learnbrief.yml", "title: Example", "title: Another"),
        lambda: (folder / "briefings/c.md").unlink(),
        lambda: change(folder / "briefings/a.md", "- [The plans](d.md)", "- ![A plan](plan.png) Plans"),
        lambda: (folder / "briefings/plan.png").write_bytes(b"\x89PNG 1"),
        lambda: (folder / "briefings/plan.png").write_bytes(b"\x89PNG 2"),
        lambda: change(folder / "briefings/_themes.yml", "plans:", "planning:"),
    )
    shown = Shown(folder)
    for number, step in enumerate(steps):
        step()
        assert shown.build(), number
        fresh = Shown(folder)
        assert shown.preview.problems == fresh.preview.problems, number
        if fresh.preview.edition and shown.preview.edition:
            addresses = [page.address for page in fresh.preview.edition.plan.pages]
            assert [name for name in addresses if shown.page(name) != fresh.page(name)] == [], number


def test_drafts_are_shown_and_marked(folder: Path) -> None:
    """A draft and an embargoed briefing have their pages, which say what they are."""
    change(folder / "briefings/b.md", "published: 2022-06-01", "published: 2030-01-01")
    shown = Shown(folder)
    assert "This is a draft" in shown.page("briefings/c/index.html")
    assert "under embargo until" in shown.page("briefings/b/index.html")


def test_nothing_new_is_no_round(folder: Path) -> None:
    """A save that changes nothing builds nothing."""
    shown = Shown(folder)
    (folder / "briefings/a.md").touch()
    assert not shown.build()


def test_a_page_is_loaded_again_where_anything_on_it_differs(folder: Path) -> None:
    """A page's name changes with its own words, a panel over it or its outline, and with nothing else."""
    shown = Shown(folder)

    def names(*paths: str) -> list[str]:
        return [shown.name(path) for path in paths]

    paths = ("/briefings/a/", "/glossary/index.html", "/accessibility/", "/no/such/page")
    a, *others = names(*paths)
    assert len({a, *others}) == len(paths)
    assert shown.name("/assets/none") == shown.name("/no/such/page")
    change(folder / "briefings/a.md", "- Visits", "- All visits")
    shown.build()
    assert a != shown.name("/briefings/a/")
    assert others == names(*paths[1:])
    before = names(*paths)
    change(folder / "briefings/c.md", "topics: [neglect]", "topics: [neglct]")
    shown.build()
    assert not {*before} & {*names(*paths)}
    change(folder / "briefings/c.md", "neglct", "neglect")
    shown.build()
    assert before == names(*paths)
    change(folder / "briefings/a.md", "\n## Findings", "\n\n## Findings")
    shown.build()
    assert before[0] != shown.name("/briefings/a/")
    assert before[1:] == names(*paths[1:])


# What is shown at once

A = "briefings/a/index.html"
EDITS = (
    ("- Visits were announced.", "- All visits were announced. #plans"),
    ("- Visits", "- A new point.\n- Visits"),
    ("- Visits were announced.\n", ""),
    ("- Visits", "- See [the plans](b.md). Visits"),
    ("## Findings", "## Recommendations"),
    ("- Visits were announced.\n- Plans", "| Action | Owner |\n| --- | --- |\n| Visits | All |\n\n- Plans"),
    ("title: Neglect", "title: More neglect"),
    ("summary: What", "summary: All that"),
)


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_an_edited_briefing_is_shown_before_all_is_built(folder: Path, old: str, new: str) -> None:
    """Its page and its sheet are made of its source alone; what all others bring to them follows, and stays there."""
    shown = Shown(folder)
    addresses = [A, "briefings/a/sheet/index.html", "themes/neglect/index.html"]
    before = [shown.page(address) for address in addresses]
    change(folder / "briefings/a.md", old, new)
    assert shown.read_again(*addresses)
    at_once = [shown.page(address) for address in addresses]
    outline = shown.preview.edition and shown.preview.edition.outline(A)
    assert at_once[0] != before[0]
    assert at_once[2] == before[2]
    assert not shown.read_again(*addresses)
    assert shown.build()
    fresh = Shown(folder)
    assert [shown.page(address) for address in addresses] == [fresh.page(address) for address in addresses]
    assert at_once[1] == fresh.page(addresses[1]) or "title" in old
    assert outline == (fresh.preview.edition and fresh.preview.edition.outline(A))
    assert shown.places() == fresh.places() == []


def test_what_is_beside_a_point_stays_while_it_is_written(folder: Path) -> None:
    """Other words give a point another id, and it keeps its place, and what is beside it until all is built."""
    shown = Shown(folder)
    assert shown.page(A).count("Similar points") == 2
    change(folder / "briefings/a.md", "- Visits were", "- Visits by two were")
    assert shown.read_again(A)
    assert 'id="visits-by-two-were-announced"' in shown.page(A)
    assert shown.page(A).count("Similar points") == 2


@pytest.mark.parametrize(
    "wrong",
    [
        "- A #plan",
        "- Meetings {lesson=none}",
        "- See [this](none.md).",
        "- Ring 07700 900123.",
        "- ![A map](no.png)",
    ],
)
def test_a_mistake_is_told_and_mended_at_once(folder: Path, wrong: str) -> None:
    """What is wrong in one briefing is told before all is built, over the last good page; so it goes, too."""
    shown = Shown(folder)
    before = shown.page(A)
    change(folder / "briefings/b.md", "title:", "review_by: 2025-01-01\ntitle:")
    shown.build()
    change(folder / "briefings/a.md", "- Visits", f"{wrong}\n- Visits")
    assert shown.read_again(A)
    told = shown.preview.problems
    assert {problem.severity for problem in told} == {Severity.ERROR, Severity.WARNING}
    assert shown.page(A) == before
    assert shown.build()
    assert shown.preview.problems == told
    change(folder / "briefings/a.md", wrong, "- Mended.")
    assert shown.read_again(A)
    assert [code for *_, code in shown.places()] == ["review-past"]
    assert "Mended." in shown.page(A)


def test_what_others_show_too_waits_for_all(folder: Path) -> None:
    """Where a field has changed, another file, or a file is gone or leads elsewhere, nothing is shown at once."""
    shown = Shown(folder)
    source = folder / "briefings/a.md"
    assert not shown.read_again(A)
    for old, new in (("status: draft", "status: published"), ("held: 2022-03", "held: 2022-04")):
        change(folder / "briefings/c.md", old, new)
        assert not shown.read_again("briefings/c/index.html")
    change(source, "- Visits", "- All visits")
    assert not shown.read_again("briefings/b/index.html", "themes/neglect/index.html", "no/such.html")
    source.unlink()
    assert not shown.read_again(A)
    source.symlink_to(folder / "briefings/b.md")
    assert not shown.read_again(A)
    change(folder / "briefings/b.md", "topics: [neglect]", "topics: [neglct]")
    assert not Shown(folder).read_again(A)


def test_what_was_shown_at_once_goes_with_its_source(folder: Path) -> None:
    """A save that is taken back before all is built leaves no trace, and no fault brings it back later."""
    shown = Shown(folder)
    before = shown.page(A)
    change(folder / "briefings/a.md", "- Visits", "- All visits")
    assert shown.read_again(A)
    change(folder / "briefings/a.md", "- All visits", "- Visits")
    assert shown.build()
    assert shown.page(A) == before
    change(folder / "briefings/a.md", "- Visits", "- All visits")
    assert shown.read_again(A)
    assert shown.build()
    assert shown.preview.edition
    shown.preview.withdraw(shown.preview.edition, ())
    assert shown.page(A) == before


def test_what_was_shown_before_goes_by_itself(folder: Path) -> None:
    """No old site stays in memory; nor does one know itself, which only a collector finds, and rounds avoid that."""
    shown = Shown(folder)
    editions = []
    gc.disable()
    try:
        for number in range(4):
            change(folder / "briefings/a.md", "- Visits", f"- {number} visits\n- Visits")
            assert shown.read_again(A)
            shown.page(A)
            editions.append(weakref.ref(shown.preview.edition))
            assert shown.build()
            shown.page(A)
            editions.append(weakref.ref(shown.preview.edition))
    finally:
        gc.enable()
    assert not any(edition() for edition in editions[:-3])


# Mistakes


def test_a_mistake_keeps_the_last_good_site(folder: Path) -> None:
    """With an error the site stays as it was and the problem is told; once mended, the new site is there."""
    shown = Shown(folder)
    change(folder / "briefings/a.md", "- Visits", "- Meetings #plan\n- Visits")
    shown.build()
    assert shown.places() == [("briefings/a.md", 13, "unknown-theme")]
    assert "Meetings" not in shown.page("briefings/a/index.html")
    change(folder / "briefings/a.md", "#plan\n", "#plans\n")
    shown.build()
    assert shown.places() == []
    assert "Meetings" in shown.page("briefings/a/index.html")


def test_a_faulty_template_keeps_the_last_good_pages(folder: Path) -> None:
    """A template that cannot be filled in is told of when a page of it is asked for, and the old page is given."""
    shown = Shown(folder)
    old = shown.page("glossary/index.html")
    own = folder / "templates/glossary.html"
    own.parent.mkdir()
    own.write_text('{% extends "base.html" %}\n{% block main %}\n{{ page.no_such }}\n{% endblock %}\n', "utf-8")
    shown.build()
    before = shown.name("/")
    assert shown.page("glossary/index.html") == old
    assert shown.places() == [("templates/glossary.html", 3, "template-error")]
    assert shown.name("/") != before
    own.write_text("{% block %}", "utf-8")
    shown.build()
    assert shown.places() == [("templates/glossary.html", 1, "template-syntax")]
    own.write_text('{% extends "base.html" %}\n{% block main %}\nMended.\n{% endblock %}\n', "utf-8")
    shown.build()
    assert "Mended." in shown.page("glossary/index.html")
    assert shown.places() == []


def test_faulty_settings_and_pages_are_told(folder: Path) -> None:
    """Mistakes in the settings, and two pages of one title, keep the last good site too."""
    shown = Shown(folder)
    change(folder / "learnbrief.yml", "title: Example", "titel: Example")
    shown.build()
    assert [code for _, _, code in shown.places()] == ["unknown-field"]
    change(folder / "learnbrief.yml", "titel: Example", "title: Example")
    (folder / "templates/pages").mkdir(parents=True)
    (folder / "templates/pages/more.md").write_text("---\ntitle: Themes\n---\n\nText.\n", "utf-8")
    shown.build()
    assert [code for _, _, code in shown.places()] == ["duplicate-title"]
    assert shown.preview.file("index.html")


def test_a_lost_folder_keeps_the_last_good_site(folder: Path) -> None:
    """When the folder of briefings is gone for a while, that is said and nothing is lost."""
    shown = Shown(folder)
    (folder / "briefings").rename(folder / "elsewhere")
    shown.build()
    assert [code for _, _, code in shown.places()] == ["unreadable"]
    assert shown.preview.file("briefings/a/index.html")
    (folder / "elsewhere").rename(folder / "briefings")
    shown.build()
    assert shown.places() == []


def test_strictness_stops_at_warnings(folder: Path) -> None:
    """With --strict a warning keeps the new site back as an error does; without, it is only told."""
    change(folder / "briefings/a.md", "title:", "review_by: 2025-01-01\ntitle:")
    assert Shown(folder).preview.edition
    assert Shown(folder, strict=True).preview.edition is None


def test_the_panel_shows_line_place_and_cure() -> None:
    """A problem in the page names file and line, shows the line with the place marked, and says what to do."""
    problem = error("unknown-theme", 'There is no theme "plan".', Place("briefings/a.md", 2, 8))
    texts = {"briefings/a.md": "\ufeffone\r\n- Who? #plan <b>\r\n".encode()}
    html = panel_html(panel_of([problem], texts, strict=False, has_site=True))
    assert "briefings/a.md:2:8" in html
    assert "<pre>- Who? <mark>#plan</mark> &lt;b&gt;</pre>" in html
    assert "There is no theme &#34;plan&#34;." in html
    assert 'role="alert"' in html


def test_the_panel_marks_the_word() -> None:
    """What is marked is the word that begins at the place, also in a line too long to show whole."""
    problem = error("unknown-theme", "No.", Place("briefings/a.md", 1, 10))
    html = panel_html(panel_of([problem], {"briefings/a.md": b"topics: [plan]"}, strict=False, has_site=True))
    assert "<pre>topics: [<mark>plan</mark>]</pre>" in html
    line = "x" * 300 + " #plan " + "y" * 300
    problem = error("unknown-theme", "No.", Place("briefings/a.md", 1, 302))
    html = panel_html(panel_of([problem], {"briefings/a.md": line.encode()}, strict=False, has_site=True))
    assert "<mark>#plan</mark>" in html
    (shown,) = re.findall(r"<pre>(.*?)</pre>", html)
    assert len(shown) < 220


def test_the_panel_folds_warnings_and_bounds_its_length() -> None:
    """Warnings alone are folded away and alarm nobody; of very many problems only the first are listed."""
    at = Place("briefings/a.md")
    html = panel_html(panel_of([warning("review-past", "Look.", at)], {}, strict=False, has_site=True))
    assert "<details>" in html
    assert "<details open>" not in html
    assert "role=" not in html
    many = [error("unknown-theme", f"No. {number}.", at) for number in range(500)]
    html = panel_html(panel_of(many, {}, strict=False, has_site=False))
    assert html.count("<li>") == 50
    assert "450 more" in html
    assert panel_html(panel_of([], {}, strict=False, has_site=True)) == ""
    assert "no site to show yet" in alone_html(panel_of(many, {}, strict=False, has_site=False))


def test_pages_are_dressed_and_the_policy_widened() -> None:
    """A page gets the script and the panel; its policy lets it listen to its own server and to nothing else."""
    policy = "default-src 'none'; script-src 'self'"
    page = f'<html><head><meta http-equiv="Content-Security-Policy" content="{policy}"></head><body class="x">Hi'
    html = with_additions(page, "<section>!</section>", "n-1", "127.0.0.1:8000")
    assert f"{policy}; connect-src 'self' ws://127.0.0.1:8000\"" in html
    assert re.search(r'<script src="/_preview/reload.js\?n" data-shown="n-1" defer></script>\n</head>', html)
    assert '<body class="x">\n<section>!</section>Hi' in html
    assert "panel.css" not in with_additions(page, "", "n-1", "127.0.0.1:8000")
    page = page.replace("default-src 'none'", "connect-src 'none'")
    assert "connect-src 'self' ws://h:1;" in with_additions(page, "", "n", "h:1")
    assert "/_preview/reload.js" in with_additions("no tags", "", "n", "h:1")


def test_what_was_read_stands_beside_a_briefing_alone(folder: Path) -> None:
    """A briefing's page, a draft's too, has its outline; no other page has one, a withdrawn briefing's neither."""
    change(folder / "briefings/b.md", "title:", "status: withdrawn\ntitle:")
    shown = Shown(folder)
    edition = shown.preview.edition
    assert edition
    outlines = {page.address: edition.outline(page.address) for page in edition.plan.pages}
    told = {address: outline for address, outline in outlines.items() if outline}
    assert [*told] == ["briefings/a/index.html", "briefings/c/index.html"]
    assert edition.outline("no/such/page.html") is None
    assert "#visits-were-announced" in outline_html(told["briefings/a/index.html"])


def test_the_outline_leads_to_places_that_are_on_the_page(folder: Path) -> None:
    """Each heading and point leads to its own place, and what holds no points to its heading's."""
    more = "\n## Homes & rooms\n\n- Not <i>a</i> point.\n\n## Key points {role=learning}\n\nAll of it.\n"
    change(folder / "briefings/a.md", "## Findings", f"Words.\n\n## Findings{more}\n## Findings")
    shown = Shown(folder)
    edition = shown.preview.edition
    assert edition
    outline = edition.outline("briefings/a/index.html")
    assert outline
    html = outline_html(outline)
    links = re.findall(r'<a href="#([^"]+)"><span class="line">Line (\d+)</span> ([^<]+)</a>', html)
    page = shown.page("briefings/a/index.html")
    assert len(links) == 10
    assert all(f'id="{place}"' in page for place, _, _ in links)
    assert ("_homes-rooms", "16", "list: holds no points") in links
    assert "Homes &amp; rooms" in html
    assert "<i>" not in html


# What is noticed


def watched(folder: Path, *steps: float | Callable[[], object], expected: int) -> int:
    """Count the changes that are noticed while steps are taken: functions to call, seconds to wait."""

    async def count() -> int:
        watch = Watch(folder)
        found = 0

        async def follow() -> None:
            nonlocal found
            while True:
                await watch.stir()
                while not await watch.has_settled():
                    pass
                found += 1

        following = asyncio.create_task(follow())
        for step in steps:
            if isinstance(step, float):
                await asyncio.sleep(step)
            else:
                step()
        until = time.monotonic() + PATIENCE
        while found < expected and time.monotonic() < until:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)  # one too many would come now
        following.cancel()
        return found

    return asyncio.run(count())


@pytest.mark.parametrize(
    "name",
    [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "a.md.tmp", "4913", "a.md.swp", "a.md___jb_tmp___", "notes.txt"],
)
def test_what_editors_leave_is_not_noticed(folder: Path, name: str) -> None:
    """Swap files and copies that editors make come and go without a new round, and no build reads them."""
    for place in ("briefings", "templates") if name != "notes.txt" else ("briefings",):
        path = folder / place / name
        path.parent.mkdir(exist_ok=True)
        assert watched(folder, 0.1, partial(path.write_text, "x"), 0.2, path.unlink, expected=0) == 0
    shown = Shown(folder)
    (folder / "templates" / name).parent.mkdir(exist_ok=True)
    if name != "notes.txt":
        (folder / "templates" / name).write_text("{% broken", "utf-8")
        (folder / "briefings" / name).write_text("---\n", "utf-8")
        assert not shown.build()


@pytest.mark.parametrize(
    "name", ["briefings/a.md", "briefings/_themes.yml", "learnbrief.yml", "templates/assets/x.css"]
)
def test_every_kind_of_source_is_noticed(folder: Path, name: str) -> None:
    """A save of a source, the vocabulary, the settings or an asset is one change, and so is a deletion."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    assert watched(folder, 0.1, lambda: path.write_text("new"), expected=1) == 1
    assert watched(folder, 0.1, path.unlink, expected=1) == 1


def test_a_save_of_the_same_size_and_time_is_noticed(folder: Path) -> None:
    """Copying programs and coarse clocks keep the time at which a file was written; it is read again all the same."""
    path = folder / "briefings/a.md"
    before = path.stat()
    text = path.read_text("utf-8")

    def save() -> None:
        path.write_text(text.swapcase(), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert watched(folder, 0.1, save, expected=1) == 1
    reading = FileReader()
    os.utime(path, ns=(1, 1))
    assert reading(path) == text.swapcase().encode()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(1, 1))
    assert reading(path) == text.encode()


def test_a_save_by_renaming_is_one_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that moves the old file away and a new one into its place has saved once."""
    monkeypatch.setattr(watching, "SETTLED_HALF_WRITTEN", 2.0)  # this machine may be busy
    path, copy, new = folder / "briefings/a.md", folder / "briefings/a.md~", folder / "briefings/.new"

    def put() -> None:
        new.write_text("new")
        new.rename(path)

    assert watched(folder, 0.1, lambda: path.rename(copy), 0.1, put, expected=1) == 1


def test_a_save_in_two_steps_is_one_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is emptied first and written then is read when it is whole."""
    path = folder / "briefings/a.md"
    monkeypatch.setattr(watching, "SETTLED_HALF_WRITTEN", 2.0)  # this machine may be busy
    steps = (0.1, lambda: path.write_text(""), 0.1, lambda: path.write_text("whole"))
    assert watched(folder, *steps, expected=1) == 1


def test_a_hundred_saves_at_once_are_few_changes(folder: Path) -> None:
    """What a checkout of another branch does is one change, or two."""

    def save() -> None:
        for number in range(100):
            (folder / f"briefings/many-{number}.md").write_text("x")

    assert watched(folder, 0.1, save, expected=1) in (1, 2)


# Whom it answers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a project that no test changes."""
    folder = write_project(tmp_path_factory.mktemp("served"))
    (folder / "secret.txt").write_text("secret\n", "utf-8")
    with serving(folder) as server:
        yield server


def status(answer: str) -> int:
    """Give an answer's status."""
    return int(answer.split(" ", 2)[1])


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_answers_to_its_own_names(server: Server, name: str) -> None:
    """The page is given to whoever calls the server by a name of this machine."""
    assert status(server.get("/", host=f"{name}:{server.port}")) == 200


@pytest.mark.parametrize(
    "name", ["example.org:{port}", "127.0.0.1:1", "127.0.0.1", "127.0.0.1:{port}@x", "", "0.0.0.0:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/_preview/reload.js", "/_preview/socket", "/data/points.json"])
def test_refuses_other_names(server: Server, name: str, path: str) -> None:
    """A name that others may point here gets nothing."""
    answer = server.get(path, host=name.format(port=server.port) or " ")
    assert status(answer) in (400, 421)
    assert "Example" not in answer


PATHS: list[str] = table("paths-refused")


@pytest.mark.parametrize("path", PATHS)
def test_gives_nothing_but_the_site(server: Server, path: str) -> None:
    """No path leads out of the preview, lists a folder, or reaches what livereload would open to all."""
    answer = server.get(path)
    assert status(answer) == 404
    assert "secret" not in answer.partition("\r\n\r\n")[2].replace("secret.txt", "")


RAW_PATHS = (*(path.encode("latin-1") for path in table("serve-raw-paths")), b"/a" * 20_000)


def test_no_path_leads_out_however_it_is_sent(server: Server) -> None:
    """Sent byte by byte, no dots, backslashes, NUL, other encodings or whole addresses lead to what is no page."""
    for path in RAW_PATHS:
        host = f"Host: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()
        answer = server.send(b"GET " + path + b" HTTP/1.1\r\n" + host)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")), path[:60]
        assert b"X-A:" not in head, path
        assert b"secret\n" not in body, path[:60]
        assert b"root:" not in body, path[:60]
    assert status(server.get("/index.html")) == 200


HOSTS: list[str] = table("hosts-refused")
"""What no browser sends that was led here by its owner."""


def test_no_other_name_is_answered_however_it_is_sent(server: Server) -> None:
    """A name given twice, in another header or in another spelling gets nothing, nor does one in the address."""
    own = f"127.0.0.1:{server.port}"
    requests = [
        f"GET {path} HTTP/1.1\r\n{host.format(own=own, port=server.port)}Connection: close\r\n\r\n"
        for host in HOSTS
        for path in ("/index.html", f"http://{own}/index.html")
    ]
    for request in [*requests, "GET /index.html HTTP/1.0\r\n\r\n", "GET /index.html\r\n\r\n"]:
        answer = server.send(request.encode())
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 421")), request
        assert b"<html" not in answer, request


ORIGINS = (
    "http://example.org",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:1",
    "http://localhost:{port}",
    "null",
    "",
)


@pytest.mark.parametrize("path", ["/index.html", "/data/points.json", "/_preview/reload.js", "/_preview/panel.css"])
def test_pages_of_others_get_nothing(server: Server, path: str) -> None:
    """What the page of another origin asks for is refused, and never marked as for others; our own pages get it."""
    for origin in ORIGINS:
        answer = server.get(path, f"Origin: {origin.format(port=server.port)}")
        assert status(answer) == 403, origin
        assert "Access-Control" not in answer
    answer = server.get(path, f"Origin: http://127.0.0.1:{server.port}")
    assert status(answer) == 200
    assert "Access-Control" not in answer
    assert "Cross-Origin-Resource-Policy: same-origin" in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_reads(server: Server, method: str) -> None:
    """Nothing but GET and HEAD is answered."""
    assert status(server.get("/", "Content-Length: 0", method=method)) == 405


def test_sends_pages_as_a_host_would(server: Server) -> None:
    """Folders show their page, types are right, HEAD gives no body, a lost address shows the site's own page."""
    answer = server.get("/themes/")
    assert status(answer) == 200
    for header in (
        "Content-Type: text/html; charset=utf-8",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
        "Cross-Origin-Resource-Policy: same-origin",
    ):
        assert header in answer
    head, _, body = server.get("/themes/", method="HEAD").partition("\r\n\r\n")
    assert body == ""
    assert re.search(r"Content-Length: [1-9]\d+", head)
    assert "Location: /themes/?q=1" in server.get("/themes?q=1")
    assert "Content-Type: application/json" in server.get("/data/points.json")
    lost = server.get("/no/such/page/")
    assert status(lost) == 404
    assert "Page not found" in lost


def test_built_files_know_nothing_of_the_preview(server: Server) -> None:
    """The reload script stands in what is sent, and its file is the server's own."""
    assert '<script src="/_preview/reload.js?' in server.get("/")
    assert "text/javascript" in server.get("/_preview/reload.js")
    assert "_preview" not in server.get("/data/points.json")
    assert not re.search(r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\")", server.get("/"))


def upgrade(server: Server, *origin: str, path: str = "/_preview/socket", host: str = "") -> str:
    """Ask for the socket and give the beginning of the answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(upgrade_request(server, *origin, path=path, host=host))
        return connection.recv(4096).decode("latin-1")


def upgrade_request(server: Server, *origin: str, path: str = "/_preview/socket", host: str = "") -> bytes:
    """Write what asks for the socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {host or f'127.0.0.1:{server.port}'}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *origin,
    )
    return "\r\n".join([*lines, "", ""]).encode()


def test_the_socket_answers_its_own_pages(server: Server) -> None:
    """A page of the preview may listen."""
    assert status(upgrade(server, f"Origin: http://127.0.0.1:{server.port}")) == 101


@pytest.mark.parametrize("origin", table("serve-the-socket-refuses-other-pages"))
def test_the_socket_refuses_other_pages(server: Server, origin: str) -> None:
    """What comes from another origin, or names none, may not listen."""
    assert status(upgrade(server, origin.format(port=server.port))) == 403


def test_the_socket_is_nowhere_else_and_answers_to_no_other_name(server: Server) -> None:
    """No other path opens a socket, and a page of ours that was reached by another name may not listen either."""
    own = f"Origin: http://127.0.0.1:{server.port}"
    for path in ("/", "/livereload", "/_preview/socket/", "/_preview//socket", "/_preview/%73ocket%00", "/socket"):
        assert status(upgrade(server, own, path=path)) != 101, path
    rebound = f"evil.example:{server.port}"
    assert status(upgrade(server, f"Origin: http://{rebound}", host=rebound)) == 421


def test_the_socket_takes_no_long_or_strange_words(server: Server) -> None:
    """Whatever a page sends through the socket, the server goes on, and says nothing but what is shown."""
    for words in (b"x" * 5000, b"{", b"[]", b"null", b'{"command": 1}', b'{"command": "info", "url": "/a"}', b"\xff"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(upgrade_request(server, f"Origin: http://127.0.0.1:{server.port}"))
            assert connection.recv(4096).startswith(b"HTTP/1.1 101")
            length = struct.pack(">BBH", 0x81, 0xFE, len(words))
            connection.sendall(length + bytes(4) + words)  # masked with nothing
            connection.shutdown(socket.SHUT_WR)
            said = b"".join(iter(lambda: connection.recv(4096), b""))
        assert b"Traceback" not in said
    assert status(server.get("/index.html")) == 200
    assert not any("Traceback" in line for line in server.said)


def test_addresses_of_paths() -> None:
    """A path means a file of the site, a folder's page, or nothing."""
    assert address_of("/") == "index.html"
    assert address_of("/themes/plans/") == "themes/plans/index.html"
    assert address_of("/a%20b.txt") == "a b.txt"
    assert address_of("/a/%2e%2e/b") is None


# The command


def test_follows_saves_and_leaves_the_output_alone(folder: Path) -> None:
    """A save is shown, a mistake stands in the page itself, Ctrl-C ends in one line, and nothing was ever written."""
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("published", "utf-8")
    before = set(folder.rglob("*"))
    with serving(folder) as server:
        assert "A draft" in server.get("/")
        change(folder / "briefings/a.md", "- Visits", "- Meetings #plan\n- Visits")
        wait_for(lambda: "no theme" in server.get("/themes/"))
        answer = server.get("/briefings/a/")
        assert "briefings/a.md:13:12" in answer
        assert "<mark>#plan</mark>" in answer
        assert any("error[unknown-theme]" in line for line in server.said)
        change(folder / "briefings/a.md", "#plan\n", "#plans\n")
        wait_for(lambda: "_preview-heading" not in server.get("/briefings/a/"))
        assert "Meetings" in server.get("/briefings/a/")
        (folder / "briefings/b.md").rename(folder / "briefings/d.md")
        wait_for(lambda: status(server.get("/briefings/d/")) == 200)
        assert status(server.get("/briefings/b/")) == 404
        (folder / "briefings/d.md").unlink()
        wait_for(lambda: status(server.get("/briefings/d/")) == 404)
        assert server.stop() == 0
        wait_for(lambda: server.said[-1] == "Stopped.")
        assert not any("Traceback" in line for line in server.said)
    assert set(folder.rglob("*")) == before - {folder / "briefings/b.md"}
    assert (folder / "site/index.html").read_text("utf-8") == "published"


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_ends_on_a_signal_that_was_ignored_before(folder: Path, by: signal.Signals) -> None:
    """Started where the signal is ignored, as in some CI, the server still ends on it, in one line."""
    with serving(folder, before=partial(signal.signal, by, signal.SIG_IGN)) as server:
        assert status(server.get("/")) == 200
        assert server.stop(by) == 0
        wait_for(lambda: server.said[-1] == "Stopped.")
        assert not any("Traceback" in line for line in server.said)


def test_a_mistake_from_the_start_is_the_page(folder: Path) -> None:
    """Where there was never a good site the page is the list of problems, and the site follows by itself."""
    change(folder / "briefings/a.md", "topics: [neglect]", "topics: [neglct]")
    with serving(folder) as server:
        answer = server.get("/briefings/a/")
        assert status(answer) == 200
        assert "There is no site to show yet" in answer
        assert "unknown-theme" in answer
        change(folder / "briefings/a.md", "neglct", "neglect")
        wait_for(lambda: "Visits were announced" in server.get("/briefings/a/"))


def test_links_to_places_that_are_not_there_are_found(folder: Path) -> None:
    """Once its pages are made, the site is held to what can only be seen in them."""
    change(folder / "briefings/a.md", "- Plans did", "- See [all themes](/themes/#nowhere).\n- Plans did")
    edition = Shown(folder).preview.edition
    assert edition
    found = edition.faults(lambda: None)
    assert [(problem.at.file, problem.code) for problem in found] == [("briefings/a.md", "broken-link")]


def test_faults_in_pages_that_nobody_opened_are_found(folder: Path) -> None:
    """What nobody has asked for is made in the background, and its faults are told."""
    with serving(folder) as server:
        (folder / "templates").mkdir()
        (folder / "templates/insights.html").write_text("{{ page.no_such }}", "utf-8")
        wait_for(lambda: any("templates/insights.html:1:1: error[template-error]" in line for line in server.said))
        assert "template-error" in server.get("/")


def test_a_taken_port_is_said(folder: Path) -> None:
    """A port that was asked for and is taken ends in one line; else a free one is used, and that is said."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(folder, "--port", str(port)) as server:
            assert server.process.wait(PATIENCE) == 1
            wait_for(lambda: server.said)
            assert len(server.said) == 1
            assert f"127.0.0.1:{port}" in server.said[0]
    with socket.socket() as usual:
        usual.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            usual.bind(("127.0.0.1", 8000))
            usual.listen()
        except OSError:
            pass  # somebody else has it: as good
        with serving(folder) as server:
            assert server.port != 8000
            assert any("8000 is taken" in line and str(server.port) in line for line in server.said)


def test_other_hosts_take_a_word_and_a_warning(folder: Path) -> None:
    """Listening for others is asked for, warned of, and answers to no further name."""
    with serving(folder, "--host", "0.0.0.0") as server:
        assert server.said[0].startswith("warning: Others in your network") or server.said[1].startswith("warning: ")
        assert status(server.get("/", host=f"localhost:{server.port}")) == 200
        assert status(server.get("/", host=f"example.org:{server.port}")) == 421
    with serving(folder, "--host", "localhost") as server:
        assert not any("warning: Others" in line for line in server.said)
