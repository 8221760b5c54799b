"""The repository's own site, the golden one and that of a large theme, each built once for all processes of a run."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from learnbrief.build import Inputs, Site, build, plan_site
from learnbrief.files import gather
from learnbrief.files.lock import alone_in
from learnbrief.pages import Page
from tests.support import TODAY, briefing_project, publish_files

ROOT = Path(__file__).parent.parent
LARGE = """## Learning for managers

Plans work where:

POINTS
## Actions {role=actions}

- Look at the plans again. #plans {owner="The board" due=2023-03 state=promised}
""".replace("POINTS", "".join(f"- plan {number} says who does what. #plans\n" for number in range(130)))
Made = TypeVar("Made")
PIPELINE = sys.modules[plan_site.__module__]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site in a folder, as a build gave it."""

    folder: Path
    site: Site
    templates: Mapping[str, str]
    """What each page and data file is made with, by its address."""

    def page_addresses(self) -> list[str]:
        """Give the address of every page."""
        return [address for address in self.site.files if address.endswith(".html")]

    def telling_pages(self) -> list[str]:
        """Give of each kind of page the longest and the shortest."""
        kinds: dict[str, list[str]] = {}
        for address in sorted(self.page_addresses(), key=lambda address: len(self.site.files[address])):
            kinds.setdefault(self.templates[address], []).append(address)
        return sorted({address for pages in kinds.values() for address in (pages[0], pages[-1])})


def site_of(name: str, factory: pytest.TempPathFactory) -> BuiltSite:
    """Give one of the sites."""
    return once_for_all(name, factory, lambda folder: build_into(folder / "published" / name, PROJECTS[name]()))


def once_for_all(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], Made]) -> Made:
    """Make something in a folder: of the processes of a test run the first makes it, and the others wait for it.

    The folder is locked meanwhile, so a site is published in a folder below it: publishing locks what holds the site.
    """
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"site-{name}"
    shared.mkdir(exist_ok=True)
    kept = shared / "built"
    with alone_in(shared):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make(shared)))
    made: Made = pickle.loads(kept.read_bytes())
    return made


def build_into(folder: Path, inputs: Inputs) -> BuiltSite:
    """Build a project and publish its site into a folder."""
    with watched_pages() as made:
        site = build(inputs)
    publish_files(site.files, folder, ROOT)
    return BuiltSite(folder, site, {page.address: page.template for page in made})


def gathered_from(project: Path) -> Inputs:
    """Gather a project's files."""
    gathered = gather(project)
    return Inputs(gathered.sources, gathered.templates, TODAY, problems=tuple(gathered.problems))


@contextmanager
def watched_pages() -> Iterator[list[Page]]:
    """Note the pages that a build makes."""
    made: list[Page] = []
    make = PIPELINE.make_pages

    def watch(contents: Any) -> Any:
        made.extend(make(contents))
        return tuple(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PIPELINE, "make_pages", watch)
        yield made


PROJECTS: Mapping[str, Callable[[], Inputs]] = {
    "own": lambda: gathered_from(ROOT),
    "golden": lambda: gathered_from(ROOT / "tests/golden/project"),
    "large": lambda: briefing_project(LARGE),
}
