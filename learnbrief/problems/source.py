"""A source's text, whose every character still knows its place in the file.

This room decodes bytes and refuses what no text may hold; it knows nothing of YAML or Markdown.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value
from learnbrief.problems.problem import Place, Problem, Report, error

LARGEST_SOURCE = 5 * 1024 * 1024
"""Bytes; SPEC 3."""

MOST_LINES = 10_000
"""In one source; a book of 200 pages has fewer."""
MOST_SIGNS = 50_000
"""In one source: signs that Markdown or YAML may give a meaning, each of which costs time to read."""

_SIGN = pattern(r"[\[\]<&\\`*_~|{}#!@,:]|(?<=www)\.", re.IGNORECASE)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""What no text may hold, however it is written; this program takes some of them for marks of its own."""

_FIXABLE = "\x0b\x0c\r\x85\u2028\u2029\ufeff"
"""Those of them that can be fixed without judgement."""

_NO_WIDTH = "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Soft hyphens, spaces without width, and signs for programs that set formulas."""
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = f"{_NO_WIDTH}{_JOINERS}{_DIRECTIONS}"
_SIMPLE = "\x00-\u058f\u2000-\u206f"
"""Letters whose shapes do not depend on those beside them, and common punctuation."""
_NEVER_NEEDED = pattern(f"[{_NO_WIDTH}]|(?<![^{_SIMPLE}])[{_JOINERS}](?![^{_SIMPLE}])")
_DIRECTION = pattern(f"[{_DIRECTIONS}]")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

_CONFLICT_MARK = pattern(
    r"(?P<begins><{7}(?: .*)?)|\|{7}(?: .*)?|(?P<parts>={7})[ \t]*|(?P<ends>>{7}(?: .*)?)", re.DOTALL
)
"""What git writes around two versions of a place. Source: the manual of `git merge`, on how conflicts look."""
_BRANCH = pattern(r">{7} (?:\S+|[0-9a-f]{7,40} \(.*\)|Stashed changes)")


class Text(Value, frozen=True):
    """A piece of a source, with the way back from its lines and columns to the file's."""

    value: str
    """The text, with line feeds as its only line ends."""
    at: Place
    """Where its first character is."""
    indent: int = 0
    """How many columns were taken off each line after the first."""
    folded: str = ""
    """The raw text where its lines were folded by YAML, so that words must be counted to find a place."""

    def place(self, line: int, column: int) -> Place:
        """Find the file's place of a line and column of this text, both counted from 0."""
        if self.folded:
            return self._place_by_word(line, column)
        shift = self.at.column - 1 if line == 0 else self.indent
        return Place(self.at.file, self.at.line + line, column + shift + 1)

    def from_line(self, line: int) -> "Text":
        """Give the rest of this text from a line on, counted from 0."""
        lines = self.value.split("\n", line)
        return Text(lines[line] if line < len(lines) else "", self.place(line, 0), self.indent)

    def _place_by_word(self, line: int, column: int) -> Place:
        lines = self.value.split("\n")
        before = "\n".join([*lines[:line], lines[line][:column]])
        words_before = len(before.split()) - (1 if before and not before[-1].isspace() else 0)
        words = list(re.finditer(r"\S+", self.folded))
        if words_before >= len(words):
            return self.at
        start = words[words_before].start()
        raw_line = self.folded.count("\n", 0, start)
        raw_column = start - (self.folded.rfind("\n", 0, start) + 1)
        shift = self.at.column if raw_line == 0 else 1
        return Place(self.at.file, self.at.line + raw_line, raw_column + shift)


def without_invisible(text: str) -> str:
    """Leave out what nobody sees, so that what reads as one word is one: soft hyphens, spaces without width, joiners.

    Joiners stay where emoji and scripts whose letters join need them, marks of direction where a word runs from right
    to left.
    """
    if text.isascii() or text.isprintable() or not any(letter in text for letter in _INVISIBLE):
        return text
    needed = _NEVER_NEEDED.sub("", text)
    return needed if _RIGHT_TO_LEFT.search(needed) else _DIRECTION.sub("", needed)


