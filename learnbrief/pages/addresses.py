"""Addresses of the site: rooted while pages are made, relative in the pages, full in feeds and data.

Everywhere inside the generator a link of the site begins with a slash and names its file.
"""

import re
from collections.abc import Callable, Iterable

from learnbrief.settings import LinkForm

_ROOTED = re.compile(r'="/([^"#?]*+)(?=[^"]*+"[^<>]*+>)')
"""A rooted file in a tag. In text `<` and `>` and in attributes `"` too are always escaped."""
_LINKING = tuple(f"{blank}{name}" for name in ("href", "src", "action") for blank in " \n\t")
"""What is before the address of a link. To ask for it of each address takes less than to search for it."""
_FORWARDING = re.compile(r'(<meta http-equiv="refresh" content="0; url=)/([^"#?]*)([^"]*)"')


def relative_links(html: str, address: str, form: LinkForm) -> str:
    """Make every link of the site relative to the page at an address."""
    *folders, (_, root) = _ways_up(address)
    top = folders[-1][0] if folders else address

    def relative(target: str, behind: str) -> str:
        if not target.startswith(top):
            return _in_form(f"{root}{target}", form)
        if target == address and behind.startswith("#"):
            return ""
        for folder, up in folders:
            if target.startswith(folder):
                return _in_form(f"{up}{target[len(folder) :]}" or "./", form)
        return _in_form(target, form)

    return _rewrite(html, relative)


def absolute_links(html: str, start: str, form: LinkForm) -> str:
    """Put something before every link of the site: a full address, or the path of one."""
    return _rewrite(html, lambda target, _: f"{start}/{_in_form(target, form, root='')}")


def canonical(address: str, base_url: str) -> str:
    """Give the one full address of a page, in the folder form; nothing where it is not known."""
    return f"{base_url}/{_in_form(address, LinkForm.FOLDERS, root='')}" if base_url else ""


def _ways_up(address: str) -> list[tuple[str, str]]:
    """List the folders above a page, the innermost first, each with the way that leads up to it."""
    folders = address.split("/")[:-1]
    return [
        ("".join(f"{name}/" for name in folders[: len(folders) - up]), "../" * up) for up in range(len(folders) + 1)
    ]


def _rewrite(html: str, replace: Callable[[str, str], str]) -> str:
    """Replace the file of every rooted link by what is made of it and of the text behind it."""
    if '="/' in html:
        pieces = _ROOTED.split(html)  # which takes half as long as to replace each
        for at in range(1, len(pieces), 2):
            is_link = pieces[at - 1].endswith(_LINKING)
            pieces[at] = f'="{replace(pieces[at], pieces[at + 1])}' if is_link else f'="/{pieces[at]}'
        html = "".join(pieces)
    if "; url=/" in html:
        html = _FORWARDING.sub(lambda match: f'{match[1]}{replace(match[2], match[3])}{match[3]}"', html)
    return html


def _in_form(target: str, form: LinkForm, root: str = "./") -> str:
    if form is LinkForm.FILES or not (target.endswith("/index.html") or target == "index.html"):
        return target
    return target.removesuffix("index.html") or root


def folders_of(names: Iterable[str]) -> frozenset[str]:
    """Give all folders that lead to files."""
    folders: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(folders)
