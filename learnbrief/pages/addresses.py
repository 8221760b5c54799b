"""Addresses of the site: rooted while pages are made, relative in the pages, full in feeds and data.

Everywhere inside the generator a link of the site begins with a slash and names its file.
"""

import posixpath
import re
from collections.abc import Callable

from learnbrief.settings import LinkForm

_ROOTED = re.compile(r'(<[a-zA-Z][^<>]*?\s(?:(?:href|src|action)="|content="0; url=))/([^"#?]*)(\?[^"#]*)?(#[^"]*)?"')
"""A rooted link in a tag. In text `<` and in attributes `"` are always escaped, so nothing else looks like it."""


def relative_links(html: str, address: str, form: LinkForm) -> str:
    """Make every link of the site relative to the page at an address."""
    folder = posixpath.dirname(address)

    def relative(target: str, rest: str) -> str:
        if target == address and rest.startswith("#"):
            return rest
        return _in_form(posixpath.relpath(target, folder or "."), form) + rest

    return _rewrite(html, relative)


def absolute_links(html: str, start: str, form: LinkForm) -> str:
    """Put something before every link of the site: a full address, or the path of one."""
    return _rewrite(html, lambda target, rest: f"{start}/{_in_form(target, form, root='')}{rest}")


def canonical(address: str, base_url: str) -> str:
    """Give the one full address of a page, in the folder form; nothing where it is not known."""
    return f"{base_url}/{_in_form(address, LinkForm.FOLDERS, root='')}" if base_url else ""


def _rewrite(html: str, replace: Callable[[str, str], str]) -> str:
    """Replace every rooted link by what is made of its file, and of the query and the fragment behind it."""
    return _ROOTED.sub(lambda match: f'{match[1]}{replace(match[2], (match[3] or "") + (match[4] or ""))}"', html)


def _in_form(target: str, form: LinkForm, root: str = "./") -> str:
    if form is LinkForm.FILES or posixpath.basename(target) != "index.html":
        return target
    return target.removesuffix("index.html") or root
