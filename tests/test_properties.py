"""What holds for every source, however odd: no reader raises, nothing harmful gets through, addresses are steady."""

import random
import re
from collections.abc import Callable
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from learnbrief.build import Inputs
from learnbrief.markup import NO_DEFINITIONS, ProseWriter, parse_blocks
from learnbrief.markup.blocks import _Parser
from learnbrief.markup.emphasis import EmphasisWriter
from learnbrief.markup.inline import InlineWriter, simply_emphasised
from learnbrief.model import Prose
from learnbrief.problems import Place, Problem, Text
from learnbrief.settings import SETTINGS_FILE
from tests.support import (
    FRONT,
    TODAY,
    VOCABULARY,
    briefing_project,
    built,
    examples,
    files_of,
    for_each,
    laid_out,
    page,
    project,
    read,
    templates,
)
from tests.test_markup import harm_in

PIECES = st.sampled_from(
    """# ## - * 1. > ``` ~~~ | | [ ] ( ) [^1] [^1]: [a]: https://example.org me@example.org \\ ` ** _ ~~ <b> </b> <!--
    --> <script> </script> <a href= javascript:x onclick="x" <img src=x onerror=x> <svg> <style> #plans #nobody {#id}
    {role=learning} {owner="MASH"} {x= : " ' & * ! ? % @ - --- === : &amp; &# é 安 \u200b MASH held: title: sections:
    points: text: [] {} 2022 !!str &a *a""".split()
)
BLANKS = st.sampled_from(["", " ", " ", "  ", "    ", "\n", "\n", "\n\n", "\t", "\r\n"])
SOURCE = st.lists(st.one_of(PIECES, BLANKS, st.text(max_size=6)), max_size=60).map("".join)
"""Texts that look like sources here and there."""

YAML_FRONT = FRONT.replace("---\n", "")

PLACES: dict[str, Callable[[str], dict[str, str]]] = {
    "body": lambda text: {"briefings/a.md": FRONT + text},
    "point": lambda text: {"briefings/a.md": f"{FRONT}## Key points\n- {text}"},
    "whole Markdown": lambda text: {"briefings/a.md": text},
    "front matter": lambda text: {"briefings/a.md": f"---\n{text}\n---\n"},
    "whole YAML": lambda text: {"briefings/a.yml": text},
    "sections": lambda text: {"briefings/a.yml": f"{YAML_FRONT}sections:\n  - heading: Key points\n    {text}"},
    "value": lambda text: {"briefings/a.yml": f"{YAML_FRONT}contact: {text}"},
    "themes": lambda text: {"briefings/_themes.yml": text},
    "partnerships": lambda text: {"briefings/_partnerships.yml": text},
    "glossary": lambda text: {"briefings/_glossary.yml": text, "briefings/a.md": f"{FRONT}{text}"},
    "settings": lambda text: {SETTINGS_FILE: text},
}
"""Where an odd text may stand."""


def inputs_with(files: dict[str, str]) -> Inputs:
    """Make a project of the small vocabulary and some files."""
    sources = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    return Inputs(sources={**files_of(VOCABULARY), **sources}, templates=templates(), today=TODAY)


@pytest.mark.parametrize("where", PLACES)
@given(text=SOURCE)
@examples(40)
def test_no_text_makes_a_reader_raise(where: str, text: str) -> None:
    """Whatever stands wherever, it is read or named as a problem, and the place is inside the file."""
    inputs = inputs_with(PLACES[where](text))
    for problem in laid_out(inputs).problems:
        lines = inputs.sources.get(problem.at.file, b"").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        assert 1 <= problem.at.line <= len(lines) + 1, problem
        assert 1 <= problem.at.column <= max(map(len, lines)) + 2, problem


