"""What is at the addresses of briefings that were withdrawn or moved, and of themes whose ids changed."""

from collections.abc import Iterator

from learnbrief.cache.values import Value
from learnbrief.model import Catalogue, Link
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Page
from learnbrief.views.briefing import successor
from learnbrief.views.pack import pack_address


class WithdrawnView(Value, frozen=True):
    """What is at a withdrawn briefing's address."""

    title: str
    superseded_by: Link | None


class ForwardView(Value, frozen=True):
    """What is at an old address."""

    target: Link


def withdrawn_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every withdrawn briefing, which says no more than that."""
    for briefing in contents.withdrawn:
        yield Page(
            address=briefing.address,
            template="withdrawn.html",
            given=WithdrawnView(briefing.title, successor(briefing, contents.catalogue)),
            title=f"Withdrawn: {briefing.title} ({briefing.slug})",
            trail=(HOME, BRIEFINGS),
            is_listed=False,
        )


def forwarding_pages(contents: Contents) -> Iterator[Page]:
    """Make a page at every old address of a briefing or a theme, which leads to the new one."""
    moved = [
        (alias.id, Link(briefing.title, f"/{briefing.address}"))
        for briefing in (*contents.catalogue.briefings, *contents.withdrawn)
        for alias in briefing.aliases
    ]
    for old, link in (*moved, *moved_themes(contents.catalogue)):
        yield Page(
            address=old,
            template="forward.html",
            given=ForwardView(link),
            title=f"Moved: {link.title} ({old})",
            is_listed=False,
        )


def moved_themes(catalogue: Catalogue) -> Iterator[tuple[str, Link]]:
    """Give the old addresses of themes that have other ids now, each with what is there in its place.

    What a theme has no page for, such as a team pack where no point raises it, is at no old address either.
    """
    for theme in catalogue.vocabulary.themes.values():
        for old in theme.was:
            yield f"themes/{old.id}/index.html", Link(theme.label, f"/themes/{theme.id}/index.html")
            if theme.id in catalogue.by_theme:
                yield pack_address(old.id), Link(f"{theme.label} (team pack)", f"/{pack_address(theme.id)}")
