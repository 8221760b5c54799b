"""The command `serve`: the site is shown while it is written."""

import signal
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnbrief.cache.pool import Pool, usable_processors
from learnbrief.cli.options import format_option, source_option, strict_option, today_option
from learnbrief.cli.project import day, give_up, require_project
from learnbrief.cli.showing import count, say, show, warn
from learnbrief.cli.terminal import ProgressLine
from learnbrief.pages.words import count_of

if TYPE_CHECKING:
    from learnbrief.serve import Outcome, ServerAddress


@click.command("serve")
@source_option
@click.option("--port", type=click.IntRange(1, 65535), help="The port (default: 8000, or a free one near it).")
@click.option("--host", default="127.0.0.1", help="Where to listen (default: 127.0.0.1, for this machine alone).")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.option(
    "--drafts", is_flag=True, expose_value=False, help="Changes nothing: drafts are always shown here, each marked."
)
@today_option
@strict_option
@format_option
def serve_command(
    source: Path, port: int | None, host: str, open_browser: bool, today: str | None, strict: bool, output_format: str
) -> None:
    """Show the site while it is written: every save appears in the browser. Nothing is written."""
    # The other commands need no server, and are not to wait for one.
    from learnbrief.serve import USUAL_PORT, PortTakenError, Preview, Watch, open_address, serve

    require_project(source)
    day(today)
    try:
        address = open_address(host, port)
    except PortTakenError as fault:
        give_up(fault)
    if port is None and address.port != USUAL_PORT:
        say(f"Port {USUAL_PORT} is taken; {address.port} is used instead.", output_format)
    if not address.is_loopback:
        _warn_of_others(address)
    watch = Watch(source)
    preview = Preview(source, lambda: day(today), Pool(usable_processors()), strict=strict)

    def tell(outcome: "Outcome", seconds: float) -> None:
        show(outcome.problems, output_format)
        say(f"{time.strftime('%H:%M:%S')} {_said(outcome, seconds, has_site=bool(preview.edition))}", output_format)

    with _heeding_signals(), suppress(KeyboardInterrupt):
        progress = ProgressLine()
        outcome = preview.build(progress)
        assert outcome, "the first round always comes to something"
        progress.clear()
        preview.adopt(outcome)
        tell(outcome, time.monotonic() - progress.began)
        say(f"Open {address.url} (Ctrl-C ends)", output_format)
        if address.is_loopback:
            say(f"Paste or drop a document at {address.url}_preview/documents", output_format)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=[address.url], daemon=True).start()
        serve(preview, watch, address, tell, strict=strict)
    say("Stopped.", output_format)


@contextmanager
def _heeding_signals() -> Iterator[None]:
    """End on Ctrl-C and on SIGTERM, even if the process that started this one ignores them, as some CI does."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        for each, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(each, handler)


def _warn_of_others(address: "ServerAddress") -> None:
    where = "" if address.is_everywhere else f" at {address.url}"
    warn(
        f"Others in your network can see this preview{where}, with every draft and embargoed briefing. "
        "Leave --host out to keep it to this machine."
    )


def _said(outcome: "Outcome", seconds: float, *, has_site: bool) -> str:
    """Say what a round came to, in one line."""
    if outcome.edition is None:
        stays = "The last good site stays." if has_site else "There is no site to show yet."
        return f"{count(outcome.problems)}. {stays}"
    catalogue = outcome.edition.plan.catalogue
    points = count_of(len(catalogue.entries), "learning point")
    warnings = f"; {count(outcome.problems)}" if outcome.problems else ""
    return f"Built in {seconds:.2f} s: {count_of(len(catalogue.briefings), 'briefing')}, {points}{warnings}."
