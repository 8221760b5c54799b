"""The package that a Word file is: parts in an archive, found by their relations; opened within bounds."""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from learnbrief.importing.tree import Refusal
from learnbrief.importing.word.markup import MarkupError, parse

LARGEST_PARTS = 40_000_000
"""Bytes of all parts that are opened, unpacked."""
MOST_PARTS = 10_000


class Relation(NamedTuple):
    """What a part refers to by an id."""

    kind: str
    """The last word of its type: "hyperlink", "header"."""
    target: str
    """A part's name, or an address outside."""
    is_outside: bool


@dataclass(slots=True)
class Package:
    """An opened Word file."""

    archive: ZipFile
    main: str = ""
    """The name of the part that holds the text."""
    _left: int = LARGEST_PARTS
    _relations: dict[str, Mapping[str, Relation]] = field(default_factory=dict)

    def part(self, name: str) -> Element | None:
        """Parse a part; None where there is none. Raises MarkupError."""
        content = self.read(name)
        return None if content is None else parse(content)

    def read(self, name: str) -> bytes | None:
        """Unpack a part, as long as all that was unpacked stays within bounds; None where there is none."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise MarkupError("it is locked with a password")
        try:
            with self.archive.open(info) as part:
                content = part.read(self._left + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
            raise MarkupError("it is cut short, or broken") from fault
        self._left -= len(content)
        if self._left < 0:
            raise MarkupError(f"it unpacks to more than {LARGEST_PARTS // 1_000_000} MB of text")
        return content

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Give what a part refers to, by id."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            found = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._relations[name] = dict(_relations(found, folder)) if found is not None else {}
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """Give the name of the one part of a kind that a part refers to; empty where there is none."""
        return next((found.target for found in self.relations(name).values() if found.kind == kind), "")


def _relations(root: Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for relation in root:
        target = relation.get("Target", "")
        is_outside = relation.get("TargetMode", "") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield relation.get("Id", ""), Relation(relation.get("Type", "").rpartition("/")[2], target, is_outside)


def open_package(content: bytes) -> Package | Refusal:
    """Open a Word file, or say why it is none."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return Refusal("it is cut short, or broken. Ask for it again, or open it in Word and save it anew.")
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        return Refusal(f"it holds {len(names):,} parts, and no Word file has so many.")
    package = Package(archive)
    try:
        package.main = package.related("", "officeDocument")
    except MarkupError as fault:
        return broken(fault)
    if package.main.startswith(("ppt/", "xl/")):
        made_by = "PowerPoint" if package.main.startswith("ppt/") else "Excel"
        return Refusal(
            f"it was made by {made_by}, whatever its name says. Save it as PDF, or copy its text into Word."
        )
    if package.main not in names:
        return Refusal("it is no Word file inside. Open it where it was made, and save it as .docx.")
    return package


def broken(fault: MarkupError) -> Refusal:
    """Refuse a file for what was met in it."""
    cure = "Take the password off" if "password" in str(fault) else "Open it in Word"
    return Refusal(f"{fault}. {cure}, and save it anew.")
