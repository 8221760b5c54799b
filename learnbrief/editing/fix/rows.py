"""The lines of a source while they are fixed, each with its own end and with what was done to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_LINE_END = re.compile(r"(\r?\n)")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source."""

    text: str
    end: str = ""
    """Its line end; empty at the end of a file without one."""
    said: tuple[str, ...] = ()
    """What was fixed on it."""

    def fixed(self, text: str, what: str = "") -> "SourceLine":
        """Give the line with another text, and what was done; itself where there is no difference."""
        if text == self.text:
            return self
        return replace(self, text=text, said=(*self.said, what) if what else self.said)


def rows_of(text: str) -> list[SourceLine]:
    """Part a text into lines; each keeps its own end."""
    parts = _LINE_END.split(text)
    return [SourceLine(line, end) for line, end in zip(parts[::2], [*parts[1::2], ""], strict=True)]


def text_of(rows: Iterable[SourceLine]) -> str:
    """Give the text of lines as it is in the file."""
    return "".join(row.text + row.end for row in rows)


def lines_of(rows: Iterable[SourceLine]) -> list[str]:
    """Give the lines without their ends."""
    return [row.text for row in rows]
