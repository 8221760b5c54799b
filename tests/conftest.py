"""What every test run needs: good messages from helpers, the golden site's switch, and Hypothesis' profile."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from learnbrief.pipeline import plan_site
from learnbrief.render.templates import TEMPLATE_ENDINGS

pytest.register_assert_rewrite("tests.support")

settings.register_profile(
    "learnbrief",
    deadline=None,  # these machines are noisy: a slow example is no failure
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.load_profile("learnbrief")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --regold` write the golden site anew; its difference is then reviewed like code."""
    parser.addoption("--regold", action="store_true", help="write the golden site anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what a browser does, a file of which takes long: so no process waits for another in the end."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


def compile_templates_once() -> None:
    """Keep compiled templates from one build to the next, as the preview does; most small builds are nothing else."""
    pipeline: Any = sys.modules[plan_site.__module__]
    compiled = lru_cache(maxsize=8)(lambda templates: open_templates(dict(templates)))
    open_templates = pipeline._open

    def _open(templates: Mapping[str, bytes]) -> Any:
        texts = ((name, content) for name, content in templates.items() if name.endswith(TEMPLATE_ENDINGS))
        return compiled(tuple(sorted(texts)))

    pipeline._open = _open


compile_templates_once()
