"""Finding what has been learned: from the word one uses to its theme, to a point, and on.

By keyboard, with a script and without, on a site opened from a folder.
"""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.ranking import places, publish_search, read_queries
from tests.browser.conftest import Address, NewPage


def search(page: Page, site: Path, query: str) -> Locator:
    """Open the search page with a query, as from a shared link, and wait for its results."""
    page.goto(f"{(site / 'search/index.html').as_uri()}?q={quote(query)}")
    page.wait_for_selector("html[data-searched]", state="attached")
    return page.locator("#_results > li")


def share_found(page: Page, site: Path, *, is_set_aside: bool) -> float:
    """Search for the queries that were tried, or set aside; give the share whose point is third at most."""
    queries = [query for query in read_queries() if query.is_set_aside is is_set_aside]
    assert len(queries) >= (100 if is_set_aside else 200)
    return sum(0 < place <= 3 for place in places(page, site, queries).values()) / len(queries)


def test_queries_of_the_list_find_their_point_among_five(page: Page, site: Path) -> None:
    """What practitioners type finds the point among the first three, over the five briefings; unseen queries too."""
    assert share_found(page, site, is_set_aside=False) >= 0.98
    assert share_found(page, site, is_set_aside=True) >= 0.95


def test_queries_of_the_list_find_their_point_among_many(page: Page, many: Path) -> None:
    """Most of it holds where over a hundred briefings stand around them."""
    assert share_found(page, many, is_set_aside=True) >= 0.85


@pytest.mark.long
def test_queries_of_the_list_find_their_point_among_a_thousand(page: Page, tmp_path: Path) -> None:
    """Nor are they lost among a thousand."""
    many = publish_search(1000, tmp_path)
    assert share_found(page, many, is_set_aside=False) >= 0.85
    assert share_found(page, many, is_set_aside=True) >= 0.85


def test_a_synonym_leads_to_its_theme_by_keyboard_alone(page: Page, at: Address) -> None:
    """Typing "DV" and pressing the arrow and Enter opens Domestic abuse; Escape clears; the count is announced."""
    page.goto(at("themes/index.html"))
    page.locator("#_term").focus()
    page.keyboard.type("DV")
    expect(page.locator("#_term-count")).to_have_text("1 theme")
    expect(page.locator("#_found")).to_contain_text("DV: also called")
    expect(page.locator("#_found mark")).to_have_text("DV")
    expect(page).to_have_url(re.compile(r"\?q=DV$"))
    page.keyboard.press("Escape")
    expect(page.locator("#_all-themes")).to_be_visible()
    assert "?" not in page.url
    page.keyboard.type("DV")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Domestic abuse")


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("handovr", "Case transfer and handover"),
        ("front door", "MASH and the front door"),
        ("not turning up", "Was not brought"),
        ("escalation", "Resolution and escalation"),
        ("frighten, isolate", "Coercive control"),
    ],
)
def test_the_index_of_themes_knows_other_words_slips_and_definitions(
    page: Page, at: Address, typed: str, theme: str
) -> None:
    """A synonym, a slip of one letter and a word of the definition find the theme."""
    page.goto(at("themes/index.html"))
    page.locator("#_term").fill(typed)
    expect(page.locator("#_found li").first).to_contain_text(theme)


def test_the_address_of_the_index_of_themes_keeps_the_word(page: Page, at: Address) -> None:
    """A reload or a shared link shows the same themes."""
    page.goto(at("themes/index.html") + "?q=MARAC")
    expect(page.locator("#_found li")).to_have_count(1)
    page.reload()
    expect(page.locator("#_term")).to_have_value("MARAC")


def test_from_a_phrase_to_its_point_through_facets_reload_and_back(page: Page, at: Address) -> None:
    """A phrase is searched from any page, narrowed, reloaded, followed to its marked point, and gone back from."""
    page.goto(at("about/index.html"))
    page.keyboard.press("Control+/")
    page.keyboard.type('"strategy meetings"')
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-searched]", state="attached")
    everything = page.locator("#_status").inner_text()
    page.locator("#_facet-role summary").click()
    page.get_by_role("checkbox", name="Good practice").check()
    expect(page.locator("#_status")).not_to_have_text(everything)
    assert "role=good-practice" in page.url
    narrowed = page.locator("#_status").inner_text()
    page.reload()
    expect(page.locator("#_status")).to_have_text(narrowed)
    expect(page.locator("#_results mark").first).to_be_visible()
    page.locator("#_results a").first.click()
    point = page.locator(".point:target")
    expect(point).to_be_visible()
    expect(point.locator("mark").first).to_have_text(re.compile("strategy|meeting", re.IGNORECASE))
    page.go_back()
    expect(page.locator("#_status")).to_have_text(narrowed)
    page.go_back()
    expect(page.locator("#_status")).to_have_text(everything)


def test_facets_narrow_before_a_word_is_typed(page: Page, site: Path) -> None:
    """Without a query every point is there to be narrowed down, and counts say by how much."""
    search(page, site, "")
    expect(page.locator("#_status")).to_contain_text("122 learning points")
    page.locator("#_facet-audience summary").click()
    choice = page.locator("#_facet-audience li", has_text="Managers")
    count = choice.locator(".quiet").inner_text().strip()
    choice.locator("input").check()
    expect(page.locator("#_status")).to_contain_text(f"{count} learning points")


