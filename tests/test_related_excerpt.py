"""A related point is told by the sentence of it that says best what both points say."""

from learnbrief.analysis import Lexicon, RelatedPoints, weigh_points
from learnbrief.analysis.related_excerpt import best_sentence
from learnbrief.analysis.similarity import Counts, Rarities
from learnbrief.model import Catalogue
from tests.support import FRONT, TODAY, VOCABULARY, briefing_project, project, read

TOLD = """It was read. Genograms name who lives there. This is the genogram. Was the genogram drawn?
Bruises were seen on a Monday morning."""

LESSON = """--- briefings/_lessons.yml
aims:
  statement: Every plan says what it is to achieve.
  themes: [plans]
"""


def test_the_sentence_matches_what_is_asked_about() -> None:
    """Questions match less, and so does what points back; where no sentence matches, the longest is told."""
    library, _ = read(briefing_project(f"## Findings\n\n- {TOLD}\n"))
    (told,) = weigh_points(library.briefings[0], Lexicon.of(library.vocabulary))
    rarities = Rarities.of([Counts.of([told])])
    for word, sentence in (
        ("genogram", "Genograms name who lives there."),
        ("bruis", "Bruises were seen on a Monday morning."),
        ("kinship", "Bruises were seen on a Monday morning."),
    ):
        assert best_sentence(((word, 4),), told, TOLD, rarities) == sentence


def test_the_statement_of_a_lesson_finds_the_sentence() -> None:
    """Points that share a lesson may have no word in common; the statement has words of both."""
    bodies = (
        "Vague actions help nobody.",
        "Be brief in all that you ever write down. First say what you would achieve.",
    )
    text = "".join(
        f"--- briefings/b{number}.md\n{FRONT.replace('in Example', f'in {number}')}## Findings\n\n"
        f"- {body} {{lesson=aims}}\n"
        for number, body in enumerate(bodies)
    )
    library, problems = read(project(VOCABULARY + LESSON + text))
    assert not problems
    catalogue = Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)
    (other,) = RelatedPoints(catalogue, Catalogue.of((), library.vocabulary)).beside(catalogue.entries[0])
    assert other.shares_lesson
    assert other.words == "First say what you would achieve."
