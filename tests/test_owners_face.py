"""The face of every page: what an owner sets is shown on all of them, and what cannot be is named."""

import re

from msgspec.structs import replace

from learnbrief.build import Inputs, Site
from tests.support import FRONT, VOCABULARY, built, codes, laid_out, page, project

STATEMENT = """--- learnbrief.yml
accessibility: {conformance: full, tested: 2026-01-01, method: a, contact: a@example.org, response: b}
"""
BRIEFING = f"--- briefings/a.md\n{FRONT}\n## Findings\n\n- Visits were announced.\n"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def wearing(settings: str, **more: bytes) -> Inputs:
    """Make a project with settings for its face; a logo lies beside its vocabulary."""
    inputs = project(f"{VOCABULARY}{STATEMENT}{settings}{BRIEFING}")
    return replace(inputs, sources={**inputs.sources, "briefings/_logo.svg": LOGO, **more})


def html_pages(site: Site) -> dict[str, str]:
    """Give a site's pages."""
    return {address: page(site, address) for address in site.files if address.endswith(".html")}


def found(settings: str) -> list[tuple[int, str]]:
    """Build with settings for the face, and give each problem's line in them and its code."""
    return [(line - 1, code) for line, code in codes(laid_out(wearing(settings)).problems)]


# The logo


def test_a_logo_stands_beside_the_name_on_every_page() -> None:
    """The logo is published once, and every page shows it in its link to the first page, beside the name."""
    site = built(wearing("logo: {file: briefings/_logo.svg}\n"))
    (address,) = [address for address in site.files if address.startswith("assets/logo.")]
    assert site.files[address] == LOGO
    for name, text in html_pages(site).items():
        masthead = re.search(r'<a class="name".*?</a>', text)
        assert masthead, name
        assert f'{address}" alt=""' in masthead[0], name
        assert "Learning briefings</a>" in masthead[0], name


def test_a_logo_may_say_more_than_the_name() -> None:
    """What the owner says that the picture says is its description."""
    site = built(wearing("logo: {file: briefings/_logo.svg, alt: 'The \"Example\" partnership'}\n"))
    assert 'alt="The &#34;Example&#34; partnership">' in page(site, "index.html")


def test_without_a_logo_there_is_none() -> None:
    """Where no logo is set, none is shown and the picture is not published."""
    site = built(wearing(""))
    assert "<img" not in page(site, "index.html")
    assert LOGO not in site.files.values()


def test_a_logo_that_cannot_be_shown_is_named() -> None:
    """A logo that is not there, lies elsewhere or is more than a drawing is an error in its line of the settings."""
    assert found("logo:\n  alt: Example\n  file: briefings/logo.svg\n") == [(3, "missing-picture")]
    assert found("logo:\n  file: https://example.org/logo.svg\n") == [(2, "remote-resource")]
    assert found("logo:\n  file: ../logo.svg\n") == [(2, "link-outside")]
    assert found("logo:\n  alt: Example\n") == [(2, "missing-field")]
    assert found("logo: briefings/_logo.svg\n") == [(1, "wrong-type")]
    acting = {"briefings/_logo.svg": LOGO.replace(b"<path", b"<script/><path")}
    assert codes(laid_out(wearing("logo: {file: briefings/_logo.svg}\n", **acting)).problems) == [
        (2, "unsafe-picture")
    ]


# Navigation and footer


