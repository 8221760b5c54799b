"""Actions as a table and back: what spreadsheets do to it changes nothing, and what people do changes just that."""

import csv
import io
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from learnbrief.cli import main
from learnbrief.editing.action_log import changes_in, read_table, table_of_actions, write_table
from learnbrief.editing.action_log.dates import Order, UnreadDate, as_source, date_of_cell, order_of
from learnbrief.editing.suggest import SuggestedAttribute, change_points
from learnbrief.model import Catalogue, Held, parse_held
from learnbrief.problems import Problem
from learnbrief.settings import DEFAULT_SETTINGS
from tests.suggest_cases import MARKDOWN, YAML, markdown_of, yaml_of
from tests.support import FRONT, VOCABULARY, files_of, project, put, read

ACTIONS = """## What is being done {role=actions}

- We ask again. {#again owner="MASH" due=2023-03 state=promised}
- =We write to both parents. #plans {#parents}
- We train every school. {#train owner="'Best' “Practice” group – all" due="2011/12" state=under-way as_of=2025-03-04}

## Next steps {role=actions}

| Action | Who | By when | Progress |
| --- | --- | --- | --- |
| The form is new. {#form} | *Front* door | March 2023 | In progress |
| The rota is shared. {#rota} | | TBC | |
"""
IN_YAML = (
    FRONT.strip("-\n").replace("Neglect in", "Homes in")
    + """
sections:
  - heading: What is being done
    role: actions
    points:
      - text: We visit within ten days.
        id: visits  # as agreed
        owner: Health
        due: 2026-02-03
        answers: a#again
      - "We say \\"thanks\\". {#thanks state=done}"
"""
)
DRAFT = FRONT.replace("---\ntitle: Neglect in", "---\nstatus: draft\ntitle: Hidden in")
PROJECT = (
    f"{VOCABULARY}--- briefings/a.md\n{FRONT.replace('partnership: example', 'partnership: other')}{ACTIONS}"
    f"--- briefings/b.yml\n{IN_YAML}"
    f"--- briefings/hidden.md\n{DRAFT}## Actions {{role=actions}}\n\n- A secret. {{#secret}}\n"
)
TODAY = ("--today", "2026-12-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project that has actions in every form."""
    put(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command about actions in this process; anything but an exit is a crash."""
    result = CliRunner().invoke(main, ("actions", *arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def rows_of(file: Path) -> list[list[str]]:
    """Read a table with the reader of another: Python's for CSV, openpyxl for Excel's form."""
    if file.suffix == ".csv":
        return list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    sheet: Any = load_workbook(file).active
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def sources(folder: Path) -> dict[str, bytes]:
    """Give the briefings as they stand on the disk."""
    return {path.name: path.read_bytes() for path in sorted((folder / "briefings").iterdir())}


@pytest.mark.parametrize("name", ["actions.csv", "actions.xlsx"])
def test_every_action_is_a_row(folder: Path, name: str) -> None:
    """Each action that readers may see is one row, no cell a formula; the same table has the same bytes."""
    assert run("export", name, *TODAY).exit_code == 0
    first = (folder / name).read_bytes()
    head, *rows = rows_of(folder / name)
    assert head == ["address", "text", "owner", "due", "state", "as_of", "evidence", "answers"]
    assert [row[0] for row in rows] == [
        *(f"briefings/a/#{id_}" for id_ in ("again", "parents", "train", "form", "rota")),
        "briefings/b/#visits",
        "briefings/b/#thanks",
    ]
    assert rows[0][1:5] == ["We ask again.", "MASH", "2023-03", "promised"]
    assert rows[1][1] == "'=We write to both parents."
    assert rows[2][2:6] == ["''Best' “Practice” group – all"[1:], "2011-2012", "under-way", "2025-03-04"]
    assert rows[3][2:5] == ["Front door", "2023-03", "under-way"]
    assert rows[5][7] == "briefings/a/#again"
    assert run("export", name, *TODAY).exit_code == 0
    assert (folder / name).read_bytes() == first
    assert run("update", name, *TODAY).stdout == f"{name} changes nothing.\n"


def test_the_actions_of_one_partnership(folder: Path) -> None:
    """A partnership's table holds its own; a name that nobody bears and another ending are refused in one line."""
    shown = run("export", "--partnership", "other", *TODAY).stdout
    assert [line.split(",")[0] for line in shown.splitlines()[1:]][-1] == "briefings/a/#rota"
    assert 'Did you mean "other"?' in run("export", "--partnership", "othr", *TODAY).stderr
    assert run("export", "a.ods", *TODAY).exit_code == 2
    assert run("export", "none/a.csv", *TODAY).exit_code == 1
    assert run("update", "none.csv", *TODAY).exit_code == 1
    assert not (folder / "none").exists()


def test_what_people_change_is_written_and_nothing_else(folder: Path) -> None:
    """Changes are shown first; then just these bytes of the sources are other, and a changed state has its day."""
    table = [
        ["Actions of 2026"],
        ["Address", "Notes", "State", "Due", "Owner", "As of", "Evidence"],
        ["briefings/a/#again", "", "Done", "31-Mar-24", "MASH", "", "https://example.org/a,b"],
        ["https://elsewhere.example/briefings/a/#parents", "", "promised", "", "'Schools", "", ""],
        ["briefings/a/#form", "", "complete", "Mar-23", "", "01/11/2026", ""],
        ["briefings/a/#rota", "x", "", "13/04/2027", "A | B", "", ""],
        ["", "", "", "", "", "", ""],
        ["briefings/b/#visits", "", "under way", "2026-02-03 00:00:00", "", "", ""],
        ["briefings/b/#thanks", "", "dropped", "", 'The "A" team', "2026-11", ""],
    ]
    content = "\r\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table)
    (folder / "t.csv").write_bytes(content.encode("utf-16"))
    before = sources(folder)
    shown = run("update", "t.csv", *TODAY)
    assert shown.exit_code == 0, shown.stderr
    assert "    as_of: nothing → 2026-12-01 (because the state changes)" in shown.stdout
    assert shown.stdout.endswith("18 changes to 6 actions. To make them, add --write.\n")
    assert sources(folder) == before
    written = run("update", "t.csv", "--write", *TODAY)
    assert written.exit_code == 0, written.stderr
    after = {name: content.decode() for name, content in before.items()}
    for name, old, new in (
        (
            "a.md",
            "due=2023-03 state=promised}",
            'due=2024-03-31 state=done evidence="https://example.org/a,b" as_of=2026-12-01}',
        ),
        ("a.md", "#plans {#parents}", "#plans {#parents owner=Schools state=promised as_of=2026-12-01}"),
        (
            "a.md",
            "{#form} | *Front* door | March 2023 | In progress |",
            "{#form as_of=2026-11-01} |  | March 2023 | done |",
        ),
        ("a.md", "{#rota} | | TBC | |", "{#rota} | A \\| B | 2027-04-13 | |"),
        (
            "b.yml",
            "        owner: Health\n        due: 2026-02-03\n",
            "        due: 2026-02-03\n        state: under-way\n        as_of: 2026-12-01\n",
        ),
        ("b.yml", "{#thanks state=done}", '{#thanks state=dropped owner=“The \\"A\\" team” as_of=2026-11}'),
    ):
        assert old in after[name]
        after[name] = after[name].replace(old, new)
    assert {name: content.decode() for name, content in sources(folder).items()} == after
    assert run("update", "t.csv", *TODAY).stdout == "t.csv changes nothing.\n"
    assert run("export", *TODAY).exit_code == 0


BAD_CELLS = {
    "unknown-point": (("briefings/a/#agian", "", "", "", ""), 1),
    "unknown-point role": (("a#", "", "", "", ""), 1),
    "repeated-row": (("a#form", "", "", "", ""), 1),
    "bad-date two ways": (("a#rota", "", "03/04/2027", "", ""), 3),
    "bad-date number": (("a#rota", "", "46123", "", ""), 3),
    "bad-date no year": (("a#rota", "", "23-Mar", "", ""), 3),
    "bad-date words": (("a#rota", "", "soon", "", ""), 3),
    "unknown-choice": (("a#rota", "", "", "doen", ""), 4),
    "bad-url": (("a#rota", "", "", "", "www.example.org"), 5),
    "personal-data": (("a#rota", "Ring 07700 900123", "", "", ""), 2),
    "bad-attribute": (("a#rota", "x\x07", "", "", ""), 2),
    "bad-attribute formula": (("a#rota", "=B2", "", "", ""), 2),
}


@pytest.mark.parametrize("cause", BAD_CELLS)
def test_what_cannot_be_taken_over_is_named_with_its_cell(folder: Path, cause: str) -> None:
    """A cell that cannot be read is an error with the table's row and column, and then nothing is written."""
    row, column = BAD_CELLS[cause]
    before = sources(folder)
    head = ("address", "owner", "due", "state", "evidence")
    content = write_table(".csv", [head, ("a#form", "Front door", "2023-03", "under-way", ""), row])
    (folder / "t.csv").write_bytes(content)
    result = run("update", "t.csv", "--write", *TODAY)
    assert result.exit_code == 1
    assert f"t.csv:3:{column}: error[{cause.split()[0]}] " in result.stderr
    assert "Row 3" in result.stderr
    assert "900123" not in result.stderr + result.stdout
    assert sources(folder) == before


def test_words_are_changed_in_briefings_alone(folder: Path) -> None:
    """Where a table's text reads otherwise, that is said; and an `as_of` to come is refused."""
    rows = [("address", "text", "as_of"), ("a#form", "The form is old.", "2027-01")]
    (folder / "t.csv").write_bytes(write_table(".csv", rows))
    said = run("update", "t.csv", *TODAY).stderr
    assert "t.csv:2:2: warning[changed-words] " in said
    assert "t.csv:2:3: error[as-of-in-future] " in said


def test_a_table_has_its_bad_and_its_good_example(folder: Path) -> None:
    """What is no table of actions, and a column given twice, are `not-a-table`; what was exported is read."""
    (folder / "bad.csv").write_text("Action,Who\nWe ask.,MASH\n")
    assert "bad.csv:1:1: error[not-a-table] " in run("update", "bad.csv", *TODAY).stderr
    (folder / "two.csv").write_text("address,due,Due\n")
    assert "two.csv:1:3: error[not-a-table] " in run("update", "two.csv", *TODAY).stderr
    (folder / "open.csv").write_text('address,due\na#form,"2023\n')
    assert "open.csv:2:1: error[not-a-table] " in run("update", "open.csv", *TODAY).stderr
    (folder / "good.csv").write_text("sep=;\naddress;due\na#form;2023-03\n")
    assert run("update", "good.csv", *TODAY).stderr == ""


def test_an_action_that_is_not_out_yet_can_be_changed(folder: Path) -> None:
    """What an export never shows may be named by hand: its source is changed, and nothing is published by that."""
    (folder / "t.csv").write_text("address,owner\nhidden#secret,Hub\n")
    assert run("update", "t.csv", "--write", *TODAY).exit_code == 0
    assert b"{#secret owner=Hub}" in sources(folder)["hidden.md"]


def test_where_one_file_cannot_be_changed_none_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table for several files changes all of them or, where one was changed in the meantime, none."""
    (folder / "t.csv").write_text("address,owner\na#form,Hub\nb#visits,Hub\n")

    def meanwhile(*given: Any) -> Any:
        with (folder / "briefings/b.yml").open("a") as file:
            file.write("# Noted.\n")
        return change_points(*given)

    before = sources(folder)
    monkeypatch.setattr("learnbrief.cli.actions.change_points", meanwhile)
    result = run("update", "t.csv", "--write", *TODAY)
    assert result.exit_code == 1
    assert result.stderr.startswith("briefings/b.yml: left as it is: it was changed in the meantime")
    assert sources(folder) == {**before, "b.yml": before["b.yml"] + b"# Noted.\n"}


def test_excel_s_form_without_its_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what installs the library, and that CSV needs none; CSV is written and read as ever."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "learnbrief.editing.action_log.excel", raising=False)
    (folder / "t.xlsx").write_bytes(CONTENTS[".xlsx"])
    for refused in (run("export", "a.xlsx", *TODAY), run("update", "t.xlsx", *TODAY)):
        assert refused.exit_code == 1
        assert 'python -m pip install "learnbrief[xlsx]"' in refused.stderr
    assert not (folder / "a.xlsx").exists()
    assert run("export", "a.csv", *TODAY).exit_code == 0
    assert run("update", "a.csv", *TODAY).stdout == "a.csv changes nothing.\n"


def test_a_change_that_is_left_fails(folder: Path) -> None:
    """One action that cannot be changed is named, the others in its file are changed, and the exit status is 1."""
    put(folder, PROJECT.replace("owner: Health", "owner: >\n          Health"))
    (folder / "t.csv").write_text("address,owner\nb#visits,Hub\nb#thanks,Hub\n")
    result = run("update", "t.csv", "--write", *TODAY)
    assert result.exit_code == 1
    assert re.match(r"briefings/b\.yml:\d+: left as it is: .* \(row 2 of t\.csv\)$", result.stderr)
    assert result.stdout.endswith("briefings/b.yml: made 1 change to 1 learning point.\n")
    assert b"{#thanks state=done owner=Hub}" in sources(folder)["b.yml"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_emptied_keys_go_with_their_lines(line_end: str) -> None:
    """In YAML the line of an emptied cell goes, the file's last too; a comment behind a value stays."""
    lines = ["- text: One", "  owner: Hub", "  state: done  # said", "  due: 2026"]
    text = yaml_of("role: actions\npoints:\n" + "".join(f"  {line}\n" for line in lines)).rstrip("\n")
    content = text.replace("\n", line_end).encode()
    library, _ = read(project(f"{VOCABULARY}--- {YAML}\n{text}"))
    at = library.briefings[0].points[0].at
    wanted = [SuggestedAttribute(at, name, "") for name in ("owner", "state", "due")]
    (addition,) = change_points({**files_of(VOCABULARY), YAML: content}, DEFAULT_SETTINGS, wanted)
    assert not addition.left
    kept = [line.replace(" done", "") for line in text.split("\n") if "owner:" not in line and "due:" not in line]
    assert addition.content.decode() == line_end.join(kept)


# What spreadsheets do

POINTS = project(PROJECT)
LIBRARY, _ = read(POINTS)
CATALOGUE = Catalogue.of(LIBRARY.visible(date(2026, 12, 1), drafts=False), LIBRARY.vocabulary)
TABLE = [list(row) for row in table_of_actions(CATALOGUE.actions, CATALOGUE, "https://example.org/learning")]


def as_shown(cell: str, day_form: str) -> str:
    """Show a cell as a spreadsheet does that takes it for a date."""
    for form, shown in (("%Y-%m-%d", day_form), ("%Y-%m", "%b-%y")):
        try:
            return datetime.strptime(cell, form).strftime(shown)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return cell


@settings(max_examples=40)
@given(
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%d-%b-%y", "%d.%m.%Y", "%A, %d %B %Y"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.permutations(range(len(TABLE) - 1)),
    st.permutations(range(len(TABLE[0]))),
    st.booleans(),
)
def test_what_a_spreadsheet_makes_of_a_table_changes_nothing(
    day_form: str,
    separator: str,
    encoding: str,
    line_end: str,
    quoting: Any,
    rows: list[int],
    columns: list[int],
    more: bool,
) -> None:
    """Dates in other forms, other separators, encodings and orders, quotes and rows without anything: no change."""
    table = [
        [as_shown(row[at], day_form) for at in columns] + [""] * more
        for row in (TABLE[0], *(TABLE[1:][at] for at in rows))
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=quoting).writerows(
        [*table, *([[""]] * more)]
    )
    problems: list[Problem] = []
    read_back = read_table("t.csv", text.getvalue().encode(encoding, "replace"), problems.append)
    changes = changes_in("t.csv", read_back, LIBRARY.briefings, DEFAULT_SETTINGS, date(2026, 12, 1), problems.append)
    assert not problems
    assert changes == ()


def test_days_that_a_workbook_keeps_are_read(folder: Path) -> None:
    """In Excel's form a day may be a real one, a month one that shows no day, a year a number: no change."""
    book = Workbook()
    sheet: Any = book.create_sheet("Ours")
    for row in TABLE:
        sheet.append([as_cell(text) for text in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = "mmm-yy" if cell.value.day == 1 else "dd/mm/yyyy"
    book.save(folder / "t.xlsx")
    result = run("update", "t.xlsx", *TODAY)
    assert (result.stdout, result.stderr) == ("t.xlsx changes nothing.\n", "")


def test_a_formula_without_a_value_empties_no_cell(folder: Path) -> None:
    """One not worked out, or that gives an error, is named by row and column; but not in a column of one's own."""
    book = Workbook()
    sheet: Any = book.active
    for row in (["address", "owner", "due", "as_of", "mine"], ["a#again", "=A1", "#N/A", "=TODAY()", "=A1"]):
        sheet.append(row)
    book.save(folder / "t.xlsx")
    before = sources(folder)
    result = run("update", "t.xlsx", "--write", *TODAY)
    assert result.exit_code == 1
    assert re.findall(r"^t\.xlsx:(\d:\d): error\[bad-attribute\] Row 2, column \"(\w+)\": ", result.stderr, re.M) == [
        ("2:2", "owner"),
        ("2:3", "due"),
        ("2:4", "as_of"),
    ]
    assert sources(folder) == before


def as_cell(text: str) -> Any:
    """Keep a cell as Excel does."""
    for form in ("%Y-%m-%d", "%Y-%m"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return text or None


@settings(max_examples=60)
@given(st.sampled_from([".csv", ".xlsx"]), st.data())
def test_no_broken_table_ends_in_a_traceback(ending: str, data: st.DataObject) -> None:
    """Whatever bytes come, they are rows or a problem."""
    whole = CONTENTS[ending]
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    content = whole[:start] + data.draw(st.binary(max_size=20)) + whole[start + length :]
    problems: list[Problem] = []
    rows = read_table(f"t{ending}", content, problems.append)
    changes_in("t", rows, LIBRARY.briefings, DEFAULT_SETTINGS, date(2026, 12, 1), problems.append)
    assert rows or problems


CONTENTS = {ending: write_table(ending, TABLE) for ending in (".csv", ".xlsx")}


# Dates


def held(written: str) -> Held:
    """Read a date that is one."""
    found = parse_held(written)
    assert isinstance(found, Held)
    return found


@pytest.mark.parametrize(
    "written",
    ["2023", "2023-03", "2023-03-31", "2022-2023", "2022-04 to 2022-06", "2022-04-02 to 2022-06-03", "2021 to 2023"],
)
def test_a_date_goes_out_as_it_may_come_in(written: str) -> None:
    """What stands in a table for a date is read as the same date."""
    again = held(as_source(held(written)))
    assert (again.start, again.end) == (held(written).start, held(written).end)


@pytest.mark.parametrize(
    ("written", "before", "order", "read"),
    [
        ("Mar-23", "", None, "2023-03"),
        ("Mar-98", "1998-03", None, "1998-03"),
        ("01/03/2023", "2023-03", None, "2023-03"),
        ("3/4/2023", "2023-04-03", None, "2023-04-03"),
        ("3/4/2023", "2023-03-04", None, "2023-03-04"),
        ("3/4/23", "", Order.DAY_FIRST, "2023-04-03"),
        ("3/4/23", "", Order.MONTH_FIRST, "2023-03-04"),
        ("3/4/23", "", None, None),
        ("4/4/23", "", None, "2023-04-04"),
        ("13/4/23", "", Order.MONTH_FIRST, "2023-04-13"),
        ("2023-04-13T00:00:00", "", None, "2023-04-13"),
        ("13/04/2023 00:00", "", None, "2023-04-13"),
        ("end of March 2024", "", None, "2024-03"),
        ("Q4 2022/23", "", None, "2023-01 to 2023-03"),
        ("31/02/2023", "", None, None),
        ("2023-13", "", None, None),
    ],
)
def test_dates_are_read_as_spreadsheets_write_them(
    written: str, before: str, order: Order | None, read: str | None
) -> None:
    """A date is read in the one way that it can mean; of two, what else is known decides, or nobody."""
    found = date_of_cell(written, held(before) if before else None, order)
    assert found == read if read else isinstance(found, UnreadDate)


def test_the_order_of_figures_is_learned_from_the_table() -> None:
    """One date that can be read in one way only tells how to read the others; two that disagree tell nothing."""
    assert order_of([("3/4/23", None), ("13/4/23", None)]) is Order.DAY_FIRST
    assert order_of([("3/4/23", held("2023-03-04"))]) is Order.MONTH_FIRST
    assert order_of([("4/13/23", None), ("13/4/23", None)]) is None
    assert order_of([("4/4/23", None)]) is None


# Where attributes stand


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        (MARKDOWN, markdown_of("## Actions {role=actions}\n\n- > A quotation.\n"), "paragraph"),
        (YAML, yaml_of("role: actions\npoints: [One, Two]\n"), "quotes"),
        (YAML, yaml_of("role: actions\npoints:\n  - text: One\n    owner: >\n      Long\n"), "several lines"),
    ],
)
def test_what_cannot_be_changed_is_left(file: str, text: str, why: str) -> None:
    """An action in whose source a change has no safe place stays as it is, and it is said why."""
    given_sources = {**files_of(VOCABULARY), file: text.encode()}
    library, _ = read(project(f"{VOCABULARY}--- {file}\n{text}"))
    wanted = SuggestedAttribute(library.briefings[0].points[0].at, "owner", "A: b")
    (addition,) = change_points(given_sources, DEFAULT_SETTINGS, [wanted])
    assert (addition.content, addition.added) == (text.encode(), {})
    assert why in addition.left[0].message
