"""Tags that learning points probably lack, and where in a source tags and attributes go.

Pure: suggestions are values made of a library, and a source with tags added is bytes made of bytes. This room knows
nothing of the disk, and decides nothing for the editor.
"""

from learnbrief.suggest.additions import Addition, add_attributes, add_tags
from learnbrief.suggest.confirmed import Attribute, add_suggested, add_to_points
from learnbrief.suggest.spots import Obstacle
from learnbrief.suggest.suggestions import Suggestion, suggest_tags
from learnbrief.suggest.terms import Match, Term, TermKind, Terms, key_of_word, keys_in_text

__all__ = [
    "Addition",
    "Attribute",
    "Match",
    "Obstacle",
    "Suggestion",
    "Term",
    "TermKind",
    "Terms",
    "add_attributes",
    "add_suggested",
    "add_tags",
    "add_to_points",
    "key_of_word",
    "keys_in_text",
    "suggest_tags",
]
