"""What the briefings of a site promise: that they and their points are found where they were.

A build notes it beside the site, so that the next one sees that nothing goes away without reading the open data back.
"""

from collections.abc import Collection, Iterable, Mapping

from learnbrief.cache.values import Value
from learnbrief.model import Briefing

_COLLECTIONS = frozenset({"themes", "audiences", "partnerships", "kinds"})


class Promise(Value, frozen=True):
    """What one briefing promises."""

    fingerprint: bytes
    aliases: str
    points: str
    """Every id of a point, former ones too; as the aliases with a line each, since few are ever looked at."""

    def is_kept_by(self, other: "Promise") -> bool:
        """Tell whether another promises all of this, too."""
        return self is other or (
            _lines(self.aliases) <= _lines(other.aliases) and _lines(self.points) <= _lines(other.points)
        )


Promises = Mapping[str, Promise]
"""Those of all briefings, by slug."""


def promises_of(briefings: Iterable[Briefing], before: Promises) -> Promises:
    """Tell what briefings promise; of those that have not changed it is known from before."""
    found = {}
    for briefing in briefings:
        known = before.get(briefing.slug)
        is_known = known is not None and known.fingerprint == briefing.fingerprint
        found[briefing.slug] = known if known and is_known else _promise_of(briefing)
    return found


def _promise_of(briefing: Briefing) -> Promise:
    return Promise(
        briefing.fingerprint,
        "\n".join(alias.id for alias in briefing.aliases),
        "\n".join(name for point in briefing.points for name in (point.id, *point.former_ids)),
    )


def _lines(text: str) -> set[str]:
    return set(text.splitlines())


def are_kept(before: Promises, now: Promises) -> bool:
    """Tell whether whatever was promised is promised still."""
    return before.keys() <= now.keys() and all(promise.is_kept_by(now[slug]) for slug, promise in before.items())


def pages_of_collections(addresses: Collection[str]) -> set[str]:
    """Give the addresses of the pages of one theme, audience, partnership or kind each."""
    return {
        address
        for address in addresses
        if address.count("/") == 2 and address.endswith("/index.html") and address.partition("/")[0] in _COLLECTIONS
    }
