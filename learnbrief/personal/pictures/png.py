"""PNG: chunks, each with its length, its name and a checksum (W3C, Portable Network Graphics, section 5)."""

import struct
from zlib import crc32

from learnbrief.personal.pictures.exif import only_orientation

_SIGNATURE = 8
_HARMLESS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
"""What a picture is drawn and coloured by; the rest is text, time, EXIF, and what programs keep for themselves."""


def clean_png(content: bytes) -> bytes:
    """Leave out text, time and EXIF but for the orientation, and whatever is behind the end."""
    pieces = [content[:_SIGNATURE]]
    at = _SIGNATURE
    name = b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("a chunk longer than the picture")
        if name in _HARMLESS:
            pieces.append(content[at:end])
        elif name == b"eXIf" and (kept := only_orientation(content[at + 8 : end - 4])):
            pieces.append(struct.pack(">I", len(kept)) + name + kept + struct.pack(">I", crc32(name + kept)))
        at = end
    return b"".join(pieces)
