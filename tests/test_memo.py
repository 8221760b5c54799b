"""What is remembered: never told from what is computed, never trusted when spoilt, never growing without end."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from learnbrief import program
from learnbrief.files import Memory
from learnbrief.memo import digest_of, recompute

calls: list[str] = []


@pytest.fixture(autouse=True)
def no_calls() -> None:
    """Begin each test with no call made."""
    calls.clear()


def shout(text: str, times: int) -> bytes:
    """Stand for slow work, and count it."""
    calls.append(text)
    return text.upper().encode() * times


def whisper(text: str, times: int) -> bytes:
    """Stand for other work with the same arguments."""
    return text.lower().encode() * times


def entries(project: Path) -> list[Path]:
    """Give the files that are remembered."""
    return sorted((project / ".learnbrief").iterdir())


def test_recompute_remembers_nothing() -> None:
    """Without a memory each question is work."""
    assert [recompute.each(shout, [("a", 2)])[0], recompute.each(shout, [("a", 2)])[0]] == [b"AA", b"AA"]
    assert calls == ["a", "a"]


def test_a_second_build_only_reads(tmp_path: Path) -> None:
    """What one build computed, the next has at once, and it is the same."""
    cold = Memory(tmp_path).each(shout, [("a", 2)])[0]
    warm = Memory(tmp_path).each(shout, [("a", 2)])[0]
    assert cold == warm == b"AA"
    assert calls == ["a"]


def test_other_inputs_are_other_results(tmp_path: Path) -> None:
    """Another argument, another function and another program are remembered apart."""
    memory = Memory(tmp_path)
    assert [
        memory.each(shout, [("a", 1)])[0],
        memory.each(shout, [("a", 2)])[0],
        memory.each(whisper, [("a", 1)])[0],
    ] == [b"A", b"AA", b"a"]
    assert len({digest_of("1", shout, "a", 1), digest_of("2", shout, "a", 1), digest_of("1", whisper, "a", 1)}) == 3
    assert digest_of("1", shout, "a", 1) != digest_of("1", shout, "a", "1")


def test_a_changed_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program, or of a library that it draws or renders with, computes afresh."""
    Memory(tmp_path).each(shout, [("a", 2)])[0]
    monkeypatch.setattr(program, "installed_libraries", lambda: ["jinja2 99"])
    Memory(tmp_path).each(shout, [("a", 2)])[0]
    monkeypatch.setattr(program, "__version__", "99")
    Memory(tmp_path).each(shout, [("a", 2)])[0]
    assert calls == ["a", "a", "a"]


def test_the_libraries_that_count_are_ours() -> None:
    """Each library whose version counts is one that the program needs, or is about to."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {entry.partition(">")[0] for entry in project["dependencies"]}
    assert set(program.LIBRARIES) <= needed | {"pillow"}


@pytest.mark.parametrize("spoil", [lambda kept: b"", lambda kept: kept[:-1], lambda kept: kept[:20]])
def test_a_cut_entry_is_computed_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    """An entry that was cut short is not taken for a result, and is mended."""
    Memory(tmp_path).each(shout, [("a", 40)])[0]
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))
    assert Memory(tmp_path).each(shout, [("a", 40)])[0] == b"A" * 40
    assert entry.read_bytes() == whole


def test_a_scribbled_entry_is_computed_anew(tmp_path: Path) -> None:
    """An entry with one changed byte anywhere is not taken for a result."""
    Memory(tmp_path).each(shout, [("a", 4)])[0]
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Memory(tmp_path).each(shout, [("a", 4)])[0] == b"AAAA"
    assert len(calls) == 1 + len(whole)


def test_an_entry_under_anothers_name_is_computed_anew(tmp_path: Path) -> None:
    """A whole entry that was copied over another one is not taken for the other's result."""
    Memory(tmp_path).each(shout, [("a", 2), ("b", 2)])
    first, second = entries(tmp_path)
    second.write_bytes(first.read_bytes())
    assert Memory(tmp_path).each(shout, [("a", 2), ("b", 2)]) == [b"AA", b"BB"]
    assert len(calls) == 3


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    """After a build only its own results are kept; a stranger's file stays."""
    Memory(tmp_path).each(shout, [("old", 1)])[0]
    (tmp_path / ".learnbrief" / "half-written").write_bytes(b"")
    (tmp_path / ".learnbrief" / "notes.txt").write_text("mine")
    memory = Memory(tmp_path)
    memory.each(shout, [("new", 1)])[0]
    memory.forget_unused()
    assert len(entries(tmp_path)) == 2
    Memory(tmp_path).each(shout, [("new", 1)])[0]
    Memory(tmp_path).each(shout, [("old", 1)])[0]
    assert calls == ["old", "new", "old"]
    assert (tmp_path / ".learnbrief" / "notes.txt").read_text() == "mine"


def test_a_memory_that_cannot_be_kept(tmp_path: Path) -> None:
    """Where the folder cannot be made or written, nothing is remembered and nothing fails."""
    (tmp_path / ".learnbrief").write_text("a file where the folder would be")
    memory = Memory(tmp_path)
    assert [memory.each(shout, [("a", 2)])[0], memory.each(shout, [("a", 2)])[0]] == [b"AA", b"AA"]
    memory.forget_unused()
    assert Memory(tmp_path / "no such project").each(shout, [("a", 1)])[0] == b"A"


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a result cannot be put in its place, no half of it stays."""

    def refuse(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    assert Memory(tmp_path).each(shout, [("a", 2)])[0] == b"AA"
    assert entries(tmp_path) == []


def test_a_function_with_hidden_inputs_is_refused() -> None:
    """A function made inside another may know more than its arguments, and is not remembered."""
    with pytest.raises(ValueError, match="more than its arguments"):
        digest_of("1", lambda: b"")
