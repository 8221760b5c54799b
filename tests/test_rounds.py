"""A round of the preview: it makes only what is new, shows nothing half-written, and waits for no other work."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from select import select
from threading import Lock
from types import SimpleNamespace
from typing import Any, cast

import pytest

from learnbrief.build import Inputs, plan_site
from learnbrief.cache import pool
from learnbrief.cache.cache import MemoryCache, NoCache
from learnbrief.cache.pool import Pool
from learnbrief.files import Found, content_of, gather
from learnbrief.pages import Page
from learnbrief.problems import Place, Problem, error
from learnbrief.serve import Outcome, Preview, Watch, reading, watching
from learnbrief.serve.edition import Edition
from learnbrief.serve.faults import FaultFinder
from learnbrief.serve.reading import FileReader
from learnbrief.serve.server import _Server
from tests.serving import PATIENCE, write_project
from tests.support import TODAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a project of three briefings."""
    return write_project(tmp_path / "project")


def inputs_of(folder: Path) -> Inputs:
    """Give what the preview makes a project's site of."""
    gathered = gather(folder)
    return Inputs(gathered.sources, gathered.templates, TODAY, drafts=True, hints=False)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Note what is computed rather than remembered: the step's name, and the value."""
    noted: list[tuple[str, str]] = []
    compute = NoCache.map

    def note(cache: NoCache, step: Any, values: Sequence[Any], *more: Any) -> Any:
        noted.extend((step.__name__, repr(value)) for value in values)
        return compute(cache, step, values, *more)

    monkeypatch.setattr(NoCache, "map", note)
    return noted


def test_only_what_is_new_is_made(folder: Path, computed: list[tuple[str, str]]) -> None:
    """After an edit of one briefing no other one is read, checked or searched for personal data again."""
    cache = MemoryCache()
    plan_site(inputs_of(folder), cache)
    assert "Plans in Example" in repr(computed)
    cache.end_round()
    computed.clear()
    path = folder / "briefings/a.md"
    path.write_text(path.read_text("utf-8").replace("- Visits", "- All visits"), "utf-8")
    again = plan_site(inputs_of(folder), cache)
    assert [name for name, _ in computed].count("read_source") == 1
    assert "All visits" in repr(computed)
    assert "Plans in Example" not in repr(computed)
    fresh = plan_site(inputs_of(folder))
    assert again.problems == fresh.problems
    assert again.plan
    assert fresh.plan
    assert repr(again.plan.library) == repr(fresh.plan.library)
    assert again.plan.keys() == fresh.plan.keys()


def test_the_first_round_tells_how_far_it_is(folder: Path) -> None:
    """Reading many briefings takes seconds; who waits for the first page is told how many are read."""
    told: list[tuple[str, int, int]] = []
    Preview(folder, lambda: TODAY, Pool(), strict=False).build(lambda *stage: told.append(stage))
    assert [stage for stage in told if stage[1]] == [("Reading briefings", done, 3) for done in (1, 2)]


def test_a_pool_shares_the_first_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other processes read is the same as if it had been read here, and is remembered as that is."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 0.0)
    for number in range(50):
        (folder / f"briefings/more-{number}.md").write_bytes((folder / "briefings/a.md").read_bytes())
    shared, by_itself = (Preview(folder, lambda: TODAY, Pool(count), strict=False) for count in (2, 1))
    outcome, expected = shared.build(), by_itself.build()
    assert outcome
    assert expected
    assert outcome.problems == expected.problems
    assert repr(outcome.edition and outcome.edition.plan.library) == repr(
        expected.edition and expected.edition.plan.library
    )
    shared.adopt(outcome)
    assert shared.build() is None


def test_an_abbreviation_is_looked_at_again_with_another_vocabulary(folder: Path) -> None:
    """What was found in a source that has not changed goes once the vocabulary explains the word."""
    path = folder / "briefings/a.md"
    path.write_text(path.read_text("utf-8").replace("- Visits", "- QZX visits"), "utf-8")
    cache = MemoryCache()
    codes = [problem.code for problem in plan_site(inputs_of(folder), cache).problems]
    assert codes == ["unexplained-abbreviation"]
    cache.end_round()
    path = folder / "briefings/_partnerships.yml"
    path.write_text(path.read_text("utf-8") + "qzx:\n  name: QZX\n  area: Q\n  website: https://q.example\n", "utf-8")
    assert plan_site(inputs_of(folder), cache).problems == ()


