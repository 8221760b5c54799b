"""Which briefings are nearest to one another."""

from learnbrief.analysis.nearest import MOST_RELATED, Recurrence
from learnbrief.model import Catalogue
from tests.support import FRONT, TODAY, VOCABULARY, project, read


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


def test_rarer_themes_make_nearer_relations() -> None:
    """Sharing a rare theme says more than sharing one that everybody raises."""
    common = [briefing(f"c{n}", "2020", "## Findings\n\n- C. #neglect\n") for n in range(6)]
    rare = briefing("rare", "2020", "## Findings\n\n- R. #information-sharing\n", "[information-sharing]")
    mine = briefing("mine", "2020", "## Findings\n\n- M. #neglect #information-sharing\n", "[neglect]")
    recurrence, catalogue = recurrence_of(rare, mine, *common)
    assert recurrence.related(catalogue.by_slug["mine"])[0].url == "/briefings/rare/index.html"


def test_never_more_than_a_reader_takes_in() -> None:
    """Of thirty briefings on a theme the few nearest in time are named, and never the briefing itself."""
    many = [briefing(f"b{n:02}", f"20{n:02}", "## Findings\n\n- N. #neglect\n") for n in range(1, 24)]
    recurrence, catalogue = recurrence_of(*many)
    related = recurrence.related(catalogue.by_slug["b12"])
    assert len(related) == MOST_RELATED
    assert "/briefings/b12/index.html" not in {other.url for other in related}
