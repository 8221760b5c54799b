"""The pictures for shared links: what they can write, that it fits, and that they are always the same."""

import sys
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops

from learnbrief.branding.cards import HEIGHT, WIDTH, Card, ColouredCard, Colours
from learnbrief.branding.cards.drawing import draw_card
from learnbrief.branding.cards.lettering import Font, set_in_lines, writable
from tests.support import examples

DRAWING: Any = sys.modules[draw_card.__module__]
LETTERING: Any = sys.modules[set_in_lines.__module__]
CARD = Card(
    name="excluded-children",
    site="Learning from safeguarding reviews",
    title="What core groups do between conferences, and how they know that it helps the child",
    publisher="Dudley Safeguarding People Partnership",
    facts="March 2022 · 23 learning points",
)
LONG = "Whether every plan that was written in a year said who would do what and by when, " * 4
SIZES = ((84, 3), (70, 4), (56, 5))
ALPHABETS = """
Welsh ÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜẀẂŴẄỲÝŶŸ àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ
Gaelic ÀÈÌÒÙ ÁÉÍÓÚ àèìòù áéíóú
Polish ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż
Turkish ÇĞİÖŞÜ çğıöşü
Romanian ĂÂÎȘȚ ăâîșț
Lithuanian ĄČĘĖĮŠŲŪŽ ąčęėįšųūž
Latvian ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž
Hungarian ÁÉÍÓÖŐÚÜŰ áéíóöőúüű
French ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ
Portuguese ÃÕÁÀÂÇ ãõáàâç
Spanish ÑÁÉÍÓÚÜ ñáéíóúü¿¡
Albanian ÇË çë
Czech ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž
German ÄÖÜß äöüß
Nordic ÅÄÆÖØÐÞ åäæöøðþ
Vietnamese ĂÂĐÊÔƠƯ ăâđêôơư ếệộợữ
Signs 0123456789 & % / ( ) “ ” ‘ ’ – — … · • £ € § ° ½ × + = # @ ! ? * ' "
"""


def picture(card: Card, colours: Colours | None = None) -> bytes:
    """Draw a card, in the usual colours or others."""
    return draw_card(ColouredCard(card, colours or Colours()))


def image(card: Card, colours: Colours | None = None) -> Image.Image:
    """Draw a card and read the picture back."""
    return Image.open(BytesIO(picture(card, colours)))


def marks(card: Card) -> Image.Image:
    """Show in white where a card has anything that the bare one has not."""
    bare = image(Card("", "", "", "", "")).convert("RGB")
    return ImageChops.difference(image(card).convert("RGB"), bare).convert("L").point([0] + [255] * 255)