def test_a_synonym_shows_its_theme_first_and_says_why(page: Page, site: Path) -> None:
    """ "DV" is shown under Domestic abuse, with that theme's points."""
    results = search(page, site, "DV")
    expect(page.locator("#_found-themes")).to_contain_text("DV: shown under Domestic abuse")
    expect(results.first).to_be_visible()


def test_an_ambiguous_word_offers_the_choice(page: Page, site: Path) -> None:
    """ "abuse" is part of several themes' names, and the page asks which is meant."""
    search(page, site, "abuse")
    expect(page.locator("#_found-themes")).to_contain_text("Did you mean one of these themes?")
    assert page.locator("#_found-themes a").count() > 2


def test_a_theme_that_nobody_raised_is_named_as_such(page: Page, site: Path) -> None:
    """A word for a theme without a page says so, what the theme is, and shows points of the nearest."""
    results = search(page, site, "DNA")
    box = page.locator("#_found-themes")
    expect(box).to_contain_text("DNA: shown under Was not brought – no briefing has raised it yet")
    expect(box).to_contain_text("missed appointment")
    expect(page.locator("#_status")).to_contain_text(
        "No briefing has raised Was not brought yet. These points are of"
    )
    expect(box.locator("p", has_text="Nearest: ").get_by_role("link").first).to_be_visible()
    expect(results.first).to_be_visible()


def test_words_count_from_their_beginning_while_one_types(page: Page, site: Path) -> None:
    """ "bereav" already finds the point on bereavement; no stop word is lost."""
    search(page, site, "")
    page.locator("#_q").press_sequentially("bereav")
    expect(page.locator("#_results > li")).to_have_count(1)
    search(page, site, "what is working")
    expect(page.locator("#_results > li").first).to_contain_text("what is working well")


def test_a_slip_is_forgiven_and_said(page: Page, site: Path) -> None:
    """What was read in the place of a word that nothing holds is told."""
    search(page, site, "chronolgies")
    expect(page.locator("#_status")).to_contain_text("These have “chronologies”")


def test_too_many_words_find_what_holds_most(page: Page, site: Path) -> None:
    """Where no point holds all words, those that hold most are shown, and it is said."""
    search(page, site, "interpreters bereavement zebra")
    expect(page.locator("#_status")).to_contain_text("Nothing has all these words. These come closest.")


def test_more_results_are_one_press_away(page: Page, site: Path) -> None:
    """The first ten are shown; the next ten follow, and the reader's place is kept."""
    results = search(page, site, "the")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(results).to_have_count(20)


def test_without_script_the_search_page_offers_other_ways_in(new_page: NewPage, at: Address) -> None:
    """Themes, briefings and audiences stand where the results would be."""
    page = new_page(java_script_enabled=False)
    page.goto(at("search/index.html"))
    page.locator("#_without-script").get_by_role("link", name="Themes").click()
    expect(page.locator("h1")).to_have_text("Themes")
    expect(page.locator("#_themes-search")).to_be_hidden()
    see = page.locator("li", has_text=re.compile(r"^DV see"))
    see.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Domestic abuse")


def test_a_themes_page_narrows_and_leads_to_a_briefing_and_back(page: Page, at: Address) -> None:
    """The choice stands in the address, survives the way to a point and back, and hides nothing for good."""
    page.goto(at("themes/information-sharing/index.html"))
    page.locator("#_all > summary").click()
    page.get_by_text("Narrow down").click()
    page.locator("#_by-partnership").select_option("dudley")
    expect(page.locator("#_count")).to_contain_text("7 of 21 learning points: Dudley")
    assert "partnership=dudley" in page.url
    page.locator(".group li:not([hidden]) .source a").first.click()
    expect(page.locator(".point:target")).to_be_visible()
    page.go_back()
    expect(page.locator("#_count")).to_contain_text("7 of 21 learning points: Dudley")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#_count")).to_have_text("")


def test_a_themes_page_leads_to_a_briefing_and_back_without_script(new_page: NewPage, at: Address) -> None:
    """All points stand there unfiltered; each leads to its place in its briefing, and Back returns."""
    page = new_page(java_script_enabled=False)
    page.goto(at("themes/information-sharing/index.html") + "?partnership=dudley")
    expect(page.locator(".group .points > li")).to_have_count(21)
    expect(page.locator("#_filters")).to_be_hidden()
    page.locator("#_all > summary").click()
    page.locator(".group .source a").first.click()
    expect(page.locator(".point:target")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Information sharing")


def test_what_is_folded_stays_off_the_paper(page: Page, at: Address) -> None:
    """A printed briefing shows no fold that nobody opened."""
    page.goto(at("briefings/2020-sandwell-core-groups/index.html"))
    page.locator("details.elsewhere summary").first.click()
    page.emulate_media(media="print")
    assert page.locator("details.elsewhere").count() > 5
    expect(page.locator("details.elsewhere:visible")).to_have_count(1)


def test_recurrence_unfolds_without_script(new_page: NewPage, at: Address) -> None:
    """Beside a point a reader unfolds where else it came up, and goes there."""
    page = new_page(java_script_enabled=False)
    page.goto(at("briefings/2020-sandwell-core-groups/index.html"))
    fold = page.locator("details.elsewhere").first
    fold.locator("summary").click()
    fold.get_by_role("link").first.click()
    expect(page.locator(".point:target")).to_be_visible()
