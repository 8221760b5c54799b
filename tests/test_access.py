"""What people with assistive technology, on paper or on a phone depend on, as far as the files themselves tell."""

import re
from itertools import chain

import pytest

from learnbrief.render.spelt_out import mark_spelt_out
from tests.sites import BuiltSite
from tests.support import briefing_project, built, page, templates

STYLE = templates()["assets/style.css"].decode()
PRINT = templates()["assets/print.css"].decode()
UNMARKED = ("points", "briefings", "chips", "doors", "terms", "tree", "by-year", "found-terms", "came-back", "clock")
"""Classes of lists that bear no marks of the browser's own."""


def test_lists_without_marks_say_that_they_are_lists(own_site: BuiltSite, golden_site: BuiltSite) -> None:
    """VoiceOver tells no list where the style sheet takes its marks away, unless the list says that it is one."""
    pages = [
        text.decode()
        for built in (own_site, golden_site)
        for address, text in built.site.files.items()
        if address.endswith(".html")
    ]
    lists = [
        tag for html in pages for tag in re.findall(r'<[uo]l(?: id="[^"]*")? class="([^"]*)"(?! hidden)[^>]*>', html)
    ]
    bare = [
        tag
        for tag in chain.from_iterable(re.findall(r"<[uo]l[^>]*>", html) for html in pages)
        if re.search(rf'class="(?:{"|".join(UNMARKED)})\b', tag)
        and 'role="list"' not in tag
        and "_results" not in tag
    ]
    assert {each.split()[0] for each in lists} >= set(UNMARKED)
    assert bare == []


def test_every_list_without_marks_is_looked_at() -> None:
    """No class of lists loses its marks in the style sheet without being held above, or standing in a landmark.

    In a navigation VoiceOver keeps the list.
    """
    rules = re.findall(r"([^{}]+)\{[^{}]*list-style: none", STYLE)
    selectors = {selector.strip() for rule in rules for selector in rule.split(",")}
    in_navigation = {".masthead ul", ".foot ul", ".trail ol", ".aside ul", ".letters ul"}
    of_the_search = {".facets ul", ".chosen"}
    held = {f".{name}" for name in UNMARKED} | {".tree ul"}
    assert selectors == in_navigation | of_the_search | held | {".all-points > summary"}


def test_nothing_of_a_page_is_left_undrawn() -> None:
    """Where a browser draws only what is seen, links lead astray, and only screen readers are told of the rest."""
    assert not re.search(r"content-visibility: (auto|hidden)|contain-intrinsic", STYLE + PRINT)


@pytest.mark.parametrize(
    ("html", "is_marked"),
    [
        ('<a href="https://example.org/a/b?c=d&amp;e">https://example.org/a/b?c=d&amp;e</a>', True),
        ('<a href="https://www.example.org/">example.org</a>', True),
        ('<a href="https://www.example.org/">www.example.org/</a>', True),
        ('<a href="https://example.org/a">The report</a>', False),
        ('<a href="https://example.org/a">https://example.org/</a>', False),
        ('<a href="../a/index.html">a</a>', False),
    ],
)
def test_links_that_are_their_own_address_are_told_apart(html: str, *, is_marked: bool) -> None:
    """Paper names the address behind a link's words, and not behind the address itself."""
    assert mark_spelt_out(html) == (html.replace("<a ", '<a class="spelt-out" ') if is_marked else html)


BARE = "## Background\n\nSee https://www.example.org/a/long/address here.\n\n## Findings\n\n- It.\n"


def test_a_bare_address_is_marked_on_its_page() -> None:
    """What an editor wrote as an address is marked for paper; the style sheet of paper leaves it as it is."""
    html = page(built(briefing_project(BARE)), "briefings/a/index.html")
    assert html.count('<a class="spelt-out" href="https://www.example.org/a/long/address">') == 1
    assert 'a[href^="http"]:not(.spelt-out)::after' in PRINT


def test_placeholders_are_as_dark_as_quiet_text() -> None:
    """A placeholder bears a colour that is measured as text is, and no browser thins it out."""
    assert "::placeholder { color: var(--quiet); opacity: 1; }" in STYLE


def test_every_page_that_has_abbreviations_explains_them(own_site: BuiltSite, golden_site: BuiltSite) -> None:
    """Where a mouse is told what an abbreviation means, keyboard and touch are told too."""
    for site in (own_site.site, golden_site.site):
        pages = {address: text.decode() for address, text in site.files.items() if address.endswith(".html")}
        with_meanings = {address for address, html in pages.items() if "<abbr title" in html}
        assert with_meanings
        assert [each for each in sorted(with_meanings) if "assets/page." not in pages[each]] == []


def test_the_search_box_is_reached_by_no_single_key() -> None:
    """A key alone would act on what voice control takes for typing (WCAG 2.1.4); the box names the two together."""
    script = templates()["assets/page/keys.js"].decode()
    assert "event.ctrlKey || event.metaKey" in script
    for name in ("base.html", "home.html"):
        assert 'aria-keyshortcuts="Control+/"' in templates()[name].decode(), name


def test_links_beside_a_point_say_what_they_lead_to() -> None:
    """A link to a similar point holds its words, so that no two links of a list are alike."""
    points = "## Findings\n\n- Genograms of the kinship. #plans\n"
    again = "## Findings\n\n- Kinship genograms, the second one. #plans\n- Kinship genograms, the third one. #plans\n"
    more = f"--- briefings/b.md\n{FRONT_AGAIN}{again}"
    html = page(built(briefing_project(points, more=more)), "briefings/a/index.html")
    fold = html.partition('<details class="elsewhere">')[2].partition("</details>")[0]
    words = re.findall(r"<a [^>]*>([^<]*)</a>", fold)
    assert len(words) == len(set(words)) == 2
    assert words[0].endswith("one.")


