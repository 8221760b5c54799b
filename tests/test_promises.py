"""What is said of actions: what is overdue, how old a state is, and what dates do not allow to say."""

from collections.abc import Mapping
from datetime import date

import pytest

from learnbrief.analysis import is_overdue, stories_of, years_without_news
from learnbrief.model import Catalogue, Entry
from learnbrief.views.actions import OVERDUE, age_of, by_state
from learnbrief.views.answers import answer_links
from tests.support import VOCABULARY, project, read
from tests.test_lesson_pages import LESSONS, briefing

TODAY = date(2026, 12, 1)


def catalogue_of(text: str) -> Catalogue:
    """Read a project's briefings."""
    library, _ = read(project(VOCABULARY + text))
    return Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)


def actions_in(text: str) -> Mapping[str, Entry]:
    """Give a project's actions by their ids."""
    return {entry.point.id: entry for entry in catalogue_of(text).actions}


def action(attributes: str, *, held: str = "2022/23", published: str = "unknown") -> Entry:
    """Give the one action of a project."""
    body = f"## Actions {{role=actions}}\n\n- Write a guide. {{{attributes}}}\n"
    text = briefing("a", held, body).replace("published: unknown", f"published: {published}")
    return actions_in(text)["write-a-guide"]


@pytest.mark.parametrize(
    ("attributes", "held", "published", "age"),
    [
        ("state=promised", "2022/23", "unknown", "in 2022/23, no news for 3 years"),
        ("state=under-way", "2025-11-30", "unknown", "on 30 November 2025, no news for 1 year"),
        ("state=promised", "2025-12-02", "unknown", ""),
        ("state=promised", "2019", "2024-12-01", "in 2019, no news for 2 years"),
        ("state=promised", "2019", "2024-12-02", "in 2019, no news for 1 year"),
        ("state=promised as_of=2024-06", "2019", "unknown", "no news for 2 years"),
        ("state=promised as_of=2025", "2019", "unknown", ""),
        ("state=promised", "unknown", "2020", "no news for 5 years"),
        ("state=promised", "unknown", "unknown", ""),
        ("state=promised due=2024", "2019", "unknown", ""),
        ("state=done", "2019", "unknown", ""),
        ("state=dropped", "2019", "unknown", ""),
        ("owner=MASH", "2019", "unknown", ""),
    ],
)
def test_an_action_has_an_age_only_where_dates_tell_it(attributes: str, held: str, published: str, age: str) -> None:
    """Said of what is promised or under way and has no due date, in whole years since its state was last true."""
    assert age_of(action(attributes, held=held, published=published), TODAY) == age


def test_years_are_whole_on_their_anniversary() -> None:
    """A year is over on the day that bears its date, of 29 February on 1 March; none is less than nought."""
    entry = action("state=promised as_of=2024-02-29")
    days = (date(2024, 2, 1), date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 28), date(2028, 2, 29))
    assert [years_without_news(entry, day) for day in days] == [0, 0, 1, 3, 4]


@pytest.mark.parametrize(
    ("attributes", "overdue"),
    [
        ("due=2026-11-30", True),
        ("due=2026-11 state=under-way", True),
        ("due=2026-12-01", False),
        ("due=2026/27 state=promised", False),
        ("due=2020 state=done", False),
        ("due=2020 state=dropped", False),
        ("state=promised", False),
    ],
)
def test_overdue_is_what_was_due_and_is_not_closed(attributes: str, *, overdue: bool) -> None:
    """Its due date's last day must be over, and nobody may have said that it was done or dropped."""
    assert is_overdue(action(attributes), TODAY) is overdue


def test_overdue_first_then_oldest_and_undated_last() -> None:
    """In each state the longest overdue stand first, then those of the oldest reviews, then those without a date."""
    held = {"a": "2020", "b": "unknown", "c": "2018", "d": "2022"}
    due = {"a": "", "b": "", "c": " due=2099", "d": " due=2024"}
    text = "".join(
        briefing(slug, when, f"## Actions {{role=actions}}\n\n- Do {slug}. {{state=promised{due[slug]}}}\n")
        for slug, when in held.items()
    )
    found = {
        state.id: [entry.point.id for entry in actions]
        for state, actions in by_state(catalogue_of(text).actions, TODAY).items()
    }
    assert found == {OVERDUE.id: ["do-d"], "promised": ["do-d", "do-c", "do-a", "do-b"]}


DONE = "## Actions {role=actions}\n\n- Minutes go out. {lesson=minutes-reach-everyone state=done as_of=2021-03}\n"


@pytest.mark.parametrize(
    ("held", "again"), [("2021-04", True), ("2021-03", False), ("2021", False), ("unknown", False)]
)
def test_found_again_only_where_dates_say_so(held: str, *, again: bool) -> None:
    """A lesson counts as found again only if the later review began after the last day by which it was done."""
    found = briefing("b", held, "## Findings\n\n- Minutes came late. {lesson=minutes-reach-everyone}\n")
    catalogue = catalogue_of(LESSONS + briefing("a", "2020", DONE) + found)
    (story,) = stories_of(catalogue).values()
    assert bool(story.found_again) is again


def test_both_ends_of_an_answer_tell_of_the_other() -> None:
    """The one that answers names what it answers; the other how far that is, since when, and what shows it."""
    said = "{answers=a#plans-came-late state=done as_of=2021-03 evidence=https://example.org/shown}"
    text = briefing("a", "2018", "## Findings\n\n- Plans came late.\n") + briefing(
        "b", "2020", f"## Actions {{role=actions}}\n\n- Plans go out. {said}\n"
    )
    catalogue = catalogue_of(text)
    finding, act = (catalogue.by_briefing[slug][0] for slug in "ab")
    (answered,) = answer_links(act, catalogue.answer_graph, catalogue.vocabulary).answers
    assert (answered.url, answered.source) == (
        "/briefings/a/index.html#plans-came-late",
        "2018, Example, as a finding",
    )
    (answer,) = answer_links(finding, catalogue.answer_graph, catalogue.vocabulary).answered_by
    assert answer.source == "2020, Example, as an action, done, as of March 2021"
    assert answer.evidence == "https://example.org/shown"
