"""Tags written into sources: where they go, byte for byte, and that nothing else changes."""

import json
import re
from collections.abc import Mapping
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from learnbrief.analysis import Terms
from learnbrief.editing.suggest import (
    Addition,
    SuggestedAttribute,
    Suggestion,
    add_marks,
    add_suggested,
    add_to_points,
    suggest_tags,
)
from learnbrief.model import Briefing, LearningPoint
from learnbrief.problems import Place, Problem, has_errors
from learnbrief.readers import read_library
from learnbrief.settings import DEFAULT_SETTINGS
from tests.suggest_cases import CASES, MARKDOWN, YAML, YAML_FRONT, markdown_of, yaml_of
from tests.support import VOCABULARY, files_of, for_each


def sources_of(file: str, content: bytes) -> dict[str, bytes]:
    """Make a project of one briefing."""
    return {**files_of(VOCABULARY), file: content}


def read(sources: Mapping[str, bytes]) -> tuple[Briefing | None, list[Problem]]:
    """Read a project's one briefing."""
    problems: list[Problem] = []
    library = read_library(sources, DEFAULT_SETTINGS, problems.append)
    return (library.briefings[0] if library.briefings else None), problems


def wishes(points: tuple[LearningPoint, ...]) -> list[Suggestion]:
    """Wish for the tag #plans on every point."""
    return [Suggestion(point.at, "plans", "", 1) for point in points if "plans" not in point.themes]


def tagged(file: str, content: bytes) -> Addition:
    """Add the tag #plans to every point of a briefing in which there is no problem."""
    sources = sources_of(file, content)
    briefing, problems = read(sources)
    assert briefing
    assert not problems, problems
    (addition,) = add_suggested(sources, DEFAULT_SETTINGS, wishes(briefing.points))
    return addition


@for_each(("case", "lines_end", "mark"), product(CASES, ["\n", "\r\n"], ["", "\ufeff"]))
def test_tags_go_where_they_belong(case: str, lines_end: str, mark: str) -> None:
    """What stands in ⟨ ⟩ is added and nothing else changes, with a byte-order mark or Windows line ends too."""
    file, text = CASES[case]
    text = mark + text.replace("\n", lines_end)
    before = re.sub("⟨.*?⟩", "", text, flags=re.DOTALL).encode()
    after = text.replace("⟨", "").replace("⟩", "").encode()
    addition = tagged(file, before)
    assert addition.content.decode() == after.decode()
    assert not addition.refused
    assert addition.left == ()
    briefing, problems = read(sources_of(file, after))
    assert briefing
    assert not problems
    assert all("plans" in point.tags for point in briefing.points)


@for_each(
    ("file", "text", "word"),
    [
        (MARKDOWN, markdown_of("## Findings\n\n- > A quotation.\n"), "paragraph"),
        (MARKDOWN, markdown_of("## Findings\n\n> A quotation.\n"), "paragraph"),
        (MARKDOWN, markdown_of("## Findings\n\n- - Inner.\n"), "paragraph"),
        (MARKDOWN, markdown_of("## Findings\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"), "paragraph"),
        (YAML, yaml_of("text: '> A quotation.'\n"), "paragraph"),
        (YAML, yaml_of("points: [One, 'Two. #plans']\n"), "quotes"),
        (YAML, yaml_of("points:\n  - {text: One, id: my-id}\n"), "quotes"),
        (YAML, yaml_of("points:\n  - One\n    {#my-id}\n"), "quotes"),
    ],
)
def test_what_cannot_be_edited_is_left(file: str, text: str, word: str) -> None:
    """A point in whose source there is no safe place for a tag is left as it is, and it is said why."""
    addition = tagged(file, text.encode())
    (obstacle,) = addition.left
    assert word in obstacle.message
    assert addition.content == text.encode()
    assert not addition.added


def test_the_rest_of_a_file_is_edited_all_the_same() -> None:
    """One point that must be left is no obstacle to the others."""
    text = markdown_of("## Findings\n\n- > A quotation.\n- One.\n")
    addition = tagged(MARKDOWN, text.encode())
    assert [obstacle.at.line for obstacle in addition.left] == [12]
    assert addition.content == text.replace("One.", "One. #plans").encode()


