"""A card drawn: a thread at the left with beads on it, and beside it the words.

A picture has four shades, so that four pixels go into a byte: ink, a quiet one, which also softens the edges of ink,
paper, and the thread's. Words are drawn once for all cards, and what all cards share is drawn once.
"""

import struct
import zlib
from functools import cache, lru_cache

from msgspec import Struct
from PIL import Image, ImageChops, ImageDraw

from learnbrief.branding.cards.card import HEIGHT, WIDTH, ColouredCard, Colours
from learnbrief.branding.cards.lettering import Font, glyph, set_in_lines, width_of, writable

_INK, _QUIET, _PAPER, _THREAD = range(4)
"""The shades, by their place in the palette."""
_QUIETNESS = 2 / 3
"""How much of ink there is in the quiet shade; the rest is paper."""

_THREAD_AT, _THREAD_WIDTH = 61, 6
_LEFT, _TEXT_WIDTH = 112, WIDTH - 112 - 58
_SITE_BEAD, _TITLE_BEAD, _FACTS_BEAD = 53, 123, 371
_SITE_AT, _PUBLISHER_AT, _FACTS_AT = 59, 343, 378
"""Where lines of text stand, from the top."""
_TITLE_SIZES = ((56, 3), (37, 4), (31, 5))
_LEADING = 1.14
_HALF, _SOFT = 115, 40
"""How much of a pixel is covered that counts as half of it, of 255, and how far from that an edge is softened."""
_SEEN = tuple(255 * (index != _PAPER) for index in range(256))
"""White for each shade but paper's."""
_UP = 2
"""PNG's filter of a row that is written as its difference from the one above it."""


class _SetWord(Struct, frozen=True):
    """A word in a font, size and shade."""

    shades: Image.Image
    left: int
    top: int
    """Where its picture is, from the point on the baseline where the word begins."""


def draw_card(drawn: ColouredCard) -> bytes:
    """Draw a card as PNG, 800 by 420 pixels.

    What the fonts have no letters for is left out, and where that is the title, the publisher is in its place.
    """
    card, colours = drawn.card, drawn.colours
    site, publisher, facts = (writable(text, Font.PLAIN) for text in (card.site, card.publisher, card.facts))
    title = writable(card.title, Font.TITLE)
    if not title:
        title, publisher = writable(card.publisher, Font.TITLE), ""
    image = _background(site).copy()
    _write_title(image, title)
    _write_lines(image, publisher, 21, _PUBLISHER_AT, _INK, most=1 if facts else 2)
    _write_lines(image, facts, 21, _FACTS_AT, _QUIET)
    return _png(image, colours)


@lru_cache(maxsize=2)
def _background(site: str) -> Image.Image:
    """Draw what nearly all cards share: paper, the thread, its beads, the site's name."""
    canvas = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(canvas)
    middle, half = _THREAD_AT, _THREAD_WIDTH // 2
    draw.rectangle((middle - half, 0, middle + half - 1, HEIGHT), fill=_THREAD)
    for at, radius, is_open in ((_SITE_BEAD, 9, True), (_TITLE_BEAD, 17, False), (_FACTS_BEAD, 9, True)):
        draw.ellipse((middle - radius, at - radius, middle + radius - 1, at + radius - 1), fill=_THREAD)
        if is_open:
            inner = radius - 4
            draw.ellipse((middle - inner, at - inner, middle + inner - 1, at + inner - 1), fill=_PAPER)
    _write_lines(canvas, site, 20, _SITE_AT, _THREAD)
    return canvas


def _write_title(image: Image.Image, title: str) -> None:
    """Write the title so that its bead hangs at the middle of its first line."""
    lettering = set_in_lines(title, Font.TITLE, _TEXT_WIDTH, _TITLE_SIZES)
    first, end = _TITLE_BEAD + 0.33 * lettering.size, 0
    for number, line in enumerate(lettering.lines):
        baseline = round(first + number * lettering.size * _LEADING)
        end = _write(image, line, Font.TITLE, lettering.size, baseline, _INK, end)


def _write_lines(image: Image.Image, text: str, size: int, first: int, shade: int, *, most: int = 1) -> None:
    lettering = set_in_lines(text, Font.PLAIN, _TEXT_WIDTH, ((size, most), (size - 4, most)))
    for number, line in enumerate(lettering.lines):
        _write(image, line, Font.PLAIN, lettering.size, first + number * (_FACTS_AT - _PUBLISHER_AT), shade)


def _write(
    image: Image.Image, line: str, font: Font, size: int, baseline: int, shade: int, end_above: int = 0
) -> int:
    """Write a line below one that ends at some row; gives the row at which this one ends."""
    at, end = float(_LEFT), 0
    for word in line.split(" "):
        drawn = _word(font, size, word, shade)
        if drawn:
            top = baseline + drawn.top
            mask = drawn.shades.point(_SEEN, "1") if top < end_above else None  # what stands there stays
            image.paste(drawn.shades, (round(at) + drawn.left, top), mask)
            end = max(end, top + drawn.shades.height)
        at += width_of(font, size, f"{word} ")
    return end


@lru_cache(maxsize=4_000)
def _word(font: Font, size: int, word: str, shade: int) -> _SetWord | None:
    """Draw a word; None where nothing of it is seen."""
    places, at = [], 0.0
    for letter in word:
        shape = glyph(font, size, letter)
        if shape.mask:
            places.append((round(at) + shape.left, shape.top, shape.mask))
        at += shape.advance
    if not places:
        return None
    left, top = min(place[0] for place in places), min(place[1] for place in places)
    right = max(x + mask.width for x, _, mask in places)
    bottom = max(y + mask.height for _, y, mask in places)
    covered = Image.new("L", (right - left, bottom - top))
    draw = ImageDraw.Draw(covered)
    for x, y, mask in places:
        draw.bitmap((x - left, y - top), mask, 255)
    return _SetWord(covered.point(_shades(shade)), left, top)


@cache
def _shades(shade: int) -> tuple[int, ...]:
    """Give the shade of a pixel, by how much of it is covered."""
    return tuple(_shade_of(strength, shade) for strength in range(256))


def _shade_of(strength: int, shade: int) -> int:
    """Give the shade of a pixel of which so much is covered; ink that covers half of one is quiet."""
    if shade == _INK and _HALF - _SOFT < strength <= _HALF + _SOFT:
        return _QUIET
    return shade if strength > _HALF else _PAPER


def _png(image: Image.Image, colours: Colours) -> bytes:
    """Write a picture as PNG (https://www.w3.org/TR/png-3/), each row as its difference from the one above."""
    image.putpalette(_palette(colours))
    rows = Image.frombytes("L", (WIDTH // 4, HEIGHT), image.tobytes("raw", "P;2"))
    above = Image.new("L", rows.size)
    above.paste(rows, (0, 1))
    filtered = Image.new("L", (WIDTH // 4 + 1, HEIGHT), _UP)
    filtered.paste(ImageChops.subtract_modulo(rows, above), (1, 0))
    packer = zlib.compressobj(1, zlib.DEFLATED, strategy=zlib.Z_RLE)
    packed = packer.compress(filtered.tobytes()) + packer.flush()
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", _palette(colours)), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


@lru_cache(maxsize=4)
def _palette(colours: Colours) -> bytes:
    """Give the four colours, the quiet one mixed of ink and paper."""
    ink, paper, thread = (bytes.fromhex(colour[1:]) for colour in (colours.ink, colours.paper, colours.thread))
    share = _QUIETNESS
    quiet = bytes(round(far * share + near * (1 - share)) for far, near in zip(ink, paper, strict=True))
    return ink + quiet + paper + thread