@given(text=SOURCE)
@examples(200)
def test_no_text_brings_a_script(text: str) -> None:
    """No text lets an element, a handler or an address into the HTML that could do harm."""
    library, _ = read(inputs_with({"briefings/a.md": f"{FRONT}{text}\n\n## Key points\n- Plans {text}\n"}))
    for briefing in library.briefings:
        for section in (inner for top in briefing.sections for inner in top.walk()):
            pieces = [section.heading, *(block for block in section.blocks if isinstance(block, Prose))]
            assert not harm_in("".join(piece.html for piece in (*pieces, *(point.body for point in section.points))))


WORDS = st.sampled_from(["Plans", "plans.", "help", "é", "安", "!", "2", "#plans", "**Plans**", "Plans 2"])
POINTS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


@given(points=POINTS, more=POINTS)
@examples(100)
def test_addresses_stay_when_points_are_added_behind(points: list[str], more: list[str]) -> None:
    """Every id is unique in its briefing, and points added at the end change none of those before."""
    before, after = _ids(points), _ids([*points, *more])
    assert after[: len(before)] == before
    assert len(set(after)) == len(after)


def _ids(points: list[str]) -> list[str]:
    body = "".join(f"- A {point}\n" for point in points)
    library, _ = read(briefing_project(f"## Key points\n{body}"))
    return [point.id for point in library.briefings[0].points]


BODIES = st.lists(
    st.sampled_from(
        [
            "## Key points",
            "## Findings",
            "### Plans",
            "- Plans.",
            "- Plans.",
            "- Plans 2",
            "- Key points",
            "Main",
            "Search",
        ]
    ),
    max_size=12,
).map("\n".join)


@given(body=BODIES)
@examples(40)
def test_every_id_is_unique_in_its_page(body: str) -> None:
    """No two elements of a briefing's page have one id, whatever its headings and points are called."""
    html = page(built(briefing_project(body)), "briefings/a/index.html")
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(set(ids)) == len(ids)


SEVERAL = f"""{VOCABULARY}--- briefings/a.md
{FRONT}## Key points
- Plans help. #plans
- Plans help. [See](deep/b.yml)
--- briefings/deep/b.yml
{YAML_FRONT.replace("Neglect in", "Plans in")}follows_up: [a]
sections:
  - heading: What worked well
    points: ["Plans help. {{#helpful}}", Facts are shared.]
--- briefings/c.md
{FRONT.replace("Neglect in", "Facts in")}## Actions taken
- Write plans. {{state=done}} #plans
"""


@given(order=st.permutations(list(files_of(SEVERAL))), templates_order=st.randoms(use_true_random=False))
@examples(10)
def test_the_order_of_files_makes_no_difference(order: list[str], templates_order: random.Random) -> None:
    """The same files in any order, built once or twice, give the same bytes at the same addresses."""
    inputs = project(SEVERAL)
    names = sorted(inputs.templates)
    templates_order.shuffle(names)
    shuffled = replace(
        inputs,
        sources={name: inputs.sources[name] for name in order},
        templates={name: inputs.templates[name] for name in names},
    )
    first, again = built(inputs), built(shuffled)
    assert list(first.files.items()) == list(again.files.items())
    assert first.problems == again.problems


@given(text=SOURCE, entries=st.lists(st.sampled_from(["- a", "- b", "-  c", "- - d", "  e", "", "f"]), max_size=8))
@examples(200)
def test_the_short_way_for_lines_gives_the_same(text: str, entries: list[str]) -> None:
    """Lines that are taken in the short way come to the blocks that the long way would make of them."""
    source = "\n".join([text, *entries])
    short = parse_blocks(source)
    with patch.object(_Parser, "take", _Parser.take_in_full):
        assert short == parse_blocks(source)


INLINE = InlineWriter({})
EMPHASIS = EmphasisWriter()
STARS = ["*", "**", "***", "*a*", "**b**", "_", "__"]
NO_MARKUP = ["Plans", "MASH", "MASHs", " ", "  ", "\n", "\n\n", "www", ".", "'", '"', "-", "é", "/", ":", "!", "#"]
PLAIN = st.lists(st.sampled_from([*NO_MARKUP, "&", "|", "\u00a0", "://", *STARS[:-2]]), max_size=12).map("".join)


