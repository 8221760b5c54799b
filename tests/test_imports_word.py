"""Word files: what is broken, locked, hostile or too large is refused in a line; what is large and sound is read."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from learnbrief.importing import Document, ImportOptions, Refusal, import_document
from learnbrief.importing.formats import read_document
from learnbrief.importing.tree import BlockType, walk
from learnbrief.model import Vocabulary
from learnbrief.settings import read_settings
from tests.support import for_each
from tools.documents.word import WordFile, bold, box, bullets, p, packed, run, table

SETTINGS = read_settings({}, lambda _: None)
VOCABULARY = Vocabulary({}, {}, {})
PLAIN = WordFile().content(p("Findings", style="Heading1"), bullets("Plans were late."))


def with_part(name: str, content: bytes) -> bytes:
    """Give a sound file another part in the place of one, or beside the others."""
    with ZipFile(BytesIO(PLAIN)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed({**parts, name: content})


def document(*body: str) -> Document:
    """Read a file of some paragraphs."""
    read = read_document("a.docx", WordFile().content(*body))
    assert isinstance(read, Document), read
    return read


def texts(*body: str) -> list[tuple[str, str]]:
    """Give the kind and the words of each block that is read."""
    return [(block.kind.value, block.text) for block in walk(document(*body).blocks) if block.text]


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/hostname">]><w:document
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>
</w:body></w:document>"""


def bomb() -> bytes:
    """Make a small file that unpacks to more than may be."""
    out = BytesIO(PLAIN)
    with ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", b" " * 45_000_000 + b"</w:body>")
    packing = BytesIO()
    with ZipFile(packing, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packing.getvalue()


def nested(times: int) -> str:
    """Put tables into one another."""
    inside = p("Deep.")
    for _ in range(times):
        inside = f"<w:tbl><w:tr><w:tc>{inside}<w:p/></w:tc></w:tr></w:tbl>"
    return inside


@for_each(
    ("content", "cure"),
    [
        (PLAIN[:1500], "cut short"),
        (PLAIN[: len(PLAIN) // 2] + PLAIN[len(PLAIN) // 2 + 40 :], "cut short"),
        (b"PK\x03\x04 and then nothing", "cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"%PDF-1.7\n", "Name it .pdf"),
        (b"only text", "cut short"),
        (with_part("word/document.xml", ENTITIES), "entities"),
        (with_part("word/document.xml", b"<w:document>"), "broken"),
        (with_part("word/document.xml", b""), "broken"),
        (with_part("_rels/.rels", b"<Relationships/>"), "no Word file"),
        (packed({"[Content_Types].xml": b"<Types/>"}), "no Word file"),
        (WordFile().content(nested(120)), "more elements"),
        (WordFile().content(p()), "no words"),
    ],
)
def test_what_is_no_sound_word_file_is_refused(content: bytes, cure: str) -> None:
    """A file that is broken, locked, hostile or another kind gives one line with the cure, and never a traceback."""
    read = import_document("a.docx", content, SETTINGS, VOCABULARY, ImportOptions())
    assert isinstance(read, Refusal)
    assert cure in read.message
    assert "\n" not in read.message


def test_a_packed_bomb_is_not_unpacked() -> None:
    """A small file that would unpack to more than may be is refused before it fills memory."""
    content = bomb()
    assert len(content) < 200_000
    read = read_document("a.docx", content)
    assert isinstance(read, Refusal)
    assert "unpacks to more than 40 MB" in read.message


def test_thousands_of_paragraphs_are_read_in_time() -> None:
    """A long document is read well within the twenty seconds that an import may take."""
    body = [p(f"Paragraph {number} says how a family was helped, and by whom.") for number in range(20_000)]
    started = time.process_time()
    read = document(*body)
    assert len(read.blocks) == 20_000
    assert time.process_time() - started < 15


def test_text_boxes_of_every_form_are_read_once() -> None:
    """A box that stands as the new form, the old one or both is read, once, with its place."""
    for form in ("both", "new", "old"):
        read = document(p("Before."), box(bold("Box"), p("Inside."), form=form))
        (found,) = [block for block in read.blocks if block.kind is BlockType.BOX]
        assert found.text == "Box\nInside."
        assert str(found.at) == "text box 1"
        assert read.visible.split() == ["Before.", "Box", "Inside."]


def test_words_that_run_to_the_left_keep_their_order() -> None:
    """Text in Arabic or Hebrew is taken letter by letter as it stands."""
    assert texts(p(run("حماية الأطفال", "rtl"))) == [("paragraph", "حماية الأطفال")]


def test_a_box_in_a_cell_of_a_table_is_read() -> None:
    """What stands in what stands in a table is read too."""
    assert ("paragraph", "Inside.") in texts(table([box(p("Inside.")), "Beside."]))


def test_numbers_that_are_none_are_passed_over() -> None:
    """A raised figure, or one that no number has, where Word writes numbers, gives no traceback."""
    odd = p("Plans were late.", number="1").replace('w:ilvl w:val="0"', 'w:ilvl w:val="²"')
    sized = p(run("Findings", 'sz w:val="²"'), outline="²")
    spanned = table(["One"]).replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="³"/></w:tcPr>')
    endless = p(run("Findings", f'sz w:val="{"9" * 5000}"'), number="9" * 5000)
    assert texts(endless) == [("paragraph", "Findings")]
    assert [words for _, words in texts(odd, sized, spanned) if words] == [
        "Plans were late.",
        "Findings",
        "One",
        "One",
    ]
    page = read_document("a.html", "<ol start=²><li aria-level=²>One</ol><table><td colspan=³>Two</table>".encode())
    assert isinstance(page, Document)
    assert page.visible.split() == ["One", "Two"]
