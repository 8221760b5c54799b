"""PDFs read as documents: every one of the corpus gives back the text that it was made of; faults are one line."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from learnbrief.importing.from_pdf import read_pdf
from learnbrief.importing.tree import BlockType, Document, Refusal
from tests.printed import NAMES, addresses, compare, document, lost_words, plain, text_of
from tools.printed.text import FOLDER

# The corpus


def test_the_corpus_gives_its_texts_back() -> None:
    """Every point comes out as a point, under its own heading; headings stand in their order; links lead on."""
    for name in NAMES:
        read, text = document(name), text_of(name)
        compared = compare(read, text)
        assert len(compared.in_place) == compared.points, name
        headings = [heading for heading in compared.headings if heading]
        assert headings == [plain(each.heading) for each in text.sections], name
        titles = [plain(block.text) for block in read.blocks if block.kind is BlockType.TITLE]
        assert titles == [plain(text.title)], name
        assert set(text.links) <= set(addresses(read)), name


def test_no_word_is_lost() -> None:
    """Every word that readers of the PDF see is in a block, or told as left out; and none is there twice."""
    assert {name: lost for name in NAMES if (lost := lost_words(document(name)))} == {}


def test_the_corpus_is_large_and_small() -> None:
    """There are enough PDFs, and each is small."""
    assert max((FOLDER / f"{name}.pdf").stat().st_size for name in NAMES) < 80_000
    assert len(NAMES) >= 50


# What is told


def test_the_order_is_that_of_the_numbers_and_told() -> None:
    """Sections that stand as 1, 4, 7, 2 … are put as 1 to 7, and the editor is told."""
    read = document("drawn-circled.neglect")
    assert any("(they stood as 1, 4, 7, 2, 5, 3, 6)" in line for line in read.assumed)


def test_boxes_are_counted() -> None:
    """The report can say how many boxes there were."""
    assert document("drawn-boxes.handover").boxes == 7


def test_running_headers_and_page_numbers_are_told() -> None:
    """What stands on every page is left out once for each, with its page."""
    read = document("drawn-running.year")
    whys = {(told.why, told.at.page) for told in read.left_out}
    assert {("running header", 1), ("running header", 2), ("page number", 2), ("running footer", 2)} <= whys


# Faults


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """Draw a PDF of one page."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def refused(content: bytes) -> str:
    """Read what must be refused, and give why."""
    read = read_pdf(content)
    assert isinstance(read, Refusal), read
    assert "\n" not in read.message
    return read.message


def words(canvas: Canvas) -> None:
    """Draw a sentence."""
    canvas.drawString(72, 700, "Plans say who does what, and by when it will be done.")


def test_an_encrypted_file_is_refused() -> None:
    """A file that wants a password is refused, with the cure."""
    encrypted = drawn(words, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    assert "without a password" in refused(encrypted)


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    """A file that opens without a password is read like any other."""
    locked = drawn(words, encrypt=StandardEncryption("", ownerPassword="owner"))
    assert isinstance(read_pdf(locked), Document)


def test_a_file_of_pictures_is_refused() -> None:
    """A scanned file is refused, with the cure."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (60, 80), "grey"))
    assert "recognised first" in refused(drawn(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842)))


def test_too_many_pages_are_refused() -> None:
    """A file of more than 300 pages is refused before it is read."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for _ in range(301):
        words(canvas)
        canvas.showPage()
    canvas.save()
    assert "300" in refused(stream.getvalue())


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 a Word file", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF"]
)
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    """What is not what its name says, and what is cut off at its beginning, is refused in one line."""
    assert refused(content)
