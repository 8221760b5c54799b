"""How large a PDF becomes when it is unpacked: a small file may hold what fills a machine's memory."""

import re
import zlib

LARGEST_PART = 64_000_000
LARGEST_WHOLE = 256_000_000
"""Bytes of the drawing instructions and tables of a file, unpacked; pictures are never unpacked here."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary is."""
_STEP = 1_000_000


def unpacks_too_large(content: bytes) -> bool:
    """Tell whether a part of a file, or all of it, is larger unpacked than is taken."""
    whole = 0
    for match in _STREAM.finditer(content):
        before = content[max(match.start() - _DICTIONARY, 0) : match.start()].rpartition(b" obj")[2]
        if b"/Image" in before:
            continue
        whole += _unpacked(content, match.end())
        if whole > LARGEST_WHOLE:
            return True
    return False


def _unpacked(content: bytes, start: int) -> int:
    """Count the bytes of one part, no further than it may go; what is not packed in this way counts as nothing."""
    unpacker = zlib.decompressobj()
    size, packed = 0, content[start : start + _STEP]
    try:
        while packed and not unpacker.eof:
            size += len(unpacker.decompress(packed, _STEP))
            if size > LARGEST_PART:
                return LARGEST_WHOLE + 1
            packed = unpacker.unconsumed_tail
            if not packed:
                start += _STEP
                packed = content[start : start + _STEP]
    except zlib.error:
        return size
    return size
