"""The words that a field may hold, in one project: each with its label and what it means."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from learnbrief.fields import Choices
from learnbrief.model import Theme, Vocabulary
from learnbrief.schemas.definitions import MEANINGS


class Labelled(Protocol):
    """A kind or an audience."""

    @property
    def id(self) -> str:
        """What sources call it."""

    @property
    def label(self) -> str:
        """What readers see."""


class NamedSettings(Protocol):
    """The settings that sources may refer to by name."""

    @property
    def kinds(self) -> Sequence[Labelled]:
        """The kinds of review."""

    @property
    def audiences(self) -> Sequence[Labelled]:
        """Those for whom something may be."""


class Choice(Struct, frozen=True):
    """A word that a field may hold."""

    id: str
    label: str
    meaning: str = ""
    also: tuple[str, ...] = ()
    """What people may type instead."""

    @property
    def explanation(self) -> str:
        """What an editor's program shows beside the word."""
        also = f"Also called: {', '.join(self.also)}." if self.also else ""
        label = f"{self.label}." if self.label != self.id else ""
        return " ".join(filter(None, (label, self.meaning, also)))


def choices_of(settings: NamedSettings, vocabulary: Vocabulary) -> Mapping[Choices, tuple[Choice, ...]]:
    """Give the words for each sort of choices that can be listed, in the order in which editors keep them."""
    fixed = {
        choices: tuple(Choice(word, word, meaning) for word, meaning in meanings.items())
        for choices, meanings in MEANINGS.items()
    }
    partnerships = vocabulary.partnerships.values()
    return {
        **fixed,
        Choices.THEMES: tuple(_theme(theme) for theme in vocabulary.themes.values()),
        Choices.PARTNERSHIPS: tuple(
            Choice(one.id, one.name, also=(one.short,) if one.short else ()) for one in partnerships
        ),
        Choices.LESSONS: tuple(Choice(one.id, one.statement.rstrip(".")) for one in vocabulary.lessons.values()),
        Choices.KINDS: tuple(Choice(kind.id, kind.label) for kind in settings.kinds),
        Choices.AUDIENCES: tuple(Choice(audience.id, audience.label) for audience in settings.audiences),
    }


def _theme(theme: Theme) -> Choice:
    return Choice(theme.id, theme.label, " ".join(theme.definition.split()), theme.also)
