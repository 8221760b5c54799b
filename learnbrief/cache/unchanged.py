"""Whether a build would only do again what the last one did: found out before anything slow is loaded.

A build that went well leaves a note in the project's store: a digest of all that it depended on, one of what then
was in the output folder, and what it said. Sources are compared by their content alone. The output is compared
by its files' sizes and the times at which the system says that they were last changed, which no program can set.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from operator import attrgetter

from learnbrief.cache.program import built_in_templates, program_digest
from learnbrief.cache.store import Store

_NOTE = b"last build"
_NAMES = b"last files"
_WITH_VALUES = frozenset({"--source", "--out", "--base-url", "--today", "--jobs"})
_ALONE = frozenset({"--drafts", "--strict"})
"""The options under which a build may be found unchanged; with any other it is done."""

_LAST_HOUR = 23
"""The only hour of UTC's day in which London may have the next one."""


class _NotPlainFilesError(Exception):
    """A link, a pipe or the like is among the files, so that their content is not all that counts."""


class BuildMessages:
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
        self.contents: dict[str, bytes] = {}
        """What its inputs held before it began, by path; it is to be made of these, and takes them out."""
        self._stamps: dict[str, Stamp] = {}
        self._began_with = ""
        self.made: object = None
        """What was made for it, which is held as long as it is."""

    def messages_if_unchanged(self) -> BuildMessages | None:
        """Give what the last build said, if it was this one and all is as it left it; else None.

        Asked before the build reads anything, so that `note` knows what it began with.
        """
        with suppress(OSError, ValueError, _NotPlainFilesError):
            self._began_with = self._inputs()
            store = Store(self.source)
            output, inputs, made, begins, *problems = (store.note(_NOTE) or b"").decode().split("\n")
            if inputs != self._began_with:
                return None
            names = (store.note(_NAMES) or b"").decode("utf-8", "surrogateescape").split("\0")
            if output == _digest(listing_of(self.out, names)):
                half = len(problems) // 2
                return BuildMessages(tuple(problems[:half]), tuple(problems[half:]), made, begins)
        return None

    def note(self, said: BuildMessages, listing: "Listing") -> None:
        """Note this build and the state of its output; not if a source was edited meanwhile."""
        with suppress(OSError, _NotPlainFilesError):
            if self._began_with and dict(self._files()) == self._stamps:
                listed = (_digest(listing), self._began_with, said.made, said.begins, *said.problems, *said.coloured)
                names = "\0".join(name for name, *_ in listing)
                store = Store(self.source)
                store.write_note(_NAMES, names.encode("utf-8", "surrogateescape"))
                store.write_note(_NOTE, "\n".join(listed).encode())

    def _inputs(self) -> str:
        """Digest all that the build depends on, and hold what was read."""
        digest = sha256()
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        depends = (self.arguments, os.getcwd(), epoch, today_in_london().isoformat(), program_digest())
        digest.update(repr(depends).encode("utf-8", "surrogatepass"))
        for path, stamp in self._files():
            self._stamps[path] = stamp
            with open(path, "rb", buffering=0) as file:
                content = self.contents[path] = file.read()
            digest.update(f"{path}\0{sha256(content).hexdigest()}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _files(self) -> "Iterator[tuple[str, Stamp]]":
        """Give all files that the build depends on, each with its stamp."""
        for name in ("learnbrief.yml", "briefings", "neighbours", "templates"):
            yield from _files_below(os.path.normpath(os.path.join(self.source, name)))
        yield from _files_below(built_in_templates())


def requested_build(arguments: Sequence[str]) -> Build | None:
    """Parse a plain call of `build`; None for other commands, and for options that ask for more."""
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


Stamp = tuple[int, int, int, int]
"""Of a file: its size, when its content was last changed, when anything of it was, and which file it is."""


def _files_below(top: str) -> Iterator[tuple[str, Stamp]]:
    """Yield the files in a folder, or the file itself, each with its stamp; nothing if it does not exist."""
    with suppress(FileNotFoundError):
        status = os.lstat(top)
        if not stat.S_ISDIR(status.st_mode):
            yield top, _stamp(status)
            return
        with os.scandir(top) as found:
            entries = sorted(found, key=attrgetter("name"))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            else:
                yield entry.path, _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> Stamp:
    """Stamp an ordinary file; raises for anything else, since opening it could block for ever."""
    if not stat.S_ISREG(status.st_mode):
        raise _NotPlainFilesError
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


Listing = Sequence[tuple[str, int, int, int]]
"""Of each file in a folder its path there, its size, when its content was last changed, and when anything of it."""


def listing_of(top: str, names: Iterable[str]) -> Listing:
    """List what a system tells of files in a folder without opening them; raises OSError where one is gone."""
    found = [(name, os.lstat(f"{top}/{name}")) for name in names]
    return [(name, each.st_size, each.st_mtime_ns, each.st_ctime_ns) for name, each in found]


def _digest(listing: Listing) -> str:
    lines = [f"{name} {size} {changed} {touched}" for name, size, changed, touched in listing]
    return sha256("\0".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
