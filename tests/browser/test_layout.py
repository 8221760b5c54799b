"""Every kind of page fits, can be read and can be hit: on a phone, enlarged, in forced colours, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.page_kinds import KINDS, Kind, Sites, refuse, show, unfold

MEASURE = Path(__file__).with_name("measure.js")
NARROW = 320
WIDE = 1280
ENLARGED = 2 * 16
"""A reader's own setting for the size of text, in pixels, twice the usual one."""
LONGEST_LINE = 80
LINES = (45, 75)
"""How many characters a line holds on average."""

Open = Callable[..., Page]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
with_and_without_script = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@pytest.fixture
def opened(new_page: NewPage, kinds: Sites) -> Open:
    """Open pages that can be measured."""

    def open_page(kind: Kind, *, width: int = WIDE, script: bool = True) -> Page:
        page = new_page(viewport={"width": width, "height": 800})
        show(page, kinds.address(kind), script=script)
        page.evaluate(MEASURE.read_text("utf-8"))
        return page

    return open_page


def faults(page: Page, measure: str, where: str) -> list[str]:
    """Give the faults that one measure finds, folded and unfolded."""
    found = page.evaluate(f"measure.{measure}()")
    unfold(page)
    found += page.evaluate(f"measure.{measure}()")
    return [f"{where}: {fault}" for fault in dict.fromkeys(found)]


@with_and_without_script
@each_kind
def test_no_page_scrolls_sideways(opened: Open, kind: Kind, script: bool) -> None:
    """Neither on a narrow phone nor with the text at 200 % is anything wider than the screen but tables in a box."""
    page = opened(kind, width=NARROW, script=script)
    found = faults(page, "sideways", f"{NARROW} px")
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": ENLARGED}})
    for width in (640, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= ENLARGED
        found += faults(page, "sideways", f"{width} px, text at 200 %")
    refuse(kind, found)


@each_kind
def test_targets_are_large_enough_or_apart(opened: Open, kind: Kind) -> None:
    """What can be pressed is 24 by 24 pixels, stands in a sentence, or has room around it (WCAG 2.2, 2.5.8)."""
    page = opened(kind, width=NARROW)
    found = faults(page, "smallTargets", f"{NARROW} px")
    page.set_viewport_size({"width": WIDE, "height": 800})
    refuse(kind, found + faults(page, "smallTargets", f"{WIDE} px"))


@each_kind
def test_text_stands_out(opened: Open, kind: Kind) -> None:
    """Body text has a contrast of 7:1 with its ground, quieter text of 4.5:1, in light and in dark."""
    page = opened(kind)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += faults(page, "faintTexts", scheme)
    refuse(kind, found)


@each_kind
def test_lines_are_of_a_length_that_reads_well(opened: Open, kind: Kind) -> None:
    """On a wide screen lines of running text hold 45 to 75 characters on average, and none more than 80."""
    page = opened(kind)
    unfold(page)
    found = []
    counts = []
    for paragraph in page.evaluate("measure.lines()"):
        counts += paragraph["counts"]
        average = sum(paragraph["counts"]) / len(paragraph["counts"])
        if max(paragraph["counts"]) > LONGEST_LINE or average < LINES[0]:
            found.append(f"{average:.0f} on average, {max(paragraph['counts'])} at most: {paragraph['name']}")
    if counts and not LINES[0] <= sum(counts) / len(counts) <= LINES[1]:
        found.append(f"the page: {sum(counts) / len(counts):.1f} on average")
    refuse(kind, found)


@each_kind
def test_the_readers_own_settings_are_kept(opened: Open, kind: Kind) -> None:
    """In the reader's own colours each control has an edge or words; with reduced motion nothing moves."""
    page = opened(kind)
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    found = faults(page, "unseenControls", "forced colours")
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    refuse(kind, found + faults(page, "movements", "reduced motion"))


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
        assert bool(page.evaluate(f"measure.{measure}()")) is is_fault, body


def test_characters_of_a_line_are_counted(page: Page) -> None:
    """In letters of one width, a box of forty of them holds forty a line."""
    words = "abcdefghi " * 40
    page.set_content(
        f"<!doctype html><title>a</title><main><p style='font: 16px monospace; width: 40ch'>{words}</main>"
    )
    page.evaluate(MEASURE.read_text("utf-8"))
    (paragraph,) = page.evaluate("measure.lines()")
    assert set(paragraph["counts"]) <= {39, 40}
