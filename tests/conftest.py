"""What every test run needs: good messages from helpers, the golden site's switch, and Hypothesis' profile."""

import pytest
from hypothesis import HealthCheck, settings

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
