"""The lists that come with this room: hosts of private e-mail, first names."""

import re
from functools import cache

from learnbrief.cache.program import own_file


@cache
def private_hosts() -> re.Pattern[str]:
    """Give a pattern for hosts at which private people have their e-mail, from the list of them."""
    hosts = (re.escape(host).replace(r"\.\*", r"(?:\.[a-z]{2,4}){1,2}") for host in _entries("private-hosts.txt"))
    return re.compile(rf"(?:[a-z0-9-]{{1,63}}\.){{0,4}}(?:{'|'.join(hosts)})")


@cache
def first_names() -> frozenset[str]:
    """Give the first names that are known."""
    return frozenset(name for line in _entries("first-names.txt") for name in line.split())


def _entries(name: str) -> list[str]:
    text = own_file(f"personal/data/{name}").decode()
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
