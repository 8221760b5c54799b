"""The search page: what it offers where words name more than points, its use on a phone, what it says aloud."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.support import VOCABULARY, made_pages, project, publish_files

THEMES = VOCABULARY.replace("label: Plans", "label: Plans\n  also: [strategic plans]").replace(
    "--- briefings/_partnerships.yml",
    "smart-plans:\n  label: SMART plans\n  also: [SMARTER]\n  broader: plans\n"
    "  definition: Plans that name who acts.\n"
    "--- briefings/_lessons.yml\nminutes:\n  statement: Minutes reach every agency, and promptly.\n"
    "  themes: [plans]\n"
    "--- briefings/_partnerships.yml",
)


def briefing(slug: str, held: str, partnership: str, body: str) -> str:
    """Write a briefing."""
    return f"""--- briefings/{slug}.md
---
title: Review {slug}
partnership: {partnership}
kind: multi-agency-audit
held: {held}
published: {held}-28
summary: What a review taught.
topics: []
---
{body}"""


MADE_UP = (
    THEMES
    + briefing(
        "a",
        "2021-03",
        "example",
        """
## What was found

- Letters went astray. {#plain}
- Letters went missing. {#borne lesson=minutes}
- A plan was late. #plans

## Key points for managers

- Read each record. {#for-managers}

## Actions

- Letters are numbered. {#done state=done}
- Letters are posted. {#open}
""",
    )
    + briefing("b", "2022-03", "other", "\n## Recommendations\n\n- Letters should go by hand. {#advised}\n")
    + briefing(
        "many",
        "2019-03",
        "other",
        "\n## What was found\n\n" + "".join(f"- Kettles boiled {number}. {{#k{number}}}\n" for number in range(8)),
    )
    + briefing("few", "2018-03", "example", "\n## What was found\n\n- Kettles of the house boiled. {#few}\n")
)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a small site's search and home page."""
    folder = tmp_path_factory.mktemp("page")
    publish_files(made_pages(project(MADE_UP), "search/index.html", "index.html"), folder / "site", folder)
    return folder / "site"


def search(page: Page, site: Path, query: str, chosen: str = "") -> list[str]:
    """Search as from a shared link, and give the ids of the points found, in their order."""
    page.goto(f"{(site / 'search/index.html').as_uri()}?q={quote(query)}{chosen}")
    page.wait_for_selector("html[data-searched]", state="attached")
    ids: list[str] = page.eval_on_selector_all(
        "#_results .source a", "links => links.map(link => link.hash.slice(1))"
    )
    return ids


# The order


def test_points_worth_the_same_go_by_lesson_kind_and_date(page: Page, made_up: Path) -> None:
    """A point with a lesson comes first, then recommendations, findings and actions; not as printed."""
    assert search(page, made_up, "letters") == ["borne", "advised", "plain", "done", "open"]


def test_no_briefing_takes_more_than_three_of_the_first_places(page: Page, made_up: Path) -> None:
    """Of nine points three of the long briefing come first, then that of the other, then the rest."""
    found = search(page, made_up, "kettles")
    assert len(found) == 9
    assert found.index("few") == 3


# No dead end


def test_a_theme_never_raised_leads_to_the_nearest(page: Page, made_up: Path) -> None:
    """It is explained, and the first points of the nearest theme that was raised stand below."""
    found = search(page, made_up, "SMARTER")
    box = page.locator("#_found-themes")
    expect(box).to_contain_text("SMARTER: shown under SMART plans – no briefing has raised it yet")
    expect(box).to_contain_text("Plans that name who acts.")
    expect(box.get_by_role("link", name="Plans")).to_be_visible()
    expect(page.locator("#_status")).to_have_text(
        "No briefing has raised SMART plans yet. These points are of the nearest themes."
    )
    assert found == ["a-plan-was-late"]


def test_a_word_of_a_themes_name_alone_leads_to_the_theme(page: Page, made_up: Path) -> None:
    """Where it stands in no point, points of the theme that it is a part of stand there, and it is said."""
    assert search(page, made_up, "strategic") == ["a-plan-was-late"]
    expect(page.locator("#_found-themes")).to_contain_text("strategic plans: shown under Plans")
    expect(page.locator("#_status")).to_have_text("No point has these words. These points are of the nearest themes.")


def test_a_search_is_known_by_its_title_and_tells_how_much_is_shown(page: Page, made_up: Path) -> None:
    """Tabs and the history tell searches apart; the button for more says how many of all are shown."""
    assert len(search(page, made_up, "", "&partnership=other")) == 9
    assert page.title().startswith("Search – ")
    search(page, made_up, "kettles")
    assert page.title().startswith("kettles – Search – ")
    search(page, made_up, "")
    more = page.get_by_role("button", name="Show more (10 of 16 are shown)")
    more.click()
    expect(page.locator("#_results > li")).to_have_count(16)
    expect(more).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?state=done&partnership=example", ["done"]),
        ("?state=not-given", ["open"]),
        ("?lesson=minutes", ["borne"]),
        ("?year=2022&role=recommendations", ["advised"]),
        ("?audience=managers&kind=multi-agency-audit", ["for-managers"]),
    ],
)
def test_an_address_without_words_chooses(page: Page, made_up: Path, address: str, found: list[str]) -> None:
    """Counts elsewhere link to such addresses: what is chosen is ticked, in an open group, and can be taken away."""
    page.goto(f"{(made_up / 'search/index.html').as_uri()}{address}")
    page.wait_for_selector("html[data-searched]", state="attached")
    ids = page.eval_on_selector_all("#_results .source a", "links => links.map(link => link.hash.slice(1))")
    assert ids == found
    chosen = address.count("=")
    expect(page.locator("#_choices details[open] input:checked")).to_have_count(chosen)
    expect(page.get_by_role("button", name="Take away: ")).to_have_count(chosen)
    tick = page.locator("#_choices input:checked").first
    tick.focus()
    page.keyboard.press("Space")
    expect(page.locator("#_choices input:checked")).to_have_count(chosen - 1)


def test_a_lesson_that_the_words_name_stands_before_the_points(page: Page, made_up: Path) -> None:
    """All that is asked stands in its statement; it leads to its points, which a facet of lessons then shows."""
    search(page, made_up, "minutes reach agencies")
    lesson = page.locator("#_found-lessons a")
    expect(lesson).to_have_text("Minutes reach every agency, and promptly.")
    lesson.click()
    page.wait_for_selector("html[data-searched]", state="attached")
    expect(page.locator("#_results > li")).to_have_count(1)
    expect(page.locator("#_facet-lesson input")).to_be_checked()


@pytest.mark.parametrize(
    ("query", "offered", "address"),
    [
        ("managers", "for managers (1)", "?audience=managers"),
        ("letters 2022", "2022 (1)", "?q=letters&year=2022"),
        ("Other 2022", "Other Safeguarding Partnership (1)", "?q=2022&partnership=other"),
        ("multi-agency audit", "Multi-agency audit (16)", "?kind=multi-agency-audit"),
    ],
)
def test_what_words_name_is_offered_as_a_choice(
    page: Page, made_up: Path, query: str, offered: str, address: str
) -> None:
    """An audience, a year, a partnership or a kind that the words name is one press away, and its words go."""
    search(page, made_up, query)
    page.locator("#_offers").get_by_role("button", name=offered, exact=True).click()
    expect(page.locator("#_chosen button").first).to_be_visible()
    assert page.url.endswith(address)


def test_named_choices_stand_for_their_words(page: Page, made_up: Path) -> None:
    """ "Example 2021" stands in no text, and finds what Example's partnership published of 2021."""
    found = search(page, made_up, "Example 2021")
    assert set(found) == {"plain", "borne", "a-plan-was-late", "for-managers", "done", "open"}
    expect(page.locator("#_status")).to_have_text("6 learning points.")


def test_the_closest_are_shown_and_said_to_be(page: Page, made_up: Path) -> None:
    """Where nothing has all the words, what says most of them comes, in these words."""
    assert search(page, made_up, "numbered letters zebra")[0] == "done"
    expect(page.locator("#_status")).to_contain_text("Nothing has all these words. These come closest.")


def test_nothing_found_leads_on(page: Page, made_up: Path) -> None:
    """Whoever finds nothing is led to all themes."""
    assert search(page, made_up, "zebra") == []
    expect(page.locator("#_no-end a")).to_be_visible()


# Choosing


def test_actions_can_be_chosen_by_their_state(page: Page, made_up: Path) -> None:
    """Done, and not given, are choices where actions were found; where none was, the facet is not there."""
    search(page, made_up, "letters")
    page.locator("#_facet-state summary").click()
    expect(page.locator("#_facet-state li")).to_have_text(["Done 1", "Not given 1"])
    page.get_by_role("checkbox", name="Not given").check()
    expect(page.locator("#_results > li")).to_have_count(1)
    search(page, made_up, "kettles")
    expect(page.locator("#_facet-state")).to_be_hidden()


def test_what_is_chosen_can_be_taken_away(page: Page, made_up: Path) -> None:
    """Each choice is a button that takes it away, and one takes away all; the focus goes to what was found."""
    search(page, made_up, "letters", "&year=2021&state=done")
    expect(page.locator("#_results > li")).to_have_count(1)
    page.get_by_role("button", name="Take away: Done").click()
    expect(page.locator("#_results > li")).to_have_count(4)
    expect(page.locator("#_status")).to_be_focused()
    search(page, made_up, "letters", "&year=2021&state=done")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#_results > li")).to_have_count(5)
    assert page.url.endswith("?q=letters")


def test_unticking_what_came_to_nothing_keeps_the_focus(page: Page, made_up: Path) -> None:
    """A choice without points stays while the focus is on it."""
    search(page, made_up, "kettles", "&year=2021")
    tick = page.locator("#_facet-year input[value='2021']")
    tick.focus()
    page.keyboard.press("Space")
    expect(page.locator("#_results > li")).to_have_count(9)
    expect(tick).to_be_focused()


def test_groups_of_choices_have_names(page: Page, made_up: Path) -> None:
    """Whoever hears a choice hears of what."""
    search(page, made_up, "letters")
    expect(page.get_by_role("group", name="Year", exact=True).get_by_role("checkbox")).to_have_count(2)


# The history


def test_enter_adds_nothing_that_stands_in_the_address(page: Page, made_up: Path) -> None:
    """From the home page to a search, typed and entered, one step leads back; more Enters add none."""
    page.goto((made_up / "index.html").as_uri())
    page.goto((made_up / "search/index.html").as_uri())
    page.wait_for_selector("html[data-searched]", state="attached")
    page.locator("#_q").press_sequentially("letters")
    page.wait_for_selector("html[data-searched=letters]", state="attached")
    length = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Enter")
    assert page.evaluate("history.length") == length
    page.go_back()
    assert page.url.endswith("/index.html")
    assert "/search/" not in page.url


# What is said


def test_one_announcement_once_typing_rests(page: Page, made_up: Path) -> None:
    """Letters typed in a row are announced once, with the themes and lessons named, and nothing untrue on the way."""
    search(page, made_up, "")
    page.wait_for_timeout(100)
    page.evaluate(
        """() => {
            window.announced = [];
            const said = document.getElementById("_said");
            new MutationObserver(() => announced.push(said.textContent)).observe(said, { childList: true });
        }"""
    )
    page.locator("#_q").press_sequentially("SMARTER", delay=150)
    page.wait_for_timeout(1500)
    announced = page.evaluate("announced")
    assert len(announced) == 1
    assert "No briefing has raised SMART plans yet." in announced[0]
    assert "SMARTER: shown under SMART plans" in announced[0]


def test_one_letter_is_no_search(page: Page, made_up: Path) -> None:
    """After the first letter nothing is said to be missing."""
    search(page, made_up, "")
    page.locator("#_q").press_sequentially("x")
    page.wait_for_timeout(400)
    expect(page.locator("#_status")).to_contain_text("16 learning points")


@pytest.fixture
def broken(made_up: Path) -> Iterator[Path]:
    """Take a file of the index away for a while."""
    [file] = (made_up / "search/words").glob("le.*.js")
    away = file.rename(file.with_suffix(".away"))
    yield made_up
    away.rename(file)


def test_a_file_that_does_not_come_is_told(browser: Browser, broken: Path) -> None:
    """A search without a part of its index says so, and not that nothing was found."""
    page = browser.new_context().new_page()  # unwatched: the console tells of the file that is missing
    page.goto(f"{(broken / 'search/index.html').as_uri()}?q=letters")
    expect(page.locator("#_status")).to_contain_text("A part of the search could not be loaded.")
    page.context.close()


# On a phone, and wide


def test_on_a_phone_the_first_result_is_on_the_first_screen(new_page: NewPage, made_up: Path) -> None:
    """Choices stand behind one button, what is chosen beside it; nothing is wider than the page."""
    page = new_page(viewport={"width": 360, "height": 740})
    search(page, made_up, "plan")
    expect(page.locator("#_choices")).to_be_hidden()
    assert page.locator("#_results > li").first.bounding_box()["y"] < 640  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Narrow down").click()
    expect(page.locator("#_choices")).to_be_visible()
    page.locator("#_facet-year summary").click()
    page.get_by_role("checkbox", name="2021").check()
    expect(page.get_by_role("button", name="Narrow down (1 chosen)")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Take away: 2021")).to_be_visible()


def test_on_a_wide_screen_theme_and_year_stand_open(page: Page, made_up: Path) -> None:
    """The two facets that most searches need can be chosen from at once, and no button hides them."""
    search(page, made_up, "letters")
    expect(page.locator("#_unfold")).to_be_hidden()
    expect(page.locator("#_facet-year li")).to_have_count(2)
    expect(page.locator("#_facet-theme")).to_have_attribute("open", "")


def test_a_results_text_is_text_and_its_source_the_link(page: Page, made_up: Path) -> None:
    """A result has one link, of its source."""
    search(page, made_up, "hand")
    result = page.locator("#_results > li")
    expect(result.get_by_role("link")).to_have_text("Review b · Other Safeguarding Partnership · March 2022")
    expect(result.locator("p.words a")).to_have_count(0)
