"""axe-core finds nothing on any kind of page, at any width, light or dark, with JavaScript and without."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.page_kinds import KINDS, Kind, Sites, refuse, show, unfold
from tools import checkers

WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCAN = """async (tags) => {
    const only = { type: "tag", values: tags };
    const { passes, violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    if (passes.length < 10) throw new Error("axe-core looked at next to nothing");
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
    assert {kinds.template(kind) for kind in KINDS} == kinds.page_templates


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing(new_page: NewPage, kinds: Sites, axe: str, kind: Kind) -> None:
    """Neither where scripts ran nor where they did not is there anything to say against the page."""
    page = new_page()
    show(page, kinds.address(kind), script=False)
    plain = page.content()
    found = [(fault, f"{where} without script") for where, fault in scan(page, axe)]
    show(page, kinds.address(kind))
    if page.content() != plain:  # the same page need not be scanned twice
        found += [(fault, where) for where, fault in scan(page, axe)]
    places: dict[str, list[str]] = {}
    for fault, where in found:
        places.setdefault(fault, []).append(where)
    refuse(kind, [f"{fault} ({', '.join(where)})" for fault, where in places.items()])


def scan(page: Page, axe: str) -> Iterator[tuple[str, str]]:
    """Scan a page, with all that is folded away open, at every width in every colour scheme; give where and what."""
    unfold(page)
    page.evaluate(axe)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            yield from ((f"{width} px {scheme}", fault) for fault in page.evaluate(SCAN, TAGS))


def test_axe_finds_faults(page: Page, kinds: Sites, axe: str) -> None:
    """The scan runs under the pages' own policy and tells of what is wrong, so that its silence says something."""
    show(page, kinds.address(KINDS[0]), script=False)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')")
    assert any(where == "320 px light" and fault.startswith("button-name") for where, fault in scan(page, axe))
