"""GIF: blocks, some of which are extensions (CompuServe, GIF89a specification)."""

_HEADER = 13
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _TEXT, _APPLICATION = 0xFE, 0x01, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean_gif(content: bytes) -> bytes:
    """Leave out comments, text, what programs added but for how often it plays, and what is behind the end."""
    at = _HEADER + _colours(content[10])
    pieces = [content[:at]]
    while content[at] != _TRAILER:
        start = at
        if content[at] == _IMAGE:
            at = _blocks_end(content, at + 10 + _colours(content[at + 9]) + 1)
            pieces.append(content[start:at])
        elif content[at] == _EXTENSION:
            label, program = content[at + 1], content[at + 3 : at + 14]
            at = _blocks_end(content, at + 2)
            if label not in (_COMMENT, _TEXT) and (label != _APPLICATION or program in _LOOPS):
                pieces.append(content[start:at])
        else:
            raise ValueError("no block where one must be")
    return b"".join([*pieces, b"\x3b"])


def _colours(flags: int) -> int:
    """Give the size of the table of colours that flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1
