"""Addresses of the site: rooted while pages are made, relative in the pages, full in feeds and data.

Everywhere inside the generator a link of the site begins with a slash and names its file.
"""

import re
from collections.abc import Callable

from learnbrief.settings import LinkForm

_ROOTED = re.compile(r'="/([^"#?]*)([^"]*)"(?=[^<>]*>)')
"""A rooted address in a tag. In text `<` and `>` and in attributes `"` too are always escaped."""
_LINKING = tuple(f"{blank}{name}" for name in ("href", "src", "action") for blank in " \n\t")
"""What is before the address of a link. To ask for it of each address takes less than to search for it."""
_FORWARDING = re.compile(r'(<meta http-equiv="refresh" content="0; url=)/([^"#?]*)([^"]*)"')


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
    folder, up = next(way for way in ways if target.startswith(way[0]))
    return f"{up}{target[len(folder) :]}" or "./"


def _rewrite(html: str, replace: Callable[[str, str], str]) -> str:
    """Replace every rooted link by what is made of its file, and of the query and the fragment behind it."""

    def replaced(match: re.Match[str]) -> str:
        is_link = html.endswith(_LINKING, 0, match.start())
        return f'="{replace(match[1], match[2])}"' if is_link else match[0]

    if '="/' in html:
        html = _ROOTED.sub(replaced, html)
    if "; url=/" in html:
        html = _FORWARDING.sub(lambda match: f'{match[1]}{replace(match[2], match[3])}"', html)
    return html


def _in_form(target: str, form: LinkForm, root: str = "./") -> str:
    if form is LinkForm.FILES or not (target.endswith("/index.html") or target == "index.html"):
        return target
    return target.removesuffix("index.html") or root
