"""Every mistake an editor can make is named: with its code, on its line, and with nothing else beside it.

Each file in `bad/` is a project in the form that `support.files_of` understands, named after the code it is about.
Its faulty lines end in ` <- code`, or ` <- code "word"` where the problem's column must be that of the word; these
marks are taken off before the project is read. A line `(fields)` stands for fields without a mistake.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from learnbrief.build import Inputs
from learnbrief.files import gather
from learnbrief.problems import LARGEST_SOURCE, MOST_LINES, MOST_SIGNS, Problem, Severity, as_text
from tests.codes import codes_in_the_code
from tests.support import FRONT, TODAY, VOCABULARY, files_of, for_each, problems_of, templates

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.txt"))
MESSAGES = HERE / "golden/messages.txt"
"""What editors are told of each bad source."""

SETTINGS = b"""
accessibility:
  conformance: full
  tested: 2026-01-01
  method: with the keyboard alone
  contact: name@example.org
  response: within a week
"""

_MARK = re.compile(r' *<- ([a-z0-9-]+)(?: "([^<>]+|<[a-z]+)")?$')

OF_THE_WHOLE = frozenset({"accessibility-missing", "no-points"})
"""What small sources lack besides what they are about: settings, and learning points."""

Expected = tuple[str, int, str]
"""File, line and code of a problem."""


def parse(text: str) -> tuple[str, list[Expected], list[tuple[Expected, int]]]:
    """Take the marks off a bad project; give what they expect, and of those with a word the column."""
    clean: list[str] = []
    expected: list[Expected] = []
    columns: list[tuple[Expected, int]] = []
    file, line_number = "", 0
    for marked in text.replace("(fields)\n", FRONT.replace("---\n", "")).split("\n"):
        line, marks = _without_marks(marked)
        line_number += 1
        if marked == line and (header := re.match(r"--- (\S.*)", line)):
            file, line_number = header[1].strip(), 0
        for code, word in marks:
            expected.append((file, line_number, code))
            if word:
                columns.append(((file, line_number, code), line.index(word) + 1))
        clean.append(line)
    return "\n".join(clean), expected, columns


def _without_marks(line: str) -> tuple[str, list[tuple[str, str]]]:
    marks: list[tuple[str, str]] = []
    while mark := _MARK.search(line):
        marks.append((mark[1], mark[2] or ""))
        line = line[: mark.start()]
    return line, marks


def inputs_of(files: dict[str, bytes]) -> Inputs:
    """Make a project of files, with a vocabulary, settings and templates where it brings none."""
    own = {name.removeprefix("templates/"): text for name, text in files.items() if name.startswith("templates/")}
    sources = {name: text for name, text in files.items() if not name.startswith("templates/")}
    given = {**files_of(VOCABULARY), "learnbrief.yml": SETTINGS}
    return Inputs(sources={**given, **sources}, templates={**templates(), **own}, today=TODAY)


def found_in(problems: Sequence[Problem], about: str = "") -> list[Expected]:
    """Give each problem's place and code; those of `OF_THE_WHOLE` only where a source is about them."""
    return sorted(
        (problem.at.file, problem.at.line, problem.code)
        for problem in problems
        if problem.code not in OF_THE_WHOLE or problem.code in about
    )


Compare = Callable[[str, Sequence[Problem]], None]


@pytest.fixture(scope="module")
def compare(pytestconfig: pytest.Config) -> Iterator[Compare]:
    """Compare what an editor is told with what was reviewed; when asked to, write it anew at the end."""
    is_written_anew = pytestconfig.getoption("--regold")
    told: dict[str, list[str]] = {}
    parts = re.split(r"(?m)^## (.*)\n", MESSAGES.read_text("utf-8"))
    reviewed = {name: text.splitlines() for name, text in zip(parts[1::2], parts[2::2], strict=True)}

    def compare(name: str, problems: Sequence[Problem]) -> None:
        told[name] = [as_text(problem) for problem in sorted(problems) if problem.code not in OF_THE_WHOLE - {name}]
        assert is_written_anew or told[name] == reviewed.get(name)

    yield compare
    if is_written_anew:
        known = sorted({path.stem for path in BAD} | BAD_BYTES.keys() | BAD_FILES.keys())
        lines = [line for name in known for line in (f"## {name}", *(told.get(name) or reviewed.get(name, ())))]
        MESSAGES.write_text("\n".join([*lines, ""]), "utf-8")


