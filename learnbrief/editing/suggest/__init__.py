"""Tags that learning points probably lack, and where in a source tags and attributes go.

Pure: suggestions are values made of a library, and a source with tags added is bytes made of bytes. This room knows
nothing of the disk, and decides nothing for the editor.
"""

from learnbrief.editing.suggest.additions import Addition, add_marks
from learnbrief.editing.suggest.confirmed import SuggestedAttribute, add_suggested, add_to_points, change_points
from learnbrief.editing.suggest.suggestions import Suggestion, suggest_tags
