"""Rules over what a text is built of: headings, links, pictures and tables that say what they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from learnbrief.checks.checked import SourceWording
from learnbrief.model import Section
from learnbrief.problems import Problem, warning

VAGUE_WORDS = frozenset(
    """click; click here; click this; click this link; click on this link; details; download; download here;
    find out more; follow this link; further details; further information; go; go here; here; info; it; learn more;
    link; link here; more; more details; more here; more info; more information; page; read; read it; read it here;
    read more; read on; see; see here; see more; site; that; the link; the page; the site; the website; this;
    this link; this page; this site; this website; view; visit; web page; website""".replace("\n", " ").split("; ")
)
"""What a link may not be called, in small letters: heard by itself, it does not tell where it leads."""


def check_heading_levels(written: SourceWording) -> Iterator[Problem]:
    """A heading is at most one level below the heading above it (WCAG 2.2, technique G141).

    Bad:  ## Findings, then #### Schools
    Good: ## Findings, then ### Schools
    """
    above = 1
    for heading in written.wording.headings:
        if heading.level > above + 1:
            message = (
                f"This heading skips a level: it has {heading.level} #, and at most {above + 1} fit here. "
                "Readers who hear the page would look for what is missing."
            )
            yield warning("skipped-heading", message, heading.at)
        above = heading.level


def check_empty_sections(written: SourceWording) -> Iterator[Problem]:
    """A heading has something below it.

    Bad:  ## Findings, and then ## Good practice
    Good: ## Findings, then what was found
    """
    yield from _empty_among(written.briefing.sections) if written.briefing else ()


def _empty_among(sections: Sequence[Section]) -> Iterator[Problem]:
    for section, behind in zip_longest(sections, sections[1:]):
        yield from _empty_among(section.sections)
        if not section.blocks and not section.sections:
            cure = "Add text, or remove the heading."
            if behind:
                cure = (
                    f'If "{behind.heading.text}" and what comes behind it belong to it, put them a level down '
                    "(one # more); else add text, or remove the heading."
                )
            message = f'There is nothing below the heading "{section.heading.text}". {cure}'
            yield warning("empty-section", message, section.at)


def check_link_words(written: SourceWording) -> Iterator[Problem]:
    """A link's words tell where it leads, even heard by themselves (WCAG 2.2, criterion 2.4.4).

    Bad:  the procedures are [here](https://example.org/procedures)
    Good: [the procedures](https://example.org/procedures)
    """
    for link in written.wording.links:
        words = " ".join(re.findall(r"[^\W_]+", link.words.replace("_", " ").casefold()))
        if not words:
            message = "This link has no words. Write between the square brackets where it leads."
            yield warning("vague-link", message, link.at)
        elif words in VAGUE_WORDS:
            message = (
                f'"{link.words}" does not say where this link leads. Name what is there: many readers hear a '
                "page's links one after the other, without the text around them."
            )
            yield warning("vague-link", message, link.at)


def check_picture_descriptions(written: SourceWording) -> Iterator[Problem]:
    """A picture has words for who cannot see it (WCAG 2.2, criterion 1.1.1).

    Bad:  ![](pathway.png)
    Good: ![A referral goes from the school to the front door, then to a social worker](pathway.png)
    """
    for picture in written.wording.pictures:
        if not picture.description.strip():
            message = (
                "This picture has no description. Write between the square brackets what it tells; if it tells "
                "nothing, leave it out."
            )
            yield warning("undescribed-picture", message, picture.at)


def check_table_headers(written: SourceWording) -> Iterator[Problem]:
    """A table's columns or rows have names (WCAG 2.2, criterion 1.3.1).

    Bad:  a first row of empty cells: | | |
    Good: | Agency | Meetings attended |
    """
    for table in written.wording.tables:
        if not table.has_headers:
            message = "This table has no headers. Write what each column holds into its first row."
            yield warning("table-without-headers", message, table.at)
