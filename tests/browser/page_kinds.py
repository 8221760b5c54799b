"""One page of each kind, of three sites, served by this machine: what the scans of accessibility go through.

The repository's own briefings give the long pages; the golden project has what they lack: a withdrawn briefing, an
old address, actions, pictures, every role of a section. A large one has a theme with more points than its page holds.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route

from tests.sites import BuiltSite
from tools.lighthouse import PAGES
from tools.loopback import serve


@dataclass(frozen=True, slots=True)
class Kind:
    """A page that stands for all of its kind."""

    site: str
    address: str

    def __str__(self) -> str:
        return f"{self.site}/{self.address}"


KINDS = (
    *(Kind("own", address) for address in PAGES),
    Kind("golden", "briefings/2021-neglect/index.html"),
    Kind("golden", "briefings/2022-gone/index.html"),
    Kind("golden", "briefings/2024-neglect/index.html"),
    Kind("golden", "briefings/2024-neglect/sheet/index.html"),
    Kind("golden", "old/neglect.html"),
    Kind("golden", "themes/index.html"),
    Kind("golden", "themes/plans/index.html"),
    Kind("golden", "lessons/index.html"),
    Kind("golden", "lessons/plans-are-read/index.html"),
    Kind("golden", "insights/index.html"),
    Kind("golden", "insights/actions/done/index.html"),
    Kind("golden", "years/2024/index.html"),
    Kind("golden", "years/undated/index.html"),
    Kind("golden", "audiences/managers/index.html"),
    Kind("large", "themes/plans/index.html"),
    Kind("large", "themes/plans/2022/index.html"),
    Kind("large", "themes/plans/2022/2/index.html"),
)
SEEN_BEFORE = {
    "own/briefings/2022-06-dudley-domestic-abuse/index.html",
    "own/briefings/2023-solihull-audit-learning/index.html",
    "own/themes/index.html",
    "own/lessons/index.html",
    "own/lessons/speak-up-and-escalate/index.html",
    "own/audiences/managers/index.html",
    "own/partnerships/index.html",
    "own/partnerships/dudley/index.html",
    "own/kinds/index.html",
    "own/kinds/multi-agency-audit/index.html",
    "own/insights/index.html",
    "own/search/index.html",
    "large/themes/plans/index.html",
    "large/themes/plans/2022/index.html",
}
"""Pages, most of them long, of which another one says the same: one of their template, and some with all their parts.

`make test-long` looks at these, too.
"""
USUAL = tuple(kind for kind in KINDS if str(kind) not in SEEN_BEFORE)
EACH_KIND = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in USUAL else pytest.mark.long, id=str(kind)) for kind in KINDS]
)


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites as they are served, and what their pages are made with."""

    origins: Mapping[str, str]
    templates: Mapping[Kind, str]
    """What each page and data file is made with."""

    @property
    def page_templates(self) -> set[str]:
        """Give the template of every page but the form for writing, which is another project's program."""
        made = {template for template in self.templates.values() if template.endswith(".html")}
        return made - {"admin.html"}

    def template(self, kind: Kind) -> str:
        """Give the template of one page."""
        return self.templates[Kind(kind.site, kind.address.partition("?")[0])]

    def address(self, kind: Kind) -> str:
        """Give the address to open."""
        return f"{self.origins[kind.site]}/{kind.address}"


@contextmanager
def served(sites: Mapping[str, BuiltSite]) -> Iterator[Sites]:
    """Serve sites while the block lasts."""
    with ExitStack() as stack:
        origins = {name: stack.enter_context(serve(built.folder)) for name, built in sites.items()}
        templates = {
            Kind(name, address): made for name, built in sites.items() for address, made in built.templates.items()
        }
        yield Sites(origins, templates)


def show(page: Page, address: str, *, script: bool = True) -> None:
    """Open a page as a reader sees it who has JavaScript on or off, with all that is folded away still folded.

    Off means that the page's scripts never ran; afterwards the test's own do, in either case. A page that leaves for
    another address at once is held back.
    """
    if "/old/" in address:
        page.route("**/*.html", stay)
    if script:
        page.goto(address)
    else:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        page.goto(address)
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        session.detach()
    if script and "/search/" in address:
        page.wait_for_selector("html[data-searched]", state="attached")


def stay(route: Route) -> None:
    """Leave out what sends a reader on to another page."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', 'name="was-refresh"'))


def unfold(page: Page) -> None:
    """Open all that is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def refuse(kind: Kind, found: list[str]) -> None:
    """Fail with the page and its faults, if there are any."""
    if found:
        pytest.fail("\n".join([str(kind), *found]), pytrace=False)
