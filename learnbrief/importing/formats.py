"""Which reader reads a file: by its ending, held against what it is; what cannot be read, with the cure."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from learnbrief.importing.plain import read_plain
from learnbrief.importing.tree import Document, Refusal
from learnbrief.importing.web import read_web
from learnbrief.importing.word import read_word

LARGEST = 20_000_000
"""Bytes of a file that is read; SPEC 7."""

PASTED = "-"
"""The name of what comes on standard input."""


def _read_pdf(content: bytes) -> Document | Refusal:
    """Read a PDF, where the library for it is installed: the core does without."""
    try:
        from learnbrief.importing.from_pdf import read_pdf
    except ModuleNotFoundError as fault:
        if fault.name != "pypdfium2":
            raise
        return Refusal('it takes a library that is not installed. Run: python -m pip install "learnbrief[import]"')
    return read_pdf(content)


READERS: Mapping[str, Callable[[bytes], Document | Refusal]] = {
    ".docx": read_word,
    ".pdf": _read_pdf,
    ".html": read_web,
    ".htm": read_web,
    ".txt": read_plain,
    ".text": read_plain,
}
"""The reader of each ending."""

_CURES = {
    ".doc": 'It is in the old form of Word. Open it in Word, and save it as "Word document (*.docx)".',
    ".docm": 'It may hold programs. Open it in Word, and save it as "Word document (*.docx)".',
    ".dot": 'It is in the old form of Word. Open it in Word, and save it as "Word document (*.docx)".',
    ".rtf": 'It is rich text. Open it in Word, and save it as "Word document (*.docx)".',
    ".odt": 'Open it in LibreOffice, and save it as "Word document (*.docx)".',
    ".pages": "Open it in Pages, and export it as Word (.docx).",
    ".pub": "Open it in Publisher, and save it as PDF.",
    ".ppt": "Open it in PowerPoint, and save it as PDF.",
    ".pptx": "Open it in PowerPoint, and save it as PDF.",
    ".mht": 'Open it in a browser, and save it as "Web page, HTML only".',
    ".mhtml": 'Open it in a browser, and save it as "Web page, HTML only".',
    ".md": "It is a source already. Put it into the folder briefings/.",
    ".markdown": "It is a source already. Name it .md, and put it into the folder briefings/.",
    ".yml": "It is a source already. Put it into the folder briefings/.",
    ".yaml": "It is a source already. Put it into the folder briefings/.",
}
"""What to do with files that people have, and that are not read."""

_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<!doctype html|<html|Version:\d)|<(?:p|div|span|ul|ol|h[1-6]|b|meta|table)\b", re.I
)
_SIGNATURES = (
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a Word file or another packed one", (".docx",)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word file of the old form, or one with a password", ()),
    (b"{\\rtf", "rich text", ()),
    (b"\x89PNG", "a picture", ()),
    (b"\xff\xd8\xff", "a picture", ()),
    (b"GIF8", "a picture", ()),
)
"""What files begin with, what they then are, and the endings that say so."""


def read_document(name: str, content: bytes) -> Document | Refusal:
    """Read a file by its name's ending, or say why it cannot be read and what to do."""
    if len(content) > LARGEST:
        return Refusal(f"it is larger than {LARGEST // 1_000_000} MB. Take its pictures out, or part it.")
    if not content.strip():
        return Refusal("it is empty.")
    ending = _ending(name, content)
    reader = READERS.get(ending)
    if reader is None:
        known = ", ".join(READERS)
        return Refusal(
            _CURES.get(ending, f"what ends in {ending} is not read. These are: {known}.")
            if ending
            else (f"its name has no ending that tells what it is. These are read: {known}.")
        )
    if refusal := _not_what_it_says(ending, content):
        return refusal
    return reader(content)


def _ending(name: str, content: bytes) -> str:
    """Give what a file's name ends in; what is pasted is HTML where it looks so, and text otherwise."""
    if name != PASTED:
        return PurePosixPath(name).suffix.lower()
    for signature, _, endings in _SIGNATURES:
        if content.startswith(signature) and endings:
            return endings[0]
    return ".html" if _LOOKS_LIKE_HTML.search(content[:4096]) else ".txt"


def _not_what_it_says(ending: str, content: bytes) -> Refusal | None:
    """Refuse a file that begins as another kind does than its name says."""
    for signature, what, endings in _SIGNATURES:
        if content.startswith(signature) and ending not in endings:
            if ending == ".docx" and not endings and "password" in what:
                return Refusal(
                    "it is no .docx inside, but locked with a password, or in the old form of Word. Open it in Word, "
                    'take the password off, and save it as "Word document (*.docx)".'
                )
            cure = f"Name it {endings[0]}" if endings else "Open it where it was made, and save it anew"
            return Refusal(f"its name ends in {ending}, and it is {what} inside. {cure}, and import it again.")
    return None
