"""A typed cursor over YAML that knows line and column.

Every scalar is read as the text an editor sees (`held: 2022` is "2022", `id: no` is "no"); the reader that asks for a
field decides what it means. Keys given twice, unknown keys and wrong shapes are problems with a place. This room must
not know what a briefing is.
"""

from learnbrief.fields.cursor import Fields, YamlValue
from learnbrief.fields.definition import Choices, Definition, ValueForm, names
from learnbrief.fields.forms import (
    check_id,
    check_web_address,
    double_quoted,
    is_email,
    is_reserved,
    is_web_address,
    read_contact,
    read_day,
    read_web_address,
)
from learnbrief.fields.gaps import FILL_IN, is_gap, note_of_gap
from learnbrief.fields.syntax import read_own_data, read_yaml