def links_in(text: str, label: str) -> list[tuple[str, str]]:
    """Give title and address of each link in one of a page's navigations."""
    navigation = re.search(rf'<nav aria-label="{label}">(.*?)</nav>', text, re.DOTALL)
    assert navigation
    return [(title, url) for url, title in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', navigation[1])]


MENU = """navigation:
  - {title: 'Themes & more', url: /themes/}
  - {title: Search, url: /search/?q=plans#_q}
  - {title: Elsewhere, url: "https://example.org/?a=b&c=d"}
  - {title: Home, url: /}
  - {title: Data, url: data/points.json}
"""


def test_the_navigation_is_the_owners() -> None:
    """The owner's links take the place of ours on every page, relative where they lead inside the site."""
    site = built(wearing(MENU))
    assert links_in(page(site, "index.html"), "Main") == [
        ("Themes &amp; more", "themes/index.html"),
        ("Search", "search/index.html?q=plans#_q"),
        ("Elsewhere", "https://example.org/?a=b&amp;c=d"),
        ("Home", "index.html"),
        ("Data", "data/points.json"),
    ]
    for name, text in html_pages(site).items():
        assert len(links_in(text, "Main")) == 5, name


def test_the_page_that_is_shown_is_marked() -> None:
    """Those links are marked as current that the page stands at or below; the first page only there."""
    site = built(wearing(MENU))
    for address, current in (("index.html", ["Home"]), ("themes/neglect/index.html", ["Themes &amp; more"])):
        main = page(site, address).partition('<nav aria-label="Main">')[2].partition("</nav>")[0]
        assert re.findall(r'aria-current="(?:true|page)">([^<]*)<', main) == current


def test_the_footer_is_the_owners() -> None:
    """Text and links at the foot are the owner's; ours give way only where there are others."""
    text = 'footer: {text: "See [themes](/themes/#_a-to-z), [one](briefings/a.md) & [us](mailto:a@example.org)."'
    site = built(wearing(f"{text}, links: [{{title: Lists, url: /briefings/}}]}}\n"))
    foot = page(site, "glossary/index.html").partition("<footer")[2]
    assert re.findall(r'href="([^"]*)"', foot.partition("<nav")[0]) == [
        "../themes/index.html#_a-to-z",
        "../briefings/a/index.html",
        "mailto:a@example.org",
    ]
    assert [title for title, _ in links_in(foot, "About this site")] == ["Lists", "Accessibility"]
    only_text = page(built(wearing(f"{text}}}\n")), "index.html")
    assert links_in(only_text, "About this site") == links_in(
        page(built(wearing("")), "index.html"), "About this site"
    )


def test_the_accessibility_statement_is_always_linked() -> None:
    """Whatever the owner sets, every page leads to the accessibility statement, once at its foot."""
    for links in ("[{title: Themes, url: /themes/}]", "[{title: Access, url: /accessibility/}]"):
        site = built(wearing(f"navigation: {links}\nfooter: {{links: {links}}}\n"))
        for name, text in html_pages(site).items():
            titles = [title for title, _ in links_in(text, "About this site")]
            assert len([title for title in titles if title in ("Accessibility", "Access")]) == 1, name


def test_a_link_to_no_page_is_named() -> None:
    """A link of the settings to what the site does not have is an error in its place, with the nearest page."""
    menu = "navigation:\n- {title: A, url: /thems/}\n- {title: B, url: /no-such-thing-at-all/}\n"
    problems = laid_out(wearing(menu)).problems
    assert [(problem.code, problem.at.line, problem.at.column) for problem in problems] == [
        ("broken-link", 3, 19),
        ("broken-link", 4, 19),
    ]
    assert '"/themes/"' in problems[0].message
    assert "/themes/" in problems[1].message
    assert found("footer:\n  text: A [way](/nowhere/) out.\n") == [(2, "broken-link")]
    text = '"[B](#_a), [C](briefings/none.md), [D](//a.example)"'
    assert found(f"footer:\n  text: {text}\n") == [(2, "broken-link")] * 3
    assert found("navigation: [{title: A}]\nfooter: {links: [{url: /themes/}]}\n") == [
        (1, "missing-field"),
        (2, "missing-field"),
    ]


def test_a_link_to_what_readers_may_not_see_is_named() -> None:
    """No page leads to a draft."""
    draft = FRONT.replace("summary", "status: draft\nsummary").encode() + b"\n## Findings\n\n- Soon.\n"
    menu = "navigation: [{title: Soon, url: /briefings/b/}]\nfooter: {text: '[Soon](briefings/b.md)'}\n"
    inputs = wearing(menu, **{"briefings/b.md": draft})
    assert [problem.code for problem in laid_out(inputs).problems] == ["broken-link", "broken-link"]
    assert laid_out(replace(inputs, drafts=True)).files


def test_links_elsewhere_are_secure() -> None:
    """In the menus a link leaves the site only for https."""
    for url in (
        "http://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "mailto:a@example.org",
        "HTTPS://a.b",
    ):
        assert found(f"navigation: [{{title: A, url: '{url}'}}]\n") == [(1, "bad-url")], url


def test_a_text_may_show_a_picture() -> None:
    """A picture in the text at the foot is published, and is no logo."""
    site = built(wearing("footer: {text: '![Crest](briefings/_logo.svg)'}\n"))
    assert LOGO in site.files.values()
    assert 'alt="Crest"' in page(site, "index.html").partition("<footer")[2]
    assert 'class="logo"' not in page(site, "index.html")


def test_a_text_brings_no_script() -> None:
    """The text at the foot is made safe like any other."""
    site = laid_out(
        wearing("footer: {text: 'By us <script>alert(1)</script> [a](javascript:alert(1)) <b onclick=a>b</b>'}\n")
    )
    assert {problem.code for problem in site.problems} == {"removed-html"}
    foot = page(site, "index.html").partition("<footer")[2]
    assert not re.search("<script|script:|onclick", foot)


# Urgent help


def test_urgent_help_stands_first_on_every_page() -> None:
    """What to do at once stands behind the skip link alone, in a part that has a name, and its number calls."""
    site = built(wearing('urgent: "If a child is in danger, call [999](tel:999) or see [help](/about/)."\n'))
    for name, text in html_pages(site).items():
        body = text.partition('<body id="_top">')[2]
        first = re.match(r'\s*<a class="skip"[^>]*>[^<]*</a>\s*<section class="urgent" aria-label="([^"]+)">', body)
        assert first, name
        said = body.partition("</section>")[0]
        assert '<a href="tel:999">999</a>' in said, name
        assert body.index("</section>") < body.index("<header"), name


def test_without_urgent_help_there_is_no_part_for_it() -> None:
    """Nothing is said where the owner says nothing."""
    assert "urgent" not in page(built(wearing("")), "index.html")


def test_mistakes_in_urgent_help_are_named() -> None:
    """Its links are held to the rules of any text, and what may not stay is left out."""
    assert found("urgent: See [us](//example.org).\n") == [(1, "broken-link")]
    assert found("urgent: See [us](/nowhere/).\n") == [(1, "broken-link")]
    site = laid_out(wearing("urgent: Call [us](javascript:alert(1)) <script>alert(1)</script>\n"))
    assert {problem.code for problem in site.problems} == {"removed-html"}
    assert not re.search("<script>|javascript:", page(site, "index.html"))
    assert found("urgent: [one, two]\n") == [(1, "wrong-type")]


# The colour on pictures for shared links


def test_pictures_for_shared_links_wear_the_owners_colour() -> None:
    """With a colour of the owner's, the picture of a briefing is another one than with ours."""
    base = "base_url: https://example.org\n"

    def picture(settings: str) -> bytes:
        files = built(wearing(base + settings)).files
        (name,) = [name for name in files if name.startswith("assets/cards/a.")]
        return files[name]

    assert picture('colours: {accent: "#6b2c7a"}\n') != picture("")
