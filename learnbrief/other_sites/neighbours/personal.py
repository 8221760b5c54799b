"""A neighbour's slip is not repeated: what of its data looks personal is not kept."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from learnbrief.other_sites.neighbours.values import TheirSite
from learnbrief.personal.exceptions import Exceptions
from learnbrief.personal.search import search_name, search_source
from learnbrief.settings import Settings


def without_personal_data(site: TheirSite, settings: Settings, left_out: Callable[[str], None]) -> TheirSite:
    """Leave out every point and briefing in whose words something looks personal; `left_out` is called for each."""
    exceptions = Exceptions(settings.personal_data_exceptions)

    def is_personal(name: str, words: Iterable[str]) -> bool:
        found = (*search_name(name), *search_source("", "\n\n".join(words).encode("utf-8", "replace")))
        return any(not exceptions.hold(finding.value) for finding in found)

    briefings = []
    for briefing in site.briefings:
        if is_personal(briefing.slug, [briefing.title]):
            left_out("a briefing whose title or address looks personal")
            continue
        points = []
        for point in briefing.points:
            if is_personal(point.id, [point.title, *point.headings, point.lead_in, point.text]):
                left_out("a learning point in which something looks personal")
            else:
                points.append(point)
        briefings.append(replace(briefing, points=tuple(points)))
    return replace(site, briefings=tuple(briefings))
