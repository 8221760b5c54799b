"""PDFs to drafts: whatever way a text was set, its draft has its points, each in its role or marked."""

from functools import cache

from learnbrief.fields import FILL_IN
from learnbrief.importing import Imported, ImportOptions, import_document
from learnbrief.model import ROLES_WITH_POINTS, LearningPoint, Role
from learnbrief.problems import Severity
from learnbrief.readers import read_vocabulary
from learnbrief.settings import read_settings
from tests.printed import NAMES, plain, text_of
from tests.support import VOCABULARY, project, read
from tools.printed.text import FOLDER, bare

INPUTS = project(VOCABULARY)
SETTINGS = read_settings(INPUTS.sources, lambda _: None)
WORDS = read_vocabulary(INPUTS.sources, lambda _: None)


@cache
def imported(name: str) -> Imported:
    """Make the draft of one of the PDFs."""
    made = import_document(f"{name}.pdf", (FOLDER / f"{name}.pdf").read_bytes(), SETTINGS, WORDS, ImportOptions())
    assert isinstance(made, Imported), made
    return made


@cache
def points(name: str) -> tuple[LearningPoint, ...]:
    """Read a draft as the program reads any source, and give its points."""
    library, problems = read(project(f"{VOCABULARY}\n--- briefings/a.md\n{imported(name).draft.source}", drafts=True))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    (briefing,) = library.everything
    return tuple(briefing.points)


def wanted(name: str) -> dict[str, str]:
    """Give each point of a text with its role; a section of prose alone is one point."""
    found: dict[str, str] = {}
    for section in text_of(name).sections:
        prose = " ".join(bare(part.written) for part in section.parts)
        is_point = Role(section.role) in ROLES_WITH_POINTS
        for point in section.points or ([prose] if is_point else []):
            found[plain(point)] = section.role
    return {point: role for point, role in found.items() if point and Role(role) in ROLES_WITH_POINTS}


def found(name: str) -> dict[str, str]:
    """Give each point of a draft with its role; `other` where its heading is marked."""
    return {plain(point.body.text): point.role.value for point in points(name)}


def test_no_draft_lacks_a_word() -> None:
    """Every word of every PDF is in its draft, or told in its report."""
    assert [name for name in NAMES if not imported(name).account.is_complete] == []


def test_drafts_have_the_points() -> None:
    """At least 95 of 100 points of the texts are points of the drafts; today it is all of them."""
    missing = [(name, point) for name in NAMES for point in wanted(name) if point not in found(name)]
    assert missing == []


def test_points_stand_in_their_role_or_are_marked() -> None:
    """At least 99 of 100 points have their role, or their heading is marked; today it is all of them."""
    wrong = [
        (name, point, found(name)[point])
        for name in NAMES
        for point, role in wanted(name).items()
        if point in found(name) and found(name)[point] not in (role, Role.OTHER.value)
    ]
    assert wrong == []


def test_marks_are_the_exception() -> None:
    """Most points need no editor to say what they are."""
    roles = [found(name).get(point) for name in NAMES for point in wanted(name)]
    assert roles.count(Role.OTHER.value) < 0.35 * len(roles)


OWN = [name for name in NAMES if "-as-" in name]


def test_our_own_briefings_come_back_from_pdf() -> None:
    """Set as the boxes, columns and reports that their originals were, the five briefings give all their points."""
    assert len(OWN) == 5
    assert sum(len(wanted(name)) for name in OWN) > 100
    assert [(name, point) for name in OWN for point in wanted(name) if point not in found(name)] == []


def test_the_draft_says_what_it_was_made_of() -> None:
    """The original's name and digest stand in a comment, and every gap is marked."""
    source = imported("drawn-boxes.handover").draft.source
    assert "drawn-boxes.handover.pdf" in source
    assert FILL_IN in source
