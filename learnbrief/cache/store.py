"""One file in a project's `.learnbrief` for all that builds remember. It is safe to delete.

A disk that is full, read-only or spoilt is no fault: what cannot be read is not known, and what cannot be written is
not remembered. Nothing is forced to the disk; what a power cut spoils does not fit its checksum. This room is loaded
before it is known whether anything is to be done, so it needs nothing but Python.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from zlib import crc32

MEMORY = ".learnbrief"
"""The folder in a project that builds remember in."""
_FILE = "cache.sqlite"
# An index of the keys alone leads to the rows. Where the rows lie in the index itself, as in a table without row ids,
# looking one up takes ten times as long.
_LAYOUT = """
pragma auto_vacuum = incremental;
pragma synchronous = off;
drop table if exists results;
create table if not exists kept (
    key blob primary key, build integer not null, sum integer not null, content blob not null
);
create index if not exists ages on kept (build, key);
create table if not exists notes (key blob primary key, content blob not null, sum integer not null) without rowid;
"""
_MOST_ASKED = 500
"""Keys that are looked up at once."""
_BUILDS = b"builds"
"""The note that counts builds."""
_KEPT_FOR = 24
"""Builds for which a result is kept that none of them asks for; half as many, and asking for it renews it."""
_KEY_SIZE = 16
_PATIENCE = 10.0
"""Seconds for which another build may hold the file."""
_OF_THE_WORLD = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
"""Faults that say nothing against the file."""


class Store:
    """Results, which are forgotten once builds ask for them no more, and notes, which stay until written anew."""

    def __init__(self, project: str) -> None:
        self._path = os.path.join(project, MEMORY, _FILE)
        self._opened: sqlite3.Connection | None = None
        self._process = os.getpid()
        self._of_parent: sqlite3.Connection | None = None
        if os.path.isfile(self._path):
            self._open()
        self._build = int(self.note(_BUILDS) or 0)

    def _open(self) -> None:
        with self._despite_faults():
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            self._opened = _opened(self._path)

    @property
    def _connection(self) -> sqlite3.Connection | None:
        """Give what this process has opened; a forked one must neither use nor close its parent's."""
        if self._process != os.getpid():
            self._process, self._of_parent, self._opened = os.getpid(), self._opened, None
            if self._of_parent:
                self._open()
        return self._opened

    def note(self, key: bytes) -> bytes | None:
        """Give a note; None if there is none, or it is damaged."""
        return next((content for _, content, _ in self._read("key, content, sum from notes", [key])), None)

    def write_note(self, key: bytes, content: bytes) -> None:
        """Write a note, in the place of the one before."""
        self._change("replace into notes values (?, ?, ?)", [(key, content, crc32(content))])

    def results(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Give what is kept whole under some keys, each with its key; renew what is ageing, and what it names."""
        ageing = []
        for key, content, _, build in self._read("key, content, sum, build from kept", keys):
            if build < self._build - _KEPT_FOR // 2:
                ageing.append((self._build, key, content[:_KEY_SIZE]))
            yield key, content
        self._change("update kept set build = ? where key in (?, ?)", ageing)

    def keep(self, results: Mapping[bytes, bytes]) -> bool:
        """Keep a result under each key; tells whether they are kept."""
        rows = [(key, self._build, crc32(content), content) for key, content in results.items()]
        return self._change("replace into kept values (?, ?, ?, ?)", rows) > 0

    def end_build(self) -> None:
        """Count a build, and forget what none has asked for lately."""
        if self._connection:
            with self._despite_faults():
                if self._change("delete from kept where build < ?", [(self._build - _KEPT_FOR,)]):
                    self._connection.executescript("pragma incremental_vacuum")
        self.write_note(_BUILDS, str(self._build + 1).encode())

    def _read(self, columns: str, keys: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        """Give the rows under some keys: the key, the content and its sum, and more columns."""
        if self._connection:
            with self._despite_faults():
                for first in range(0, len(keys), _MOST_ASKED):
                    asked = keys[first : first + _MOST_ASKED]
                    places = ",".join("?" * len(asked))
                    for row in self._connection.execute(f"select {columns} where key in ({places})", asked):
                        if not isinstance(row[1], bytes) or crc32(row[1]) != row[2]:
                            raise sqlite3.DatabaseError("spoilt")
                        yield row

    def _change(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        """Change some rows; gives how many were changed. The file is begun when there is something to be kept."""
        if rows and not self._connection:
            self._open()
        if self._connection and rows:
            with self._despite_faults(), self._connection:
                self._connection.execute("begin immediate")
                return self._connection.executemany(statement, rows).rowcount
        return 0

    @contextmanager
    def _despite_faults(self) -> Iterator[None]:
        """Carry on when the disk cannot be read or written; replace a file that is damaged or not a database."""
        try:
            yield
        except OSError:
            pass
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF not in _OF_THE_WORLD:
                self._opened = None
                with suppress(OSError, sqlite3.Error):
                    os.unlink(self._path)
                    self._opened = _opened(self._path)


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, _PATIENCE, isolation_level=None, check_same_thread=False)
    connection.executescript(_LAYOUT)
    return connection
