"""What a heading's words say of its section: its role and its audience."""

from collections.abc import Sequence
from functools import lru_cache

from learnbrief.cache.values import Value
from learnbrief.model import Role
from learnbrief.readers.heading_parts import heading_as_seen, heading_parts
from learnbrief.readers.phrase_list import PhrasePosition, audience_lexicon
from learnbrief.settings import EVERYONE, Audience


class Recognised(Value, frozen=True):
    """What a heading was recognised as."""

    role: Role | None = None
    audience: str | None = None
    roles: tuple[Role, ...] = ()
    """All roles that its words name, in their order; more than one leaves a doubt."""
    audiences: tuple[str, ...] = ()
    """All audiences that its words name, those that mean everyone left out where others are named."""
    role_phrase: str = ""
    """What decided the role, as it is in the heading; empty without a role."""
    audience_phrase: str = ""
    """What decided the audience, as it is in the heading; empty without an audience."""
    says_only_its_role: bool = False
    """Whether the heading is plainly of its role: nothing but phrases, or begun by one that counts there."""


LONGEST_HEADING = 300
"""Letters of a heading that is still looked through; none has more, and what has is a paragraph gone astray."""


def recognise_heading(heading: str, audiences: Sequence[Audience]) -> Recognised:
    """Recognise a heading by its words: the longest phrase wins, and of two roles the one named last.

    Marks of footnotes and characters that nobody sees play no part.
    """
    if len(heading) > LONGEST_HEADING:
        return Recognised()
    return _recognised(
        heading_as_seen(heading), tuple((audience.id, tuple(audience.words)) for audience in audiences)
    )


@lru_cache(maxsize=4096)
def _recognised(heading: str, audiences: tuple[tuple[str, tuple[str, ...]], ...]) -> Recognised:
    parts = tuple(heading_parts(heading, audience_lexicon(audiences)))
    counted = [(part, match) for part in parts for match in part.roles()]
    roles = [
        (Role(match.phrase.meaning), heading[part.words[match.start].start : part.words[match.end - 1].end])
        for part, match in counted
    ]
    begins = bool(counted) and counted[-1][1].phrase.where is PhrasePosition.BEGINNING
    named = [(word.audience, heading[word.start : word.end]) for part in parts for word in part.audiences()]
    particular = [(audience, words) for audience, words in named if audience != EVERYONE] or named
    distinct = tuple(dict.fromkeys(audience for audience, _ in particular))
    return Recognised(
        role=roles[-1][0] if roles else None,
        audience=None if not distinct else distinct[0] if len(distinct) == 1 else EVERYONE,
        roles=tuple(dict.fromkeys(role for role, _ in roles)),
        audiences=distinct,
        role_phrase=next((words for role, words in roles if role is roles[-1][0]), ""),
        audience_phrase=", ".join(dict.fromkeys(words for _, words in particular)),
        says_only_its_role=begins or (bool(roles) and all(part.says_only_phrases for part in parts)),
    )
