"""What a field is: its name, what it is for, the form of its value, where its choices come from."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct


class ValueForm(StrEnum):
    """What a value looks like."""

    TEXT = "text"
    MARKDOWN = "markdown"
    ID = "id"
    """Lower-case letters, digits and hyphens."""
    POINT = "learning point"
    """The id of a learning point; before it may stand its briefing's slug and `#`."""
    DAY = "day"
    DATE = "date"
    """A day, a month or a year, or `unknown`."""
    HELD = "held"
    """A date of any precision, a span, or `unknown`."""
    DUE = "due date"
    """A date of any precision, or a span."""
    NUMBER = "number"
    YES_OR_NO = "true or false"
    WEB_ADDRESS = "web address"
    EMAIL = "e-mail address"
    CONTACT = "e-mail or web address"
    FIELDS = "fields"
    """Named values of its own."""
    ENTRIES = "entries"
    """Entries under names that the editor chooses."""
    ITEMS = "items"
    """Each a text, or the same with fields."""


class Choices(StrEnum):
    """Where the words come from of which a value is one."""

    THEMES = "themes"
    PARTNERSHIPS = "partnerships"
    LESSONS = "lessons"
    KINDS = "kinds"
    AUDIENCES = "audiences"
    BRIEFINGS = "briefings"
    """Slugs. They change with every new briefing, so that they are explained and not listed."""
    ROLES = "roles"
    STATES = "states"
    STATUSES = "statuses"
    LINK_FORMS = "forms of links"
    HOSTS = "hosts"
    SIMILAR_POINTS = "similar points"
    CONFORMANCES = "conformances"
    BACKENDS = "backends"


class Definition(Struct, frozen=True):
    """A field. Readers, schemas, forms and documents know it from here alone."""

    name: str
    purpose: str
    """A plain sentence for editors."""
    form: ValueForm = ValueForm.TEXT
    example: str = ""
    """As it is written in YAML; it is in the message where a required field is missing."""
    is_required: bool = False
    is_list: bool = False
    """Whether there may be several; a single one then needs no list around it."""
    can_be_empty: bool = False
    """Whether `[]` answers a required list: there are none, and somebody has thought of it."""
    choices: Choices | None = None
    parts: tuple["Definition", ...] = ()
    """The fields inside, or inside each entry; an entry without any is a text. None where `same_as` says so."""
    same_as: str = ""
    """The name of the table whose fields are inside, where that is the table it is in itself."""


def names(definitions: Sequence[Definition]) -> tuple[str, ...]:
    """Give the names of fields, in their order."""
    return tuple(definition.name for definition in definitions)
