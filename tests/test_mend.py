"""What needs no judgement is mended, what needs some is left, and nothing else changes by a byte."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from learnbrief.cli import main
from learnbrief.editing.fix import date_from_answer, fix
from learnbrief.markup import parse_blocks
from learnbrief.markup.lookalikes import LookalikeKind, find_lookalikes
from learnbrief.model import DateFault, Held, parse_held
from learnbrief.readers import corrected_date, names_a_section
from tests.support import FRONT, briefing_project, files_of, for_each, laid_out, table

BRIEFINGS = sorted((Path(__file__).parent.parent / "briefings").iterdir())


@for_each(("written", "day", "vague"), table("mend-dates"))
def test_dates(written: str, day: str | None, vague: str | None) -> None:
    """A date in words or figures that can mean one day only is written in our form; any other is left."""
    assert corrected_date(written, may_be_vague=False) == day
    assert corrected_date(written, may_be_vague=True) == vague


@for_each(("answer", "form"), table("mend-dates-as-people-answer-them"))
def test_dates_as_people_answer_them(answer: str, form: str) -> None:
    """An answer with a date in it is written in our form: days before months, what a span leaves out filled up."""
    assert date_from_answer(answer) == form
    assert isinstance(parse_held(form), Held)


@for_each("answer", table("mend-what-is-no-date-is-given-back"))
def test_what_is_no_date_is_given_back(answer: str) -> None:
    """What cannot be understood stays as it was written, so that the reader of dates says what is wrong with it."""
    assert date_from_answer(answer) == answer
    assert isinstance(parse_held(answer), DateFault)


@for_each(("before", "after"), table("mend-fields"))
def test_fields(before: str, after: str) -> None:
    """Fields are mended where they are written wrongly; texts, comments and real quotations stay."""
    if "“22nd" in before:
        after = after.replace('"22nd March 2022"', "2022-03-22")
    mended = fix("briefings/a.yml", before.encode())
    assert mended.content.decode() == after
    assert bool(mended.changes) is (before != after)
    front = fix("briefings/a.md", f"---\n{before}---\nText\n".encode())
    assert front.content.decode() == f"---\n{after}---\nText\n"
    assert [change.line for change in front.changes] == [change.line + 1 for change in mended.changes]


def test_text() -> None:
    """In Markdown two blanks break a line and stay; others go, but not out of a block of code."""
    before = "---\ntitle: A\n---\nOne \nTwo  \nThree    \nFour\t\n   \n```\nkept \n```\nheld: March 2022 \n"
    after = "---\ntitle: A\n---\nOne\nTwo  \nThree  \nFour\n\n```\nkept \n```\nheld: March 2022\n"
    mended = fix("briefings/a.md", before.encode())
    assert mended.content.decode() == after
    assert [change.line for change in mended.changes] == [4, 6, 7, 8, 12]


@for_each(
    "content",
    [
        b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText\r\n\nMixed\r\n",
        b"\xff\xfe---",
        b"",
        b"no front matter",
        b"---\ntitle: never closed",
        *(path.read_bytes() for path in BRIEFINGS),
    ],
)
def test_nothing_else_changes(content: bytes) -> None:
    """What is in order, and what cannot be read, is left to the byte."""
    for name in ("a.md", "a.yml"):
        assert fix(name, content).content == content


def test_a_mark_and_line_ends_stay() -> None:
    """A byte-order mark and every line's own end outlive mending."""
    mended = fix("a.md", b"\xef\xbb\xbf---\r\nheld: March 2022 \r\n---\nText \r\nMore")
    assert mended.content == b"\xef\xbb\xbf---\r\nheld: 2022-03\r\n---\nText\r\nMore"


@pytest.mark.parametrize("path", [path for path in BRIEFINGS if not path.name.startswith("_")], ids=lambda p: p.name)
def test_mending_is_done_at_once_and_changes_no_page(path: Path) -> None:
    """A briefing spoilt by blanks is mended in one run, to what it was, and a second run finds nothing."""
    content = path.read_bytes()
    spoilt = b"\n".join(
        line + b" " if line and not line.startswith(b"---") else line for line in content.split(b"\n")
    )
    mended = fix(path.name, spoilt)
    assert mended.content == content
    assert fix(path.name, mended.content).changes == ()


