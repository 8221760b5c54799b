"""What was read is remembered on the disk: the same as reading again, and never more than values."""

import pickle  # what a memory may hold
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from learnbrief.crew import Crew, alone
from learnbrief.files import Memory, Readings
from learnbrief.memo import digest_of
from learnbrief.model import Library
from learnbrief.problems import Problem
from learnbrief.processes import ENOUGH, Processes
from learnbrief.readers import library as reading
from learnbrief.readers import read_library
from learnbrief.settings import DEFAULT_SETTINGS, Settings, read_settings
from tests.support import FRONT, VOCABULARY, files_of

FIRST, SECOND = "briefings/first.md", "briefings/second.md"
SOURCES = {
    **files_of(VOCABULARY),
    FIRST: f"{FRONT}## Findings for schools\n\n- See [the other](second.md). #neglect\n".encode(),
    SECOND: f"{FRONT}## Findings\n\n- ![A chart](chart.png)\n- <b onclick=x>Bold</b>.\n".encode(),
    "briefings/chart.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each source is read rather than remembered."""
    counted: Counter[str] = Counter()
    opened = reading._open

    def counting(file: str, content: bytes) -> object:
        counted[file] += 1
        return opened(file, content)

    monkeypatch.setattr(reading, "_open", counting)
    return counted


def remembered(
    project: Path, sources: Mapping[str, bytes], settings: Settings = DEFAULT_SETTINGS, crew: Crew = alone
) -> tuple[Library, list[Problem]]:
    """Read sources with the memory of a project."""
    problems: list[Problem] = []
    recall = Readings(Memory(project))
    return read_library(sources, settings, problems.append, recall, crew), problems


def anew(sources: Mapping[str, bytes], settings: Settings = DEFAULT_SETTINGS) -> tuple[Library, list[Problem]]:
    """Read sources without any memory."""
    problems: list[Problem] = []
    return read_library(sources, settings, problems.append), problems


def test_what_did_not_change_is_not_read_again(tmp_path: Path, read_anew: Counter[str]) -> None:
    """A second build reads only the source that was edited, and has the same of the other, problems included."""
    remembered(tmp_path, SOURCES)
    edited = {**SOURCES, FIRST: SOURCES[FIRST].replace(b"See", b"Look at")}
    read_anew.clear()
    again = remembered(tmp_path, edited)
    assert read_anew == {FIRST: 1}
    assert repr(again) == repr(anew(edited))
    assert [problem.code for problem in again[1]] == ["removed-html"]
    assert (
        again[0].briefings[1].wording.pictures[0].at.line == anew(edited)[0].briefings[1].wording.pictures[0].at.line
    )


OTHERWISE = {
    "the address of what is linked": {SECOND: SOURCES[SECOND].replace(b"title:", b"slug: other\ntitle:", 1)},
    "a picture": {"briefings/chart.png": b"\x89PNG\r\n\x1a\nother"},
    "the glossary": {"briefings/_glossary.yml": b"Bold: written in thick letters\n"},
    "the settings": {"learnbrief.yml": b"audiences:\n  schools:\n    label: Schools\n    words: [schools]\n"},
}


@pytest.mark.parametrize("change", OTHERWISE)
def test_what_a_reading_depends_on_is_seen(tmp_path: Path, change: str) -> None:
    """Another thing under a name that a source mentions, or another setting, is never passed over."""
    remembered(tmp_path, SOURCES)
    changed = {**SOURCES, **OTHERWISE[change]}
    settings = read_settings(changed, print)
    again = remembered(tmp_path, changed, settings)
    assert repr(again) == repr(anew(changed, settings))
    assert repr(again) != repr(anew(SOURCES))


def test_no_picture_is_kept_with_what_was_read(tmp_path: Path) -> None:
    """A reading tells which picture it met, and does not hold it: a photograph is larger than all the words."""
    remembered(tmp_path, SOURCES)
    kept = [path.read_bytes() for path in (tmp_path / ".learnbrief").iterdir()]
    assert len(kept) == 2
    assert not any(SOURCES["briefings/chart.png"] in content for content in kept)


def test_a_crew_reads_the_same(tmp_path: Path) -> None:
    """Shared out among processes, with a memory and without, reading gives the same in the same order."""
    many = {f"briefings/{number}.md": SOURCES[FIRST].replace(b"second.md", b"7.md") for number in range(ENOUGH + 1)}
    sources = {**files_of(VOCABULARY), **many}
    expected = repr(anew(sources))
    assert repr(remembered(tmp_path, sources, crew=Processes(3))) == expected
    problems: list[Problem] = []
    assert repr((read_library(sources, DEFAULT_SETTINGS, problems.append, crew=Processes(3)), problems)) == expected


class _Evil:
    """Would do something on being taken up."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("harm"),)  # type: ignore[return-value]


@pytest.mark.parametrize("harm", [_Evil(), re.compile, anew, Path, Counter, digest_of])
def test_nothing_but_values_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: object, read_anew: Counter[str]
) -> None:
    """A memory that somebody has written into, digest and all, makes the program do nothing but read again."""
    monkeypatch.chdir(tmp_path)
    expected = remembered(tmp_path, SOURCES)
    memory = Memory(tmp_path)
    for path in (tmp_path / ".learnbrief").iterdir():
        memory.keep(path.name, pickle.dumps(harm))
    read_anew.clear()
    assert repr(remembered(tmp_path, SOURCES)) == repr(expected)
    assert read_anew == {FIRST: 1, SECOND: 1}
    assert not (tmp_path / "harm").exists()


def test_values_are_packed_in_full() -> None:
    """What is packed quickly comes back the same in every field, those that comparing leaves out included."""
    for briefing in anew(SOURCES)[0].everything:
        for value in (briefing.points[0], briefing.points[0].body, briefing.points[0].at, briefing.kind):
            again = pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
            assert [getattr(again, each.name) for each in fields(value)] == [
                getattr(value, each.name) for each in fields(value)
            ]
        wording = pickle.loads(pickle.dumps(briefing.wording, pickle.HIGHEST_PROTOCOL))
        assert wording == briefing.wording
        assert [each.text.at for each in wording.passages] == [each.text.at for each in briefing.wording.passages]