def test_it_is_what_readers_of_the_open_graph_expect() -> None:
    """A picture is a small PNG of 800 by 420 pixels that carries nothing but itself."""
    content = picture(CARD)
    drawn = Image.open(BytesIO(content))
    assert (drawn.format, drawn.size, drawn.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert len(content) <= 8_000
    assert [content[at - 4 : at] for at in chunk_ends(content)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


def chunk_ends(content: bytes) -> list[int]:
    """Give where the name of each of a PNG's chunks ends, those of data that follow each other taken as one."""
    ends: list[int] = []
    at = 8
    while at < len(content):
        if not ends or content[at + 4 : at + 8] != content[ends[-1] - 4 : ends[-1]]:
            ends.append(at + 8)
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return ends


def test_the_same_card_is_the_same_picture() -> None:
    """A card gives the same bytes whatever was drawn before it."""
    first = picture(CARD)
    picture(replace(CARD, title=LONG), Colours(thread="#aa0000"))
    assert picture(CARD) == first
    for remembered in (
        DRAWING._background,
        DRAWING._word,
        DRAWING._palette,
        LETTERING.glyph,
        LETTERING._opened,
        LETTERING.width_of,
    ):
        remembered.cache_clear()
    assert picture(CARD) == first


@pytest.mark.parametrize("part", ["site", "title", "publisher", "facts"])
def test_every_part_is_seen(part: str) -> None:
    """Each part of a card changes the picture."""
    assert picture(replace(CARD, **{part: "Other words"})) != picture(CARD)


def test_the_colours_are_those_given() -> None:
    """Paper, ink and thread are the colours asked for, to the last bit."""
    given = Colours(paper="#102030", ink="#f0e0d0", thread="#00ff7f")
    shown = {pixels for _, pixels in image(CARD, given).convert("RGB").getcolors() or ()}
    assert {(0x10, 0x20, 0x30), (0xF0, 0xE0, 0xD0), (0x00, 0xFF, 0x7F)} <= shown


@pytest.mark.parametrize("line", ALPHABETS.strip().splitlines(), ids=lambda line: line.split()[0])
@pytest.mark.parametrize("font", Font)
def test_the_fonts_have_the_letters(font: Font, line: str) -> None:
    """Both fonts write the Latin alphabets of the languages spoken here, composed or not, and usual signs."""
    assert writable(line, font) == line
    assert writable(LETTERING.unicodedata.normalize("NFD", line), font) == line


@pytest.mark.parametrize("title", ["حماية الأطفال", "保护儿童", "ਬੱਚੇ", "Safeguarding 保护", "🙂"])
def test_a_script_that_the_face_lacks(title: str) -> None:
    """Where the title's letters cannot be drawn, the publisher stands large in its place, and no empty boxes."""
    fallen_back = replace(CARD, title=CARD.publisher, publisher="")
    assert picture(replace(CARD, title=title)) == picture(fallen_back)


def test_nothing_at_all_can_be_drawn() -> None:
    """A card of which no letter can be drawn is the thread alone."""
    assert picture(Card("", "保", "保护", "儿童", "年")) == picture(Card("", "", "", "", ""))


def test_a_sign_that_the_face_lacks_is_left_out() -> None:
    """A sign that is no letter, such as a face, goes; the words stay."""
    assert writable("Neglect 🙂 seen\tearly ✅", Font.TITLE) == "Neglect seen early"


@given(text=st.lists(st.text("abcdefgh MWil-", min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join))
@examples(60)
def test_a_text_fits(text: str) -> None:
    """Whatever is set fits its column and its number of lines, and loses no word unless an ellipsis says so."""
    lettering = set_in_lines(text, Font.TITLE, 900, SIZES)
    assert len(lettering.lines) <= dict(SIZES)[lettering.size]
    assert all(LETTERING.width_of(Font.TITLE, lettering.size, line) <= 901 for line in lettering.lines)
    joined = "".join(lettering.lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))


def test_lines_are_of_about_one_length() -> None:
    """A title's last line is not left with one word while the others are full."""
    lines = set_in_lines("Children who are permanently excluded from their school", Font.TITLE, 944, SIZES).lines
    widths = [LETTERING.width_of(Font.TITLE, 84, line) for line in lines]
    assert len(lines) == 3
    assert min(widths) > 0.6 * max(widths)


def test_short_titles_are_larger() -> None:
    """A title is set as large as it fits."""
    sizes = [set_in_lines(text, Font.TITLE, 944, SIZES).size for text in ("Neglect", CARD.title, LONG)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_a_long_name_is_written_whole() -> None:
    """A publisher whose name is a little too long is set smaller before any of it is cut."""
    name = "Hartlepool and Stockton-on-Tees Safeguarding Children Partnership"
    whole, longer = (marks(Card("", "", "x", text, "x")).getbbox() for text in (name, name.replace("ship", "ship W")))
    assert whole
    assert longer
    assert longer[2] > whole[2]


def test_parts_do_not_meet() -> None:
    """However long its parts are, no two of them touch, and none comes near the edge."""
    longest = Card("", LONG, LONG, LONG, LONG)
    drawn = [marks(replace(Card("", "", "", "", ""), **{part: LONG})) for part in ("site", "title", "facts")]
    drawn.append(ImageChops.subtract(marks(replace(longest, site="")), ImageChops.add(drawn[1], drawn[2])))
    for at, one in enumerate(drawn):
        left, _, right, bottom = one.getbbox() or (0, 0, 0, 0)
        assert 105 < left < right <= WIDTH - 53
        assert bottom < HEIGHT - 26
        for other in drawn[at + 1 :]:
            assert ImageChops.multiply(one, other).getbbox() is None
