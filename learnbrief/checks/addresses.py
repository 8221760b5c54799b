"""Rules over addresses: each belongs to one thing, and links lead to something that is there."""

from collections.abc import Iterator

from learnbrief.checks.checked import Checked
from learnbrief.model import Briefing
from learnbrief.problems import Place, Problem, error


def check_repeated_addresses(checked: Checked) -> Iterator[Problem]:
    """Every address belongs to one briefing, whatever the case of its letters.

    Bad:  two files with slug: neglect
    Good: slug: neglect-2022 and slug: neglect-2024
    """
    claims: dict[str, list[Place]] = {}
    for briefing in checked.library.everything:
        claims.setdefault(briefing.address.casefold(), []).append(briefing.at)
        for alias in briefing.aliases:
            claims.setdefault(alias.id.casefold(), []).append(alias.at)
    for address, places in claims.items():
        for at in places if len(places) > 1 else ():
            others = " and ".join(sorted({str(place) for place in places if place != at}) or ["the same file"])
            message = (
                f'The address "{address}" is claimed here and at {others}. Give one of them another slug or alias.'
            )
            yield error("duplicate-address", message, at)


def check_links_between_briefings(checked: Checked) -> Iterator[Problem]:
    """A link to a place in a briefing leads to a point or heading that is there, and out already.

    Bad:  [the plan](2022-06-x.md#no-such-point), or a link to a draft
    Good: [the plan](2022-06-x.md#plans-read-as-lists)
    """
    unfinished = {briefing.slug for briefing in checked.library.unfinished}
    links = [(link, True) for page in checked.site_pages for link in page.linked]
    for briefing in checked.library.everything:
        links += [(link, briefing.slug in checked.visible) for link in briefing.linked]
    for link, is_visible in links:
        target = checked.by_slug.get(link.briefing.id)
        if target is None or link.briefing.id in unfinished:
            continue
        if link.fragment and link.fragment not in _anchors(target):
            message = f'"{target.slug}" has no point or heading "#{link.fragment}".'
            yield error("broken-link", f"{message} Look for its address on the page.", link.briefing.at)
        if is_visible and target.slug not in checked.has_page:
            message = f'This links to "{target.slug}", which readers may not see yet. Link to it once it is out.'
            yield error("link-to-hidden", message, link.briefing.at)


def _anchors(briefing: Briefing) -> set[str]:
    points = {name for point in briefing.points for name in (point.id, *point.former_ids)}
    return points | {section.id for section in briefing.every_section}
