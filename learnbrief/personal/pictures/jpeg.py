"""JPEG: segments, each with its marker, and the picture's own data between them (ITU-T T.81, annex B)."""

import re
import struct

from learnbrief.personal.pictures.exif import only_orientation

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_EXIF = b"Exif\x00\x00"
_HARMLESS = (b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe\x00")
"""Of what programs add: what colours and sizes are read by."""
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def clean_jpeg(content: bytes) -> bytes:
    """Leave out EXIF but for the orientation, XMP, IPTC, comments, and whatever is behind the end."""
    pieces = [content[:2]]
    at = 2
    while True:
        marker, begin = _marker(content, at)
        if marker == _END:
            return b"".join([*pieces, b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", content, begin)
        end = begin + length
        if length < 2 or end > len(content):
            raise ValueError("a segment longer than the picture")
        body = content[begin + 2 : end]
        if marker in _APPLICATIONS and body.startswith(_EXIF):
            pieces.append(_exif(body))
        elif marker == _SCAN:
            following = _NEXT_MARKER.search(content, end)
            if not following:
                raise ValueError("a picture without an end")
            pieces.append(b"\xff\xda" + content[begin : following.start()])
            end = following.start()
        elif marker != _COMMENT and (marker not in _APPLICATIONS or body.startswith(_HARMLESS)):
            pieces.append(bytes((0xFF, marker)) + content[begin:end])
        at = end


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Give a marker's number and the place behind it; any number of FF may be before it."""
    if content[at] != 0xFF:
        raise ValueError("no marker where one must be")
    while content[at] == 0xFF:
        at += 1
    return content[at], at + 1


def _exif(body: bytes) -> bytes:
    kept = only_orientation(body[len(_EXIF) :])
    return b"\xff\xe1" + struct.pack(">H", len(_EXIF) + len(kept) + 2) + _EXIF + kept if kept else b""
