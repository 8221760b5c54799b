"""What is remembered: never told from what is computed, never trusted when spoilt, never growing without end."""

import pickle  # what a spoilt file may hold
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from learnbrief.build import plan_site
from learnbrief.cache import pool, program, store
from learnbrief.cache.cache import (
    Cache,
    DiskCache,
    MemoryCache,
    NoCache,
    Shared,
    _decoder,
    _encoded,
    digest_of,
    no_cache,
)
from learnbrief.cache.pool import OnProgress, Pool, no_progress
from learnbrief.cache.store import Store
from learnbrief.cache.values import Placed, Value
from learnbrief.problems import Place
from tests.support import project
from tests.test_pages import WORLD

calls: list[str] = []


@pytest.fixture(autouse=True)
def no_calls() -> None:
    """Begin each test with no call made."""
    calls.clear()


class Asked(Value, frozen=True):
    """What stands for a source."""

    text: str
    times: int = 1


class Heard(Placed, frozen=True):
    """What stands for a reading, with its place."""

    text: str
    at: Place


def shout(asked: Asked) -> Heard:
    """Stand for slow work, and count it."""
    calls.append(asked.text)
    return Heard(asked.text.upper() * asked.times, Place(asked.text, 7, 3))


def whisper(asked: Asked) -> Heard:
    """Stand for other work with the same value."""
    calls.append(asked.text)
    return Heard(asked.text.lower() * asked.times, Place(asked.text))


A, B = Asked("a", 2), Asked("b", 2)


def cache_in(folder: Path, version: str = "1") -> DiskCache:
    """Give the cache of a project, as a build of some version of the program begins with it."""
    return DiskCache(Store(str(folder)), version, Pool())


def file_in(folder: Path) -> Path:
    """Give the file in which a project's results are kept."""
    return folder / ".learnbrief/cache.sqlite"


def heard(*asked: Asked, cache: Cache) -> list[str]:
    """Ask for some results, and give what they say; each has its place."""
    results = cache.map(shout, asked)
    assert [each.at for each in results] == [Place(each.text, 7, 3) for each in asked]
    return [each.text for each in results]


def test_without_a_cache_nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question is work, and other processes give the same."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 0.0)
    assert heard(A, A, cache=no_cache) == ["AA", "AA"]
    assert calls == ["a", "a"]
    many = [Asked(str(number)) for number in range(50)]
    assert heard(*many, cache=NoCache(Pool(2))) == heard(*many, cache=no_cache)


def test_a_second_build_only_reads(tmp_path: Path) -> None:
    """What one build computed, the next has at once, and it is the same; a value asked for twice is computed once."""
    assert heard(A, B, A, cache=cache_in(tmp_path)) == heard(A, B, A, cache=cache_in(tmp_path)) == ["AA", "BB", "AA"]
    assert calls == ["a", "b"]


def test_other_processes_compute_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pool computed is remembered as what was computed here."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 0.0)
    many = [Asked(str(number)) for number in range(50)]
    assert heard(*many, cache=DiskCache(Store(str(tmp_path)), "1", Pool(2))) == [each.text for each in many]
    assert not calls
    assert heard(*many, cache=cache_in(tmp_path)) == [each.text for each in many]
    assert not calls


def test_other_inputs_are_other_results(tmp_path: Path) -> None:
    """Another value, another step and another program are remembered apart."""
    assert heard(A, Asked("a", 3), cache=cache_in(tmp_path)) == ["AA", "AAA"]
    assert cache_in(tmp_path).map(whisper, [A])[0].text == "aa"
    assert heard(A, cache=cache_in(tmp_path, version="2")) == ["AA"]
    assert len(calls) == 4


def test_what_is_shared_stands_for_all_that_it_is(tmp_path: Path) -> None:
    """In a key a digest stands for what many values hold; another one is another result."""
    assert digest_of(Shared(A)) == digest_of(Shared(Asked("a", 2))) != digest_of(Shared(B))
    assert digest_of(Shared(A, b"given")) == digest_of(Shared(B, b"given"))


class Repeated(Value, frozen=True):
    """A value that holds the result of a step."""

    heard: Shared[str]


def last_letter(asked: Asked) -> str:
    """Stand for slow work that comes to the same for many values."""
    calls.append(asked.text)
    return asked.text[-1]


def repeat(asked: Repeated) -> str:
    """Stand for work that is done with a result."""
    calls.append(f"repeat {asked.heard.value}")
    return 2 * asked.heard.value