@for_each("path", BAD)
def test_a_bad_source_is_named_where_it_is_bad(path: Path, compare: Compare) -> None:
    """Exactly the marked lines have exactly the marked problems, in the columns of the words that are at fault.

    Hints count only where a source is about them: it would take well-made texts to have none. The messages are those
    that were reviewed; `pytest --regold` writes them anew.
    """
    text, expected, columns = parse(path.read_text(encoding="utf-8"))
    inputs = inputs_of(files_of(text))
    wanted = {code for _, _, code in expected}
    problems = problems_of(inputs)
    found = [problem for problem in problems if problem.severity is not Severity.HINT or problem.code in wanted]
    assert found_in(found, path.stem) == sorted(expected)
    at = {((problem.at.file, problem.at.line, problem.code), problem.at.column) for problem in found}
    assert set(columns) <= at
    assert path.stem.split(".")[0] in {code for _, _, code in expected}
    compare(path.stem, found)


def _front(body: bytes) -> bytes:
    return FRONT.encode() + body


_MARKS_OF_FRONT = re.findall(r"[:,_\[\]]", FRONT)

BAD_BYTES = {
    "not-a-text Word": (b"PK\x03\x04\x14\x00\x06\x00", 1, 1),
    "not-a-text old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1, 1),
    "not-a-text PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 1, 1),
    "not-a-text RTF": (b"{\\rtf1\\ansi A plan.}", 1, 1),
    "not-utf-8": (_front(b"## Key points\n- Caf\xe9 is read.\n"), 11, 6),
    "not-utf-8 UTF-16": (FRONT.encode("utf-16"), 1, 1),
    "control-character NUL": (_front(b"A plan\x00.\n"), 10, 7),
    "control-character lone CR": (_front(b"A plan.\rA read one.\n"), 10, 8),
    "control-character BOM inside": (_front("Ä\ufeff plan.\n".encode()), 10, 2),
    "control-character behind Windows lines": (_front(b"\x1bA plan.\n").replace(b"\n", b"\r\n"), 10, 1),
    "control-character line separator": (_front("A\u2028plan.\n".encode()), 10, 2),
    "too-large": (_front(b"x" * LARGEST_SOURCE), 1, 1),
    "too-much lines": (_front(b"A plan.\n" * MOST_LINES), MOST_LINES + 1, 1),
    "too-much marks": (_front(b"*" * MOST_SIGNS), 10, MOST_SIGNS - len(_MARKS_OF_FRONT) + 1),
}
"""By code and cause: a file that its bytes make bad, with the line and column that are named."""


@for_each("cause", BAD_BYTES)
def test_bytes_that_no_source_may_hold_are_named(cause: str, compare: Compare) -> None:
    """What is no text, or holds what no text may, is one error in its line and column."""
    content, line, column = BAD_BYTES[cause]
    problems = problems_of(replace(inputs_of({"briefings/a.md": content}), hints=False))
    assert [(problem.at.line, problem.at.column, problem.code) for problem in problems] == [
        (line, column, cause.split()[0])
    ]
    compare(cause, problems)


GOOD_BYTES = {
    "5 MB": _front(b"x" * (LARGEST_SOURCE - len(FRONT))),
    "letters of UTF-8": _front("Café.\n".encode()),
    "as many lines as there may be": _front(b"A plan.\n" * (MOST_LINES - FRONT.count("\n"))),
    "as many marks as there may be": _front(b"*" * (MOST_SIGNS - len(_MARKS_OF_FRONT))),
    "some marks in a paragraph": _front(b"*a* " * 60),
}


@for_each("cause", GOOD_BYTES)
def test_bytes_that_a_source_may_just_hold_are_read(cause: str) -> None:
    """What is a text, and no more than the bounds allow, has none of these problems."""
    found = {problem.code for problem in problems_of(inputs_of({"briefings/a.md": GOOD_BYTES[cause]}))}
    assert not found & {"too-much-markup", *(bad.split()[0] for bad in BAD_BYTES)}


