"""Whether a build would only do again what the last one did: found out before anything slow is loaded.

A build that went well leaves a note in the project's memory: a digest of all that it depended on, one of what then
stood in the output folder, and what it said. Sources are told apart by their content alone. The output is told apart
by its files' sizes and the times at which the system says that they were last changed, which no program can set.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256

from learnbrief.program import MEMORY, built_in_templates, program_digest

_NOTE = "last-build.txt"
_WITH_VALUES = frozenset({"--source", "--out", "--base-url", "--today", "--jobs"})
_ALONE = frozenset({"--drafts", "--strict"})
"""The options under which a build may be found unchanged; with any other it is done."""

_LAST_HOUR = 23
"""The only hour of UTC's day in which London may have the next one."""


class _NotPlainFilesError(Exception):
    """A link, a pipe or the like stands among the files, so that their content is not all that counts."""


class Said:
    """What a build said, for a person to read; each text is a line.

    Problems are given as plain lines and as a terminal shows them; `made` is "40 pages of 5 briefings", and `begins`
    where the site begins.
    """

    def __init__(self, problems: tuple[str, ...], coloured: tuple[str, ...], made: str, begins: str) -> None:
        self.problems = problems
        self.coloured = coloured
        self.made = made
        self.begins = begins


class Build:
    """A build that was asked for."""

    def __init__(self, arguments: Sequence[str], source: str, out: str) -> None:
        self.arguments = tuple(arguments)
        self.source = source
        self.out = out
        self._began_with = ""

    def what_was_said(self) -> Said | None:
        """Give what the last build said, if it was this one and all is as it left it; else None.

        Asked before the build reads anything, so that `note` knows what it began with.
        """
        with suppress(OSError, ValueError, _NotPlainFilesError):
            self._began_with = self._inputs()
            with open(self._note, encoding="utf-8") as file:
                seal, note = file.read().split("\n", 1)
            output, inputs, made, begins, *problems = note.split("\n")
            if (seal, inputs) == (_seal(note), self._began_with) and output == _listing(self.out):
                half = len(problems) // 2
                return Said(tuple(problems[:half]), tuple(problems[half:]), made, begins)
        return None

    def note(self, said: Said, files: Mapping[str, bytes]) -> None:
        """Leave a note of this build, which has just put these files into the output.

        There is none where a source was edited meanwhile, or another build has put its own files there. A memory
        that cannot be written is no fault.
        """
        with suppress(OSError, _NotPlainFilesError):
            output = _listing(self.out)
            if not _holds(self.out, files) or self._inputs() != self._began_with:
                return
            note = "\n".join((output, self._began_with, said.made, said.begins, *said.problems, *said.coloured))
            os.makedirs(os.path.dirname(self._note), exist_ok=True)
            half = os.path.join(self.source, MEMORY, f"half-{os.getpid()}")
            with open(half, "w", encoding="utf-8") as file:
                file.write(f"{_seal(note)}\n{note}")
            os.replace(half, self._note)

    @property
    def _note(self) -> str:
        return os.path.join(self.source, MEMORY, _NOTE)

    def _inputs(self) -> str:
        """Digest all that the build depends on."""
        digest = sha256()
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        depends = (self.arguments, os.getcwd(), epoch, today_in_london().isoformat(), program_digest())
        digest.update(repr(depends).encode("utf-8", "surrogatepass"))
        project = [
            os.path.join(self.source, name) for name in ("learnbrief.yml", "briefings", "neighbours", "templates")
        ]
        for top in (*project, built_in_templates()):
            for path in _files(top):
                with open(path, "rb") as file:
                    content = sha256(file.read()).hexdigest()
                digest.update(f"{path}\0{content}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def asked_for(arguments: Sequence[str]) -> Build | None:
    """Understand a plain call of `build`; None for any other command, and where an option asks for more."""
    given = list(arguments[1:] if arguments[:1] == ["build"] else arguments)
    values = {"--source": "."}
    while given:
        option, equals, value = given.pop(0).partition("=")
        if option in _WITH_VALUES and (equals or given):
            values[option] = value if equals else given.pop(0)
        elif option not in _ALONE or equals:
            return None
    source = values["--source"]
    return Build(arguments, source, values.get("--out", os.path.join(source, "site")))


def today_in_london() -> date:
    """Give the day, where no other is asked for (SPEC 6.4)."""
    now = datetime.now(UTC)
    if now.hour != _LAST_HOUR:
        return now.date()
    from zoneinfo import ZoneInfo  # which takes long to load

    return now.astimezone(ZoneInfo("Europe/London")).date()


def _seal(note: str) -> str:
    """Digest a note, so that one which is cut short or scribbled over is none."""
    return sha256(note.encode("utf-8", "surrogatepass")).hexdigest()


def _holds(folder: str, files: Mapping[str, bytes]) -> bool:
    """Tell whether these files stand in a folder."""
    for name, content in files.items():
        with open(os.path.join(folder, name), "rb") as file:
            if file.read() != content:
                return False
    return True


def _files(top: str) -> Iterator[str]:
    """Go through the files in a folder, itself if it is one; nothing where there is none."""
    if not os.path.lexists(top):
        return
    if not _is(stat.S_ISDIR, top):
        yield _plain_file(top)
        return
    for folder, folders, names in os.walk(top, onerror=_give_up):
        folders.sort()
        if not all(_is(stat.S_ISDIR, os.path.join(folder, name)) for name in folders):
            raise _NotPlainFilesError
        for name in sorted(names):
            yield _plain_file(os.path.join(folder, name))


def _plain_file(path: str) -> str:
    """Give the path of a file that can be opened; raises where it is no ordinary file, which could wait for ever."""
    if not _is(stat.S_ISREG, path):
        raise _NotPlainFilesError
    return path


def _is(kind: Callable[[int], bool], path: str) -> bool:
    return kind(os.lstat(path).st_mode)


def _give_up(fault: OSError) -> None:
    if not isinstance(fault, FileNotFoundError):
        raise fault


def _listing(folder: str) -> str:
    """Digest what a system tells of a folder's files without opening them."""
    told: list[tuple[str, int, int, int]] = []
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    told.append((entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return sha256(repr(sorted(told)).encode("utf-8", "surrogatepass")).hexdigest()
