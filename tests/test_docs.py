"""The documents are true of the software: codes, fields, settings, commands, links and examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec.structs import replace

from learnbrief import readers, settings
from learnbrief.build import Inputs, build
from learnbrief.cli import main
from learnbrief.cli.build import build_command
from learnbrief.cli.check import check_command
from learnbrief.cli.importing import import_command
from learnbrief.cli.new import new_command
from learnbrief.cli.serve import serve_command
from learnbrief.data.columns import DataTable
from learnbrief.data.points import POINTS
from learnbrief.data.tables import BRIEFINGS, THEMES
from learnbrief.fields import Definition, YamlValue, names, read_yaml, syntax
from learnbrief.files import gather
from learnbrief.markup import blocks, prose
from learnbrief.markup.html import ALLOWED, ALLOWED_EVERYWHERE
from learnbrief.markup.inline import MOST_EMPHASIS
from learnbrief.model import ActionState, Role, Status
from learnbrief.problems import LARGEST_SOURCE, MOST_LINES, MOST_SIGNS, Place, Problem, Text
from learnbrief.readers.marks import ACTION_ATTRIBUTES, HEADING_ATTRIBUTES, POINT_ATTRIBUTES
from learnbrief.readers.outline import MOST_PARTS
from learnbrief.readers.phrases import recognise_heading
from learnbrief.schemas import definitions
from learnbrief.settings import BUILT_IN_AUDIENCES
from tests.codes import codes_in_the_code
from tests.support import FRONT, VOCABULARY, files_of, for_each, problems_of, project
from tools.measure_headings import HALVES, measure

ROOT = Path(__file__).parent.parent
FENCED = r"(?ms)^```.*?^```$"
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))

STATEMENT = """--- learnbrief.yml
accessibility:
  conformance: partial
  tested: 2026-01-01
  method: by the editors
  contact: https://example.org/contact
  response: within 10 working days
"""

NEIGHBOUR = f"""--- briefings/2020-example-plans.md
{FRONT.replace("Neglect in Example", "Plans in Example").replace("2022-", "2020-")}
## Findings