def test_a_byte_order_mark_and_windows_lines_are_accepted() -> None:
    """Neither a byte-order mark nor Windows line ends are a problem, nor do they move a problem's place."""
    bad = f"{FRONT}## Key points\n- A plan. #nobody\n"
    windows = b"\xef\xbb\xbf" + bad.replace("\n", "\r\n").encode()
    assert problems_of(inputs_of({"briefings/a.md": windows})) == problems_of(
        inputs_of({"briefings/a.md": bad.encode()})
    )


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_a_bracket_open_at_the_end_is_named(ending: str) -> None:
    """What is opened in the last line and never closed is one problem, whether or not a line end follows."""
    inputs = inputs_of({"briefings/a.yml": f"title: Plans\ntopics: [plans{ending}".encode()})
    assert [problem.code for problem in problems_of(replace(inputs, hints=False))] == ["yaml-syntax"]


def _link_to_outside(project: Path) -> None:
    (project.parent / "outside.md").write_text(FRONT, encoding="utf-8")
    (project / "briefings" / "a.md").symlink_to(project.parent / "outside.md")


def _link_to_folder(project: Path) -> None:
    (project.parent / "outside").mkdir()
    (project / "briefings" / "a").symlink_to(project.parent / "outside")


def _link_to_nothing(project: Path) -> None:
    (project / "briefings" / "a.md").symlink_to("nothing.md")


def _folder_for_themes(project: Path) -> None:
    (project / "briefings" / "_themes.yml").mkdir()


def _pipe(project: Path) -> None:
    os.mkfifo(project / "briefings" / "a.md")


def _unread(project: Path) -> None:
    (project / "briefings" / "2024-plans.md.txt").write_text(FRONT, encoding="utf-8")


def _document(project: Path) -> None:
    (project / "briefings" / "Plans.docx").write_bytes(b"PK")


BAD_FILES = {
    "unread-file text": (_unread, "briefings/2024-plans.md.txt"),
    "unread-file document": (_document, "briefings/Plans.docx"),
    "link-outside file": (_link_to_outside, "briefings/a.md"),
    "link-outside folder": (_link_to_folder, "briefings/a"),
    "unreadable link": (_link_to_nothing, "briefings/a.md"),
    "unreadable pipe": (_pipe, "briefings/a.md"),
    "unreadable folder": (_folder_for_themes, "briefings/_themes.yml"),
}
"""By code and cause: what makes a file bad on the disk, and the path that is named."""


@pytest.mark.parametrize("cause", BAD_FILES)
def test_files_that_cannot_be_gathered_are_named(tmp_path: Path, cause: str, compare: Compare) -> None:
    """A file that leads out of the project or cannot be opened is one error, and is not read."""
    spoil, named = BAD_FILES[cause]
    project = tmp_path / "project"
    (project / "briefings").mkdir(parents=True)
    spoil(project)
    gathered = gather(project)
    assert [(problem.at.file, problem.code) for problem in gathered.problems] == [(named, cause.split()[0])]
    assert not gathered.sources
    compare(cause, gathered.problems)


IN_PICTURES = {"damaged-picture", "unreadable-picture"}
"""What only the bytes of a picture can show: see tests/test_pictures.py."""

OF_OTHER_SITES = {"dead-link", "moved-link", "unchecked-link"}
"""What only other sites can show: see tests/test_external.py."""

OF_AN_EARLIER_STATE = {"lost-address", "lost-point"}
"""What only a site that was published before can show: see tests/test_since.py."""

IN_TABLES_OF_ACTIONS = {"changed-words", "not-a-table", "repeated-row"}
"""What only a table that comes back from a spreadsheet can show: see tests/test_actions_table.py."""


def test_every_code_has_a_bad_source() -> None:
    """No problem can be reported that no bad source shows, and no bad source is about a code that is not reported."""
    shown = {path.stem.split(".")[0] for path in BAD} | {cause.split()[0] for cause in (*BAD_BYTES, *BAD_FILES)}
    elsewhere = OF_OTHER_SITES | OF_AN_EARLIER_STATE | IN_PICTURES | IN_TABLES_OF_ACTIONS
    assert shown == codes_in_the_code().keys() - elsewhere
