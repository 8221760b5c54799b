"""What was read of a briefing, for its editor: each heading with what decided its role, each point, and the rest.

One value made of a briefing, and the words for it. This room knows neither the terminal nor the page that show them.
"""

from learnbrief.editing.outline.outline import Outline, OutlinedPoint, outline_of
from learnbrief.editing.outline.text import as_text
from learnbrief.editing.outline.words import (
    audience_of,
    carried_by,
    counts_in_words,
    part_in_words,
    role_of,
    title_of,
)
