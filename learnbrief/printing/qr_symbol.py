"""The squares of a QR code, as ISO/IEC 18004 lays them out: any bytes, with the least correction and one mask.

What all codes of a version, which is a size, share is laid out once: their finders, and where each bit goes.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, pairwise, product, zip_longest
from operator import itemgetter
from typing import NamedTuple

_VERSIONS = range(1, 41)
_CORRECTION = (
    *(7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28),
    *(28, 28, 30, 30, 26, 28, *[30] * 14),
)
"""Bytes of correction for each block, by version: the fewest that the standard knows."""
_BLOCKS = (
    *(1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8),
    *(8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25),
)
"""Blocks into which the content is parted, by version."""
_FORMAT = 0b111110110101010
"""Says that correction is the least, and that the mask turns every third column."""

Place = tuple[int, int]
"""A square's row and column."""


class _Layout(NamedTuple):
    """What all codes of a version share."""

    free: int
    """Squares that hold bits."""
    mask: int
    """Which bits are turned."""
    pick: Callable[[str], tuple[str, ...]]
    """Picks the squares and the ends of rows, in order, of a text: all bits, one that is light, one dark, an end."""


def qr_rows(content: bytes) -> str | None:
    """Give a code's rows as lines of 0 and, for what is dark, 1; None where no code can hold so much."""
    version = bisect_left(_ROOMS, len(content)) + 1
    if version not in _VERSIONS:
        return None
    blocks = _blocks(_written(content, version), version)
    corrections = [_correction(block, _CORRECTION[version - 1]) for block in blocks]
    in_turns = chain.from_iterable((*zip_longest(*blocks), *zip(*corrections, strict=True)))
    layout = _layout(version)
    bits = int.from_bytes(bytes(byte for byte in in_turns if byte is not None)) << layout.free % 8 ^ layout.mask
    return "".join(layout.pick(f"{bits:0{layout.free}b}01\n"))


def _bytes_in(version: int) -> int:
    """Say how many bytes a code holds, correction left out."""
    alignments = version // 7 + 2
    taken = (25 * alignments - 10) * alignments - 55 if version > 1 else 0
    free = (16 * version + 128) * version + 64 - taken - (36 if version > 6 else 0)
    return free // 8 - _CORRECTION[version - 1] * _BLOCKS[version - 1]


def _length_bytes(version: int) -> int:
    return 1 if version < 10 else 2


_ROOMS = [_bytes_in(version) - _length_bytes(version) - 1 for version in _VERSIONS]
"""Bytes of content that fit, by version; one goes into what says that they are bytes, and that they end."""


def _written(content: bytes, version: int) -> bytes:
    """Write that bytes come, how many and which; what is left is filled up."""
    length_bytes = _length_bytes(version)
    bits = (0b0100 << 8 * length_bytes | len(content)) << 8 * len(content) | int.from_bytes(content)
    written = (bits << 4).to_bytes(1 + length_bytes + len(content))
    return (written + b"\xec\x11" * _bytes_in(version))[: _bytes_in(version)]


def _blocks(written: bytes, version: int) -> list[bytes]:
    """Part bytes into blocks; the last ones are longer by one where there is a remainder."""
    count = _BLOCKS[version - 1]
    size, longer = divmod(len(written), count)
    ends = [0, *(size * number + max(0, number + longer - count) for number in range(1, count + 1))]
    return [written[start:end] for start, end in pairwise(ends)]


def _correction(block: bytes, count: int) -> bytes:
    """Give so many bytes by which a reader mends a block: a remainder of polynomials over the field of 256."""
    added = _added_by_byte(count)
    shift = 8 * (count - 1)
    remainder = 0
    for byte in block:
        first = remainder >> shift
        remainder = (remainder ^ first << shift) << 8 ^ added[byte ^ first]
    return remainder.to_bytes(count)


@lru_cache
def _added_by_byte(count: int) -> list[int]:
    """Give what a byte adds to the correction, by its value."""
    divisor, root = [1], 1
    for _ in range(count):
        divisor = [
            here ^ _multiplied(before, root) for here, before in zip([*divisor, 0], [0, *divisor], strict=True)
        ]
        root = _multiplied(root, 2)
    added = [0]
    for bit in range(8):
        alone = int.from_bytes(bytes(_multiplied(factor, 1 << bit) for factor in divisor[1:]))
        added += [below ^ alone for below in added]
    return added


def _multiplied(one: int, other: int) -> int:
    """Multiply in the field of 256."""
    found = 0
    for bit in reversed(range(8)):
        found = found << 1 ^ (found >> 7) * 0x11D ^ (other >> bit & 1) * one
    return found


@lru_cache
def _layout(version: int) -> _Layout:
    size = 17 + 4 * version
    fixed = _fixed(version, size)
    free = [place for place in _way(size) if place not in fixed]
    number_of = {place: number for number, place in enumerate(free)}
    light, dark, end = range(len(free), len(free) + 3)
    picked = []
    for row in range(size):
        for column in range(size):
            place = (row, column)
            picked.append(number_of[place] if place in number_of else dark if fixed[place] else light)
        picked.append(end)
    mask = "".join(str(int(column % 3 == 0)) for _, column in free)
    return _Layout(len(free), int(mask, 2), itemgetter(*picked))


def _way(size: int) -> Iterator[Place]:
    """Go through all squares as bits do: up and down in strips of two columns, from the right."""
    downwards = False
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size) if downwards else reversed(range(size)):
            yield row, right
            yield row, right - 1
        downwards = not downwards


def _fixed(version: int, size: int) -> dict[Place, bool]:
    """Give the squares that hold no bits, and which of them are dark."""
    found = {}
    for at in range(size):
        found[6, at] = found[at, 6] = at % 2 == 0
    for middle in _alignments(version, size):
        found |= _rings(middle, 2, light={1})
    for middle in ((3, 3), (3, size - 4), (size - 4, 3)):
        found |= _rings(middle, 4, light={2, 4})
    for bit in range(15):
        is_dark = bool(_FORMAT >> bit & 1)
        found[(bit + (bit > 5), 8) if bit < 8 else (8, 15 - bit - (bit > 8))] = is_dark
        found[(8, size - 1 - bit) if bit < 8 else (size - 15 + bit, 8)] = is_dark
    found[size - 8, 8] = True
    if version > 6:
        rest = version
        for _ in range(12):
            rest = rest << 1 ^ (rest >> 11) * 0x1F25
        for bit in range(18):
            row, column = bit // 3, size - 11 + bit % 3
            found[row, column] = found[column, row] = bool((version << 12 | rest) >> bit & 1)
    return found


def _alignments(version: int, size: int) -> Iterator[Place]:
    """Go through the middles of the marks by which a reader keeps to the squares."""
    if version > 1:
        count = version // 7 + 2
        step = 26 if version == 32 else (4 * version + 2 * count + 1) // (2 * count - 2) * 2
        middles = (6, *(size - 7 - step * number for number in range(count - 1)))
        taken_by_finders = {(6, 6), (6, size - 7), (size - 7, 6)}
        yield from (place for place in product(middles, middles) if place not in taken_by_finders)


def _rings(middle: Place, radius: int, *, light: set[int]) -> dict[Place, bool]:
    """Draw rings around a square, of which those of some radiuses are light."""
    row, column = middle
    reach = range(-radius, radius + 1)
    return {(row + y, column + x): max(abs(y), abs(x)) not in light for y, x in product(reach, reach)}
