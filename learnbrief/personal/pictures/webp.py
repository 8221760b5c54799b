"""WebP: RIFF chunks, each with its name and its length (RFC 9649)."""

import struct

from learnbrief.personal.pictures.exif import only_orientation

_HEADER = 12
_HARMLESS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def clean_webp(content: bytes) -> bytes:
    """Leave out XMP, EXIF but for the orientation, unknown chunks, and whatever is behind the end."""
    (size,) = struct.unpack_from("<I", content, 4)
    last = 8 + size
    if last > len(content):
        raise ValueError("a picture shorter than it says")
    chunks: list[tuple[bytes, bytes]] = []
    at = _HEADER
    while at + 8 <= last:
        name = content[at : at + 4]
        (length,) = struct.unpack_from("<I", content, at + 4)
        body = content[at + 8 : at + 8 + length]
        if len(body) != length:
            raise ValueError("a chunk longer than the picture")
        if name in _HARMLESS:
            chunks.append((name, body))
        elif name == b"EXIF" and (kept := only_orientation(body.removeprefix(b"Exif\x00\x00"))):
            chunks.append((name, kept))
        at += 8 + length + length % 2
    has_exif = any(name == b"EXIF" for name, _ in chunks)
    pieces = []
    for name, body in chunks:
        if name == b"VP8X":  # its header says no more than is there
            body = bytes((body[0] & ~_HAS_XMP & ~(0 if has_exif else _HAS_EXIF), *body[1:]))
        pieces += [name, struct.pack("<I", len(body)), body, b"\x00" * (len(body) % 2)]
    written = b"".join(pieces)
    return b"RIFF" + struct.pack("<I", 4 + len(written)) + b"WEBP" + written