def test_what_is_half_written_is_never_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that goes on while its first half is built is shown once, whole."""
    monkeypatch.setattr(watching, "SETTLED", 1.0)  # this machine may be busy
    shown: list[Outcome] = []
    path = folder / "briefings/a.md"
    whole = path.read_text("utf-8").replace("- Visits", "- All visits")

    async def save() -> None:
        watch = Watch(folder)
        preview = Preview(folder, lambda: TODAY, Pool(), strict=False)
        built, build = 0, preview.build

        def noted_build() -> Outcome | None:
            nonlocal built
            outcome = build()
            built += 1
            return outcome

        monkeypatch.setattr(preview, "build", noted_build)
        preview.build()
        server = _Server(preview, watch, lambda outcome, _: shown.append(outcome), strict=False, names=frozenset())
        following = asyncio.create_task(server._follow())
        path.write_text(whole[:60], "utf-8")
        await until(lambda: built == 2)
        path.write_text(whole, "utf-8")
        await until(lambda: shown)
        following.cancel()

    asyncio.run(save())
    (outcome,) = shown
    assert outcome.problems == ()
    assert outcome.edition
    assert b"All visits" in (outcome.edition.file("briefings/a/index.html") or b"")


def test_a_save_during_a_round_is_shown_before_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes on while all is built waits for the rest of that at most; what it came to is not shown."""
    address = "briefings/a/index.html"
    monkeypatch.setattr("learnbrief.serve.server.open_pages", lambda _: {address})
    monkeypatch.setattr("learnbrief.serve.server._LOADING", 0)
    path = folder / "briefings/a.md"
    shown: list[tuple[bool, bool]] = []

    async def save() -> None:
        preview = Preview(folder, lambda: TODAY, Pool(), strict=False)
        outcome = preview.build()
        assert outcome
        preview.adopt(outcome)
        watch, build, adopt = Watch(folder), preview.build, preview.adopt

        def build_while_one_writes() -> Outcome | None:
            outcome = build()
            if len(shown) == 1:
                path.write_text(path.read_text("utf-8").replace("- Visits", "- More visits"), "utf-8")
            return outcome

        def note(outcome: Outcome) -> None:
            adopt(outcome)
            whole = outcome.edition and outcome.edition.whole
            shown.append((b"More visits" in (preview.file(address) or b""), outcome.edition is whole))

        monkeypatch.setattr(preview, "build", build_while_one_writes)
        monkeypatch.setattr(preview, "adopt", note)
        server = _Server(preview, watch, lambda *_: None, strict=False, names=frozenset())
        following = asyncio.create_task(server._follow())
        path.write_text(path.read_text("utf-8").replace("- Plans", "- All plans"), "utf-8")
        await until(lambda: len(shown) == 3)
        following.cancel()

    asyncio.run(save())
    assert shown == [(False, False), (True, False), (True, True)]


async def until(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.02)


def searched(faults: Callable[[Callable[[], None]], tuple[Problem, ...]]) -> Edition:
    """Give something that is searched for faults in this way."""
    return cast("Edition", SimpleNamespace(faults=faults))


def endless(pause: Callable[[], None]) -> tuple[Problem, ...]:
    """Look for faults for ever."""
    while True:
        pause()
        time.sleep(0.01)


FAULT = error("broken-link", "There is no such page.", Place("briefings/a.md"))


@pytest.mark.parametrize("can_fork", [True, False])
def test_a_save_ends_the_search_for_faults(monkeypatch: pytest.MonkeyPatch, can_fork: bool) -> None:
    """The search is given up at a word, in a process of its own or without, and a later one finds what there is."""
    if not can_fork:
        monkeypatch.delattr(os, "fork")

    async def search() -> None:
        finder = FaultFinder()
        finding = asyncio.create_task(finder.find(searched(endless)))
        await asyncio.sleep(0.1)
        assert not finding.done()
        finder.give_up()
        assert await asyncio.wait_for(finding, PATIENCE) is None
        assert await finder.find(searched(lambda _: (FAULT,))) == (FAULT,)
        assert await finder.find(searched(lambda _: ())) == ()

    asyncio.run(search())


def test_a_search_that_dies_is_not_begun_again() -> None:
    """Where the process of the search comes to grief, that is as if nothing were found."""

    async def search() -> tuple[Problem, ...] | None:
        return await FaultFinder().find(searched(lambda _: os._exit(1)))

    assert asyncio.run(search()) == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no process for the search")
