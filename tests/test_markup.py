"""What a git host's preview shows as a list, a heading or a quotation is one here, and no HTML does harm."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from learnbrief.markup import (
    Heading,
    List,
    MarkupBlock,
    Paragraph,
    ProseWriter,
    Quote,
    collect_definitions,
    parse_blocks,
)
from learnbrief.markup.structure import Code, Footnote, LinkTarget, RawHtml, Rule, Table
from learnbrief.model import Prose
from learnbrief.problems import FORBIDDEN, Place, Problem, Text
from tests.payloads import EVERY, PAYLOADS
from tests.support import briefing_project, examples, for_each, read, table

Block = tuple[object, ...]
"""A block's kind, then what tells it from another: a heading's level, a list's first number, texts, inner blocks."""

PREVIEW = MarkdownIt("gfm-like")


def as_shown(text: str) -> list[Block]:
    """Give the blocks that a git host's preview shows."""
    return [_shown(node) for node in SyntaxTreeNode(PREVIEW.parse(text)).children]


def _shown(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return ("heading", int(node.tag[1]), _words(node.children[0].content))
        case "paragraph":
            return ("paragraph", _words(node.children[0].content))
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
            return ("list", start, [[_shown(inner) for inner in item.children] for item in node.children])
        case "blockquote":
            return ("quote", [_shown(inner) for inner in node.children])
        case "fence" | "code_block":
            return ("code", node.content.rstrip())
        case other:
            return ({"hr": "rule", "html_block": "html"}.get(other, other),)


def as_read(text: str) -> list[Block]:
    """Give the blocks that we read."""
    return _read(parse_blocks(text))


def _read(blocks: Sequence[MarkupBlock]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        match block:
            case Heading(level=level, line=line):
                found.append(("heading", level, _words(line.text)))
            case Paragraph(lines=lines):
                found.append(("paragraph", _words("\n".join(line.text for line in lines))))
            case List(start=start, items=items):
                found.append(("list", start, [_read(item.blocks) for item in items]))
            case Quote(blocks=inner):
                found.append(("quote", _read(inner)))
            case Code(lines=lines):
                found.append(("code", "\n".join(line.text for line in lines).rstrip()))
            case Rule():
                found.append(("rule",))
            case RawHtml():
                found.append(("html",))
            case Table():
                found.append(("table",))
            case Footnote() | LinkTarget():
                pass
    return found


def _words(text: str) -> str:
    return " ".join(text.split())


def is_misread(text: str) -> bool:
    """Tell whether the preview that we compare with is wrong itself: it lets indented code end a paragraph.

    The specification forbids it (GitHub Flavored Markdown, section 4.4), and markdown-it does it in places.
    """
    tokens = [token for token in PREVIEW.parse(text) if token.map]
    return any(
        before.type == "paragraph_open" and after.type == "code_block" and before.map[1] == after.map[0]
        for before, after in zip(tokens, tokens[2:], strict=False)
        if before.map and after.map
    )


TRICKY: dict[str, str] = table("structure")
"""By what it is about: a text whose structure is easily misread."""

DECIDED: dict[str, str] = {}
"""Texts that we read otherwise than the preview, on purpose, and why."""


@for_each("about", TRICKY)
def test_structure_is_what_a_preview_shows(about: str) -> None:
    """A text's lists, headings, quotations, code and paragraphs are those of a git host's preview."""
    text = TRICKY[about]
    assert (as_read(text) == as_shown(text)) is (about not in DECIDED)


MARKS = ["- ", "* ", "1. ", "2. ", "10) ", "-   ", "-", "# "]
TEXTS = ["plan", "two words", "", "---", "===", "~~~", "a | b"]


@st.composite
def lines_of_markdown(draw: st.DrawFn) -> str:
    """Make a line as editors write them: perhaps quoted, perhaps indented, with up to two marks before its words."""
    quote = draw(st.sampled_from(["", "", "", "> ", ">", " > "]))
    indent = " " * draw(st.integers(0, 6))
    marks = "".join(draw(st.lists(st.sampled_from(MARKS), max_size=2)))
    return f"{quote}{indent}{marks}{draw(st.sampled_from(TEXTS))}".rstrip()


@given(st.lists(lines_of_markdown(), max_size=9).map("\n".join))
@examples(600)
def test_any_text_has_the_structure_that_a_preview_shows(text: str) -> None:
    """Lists, quotations, headings, code and paragraphs of any text are those of a git host's preview."""
    assume(not is_misread(text))
    assert as_read(text) == as_shown(text)


def test_lists_nest_twelve_deep() -> None:
    """Deeper nesting than any reader could follow is text: no source can exhaust the reader."""
    deep = as_read("\n".join(f"{'  ' * level}- {level}" for level in range(40)))
    assert str(deep).count("'list'") == 12


def prose(text: str, **glossary: str) -> tuple[Prose, list[Problem]]:
    """Write a text as a page shows it, its links left as they are."""
    problems: list[Problem] = []
    blocks = parse_blocks(text)
    source = Text(text, Place("a.md"))
    writer = ProseWriter(glossary)
    return writer.write(
        blocks, source, collect_definitions(blocks), lambda _, url, __: url, problems.append
    ), problems


def html(text: str, **glossary: str) -> str:
    """Write a text that has no problem as a page shows it."""
    written, problems = prose(text, **glossary)
    assert not problems
    return written.html


SHOWN: dict[str, str] = table("running-text")
"""By its Markdown: what a page shows."""


@for_each("markdown", SHOWN)
def test_running_text_is_shown_as_a_preview_shows_it(markdown: str) -> None:
    """Emphasis, code, links, bare addresses, breaks and escapes are those of a git host's preview."""
    shown = html(markdown)
    squeezed = [text.replace("<li>\n", "<li>").replace("\n</li>", "</li>") for text in (shown, SHOWN[markdown])]
    assert squeezed[0] == squeezed[1]


def test_a_table_keeps_its_columns_sides() -> None:
    """A table has head and body, a pipe behind a backslash is text, and a column's side is kept."""
    shown = html("| a | b |\n| :- | -: |\n| 1 \\| 2 | *3* |")
    assert '<th class="left">a</th>' in shown
    assert '<td class="left">1 | 2</td>' in shown
    assert '<td class="right"><em>3</em></td>' in shown


def test_a_footnote_is_shown_below_its_text_once() -> None:
    """A footnote's number leads to its text and back; one that nobody calls up is left out."""
    shown = html("Plans[^1] and plans[^1].\n\n[^1]: They *are*.\n[^2]: Not called.")
    assert shown.count("<em>are</em>") == 1
    assert "Not called" not in shown
    assert shown.count(">1</a>") == 2


def test_a_footnote_is_no_part_of_the_plain_text() -> None:
    """Plain text, which search and data show, holds neither a footnote's number nor the way back."""
    assert prose("Plans[^1] help.\n\n[^1]: Often.")[0].text == "Plans help. Often."


def test_a_reference_without_its_footnote_is_text() -> None:
    """A footnote mark that leads nowhere is left as it stands."""
    shown, problems = prose("Plans[^1].")
    assert shown.html == "<p>Plans[^1].</p>"
    assert [(problem.code, problem.at.column) for problem in problems] == [("missing-footnote", 6)]


def test_abbreviations_are_marked_with_their_meaning() -> None:
    """An abbreviation of the glossary is marked wherever it stands as a word, in the plural too, and not in code."""
    shown = html("MASH, MASHs, SMASH, `MASH` and [MASH](https://example.org/)", MASH="a hub")
    assert shown.count('<abbr title="a hub">MASH</abbr>') == 1
    assert shown.count('<abbr title="a hub">MASHs</abbr>') == 1
    assert shown.count("<abbr") == 2


TOLD = {
    "A plan.\nSee [it](plan).": [(2, 10)],
    "[a](x) [b](x)\n\n> [c](x)": [(1, 5), (1, 12), (3, 7)],
    "- [x] [a](y)": [(1, 11)],
    "| a |\n| - |\n| x [b](x) |": [(3, 9)],
    '<b title="x">x</b> <a\n href="x">x</a>': [(2, 8)],
    "<div>\n<img src=x>\n</div>": [(2, 10)],
    "-\t[a](x)": [(1, 7)],
    "[a][b]\n\n[b]: x": [(1, 2)],
    "`[a](x)` [b](x)": [(1, 14)],
}
"""By its Markdown: line and column of each address."""


@for_each("markdown", TOLD)
def test_an_address_is_named_where_it_stands(markdown: str) -> None:
    """What is said about a link or picture stands at its own address, as often as it occurs."""
    places: list[tuple[int, int]] = []
    problems: list[Problem] = []
    blocks = parse_blocks(markdown)

    def resolve(_: str, url: str, at: Place) -> str:
        places.append((at.line, at.column))
        return url

    source = Text(markdown, Place("a.md"))
    ProseWriter({}).write(blocks, source, collect_definitions(blocks), resolve, problems.append)
    assert places == TOLD[markdown]


def test_too_much_emphasis_is_shown_as_it_stands() -> None:
    """A paragraph with hundreds of stars is text, its links still links, and that is said once, at its beginning."""
    shown, problems = prose("Plans.\n\n" + "*a* [b](/c) " * 300)
    assert "<em>" not in shown.html
    assert shown.html.count('<a href="/c">b</a>') == 300
    assert [(problem.at.line, problem.code) for problem in problems] == [(3, "too-much-markup")]


def test_a_row_without_end_is_not_filled_without_end() -> None:
    """A wide head above many short rows does not make a page of millions of cells."""
    shown = html("|" * 1001 + "\n" + "|-" * 1000 + "|\n" + "a|\n" * 1000)
    assert shown.count("<td") < 100_000


@pytest.mark.parametrize("reference", ["&#xFDD0;", "&#64976;", "&#x0fdd0", "&#8;", "&#0;", "&#13;", "&#x1FFFE;"])
@pytest.mark.parametrize(
    "text",
    ["<abbr title='{0}1{0}<i>'>x</abbr>", "<div>\n{0}1{0}\n</div>", "{0}1{0}", "[x](https://a.example/ '{0}1{0}')"],
)
def test_no_reference_brings_in_what_no_text_may_hold(reference: str, text: str) -> None:
    """A reference to a control character, or to a mark of our own, is shown as an unknown letter or as it stands."""
    shown, problems = prose(f"Note.[^1]\n\n{text.format(reference)}\n\n[^1]: Words.")
    assert not problems
    assert not FORBIDDEN.search(shown.html)
    assert shown.html.count("<sup") == 1
    assert "\N{REPLACEMENT CHARACTER}" in shown.html or "&amp;#" in shown.html


NUMBER_WITHOUT_END = f"&#{'9' * 5000};"


@pytest.mark.parametrize(
    "text",
    ["{0}", "<b title={0}>x</b>", "<div>\n{0}\n</div>", "[x](https://a.example/{0})", "![{0}](a.png)", "`{0}`"],
)
def test_a_number_without_end_is_no_letter(text: str) -> None:
    """A reference of thousands of digits, which Python would refuse to read, is text like any other."""
    assert prose(text.format(NUMBER_WITHOUT_END))[0].html


def test_only_what_the_list_names_stays() -> None:
    """The list of what may stay is ours, whole: the library that holds HTML to it adds nothing of its own."""
    tags = '<b title="a" lang="pl" dir="ltr" class="c" id="d" data-e="f">x</b><abbr title="a">y</abbr>'
    shown, problems = prose(tags)
    assert shown.html == '<p><b lang="pl" dir="ltr">x</b><abbr title="a">y</abbr></p>'
    assert [problem.code for problem in problems] == ["removed-html"] * 4


HARMFUL_ELEMENTS = """base button embed form iframe input link math meta noscript object script style svg template
    textarea title video""".split()
HARMLESS_SCHEMES = re.compile(r"/|#|(?:https?|mailto|tel):")


class HarmFinder(HTMLParser):
    """Finds what no source may bring into a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        self.found += [tag] if tag in HARMFUL_ELEMENTS else []
        for name, value in attrs:
            leads_away = name in ("href", "src") and not HARMLESS_SCHEMES.match(value or "")
            handles = name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href")
            self.found += [name] if leads_away or handles else []


def harm_in(shown: str) -> list[str]:
    """Name the harmful elements and attributes of a piece of HTML."""
    finder = HarmFinder()
    finder.feed(shown)
    finder.close()
    return finder.found


def attacked(attack: str) -> tuple[str, set[str]]:
    """Give the HTML of a section that holds an attack, and the codes of what is reported."""
    library, problems = read(briefing_project(f"## Background\n{attack}\n\nBehind.\n"))
    blocks = library.briefings[0].sections[0].blocks
    return "".join(block.html for block in blocks if isinstance(block, Prose)), {found.code for found in problems}


NEVER_CLOSED = {
    "<!--<script>",
    *(attack for attack in PAYLOADS["mutation"] if re.match("<math><mtext>|<select>", attack)),
}
"""Attacks that open what would hold all that follows; so it does in a preview, too."""


REPORTED = {
    "removed-html",
    "missing-picture",
    "remote-resource",
    "broken-link",
    "bad-attribute",
    "misplaced-attribute",
}


@for_each("family", PAYLOADS)
def test_nothing_harmful_survives(family: str) -> None:
    """No script, style, form, frame, event handler or `javascript:` survives, and the text behind it stays."""
    shown = {attack: attacked(attack)[0] for attack in PAYLOADS[family]}
    assert {attack: harm_in(html) for attack, html in shown.items() if harm_in(html)} == {}
    assert [attack for attack, html in shown.items() if "Behind." not in html and attack not in NEVER_CLOSED] == []


def test_an_editor_is_told_what_is_taken_out() -> None:
    """Harmful HTML is either shown as text, as a preview shows it, or its removal is reported."""
    harmful = [attack for attack in EVERY if harm_in(attack) and attack not in NEVER_CLOSED]
    assert len(harmful) > 100
    untold = []
    for attack in harmful:
        shown, found = attacked(attack)
        if "&lt;" not in shown and not REPORTED & found:
            untold.append(attack)
    assert untold == []


@pytest.mark.parametrize("harmless", ["<kbd>Tab</kbd>", "<details>\n<summary>More</summary>\n</details>", "a<br>b"])
def test_harmless_html_stays(harmless: str) -> None:
    """HTML that does no harm stays without a warning."""
    assert re.sub(r"\s", "", harmless) in re.sub(r"\s", "", html(harmless))