FRONT_AGAIN = """---
title: Plans once more
partnership: example
kind: multi-agency-audit
held: 2023-03
published: 2023-06-01
summary: What a second audit taught.
topics: [neglect]
---
"""


def test_contents_lead_to_both_ends_of_a_page(own_site: BuiltSite) -> None:
    """Long pages can be left upwards and downwards from their contents, and every page from its end to its top."""
    html = page(own_site.site, "briefings/2023-solihull-audit-learning/index.html")
    contents = html.partition('<nav class="aside contents"')[2].partition("</nav>")[0]
    assert 'href="#_top"' in contents
    assert 'href="#_end"' in contents
    for address, text in own_site.site.files.items():
        if address.endswith(".html"):
            assert b'<body id="_top">' in text, address
            assert b'id="_end"><a href="#_top">Back to the top</a>' in text, address


def test_tables_of_counts_can_be_passed_by(own_site: BuiltSite) -> None:
    """Before each table of Insights stands a link that leads behind it."""
    html = page(own_site.site, "insights/index.html")
    places = re.findall(r'<a class="skip-on" href="#([^"]+)">Skip this table</a>', html)
    assert len(places) == len(set(places)) == html.count("</table>")
    assert all(f'id="{place}"' in html for place in places)


def test_tables_say_how_they_are_sorted_at_first(own_site: BuiltSite) -> None:
    """Each table that can be sorted says by which column it is, from the beginning."""
    html = page(own_site.site, "insights/index.html")
    tables = html.split('<table class="tally sortable"')[1:]
    assert [table.partition("</thead>")[0].count("aria-sort=") for table in tables] == [1] * len(tables)
    assert tables[-1].count('aria-sort="descending">Briefings') == 1


def test_a_briefing_leads_to_its_learning_at_once() -> None:
    """The first thing to press leads to the first section that holds points, and the facts stand there in short."""
    html = page(built(briefing_project("## Background\n\nWhy.\n\n## Findings\n\n- It.\n")), "briefings/a/index.html")
    assert re.search(r'<a class="go" href="#_findings">Jump to the learning</a>', html)
    assert "Example Safeguarding Partnership · March 2022 · 1 learning point · about 1 minute to read" in html


def test_the_outer_headings_of_a_point_are_left_out_on_phones() -> None:
    """Of the headings above a point a phone shows the innermost; the others are there to be left out."""
    body = "## Findings\n\n### Visits\n\n#### At home\n\n- It. #plans\n"
    html = page(built(briefing_project(body)), "themes/plans/index.html")
    outer = "".join(f'<span class="outer">{heading} › </span>' for heading in ("Findings", "Visits"))
    assert f"{outer}At home</p>" in html
    assert re.search(r"max-width: 39\.99rem\) \{ \.outer \{ display: none; \} \}", STYLE)


def test_the_navigation_tells_the_very_page_from_those_below(own_site: BuiltSite) -> None:
    """A link to the page that is shown is told as such, and not as the section that the page stands in."""
    at, below = (page(own_site.site, f"themes/{folder}index.html") for folder in ("", "information-sharing/"))
    assert 'aria-current="page">Themes' in at
    assert 'aria-current="true">Themes' in below


STATEMENT = """--- learnbrief.yml
accessibility:
  conformance: {conformance}
  failures: [{failures}]
  not_offered: [Nothing is signed.]
  tested: 2026-01-15
  method: by hand
  contact: {contact}
  response: within a week
  answered_by: the business manager
  prepared: 2025-12-01
  reviewed: 2026-01-16
"""


def statement(*, conformance: str = "partial", failures: str = "", contact: str = "https://example.org/form") -> str:
    """Make the accessibility statement of a site that gives all facts for it."""
    settings = STATEMENT.format(conformance=conformance, failures=failures, contact=contact)
    return page(built(briefing_project("", more=settings)), "accessibility/index.html")


def test_the_statement_says_what_is_true() -> None:
    """Failures stand apart from what is not offered; it says when it was made and reviewed, and who answers."""
    html = statement(failures="Maps have no text (1.1.1).")
    failing, _, rest = html.partition("<h2>What does not meet it yet</h2>")[2].partition(
        "<h2>What we do not offer</h2>"
    )
    assert "Maps have no text (1.1.1)." in failing
    assert "Nothing is signed." in rest
    assert "Nothing is signed." not in failing
    assert "You will have an answer within a week, from the business manager." in html
    assert "It was prepared on 1 December 2025. It was last reviewed on 16 January 2026." in html


def test_the_statement_lists_no_failures_that_are_not_there() -> None:
    """A site that meets the standard has no list of failures; one that does not, and names none, says so."""
    full, partial = statement(conformance="full"), statement()
    assert "What does not meet it yet" not in full
    assert "listed below" not in full
    assert "The publisher has not yet said what does not meet them." in partial


def test_the_statement_s_contact_is_named_by_what_it_is_for() -> None:
    """A web address is no words; an e-mail address is what one writes to."""
    assert '<a href="https://example.org/form">our page for questions about accessibility</a>' in statement()
    assert '<a href="mailto:a@example.org">a@example.org</a>' in statement(contact="a@example.org")


def test_a_statement_of_bare_facts_says_no_more() -> None:
    """What an owner has not given leaves no half sentence."""
    settings = "".join(
        line + "\n"
        for line in STATEMENT.format(conformance="full", failures="", contact="a@example.org").splitlines()
        if not line.startswith(("  not_offered", "  answered_by", "  prepared", "  reviewed"))
    )
    html = page(built(briefing_project("", more=settings)), "accessibility/index.html")
    assert "You will have an answer within a week.</p>" in html
    assert "What we do not offer" not in html
    assert "This statement" not in html
