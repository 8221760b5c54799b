"""What needs no judgement is mended, what needs some is left, and nothing else changes by a byte."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from learnbrief.cli import main
from learnbrief.mend import date_from_answer, mend
from learnbrief.mend.dates import mended_date
from learnbrief.model import DateFault, Held, parse_held
from learnbrief.pipeline import build
from tests.support import FRONT, briefing_project, files_of

BRIEFINGS = sorted((Path(__file__).parent.parent / "briefings").iterdir())


@pytest.mark.parametrize(
    ("written", "day", "vague"),
    [
        ("22nd March 2022", "2022-03-22", "2022-03-22"),
        ("22 Mar 2022", "2022-03-22", "2022-03-22"),
        ("1st of September, 2022", "2022-09-01", "2022-09-01"),
        ("Tuesday 22 March 2022", "2022-03-22", "2022-03-22"),
        ("Monday 22 March 2022", None, None),
        ("March 22nd, 2022", "2022-03-22", "2022-03-22"),
        ("22/03/2022", "2022-03-22", "2022-03-22"),
        ("03/22/2022", "2022-03-22", "2022-03-22"),
        ("22.3.2022", "2022-03-22", "2022-03-22"),
        ("05/05/2022", "2022-05-05", "2022-05-05"),
        ("03/04/2022", None, None),
        ("22/03/22", None, None),
        ("31/06/2022", None, None),
        ("31st June 2022", None, None),
        ("2022/03/22", "2022-03-22", "2022-03-22"),
        ("2022-3-5", "2022-03-05", "2022-03-05"),
        ("March 2022", None, "2022-03"),
        ("Sept. 2022", None, "2022-09"),
        ("March 2022 to 2 May 2022", None, "2022-03 to 2022-05-02"),
        ("August to October 2022", None, None),
        ("2022-03-22", None, None),
        ("2022-03", None, None),
        ("2022/23", None, None),
        ("2017-2018", None, None),
        ("2022-08 to 2022-10", None, None),
        ("soon", None, None),
    ],
)
def test_dates(written: str, day: str | None, vague: str | None) -> None:
    """A date in words or figures that can mean one day only is written in our form; any other is left."""
    assert mended_date(written, may_be_vague=False) == day
    assert mended_date(written, may_be_vague=True) == vague


@pytest.mark.parametrize(
    ("answer", "form"),
    [
        ("February 2020", "2020-02"),
        ("in Feb. 2020", "2020-02"),
        ("22 March 2022", "2022-03-22"),
        ("22-Mar-2022", "2022-03-22"),
        ("22/03/2022", "2022-03-22"),
        ("03/04/2022", "2022-04-03"),
        ("3.4.22", "2022-04-03"),
        ("12/22/2022", "2022-12-22"),
        ("3/2022", "2022-03"),
        ("2022", "2022"),
        ("2022/23", "2022/23"),
        ("the financial year 2022-23", "2022/23"),
        ("2017–18", "2017/18"),
        ("2022-11", "2022-11"),
        ("between August and October 2022", "2022-08 to 2022-10"),
        ("August to October 2022", "2022-08 to 2022-10"),
        ("Aug–Oct 2022", "2022-08 to 2022-10"),
        ("from January 2021 until March 2022", "2021-01 to 2022-03"),
        ("April 2022-March 2023", "2022-04 to 2023-03"),
        ("22-24 March 2022", "2022-03-22 to 2022-03-24"),
        ("22nd to 24th March 2022", "2022-03-22 to 2022-03-24"),
        ("28 February to 2 March 2022", "2022-02-28 to 2022-03-02"),
        ("2019 to 2021", "2019 to 2021"),
        ("Unknown", "unknown"),
        ("not known.", "unknown"),
        ("?", "unknown"),
    ],
)
def test_dates_as_people_answer_them(answer: str, form: str) -> None:
    """An answer with a date in it is written in our form: days before months, what a span leaves out filled up."""
    assert date_from_answer(answer) == form
    assert isinstance(parse_held(form), Held)


@pytest.mark.parametrize(
    "answer",
    [
        "March",
        "22 March",
        "spring 2022",
        "31 February 2022",
        "Monday 22 March 2022",
        "13/13/2022",
        "soon",
        "2022-13",
        "",
    ],
)
def test_what_is_no_date_is_given_back(answer: str) -> None:
    """What cannot be understood stays as it was written, so that the reader of dates says what is wrong with it."""
    assert date_from_answer(answer) == answer
    assert isinstance(parse_held(answer), DateFault)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A  \npublished: 2022-06-01 \t\n", "title: A\npublished: 2022-06-01\n"),
        ("cases:\n\tcount: 7\n\tunit: children\n", "cases:\n  count: 7\n  unit: children\n"),
        ("“title”: A\n", "title: A\n"),
        ("published: “22nd March 2022”  # a note\n", 'published: "22nd March 2022"  # a note\n'),
        ("published: 22nd March 2022\n", "published: 2022-03-22\n"),
        ("published: '22nd March 2022' # so\n", "published: 2022-03-22 # so\n"),
        ("topics: [“neglect”, “plans”]\n", 'topics: ["neglect", "plans"]\n'),
        ("title: “Neglect: what we learnt”\n", 'title: "Neglect: what we learnt"\n'),
        ("title: “What now?”\n", "title: “What now?”\n"),
        ("title: Their “voice”\n", "title: Their “voice”\n"),
        ("held: March 2022\npublished: March 2022\n", "held: 2022-03\npublished: 2022-03\n"),
        ("updated: March 2022\n", "updated: March 2022\n"),
        ("published: FILL IN: when it comes out\n", 'published: "FILL IN: when it comes out"\n'),
        ("held: FILL IN: the \"year\" # a note\n", 'held: "FILL IN: the \\"year\\"" # a note\n'),
        ("points:\n  - FILL IN: what. #plans\n", 'points:\n  - "FILL IN: what. #plans"\n'),
        ("held: FILL IN\ntopics: [FILL IN]\n", "held: FILL IN\ntopics: [FILL IN]\n"),
        ("summary: >-\n  FILL IN: two sentences.\n", "summary: >-\n  FILL IN: two sentences.\n"),
        ("summary: |\n  held: March 2022  \n  “title”: x   \n  y \ntitle: B \n",
         "summary: |\n  held: March 2022  \n  “title”: x  \n  y\ntitle: B\n"),
        ("sections:\n  - text: |\n      a  \n    role: b  \n", "sections:\n  - text: |\n      a  \n    role: b\n"),
        ("points:\n  - |\n    a  \n  - b  \n", "points:\n  - |\n    a  \n  - b\n"),
        ("summary: In March 2022 held: 22nd March 2022\n", "summary: In March 2022 held: 22nd March 2022\n"),
        ("\ttitle: A\nother: [\n", "  title: A\nother: [\n"),
    ],
)  # fmt: skip
def test_fields(before: str, after: str) -> None:
    """Fields are mended where they are written wrongly; texts, comments and real quotations stay."""
    if "“22nd" in before:
        after = after.replace('"22nd March 2022"', "2022-03-22")
    mended = mend("briefings/a.yml", before.encode())
    assert mended.content.decode() == after
    assert bool(mended.changes) is (before != after)
    front = mend("briefings/a.md", f"---\n{before}---\nText\n".encode())
    assert front.content.decode() == f"---\n{after}---\nText\n"
    assert [change.line for change in front.changes] == [change.line + 1 for change in mended.changes]


def test_text() -> None:
    """In Markdown two blanks break a line and stay; others go, but not out of a block of code."""
    before = "---\ntitle: A\n---\nOne \nTwo  \nThree    \nFour\t\n   \n```\nkept \n```\nheld: March 2022 \n"
    after = "---\ntitle: A\n---\nOne\nTwo  \nThree  \nFour\n\n```\nkept \n```\nheld: March 2022\n"
    mended = mend("briefings/a.md", before.encode())
    assert mended.content.decode() == after
    assert [change.line for change in mended.changes] == [4, 6, 7, 8, 12]


@pytest.mark.parametrize(
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
        assert mend(name, content).content == content


def test_a_mark_and_line_ends_stay() -> None:
    """A byte-order mark and every line's own end outlive mending."""
    mended = mend("a.md", b"\xef\xbb\xbf---\r\nheld: March 2022 \r\n---\nText \r\nMore")
    assert mended.content == b"\xef\xbb\xbf---\r\nheld: 2022-03\r\n---\nText\r\nMore"


@pytest.mark.parametrize("path", [path for path in BRIEFINGS if not path.name.startswith("_")], ids=lambda p: p.name)
def test_mending_is_done_at_once_and_changes_no_page(path: Path) -> None:
    """A briefing spoilt by blanks is mended in one run, to what it was, and a second run finds nothing."""
    content = path.read_bytes()
    spoilt = b"\n".join(
        line + b" " if line and not line.startswith(b"---") else line for line in content.split(b"\n")
    )
    mended = mend(path.name, spoilt)
    assert mended.content == content
    assert mend(path.name, mended.content).changes == ()


def test_mended_sources_build() -> None:
    """What stopped a build before mending does so no more."""
    front = FRONT.replace("held: 2022-03", "“held”: March 2022").replace("2022-06-01", "1st June 2022")
    inputs = briefing_project("## Findings\n\n- One.\n", front=front)
    assert not build(inputs).files
    mended = {name: mend(name, content).content for name, content in inputs.sources.items()}
    assert build(replace(inputs, sources=mended)).files


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
