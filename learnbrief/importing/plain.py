"""Plain text read as a document: lines, blank lines, and the few marks that people type for headings and links."""

import re
from collections.abc import Iterator, Sequence

from learnbrief.importing.shape.words import is_short
from learnbrief.importing.tree import Block, BlockType, Document, Refusal, Run, Spot
from learnbrief.markup.lookalikes import sign_of

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
_RULE = re.compile(r"\s*(?:[-_*=~.] ?){3,}\s*")
_INLINE = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\]\((?P<address>[^()\s]*)\)|<(?P<bare>(?:https?://|mailto:)[^<>\s]+)>"
    r"|(?P<mark>\*\*|__)(?P<bold>(?=\S)[^*_\n]+(?<=\S))(?P=mark)"
)
_MOST_WRAPPED = 110
"""Letters of the longest line of a text whose lines were broken for their length."""
_BLANK_SHARE = 0.15
"""Of all lines, that are blank where blank lines part paragraphs."""


def read_plain(content: bytes) -> Document | Refusal:
    """Read a text in UTF-8, UTF-16 or the old code page of Windows."""
    text = decoded(content)
    if text is None:
        return Refusal("it is no text: it holds bytes that no text has. Export it as .txt, .docx or .html.")
    pages = text.split("\f")
    blocks = [block for number, page in enumerate(pages, 1) for block in _blocks(page, number, len(pages))]
    return Document(
        file_type="text",
        blocks=tuple(blocks),
        visible=_INLINE.sub(_visible, text),
        pages=len(pages) if len(pages) > 1 else None,
    )


def decoded(content: bytes) -> str | None:
    """Decode a text by its byte-order mark, else as UTF-8, else as Windows-1252; None where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return None if "\0" in text or text.count("\ufffd") * 20 > len(text) else text


def _visible(match: re.Match[str]) -> str:
    return match["words"] or match["bare"] or match["bold"]


def _blocks(page: str, number: int, of: int) -> Iterator[Block]:
    lines = [line.rstrip() for line in page.split("\n")]
    at = Spot(number if of > 1 else None)
    for group in _paragraphs(lines):
        if not group:
            yield Block(BlockType.BREAK)
            continue
        heading = _HEADING.fullmatch(group[0]) if len(group[0]) < _LONGEST_MARKED else None
        if heading and heading["words"]:
            yield Block(BlockType.HEADING, _runs(heading["words"]), level=len(heading["marks"]), at=at)
            group = group[1:]
        elif len(group) > 1 and _UNDERLINE.fullmatch(group[1]) and is_short(group[0]):
            level = 1 if group[1].startswith("=") else 2
            yield Block(BlockType.HEADING, _runs(group[0].strip()), level=level, at=at)
            group = group[2:]
        is_rule = len(group) == 1 and len(group[0]) < _LONGEST_MARKED and _RULE.fullmatch(group[0])
        if group and not is_rule:
            runs = [run for line in group for run in (Run("\n"), *_runs(line.strip()))][1:]
            yield Block(BlockType.PARAGRAPH, tuple(runs), indent=_indent(group[0]), at=at)


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the lines of each paragraph, those only broken for their length joined; a blank line gives none."""
    filled = [line for line in lines if line.strip()]
    width = max(map(len, filled), default=0)
    long = sum(len(line) > 0.75 * width for line in filled)
    is_wrapped = width <= _MOST_WRAPPED and long * 3 > len(filled) and len(filled) > 3
    by_blanks = is_wrapped or len(filled) < (1 - _BLANK_SHARE) * len(lines)
    group: list[list[str]] = []
    for line in lines:
        is_marked = len(line) < _LONGEST_MARKED and _HEADING.fullmatch(line)
        is_nested = group and sign_of(line.strip()) and _indent(line) != _indent(group[0][0])
        begins = not line.strip() or is_marked or not by_blanks or is_nested
        if begins and group and not (len(group) == 1 and _UNDERLINE.fullmatch(line)):
            yield [" ".join(parts) for parts in group]
            group = []
        if not line.strip():
            yield []
        elif group and ((is_wrapped and _goes_on(group[-1][-1], line, width)) or _goes_on_small(group[-1][-1], line)):
            group[-1].append(line.strip())
        else:
            group.append([line])
    if group:
        yield [" ".join(parts) for parts in group]


_LONGEST_MARKED = 1_000
"""Letters of a line that may be marked as a heading, or as a rule across the page."""


def _goes_on(above: str, line: str, width: int) -> bool:
    """Tell whether a line was broken off the one above for want of room."""
    first = line.split()[0]
    if sign_of(line.strip()):
        return False
    return len(above) + len(first) + 1 > width * 0.9 or line.strip()[:1].islower()


def _goes_on_small(above: str, line: str) -> bool:
    """Tell whether a line begins in the middle of a sentence that the one above it, a long one, did not end."""
    begins_small = line.strip()[:1].islower() and not sign_of(line.strip())
    return begins_small and len(above) > _LONG and not above.endswith((":", ";", ".", "!", "?"))


_LONG = 40
"""Letters of a line that was broken for its length; what is shorter ends where its writer ended it."""


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _runs(text: str) -> tuple[Run, ...]:
    """Read the links and the bold words of a line."""
    runs: list[Run] = []
    end = 0
    for match in _INLINE.finditer(text):
        runs.append(Run(text[end : match.start()]))
        if match["words"]:
            runs.append(Run(match["words"], address=match["address"]))
        elif match["bare"]:
            runs.append(Run(match["bare"], address=match["bare"]))
        else:
            runs.append(Run(match["bold"], is_bold=True))
        end = match.end()
    return tuple(run for run in (*runs, Run(text[end:])) if run.text)
