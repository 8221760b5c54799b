"""What a rule over the library may look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from learnbrief.model import Briefing, Library, SitePage, Vocabulary, Wording, WrittenLink
from learnbrief.problems import Problem
from learnbrief.settings import Settings


class SourceWording(Struct, frozen=True):
    """What one source says to readers, drafts included; nothing of a withdrawn briefing."""

    wording: Wording
    briefing: Briefing | None
    """None for a page in the owner's own words."""
    explained: frozenset[str] = frozenset()
    """What the vocabulary explains, in small letters: abbreviations, and the names that it gives."""


class Checked(Struct, frozen=True):
    """What a rule may look at."""

    library: Library
    site_pages: tuple[SitePage, ...]
    settings: Settings
    today: date
    drafts: bool
    by_slug: Mapping[str, Briefing]
    visible: frozenset[str]
    """Slugs of the briefings that readers see."""
    has_page: frozenset[str]
    """Slugs of these, and of the withdrawn ones, whose address says so."""


LibraryCheck = Callable[[Checked], Iterator[Problem]]

VocabularyCheck = Callable[[Vocabulary], Iterator[Problem]]
"""A rule that looks at what briefings may name, and at nothing else."""

SourceCheck = Callable[[SourceWording], Iterator[Problem]]
"""A rule that looks at one source alone."""


LONGEST_ABBREVIATION = 6
"""Letters. Longer words explain none, so that a briefing need not be read again when one of them changes."""


def explained_in(vocabulary: Vocabulary) -> frozenset[str]:
    """Give all that a vocabulary explains and that could be an abbreviation: one short word, in small letters."""
    terms = [*vocabulary.glossary]
    for theme in vocabulary.themes.values():
        terms += [theme.label, *theme.also]
    for partnership in vocabulary.partnerships.values():
        terms += [partnership.name, partnership.short]
    words = (term.casefold() for term in terms if " " not in term)
    return frozenset(word for word in words if len(word) <= LONGEST_ABBREVIATION)


def links_written_in(briefing: Briefing) -> Iterator[WrittenLink]:
    """Give every link of a briefing to another site: in its texts and in its fields."""
    links = [*briefing.wording.links]
    given = zip(briefing.links, briefing.links_at, strict=True)
    links += [WrittenLink(link.title, link.url, at) for link, at in given]
    if source := briefing.source:
        links.append(WrittenLink(source.title, source.url, source.at))
    links += [WrittenLink("evidence", point.evidence, point.evidence_at or point.at) for point in briefing.points]
    return _to_other_sites(links)


def other_links_outside(vocabulary: Vocabulary, site_pages: Iterable[SitePage]) -> Iterator[WrittenLink]:
    """Give every link to another site in the owner's own pages, and of partnerships."""
    links = [link for page in site_pages for link in page.body.wording.links]
    for partnership in vocabulary.partnerships.values():
        links.append(WrittenLink(partnership.name, partnership.website, partnership.website_at))
        if procedures := partnership.procedures:
            links.append(WrittenLink(procedures.title, procedures.url, partnership.procedures_at))
    return _to_other_sites(links)


def _to_other_sites(links: Iterable[WrittenLink]) -> Iterator[WrittenLink]:
    return (link for link in dict.fromkeys(links) if link.url.lower().startswith(("http://", "https://")))
