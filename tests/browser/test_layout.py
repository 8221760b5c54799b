"""Every kind of page fits, can be read and can be hit: on a phone, enlarged, in forced colours, light and dark."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.page_kinds import EACH_KIND, Kind, Sites, refuse, show
from tests.browser.test_accessibility import ALL_RULES, RULES_OF_WORDS, SCAN, axe

__all__ = ["axe"]

MEASURE = Path(__file__).with_name("measure.js")
NARROW = 320
WIDE = 1280
USUAL_TEXT = 16
LONGEST_LINE = 80
LINES = (45, 75)
"""How many characters a line holds on average."""


class Reader(NamedTuple):
    """How a reader's browser is set, and the measures that are taken in it."""

    has: str
    measures: Sequence[str]
    width: int = WIDE
    text: int = USUAL_TEXT
    """The reader's own setting for the size of text, in pixels."""
    scheme: Literal["light", "dark"] = "light"
    forced_colours: Literal["active", "none"] = "none"
    motion: Literal["no-preference", "reduce"] = "no-preference"
    rules: Mapping[str, object] | None = None
    """What axe-core is asked for."""

    def sets(self, page: Page, fonts: CDPSession) -> None:
        """Set the browser like this reader's."""
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(color_scheme=self.scheme, forced_colors=self.forced_colours, reduced_motion=self.motion)
        fonts.send("Page.setFontSizes", {"fontSizes": {"standard": self.text}})
        media = [self.scheme == "dark", self.forced_colours == "active", self.motion == "reduce"]
        assert page.evaluate(SEEN) == [self.text, *media]


SEEN = """[
    parseFloat(getComputedStyle(document.documentElement).fontSize),
    ...["prefers-color-scheme: dark", "forced-colors: active", "prefers-reduced-motion: reduce"]
        .map((query) => matchMedia(`(${query})`).matches),
]"""
"""What a page sees of a reader's settings."""

READERS = (
    Reader("320 px", ("sideways", "smallTargets"), width=NARROW, rules=ALL_RULES),
    Reader("640 px, text at 200 %", ("sideways",), width=640, text=2 * USUAL_TEXT),
    Reader("1280 px, text at 200 %", ("sideways",), text=2 * USUAL_TEXT),
    Reader("768 px", ("smallTargets",), width=768),
    Reader("1280 px, light", ("smallTargets", "faintTexts")),
    Reader("1280 px, dark", ("faintTexts",), scheme="dark"),
    Reader("forced colours", ("unseenControls",), forced_colours="active"),
    Reader("reduced motion", ("movements",), motion="reduce"),
)
WITHOUT_SCRIPT = tuple(
    reader._replace(measures=("sideways",), rules=RULES_OF_WORDS if reader.rules else None)
    for reader in READERS
    if "sideways" in reader.measures
)


@EACH_KIND
def test_every_kind_of_page_fits_is_read_and_is_hit(page: Page, kinds: Sites, axe: str, kind: Kind) -> None:
    """However a reader's browser is set, and whatever is folded away, a page of each kind passes all measures.

    Nothing but tables in a box of their own is wider than the screen, without scripts either. What can be pressed is
    24 by 24 pixels, stands in a sentence, or has room around it (WCAG 2.2, 2.5.8). Body text has a contrast of 7:1
    with its ground, quieter text of 4.5:1. Lines of running text are neither short nor long. In own colours
    each control has an edge or words; with reduced motion nothing moves. And axe-core finds nothing.
    """
    show(page, kinds.address(kind), script=False)
    found = [f"without script, {fault}" for fault in faults(page, axe, WITHOUT_SCRIPT)]
    show(page, kinds.address(kind))
    refuse(kind, [*found, *faults(page, axe, READERS), *odd_lines(page)])


def faults(page: Page, axe: str, readers: Sequence[Reader]) -> list[str]:
    """Give the faults that readers meet, both with all folded that is folded at first, and with all unfolded."""
    page.evaluate(axe)
    page.evaluate(MEASURE.read_text("utf-8"))
    found: list[str] = []
    fonts = page.context.new_cdp_session(page)
    is_open = False
    for reader in readers:
        reader.sets(page, fonts)
        for opens in (is_open, not is_open):
            met = page.evaluate("([names, opens]) => measure.take(names, opens)", [reader.measures, opens])
            met += page.evaluate(SCAN, reader.rules) if opens and reader.rules else []
            found += [f"{reader.has}: {fault}" for fault in met]
        is_open = opens
    fonts.detach()
    return list(dict.fromkeys(found))


def odd_lines(page: Page) -> Iterator[str]:
    """Give the texts whose lines are too short on average, or too long, and the average of a page where it is odd."""
    counts = []
    for paragraph in page.evaluate("measure.take(['lines'], true)"):
        counts += paragraph["counts"]
        average = sum(paragraph["counts"]) / len(paragraph["counts"])
        if max(paragraph["counts"]) > LONGEST_LINE or average < LINES[0]:
            yield f"{average:.0f} on average, {max(paragraph['counts'])} at most: {paragraph['name']}"
    if counts and not LINES[0] <= sum(counts) / len(counts) <= LINES[1]:
        yield f"the page: {sum(counts) / len(counts):.1f} on average"


TOLD = {
    "sideways": (
        "<p style='inline-size: 2000px'>Wide</p>",
        "<div style='overflow-x: auto'><table><td>Wide</table></div>",
    ),
    "smallTargets": (
        "<button style='all: unset; font: 12px a'>A</button><button style='all: unset; font: 12px a'>B</button>",
        "<p>A <a href='#a'>link</a> or <a href='#b'>two</a> in a line of words.</p>",
    ),
    "faintTexts": ("<p style='color: #666'>Faint at 5.7:1</p>", "<p style='font-size: 14px; color: #666'>Quiet</p>"),
    "unseenControls": ("<input style='border: 0'>", "<button style='border: 0'>Words</button>"),
    "movements": ("<p style='transition: color 1s'>Slow</p>", "<p>Still</p>"),
}
"""A fault for each measure, and what is none."""


@pytest.mark.parametrize("measure", TOLD)
def test_the_measures_find_faults(page: Page, measure: str) -> None:
    """Each measure tells a fault from what looks like one, so that its silence says something."""
    for is_fault, body in zip((True, False), TOLD[measure], strict=True):
        page.set_content(f"<!doctype html><title>a</title><main>{body}</main>")
        page.evaluate(MEASURE.read_text("utf-8"))
        assert bool(page.evaluate("name => measure.take([name], true)", measure)) is is_fault, body


def test_characters_of_a_line_are_counted(page: Page) -> None:
    """In letters of one width, a box of forty of them holds forty a line."""
    words = "abcdefghi " * 40
    page.set_content(
        f"<!doctype html><title>a</title><main><p style='font: 16px monospace; width: 40ch'>{words}</main>"
    )
    page.evaluate(MEASURE.read_text("utf-8"))
    (paragraph,) = page.evaluate("measure.take(['lines'], true)")
    assert set(paragraph["counts"]) <= {39, 40}
