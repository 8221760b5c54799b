"""Of EXIF, the one thing that a browser uses: how the picture is to be turned.

Source of the numbers: EXIF 2.32 (CIPA DC-008), tag 0x0112, and TIFF 6.0, section 2.
"""

import struct

_ORIENTATION = 0x0112
_SHORT = 3


def only_orientation(exif: bytes) -> bytes:
    """Give EXIF (from its byte order on) with the orientation alone; nothing where the picture is upright."""
    orientation = _orientation(exif)
    if not 2 <= orientation <= 8:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _orientation(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 14:
        return 1
    (offset,) = struct.unpack_from(f"{order}I", exif, 4)
    if offset + 2 > len(exif):
        return 1
    (count,) = struct.unpack_from(f"{order}H", exif, offset)
    for number in range(count):
        entry = offset + 2 + 12 * number
        if entry + 12 > len(exif):
            break
        tag, value_type, _, value = struct.unpack_from(f"{order}HHIH", exif, entry)
        if tag == _ORIENTATION and value_type == _SHORT:
            return int(value)
    return 1
