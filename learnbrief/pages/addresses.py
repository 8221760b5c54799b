"""Addresses of the site: rooted while pages are made, relative in the pages, full in feeds and data.

Everywhere inside the generator a link of the site begins with a slash and names its file.
"""

import re
from collections.abc import Callable

from learnbrief.settings import LinkForm

_ROOTED = re.compile(r'(<[a-zA-Z][^<>]*?\s(?:(?:href|src|action)="|content="0; url=))/([^"#?]*)(\?[^"#]*)?(#[^"]*)?"')
"""A rooted link in a tag. In text `<` and in attributes `"` are always escaped, so nothing else looks like it."""


def relative_links(html: str, address: str, form: LinkForm) -> str:
    """Make every link of the site relative to the page at an address."""
    ways = _ways_up(address)
    known: dict[str, str] = {}

    def relative(target: str, rest: str) -> str:
        if target == address and rest.startswith("#"):
            return rest
        if target not in known:
            known[target] = _in_form(_relative(target, ways), form)
        return known[target] + rest

    return _rewrite(html, relative)


def absolute_links(html: str, start: str, form: LinkForm) -> str:
    """Put something before every link of the site: a full address, or the path of one."""
    return _rewrite(html, lambda target, rest: f"{start}/{_in_form(target, form, root='')}{rest}")


def canonical(address: str, base_url: str) -> str:
    """Give the one full address of a page, in the folder form; nothing where it is not known."""
    return f"{base_url}/{_in_form(address, LinkForm.FOLDERS, root='')}" if base_url else ""


def _ways_up(address: str) -> list[tuple[str, str]]:
    """List the folders above a page, the innermost first, each with the way that leads up to it."""
    folders = address.split("/")[:-1]
    return [
        ("".join(f"{name}/" for name in folders[: len(folders) - up]), "../" * up) for up in range(len(folders) + 1)
    ]


def _relative(target: str, ways: list[tuple[str, str]]) -> str:
    """Lead to a file by the innermost folder that holds it and the page."""
    return next(up + target.removeprefix(folder) for folder, up in ways if target.startswith(folder)) or "./"


def _rewrite(html: str, replace: Callable[[str, str], str]) -> str:
    """Replace every rooted link by what is made of its file, and of the query and the fragment behind it."""
    if '="/' not in html and "url=/" not in html:
        return html
    return _ROOTED.sub(lambda match: f'{match[1]}{replace(match[2], (match[3] or "") + (match[4] or ""))}"', html)


def _in_form(target: str, form: LinkForm, root: str = "./") -> str:
    if form is LinkForm.FILES or not (target.endswith("/index.html") or target == "index.html"):
        return target
    return target.removesuffix("index.html") or root
