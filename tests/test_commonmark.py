"""Every example of the CommonMark specification is shown as the specification says, or stands here with a reason."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import pytest

from learnbrief.markup import ProseWriter, collect_definitions, parse_blocks
from learnbrief.markup.html import Sanitiser, inspect
from learnbrief.problems import Place, Text
from tools import checkers

SPECIFICATION = checkers.PACKAGES / "commonmark-spec" / "spec.txt"
"""Version 0.31.2, from its authors' npm package."""

DECIDED: Mapping[str, frozenset[int]] = {
    "a link that leads nowhere is an error, and no link": frozenset({200, 485, 486, 487, 567}),
    "bare addresses are links, as git hosts show them": frozenset({602, 608, 611, 612}),
}
"""Examples that we show otherwise on purpose, by the reason."""

FENCE = "`" * 32
EXAMPLE = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.MULTILINE | re.DOTALL)


def examples() -> dict[int, tuple[str, str]]:
    """Read each example of the specification: its Markdown and the HTML that it stands for."""
    if cure := checkers.missing_packages():
        pytest.fail(cure, pytrace=False)
    text = SPECIFICATION.read_text("utf-8").replace("→", "\t")
    return dict(enumerate(((found[1], found[2]) for found in EXAMPLE.finditer(text)), 1))


def shown(markdown: str) -> str:
    """Write a text as a page shows it, its links left as they are."""
    blocks = parse_blocks(markdown.removesuffix("\n"))
    source, definitions = Text(markdown, Place("a.md")), collect_definitions(blocks)
    return ProseWriter({}).write(blocks, source, definitions, lambda _, url, __: url, lambda _: None).html


def allowed(html: str) -> str:
    """Leave of the specification's HTML what any source may bring into a page; headings make sections elsewhere."""
    html = re.sub(r"<h[1-6]>", "<p><strong>", re.sub(r"</h[1-6]>", "</strong></p>", html.strip()))
    return Sanitiser().sanitise(html, {link.url: link.url for link in inspect(html).links})


BREAKS = frozenset("blockquote br div hr li ol p pre ul".split())
"""Elements beside which a blank or the end of a line does not show."""


class Tokens(HTMLParser):
    """Takes a piece of HTML apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        """A tag's name and the whole of it; or `text` or `code`, and what it says."""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element; a paragraph directly in an item is none, so that loose and tight lists look alike."""
        if tag == "p" and self._open[-1:] == ["li"]:
            self.found.append((tag, ""))
            tag = "p in li"
        else:
            said = "".join(f" {name}={value!r}" for name, value in sorted(attrs) if name != "class")
            self.found.append((tag, f"<{tag}{said}>"))
        if tag not in ("br", "hr", "img"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take in an element's end."""
        self.found.append((tag, "" if self._open.pop() == "p in li" else f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        """Take in text; outside code the end of a line is a blank."""
        self.found.append(("code", data) if "pre" in self._open else ("text", re.sub(r"\s+", " ", data)))


def tokens(html: str) -> list[str]:
    """Give what tells a piece of HTML from one that looks otherwise in a browser."""
    found = [("p", ""), *Tokens(html).found, ("p", "")]
    said = []
    for (before, _), (name, token), (behind, _) in zip(found, found[1:], found[2:], strict=False):
        left = token.lstrip() if name == "text" and before in BREAKS else token
        said.append(left.rstrip() if name == "text" and behind in BREAKS else left)
    return [token for token in said if token]


def different() -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Give the examples that we show otherwise: number, Markdown, what we show, what was wanted."""
    for number, (markdown, html) in examples().items():
        ours, theirs = tokens(shown(markdown)), tokens(allowed(html))
        if ours != theirs:
            yield number, markdown, ours, theirs


def test_the_examples_are_all_there() -> None:
    """The specification has 652 examples, of which 40 are about headings."""
    html = [html for _, html in examples().values()]
    assert (len(html), sum(bool(re.search("<h[1-6]>", text)) for text in html)) == (652, 40)


def test_every_example_is_shown_as_the_specification_says() -> None:
    """All but those on our short list are shown as the specification says, and each of the list is not."""
    decided = frozenset[int]().union(*DECIDED.values())
    found = {number: told for number, *told in different()}
    assert {number: told for number, told in found.items() if number not in decided} == {}
    assert decided <= found.keys()


ALIKE = {
    "<ul><li><p>a</p></li></ul>": "<ul>\n<li>a</li>\n</ul>",
    "<p>a\nb</p>": "<p>a b</p>",
    "<p>a</p>\n<p>b</p>": "<p>a</p><p>b</p>",
    "<p>a<br>\nb</p>": "<p>a<br>b</p>",
}
UNLIKE = {
    "<p>a</p><p>b</p>": "<p>a b</p>",
    "<li>a</li>": "<p>a</p>",
    "<pre><code>a\n\nb</code></pre>": "<pre><code>a\nb</code></pre>",
    "<p>a<em>b</em></p>": "<p>a <em>b</em></p>",
    '<a href="a">b</a>': '<a href="c">b</a>',
    '<img src="a" alt="b">': '<img src="a" alt="c">',
    "<blockquote><p>a</p></blockquote>": "<blockquote>a</blockquote>",
}


def test_the_comparison_sees_what_a_reader_would() -> None:
    """Pieces of HTML that look alike are taken alike, and no others."""
    assert [html for html, other in ALIKE.items() if tokens(html) != tokens(other)] == []
    assert [html for html, other in UNLIKE.items() if tokens(html) == tokens(other)] == []
