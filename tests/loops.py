"""Event loops beside Playwright's, which keeps one running in its process from the first browser test to the last."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_running_loop() -> Iterator[None]:
    """Hide the loop that is running in this thread, so that another can be started while the block lasts."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(running)
