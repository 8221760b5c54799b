"""What an owner says of the site's accessibility."""

from datetime import date
from enum import StrEnum

from learnbrief.cache.values import Placed
from learnbrief.fields import Fields, read_contact, read_day
from learnbrief.problems import Place, Report


class Conformance(StrEnum):
    """How far a site meets WCAG 2.2 AA, in the words of SI 2018/952's model statement."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class AccessibilityStatement(Placed, frozen=True):
    """What the owner says of the site's accessibility, as SI 2018/952 asks of public bodies."""

    conformance: Conformance
    failures: tuple[str, ...]
    """What is known not to meet WCAG 2.2 AA, a sentence each."""
    not_offered: tuple[str, ...]
    """What the site lacks though it need not have it, a sentence each."""
    tested: date
    method: str
    """How and by whom the site was tested."""
    contact: str
    """An e-mail address or web address."""
    response: str
    """How soon an answer comes, such as "within 10 working days"."""
    answered_by: str
    """Who answers; empty where it is not said."""
    prepared: date | None
    """When the statement was first written."""
    reviewed: date | None
    """When it was last looked through."""
    at: Place
    """Where the day of the test is."""


def read_accessibility(fields: Fields | None, report: Report) -> AccessibilityStatement | None:
    """Read what is under `accessibility:`; nothing comes of it while a part is missing, which is reported."""
    if fields is None:
        return None
    method, response = fields.get("method"), fields.get("response")
    met = fields.choice("conformance", "conformance", Conformance)
    day = read_day(fields.get("tested"), report)
    if not (met and day and method and response):
        return None
    return AccessibilityStatement(
        conformance=met,
        failures=tuple(failure.text() for failure in fields.items("failures")),
        not_offered=tuple(lack.text() for lack in fields.items("not_offered")),
        tested=day,
        method=method.text(),
        contact=read_contact(fields.get("contact"), report),
        response=response.text(),
        answered_by=fields.text("answered_by"),
        prepared=read_day(fields.get("prepared"), report),
        reviewed=read_day(fields.get("reviewed"), report),
        at=fields.place("tested"),
    )
