"""What editors' programs are told of the fields agrees with what our readers accept."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from learnbrief.cli import main
from learnbrief.cli.project import read_vocabulary_of
from learnbrief.fields import Choices, names
from learnbrief.files import gather
from learnbrief.model import STAND_IN
from learnbrief.readers import read_vocabulary
from learnbrief.schemas import SCHEMA_FILES, choices_of, editor_files
from learnbrief.schemas.definitions import FRONT
from learnbrief.settings import read_settings
from tests.support import VOCABULARY, briefing_project, files_of, for_each, read, table
from tests.test_bad_sources import BAD, SETTINGS, parse

ROOT = Path(__file__).parent.parent


class Core(yaml.SafeLoader):
    """Reads YAML as the common language server does: by the core schema of YAML 1.2, without dates."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first))


def front_of(text: str) -> str:
    """Give the front matter of a Markdown source."""
    return text.split("\n---\n")[0].removeprefix("---\n")


def schema_for(name: str) -> str:
    """Name the schema that holds for a file."""
    if name.endswith(".md"):
        return "schemas/front-matter.json"
    exact = [schema for schema, files in SCHEMA_FILES.items() if name in files]
    return exact[0] if exact else "schemas/briefing.json"


@cache
def schemas_of(vocabulary: str) -> dict[str, Draft7Validator]:
    """Make the schemas of a project with these data files."""
    sources = files_of(vocabulary)
    settings = read_settings(sources, lambda _: None)
    files = editor_files(settings, read_vocabulary(sources, lambda _: None))
    return {name: Draft7Validator(json.loads(files[name])) for name in SCHEMA_FILES}


def faults(name: str, text: str, vocabulary: str = VOCABULARY) -> list[str]:
    """Give what a file's schema says against it."""
    document = yaml.load(front_of(text) if name.endswith(".md") else text, Core)
    return [fault.message for fault in schemas_of(vocabulary)[schema_for(name)].iter_errors(document)]


# The files that are kept


def test_the_kept_files_are_those_of_the_definitions() -> None:
    """This project's own schemas and snippets are what `schema` writes today."""
    made = editor_files(*read_vocabulary_of(ROOT))
    assert {name: (ROOT / name).read_bytes() for name in made} == made


@pytest.mark.parametrize("name", SCHEMA_FILES)
def test_a_schema_is_one(name: str) -> None:
    """Every schema is sound by the draft that it names, and refers only to what it holds."""
    schema = schemas_of(VOCABULARY)[name].schema
    Draft7Validator.check_schema(schema)
    assert isinstance(schema, dict)
    refers = set(re.findall(r'"#/definitions/([\w-]+)"', json.dumps(schema)))
    assert refers <= set(schema.get("definitions", ()))


def test_words_are_explained() -> None:
    """Beside each word an editor's program shows its label, what it means and what else it is called."""
    (schema,) = (one.schema for name, one in schemas_of(VOCABULARY).items() if name == "schemas/briefing.json")
    assert isinstance(schema, dict)
    themes = schema["definitions"]["themes"]
    shown = dict(zip(themes["enum"], themes["enumDescriptions"], strict=True))
    assert shown["neglect"] == "Neglect. Needs that go unmet over time. Also called: chronic neglect."
    assert len(themes["enum"]) == len(themes["enumDescriptions"])


def test_snippets_complete_fields_and_tags() -> None:
    """In Markdown, a theme's tag is completed by its id and by what else it is called."""
    sources = files_of(VOCABULARY)
    files = editor_files(read_settings(sources, lambda _: None), read_vocabulary(sources, lambda _: None))
    snippets = json.loads(files[".vscode/learnbrief.code-snippets"])
    assert snippets["Tag: neglect"]["prefix"] == ["#neglect", "#chronic-neglect"]
    assert snippets["Tag: neglect"]["body"] == "#neglect"
    assert snippets["Field: partnership"]["body"] == "partnership: [${1|example,other|}]"
    assert {f"Field: {name}" for name in names(FRONT)} <= set(snippets)
    assert all(one["description"] for one in snippets.values())


def test_all_choices_but_briefings_are_listed() -> None:
    """Whatever a field may be chosen from is listed; briefings are not, because each new one would change it."""
    settings, vocabulary = read_vocabulary_of(ROOT)
    assert set(choices_of(settings, vocabulary)) == set(Choices) - {Choices.BRIEFINGS}


# The same verdict