def test_a_search_that_hangs_ends_with_its_server(tmp_path: Path) -> None:
    """A lock that nobody lets go of does not keep the search going when its server is killed."""
    held_open = tmp_path / "held open"
    os.mkfifo(held_open)

    def hang(_pause: Callable[[], None]) -> tuple[Problem, ...]:
        lock = Lock()
        with held_open.open("w"), lock, lock:
            return ()

    server = get_context("fork").Process(target=lambda: asyncio.run(FaultFinder().find(searched(hang))))
    server.start()
    with held_open.open() as end:
        server.kill()
        server.join()
        assert select([end], [], [], PATIENCE)[0], "the search outlives its server"


def test_the_search_for_faults_holds_nothing_open(tmp_path: Path) -> None:
    """What this process has open, such as its sockets, is not kept open by the process of the search."""
    with (tmp_path / "open").open("w") as file:
        number = file.fileno()

        async def search() -> tuple[Problem, ...] | None:
            return await FaultFinder().find(searched(lambda _: (FAULT,) if is_open(number) else ()))

        assert asyncio.run(search()) == ()
        assert is_open(number)


def is_open(number: int) -> bool:
    """Tell whether there is an open file of this number."""
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def test_only_changed_files_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with the same stamp is not opened; one written in the same tick, or replaced by another, is."""
    opened: list[str] = []

    def note(path: Found) -> bytes:
        opened.append(os.fspath(path))
        return content_of(path)

    monkeypatch.setattr(reading, "content_of", note)
    path, reread = folder / "briefings/a.md", FileReader()
    before = time.time() - 60
    os.utime(path, (before, before))
    long_ago = reading._COARSEST
    monkeypatch.setattr(reading, "_COARSEST", 0)  # as if it had been changed long ago; no program can set that
    assert reread(path) is reread(path)
    assert len(opened) == 1
    monkeypatch.setattr(reading, "_COARSEST", long_ago)
    other = folder / "other"
    other.write_bytes(b"x" * path.stat().st_size)
    os.utime(other, (before, before))
    other.replace(path)
    assert reread(path)[:3] == b"xxx"
    for word in (b"one", b"two"):
        path.write_bytes(word)
        now = time.time()
        os.utime(path, (now, now))
        assert reread(path) == word


def test_the_pages_that_are_open_are_made_ahead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that shows one is about to ask for it; no other is made. A fault in one keeps the edition back."""
    made: list[str] = []
    make = Edition._make

    def note(edition: Edition, page: Page) -> bytes:
        made.append(page.address)
        return make(edition, page)

    monkeypatch.setattr(Edition, "_make", note)
    preview = Preview(folder, lambda: TODAY, Pool(), strict=False)
    outcome = preview.build()
    assert outcome
    assert outcome.with_pages(["briefings/a/index.html", "no/such/page.html"]) == outcome
    assert made == ["briefings/a/index.html"]
    (folder / "templates").mkdir()
    (folder / "templates/briefing.html").write_text("{{ page.no_such }}", "utf-8")
    outcome = preview.build()
    assert outcome
    assert outcome.with_pages(["themes/neglect/index.html"]) == outcome
    faulty = outcome.with_pages(["briefings/a/index.html"])
    assert faulty.edition is None
    assert [problem.code for problem in faulty.problems] == ["template-error"]


def test_what_was_saved_last_is_looked_at_more_often(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where looking at all files takes long, the next save of the same file is noticed before the next look."""
    path = folder / "briefings/a.md"

    async def save_twice() -> None:
        watch = Watch(folder)
        path.write_text("new", "utf-8")
        await watch.stir()
        while not await watch.has_settled():
            pass
        monkeypatch.setattr(watching, "LONGEST_PAUSE", 10 * PATIENCE)
        monkeypatch.setattr(watching, "LOOKING_SHARE", 1e9)
        following = asyncio.create_task(watch.stir())
        await asyncio.sleep(0.05)
        path.write_text("newer", "utf-8")
        await asyncio.wait_for(following, PATIENCE)

    asyncio.run(save_twice())


def test_looking_rests_where_nobody_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five minutes after the last save files are looked at less often; the next save wakes the watch."""
    watch = Watch(folder)
    assert watch._step == watching.PAUSE
    now = time.monotonic()
    monkeypatch.setattr("learnbrief.serve.watching.time.monotonic", lambda: now + watching.RESTS_AFTER + 1)
    watch._look()
    assert watch._step == watching.RESTING_PAUSE
    (folder / "briefings/a.md").write_text("new", "utf-8")
    asyncio.run(watch.stir())
    watch._look()
    assert watch._step == watching.PAUSE
