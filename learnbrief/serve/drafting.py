"""Documents that are dropped or pasted in the preview: read into drafts, shown, and written as one new file each.

A browser never sends a draft to be written, only the name of one that was read here, and roles for its headings. So
whatever is written comes from a document.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from learnbrief.fields import FILL_IN
from learnbrief.files import ProjectFileError, write_new
from learnbrief.importing import Document, Imported, ImportOptions, Refusal, import_document
from learnbrief.importing.tree import BlockType, walk
from learnbrief.model import Role
from learnbrief.readers import read_vocabulary
from learnbrief.settings import read_settings

_MOST_DRAFTS = 4
"""Drafts that wait to be written; the oldest goes."""
_HEADING = re.compile(r"(?P<marks>#{2,6}) (?P<words>.*?) \{(?P<attributes>[^{}]*)\}")
_ROLE = re.compile(rf'role=(?:"{FILL_IN}[^"]*"|(?P<role>[a-z-]+))')
_ENTRY = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)]) (?P<words>.*)")

Shown = dict[str, object]
"""An answer to the page, as JSON has it."""


class Drafts:
    """The drafts of one run of the preview."""

    def __init__(self, project: Path, sources: Callable[[], Mapping[str, bytes]]) -> None:
        self.token = secrets.token_urlsafe(24)
        """What a page must know that asks for anything to be read or written: only ours does."""
        self._project = project
        self._sources = sources
        self._recent: dict[str, Imported] = {}

    def read(self, name: str, content: bytes) -> Shown:
        """Make a draft of a document and tell how it looks, or why none can be made."""
        sources = self._sources()
        settings = read_settings(sources, lambda _: None)
        made = import_document(name, content, settings, read_vocabulary(sources, lambda _: None), ImportOptions())
        if isinstance(made, Refusal):
            return {"refused": made.message}
        key = secrets.token_hex(8)
        self._recent[key] = made
        for old in list(self._recent)[:-_MOST_DRAFTS]:
            del self._recent[old]
        return {"draft": key, **_shown(made)}

    def write(self, key: str, roles: Mapping[str, str]) -> Shown:
        """Write a draft as a new file, with the roles that were chosen by line; tell where, or why not."""
        made = self._recent.get(key)
        if made is None:
            return {"refused": "This draft is no longer at hand. Drop the document once more."}
        path = PurePosixPath(made.draft.path)
        source = with_roles(made.draft.source, roles)
        if path.parts[0] != "briefings" or ".." in path.parts or source is None:
            return {"refused": "These roles fit no heading of this draft. Drop the document once more."}
        try:
            is_written = write_new(self._project / path, source.encode(), self._project)
        except ProjectFileError as fault:
            return {"refused": str(fault)}
        if not is_written:
            return {"refused": f"There is a briefing at {path} already, and it was left as it is."}
        return {"path": str(path), "page": f"/briefings/{path.stem}/index.html"}


def with_roles(source: str, roles: Mapping[str, str]) -> str | None:
    """Give headings their roles, by line number; None if a line is not a heading, or a role is unknown."""
    lines = source.split("\n")
    known = {role.value for role in Role}
    for number, role in roles.items():
        at = int(number) - 1 if number.isdecimal() and len(number) < 9 else -1
        if not 0 <= at < len(lines) or role not in known or not _HEADING.fullmatch(lines[at]):
            return None
        before, _, attributes = lines[at].rpartition(" {")
        if not _ROLE.search(attributes):
            return None
        lines[at] = f"{before} {{{_ROLE.sub(f'role={role}', attributes, count=1)}"
    return "\n".join(lines)


def _shown(made: Imported) -> Shown:
    document = made.document
    left_out = [{"words": left.words, "why": f"{left.why}{_at(str(left.at))}"} for left in document.left_out]
    left_out += [{"words": unread.words, "why": f"{unread.what}{_at(str(unread.at))}"} for unread in document.unread]
    left_out += [{"words": "", "why": f"{what}: not taken over"} for what in document.withheld]
    return {
        "path": made.draft.path,
        "original": list(_original(document)),
        "lines": list(_lines(made.draft.source)),
        "leftOut": left_out,
        "assumed": list(made.draft.assumed),
        "lost": list(made.account.lost),
        "words": made.account.words,
    }


def _at(place: str) -> str:
    return f", {place}" if place else ""


def _original(document: Document) -> Iterator[Shown]:
    """Tell what is in the original, as plain text with its page."""
    for block in walk(document.blocks):
        text = f"{block.sign} {block.text}".strip()
        if text and not block.cells:
            is_heading = block.kind in (BlockType.TITLE, BlockType.HEADING)
            yield {"text": text, "page": block.at.page, "heading": is_heading}


def _lines(source: str) -> Iterator[Shown]:
    """Tell what each line of a draft is."""
    lines = source.split("\n")
    end = lines.index("---", 1)
    rows = 0
    for number, line in enumerate(lines, 1):
        rows = rows + 1 if line.startswith("|") else 0
        if not line or number in (1, end + 1):
            continue
        if number <= end:
            yield {"line": number, "kind": "field", "text": line}
        elif heading := _HEADING.fullmatch(line):
            role = _ROLE.search(heading["attributes"])
            given = (role["role"] if role else None) or ""
            yield {
                "line": number,
                "kind": "heading",
                "text": heading["words"],
                "role": given,
                "level": len(heading["marks"]),
            }
        elif entry := _ENTRY.fullmatch(line):
            yield {"line": number, "kind": "nested" if entry["indent"] else "entry", "text": line.strip()}
        else:
            kind = "row" if rows > 2 else "head" if rows else "comment" if line.startswith("<!--") else "text"
            yield {"line": number, "kind": kind, "text": line}
