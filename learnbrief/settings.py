"""`learnbrief.yml` as a value: what an owner may set, and what holds where nothing is set."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from learnbrief.fields import Fields, Value, check_id, read_contact, read_day, read_web_address, read_yaml
from learnbrief.problems import Place, Report
from learnbrief.source import decode

SETTINGS_FILE = "learnbrief.yml"


class LinkForm(StrEnum):
    """How links inside the site are written; SPEC 4."""

    FILES = "files"
    FOLDERS = "folders"


class Conformance(StrEnum):
    """How far a site meets WCAG 2.2 AA, in the words of SI 2018/952's model statement."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of review."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a learning point speaks to."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    """Words in a heading that set this audience; lower case, each also matched in the plural."""


Named = TypeVar("Named", Kind, Audience)


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """What the owner says of the site's accessibility, as SI 2018/952 asks of public bodies."""

    conformance: Conformance
    failures: tuple[str, ...]
    """What is known not to meet WCAG 2.2 AA, a sentence each."""
    tested: date
    method: str
    """How and by whom the site was tested."""
    contact: str
    """An e-mail address or web address."""
    response: str
    """How soon an answer comes, such as "within 10 working days"."""
    at: Place = field(compare=False, repr=False)
    """Where the day of the test stands."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an owner may set."""

    title: str = "Learning briefings"
    description: str = "What partnerships have learned about keeping people safe."
    base_url: str = ""
    """Where the site will stand, without a slash at its end; empty where the owner has not said."""
    language: str = "en-GB"
    links: LinkForm = LinkForm.FILES
    contact: str = ""
    """An e-mail address or web address for questions about the site."""
    kinds: tuple[Kind, ...] = ()
    audiences: tuple[Audience, ...] = ()
    accessibility: AccessibilityStatement | None = None

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """The ids of all kinds, built-in ones first."""
        return tuple(kind.id for kind in self.kinds)

    @property
    def audience_ids(self) -> tuple[str, ...]:
        """The ids of all audiences, built-in ones first."""
        return tuple(audience.id for audience in self.audiences)


BUILT_IN_KINDS = (
    Kind("multi-agency-case-file-audit", "Multi-agency case file audit"),
    Kind("multi-agency-audit", "Multi-agency audit"),
    Kind("deep-dive", "Deep dive"),
    Kind("dip-sample", "Dip sample"),
    Kind("thematic-review", "Thematic review"),
    Kind("single-agency-audit", "Single-agency audit"),
    Kind("rapid-review", "Rapid review"),
    Kind("child-safeguarding-practice-review", "Child safeguarding practice review"),
    Kind("serious-case-review", "Serious case review"),
    Kind("safeguarding-adults-review", "Safeguarding adults review"),
    Kind("domestic-abuse-related-death-review", "Domestic abuse related death review"),
    Kind("annual-learning", "A year's learning"),
    Kind("seven-minute-briefing", "Seven-minute briefing"),
)

EVERYONE = "everyone"

BUILT_IN_AUDIENCES = (
    Audience(EVERYONE, "Everyone", ("inter-agency", "multi-agency", "all agencies", "partners")),
    Audience(
        "practitioners",
        "Practitioners",
        ("practitioner", "front line", "front-line", "frontline", "worker", "professionals who work directly"),
    ),
    Audience("managers", "Managers", ("manager", "supervisor", "team leader", "line management")),
    Audience(
        "leaders",
        "Leaders",
        ("strategic leader", "senior leader", "board", "chairs", "executive", "commissioner"),
    ),
)

DEFAULT_SETTINGS = Settings(kinds=BUILT_IN_KINDS, audiences=BUILT_IN_AUDIENCES)

_FIELDS = (
    "title",
    "description",
    "base_url",
    "language",
    "links",
    "contact",
    "kinds",
    "audiences",
    "accessibility",
)
_STATEMENT_FIELDS = ("conformance", "failures", "tested", "method", "contact", "response")


def read_settings(sources: Mapping[str, bytes], report: Report) -> Settings:
    """Read `learnbrief.yml`; where there is none, or a value is wrong, the built-in settings hold."""
    if SETTINGS_FILE not in sources:
        return DEFAULT_SETTINGS
    text = decode(SETTINGS_FILE, sources[SETTINGS_FILE], report)
    whole = read_yaml(text, report) if text else None
    fields = whole.fields("learnbrief.yml", _FIELDS) if whole else None
    if not fields:
        return DEFAULT_SETTINGS
    links = fields.get("links")
    return Settings(
        title=fields.text("title") or DEFAULT_SETTINGS.title,
        description=fields.text("description") or DEFAULT_SETTINGS.description,
        base_url=read_web_address(fields.get("base_url"), report).rstrip("/"),
        language=fields.text("language") or DEFAULT_SETTINGS.language,
        links=(links.choice("form of links", LinkForm) if links else None) or LinkForm.FILES,
        contact=read_contact(fields.get("contact"), report),
        kinds=_with_built_in(BUILT_IN_KINDS, _kinds(fields, report)),
        audiences=_with_built_in(BUILT_IN_AUDIENCES, _audiences(fields, report)),
        accessibility=_accessibility(fields.get("accessibility"), report),
    )


def _kinds(fields: Fields, report: Report) -> Iterator[Kind]:
    value = fields.get("kinds")
    for key, label in value.entries("kinds") if value else ():
        if check_id(key.value, "a kind's id", key.at, report):
            yield Kind(key.value, label.text())


def _audiences(fields: Fields, report: Report) -> Iterator[Audience]:
    value = fields.get("audiences")
    for key, audience in value.entries("audiences") if value else ():
        valid = check_id(key.value, "an audience's id", key.at, report)
        given = audience.fields("An audience", ("label", "words"))
        if valid and given:
            label = given.require("label", "Schools")
            words = tuple(word.text().lower() for word in given.items("words"))
            yield Audience(key.value, label.text() if label else "", words)


def _accessibility(value: Value | None, report: Report) -> AccessibilityStatement | None:
    fields = value.fields("accessibility", _STATEMENT_FIELDS) if value else None
    if not value or not fields:
        return None
    conformance = fields.require("conformance", "partial")
    tested = fields.require("tested", "2026-01-31")
    method = fields.require("method", "by the editors, with a keyboard and a screen reader")
    contact = fields.require("contact", "name@example.org")
    response = fields.require("response", "within 10 working days")
    met = conformance.choice("conformance", Conformance) if conformance else None
    day = read_day(tested, report)
    if not (met and day and method and response):
        return None
    return AccessibilityStatement(
        conformance=met,
        failures=tuple(failure.text() for failure in fields.items("failures")),
        tested=day,
        method=method.text(),
        contact=read_contact(contact, report),
        response=response.text(),
        at=fields.place("tested"),
    )


def _with_built_in(built_in: tuple[Named, ...], added: Iterable[Named]) -> tuple[Named, ...]:
    """Put an owner's entries behind ours; one of the same id takes the place of ours."""
    entries = {entry.id: entry for entry in built_in}
    entries.update({entry.id: entry for entry in added})
    return tuple(entries.values())