def test_a_file_that_would_change_its_meaning_is_refused() -> None:
    """Where a tag would change anything but the tags, no tag at all is added to that file.

    Here the last line would become a numbered list: "1." alone is text, "1. #plans" is an entry.
    """
    content = markdown_of("## Findings\n\n- One\n  1.\n- Two.\n").encode()
    addition = tagged(MARKDOWN, content)
    assert addition.refused
    assert (addition.content, addition.added) == (content, {})
    assert [obstacle.at for obstacle in addition.left] == [Place(MARKDOWN)]


def test_a_point_that_is_not_there_is_left() -> None:
    """A place at which there is no point gets no tag, nor does a source that cannot be read."""
    at = Place(MARKDOWN, 99)
    for content in (markdown_of("## Findings\n\n- One.\n").encode(), b"\xff", b""):
        addition = add_marks(MARKDOWN, content, {at: ["plans"]})
        assert (addition.content, [obstacle.at for obstacle in addition.left]) == (content, [at])


def test_several_tags_at_once() -> None:
    """Several tags for one point are added side by side, in the form of their place."""
    for section, expected in (
        ("points:\n  - One.\n", "One. #plans #information-sharing\n"),
        ("points:\n  - text: One.\n    themes: []\n", "[plans, information-sharing]\n"),
        ("points:\n  - text: One.\n    themes:\n    - neglect\n", "- plans\n        - information-sharing\n"),
    ):
        content = yaml_of(section).encode()
        briefing, _ = read(sources_of(YAML, content))
        assert briefing
        addition = add_marks(YAML, content, {briefing.points[0].at: ["plans", "information-sharing"]})
        assert addition.content.decode().endswith(expected)


# Whatever the source


WORDS = st.sampled_from(
    [
        *(
            "A plan",
            "plans",
            "Share information",
            "GDPR",
            "chronic neglect",
            "**bold**",
            "`code`",
            "*it",
            "a_b_",
            "#5",
        ),
        *("see https://example.org/#a", "“so”", "it's", 'say "so"', "back\\", "#neglect", "{this}", "{#an-id}", "🙂"),
        *("a: b", "- x", "> y", "| z", "[a](b", "<b>", "<!-- c -->", "\u00a0", "#", "===", "---", "é", "\\#a"),
    ]
)
BREAKS = st.sampled_from([" ", "  ", "\n", "  \n", "\\\n", "\n\n", "\n- ", "\n\n- ", "\t"])
TEXTS = st.lists(st.tuples(WORDS, BREAKS), min_size=1, max_size=6).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


def indented(text: str, indent: str) -> str:
    """Indent all lines of a text but the first."""
    return text.replace("\n", f"\n{indent}")


def as_yaml(text: str, style: str, indent: str) -> str:
    """Write a text as a YAML value; some ways suit some texts only."""
    match style:
        case "double":
            return json.dumps(text, ensure_ascii=True)
        case "double in lines":
            return json.dumps(text, ensure_ascii=False).replace(" ", f"\n{indent}")
        case "single":
            return "'" + indented(text.replace("'", "''").replace("\n", "\n\n"), indent) + "'"
        case "|" | ">" | "|-" | ">+":
            return f"{style}\n{indent}{indented(text, indent)}"
        case _:
            return indented(text, indent)


STYLES = st.sampled_from(["double", "double in lines", "single", "|", ">", "|-", ">+", "plain"])
THEMES = st.sampled_from(["", "themes: [neglect]", "themes: []", "themes:\n        - neglect", "themes: neglect"])


@st.composite
def markdown_sources(draw: st.DrawFn) -> tuple[str, str]:
    """Write a briefing in Markdown."""
    items = draw(st.lists(TEXTS, min_size=1, max_size=4))
    bullet = draw(st.sampled_from(["- ", "* ", "1. ", "-   ", ""]))
    body = "\n".join(bullet + indented(item, " " * len(bullet)) for item in items)
    return MARKDOWN, markdown_of(f"## Findings\n\n{body}")


@st.composite
def yaml_sources(draw: st.DrawFn) -> tuple[str, str]:
    """Write a briefing in YAML."""
    lines = []
    for text, style, themes in draw(st.lists(st.tuples(TEXTS, STYLES, THEMES), min_size=1, max_size=4)):
        if themes:
            lines.append(f"      - text: {as_yaml(text, style, ' ' * 10)}\n        {themes}")
        else:
            lines.append(f"      - {as_yaml(text, style, ' ' * 8)}")
    return YAML, f"{YAML_FRONT}sections:\n  - heading: Findings\n    points:\n" + "\n".join(lines)


