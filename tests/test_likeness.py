"""Names are offered only where something is near: a list of pairs that are, and one of pairs that are not."""

from hypothesis import given
from hypothesis import strategies as st

from learnbrief.problems import nearest_names
from tests.support import for_each

NEAR = """
plan             plans
plnas            plans
knid             kind
hald             held
rolle            role
titel            title
sumary           summary
neglekt          neglect
Neglect          neglect
dudly            dudley
topic            topics
review           review-by
partner          partnership
supervison       supervision
abuse-domestic   domestic-abuse
domestic violence  domestic-violence
domestic-violance-and-abuse  domestic-violence-and-abuse
multi-agency working  multi-agency-working
multi-agency     multi-agency-working
child-sexual-explotation  child-sexual-exploitation
2020-sandwel-neglect  2020-sandwell-neglect
safegarding-adults-reveiw  safeguarding-adults-review
information-sharing-and-consent  information-sharing
review-passed    review-past
"""

NOT_NEAR = """
multi-agency working  supervision
multi-agency-working  multi-agency-plans
reporting        recording
provision        supervision
date             updated
tag              age
due              was
gp               gcp
cat              car
men              send
author           audience
themes           held
lessons          questions
information-gathering  information-sharing
multi-agency-meetings  multi-agency-working
plans            parents
school           social
child            chair
in               children-in-care
a                a-b
safeguarding-children-partnership  children
2019-northshire-fathers  2019-southshire-mothers
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """Read pairs with two blanks between them."""
    rows = (line.split("  ", 1) for line in table.strip().split("\n"))
    return [(given, known.strip()) for given, known in rows]


@for_each(("written", "known"), pairs(NEAR))
def test_what_is_near_is_offered(written: str, known: str) -> None:
    """A slip, a swap, another number, another order, a beginning or all words of a longer name are near."""
    assert nearest_names(written, [known, "zebra", "quite-another"]) == (known,)


@for_each(("written", "known"), pairs(NOT_NEAR))
def test_what_is_not_near_is_not_offered(written: str, known: str) -> None:
    """A few letters in common, or a common word, make no name near, and short names are near by chance."""
    assert nearest_names(written, [known]) == ()


def test_a_synonym_leads_to_its_name() -> None:
    """Whoever writes another word for a name is shown the name; where several may be meant, up to three."""
    also = {"DV": "domestic-abuse", "Domestic violence": "domestic-abuse"}
    assert nearest_names("dv", ["domestic-abuse"], also) == ("domestic-abuse",)
    assert nearest_names("domestic violense", ["domestic-abuse"], also) == ("domestic-abuse",)
    assert nearest_names("abuse", ["d-abuse", "b-abuse", "c-abuse", "e-abuse"]) == ("b-abuse", "c-abuse", "d-abuse")


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=4))
def test_no_name_makes_it_raise(written: str, known: list[str]) -> None:
    """Whatever is written, only known names are offered, and a name is near itself."""
    assert set(nearest_names(written, known)) <= set(known)
    assert not written.isalnum() or nearest_names(written, [written]) == (written,)


def test_a_long_text_is_no_name() -> None:
    """A paragraph gone astray is compared with nothing."""
    assert nearest_names("plan " * 40, ["plan"]) == ()
