"""AVIF: boxes in boxes (ISO/IEC 14496-12 and 23008-12). What is to go is overwritten, so that nothing moves."""

import struct
from collections.abc import Iterator

_FULL = 4
"""Bytes of version and flags."""
_EMPTY_EXIF = bytes(4) + b"MM\x00\x2a" + struct.pack(">IHI", 8, 0, 0)
_INSTEAD = {b"Exif": (_EMPTY_EXIF, b"\x00"), b"mime": (b"", b" "), b"uri ": (b"", b" ")}
"""Items that are no picture, with what they hold instead: EXIF that tells nothing, or blanks. How to turn a picture
is elsewhere in this form.
"""


def clean_avif(content: bytes) -> bytes:
    """Overwrite EXIF, XMP and other texts."""
    cleaned = bytearray(content)
    for name, begin, end in _boxes(content, 0, len(content)):
        if name in (b"free", b"skip", b"uuid"):
            cleaned[begin:end] = bytes(end - begin)
        if name != b"meta":
            continue
        inner = {name: (start, stop) for name, start, stop in _boxes(content, begin + _FULL, end)}
        unwanted = dict(_items(content, *inner[b"iinf"])) if b"iinf" in inner else {}
        data = inner.get(b"idat", (0, 0))[0]
        for item, start, length in _places(content, *inner[b"iloc"], data) if unwanted else ():
            if item in unwanted:
                if start + length > len(content):
                    raise ValueError("an item longer than the picture")
                cleaned[start : start + length] = _instead(unwanted[item], length)
    return bytes(cleaned)


def _instead(kind: bytes, length: int) -> bytes:
    begin, rest = _INSTEAD[kind]
    return (begin if len(begin) <= length else b"").ljust(length, rest)


def _boxes(content: bytes, at: int, last: int) -> Iterator[tuple[bytes, int, int]]:
    """Give name, beginning and end of each box's content."""
    while at + 8 <= last:
        size, name = struct.unpack_from(">I4s", content, at)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, at + 8)
            header = 16
        end = last if size == 0 else at + size
        if size and (size < header or end > last):
            raise ValueError("a box longer than what holds it")
        yield name, at + header, end
        at = end


def _items(content: bytes, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Give the numbers of items that are no picture, each with its kind."""
    count = 2 if content[begin] == 0 else 4
    for name, start, _ in _boxes(content, begin + _FULL + count, end):
        version = content[start]
        if name != b"infe" or version < 2:
            continue
        (number,) = struct.unpack_from(">H" if version == 2 else ">I", content, start + _FULL)
        at = start + _FULL + (2 if version == 2 else 4) + 2
        if (kind := content[at : at + 4]) in _INSTEAD:
            yield number, kind


def _places(content: bytes, begin: int, end: int, data: int) -> Iterator[tuple[int, int, int]]:
    """Give number, beginning and length of each part of each item."""
    version = content[begin]
    sizes = content[begin + 4], content[begin + 5]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version else 0
    at = begin + 6

    def number(size: int) -> int:
        nonlocal at
        if at + size > end:
            raise ValueError("a list of places that breaks off")
        at += size
        return int.from_bytes(content[at - size : at], "big")

    wide = 4 if version == 2 else 2
    for _ in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        for _ in range(number(2)):
            number(index_size)
            start, length = base + number(offset_size), number(length_size)
            yield item, start + (data if method == 1 else 0), length