@given(text=st.one_of(PLAIN, st.text(max_size=20)))
@examples(300)
def test_the_short_way_for_plain_text_gives_the_same(text: str) -> None:
    """Text without markup, which is not converted, is shown as converting would show it."""
    blocks = parse_blocks(text)
    writer, source = ProseWriter({"MASH": "a 'hub' & \"<more>\"\u00a0"}), Text(text, Place("a.md"))
    problems: list[Problem] = []
    short, long = (
        write(blocks, source, NO_DEFINITIONS, lambda _, url, __: url, problems.append)
        for write in (writer.write, writer.write_in_full)
    )
    assert (short, short.wording) == (long, long.wording)


STARRED = st.lists(
    st.sampled_from(["plan", "b c", "é", "£", " ", "\n", ".", "'", "<", ">", "&", "&#999999999;", "~~", *STARS]),
    max_size=9,
).map("".join)


@given(text=STARRED)
@examples(400)
def test_the_short_way_for_stars_gives_the_same(text: str) -> None:
    """Emphasis in stars, which is not given to the Markdown library, is shown as that would show it."""
    short = simply_emphasised(text)
    if short:
        assert short == EMPHASIS.write(text)


PREVIEW = MarkdownIt("commonmark")
BESIDE = [
    "a",
    " ",
    "\n",
    "(",
    ".",
    "`c`",
    "[d](/e)",
    "\\*",
    "&amp;",
    "<b>",
    "</b>",
    "  \n",
    "[",
    "]",
    "![*f*](/g)",
    *STARS,
]


@given(text=st.lists(st.sampled_from(BESIDE), max_size=12).map("".join))
@examples(600)
def test_emphasis_is_what_the_specification_says(text: str) -> None:
    """Whatever stands beside stars and underscores, they mean what another reader of the rules finds."""
    paragraph = re.sub(r"\n\s+", "\n", text.strip())
    written = INLINE.write(paragraph, {}, ()).html
    assert blanks_aside(written) == blanks_aside(PREVIEW.renderInline(paragraph).replace(" />", ">"))


def blanks_aside(html: str) -> str:
    """Take all blanks alike, and none beside the end of a line."""
    return re.sub(r"\s+", " ", re.sub(r"<br>\s*", "<br>", html.replace("&quot;", '"'))).strip()


MANY = 1000
NASTY = {
    "brackets": "[" * MANY,
    "closed brackets": "[" * MANY + "]" * MANY,
    "quotes": "> " * MANY,
    "lists": "- " * MANY,
    "nested lists": "\n".join("  " * level + "- x" for level in range(400)),
    "stars": "*" * MANY,
    "stars and words": "*a " * MANY,
    "ticks": "`" * MANY,
    "ticks and words": "`a " * MANY,
    "pipes": "|" * MANY + "\n" + "-|" * MANY,
    "blanks": " " * MANY + "x",
    "lazy lines": "> x\n" + "x\n" * MANY,
    "elements": "<b>" * MANY,
    "open elements": "<b " * MANY,
    "braces": "{" * MANY + "}" * MANY,
    "tags": " #plans" * MANY,
    "links": "[a](" * MANY,
    "footnotes": "[^1]" * MANY + "\n\n[^1]: x [^1]",
    "entities": "&" * MANY,
    "tildes": "~~a" * MANY,
    "headings": "# x\n" * 500,
    "flow": "x: " + "[" * MANY,
}


@for_each(("nasty", "where"), product(NASTY, ["body", "point", "whole YAML"]))
def test_no_repetition_makes_a_reader_raise(where: str, nasty: str) -> None:
    """Thousands of marks in a row are read, or named as a problem, without running out of stack."""
    library, problems = read(inputs_with(PLACES[where](NASTY[nasty])))
    assert library.briefings or problems
