"""`learnbrief.yml` as a value. This room knows nothing of briefings: it says what an owner may set, no more."""

from learnbrief.settings.accessibility import AccessibilityStatement, Conformance
from learnbrief.settings.admin import Admin, Backend
from learnbrief.settings.branding import BrandingSettings, ColourSettings, MenuEntry
from learnbrief.settings.kinds import BUILT_IN_AUDIENCES, BUILT_IN_KINDS, EVERYONE, Audience, Kind
from learnbrief.settings.neighbours import NEIGHBOURS_FOLDER, Neighbour
from learnbrief.settings.settings import (
    DEFAULT_SETTINGS,
    SETTINGS_FILE,
    Host,
    LinkForm,
    Settings,
    SimilarPoints,
    read_settings,
)
