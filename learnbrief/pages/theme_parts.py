"""The pages of a theme that has more points than one page should hold: each role's, cut into parts.

So no page grows without end, and every point stays on a page that needs no script.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from learnbrief.catalogue import Entry
from learnbrief.model import Link, Role, Theme
from learnbrief.pages.collections import CollectionView
from learnbrief.pages.page import HOME, THEMES, Contents, Page
from learnbrief.pages.points import MOST_IN_A_GROUP, briefings_behind, group_by_role, in_roles, theme_link
from learnbrief.pages.words import ROLE_LABELS, count_of

MOST_ON_A_PAGE = 1_000
"""Points of a theme on one page: about a megabyte. A theme with more is cut."""
MOST_IN_A_PART = 500


def is_cut(entries: Sequence[Entry]) -> bool:
    """Tell whether a theme with these points has pages for its roles."""
    return len(entries) > MOST_ON_A_PAGE


def rest_of(theme: Theme, role: Role, count: int) -> Link:
    """Lead from the theme's page to all points of a role."""
    return Link(f"All {count_of(count, 'point')}", f"/{_address(theme, role, 1)}")


def part_pages(theme: Theme, contents: Contents) -> Iterator[Page]:
    """Make the pages of a theme's roles, of those that its own page cuts."""
    entries = contents.catalogue.by_theme.get(theme.id, ())
    if not is_cut(entries):
        return
    for role, found in in_roles(entries, contents).items():
        if len(found) > MOST_IN_A_GROUP:
            parts = [found[first : first + MOST_IN_A_PART] for first in range(0, len(found), MOST_IN_A_PART)]
            for number in range(1, len(parts) + 1):
                yield _page(theme, role, parts, number, contents)


def _page(theme: Theme, role: Role, parts: Sequence[Sequence[Entry]], number: int, contents: Contents) -> Page:
    name = f"{theme.label}: {ROLE_LABELS[role].lower()}"
    place = f"part {number} of {len(parts)}"
    count = count_of(sum(map(len, parts)), "learning point")
    return Page(
        address=_address(theme, role, number),
        template="collection.html",
        make_view=partial(_view, theme, role, parts, number, contents),
        title=f"{name} ({place})",
        description=f"{name}: {count}, {place}.",
        trail=(HOME, THEMES, theme_link(theme.id, contents.catalogue)),
        made_of=partial(_made_of, parts, number),
    )


def _made_of(parts: Sequence[Sequence[Entry]], number: int) -> object:
    return (briefings_behind(parts[number - 1]), [entry.address for entry in parts[number - 1]], sum(map(len, parts)))


def _view(
    theme: Theme, role: Role, parts: Sequence[Sequence[Entry]], number: int, contents: Contents
) -> CollectionView:
    beside = [(other, _address(theme, role, other)) for other in (number - 1, number + 1) if 0 < other <= len(parts)]
    return CollectionView(
        heading=f"{theme.label}: {ROLE_LABELS[role].lower()}",
        kind="Theme",
        summary=f"{count_of(sum(map(len, parts)), 'learning point')}, part {number} of {len(parts)}.",
        links=tuple(Link(f"Part {other} of {len(parts)}", f"/{address}") for other, address in beside),
        groups=group_by_role(parts[number - 1], contents),
    )


def _address(theme: Theme, role: Role, number: int) -> str:
    part = "" if number == 1 else f"{number}/"
    return f"themes/{theme.id}/{role.value}/{part}index.html"