def test_the_same_result_of_another_value_changes_nothing_behind_it(tmp_path: Path) -> None:
    """What is made from a result is known by that, whatever the result was made of."""
    for text, made in (("ab", ["ab", "repeat b"]), ("cb", ["cb"]), ("ab", []), ("cd", ["cd", "repeat d"])):
        calls.clear()
        cache = cache_in(tmp_path)
        (heard,) = cache.refer(last_letter, [Asked(text)])
        assert cache.map(repeat, [Repeated(heard)]) == [2 * text[-1]]
        assert calls == made
        assert heard.value == text[-1]


def test_a_result_is_computed_once_whether_it_can_be_kept_or_not(tmp_path: Path) -> None:
    """What is kept is not held in memory besides; what cannot be kept is."""
    for folder in (tmp_path / "kept", tmp_path / "not"):
        folder.mkdir()
    (tmp_path / "not/.learnbrief").write_text("a file where the folder would be")
    for folder in (tmp_path / "kept", tmp_path / "not"):
        calls.clear()
        heard = cache_in(folder).refer(last_letter, [Asked("ab"), Asked("cd")])
        assert [each.value for each in heard] == ["b", "d"]
        assert calls == ["ab", "cd"]


def test_what_passes_is_made_whenever_it_is_asked_for() -> None:
    """A value that is needed but once is not held; its digest is known without it."""
    calls.clear()
    passing = Shared.lazy(partial(last_letter, Asked("ab")), b"digest", passes=True)
    assert (passing.digest, calls) == (b"digest", [])
    assert [passing.value, passing.value] == ["b", "b"]
    assert calls == ["ab", "ab"]


def test_a_changed_program_is_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program, or of a library that it renders with, is told from this one."""
    program_digest: Any = program.program_digest
    digest = program_digest.__wrapped__
    known = {digest()}
    monkeypatch.setattr(program, "installed_libraries", lambda: ["jinja2 99"])
    known.add(digest())
    monkeypatch.setattr(program, "__version__", "99")
    known.add(digest())
    assert len(known) == 3


def test_the_libraries_that_count_are_ours() -> None:
    """Each library whose version counts is one that the program needs, or prints with."""
    pinned = (Path(__file__).parent.parent / "requirements-pdf.txt").read_text("utf-8")
    assert set(program.LIBRARIES) <= set(re.findall(r"(?m)^([\w-]+)==", pinned))


def cut(whole: bytes, length: int) -> bytes:
    """Cut a file short."""
    return whole[:length]


def scribbled(whole: bytes, start: int) -> bytes:
    """Change a byte of a file here and there."""
    spoilt = bytearray(whole)
    for place in range(start, len(whole), 2_000):
        spoilt[place] ^= 1
    return bytes(spoilt)


SPOILT: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda _: b"This is no database. " * 1_000,
    *(partial(cut, length=length) for length in (1, 99, 100, 4_096, 10_000, -1)),
    *(partial(scribbled, start=start) for start in (0, 16, 50, 101, 164, 500, 1_300, 1_900)),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_file_is_begun_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    """A file that is cut, scribbled into or a stranger's gives nothing wrong and no fault, and is soon whole."""
    many = [Asked(str(number), 80) for number in range(100)]
    expected = heard(*many, cache=cache_in(tmp_path))
    file_in(tmp_path).write_bytes(spoil(file_in(tmp_path).read_bytes()))
    for _ in range(3):
        calls.clear()
        cache = cache_in(tmp_path)
        assert heard(*many, cache=cache) == expected
        cache.end_build()
    assert not calls


def change(folder: Path, statement: str, *values: object) -> None:
    """Write into the file of a project's results, as no build does."""
    with closing(sqlite3.connect(file_in(folder))) as connection, connection:
        connection.execute(statement, values)


def test_a_changed_result_is_computed_anew(tmp_path: Path) -> None:
    """What a power cut or a disk made of a result does not fit its checksum."""
    heard(A, cache=cache_in(tmp_path))
    change(tmp_path, "update kept set content = ?", digest_of(A))
    assert heard(A, cache=cache_in(tmp_path)) == ["AA"]
    assert calls == ["a", "a"]


class Evil:
    """Would do something on being taken up."""

    def __reduce__(self) -> Any:
        return Path.touch, (Path("harm"),)


@pytest.mark.parametrize("content", [pickle.dumps(Evil()), b"\x91\xc0", b"\x92\xc0\xc0", b"\xc7\x01\x05x", b"\xc1"])
def test_nothing_but_a_steps_own_values_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """A file that somebody has written into, checksums and all, makes the program do nothing but compute again."""
    monkeypatch.chdir(tmp_path)
    heard(A, cache=cache_in(tmp_path))
    change(tmp_path, "update kept set content = ?, sum = ?", content, crc32(content))
    assert heard(A, cache=cache_in(tmp_path)) == ["AA"]
    assert calls == ["a", "a"]
    assert not (tmp_path / "harm").exists()