- Plans did not say who. #plans #information-sharing
"""
"""A briefing that others may name."""


# Problems


def test_what_can_be_set_is_advice() -> None:
    """The settings know every warning and hint, sorted, and nothing that stops a build."""
    advice = [code for code, severities in codes_in_the_code().items() if severities <= {"Warning", "Hint"}]
    assert sorted(advice) == definitions.ADVICE


def problem_sections() -> dict[str, str]:
    """Give the text below each code's heading in the list of problems."""
    parts = re.split(r"(?m)^## ([a-z0-9-]+)\n", (ROOT / "docs" / "problems.md").read_text("utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_problem_is_explained() -> None:
    """Every code that a run may print has a heading in docs/problems.md, no other has, and they are sorted."""
    assert list(problem_sections()) == sorted(codes_in_the_code())


def test_every_problem_is_called_what_it_is() -> None:
    """An explanation begins with whether the problem is an error, a warning or a hint."""
    beginnings = {code: re.match(r"\s*\*\*([^*]+)\.\*\*", text) for code, text in problem_sections().items()}
    said = {
        code: {word.capitalize() for word in re.findall(r"(?i)\b(?:error|warning|hint)\b", match[1])}
        for code, match in beginnings.items()
        if match
    }
    assert said == codes_in_the_code()


def test_the_codes_before_an_upgrade_are_what_they_are_called() -> None:
    """The changes name new codes by how grave they are, sorted; each is a code of that kind."""
    before_upgrade = (
        (ROOT / "CHANGELOG.md").read_text("utf-8").partition("### Before you upgrade")[2].partition("###")[0]
    )
    named = re.findall(r"(?ms)^- (Error|Warning|Hint)s: (.*?)\.$", before_upgrade)
    assert [kind for kind, _ in named] == ["Error", "Warning", "Hint"]
    known = codes_in_the_code()
    for kind, listed in named:
        codes = re.findall(r"`([a-z0-9-]+)`", listed)
        assert codes == sorted(codes)
        assert [code for code in codes if kind not in known.get(code, set())] == []


@dataclass(frozen=True, slots=True)
class Example:
    """A bad or good source from the list of problems."""

    code: str
    is_bad: bool
    language: str
    text: str

    def __str__(self) -> str:
        return f"{'bad' if self.is_bad else 'good'} {self.code}"


def examples() -> Iterator[Example]:
    """Give every example of the list of problems."""
    for code, text in problem_sections().items():
        for verdict, language, block in re.findall(r"(?ms)^(Bad|Good):\n\n```(\w+)\n(.*?)^```$", text):
            yield Example(code, verdict == "Bad", language, block)


def inputs_of(example: Example) -> Inputs:
    """Put an example into a small project that has no other problem."""
    parts = re.split(r"(?m)^(?:# in|<!-- in|\{# in) (\S+)(?: -->| #\})?\n", f"\n{example.text}")
    named = dict(zip(parts[1::2], parts[2::2], strict=True)) or {"briefings/example.md": example.text}
    files = files_of(VOCABULARY + STATEMENT + NEIGHBOUR) | {"briefings/pictures/pathway.png": b"\x89PNG"}
    for name, text in named.items():
        if name.startswith("briefings/_") or (
            name == "learnbrief.yml" and example.code in ("unknown-check", "bad-exception", "language-without-words")
        ):
            files[name] = files.get(name, b"") + text.encode()
        elif name.startswith("briefings/") and "sections:" in text:
            files["briefings/example.yml"] = f"{front_with('')}{text}".encode()
        elif name.startswith("briefings/") and not name.endswith(".svg"):
            files[name] = briefing_of(example.language, text).encode()
        else:
            files[name] = text.encode()
    inputs = project("")
    own = {name.removeprefix("templates/"): text for name, text in files.items() if name.startswith("templates/")}
    sources = {name: text for name, text in files.items() if not name.startswith("templates/")}
    return replace(inputs, sources=sources, templates={**inputs.templates, **own})


def briefing_of(language: str, text: str) -> str:
    """Make a whole briefing of an example: a whole one, a text, or some fields."""
    if language == "markdown":
        return text if text.startswith(("---", "title:")) else f"{FRONT}\n{text}"
    return f"---\n{front_with(text)}---\n\n## Findings\n\n- Visits were announced.\n"


def front_with(fields: str) -> str:
    """Give the fields of a briefing, some of them in the place of the usual ones."""
    given = set(re.findall(r"(?m)^(\w+):", fields))
    usual = [line for line in FRONT.splitlines() if ":" in line and line.partition(":")[0] not in given]
    return "\n".join([*usual, fields])


@for_each("example", tuple(examples()))
def test_examples_of_problems_behave_as_said(example: Example) -> None:
    """A bad example has the problem that it stands for and no other; a good one has none.

    What a small example cannot help having counts only where it stands for it.
    """
    found = {problem.code for problem in problems_of(inputs_of(example))} - (ALWAYS_THERE - {example.code})
    assert found == ({example.code} if example.is_bad else set())


ALWAYS_THERE = {"lone-lesson", "no-points", "no-theme", "unraised-theme"}
"""A small example may be of background alone; its points are not all tagged, nor do they raise every theme."""


def test_an_unreadable_file_has_its_examples(tmp_path: Path) -> None:
    """A link to nothing cannot be read; the file itself can."""
    (tmp_path / "briefings").mkdir()
    source = tmp_path / "briefings" / "a.md"
    source.symlink_to("b.md")
    assert [problem.code for problem in gather(tmp_path).problems] == ["unreadable"]
    source.unlink()
    source.write_text(FRONT, encoding="utf-8")
    assert gather(tmp_path).problems == []


ELSEWHERE = {
    **dict.fromkeys(
        ("dead-link", "moved-link", "unchecked-link"),
        "test_external.py::test_links_have_their_bad_and_good_examples",
    ),
    "lost-address": "test_since.py::test_lost_addresses_have_their_bad_and_good_examples",
    "lost-point": "test_since.py::test_lost_points_have_their_bad_and_good_examples",
    **dict.fromkeys(
        ("control-character", "not-a-text", "not-utf-8", "too-large", "too-much"),
        "test_bad_sources.py::test_bytes_that_no_source_may_hold_are_named",
    ),
    "too-much-markup": "test_bad_sources.py::test_a_bad_source_is_named_where_it_is_bad",
    "damaged-picture": "test_pictures.py::test_a_damaged_picture_that_nobody_sees_is_a_warning",
    "unreadable-picture": "test_pictures.py::test_a_damaged_picture_stops_the_build",
    **dict.fromkeys(
        ("changed-words", "not-a-table", "repeated-row"),
        "test_actions_table.py::test_a_table_has_its_bad_and_its_good_example",
    ),
    "unreadable": "test_docs.py::test_an_unreadable_file_has_its_examples",
    "unread-file": "test_gather.py::test_names_what_looks_meant_to_be_read",
}
"""Codes whose examples need more of the world than a text: where they are run."""


def test_every_problem_has_its_bad_and_its_good_example() -> None:
    """No code lacks an example of what brings it about or of what does not, and each is run by a test."""
    shown = [(example.code, example.is_bad) for example in examples()]
    assert len(shown) == len(set(shown))
    for is_bad in (True, False):
        codes = [code for code, verdict in shown if verdict is is_bad] + [*ELSEWHERE]
        assert sorted(codes) == sorted(codes_in_the_code())
    for code, run in ELSEWHERE.items():
        file, _, name = run.partition("::")
        assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8"), code


# Names


def document(name: str) -> str:
    """Give a document's text."""
    return (ROOT / name).read_text("utf-8")


OF_SETTINGS = {setting.name: setting.parts for setting in definitions.SETTINGS}
"""The fields inside each setting."""


def missing_words(words: tuple[str, ...], text: str) -> list[str]:
    """Give the words that a text does not name as code."""
    spans = "\n".join(re.findall(r"`([^`\n]+)`", re.sub(FENCED, "", text)))
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", spans)]


@for_each(
    "words",
    [
        names(definitions.FRONT),
        names(definitions.SECTION),
        names(definitions.POINT),
        HEADING_ATTRIBUTES,
        POINT_ATTRIBUTES,
        ACTION_ATTRIBUTES,
        tuple(role.value for role in Role),
        tuple(state.value for state in ActionState),
        tuple(status.value for status in Status),
        tuple(audience.id for audience in BUILT_IN_AUDIENCES),
        tuple(readers.READERS),
        readers.PICTURE_ENDINGS,
    ],
)
def test_the_format_names_everything(words: tuple[str, ...]) -> None:
    """Every field, attribute, role, state, status, audience and file ending stands in docs/format.md."""
    assert not missing_words(words, document("docs/format.md"))


@for_each(
    "words",
    [names(definitions.SETTINGS), *(names(parts) for name, parts in OF_SETTINGS.items() if name != "audiences")],
)
def test_every_setting_is_explained(words: tuple[str, ...]) -> None:
    """Every key of learnbrief.yml stands in docs/settings.md."""
    assert not missing_words(words, document("docs/settings.md"))


def table_rows(name: str, heading: str) -> dict[str, bool]:
    """Give what the first cells of a document's table name, and whether the second says that it must be there."""
    part = document(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| (`.+?`) \| (yes|no) \|", part)
    return {field: must == "yes" for cell, must in rows for field in re.findall(r"`(\w+)`", cell)}


@for_each(
    ("name", "heading", "fields"),
    [
        ("docs/format.md", "Fields", definitions.FRONT),
        ("docs/themes.md", "An entry", definitions.THEME),
        ("docs/format.md", "Partnerships", definitions.PARTNERSHIP),
        ("docs/lessons.md", "An entry", definitions.LESSON),
        ("docs/settings.md", "The accessibility statement", OF_SETTINGS["accessibility"]),
        ("docs/settings.md", "The licence", OF_SETTINGS["licence"]),
        ("docs/settings.md", "The form for writing in the browser", OF_SETTINGS["admin"]),
        ("docs/settings.md", "Neighbours", OF_SETTINGS["neighbours"]),
    ],
)
def test_tables_of_fields_are_those_of_the_program(name: str, heading: str, fields: tuple[Definition, ...]) -> None:
    """A document's table holds every field that is defined, no other, and says rightly which must be there."""
    assert table_rows(name, heading) == {definition.name: definition.is_required for definition in fields}


def test_every_built_in_kind_and_audience_is_listed() -> None:
    """The settings' document lists every built-in kind and audience with its label."""
    rows = document("docs/settings.md")
    labels = [*definitions.KINDS.items(), *((id_, label) for id_, (label, _) in definitions.AUDIENCES.items())]
    named = [f"| `{id_}` | {label} |" for id_, label in labels]
    assert not [row for row in named if row not in rows]


def test_the_phrases_for_headings_are_those_of_the_program() -> None:
    """The table of phrases in docs/headings.md holds every phrase of headings.yml, in its order, and no other."""
    phrases = {}
    for role, kinds in heading_phrases()["roles"].entries("roles"):
        listed = {where.value: [phrase.text() for phrase in value.items()] for where, value in kinds.entries("kinds")}
        phrases[role.value] = [listed.get(where, []) for where in ("anywhere", "beginning", "alone", "whole")]
    table = {
        role: [[phrase.strip() for phrase in cell.split(";") if phrase.strip()] for cell in cells.split("|")]
        for role, cells in re.findall(r"(?m)^\| `([a-z-]+)` \|((?:[^|]*\|){3}[^|]*)\|$", document("docs/headings.md"))
    }
    assert table == phrases


def test_the_words_around_phrases_are_those_of_the_program() -> None:
    """The words that may stand around a phrase are listed in docs/headings.md as headings.yml has them."""
    (listed,) = re.findall(r"the names of audiences, and: (.+)\.\n", document("docs/headings.md"))
    assert listed.split("; ") == [word.text() for word in heading_phrases()["around"].items()]


def test_how_well_headings_are_recognised_is_as_measured() -> None:
    """The figures in docs/headings.md are what the tool prints today."""
    text = document("docs/headings.md")
    for half in HALVES:
        for name, counted in measure(half).items():
            assert counted.row(f"{counted.total} {half}: {name}") in text


def test_the_words_for_audiences_are_those_of_the_program() -> None:
    """Every word for a built-in audience stands in docs/format.md."""
    words = {word for audience in BUILT_IN_AUDIENCES for word in audience.words} - {"front-line", "frontline"}
    (listed,) = re.findall(r"(?s)\nAudience words, (.+?)\n\n", document("docs/format.md"))
    assert set(re.findall(r"`([^`]+)`", listed.replace("\n", " "))) == words


def heading_phrases() -> dict[str, YamlValue]:
    """Read the parts of headings.yml."""
    data = (ROOT / "learnbrief" / "readers" / "headings.yml").read_text("utf-8")
    problems: list[Problem] = []
    whole = read_yaml(Text(data, Place("headings.yml")), problems.append)
    assert whole
    assert not problems
    return {name.value: value for name, value in whole.entries("parts")}


def test_the_headings_shown_as_recognised_are() -> None:
    """Each heading that docs/format.md gives as an example is recognised as it says."""
    shown = re.findall(r"(?m)^\| “(.+)” \| `([a-z-]+)` \| `([a-z-]+)` \|$", document("docs/format.md"))
    assert len(shown) >= 5
    for heading, role, audience in shown:
        recognised = recognise_heading(heading, BUILT_IN_AUDIENCES)
        assert (recognised.role or "other", recognised.audience or "everyone") == (role, audience), heading


@pytest.mark.parametrize("table", [POINTS, BRIEFINGS, THEMES], ids=lambda table: table.name)
def test_every_field_of_the_open_data_is_explained(table: DataTable[Any]) -> None:
    """Every field of a data file, and every column of a table, stands in its part of docs/open-data.md."""
    heading = {"points": "Points", "briefings": "Briefings", "themes": "Themes"}[table.name]
    part = document("docs/open-data.md").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert not missing_words((*(column.name for column in table.columns), *table.header), part)


def test_the_rooms_exist() -> None:
    """Every room in the table of ARCHITECTURE.md is a module or a folder of the package."""
    table = document("ARCHITECTURE.md").partition("## The rooms")[2].partition("\n## ")[0]
    rooms = re.findall(r"(?m)^\| `(\w+)` \|", table)
    assert len(rooms) >= 14
    package = ROOT / "learnbrief"
    assert all((package / f"{room}.py").is_file() or (package / room / "__init__.py").is_file() for room in rooms)


# Commands


def test_every_command_that_documents_name_exists() -> None:
    """No document tells of a command or an option that the program does not have."""
    assert isinstance(main, click.Group)
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    for group, found in list(commands.items()):
        if isinstance(found, click.Group):
            commands |= {f"{group} {name}": command for name, command in found.commands.items()}
    known = {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in commands.items()
        if command
    }
    assert {
        *("build", "serve", "check", "digest", "import", "new", "outline", "schema", "themes"),
        *("lessons", "lessons list", "lessons unused", "lessons suggest"),
        *("actions", "actions export", "actions update"),
        *("themes list", "themes unused", "themes suggest"),
        *("neighbours", "neighbours update"),
    } == set(known)
    told = [call for file in DOCUMENTS for call in re.findall(r"build\.py((?: [^\s`|]+)*)", file.read_text("utf-8"))]
    assert told
    for call in told:
        words = re.sub(r"[.,;:)]+(?= |$)", "", call).split()
        named = [name for name in (" ".join(words[:2]), *words[:1]) if name in known]
        command = named[0] if named else "build"
        options = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert options <= known[command] | {"--help", "--version"}, call


COMMANDS = (build_command, serve_command, check_command, new_command, import_command)


def test_every_option_is_explained() -> None:
    """Every option of the program stands in docs/publishing.md."""
    options = {name for command in COMMANDS for param in command.params for name in param.opts}
    words = tuple(sorted(name for name in options if name.startswith("--")))
    text = document("docs/publishing.md")
    assert not [word for word in words if f"`{word}" not in text]


def test_documents_spell_commands_alike() -> None:
    """A command begins with `python build.py`, or is named alone; `learnbrief` is for projects of one's own."""
    names = "|".join(sorted(command.name or "" for command in COMMANDS))
    told = {file.name for file in DOCUMENTS if re.search(rf"learnbrief ({names})\b", file.read_text("utf-8"))}
    assert told == {"publishing.md"}


def test_every_make_target_that_documents_name_exists() -> None:
    """No document tells of a make target that is not there."""
    targets = set(re.findall(r"(?m)^([a-z-]+):", document("Makefile")))
    told = {name for file in DOCUMENTS for name in re.findall(r"`make ([a-z-]+)", file.read_text("utf-8"))}
    assert told <= targets


# Links


def prose_of(text: str) -> str:
    """Leave out fenced blocks and code, which only show what links look like."""
    return re.sub(r"`[^`\n]*`", "", re.sub(FENCED, "", text))


def anchors_of(text: str) -> set[str]:
    """Give the anchors that a git host gives a document's headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(FENCED, "", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@for_each("file", DOCUMENTS)
def test_links_lead_somewhere(file: Path) -> None:
    """Every link of a document to a file of the project finds it, and the heading it names."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose_of(file.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (file.parent / path) if path else file
        assert found.exists(), target
        assert not anchor or anchor in anchors_of(found.read_text("utf-8")), target


def test_every_test_that_promises_name_exists() -> None:
    """Each promise is listed, and each test that is said to hold one is there, in the file that was named last."""
    text = (ROOT / "docs/promises.md").read_text("utf-8")
    assert re.findall(r"(?m)^## (\d)\. ", text) == [str(number) for number in range(1, 10)]
    file = ""
    for named, test in re.findall(r"`(tests/[\w/]+\.py)?(?:::)?(test_\w+)?`", text):
        file = named or file
        assert not named or (ROOT / file).is_file()
        assert not test or f"\ndef {test}(" in (ROOT / file).read_text("utf-8"), f"{file}::{test}"


def test_the_table_of_contents_is_whole() -> None:
    """docs/index.md leads to every other document in docs/."""
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", document("docs/index.md")))
    assert linked == {file.name for file in (ROOT / "docs").glob("*.md")} - {"index.md"}


def test_every_picture_is_shown() -> None:
    """docs/pictures/ holds what documents show, nothing else, and nothing heavy."""
    texts = [prose_of(file.read_text("utf-8")) for file in DOCUMENTS]
    shown = {name for text in texts for name in re.findall(r"pictures/([\w-]+\.png)\)", text)}
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert {picture.name for picture in pictures} == shown
    assert all(picture.stat().st_size < 200_000 for picture in pictures)


# The first briefing


def fenced_blocks(name: str) -> dict[str, str]:
    """Give a document's fenced blocks, each by the file's name that stands as code before it."""
    found = re.findall(r"(?ms)`([\w/.-]+)`[^\n`]*:\n\n```\w+\n(.*?)^```$", document(name))
    return dict(found)


def test_the_first_briefing_builds() -> None:
    """The files of docs/first-briefing.md, in the built-in settings, make a site without any problem."""
    blocks = fenced_blocks("docs/first-briefing.md")
    files = {name: text.encode() for name, text in blocks.items() if name.startswith("briefings/")}
    assert set(files) >= {"briefings/_themes.yml", "briefings/_partnerships.yml"}
    inputs = project(STATEMENT)
    site = build(replace(inputs, sources={**inputs.sources, **files}))
    assert site.problems == ()
    assert (site.briefings, site.points > 3) == (1, True)


def test_the_yaml_form_shown_says_the_same() -> None:
    """The example of the YAML form in docs/format.md builds without any problem."""
    ((_, text),) = [item for item in fenced_blocks("docs/format.md").items() if item[0].endswith(".yml")]
    inputs = project(VOCABULARY + STATEMENT)
    site = build(replace(inputs, sources={**inputs.sources, "briefings/example.yml": text.encode()}))
    assert site.problems == ()
    assert site.points > 2


def test_the_settings_shown_are_read() -> None:
    """Each whole example in docs/settings.md is read without any problem."""
    shown = re.findall(r"(?ms)^```yaml\n(.*?)^```$", document("docs/settings.md"))
    assert shown
    for text in shown:
        found = settings.read_settings(
            {settings.SETTINGS_FILE: text.encode()}, lambda problem: pytest.fail(str(problem))
        )
        assert found != settings.DEFAULT_SETTINGS


# What no document says


def test_documents_show_no_workshop() -> None:
    """Documents name no place that only their writers had."""
    for file in DOCUMENTS:
        assert not re.search(r"(?<![\w.])/(?:tmp|root|home|srv)/", file.read_text("utf-8")), file.name


# What a source can do


def test_the_list_of_html_that_may_stay_is_the_one_in_force() -> None:
    """docs/security.md names every element and attribute that may stay, and no other."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| ([^|]*<[^|]+) \| ([^|]*)\| [^|]+ \|$", text)
    said = {
        element: frozenset(re.findall(r"`([a-z]+)`", attributes))
        for elements, attributes in rows
        for element in re.findall(r"`<([a-z]+)>`", elements)
    }
    assert said == dict(ALLOWED)
    (everywhere,) = re.findall(r"(?m)^\| all of them \| (.+?) \|", text)
    assert set(re.findall(r"`([a-z]+)`", everywhere)) == ALLOWED_EVERYWHERE


def test_the_policy_is_the_one_in_every_page() -> None:
    """docs/security.md shows the policy that every page has at its head; the form for writing alone has another."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    said = re.search(r"(?m)^```text\n(default-src .*)\n```$", text)
    assert said
    assert "unsafe" not in said[1]
    policies = {
        file.name: re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', file.read_text("utf-8"))
        for file in sorted((ROOT / "templates").rglob("*.html"))
    }
    assert {name: found for name, found in policies.items() if found and name != "admin.html"} == {
        "base.html": [said[1]]
    }
    others = [
        file for file in (ROOT / "templates").glob("*.html") if 'extends "base.html"' not in file.read_text("utf-8")
    ]
    assert {file.name for file in others} == {"base.html", "admin.html"}


def test_the_bounds_are_those_in_force() -> None:
    """docs/security.md says what one source may cost, to the number."""
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    bounds = dict(re.findall(r"(?m)^\| ([A-Z][^|]+) \| ([\d,]+)[^|]* \| [^|]+ \|$", text))
    assert [int(bound.replace(",", "")) for bound in bounds.values()] == [
        LARGEST_SOURCE // 1024**2,
        MOST_LINES,
        MOST_SIGNS,
        MOST_PARTS,
        syntax.DEEPEST,
        blocks.DEEPEST,
        prose.DEEPEST_HTML,
        MOST_EMPHASIS,
    ]
