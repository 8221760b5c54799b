"""The body of a draft: the document's words as Markdown, each heading with the role that its words decide."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from learnbrief.fields import FILL_IN
from learnbrief.importing.links import CleanedLink
from learnbrief.importing.markdown import Writer, clean_text, picture_comment
from learnbrief.importing.shape.layout import is_action_table
from learnbrief.importing.shape.lists import is_written_as_number
from learnbrief.importing.tree import Block, BlockType, Document, Run, Unread
from learnbrief.model import ROLES_WITH_POINTS, Role
from learnbrief.readers.phrases import recognise_heading
from learnbrief.settings import EVERYONE, Settings

_SENTENCES = re.compile(r"[.!?](?=\s+[A-Z“\"'(]|\s*$)")
GAP = f'"{FILL_IN}"'
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Body:
    """What was written below the fields."""

    text: str
    links: tuple[str, ...]
    """What was done to links, a line each."""
    assumed: tuple[str, ...]
    unparted: tuple[str, ...]
    """Sections that make one point, and may hold several, a line each."""


@dataclass(slots=True)
class BodyWriter:
    """Writes the blocks of one document."""

    document: Document
    settings: Settings
    held: Mapping[int, str]
    """The dates of top sections, by the number of the block that heads them."""
    links: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    unparted: list[str] = field(default_factory=list)

    def write(self, blocks: Sequence[Block]) -> Body:
        """Write blocks in their order, with footnotes at the end."""
        labels = {note.id: str(number) for number, note in enumerate(self.document.notes, 1)}
        writer = Writer(labels, self._report_link)
        depths = heading_depths(blocks)
        parts: list[str] = []
        if _needs_heading(blocks):
            parts.append(f"## {FILL_IN}: a heading for what follows {{role={GAP}}}")
            self.assumed.append("a list stands before the first heading, so a heading is yet to be filled in")
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if block.kind is BlockType.HEADING:
                parts.append(self._heading(writer, blocks, at, depths))
            elif block.kind is BlockType.ITEM:
                end = at
                while end < len(blocks) and blocks[end].kind is BlockType.ITEM:
                    end += 1
                parts.append("\n".join(_list_lines(writer, blocks[at:end])))
                at = end - 1
            elif block.kind is BlockType.TABLE:
                parts += self._table(writer, blocks, at, depths)
            elif block.kind is BlockType.PICTURE:
                parts.append(picture_comment(Unread("a picture", words=block.text)))
            else:
                parts.append(writer.text(block.runs))
            at += 1
        parts += [line for note in self.document.notes for line in writer.note(note)]
        text = "\n\n".join(filter(None, parts)) + "\n"
        return Body(text, tuple(dict.fromkeys(self.links)), tuple(self.assumed), tuple(self.unparted))

    def _heading(self, writer: Writer, blocks: Sequence[Block], at: int, depths: Mapping[int, int]) -> str:
        text = writer.heading(blocks[at].runs)
        if not text:
            return ""  # nothing but signs that would be marks of a heading
        recognised = recognise_heading(_words_of(blocks[at]), self.settings.audiences)
        role = recognised.roles[0].value if len(recognised.roles) == 1 else GAP
        if _holds_only_actions(blocks, at) and role != Role.ACTIONS.value:
            self.assumed.append(
                f"the table under “{clean_text(blocks[at].text)}” says who and by when: taken as actions"
            )
            role = Role.ACTIONS.value
        self._report_unparted(blocks, at, depths, role)
        attributes = [f"role={role}"]
        if recognised.audience and recognised.audience != EVERYONE and len(recognised.audiences) == 1:
            attributes.append(f"audience={recognised.audience}")
        if at in self.held:
            value = self.held[at]
            attributes.append(f'held="{value}"' if " " in value or "/" in value else f"held={value}")
        return f"{'#' * min(depths[at] + 2, _DEEPEST)} {text} {{{' '.join(attributes)}}}"

    def _report_unparted(self, blocks: Sequence[Block], at: int, depths: Mapping[int, int], role: str) -> None:
        """Tell of a section that is one point as it is: paragraphs without a list, or sentences that each ask."""
        below = _section(blocks, at)
        behind = at + len(below) + 1
        has_sections = depths.get(behind, 0) > depths[at]
        if has_sections or not below or any(block.kind is not BlockType.PARAGRAPH for block in below):
            return
        if role != GAP and role not in ROLES_WITH_POINTS:
            return
        sentences = sum(len(_SENTENCES.findall(block.text)) for block in below)
        what = f"{len(below)} paragraphs" if len(below) > 1 else f"{sentences} sentences"
        if len(below) > 1 or (sentences > 1 and role in (Role.RECOMMENDATIONS, Role.ACTIONS)):
            self.unparted.append(
                f"“{clean_text(blocks[at].text)}” makes one point of {what}: write “- ” before each that is one"
            )

    def _table(self, writer: Writer, blocks: Sequence[Block], at: int, depths: Mapping[int, int]) -> Iterator[str]:
        """Write a table; one of actions among other things under a heading gets a heading to be filled in."""
        if is_action_table(blocks[at]) and not _is_under_actions(blocks, at):
            above = max((place for place in depths if place < at), default=None)
            depth = depths[above] + 1 if above is not None else 0
            yield f"{'#' * min(depth + 2, _DEEPEST)} {FILL_IN}: a heading for these actions {{role=actions}}"
            self.assumed.append("a table says who and by when: taken as actions, under a heading yet to be filled in")
        yield "\n".join(writer.table(blocks[at]))

    def _report_link(self, run: Run, link: CleanedLink) -> None:
        words = clean_text(run.text)
        if link.address:
            self.links.append(f"“{words}”: {link.done}")
        else:
            self.links.append(
                f"“{words}”: its link {link.done}, so the words stand alone ({clean_text(run.address)})"
            )


def heading_depths(blocks: Sequence[Block]) -> dict[int, int]:
    """Tell how deep each heading is below others, 0 for the outermost, by the number of its block."""
    depths: dict[int, int] = {}
    above: list[int] = []
    for at, block in enumerate(blocks):
        if block.kind is BlockType.HEADING:
            while above and above[-1] >= block.level:
                above.pop()
            depths[at] = len(above)
            above.append(block.level)
    return depths


def _needs_heading(blocks: Sequence[Block]) -> bool:
    """Tell whether a list is before the first heading, where it would hold no points."""
    first = next((at for at, block in enumerate(blocks) if block.kind is BlockType.HEADING), len(blocks))
    return any(block.kind is BlockType.ITEM for block in blocks[:first])


def _section(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """Give what is directly below a heading."""
    end = next(
        (place for place in range(at + 1, len(blocks)) if blocks[place].kind is BlockType.HEADING), len(blocks)
    )
    return blocks[at + 1 : end]


def _holds_only_actions(blocks: Sequence[Block], at: int) -> bool:
    below = _section(blocks, at)
    return any(map(is_action_table, below)) and not any(block.kind is BlockType.ITEM for block in below)


def _is_under_actions(blocks: Sequence[Block], at: int) -> bool:
    above = [place for place in range(at) if blocks[place].kind is BlockType.HEADING]
    if not above:
        return False
    role = recognise_heading(_words_of(blocks[above[-1]]), ()).role
    return role is Role.ACTIONS or _holds_only_actions(blocks, above[-1])


def _list_lines(writer: Writer, items: Sequence[Block]) -> Iterator[str]:
    """Write entries that are together, each nested one under the text of the one it belongs to."""
    open_lists: list[tuple[int, int, int, bool]] = []
    """Of each open list: the entry's level, where its text begins, its number, whether it has numbers."""
    other_sign = False
    for item in items:
        while open_lists and open_lists[-1][0] > item.level:
            open_lists.pop()
        number = _number(item.sign)
        if open_lists and open_lists[-1][0] == item.level:
            _, _, before, was_numbered = open_lists.pop()
            is_new = (number is not None) != was_numbered or (number is not None and number <= before)
            other_sign = other_sign != is_new
        column = open_lists[-1][1] if open_lists else 0
        if open_lists and len(open_lists) > _DEEPEST:
            column = open_lists[_DEEPEST][1]
        end = (")" if other_sign else ".") if number is not None else ""
        sign = f"{number}{end}" if number is not None else "*" if other_sign else "-"
        text = writer.text(item.runs, between_lines=f"\\\n{' ' * (column + len(sign) + 1)}")
        yield f"{' ' * column}{sign} {text}"
        open_lists.append((item.level, column + len(sign) + 1, number or 0, number is not None))


def _number(sign: str) -> int | None:
    """Give the number of an entry whose sign is one."""
    return int(sign.strip().rstrip(".)")) if sign and is_written_as_number(sign) else None


def _words_of(heading: Block) -> str:
    """Give a heading's words without the signs of footnotes."""
    return clean_text("".join(run.text for run in heading.runs if not run.note))
