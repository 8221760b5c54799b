"""What documents tell people to type is typed here: each command runs, each example is read as it says."""

import re
import shlex
import webbrowser
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import learnbrief.serve
from learnbrief.cli import main
from learnbrief.model import Role
from learnbrief.other_sites.ask import LinkState, Reply
from learnbrief.problems import Problem
from learnbrief.readers import read_vocabulary
from tests.serving import BODY, write_project
from tests.support import FRONT, VOCABULARY, briefing_project, built, project, read

ROOT = Path(__file__).parent.parent
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
CALL = re.compile(r"(?:build\.py|`learnbrief|^learnbrief)((?: +[^`\n]+)?)", re.MULTILINE)


def documented() -> list[str]:
    """Give what documents have one type behind the program's name, each once, without comments and redirections."""
    said = [call for file in DOCUMENTS for call in CALL.findall(file.read_text("utf-8"))]
    plain = [re.split(r" [|>] |  +#", call)[0].strip(" .,;:") for call in said]
    calls = {call for call in plain if re.match(r"-|(?:build|check|new|outline|schema|serve|themes)\b|$", call)}
    return sorted(calls - {"themes suggest"})  # a mention; what it lacks stands in other calls


def test_there_are_commands_in_documents() -> None:
    """The commands are found, in blocks and in sentences."""
    assert {
        "",
        "check",
        "new --site FOLDER",
        "serve --open",
        "themes unused",
        "check --fix",
        "outline briefings/2022-03-x.md",
    } <= set(documented())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project that holds what documents name; no other site is asked, and a preview ends at once."""
    write_project(tmp_path)
    for name in ("2022-03-x.md", "2026-09-northbridge-missed-health-appointments.md"):
        (tmp_path / "briefings" / name).write_text(f"{FRONT.replace('Neglect in', name)}{BODY}", "utf-8")
    (named,) = [text for text in blocks("first-briefing.md", "yaml") if text.startswith("northshire:")]
    with (tmp_path / "briefings/_partnerships.yml").open("a", encoding="utf-8") as partnerships:
        partnerships.write(named)
    fields = FRONT.strip("-\n").replace("Neglect in", "Homes in")
    in_yaml = f"{fields}\nsections:\n  - heading: Findings\n    points:\n      - Plans did not say who.\n"
    (tmp_path / "briefings/2022-06-dudley-domestic-abuse.yml").write_text(in_yaml, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")  # 31 January 2026
    monkeypatch.setattr("learnbrief.other_sites.check.ask", lambda *_: Reply(LinkState.THERE))
    monkeypatch.setattr("learnbrief.other_sites.fetch.fetch", lambda *_: None)  # as before the first publication
    monkeypatch.setattr(webbrowser, "open", lambda *_: True)
    monkeypatch.setattr(learnbrief.serve, "serve", stop_at_once)
    monkeypatch.setattr("learnbrief.serve.server.USUAL_PORT", 0)  # another test may be serving at the usual one
    return tmp_path


def stop_at_once(
    _: object, __: object, address: learnbrief.serve.ServerAddress, *___: object, **____: object
) -> None:
    """Press Ctrl-C as soon as the preview is there."""
    for listening in address.sockets:
        listening.close()
    raise KeyboardInterrupt


@pytest.mark.parametrize("call", documented(), ids=lambda call: call or "build.py")
def test_documented_commands_run(call: str, folder: Path) -> None:
    """Whatever a document has one type succeeds, with an answer to each question that it asks."""
    words = shlex.split(call)
    if words and words[-1] == "--base-url":
        words.append("https://example.org/learning")
    if "--source" in words:
        words[words.index("--source") + 1] = str(folder)
    result = CliRunner().invoke(main, words, input="1\n2022-03\n" * 8)
    assert result.exit_code == 0, result.output
    assert not result.exception


def test_scripts_that_documents_name_exist() -> None:
    """The measuring tools that documents tell of are there."""
    told = {
        path.replace(".", "/").removesuffix("/py")
        for file in DOCUMENTS
        for path in re.findall(r"python (?:-m )?((?:benchmarks|tools)[./][\w./]+)", file.read_text("utf-8"))
    }
    assert told
    scripts = {path: (ROOT / f"{path}.py", ROOT / path / "__main__.py") for path in told}
    assert [path for path, places in scripts.items() if not any(place.is_file() for place in places)] == []


def blocks(name: str, language: str) -> list[str]:
    """Give a document's fenced blocks in a language."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", (ROOT / "docs" / name).read_text("utf-8"))


