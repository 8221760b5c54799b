"""Documents cut short, shuffled and overgrown: no traceback, and no word lost without being told."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from learnbrief.importing import Imported, ImportOptions, Refusal, import_document
from learnbrief.model import Vocabulary
from learnbrief.readers import read_library
from learnbrief.settings import read_settings
from tests.support import examples
from tools.documents.__main__ import every_sample
from tools.documents.word import WordFile, bold, box, bullets, p, packed, table

SETTINGS = read_settings({}, lambda _: None)
VOCABULARY = Vocabulary({}, {}, {})
SAMPLES = {sample.name: sample.content for sample in every_sample()}
WORD = [content for name, content in SAMPLES.items() if name.endswith(".docx")]
PAGES = [content for name, content in SAMPLES.items() if name.endswith((".html", ".htm"))]
TEXTS = [content for name, content in SAMPLES.items() if name.endswith(".txt")]


def parts_of(content: bytes) -> dict[str, bytes]:
    """Unpack a Word file."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pieces_of(content: bytes) -> list[str]:
    """Give the paragraphs and tables of a Word file's text, each as its markup."""
    body = parts_of(content)["word/document.xml"].decode().partition("<w:body>")[2]
    return re.findall(
        r"<w:tbl>.*?</w:tbl>(?!.*?</w:tc>)|<w:p>(?:(?!<w:p>).)*?</w:p>", body.partition("<w:sectPr>")[0]
    )


PIECES = sorted(
    {piece for content in WORD for piece in pieces_of(content) if "r:id" not in piece and "Note" not in piece}
)
SIGNS = (
    "** _ ` [ ]( <b> &amp; # - 1. | {role=x} #tag \\ *** ~~ <!-- --> [^1] ^ (i) a) FILL --- === + > :: $ ' … مرحبا ﬁ"
)
MARKS = st.sampled_from(
    [
        *SIGNS.split(),
        "# ",
        "- ",
        "1. ",
        "| ",
        "o\t",
        "•\t",
        "\n",
        "\t",
        "FILL IN",
        "\u00ad",
        "\u00a0",
        "\u200b",
        "a@b.example",
    ]
)
WORDS = st.lists(
    st.one_of(MARKS, st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)), max_size=12
)
MAKERS: tuple[Callable[[str], str], ...] = (
    p,
    bold,
    bullets,
    lambda line: table([line, p(line)]),
    lambda line: box(p(line)),
)
LINE = WORDS.map("".join)


def brought_in(name: str, content: bytes) -> Imported | Refusal:
    """Import a document, and read its draft as the program does."""
    made = import_document(name, content, SETTINGS, VOCABULARY, ImportOptions())
    if isinstance(made, Imported):
        read_library({made.draft.path: made.draft.source.encode()}, SETTINGS, lambda _: None)
    return made


def nothing_is_lost(made: Imported | Refusal) -> None:
    """Fail where a word is neither in the draft nor told, or where the draft has one that the original has not."""
    assert isinstance(made, Imported), made
    assert (made.account.lost, made.account.added) == ((), ()), made.draft.source.partition("\n---\n")[2]


@examples(30)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_shuffled_word_files_lose_nothing(pieces: list[str]) -> None:
    """However paragraphs, tables and boxes follow one another, each of their words is accounted for."""
    made = brought_in("a.docx", WordFile().content(*pieces))
    if isinstance(made, Imported):
        nothing_is_lost(made)


@examples(30)
@given(st.lists(st.lists(LINE, max_size=3).map("\n".join), min_size=1, max_size=12), st.data())
def test_odd_words_in_word_files_lose_nothing(lines: list[str], data: st.DataObject) -> None:
    """Whatever signs stand in paragraphs of a Word file, and however they look, no word is lost and none is made."""
    body = [data.draw(st.sampled_from(MAKERS))(line.replace("<", "‹")) for line in lines]
    made = brought_in("a.docx", WordFile().content(*body))
    if isinstance(made, Imported):
        nothing_is_lost(made)


@examples(40)
@given(st.lists(LINE, max_size=30).map("\n".join))
def test_odd_texts_lose_nothing(text: str) -> None:
    """Whatever stands in a text, no word of it is lost and none is made."""
    made = brought_in("a.txt", text.encode())
    if isinstance(made, Imported):
        nothing_is_lost(made)


TAGS = """p div b i span ul ol li table tr td th h1 h2 a sup details summary br img nav main footer form button
    pre""".split()
TAG = st.builds(
    lambda tag, end, extra: f"<{'/' if end else ''}{tag}{'' if end else extra}>",
    st.sampled_from(TAGS),
    st.booleans(),
    st.sampled_from(
        ["", "", " class=nav", " hidden", ' href="https://a.example/"', ' href="#fn1"', " id=fn1", " alt='A sign'"]
    ),
)


@examples(60)
@given(st.lists(st.one_of(TAG, LINE), max_size=40).map("".join))
def test_odd_pages_lose_nothing(page: str) -> None:
    """Whatever tags follow one another, open or closed, no word that is seen is lost and none is made."""
    made = brought_in("a.html", f"<p>{page}".encode())
    if isinstance(made, Imported):
        nothing_is_lost(made)


@examples(40)
@given(st.sampled_from([*WORD, *PAGES, *TEXTS]), st.data())
def test_damaged_files_give_no_traceback(content: bytes, data: st.DataObject) -> None:
    """A file that is cut short, or in which bytes were changed, is read or refused in a line."""
    ending = ".docx" if content in WORD else ".html" if content in PAGES else ".txt"
    at = data.draw(st.integers(0, len(content)))
    junk = data.draw(st.binary(max_size=20))
    made = brought_in(f"a{ending}", content[:at] + junk + content[at + data.draw(st.integers(0, 60)) :])
    assert isinstance(made, Imported) or "\n" not in made.message


@examples(40)
@given(st.sampled_from(WORD), st.data())
def test_damaged_markup_gives_no_traceback(content: bytes, data: st.DataObject) -> None:
    """A Word file whose markup is damaged inside, and packed anew, is read or refused in a line."""
    parts = parts_of(content)
    name = data.draw(st.sampled_from(sorted(parts)))
    text = parts[name].decode()
    tags = [match.span() for match in re.finditer(r"<[^<>]*>|\d+", text)]
    for start, end in sorted(data.draw(st.lists(st.sampled_from(tags), max_size=3)), reverse=True):
        text = text[:start] + data.draw(st.sampled_from(["", "99999999999", "-1", "<w:p/>", "x"])) + text[end:]
    made = brought_in("a.docx", packed({**parts, name: text.encode()}))
    assert isinstance(made, Imported) or "\n" not in made.message
