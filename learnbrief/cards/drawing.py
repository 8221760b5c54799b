"""A card drawn: a thread at the left with beads on it, and beside it the words.

Everything is drawn in shades of grey, in which black stands for ink, one grey for paper and white for the thread's
colour, so that every edge is a shade between paper and one of the others. Six shades of them then become the palette:
more are hardly seen, and each makes the file larger.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from learnbrief.cards.card import HEIGHT, WIDTH, Card, Colours
from learnbrief.cards.lettering import Face, glyph, set_in_lines, writable

_STEP = 51
_INK, _QUIET, _PAPER, _THREAD = 0, _STEP, 3 * _STEP, 5 * _STEP
_TO_SHADE = [round(grey / _STEP) for grey in range(256)]

_THREAD_AT, _THREAD_WIDTH = 92, 8
_LEFT, _ROOM = 168, WIDTH - 168 - 88
_SITE_BEAD, _TITLE_BEAD, _FACTS_BEAD = 79, 184, 556
_SITE_AT, _PUBLISHER_AT, _FACTS_AT = 89, 515, 567
"""Where lines of text stand, from the top."""
_TITLE_SIZES = ((84, 3), (70, 4), (56, 5))
_LEADING = 1.14
_RUNS = 3
"""zlib's strategy `Z_RLE`: only runs of a byte are shortened. By measure it is the fastest here and nearly the
smallest, and without a search for matches no machine's zlib can end that sooner than another's."""
_SMOOTH = 4
"""Beads are drawn so much larger and then made smaller, which smooths them."""


def draw_card(card: Card, colours: Colours) -> bytes:
    """Draw a card as PNG, 1200 by 630 pixels.

    What the faces have no letters for is left out, and where that is the title, the publisher stands in its place.
    """
    site, publisher, facts = (writable(text, Face.PLAIN) for text in (card.site, card.publisher, card.facts))
    title = writable(card.title, Face.TITLE)
    if not title:
        title, publisher = writable(card.publisher, Face.TITLE), ""
    image = _ground().copy()
    draw = ImageDraw.Draw(image)
    _write_lines(draw, site, 30, _SITE_AT, _THREAD)
    _write_title(draw, title)
    _write_lines(draw, publisher, 32, _PUBLISHER_AT, _INK, most=1 if facts else 2)
    _write_lines(draw, facts, 32, _FACTS_AT, _QUIET)
    return _png(image, colours)


@lru_cache(maxsize=1)
def _ground() -> Image.Image:
    """Draw what all cards share: paper, the thread, its beads."""
    large = Image.new("L", (2 * _THREAD_AT * _SMOOTH, HEIGHT * _SMOOTH), _PAPER)
    draw = ImageDraw.Draw(large)
    half = _THREAD_WIDTH / 2
    draw.rectangle(_enlarged(_THREAD_AT - half, 0, _THREAD_AT + half, HEIGHT), _THREAD)
    for middle, radius, is_open in ((_SITE_BEAD, 13, True), (_TITLE_BEAD, 26, False), (_FACTS_BEAD, 13, True)):
        box = (_THREAD_AT - radius, middle - radius, _THREAD_AT + radius, middle + radius)
        draw.ellipse(_enlarged(*box), _THREAD)
        if is_open:
            draw.ellipse(_enlarged(*(edge + inner for edge, inner in zip(box, (6, 6, -6, -6), strict=True))), _PAPER)
    ground = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    ground.paste(large.resize((2 * _THREAD_AT, HEIGHT), Image.Resampling.BOX))
    return ground


def _enlarged(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    return left * _SMOOTH, top * _SMOOTH, right * _SMOOTH - 1, bottom * _SMOOTH - 1


def _write_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    """Write the title so that its bead hangs at the middle of its first line."""
    lettering = set_in_lines(title, Face.TITLE, _ROOM, _TITLE_SIZES)
    first = _TITLE_BEAD + 0.33 * lettering.size
    for number, line in enumerate(lettering.lines):
        _write(draw, line, Face.TITLE, lettering.size, round(first + number * lettering.size * _LEADING), _INK)


def _write_lines(draw: ImageDraw.ImageDraw, text: str, size: int, first: int, grey: int, *, most: int = 1) -> None:
    lettering = set_in_lines(text, Face.PLAIN, _ROOM, ((size, most), (size - 6, most)))
    for number, line in enumerate(lettering.lines):
        _write(draw, line, Face.PLAIN, lettering.size, first + number * (_FACTS_AT - _PUBLISHER_AT), grey)


def _write(draw: ImageDraw.ImageDraw, line: str, face: Face, size: int, baseline: int, grey: int) -> None:
    at = float(_LEFT)
    for letter in line:
        shape = glyph(face, size, letter)
        if shape.mask:
            draw.bitmap((round(at) + shape.left, baseline + shape.top), shape.mask, grey)
        at += shape.advance


def _png(image: Image.Image, colours: Colours) -> bytes:
    shades = image.point(_TO_SHADE)
    shades.putpalette(_palette(colours))
    file = BytesIO()
    shades.save(file, "PNG", bits=4, compress_level=1, compress_type=_RUNS)
    return file.getvalue()


@lru_cache(maxsize=4)
def _palette(colours: Colours) -> list[int]:
    """Mix the six colours: from ink to paper, and on to the thread's."""
    ink, paper, thread = (bytes.fromhex(colour[1:]) for colour in (colours.ink, colours.paper, colours.thread))
    palette = []
    for grey in range(0, 256, _STEP):
        other, share = (ink, 1 - grey / _PAPER) if grey <= _PAPER else (thread, (grey - _PAPER) / (255 - _PAPER))
        palette += [round(far * share + near * (1 - share)) for far, near in zip(other, paper, strict=True)]
    return palette