def vocabulary_of(**files: str) -> tuple[Any, list[Problem]]:
    """Read data files by their names, with the problems in them."""
    problems: list[Problem] = []
    sources = {f"briefings/_{name}.yml": text.encode() for name, text in files.items()}
    return read_vocabulary(sources, problems.append), problems


def test_the_theme_shown_is_one() -> None:
    """The theme in docs/themes.md is read without a problem, beside the two that it names, and so is one renamed."""
    text, renamed = blocks("themes.md", "yaml")
    others = "".join(f"{name}:\n  label: {name.upper()}\n  definition: A word.\n" for name in ("harm", "marac"))
    vocabulary, problems = vocabulary_of(themes=text + others)
    assert problems == []
    assert vocabulary.themes["domestic-abuse"].broader.id == "harm"
    vocabulary, problems = vocabulary_of(themes=renamed)
    assert problems == []
    assert vocabulary.renamed_themes == {"domestic-violence": "domestic-abuse"}


def test_the_lesson_shown_is_one() -> None:
    """The lesson in docs/lessons.md is read, and the points shown there bear it and answer others, in both forms."""
    lesson, points = blocks("lessons.md", "yaml")
    bearing, answering, action = blocks("lessons.md", "markdown")
    themes = "".join(
        f"{name}:\n  label: {name}\n  definition: A word.\n"
        for name in ("neglect", "information-sharing", "recording-and-minutes", "timeliness")
    )
    other = "schools-are-told:\n  statement: Schools are told.\n  themes: [neglect]\n"
    more = f"--- briefings/_themes.yml\n{themes}--- briefings/_lessons.yml\n{lesson}{other}"
    body = f"\n## Actions taken\n\n{bearing}{answering}{action}"
    library, problems = read(briefing_project(body, more=more))
    assert problems == []
    assert [[str(lesson) for lesson in point.lessons] for point in library.briefings[0].points[:2]] == [
        ["minutes-reach-everyone"],
        ["minutes-reach-everyone", "schools-are-told"],
    ]
    assert len(library.briefings[0].points[2].answers) == 2
    assert library.briefings[0].points[3].evidence == "https://example.org/report"
    front = FRONT.replace("---\n", "")
    section = "".join(f"    {line}\n" for line in points.splitlines())
    text = f"{front}sections:\n  - heading: Findings\n{section}"
    library, problems = read(briefing_project(text, front="", name="a.yml", more=more))
    assert problems == []
    assert [len(point.lessons) for point in library.briefings[0].points] == [1, 2]


def test_the_table_shown_is_of_actions() -> None:
    """The table in docs/format.md is read as it is explained: two actions, with what their cells say."""
    (text,) = [text for text in blocks("format.md", "markdown") if text.startswith("## Action plan")]
    more = "--- briefings/_themes.yml\nneglect: {label: N, definition: N.}\ntimeliness: {label: T, definition: T.}\n"
    library, problems = read(briefing_project(f"\n{text}", more=more))
    assert problems == []
    first, second = library.briefings[0].points
    assert first.id == "minutes-go-out"
    assert [(point.owner, point.due and point.due.label, point.state) for point in (first, second)] == [
        ("MASH", "March 2023", "done"),
        ("Schools", "June 2023", "under-way"),
    ]


