"""What every test run needs: good messages from helpers, the golden site's switch, and Hypothesis' profile."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import Environment, nodes

from learnbrief.build import plan_site
from learnbrief.build.other_files import asset_files
from learnbrief.cache.cache import Shared
from learnbrief.render import join_scripts, templates
from tests.loops import no_running_loop

pytest.register_assert_rewrite("tests.support")

from tests.sites import BuiltSite, site_of  # noqa: E402 - it imports what is to be rewritten
from tests.support import EXAMPLES_OF_100  # noqa: E402 - it is to be rewritten itself

settings.register_profile(
    "learnbrief",
    deadline=None,  # these machines are noisy: a slow example is no failure
    max_examples=EXAMPLES_OF_100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    derandomize=True,
)
settings.load_profile("learnbrief")


IN_MEMORY = Path("/dev/shm")
ENOUGH = 4 * 2**30


def pytest_configure() -> None:
    """Keep the folders of tests, many small files, in memory where there is room, unless `TMPDIR` names a place."""
    has_room = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH
    if has_room and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --regold` write the golden site anew; its difference is then reviewed like code."""
    parser.addoption("--regold", action="store_true", help="write the golden site anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests first: one process begins with them, and the other steals from the end of its list."""
    items.sort(key=lambda item: not is_in_a_browser(item))


def pytest_collection_finish() -> None:
    """Look no more through thousands of tests for what can be thrown away; and look seldom, for tests are short."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def is_in_a_browser(item: pytest.Item) -> bool:
    """Say whether a test drives a browser."""
    return item.nodeid.startswith("tests/browser/")


@pytest.fixture(autouse=True)
def event_loop_to_start(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let every test outside a browser start an event loop, whether or not its process has had browser tests."""
    with nullcontext() if is_in_a_browser(request.node) else no_running_loop():
        yield


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of the repository's own briefings, built once for all processes."""
    return site_of("own", tmp_path_factory)


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the golden project's site, with the built-in templates, built once for all processes."""
    return site_of("golden", tmp_path_factory)


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of a theme with more points than its page holds, built once for all processes."""
    return site_of("large", tmp_path_factory)


class KeptEnvironment(Environment):
    """Parses and compiles a template once, in however many projects it is filled in."""

    _parsed: ClassVar[dict[object, nodes.Template]] = {}
    _compiled: ClassVar[dict[object, Any]] = {}

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Parse a template that was not yet parsed under this name."""
        key = (source, name, filename)
        if key not in self._parsed:
            self._parsed[key] = super().parse(*key)
        return self._parsed[key]

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *more: Any) -> Any:
        """Compile a template, told by what was parsed, that was not yet compiled."""
        key = (source, name, filename, *more)
        if key not in self._compiled:
            self._compiled[key] = super().compile(*key)
        return self._compiled[key]


def remember_what_templates_bring() -> None:
    """Keep what follows from templates and assets alone from one build to the next; small ones are little else."""
    pipeline: Any = sys.modules[plan_site.__module__]
    filled_in: Any = templates
    pipeline._opened = lru_cache(maxsize=8)(pipeline._opened.__wrapped__)
    pipeline.template_faults = lru_cache(maxsize=8)(pipeline.template_faults)
    pipeline.search_file = lru_cache(maxsize=512)(pipeline.search_file)
    shared = lru_cache(maxsize=512)(Shared)
    pipeline.Shared = lambda value: shared(value) if isinstance(value, bytes) else Shared(value)
    assets: Any = sys.modules[asset_files.__module__]
    joined = lru_cache(maxsize=8)(lambda files: join_scripts(dict(files)))
    assets.join_scripts = lambda files: joined(tuple(files.items()))
    filled_in.Environment = KeptEnvironment


remember_what_templates_bring()
