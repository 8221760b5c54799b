"""Blocks written as Markdown that says the same and nothing more: signs of the original never become marks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from learnbrief.importing.links import CleanedLink, cleaned
from learnbrief.importing.tree import Block, BlockType, Note, Run, Unread

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_ENDS = re.compile(r"[\v\f\u2028\u2029]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”*]+|(?<![\w.+-])[\w.+-]{1,100}@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_MARKS = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\S)#(?=\w)|\{(?=[^{}]*\}\s*$)")
_AT_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|={2,}\s*$|-{2,}\s*$|\||:?-+:?\s*\|)|(?<=^\d)(?=[.)]\s)")
_NUMBER_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_TWO_BLANKS = re.compile(" {2,}")
_HARD_BREAK = "\\\n"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes runs and blocks; tells what it did to links."""

    note_labels: dict[str, str]
    """What each footnote is called, by its id."""
    report_link: Callable[[Run, CleanedLink], None]
    """Called with each link that was changed or left out."""

    def heading(self, runs: Sequence[Run]) -> str:
        """Write the words of a heading, on one line and without boldness, which it has anyway."""
        plain = [Run(run.text, address=run.address, note=run.note) for run in runs]
        return " ".join("".join(self._piece(run) for run in _joined(plain)).split()).rstrip("# ")

    def text(self, runs: Sequence[Run], *, between_lines: str = _HARD_BREAK) -> str:
        """Write the words of a paragraph, entry or cell."""
        pieces = [self._piece(run) for run in _joined(runs)]
        text = _TWO_BLANKS.sub(" ", "".join(pieces)).strip()
        lines = [line.strip() for line in text.split("\n")]
        return between_lines.join(_safe_at_start(line) for line in lines if line)

    def note(self, note: Note) -> Iterator[str]:
        """Write a footnote."""
        paragraphs = [text for block in note.blocks if (text := self.text(block.runs, between_lines=" "))]
        if paragraphs:
            yield f"[^{self.note_labels[note.id]}]: {' '.join(paragraphs)}"

    def table(self, block: Block) -> list[str]:
        """Write a table; its first row is the head, because Markdown knows no table without one."""
        rows = [[self._cell(cell.blocks) for cell in row] for row in block.cells]
        width = max(map(len, rows), default=0)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        return [lines[0], f"|{' --- |' * width}", *lines[1:]] if lines and width else []

    def _cell(self, blocks: Sequence[Block]) -> str:
        parts = []
        for block in blocks:
            if block.kind in (BlockType.TABLE, BlockType.BOX):
                parts += [self._cell(cell.blocks) for row in block.cells for cell in row]
            elif text := self.text(block.runs, between_lines="<br>"):
                parts.append(f"{block.sign} {text}" if block.sign.strip("•·o-–*▪§") else text)
        return "<br>".join(parts).replace("|", r"\|")

    def _piece(self, run: Run) -> str:
        if run.note:
            label = self.note_labels.get(run.note)
            return f"[^{label}]" if label else escaped(run.text)
        words = escaped(run.text)
        link = cleaned(run.address) if run.address else CleanedLink("")
        if link.done:
            self.report_link(run, link)
        if link.address and run.text.strip():
            return _linked(run.text, words, link.address)
        if not words.strip() or not (run.is_bold or run.is_italic):
            return words
        mark = "*" * (2 * run.is_bold + run.is_italic)
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return before + "\n".join(f"{mark}{line.strip()}{mark}" for line in words.split("\n") if line.strip()) + after


def escaped(text: str) -> str:
    """Write a text so that Markdown shows it as it is; addresses in it stay links."""
    seen = _BLANKS.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    parts, end = [], 0
    for address in _ADDRESS.finditer(seen):
        parts += [_MARKS.sub(r"\\\g<0>", seen[end : address.start()]), address[0]]
        end = address.end()
    return "".join([*parts, _MARKS.sub(r"\\\g<0>", seen[end:])])


def clean_text(text: str) -> str:
    """Give a text on one line, with ordinary blanks and without what nobody sees."""
    return " ".join(_BLANKS.sub(" ", _UNSEEN.sub("", text)).split())


def beginning(text: str, longest: int) -> str:
    """Give the first letters of a text on one line, with an ellipsis where more follows."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"


def _linked(text: str, words: str, address: str) -> str:
    """Write a link; one whose words are its address needs no second one."""
    plain = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if plain in (address, address.removeprefix("mailto:")) and _ADDRESS.fullmatch(plain):
        return f"{before}{plain}{after}"
    return f"{before and ' '}[{' '.join(words.split())}]({address}){after and ' '}"


def _safe_at_start(line: str) -> str:
    line = _NUMBER_AT_START.sub(r"\1\\\2", line, count=1) if _NUMBER_AT_START.match(line) else line
    return f"\\{line}" if _AT_START.match(line) else line


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Join adjacent runs of one look, and take emphasis off what begins or ends within a word or is no word."""
    joined: list[Run] = []
    for look, group in groupby((run for run in runs if run.text or run.note), _look):
        text = "".join(run.text for run in group)
        bold, italic, address, note = look
        joined.append(Run(text, bold, italic, address, note))
    for at, run in enumerate(joined):
        before = _edge(joined[at - 1], -1) if at else ""
        after = _edge(joined[at + 1], 0) if at + 1 < len(joined) else ""
        is_within = (before.isalnum() and run.text[:1].isalnum()) or (after.isalnum() and run.text[-1:].isalnum())
        is_tight = run.text.strip() and not (run.text.strip()[0].isalnum() and run.text.strip()[-1].isalnum())
        loses = is_within or (is_tight and ((before and not before.isspace()) or (after and not after.isspace())))
        yield replace(run, is_bold=False, is_italic=False) if loses and (run.is_bold or run.is_italic) else run


def _edge(run: Run, at: int) -> str:
    """Give the letter that some words begin or end with, as they are written: links and notes are in brackets."""
    if run.note or run.address:
        return "[" if at == 0 else ")"
    return run.text[at]


def _look(run: Run) -> tuple[bool, bool, str, str]:
    if not run.text.strip() and not run.note:
        return False, False, run.address, ""
    return run.is_bold, run.is_italic, run.address, run.note


def picture_comment(unread: Unread) -> str:
    """Write what tells an editor where a picture was."""
    words = clean_text(unread.words).replace("--", "- -")
    return f"<!-- Here stood {unread.what}{f': {words}' if words else ''} -->"