def test_the_partnership_shown_is_one() -> None:
    """The partnership in docs/format.md is read without a problem."""
    (text,) = [text for text in blocks("format.md", "yaml") if text.startswith("northshire:")]
    vocabulary, problems = vocabulary_of(partnerships=text)
    assert problems == []
    assert vocabulary.partnerships["northshire"].short == "NSP"


def test_the_gaps_shown_may_wait() -> None:
    """Fields and text with gaps in docs/format.md are those of a draft in which nothing is wrong."""
    (fields,) = [text for text in blocks("format.md", "yaml") if text.startswith("status: draft")]
    (text,) = [text for text in blocks("format.md", "markdown") if "FILL IN" in text]
    named = [line.partition(":")[0] for line in fields.splitlines()]
    kept = [line for line in FRONT.splitlines(keepends=True)[1:-1] if line.partition(":")[0] not in named]
    front = "".join(["---\n", *kept, fields, "---\n"])
    library, problems = read(briefing_project(f"\n{text}", front=front))
    assert {problem.code for problem in problems} == {"to-fill-in"}
    assert [point.owner for point in library.briefings[0].points] == ["", ""]


def test_the_heading_shown_says_what_it_says() -> None:
    """The attributes of the heading in docs/format.md are taken as they are explained."""
    (text,) = [text for text in blocks("format.md", "markdown") if text.startswith("## Domestic abuse")]
    themes = "".join(
        f"{name}:\n  label: {name}\n  definition: A word.\n" for name in ("neglect", "domestic-abuse", "marac")
    )
    more = f"--- briefings/_themes.yml\n{themes}"
    library, problems = read(briefing_project(f"\n{text}\n- Visits were late.\n", more=more))
    assert problems == []
    (section,) = library.briefings[0].sections
    assert (section.role, section.audience) == (Role.LEARNING, "managers")
    assert section.points[0].themes == ("domestic-abuse", "marac", "neglect")
    assert section.points[0].held.label == "August 2022"


def test_addresses_are_kept_as_shown() -> None:
    """With what docs/addresses.md shows, the old addresses of a briefing and of a point lead to the new ones."""
    (fields,) = blocks("addresses.md", "yaml")
    _, renamed = blocks("addresses.md", "markdown")
    front = FRONT.replace("title:", f"{fields}title:")
    files = built(briefing_project(f"\n## Findings\n\n{renamed}", front=front)).files
    assert b"../neglect-2022/" in files["briefings/neglect/index.html"]
    page = files["briefings/neglect-2022/index.html"].decode()
    assert all(f'id="{name}"' in page for name in ("plans-name-who", "plans-read-like-lists"))


def test_suggestions_are_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For points that say such words, `themes suggest` prints what docs/suggestions.md shows, and writes it."""
    command, shown, write, _ = blocks("suggestions.md", "text")
    vocabulary = (ROOT / "briefings/_themes.yml").read_text("utf-8")
    points = "\n\n## Findings\n\n- Case handover went unnoticed.\n- Visits were not timely.\n"
    text = f"{VOCABULARY}--- briefings/_themes.yml\n{vocabulary}\n--- briefings/2022-03-x.md\n{FRONT}{points}"
    for name, content in project(text).sources.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command)[2:])
    assert result.output == shown
    assert CliRunner().invoke(main, shlex.split(write)[2:]).exit_code == 0
    assert "#case-transfer" in (tmp_path / "briefings/2022-03-x.md").read_text("utf-8")


def test_workflows_shown_give_documented_commands() -> None:
    """The workflows in docs/publishing.md are YAML, and run the check."""
    shown = list(map(yaml.safe_load, blocks("publishing.md", "yaml")))
    (gitlab,) = (block for block in shown if "script" in block.get("check", {}))
    (github,) = (block for block in shown if "check" in block.get("jobs", {}))
    assert any("build.py check --format gitlab" in line for line in gitlab["check"]["script"])
    steps = [step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step]
    assert "python build.py check --format github" in steps
