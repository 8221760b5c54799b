"""Other partnerships' sites whose learning is shown beside ours."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Placed
from learnbrief.fields import Fields, YamlValue, check_id
from learnbrief.problems import Place, Report, error

NEIGHBOURS_FOLDER = "neighbours"
"""Where what was fetched from them is kept in a project."""

_SITE = pattern(r"https?://[^\s/?#@\\<>\"']+(?:/[^\s?#\\<>\"']*)?")
"""A web address without a query, a fragment, a name to sign in with, or a backslash."""
_STEPS_UP = pattern(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)


class Neighbour(Placed, frozen=True):
    """A site built with this software that others run."""

    id: str
    name: str
    url: str
    """Where it begins, with a slash at its end."""
    at: Place

    @property
    def file(self) -> str:
        """Where in the project what was fetched from it is kept."""
        return f"{NEIGHBOURS_FOLDER}/{self.id}.json"


def read_neighbour_settings(fields: Fields, base_url: str, report: Report) -> tuple[Neighbour, ...]:
    """Read what is under `neighbours:`, in the order of ids; reports `bad-id` and `bad-url`.

    An entry at this site's own address is passed over, so that all sites of a region can share one list.
    """
    found = sorted(_neighbours(fields, report), key=lambda neighbour: neighbour.id)
    return tuple(neighbour for neighbour in found if neighbour.url != f"{base_url}/")


def _neighbours(fields: Fields, report: Report) -> Iterator[Neighbour]:
    value = fields.get("neighbours")
    for key, entry in value.entries("neighbours") if value else ():
        valid = check_id(key.value, "a neighbour's id", key.at, report)
        given = entry.fields("A neighbour", fields.known["neighbours"].parts)
        if valid and given:
            name, url = given.get("name"), _site(given.get("url"), report)
            if name and url:
                yield Neighbour(key.value, name.text(), url, key.at)


def _site(value: YamlValue | None, report: Report) -> str:
    written = value.text().removesuffix("index.html").rstrip("/") if value else ""
    if value and written and (not _SITE.fullmatch(written) or _STEPS_UP.search(written)):
        message = (
            f'"{written}" is not where a site begins. Write its first page, such as https://learning.example.org'
        )
        report(error("bad-url", message, value.at))
        return ""
    return f"{written}/" if written else ""
