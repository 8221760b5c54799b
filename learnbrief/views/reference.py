"""Pages to look things up in: glossary, the owner's own pages, accessibility, and what is at a lost address."""

from collections.abc import Iterator

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.model import Link, day_label
from learnbrief.pages.page import AUDIENCES, BRIEFINGS, GLOSSARY, HOME, THEMES, Contents, Page
from learnbrief.pages.words import beginning_of, contact_link
from learnbrief.readers import Ids, slug_from
from learnbrief.settings import AccessibilityStatement, Conformance


class GlossaryEntry(Value, frozen=True):
    """An abbreviation and what it stands for."""

    abbreviation: str
    meaning: str
    id: str
    """Of its place on the page."""


class GlossaryView(Value, frozen=True):
    """All abbreviations, A to Z."""

    entries: tuple[GlossaryEntry, ...]


class SitePageView(Value, frozen=True):
    """A page in the owner's own words."""

    heading: str
    body: str
    """HTML."""


class AccessibilityView(Value, frozen=True):
    """What SI 2018/952 asks a public body to say of its website."""

    conformance: str
    """A sentence."""
    failures: tuple[str, ...]
    not_offered: tuple[str, ...]
    tested: str
    method: str
    contact: Link | None
    response: str
    answered_by: str
    prepared: str
    reviewed: str
    is_complete: bool
    """Whether the owner has given what the statement needs."""
    has_documents: bool = False
    """Whether some pages are there as PDFs, too."""


class NotFoundView(Value, frozen=True):
    """What a host shows where there is no page."""

    ways_on: tuple[Link, ...]


_CONFORMANCE = {
    Conformance.FULL: "This website fully meets the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.",
    Conformance.PARTIAL: "This website partly meets the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.",
    Conformance.NONE: "This website does not meet the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.",
}


def glossary_pages(contents: Contents) -> Iterator[Page]:
    """Make the list of abbreviations."""
    glossary = contents.catalogue.vocabulary.glossary
    ids = Ids()
    view = GlossaryView(
        tuple(
            GlossaryEntry(each, glossary[each], ids.free(slug_from(each)))
            for each in sorted(glossary, key=str.casefold)
        )
    )
    description = "What the abbreviations in the briefings stand for."
    yield Page("glossary/index.html", "glossary.html", view, GLOSSARY.title, description, (HOME,))


def own_pages(contents: Contents) -> Iterator[Page]:
    """Make the pages that the owner wrote, such as the one about the site."""
    for page in contents.site_pages:
        view = SitePageView(page.title, page.body.html)
        yield Page(
            f"{page.slug}/index.html", "page.html", view, page.title, beginning_of(page.body.text, 160), (HOME,)
        )


def accessibility_pages(contents: Contents) -> Iterator[Page]:
    """Make the accessibility statement, following the United Kingdom government's model statement in what it says."""
    statement = contents.settings.accessibility
    view = replace(_statement(statement), has_documents=contents.settings.pdf)
    description = f"How accessible {contents.settings.title} is, and what to do where it is not."
    yield Page(
        "accessibility/index.html", "accessibility.html", view, "Accessibility statement", description, (HOME,)
    )


def not_found_pages(contents: Contents) -> Iterator[Page]:
    """Make the page that hosts show for a lost address."""
    yield Page(
        address="404.html",
        template="404.html",
        given=NotFoundView((HOME, BRIEFINGS, THEMES, AUDIENCES)),
        title="Page not found",
        description="No page stands at this address. From here you reach the briefings and the themes.",
        is_listed=False,
    )


def _statement(statement: AccessibilityStatement | None) -> AccessibilityView:
    if statement is None:
        return AccessibilityView("", (), (), "", "", None, "", "", "", "", is_complete=False)
    return AccessibilityView(
        _CONFORMANCE[statement.conformance],
        _listed(statement),
        statement.not_offered,
        day_label(statement.tested),
        statement.method,
        _asked(statement.contact),
        statement.response,
        statement.answered_by,
        day_label(statement.prepared) if statement.prepared else "",
        day_label(statement.reviewed) if statement.reviewed else "",
        is_complete=True,
    )


def _listed(statement: AccessibilityStatement) -> tuple[str, ...]:
    """Give the failures; if there must be some and none is named, say so."""
    if statement.failures or statement.conformance is Conformance.FULL:
        return statement.failures
    return ("The publisher has not yet said what does not meet them.",)


def _asked(contact: str) -> Link | None:
    """Link to where one writes; an address on the web goes by what it is for."""
    link = contact_link(contact)
    return Link("our page for questions about accessibility", contact) if link and link.url == contact else link
