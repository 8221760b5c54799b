"""What an editor wrote is carried to the checks: every word where it stands, and what is no word left out."""

import re
from pathlib import Path

import pytest

from learnbrief.build import Inputs
from learnbrief.model import Passage, PassageKind, Wording, together
from tests.support import FRONT, TODAY, files_of, read, read_briefing

BRIEFINGS = Path(__file__).parent.parent / "briefings"
REAL = {f"briefings/{path.name}": path.read_bytes() for path in BRIEFINGS.iterdir()}


def words_at(passage: Passage, files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Give each word of a passage with what its source has at its place."""
    found = []
    for word in re.finditer(r"\S+", passage.words):
        at = passage.place(word.start())
        line = files[at.file].decode().split("\n")[at.line - 1]
        found.append((word[0], line[at.column - 1 : at.column - 1 + len(word[0])]))
    return found


@pytest.mark.parametrize("file", sorted(name for name in REAL if "_" not in name))
def test_every_word_is_where_its_source_has_it(file: str) -> None:
    """Of every passage of a real briefing, in Markdown and in folded YAML alike, each word stands at its place."""
    library, _ = read(Inputs(sources=REAL, templates={}, today=TODAY))
    (briefing,) = [briefing for briefing in library.briefings if briefing.at.file == file]
    pairs = [pair for passage in briefing.wording.passages for pair in words_at(passage, REAL)]
    assert len(pairs) > 300
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


BODY = """## About *the* [plan](https://example.org/plan "A title")

Read **the plan** or `code`, <b>now</b> &amp; [then](a.md#x). See <https://example.org/> or www.example.org.
> Quoted words,
> over two lines.

| Head | Two |
| --- | --- |
| Cell | [click](https://example.org/cell) |

- An item with ![a drawing of the way](p.png) in it[^1]
  and more.

<table>
<tr><td>Raw
words</td></tr>
</table>

[^1]: The note's words.
"""


def wording_of(body: str) -> tuple[Wording, dict[str, bytes]]:
    """Read a text's wording, with the files it was read from."""
    files = files_of(f"--- briefings/a.md\n{FRONT}{body}--- briefings/p.png\npicture")
    library, _ = read(Inputs(sources=files, templates={}, today=TODAY))
    return library.everything[0].wording, files


def test_marks_are_no_words() -> None:
    """Emphasis, code, tags, addresses and pictures are left blank; all other words are kept, where they stand."""
    wording, files = wording_of(BODY)
    pairs = [pair for passage in wording.passages for pair in words_at(passage, files)]
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    said = [" ".join(passage.words.split()) for passage in wording.passages]
    assert said == [
        "What an audit of neglect taught.",
        "About the plan",
        "Read the plan or , now then . See or .",
        "Quoted words, over two lines.",
        *("Head", "Two", "Cell", "click"),
        "An item with in it and more.",
        "The note's words.",
        "Raw words",
    ]


def test_kinds_of_passages() -> None:
    """A heading's words and a cell's are known as such."""
    wording, _ = wording_of(BODY)
    kinds = {kind: [p.words for p in wording.passages if p.kind is kind] for kind in PassageKind}
    assert [words.split()[0] for words in kinds[PassageKind.HEADING]] == ["About"]
    assert len(kinds[PassageKind.CELL]) == 4


def test_links_pictures_tables_and_headings() -> None:
    """Links carry their words, pictures their description, tables whether they have headers, headings their level."""
    wording, _ = wording_of(BODY)
    line = FRONT.count("\n")
    assert [(link.words, link.url, link.at.line - line) for link in wording.links] == [
        ("plan", "https://example.org/plan", 1),
        ("then", "a.md#x", 3),
        ("https://example.org/", "https://example.org/", 3),
        ("www.example.org", "http://www.example.org", 3),
        ("click", "https://example.org/cell", 9),
    ]
    assert [(picture.description, picture.at.line - line) for picture in wording.pictures] == [
        ("a drawing of the way", 11)
    ]
    assert [(table.has_headers, table.at.line - line) for table in wording.tables] == [(True, 7), (False, 14)]
    assert [(heading.level, heading.at.line - line) for heading in wording.headings] == [(2, 1)]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<a href="https://example.org/">the <b>plan</b></a>', "the plan"),
        ('<a href="https://example.org/"><img src="p.png" alt="The plan"></a>', "The plan"),
        ("[![The plan](p.png)](https://example.org/)", "The plan"),
        ("[](https://example.org/)", ""),
        ('<a href="https://example.org/">never closed', ""),
    ],
)
def test_what_a_link_says(html: str, words: str) -> None:
    """A link says its text and the descriptions of the pictures in it, in HTML as in Markdown."""
    wording, _ = wording_of(f"## Background\n\n{html}\n")
    assert [link.words for link in wording.links if link.url.startswith("https")] == [words]


def test_each_piece_is_carried_once() -> None:
    """A paragraph that leads in to a list, and a list that holds no points, are not there twice."""
    briefing = read_briefing("## Background\n\nWe read:\n\n- one plan\n- two plans\n\n## Findings\n\nIt helped.\n")
    said = [passage.words for passage in briefing.wording.passages]
    assert said[1:] == ["Background", "We read:", "one plan", "two plans", "Findings", "It helped."]
    assert together([briefing.wording]) == briefing.wording