def test_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """Where there can be no file, nothing is remembered and nothing fails."""
    (tmp_path / ".learnbrief").write_text("a file where the folder would be")
    for _ in range(2):
        cache = cache_in(tmp_path)
        assert heard(A, cache=cache) == ["AA"]
        cache.end_build()
    assert calls == ["a", "a"]


@pytest.mark.parametrize("disk", ["pragma query_only = on", "pragma max_page_count = 1"], ids=["read-only", "full"])
def test_a_disk_that_takes_no_more(tmp_path: Path, disk: str) -> None:
    """A disk that is read-only or full is no fault: what is there is read, and what is new is not remembered."""
    heard(A, cache=cache_in(tmp_path))
    large = Asked("b", 10_000)
    for _ in range(2):
        kept = Store(str(tmp_path))
        assert kept._connection
        kept._connection.execute(disk)
        cache = DiskCache(kept, "1", Pool())
        assert heard(A, large, cache=cache)[0] == "AA"
        cache.end_build()
    assert calls == ["a", "b", "b"]


def test_a_file_that_another_build_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build waits for another one only so long, and then does without."""
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    heard(A, cache=cache_in(tmp_path))
    number = file_in(tmp_path).stat().st_ino
    with closing(sqlite3.connect(file_in(tmp_path), isolation_level=None)) as other:
        other.execute("begin exclusive")
        cache = cache_in(tmp_path)
        assert heard(A, B, cache=cache) == ["AA", "BB"]
        cache.end_build()
    assert heard(A, cache=cache_in(tmp_path)) == ["AA"]
    assert calls == ["a", "a", "b"]
    assert file_in(tmp_path).stat().st_ino == number


def test_what_nobody_asks_for_is_forgotten_after_a_while(tmp_path: Path) -> None:
    """A result goes, and its room with it, when no build has asked for it for some time; others stay for ever."""
    old = Asked("old", 30_000)
    heard(A, old, cache=cache_in(tmp_path))
    for _ in range(store._KEPT_FOR + 1):
        cache = cache_in(tmp_path)
        heard(A, cache=cache)
        cache.end_build()
    heard(A, old, cache=cache_in(tmp_path))
    assert calls == ["a", "old"]
    size = file_in(tmp_path).stat().st_size
    for _ in range(2 * store._KEPT_FOR):
        cache = cache_in(tmp_path)
        heard(A, cache=cache)
        (referred,) = cache.refer(whisper, [B])
        cache.end_build()
    assert (referred.value.text, calls) == ("bb", ["a", "old", "b"])
    assert file_in(tmp_path).stat().st_size < size - 80_000
    heard(old, cache=cache_in(tmp_path))
    assert calls == ["a", "old", "b", "old"]


def test_in_memory_the_last_two_rounds_are_remembered() -> None:
    """A mistake, once mended, costs nothing again; what two rounds did not ask for is forgotten."""
    cache = MemoryCache()
    for asked in (A, B, A, A, B):
        assert heard(asked, cache=cache) == [asked.text.upper() * 2]
        cache.end_round()
    assert calls == ["a", "b", "b"]


def test_what_may_know_more_than_its_value_is_refused(tmp_path: Path) -> None:
    """A function made inside another, and a value in which a function stands, cannot be told by a digest."""
    for cache in (cache_in(tmp_path), MemoryCache()):
        with pytest.raises(ValueError, match="more than its value"):
            cache.map(lambda asked: asked, [A])
    with pytest.raises(AttributeError):
        digest_of((A, shout))


class Whole(NoCache):
    """Holds every result of every step to what it is when it was kept and taken up."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: set[str] = set()

    def map(self, step: Callable[[Any], Any], values: Any, on_progress: OnProgress = no_progress) -> list[Any]:
        """Compute the results, keep them and take them up."""
        results = super().map(step, values, on_progress)
        for value, result in zip(values, results, strict=True):
            assert digest_of(value)
            assert repr(_decoder(step).decode(_encoded(step, value))) == repr(result)
            self.steps.add(step.__name__)
        return results


def test_results_are_kept_in_full() -> None:
    """What a build keeps comes back the same in every field, those that comparing leaves out included."""
    cache = Whole()
    plan = plan_site(project(WORLD), cache).plan
    assert plan
    assert plan.search.files
    for page in plan.pages:
        plan.render(page)
    assert len(cache.steps) >= 6
