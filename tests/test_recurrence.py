"""Where else a point's themes were raised, and which briefings are nearest."""

from learnbrief.catalogue import Catalogue
from learnbrief.pages.recurrence import MOST_SHOWN, Recurrence
from tests.support import FRONT, TODAY, VOCABULARY, built, page, project, read


def briefing(slug: str, held: str, body: str, topics: str = "[plans]") -> str:
    """Write one briefing of a project."""
    front = FRONT.replace("held: 2022-03", f"held: {held}").replace("topics: [neglect]", f"topics: {topics}")
    front = front.replace("published: 2022-06-01", "published: 2025-01-01").replace("in Example", f"in {slug}")
    return f"--- briefings/{slug}.md\n{front}{body}\n"


def recurrence_of(*briefings: str) -> tuple[Recurrence, Catalogue]:
    """Arrange briefings, and look for what recurs."""
    library, problems = read(project(VOCABULARY + "".join(briefings)))
    assert not problems
    catalogue = Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)
    return Recurrence(catalogue), catalogue


OLD = briefing("old", "2019-05", "## Findings\n\n- Old neglect. #neglect\n")
MIDDLE = briefing("middle", "2021-05", "## Findings\n\n- Middle neglect. #neglect\n")
NEW = briefing("new", "2023-05", "## Good practice\n\n- New neglect seen early. #neglect\n")


def test_what_came_before_and_what_came_since_are_told_apart() -> None:
    """Beside a point stand earlier and later points of other briefings, with when, where and as what."""
    recurrence, catalogue = recurrence_of(OLD, MIDDLE, NEW)
    entry = next(entry for entry in catalogue.entries if entry.briefing.slug == "middle")
    elsewhere = recurrence.elsewhere(entry)
    assert elsewhere
    assert [(echo.when, echo.where, echo.role) for echo in elsewhere.since] == [
        ("May 2023", "Example", "as good practice")
    ]
    assert [echo.when for echo in elsewhere.before] == ["May 2019"]


def test_a_briefing_is_no_echo_of_itself() -> None:
    """Points of the same briefing are not shown as raised elsewhere."""
    recurrence, catalogue = recurrence_of(briefing("one", "2020", "## Findings\n\n- A. #neglect\n- B. #neglect\n"))
    assert all(recurrence.elsewhere(entry) is None for entry in catalogue.entries)


def test_never_more_than_a_reader_takes_in() -> None:
    """Of thirty briefings on a theme a few are shown."""
    many = [briefing(f"b{n:02}", f"20{n:02}", "## Findings\n\n- N. #neglect\n") for n in range(1, 24)]
    recurrence, catalogue = recurrence_of(*many)
    elsewhere = recurrence.elsewhere(catalogue.entries[5])
    assert elsewhere
    assert len(elsewhere.since) + len(elsewhere.before) == MOST_SHOWN


def test_the_nearest_in_time_come_first() -> None:
    """Among points that share the same themes those nearest in time are shown."""
    many = [briefing(f"b{n:02}", f"20{n:02}", "## Findings\n\n- N. #neglect\n") for n in range(1, 24)]
    recurrence, catalogue = recurrence_of(*many)
    entry = next(entry for entry in catalogue.entries if entry.point.held.year == 2010)
    elsewhere = recurrence.elsewhere(entry)
    assert elsewhere
    assert {echo.when for echo in (*elsewhere.since, *elsewhere.before)} == {"2008", "2009", "2011", "2012"}


def test_sharing_more_counts_before_being_near() -> None:
    """A point that shares two themes stands before nearer ones that share one."""
    both = briefing("both", "2012", "## Findings\n\n- Both. #neglect #information-sharing\n")
    near = [briefing(f"n{n}", f"2021-0{n}", "## Findings\n\n- Near. #neglect\n") for n in range(1, 8)]
    mine = briefing("mine", "2021-04", "## Findings\n\n- Mine. #neglect #information-sharing\n", "[neglect]")
    recurrence, catalogue = recurrence_of(both, mine, *near)
    elsewhere = recurrence.elsewhere(next(e for e in catalogue.entries if e.briefing.slug == "mine"))
    assert elsewhere
    assert "2012" in [echo.when for echo in elsewhere.before]


def test_rarer_themes_make_nearer_relations() -> None:
    """Sharing a rare theme says more than sharing one that everybody raises."""
    common = [briefing(f"c{n}", "2020", "## Findings\n\n- C. #neglect\n") for n in range(6)]
    rare = briefing("rare", "2020", "## Findings\n\n- R. #information-sharing\n", "[information-sharing]")
    mine = briefing("mine", "2020", "## Findings\n\n- M. #neglect #information-sharing\n", "[neglect]")
    recurrence, catalogue = recurrence_of(rare, mine, *common)
    assert recurrence.related(catalogue.by_slug["mine"])[0].url == "/briefings/rare/index.html"


def test_a_briefing_page_folds_it_up_without_script() -> None:
    """On the page each point's echoes stand in a fold that any browser opens."""
    html = page(built(project(VOCABULARY + OLD + MIDDLE)), "briefings/old/index.html")
    assert '<details class="elsewhere">' in html
    assert 'href="../middle/index.html#middle-neglect"' in html