def test_mended_sources_build() -> None:
    """What stopped a build before mending does so no more."""
    front = FRONT.replace("held: 2022-03", "“held”: March 2022").replace("2022-06-01", "1st June 2022")
    inputs = briefing_project("## Findings\n\n- One.\n", front=front)
    assert not laid_out(inputs).files
    mended = {name: fix(name, content).content for name, content in inputs.sources.items()}
    assert laid_out(replace(inputs, sources=mended)).files


@for_each("letter", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\ufeff", "\x00", "\x1b"])
def test_a_control_character_is_mended_where_its_message_says_so(letter: str) -> None:
    """What `check --fix` is said to do about a character that no text may hold, it does; of others it is not said."""
    inputs = briefing_project(f"## Findings\n\n- One{letter}two.\n")
    (told,) = (problem for problem in laid_out(inputs).problems if problem.code == "control-character")
    mended = {name: fix(name, content).content for name, content in inputs.sources.items()}
    left = {problem.code for problem in laid_out(replace(inputs, sources=mended)).problems}
    assert ("check --fix" in told.message) is ("control-character" not in left)


def test_check_fix(tmp_path: Path) -> None:
    """`check --fix` mends only what was asked for, says each change, and then shows what is left."""
    for name, content in files_of(f"--- briefings/a.md\n{FRONT}Text \n--- briefings/b.md\n{FRONT}Text \n").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    arguments = ["check", "--source", str(tmp_path), "--fix", "briefings/a.md"]
    result = CliRunner().invoke(main, arguments)
    assert "briefings/a.md:10: mended: " in result.stderr
    assert "error[unknown-theme]" in result.stderr
    assert (tmp_path / "briefings/a.md").read_text("utf-8").endswith("Text\n")
    assert (tmp_path / "briefings/b.md").read_text("utf-8").endswith("Text \n")
    assert "mended" not in CliRunner().invoke(main, arguments).stderr


def test_check_fix_says_what_becomes_a_point_and_what_it_leaves(tmp_path: Path) -> None:
    """What is a learning point now is said in its line; so is what needs a person, beside its warning."""
    body = "## Findings\n- One\n• Two\n\n**Three**\n\n- Four\n"
    for name, content in {**briefing_project(body).sources, "learnbrief.yml": b"title: T\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    said = CliRunner().invoke(main, ["check", "--source", str(tmp_path), "--fix", "briefings/a.md"]).stderr
    assert "briefings/a.md:13: mended: this line is an entry of a list now, a learning point if" in said
    assert "briefings/a.md:15: left as it is" in said
    assert "briefings/a.md:15:1: warning[unread-heading]" in said
    assert "unread-list" not in said


# The text


def body_of(text: str) -> str:
    """Mend a text below some fields; a second run must find nothing."""
    front = "---\ntitle: A\n---\n"
    mended = fix("briefings/a.md", (front + text).encode()).content
    again = fix("briefings/a.md", mended)
    assert again.content == mended
    assert not again.changes
    return mended.decode().removeprefix(front)


NBSP = "\u00a0"


@for_each(("before", "after"), table("mend-lists"))
def test_lists(before: str, after: str) -> None:
    """What looks like a list becomes one: bullets become hyphens, letters and numbers stay, what lies inside does."""
    assert body_of(before) == after
    assert body_of(f"## Findings\n\n{before}\n\n## More\n") == f"## Findings\n\n{after}\n\n## More\n"


@for_each(("before", "after"), table("mend-headings"))
def test_headings(before: str, after: str) -> None:
    """A heading that lacks nothing but its blank gets it, and one that is marked gets empty lines around it."""
    assert body_of(before) == after


@for_each(("before", "after"), table("mend-characters"))
def test_characters(before: str, after: str) -> None:
    """What nobody sees is taken away, what looked like a new line is one, tabs become blanks; code stays."""
    assert body_of(before) == after


@for_each("body", table("mend-what-needs-judgement-is-left-and-told"))
def test_what_needs_judgement_is_left_and_told(body: str) -> None:
    """Nothing is made of a line of which nobody knows what it is meant to be; its place is told."""
    assert body_of(body) == body
    mended = fix("a.md", f"---\n---\n{body}".encode())
    assert len(mended.left) == 1
    assert mended.changes == ()


def test_innocent_signs_stay() -> None:
    """What is no list, heading or table is no text to be mended either."""
    body = "*Names have been changed.\n\n— A parent\n\n#neglect\n\n1.1 million\n\n- (a) One.\n- ✓ Two.\n\n> • Three\n"
    assert body_of(body) == body


def test_texts_in_fields() -> None:
    """In YAML the lists of a text are mended, and a point's second bullet; no heading is made, and no line moved."""
    before = """title: Rec\u00adords
sections:
  - heading: Findings
    text: |
      Found:
      – One
        o\tTwo
      – Three

      ##Four
    points:
      - • One
      - text: “Two”\u2028two
      - text: '▪ Three'
      - "- Four"
summary: |
  • One
  • Two
"""
    after = """title: Records
sections:
  - heading: Findings
    text: |
      Found:
      - One
        - Two
      - Three

      ##Four
    points:
      - One
      - text: “Two” two
      - text: 'Three'
      - "- Four"
summary: |
  • One
  • Two
"""
    mended = fix("a.yml", before.encode())
    assert mended.content.decode() == after
    assert mended.left == (10,)
    assert fix("a.yml", mended.content).changes == ()


def test_line_ends_stay() -> None:
    """New lines get the line end that the file has; a byte-order mark, mixed ends and a missing last end stay."""
    before = b"\xef\xbb\xbf---\r\n---\r\nText\r\n##One\r\n- a\n\xe2\x80\xa2 b"
    after = b"\xef\xbb\xbf---\r\n---\r\nText\r\n\r\n## One\r\n\r\n- a\n- b"
    assert fix("a.md", before).content == after


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n• One\n=======\n• Two\n>>>>>>> b\n", "• One\n" * 10_001])
def test_what_is_no_text_is_left(text: str) -> None:
    """Neither two versions in one, nor what is too much to be read, is mended."""
    content = f"---\n---\n{text}".encode()
    assert fix("a.md", content).content == content


SIGNS = [
    *(
        "- ",
        "* ",
        "-",
        "*",
        "+",
        "-\u00a0",
        "- • ",
        "- -",
        "• ",
        "•\t",
        "\uf0b7",
        "– ",
        "—",
        "o\t",
        "o ",
        "→ ",
        "§ ",
        "✓ ",
        "✗ ",
    ),
    *("1. ", "2. ", "1.", "2.", "a) ", "b) ", "(a) ", "(i) ", "(ii) ", "1.1 ", "1.2 ", "[ ] "),
    *("# ", "#", "##", "##\u00a0", "=== ", "**", "<b>", "<div>", "```", "| ", "[^1]: ", "\u00a0"),
]
WORDS = [
    "",
    "Plans were late",
    "What should change",
    "KEY FINDINGS",
    "one two",
    "sh\u00adare",
    "a\tb",
    "One\u2028• two",
]
LINES = st.builds(
    lambda before, sign, words, end: f"{before}{sign}{words}{end}",
    st.sampled_from(["", "", "", "  ", "    ", "\t", NBSP, "> "]),
    st.sampled_from(["", "", "", *SIGNS]),
    st.sampled_from(WORDS),
    st.sampled_from(["", "", ".", ":", " #plans", "**", "  ", "\t", "\r", "\u200b", " |"]),
)
TEXTS = st.lists(LINES | st.just(""), max_size=12).map("\n".join)


def words(text: str) -> list[str]:
    """Give a text's words; a letter alone may be a bullet."""
    visible = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    return re.findall(r"[^\W_]{2,}", visible)


@given(TEXTS)
def test_mending_never_changes_the_words(text: str) -> None:
    """Whatever the text, its words are the same afterwards, in the same order; a second run changes nothing."""
    assert words(body_of(text)) == words(text)


@given(TEXTS)
def test_what_was_mended_is_told_no_more(text: str) -> None:
    """What is left of lists and headings to be mended is what needs judgement, and each place of it is told."""
    mended = fix("a.md", f"---\n---\n{text}".encode())
    lines = mended.content.decode().split("\n")[2:]
    found = list(find_lookalikes(parse_blocks("\n".join(lines)), lines, names_a_section))
    assert not [each for each in found if each.what in (LookalikeKind.MARKED_HEADING, LookalikeKind.SECOND_SIGN)]
    assert all(each.is_parted for each in found if each.what is LookalikeKind.LIST)
    assert sorted({each.lines[0].row + 3 for each in found}) == list(mended.left)


@given(TEXTS)
def test_mending_keeps_the_kind_of_line_end(text: str) -> None:
    """A text with Windows line ends is mended as the same text with others is."""
    text = text.replace("\r", "")
    plain = fix("a.md", f"---\n---\n{text}".encode()).content
    windows = fix("a.md", f"---\n---\n{text}".replace("\n", "\r\n").encode()).content
    assert windows == plain.replace(b"\n", b"\r\n")