def valid_samples() -> dict[str, tuple[str, str]]:
    """Give sources without a fault, each with the data files of its project."""
    found = {}
    for folder in (ROOT, ROOT / "tests" / "golden" / "project"):
        sources = {name: text for name, text in gather(folder).sources.items() if name.endswith((".md", ".yml"))}
        data = "".join(
            f"--- {name}\n{text.decode()}" for name, text in sources.items() if "/_" in name or "/" not in name
        )
        for name, text in sources.items():
            found[f"{folder.name}/{name}"] = (text.decode(), data)
    return found


VALID = valid_samples()


@for_each("name", VALID)
def test_valid_sources_validate(name: str) -> None:
    """What our readers accept, the schemas accept."""
    text, data = VALID[name]
    assert faults(name.partition("/")[2] if "/briefings/" in name else "learnbrief.yml", text, data) == []


DETECTABLE = {
    "bad-contact",
    "bad-email",
    "bad-url",
    "missing-field",
    "unknown-audience",
    "unknown-choice",
    "unknown-field",
    "unknown-kind",
    "unknown-partnership",
    "unknown-role",
    "wrong-type",
}
"""Codes of mistakes that stand in fields, where a schema can see them."""


UNSEEN = {"bad-url.menu"}
"""Fixtures whose mistake no schema can see: a link in a menu may lead to a page of the site, too."""


def bad_samples() -> dict[str, str]:
    """Give bad projects about mistakes that schemas can see."""
    found = {}
    for path in BAD:
        text, expected, _ = parse(path.read_text("utf-8"))
        if expected and {code for _, _, code in expected} <= DETECTABLE and path.stem not in UNSEEN:
            found[path.stem] = text
    return found


BAD_SAMPLES = bad_samples()


@for_each("name", BAD_SAMPLES)
def test_bad_sources_do_not_validate(name: str) -> None:
    """A mistake in a field that a schema can see, it sees."""
    data = VOCABULARY + f"--- learnbrief.yml\n{SETTINGS.decode()}"
    files = {file: text.decode() for file, text in files_of(BAD_SAMPLES[name]).items()}
    found = {file: faults(file, text, data) for file, text in files.items() if not file.startswith("templates/")}
    assert any(found.values()), files


GOOD_AND_BAD: dict[str, list[str | None]] = table("values-of-fields")
"""Ways to write each field, bad ones among them; none where the fault is one of the calendar."""


@given(st.fixed_dictionaries({name: st.sampled_from(ways) for name, ways in GOOD_AND_BAD.items()}))
def test_schema_and_reader_agree(fields: dict[str, Any]) -> None:
    """However fields are written, the schema finds a fault exactly where our reader does."""
    front = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    assert_agreement(front)


@for_each(("name", "value"), [(name, value) for name, ways in GOOD_AND_BAD.items() for value in dict.fromkeys(ways)])
def test_schema_and_reader_agree_on_each_field(name: str, value: str | None) -> None:
    """A single field, in each of these ways, is a fault to both or to neither."""
    fields = {other: ways[0] for other, ways in GOOD_AND_BAD.items()} | {name: value}
    assert_agreement("".join(f"{other}: {text}\n" for other, text in fields.items() if text is not None))


def assert_agreement(front: str) -> None:
    """Hold a briefing's fields before both."""
    library, problems = read(briefing_project("", front=f"---\n{front}---\n"))
    known = library.vocabulary
    unknown = [
        reference
        for briefing in library.everything
        for reference, ids in (
            *((topic, known.themes) for topic in briefing.topics),
            *((partnership, known.partnerships) for partnership in briefing.partnerships),
        )
        if reference.id not in ids and reference.id != STAND_IN
    ]
    by_schema = faults("briefings/a.md", f"---\n{front}\n---\n")
    wrong = [problem for problem in problems if problem.code not in ("unfilled", "to-fill-in")]
    assert bool(by_schema) == bool(wrong or unknown), (front, by_schema, problems, unknown)


def test_what_an_owner_wrote_is_left(tmp_path: Path) -> None:
    """The command brings schemas and snippets up to date, and leaves the owner's own files of the program alone."""
    for name, content in files_of(
        VOCABULARY + "--- .vscode/settings.json\n{}\n--- schemas/themes.json\nold\n"
    ).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    result = CliRunner().invoke(main, ["schema", "--source", str(tmp_path)])
    assert result.exit_code == 0, result.output
    made = editor_files(*read_vocabulary_of(tmp_path)) | {".vscode/settings.json": b"{}\n"}
    assert {name: (tmp_path / name).read_bytes() for name in made} == made
    assert "Left .vscode/settings.json as it is" in result.output


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A folder that leads out of the project is not written into."""
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "briefings").mkdir(parents=True)
    outside.mkdir()
    (project / "schemas").symlink_to(outside)
    result = CliRunner().invoke(main, ["schema", "--source", str(project)])
    assert result.exit_code == 1
    assert not list(outside.iterdir())
