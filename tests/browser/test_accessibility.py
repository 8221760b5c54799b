"""axe-core finds nothing on any kind of page, at any width, light or dark, with JavaScript and without."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_kinds import KINDS, USUAL, Kind, Sites, refuse, show, unfold
from tests.serving import Server, serving, write_project
from tools import checkers
from tools.printed.text import FOLDER

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL_RULES = {"runOnly": TAGS}
LAID_OUT = ("target-size", "color-contrast")
"""What a width changes, and a colour scheme."""
RULES_OF_WORDS = {**ALL_RULES, "rules": {rule: {"enabled": False} for rule in LAID_OUT}}
"""All that looks at the elements and their words."""
TARGETS = {"runOnly": LAID_OUT[:1]}
CONTRAST = {"runOnly": LAID_OUT[1:]}

Scheme = Literal["light", "dark"]
Scan = tuple[int, Scheme, Mapping[str, object]]
SCANS: tuple[Scan, ...] = (
    (320, "light", ALL_RULES),
    (768, "light", TARGETS),
    (1280, "light", TARGETS),
    (1280, "dark", CONTRAST),
)
SCAN = """async (rules) => {
    const { passes, violations } = await axe.run(document, { ...rules, resultTypes: ["violations"] });
    if (passes.length < (rules.runOnly.length > 1 ? 10 : 1)) throw new Error("axe-core looked at next to nothing");
    return violations.flatMap((rule) => rule.nodes.map((node) => {
        const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
        return `${rule.id}: ${node.html.slice(0, 150)} ${why}`;
    }));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """Give axe-core's script."""
    if cure := checkers.missing():
        pytest.fail(cure, pytrace=False)
    return (checkers.PACKAGES / "axe-core" / "axe.min.js").read_text("utf-8")


def test_a_page_of_every_template_is_scanned(kinds: Sites) -> None:
    """No template stays unseen: whoever adds one names a page of it among the kinds."""
    assert {kinds.template(kind) for kind in USUAL} == kinds.page_templates


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_at_any_width(page: Page, kinds: Sites, axe: str, kind: Kind) -> None:
    """Neither where scripts ran nor where they did not is there anything to say against the page."""
    show(page, kinds.address(kind), script=False)
    found = [(fault, f"{where} without script") for where, fault in scan(page, axe, SCANS[:1])]
    show(page, kinds.address(kind))
    found += [(fault, where) for where, fault in scan(page, axe, SCANS)]
    places: dict[str, list[str]] = {}
    for fault, where in found:
        places.setdefault(fault, []).append(where)
    refuse(kind, [f"{fault} ({', '.join(where)})" for fault, where in places.items()])


def scan(page: Page, axe: str, scans: Sequence[Scan]) -> Iterator[tuple[str, str]]:
    """Scan a page, with all that is folded away open, at some widths in some colour schemes; give where and what."""
    unfold(page)
    page.evaluate(axe)
    for width, scheme, rules in scans:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        yield from ((f"{width} px {scheme}", fault) for fault in page.evaluate(SCAN, rules))


FAULTY = """() => {
    const [button, link, faint] = ["button", "a", "p"].map((name) => document.createElement(name));
    link.href = "#nowhere";
    link.textContent = "A";
    link.style = "display: inline-block; font-size: 8px; line-height: 1";
    faint.textContent = "Faint";
    faint.style = "color: #777; background: #666";
    document.querySelector("main").append(button, link, link.cloneNode(true), faint);
}"""
"""Puts a button without words, two links that are too small and too near, and a faint text into a page."""


def test_axe_finds_faults(page: Page, kinds: Sites, axe: str) -> None:
    """Each scan runs under the pages' own policy and tells of what is wrong, so that its silence says something."""
    show(page, kinds.address(KINDS[0]), script=False)
    page.evaluate(FAULTY)
    found = {(where, fault.partition(":")[0]) for where, fault in scan(page, axe, SCANS)}
    assert {("320 px light", rule) for rule in ("button-name", "target-size", "color-contrast")} <= found
    assert {("768 px light", "target-size"), ("1280 px light", "target-size")} <= found
    assert ("1280 px dark", "color-contrast") in found


WAITING = """---
title: "FILL IN: what it is called"
partnership: "FILL IN"
kind: "FILL IN: ask the chair"
held: unknown
published: "FILL IN: when it comes out"
status: draft
summary: "FILL IN: two sentences."
topics: "FILL IN"
---

## What comes next {role="FILL IN" audience="FILL IN: whom"}

- FILL IN: what is asked.
- Plans are written. {due="FILL IN"}

## FILL IN: a heading

Of FILL IN families two were seen.
"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a project with a warning and a draft; each test's page is closed before the server ends."""
    folder = write_project(tmp_path_factory.mktemp("preview") / "project")
    source = folder / "briefings/b.md"
    source.write_text(f"{source.read_text('utf-8')}\n## Homes\n", "utf-8")
    (folder / "briefings/waiting.md").write_text(WAITING, "utf-8")
    with serving(folder) as server:
        yield server


def test_axe_finds_nothing_in_what_the_preview_adds(preview: Server, page: Page, axe: str) -> None:
    """What was read, opened beside a briefing's page, adds no fault; nor does a warning beside it."""
    page.goto(f"{preview.url}briefings/a/index.html")
    assert list(scan(page, axe, SCANS)) == []
    expect(page.get_by_role("complementary", name="What was read").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("region", name="Warnings")).to_be_visible()


def test_axe_finds_nothing_where_documents_are_dropped(preview: Server, page: Page, axe: str) -> None:
    """The page that takes documents has no fault, with a draft on it."""
    page.goto(f"{preview.url}_preview/documents")
    page.get_by_label("Or choose a file").set_input_files(FOLDER / "drawn-boxes.handover.pdf")
    expect(page.get_by_role("status")).to_contain_text("each of them", timeout=60_000)
    assert list(scan(page, axe, SCANS)) == []


def test_axe_finds_nothing_where_a_draft_waits(preview: Server, page: Page, axe: str) -> None:
    """A page on which nearly everything is yet to be filled in marks it in a way that anybody can read."""
    page.goto(f"{preview.url}briefings/waiting/index.html")
    assert page.get_by_text("FILL IN").count() >= 10
    assert list(scan(page, axe, SCANS)) == []
