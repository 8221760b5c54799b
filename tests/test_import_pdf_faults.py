"""PDFs that are damaged, overgrown or made to harm: a document whose every word is told, or one line, never more."""

import re
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from learnbrief.importing.from_pdf import _refusal, read_pdf
from learnbrief.importing.pdf import PdfPage, PdfWord, opening
from learnbrief.importing.pdf.lines import lines_of
from learnbrief.importing.pdf.page import Box, Look
from learnbrief.importing.tree import Document, Refusal
from tests.printed import NAMES, lost_words
from tests.support import examples
from tools.printed.text import FOLDER

ROOT = Path(__file__).parent.parent
SMALL = [name for name in NAMES if name.startswith(("drawn-", "office-"))]


def content_of(name: str) -> bytes:
    """Read one of the PDFs' bytes."""
    return (FOLDER / f"{name}.pdf").read_bytes()


def check(content: bytes) -> Document | Refusal:
    """Read bytes; what comes out is a refusal of one line, or a document that tells of every word that it saw."""
    read = read_pdf(content)
    if isinstance(read, Refusal):
        assert read.message
        assert "\n" not in read.message
    else:
        assert lost_words(read) == {}
    return read


# Damaged


@pytest.mark.parametrize("name", ["drawn-boxes.handover", "office-tagged.handover", "browser-plain.handover"])
def test_what_is_cut_short_is_refused(name: str) -> None:
    """A file that lacks its end lacks words, too: it is refused, wherever it was cut."""
    content = content_of(name)
    for tenth in range(10):
        assert isinstance(check(content[: len(content) * tenth // 10]), Refusal)


@given(data=st.data())
@examples(40)
def test_changed_bytes_do_no_harm(data: st.DataObject) -> None:
    """Bytes that were changed, taken out or doubled give no traceback, and no word is lost in silence."""
    content = bytearray(content_of(data.draw(st.sampled_from(SMALL))))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 40))
        match data.draw(st.sampled_from(["change", "remove", "double"])):
            case "change":
                content[at] = data.draw(st.integers(0, 255))
            case "remove":
                del content[at : at + length]
            case _:
                content[at:at] = content[at : at + length]
    check(bytes(content))


def test_fonts_that_say_no_letters_are_refused() -> None:
    """Where the file does not say which letters its fonts show, nothing is guessed."""
    read = check(content_of("office-plain.actions").replace(b"/ToUnicode", b"/XoUnicode"))
    assert isinstance(read, Refusal)
    assert "recognised first" in read.message


def test_a_bullet_that_says_no_letter_is_a_bullet() -> None:
    """A sign that the file does not name is a bullet where it stands alone before words."""
    look = Look(10)
    words = [PdfWord("\ufffd", Box(50, 0, 55, 10), 8, look), PdfWord("Plans", Box(65, 0, 90, 10), 8, look, order=1)]
    (line,) = lines_of(words, 1)
    assert (line.bullet, line.text) == ("•", "Plans")


# Overgrown


def drawn(draw: object, pages: int = 1) -> bytes:
    """Draw a page again and again."""
    assert callable(draw)
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_thousands_of_shapes_are_no_boxes() -> None:
    """A map of twelve thousand shapes, and as many lines, does not keep the words from being read."""

    def draw(canvas: Canvas) -> None:
        for at in range(6_000):
            canvas.rect(at % 500, at // 50, 90, 40, stroke=1, fill=0)
            canvas.line(at % 500, at // 50, at % 490, at // 40)
        canvas.drawString(72, 700, "Plans say who does what, and by when.")

    read = check(drawn(draw))
    assert isinstance(read, Document)
    assert "Plans" in read.visible


def test_words_half_over_each_other_are_all_told() -> None:
    """Hundreds of words that overlap, in lines that overlap, all come out."""

    def draw(canvas: Canvas) -> None:
        for at in range(400):
            canvas.drawString(50 + 24 * (at % 20), 750 - 7 * (at // 20), f"{at}w")

    read = check(drawn(draw))
    assert isinstance(read, Document)
    assert len(re.findall(r"\d+w", read.visible)) == 400


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds more words than anybody would read is refused; here a tenth of what else is too many."""
    assert opening.MOST_LETTERS == 400_000
    monkeypatch.setattr(opening, "MOST_LETTERS", 40_000)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 2)
        for line in range(200):
            canvas.drawString(10, 5 + 2.7 * line, "who does what by when " * 20)

    read = check(drawn(draw, pages=1))
    assert isinstance(read, Refusal)
    assert "more text" in read.message


def raw(instructions: bytes) -> bytes:
    """Write a PDF of one page by hand, around packed instructions."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(instructions), instructions),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(objects, 1))
    return body + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF"


WORDS = b"BT /F 12 Tf 50 700 Td (A sentence that is long enough to be read.) Tj ET"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A small file that would fill a machine's memory is refused; the same file without the filling is read."""
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(100)) + packer.compress(WORDS) + packer.flush()
    read = check(raw(packed))
    assert isinstance(read, Refusal)
    assert "unpacks" in read.message
    assert isinstance(check(raw(zlib.compress(WORDS))), Document)


# Hidden and turned


def test_hidden_words_are_not_taken_over_and_told() -> None:
    """White words on white, invisible ones and those off the page are none, and that there were some is said."""
    hidden = (
        b" 1 1 1 rg BT /F 12 Tf 50 600 Td (white secret) Tj ET BT 3 Tr /F 12 Tf 50 500 Td (invisible secret) Tj ET"
    )
    off = b" BT 0 Tr 0 g /F 12 Tf 2000 500 Td (faraway secret) Tj ET"
    read = check(raw(zlib.compress(WORDS + hidden + off)))
    assert isinstance(read, Document)
    assert "secret" not in read.visible
    assert [line for line in read.withheld if line.startswith("6 words")]


def test_white_words_on_a_dark_box_are_seen() -> None:
    """White words are only hidden where nothing dark lies under them."""
    box = b"0 0 0.4 rg 40 690 400 40 re f 1 1 1 rg "
    read = check(raw(zlib.compress(box + WORDS)))
    assert isinstance(read, Document)
    assert "sentence" in read.visible


def test_a_watermark_is_told() -> None:
    """Words set aslant are no part of the text, and are told as they stand."""
    read = check(content_of("drawn-turned.actions"))
    assert isinstance(read, Document)
    assert [told.words for told in read.left_out if "aslant" in told.why] == ["DRAFT"]


def test_a_page_without_words_is_told() -> None:
    """A page between others on which nothing can be read is named."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for text in ("The first page has a sentence.", "", "The third page has one, too."):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    read = check(stream.getvalue())
    assert isinstance(read, Document)
    assert [unread.at.page for unread in read.unread] == [2]


def test_words_that_run_from_right_to_left_are_refused() -> None:
    """A text in Hebrew or Arabic script would come out in no order, so it is refused."""
    word = PdfWord("שלום עליכם ברוכים הבאים לכולם", Box(0, 0, 100, 10), 8, Look(10))
    refusal = _refusal([PdfPage(1, 595, 842, (word,), letters=29)])
    assert refusal
    assert "right to left" in refusal.message


WITHOUT = """import sys
sys.modules["pypdfium2"] = None
from learnbrief.importing.formats import read_document
print(read_document("a.pdf", b"%PDF-1.7 words").message)
"""


def test_without_the_library_the_line_that_installs_it_is_named() -> None:
    """The core does without the library for PDF; who lacks it is told what to run."""
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert 'pip install "learnbrief[import]"' in said.stdout