SOURCES = st.one_of(markdown_sources(), yaml_sources())


@given(SOURCES, st.booleans(), st.booleans(), st.booleans())
def test_nothing_but_tags_changes(source: tuple[str, str], windows: bool, mark: bool, newline: bool) -> None:
    """All bytes but those of the added tags stay, in a refused file all; what was added is not suggested again."""
    file, text = source
    text = ("\ufeff" if mark else "") + text + ("\n" if newline else "")
    content = (text.replace("\n", "\r\n") if windows else text).encode()
    sources = sources_of(file, content)
    briefing, problems = read(sources)
    assume(briefing is not None and not has_errors(problems) and briefing.points)
    assert briefing
    library = read_library(sources, DEFAULT_SETTINGS, problems.append)
    terms = Terms.of_themes(library.vocabulary.themes.values())
    suggestions = suggest_tags(briefing.points, terms)
    for addition in add_suggested(sources, DEFAULT_SETTINGS, suggestions):
        if addition.refused:
            assert (addition.content, addition.added) == (content, {})
            continue
        left = {obstacle.at for obstacle in addition.left}
        assert left | set(addition.added) == {suggestion.at for suggestion in suggestions}
        assert without(content, addition) == content
        edited, _ = read(sources_of(file, addition.content))
        assert edited
        again = {(point.id, one.theme) for point in edited.points for one in suggest_tags([point], terms)}
        before = {(point.id, one.theme) for point in briefing.points for one in suggest_tags([point], terms)}
        kept = {(p.id, one.theme) for p in briefing.points if p.at in left for one in suggest_tags([p], terms)}
        assert again == kept <= before


def without(content: bytes, addition: Addition) -> bytes:
    """Take the added tags out of an edited source, by going along the source as it was."""
    tags = {theme for themes in addition.added.values() for theme in themes}
    added = re.compile(rf"(?: #|, |\r?\n *- |(?<=\[))(?:{'|'.join(sorted(tags))})")
    old, new = content.decode(), addition.content.decode()
    kept: list[str] = []
    at = 0
    while at < len(new):
        match = added.match(new, at)
        if match and not old.startswith(new[at : match.end()], len("".join(kept))):
            at = match.end()
        else:
            kept.append(new[at])
            at += 1
    return "".join(kept).encode()


LESSON = """--- briefings/_lessons.yml
plans-say-who:
  statement: Plans say who does what.
  themes: [plans]
"""


@for_each("case", CASES)
def test_attributes_are_written_like_tags(case: str) -> None:
    """A lesson goes to the end of a point's text, wherever tags would go, and nothing else is read differently."""
    file, text = CASES[case]
    content = re.sub("⟨.*?⟩", "", text, flags=re.DOTALL).encode()
    sources = {**sources_of(file, content), **files_of(LESSON)}
    before, _ = read(sources)
    assert before
    wanted = [SuggestedAttribute(point.at, "lesson", "plans-say-who") for point in before.points]
    (addition,) = add_to_points(sources, DEFAULT_SETTINGS, wanted)
    assert not addition.refused
    assert addition.added.keys() | {obstacle.at for obstacle in addition.left} == {
        point.at for point in before.points
    }
    after, problems = read({**sources, file: addition.content})
    assert after
    assert not problems
    for point, told in zip(before.points, after.points, strict=True):
        assert [lesson.id for lesson in told.lessons] == ["plans-say-who"] * (point.at in addition.added)
        assert (told.body.text, told.tags, told.id) == (point.body.text, point.tags, point.id)


def test_several_attributes_need_no_quotes() -> None:
    """Each attribute stands in braces of its own, so that a text in quotes keeps its quotes."""
    text = yaml_of('points:\n  - "We act."\n').replace("heading: Findings", "heading: Actions")
    sources = {**sources_of(YAML, text.encode()), **files_of(LESSON)}
    briefing, _ = read(sources)
    assert briefing
    (point,) = briefing.points
    wanted = [
        SuggestedAttribute(point.at, "lesson", "plans-say-who"),
        SuggestedAttribute(point.at, "answers", "b#another-point"),
    ]
    (addition,) = add_to_points(sources, DEFAULT_SETTINGS, wanted)
    assert b'"We act. {lesson=plans-say-who} {answers=b#another-point}"' in addition.content
