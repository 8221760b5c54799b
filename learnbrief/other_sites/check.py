"""All links to other sites: each address asked after once, one request a host at a time, answers remembered."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from msgspec import MsgspecError, json

from learnbrief.model import WrittenLink
from learnbrief.other_sites.ask import LinkState, Reply, ask
from learnbrief.other_sites.connection import MayAsk, is_public
from learnbrief.problems import Problem, hint, warning

MOST_HOSTS = 4
"""Hosts that are asked at once."""
PAUSE = 1.0
"""Seconds between two questions to one host."""
_REMEMBERED = {LinkState.THERE: 86_400, LinkState.MOVED: 86_400, LinkState.DEAD: 3_600, LinkState.UNKNOWN: 3_600}
"""Seconds."""

Ask = Callable[[str], Reply]


class _Remembered(Reply, frozen=True, kw_only=True):
    """A reply, and when the host was asked."""

    asked: float


def check_outside(
    links: Iterable[WrittenLink], memory: Path, may_ask: MayAsk = is_public, *, pause: float = PAUSE
) -> Iterator[Problem]:
    """Ask after every link to another site; answers are kept in a file, good ones for a day, others for an hour.

    `may_ask` lets tests ask their host, this machine; no other address inside a network is asked.
    """
    wanted = {link: urldefrag(link.url).url for link in links}
    known = _remembered(memory)
    urls = sorted(set(wanted.values()) - set(known))
    fresh = _ask_all(urls, lambda url: ask(url, may_ask), pause)
    _remember(memory, known, fresh)
    answers: dict[str, Reply] = {**known, **fresh}
    for link, url in wanted.items():
        answer = answers[url]
        if answer.finding is LinkState.DEAD:
            message = f"This link is dead: {answer.detail} ({url}). Mend it, or take it away."
            yield warning("dead-link", message, link.at)
        elif answer.finding is LinkState.MOVED:
            yield hint("moved-link", f"This link has moved for good. Write the new address: {answer.detail}", link.at)
        elif answer.finding is LinkState.UNKNOWN:
            message = f"This link could not be checked: {answer.detail} ({url}). Open it in a browser."
            yield hint("unchecked-link", message, link.at)


def _ask_all(urls: Iterable[str], ask_one: Ask, pause: float) -> dict[str, Reply]:
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).netloc.rpartition("@")[2].lower(), []).append(url)

    def ask_host(of_host: list[str]) -> dict[str, Reply]:
        answers = {}
        for number, url in enumerate(of_host):
            if number:
                time.sleep(pause)
            answers[url] = ask_one(url)
        return answers

    with ThreadPoolExecutor(MOST_HOSTS) as pool:
        return {url: answer for answers in pool.map(ask_host, by_host.values()) for url, answer in answers.items()}


def _remembered(memory: Path) -> dict[str, _Remembered]:
    """Read the answers that still count; none if the file cannot be read."""
    try:
        known = json.decode(memory.read_bytes(), type=dict[str, _Remembered])
    except (OSError, MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    now = time.time()
    return {url: one for url, one in known.items() if 0 <= now - one.asked < _REMEMBERED[one.finding]}


def _remember(memory: Path, known: Mapping[str, _Remembered], fresh: Mapping[str, Reply]) -> None:
    """Write all answers in one step; where that cannot be, they are asked for again the next time."""
    now = time.time()
    new = {url: _Remembered(reply.finding, reply.detail, asked=now) for url, reply in fresh.items()}
    staged = memory.with_name(f"{memory.name}.new")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(json.format(json.encode({**known, **new}, order="sorted"), indent=1))
        staged.replace(memory)
    except OSError:
        return