def decode(file: str, content: bytes, report: Report) -> Text | None:
    """Decode a source as UTF-8, with a byte-order mark and Windows line ends accepted.

    Reports `too-large`, `too-much`, `not-a-text`, `not-utf-8`, `control-character` and `conflict-mark`; gives None
    where nothing can be read. Of what a merge left in two versions the first is given, so that all else is looked at.
    """
    if len(content) > LARGEST_SOURCE:
        size = f"{len(content) / 1024 / 1024:.1f} MB"
        report(
            error(
                "too-large",
                f"This file is {size}; a source may be 5 MB at most. Keep pictures in files of their own.",
                Place(file),
            )
        )
        return None
    if _not_a_text(file, content, report):
        return None
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        report(_not_utf_8(file, content, fault.start))
        return None
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n")
    forbidden = list(FORBIDDEN.finditer(text))
    for found in forbidden[:20]:
        letter = found.group()
        cure = " The command check --fix does it for you." if letter in _FIXABLE else ""
        report(
            error(
                "control-character",
                f"There is an invisible character here (U+{ord(letter):04X}) that no text may hold. "
                f"Delete it: put the cursor behind it and press Backspace.{cure}",
                _place(file, text, found.start()),
            )
        )
    if forbidden or _is_too_much(file, text, report):
        return None
    return Text(_first_versions(file, text, report), Place(file))


def _first_versions(file: str, text: str, report: Report) -> str:
    """Report each conflict that a merge has left, and put empty lines for its marks and its second version."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return text
    lines = text.split("\n")
    for marks in _conflicts(lines):
        report(_conflict(Place(file, marks[0] + 1), [row + 1 for row in marks[1:]]))
        is_whole = len(marks) > 2 and lines[marks[0]].startswith("<") and lines[marks[-1]].startswith(">")
        for row in [marks[0], *range(marks[1], marks[-1] + 1)] if is_whole else marks:
            lines[row] = ""
    return "\n".join(lines)


def _conflicts(lines: Sequence[str]) -> Iterator[list[int]]:
    """Give the rows of each conflict's marks. One half cleared away is known by its beginning, or by a branch's name.

    A heading underlined with `=` and a quotation of quotations are none.
    """
    marks: list[int] = []
    for row, line in enumerate(lines):
        if not (kind := _CONFLICT_MARK.fullmatch(line)):
            continue
        is_open = bool(marks) and lines[marks[0]].startswith("<")
        if kind["begins"]:
            yield from [marks] if is_open else []
            marks = [row]
        elif is_open or kind["parts"]:
            marks = [*marks, row] if is_open else [row]
        if kind["ends"] and (is_open or _BRANCH.fullmatch(line)):
            yield marks if is_open else [*marks, row]
            marks = []
    yield from [marks] if marks and lines[marks[0]].startswith("<") else []


def _conflict(at: Place, other_lines: list[int]) -> Problem:
    more = " and ".join(", ".join(map(str, other_lines)).rsplit(", ", 1))
    those = f"This line and line{'s' * (len(other_lines) > 1)} {more} are marks" if other_lines else "This is a mark"
    message = (
        f"{those} of a merge conflict: two people changed the same place, and git kept both versions. Keep what is "
        "right of them, and delete these lines."
    )
    return error("conflict-mark", message, at)


def _is_too_much(file: str, text: str, report: Report) -> bool:
    """Report `too-much` where a text is short enough, but holds more to take apart than any briefing does."""
    if text.count("\n", 0, len(text) - 1) >= MOST_LINES:
        what, at = f"lines (there may be {MOST_LINES:,})", Place(file, MOST_LINES + 1)
    elif sign := next(islice(_SIGN.finditer(text), MOST_SIGNS, None), None) if len(text) > MOST_SIGNS else None:
        what, at = f"signs such as * [ | : (there may be {MOST_SIGNS:,})", _place(file, text, sign.start())
    else:
        return False
    cure = "Look whether something was pasted into it by mistake, or part it into several files."
    report(error("too-much", f"From here on this file holds too many {what}. {cure}", at))
    return True


def _place(file: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - before.rfind("\n"))


_OTHER_FORMS = (
    (b"PK\x03\x04", "a Word, OpenDocument or other packed file"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the old kind (.doc)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a file in Rich Text Format"),
)
"""How files begin that are no text, whatever they are called."""


def _not_a_text(file: str, content: bytes, report: Report) -> bool:
    """Report `not-a-text` for a document of another program that was only given a source's name."""
    what = next((what for beginning, what in _OTHER_FORMS if content.startswith(beginning)), "")
    if what:
        message = (
            f"This is {what}, whatever its name says. Open it in the program that wrote it, and copy its words into "
            "a text file."
        )
        report(error("not-a-text", message, Place(file)))
    return bool(what)


def _not_utf_8(file: str, content: bytes, offset: int) -> Problem:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return error(
            "not-utf-8", 'This file is stored as UTF-16. Save it again with the encoding "UTF-8".', Place(file)
        )
    before = content[:offset].decode("utf-8")
    return error(
        "not-utf-8",
        f"The byte {content[offset]:02X} here is not UTF-8 text; it was probably saved by an older program. "
        'Save the file again with the encoding "UTF-8".',
        _place(file, before, len(before)),
    )
