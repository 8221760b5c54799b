"""Every field that an editor or an owner can write, defined once.

Readers take from here which fields there are and which must be there; schemas, forms and the tests of the documents
take all the rest. This room knows no reader: what a text means is for them to decide.
"""

from learnbrief.schemas.definitions.briefing import (
    ACTION_MARKS,
    BRIEFING,
    FRONT,
    HEADING_MARKS,
    PAGE,
    POINT,
    POINT_MARKS,
    SECTION,
)
from learnbrief.schemas.definitions.meanings import MEANINGS
from learnbrief.schemas.definitions.settings import (
    ADMIN,
    AUDIENCE,
    COLOURS,
    FOOTER,
    LICENCE,
    LOGO,
    MENU,
    NEIGHBOUR,
    PERSONAL_DATA,
    SETTINGS,
    STATEMENT,
)
from learnbrief.schemas.definitions.vocabulary import LESSON, PARTNERSHIP, THEME
