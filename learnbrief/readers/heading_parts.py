"""A heading in its parts: their words, the phrases in them, and which of these count."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import category, normalize

from learnbrief.cache.values import Value
from learnbrief.readers.phrase_list import (
    AUDIENCE,
    WORD,
    Lexicon,
    Phrase,
    PhrasePosition,
    compared,
    role_lexicon,
    single_words,
    yielding_phrases,
)


class HeadingWord(Value, frozen=True):
    """A word as phrases are compared, or the name of an audience, and where it is in the heading."""

    plain: str
    start: int
    end: int
    audience: str = ""


class PhraseMatch(Value, frozen=True):
    """A phrase found: its first word, and the one behind its last."""

    start: int
    end: int
    phrase: Phrase


class HeadingPart(Value, frozen=True):
    """What is between two colons, dashes, brackets or slashes of a heading."""

    words: tuple[HeadingWord, ...]
    found: tuple[PhraseMatch, ...]
    """Phrases for roles and those that may be around them, in their order."""
    covered: frozenset[int]
    """The words that belong to them."""
    is_first: bool

    def roles(self) -> list[PhraseMatch]:
        """Give the phrases for roles that count. Of two that a preposition joins, one yields."""
        counted = [
            match for match in self.found if match.phrase.where is not PhrasePosition.AROUND and self._counts(match)
        ]
        yielding = [
            first if first.phrase.words in yielding_phrases() else second
            for first, second in pairwise(counted)
            if self._are_joined(first, second)
        ]
        return [match for match in counted if match not in yielding]

    def audiences(self) -> list[HeadingWord]:
        """Give the names of audiences that the part speaks to."""
        return [word for at, word in enumerate(self.words) if word.audience and self._speaks_to(at)]

    @property
    def says_only_phrases(self) -> bool:
        """Whether the part is nothing but phrases, names of audiences and what may be around them."""
        return self._is_covered(len(self.words))

    def _are_joined(self, first: PhraseMatch, second: PhraseMatch) -> bool:
        """Say whether a preposition, and no "and", is between two phrases, or at the first one's end."""
        between = {word.plain for word in self.words[max(first.start + 1, first.end - 1) : second.start]}
        return bool(between & single_words("prepositions")) and not between & {"and", "or"}

    def _counts(self, match: PhraseMatch) -> bool:
        if self._is_topic(match) or self._is_denied(match):
            return False
        if match.phrase.where is PhrasePosition.ALONE:
            ends_open = match.end < len(self.words) and self.words[-1].plain in single_words("prepositions")
            return self.is_first and self.says_only_phrases and not ends_open
        return match.phrase.where is not PhrasePosition.BEGINNING or self._is_covered(match.start)

    def _is_covered(self, end: int) -> bool:
        """Say whether phrases and the names of audiences are all there is before a word."""
        return all(
            at in self.covered or word.plain.isdigit() or (word.audience and not self._is_mentioned(at))
            for at, word in enumerate(self.words[:end])
        )

    def _is_mentioned(self, at: int) -> bool:
        """Say whether a preposition makes an audience a part of the subject: "Progress in school"."""
        before = self._before_name(at)
        return before in single_words("prepositions") and before not in single_words("addressing")

    def _is_topic(self, match: PhraseMatch) -> bool:
        """Say whether the words behind a phrase make a sentence with it: "Recommendations were not followed"."""
        plain = [*(word.plain for word in self.words), ""]
        return any(
            plain[at] in single_words("telling")
            and plain[at - 1] not in single_words("joining")
            and plain[at + 1] not in single_words("finding")
            for at in range(match.end, len(self.words))
        )

    def _is_denied(self, match: PhraseMatch) -> bool:
        """Say whether a phrase is behind "no", or depends on another thing: "Lack of good practice"."""
        plain = [word.plain for word in self.words[: match.start]]
        if any(word in single_words("denying") and at not in self.covered for at, word in enumerate(plain)):
            return True
        while plain and plain[-1] in single_words("articles"):
            plain.pop()
        before = len(plain) - 1
        is_of = before > 0 and plain[before] == "of"
        return is_of and not any(other.start < before <= other.end for other in self.found)

    def _speaks_to(self, at: int) -> bool:
        """Say whether an audience is spoken to, and not only mentioned."""
        naming = single_words("naming")
        if all(word.audience or word.plain in naming for word in self.words):
            return True
        behind = self.words[at + 1].plain if at + 1 < len(self.words) else ""
        roles = self.roles()
        if behind in single_words("asking") or (roles and self.says_only_phrases):
            return True
        before = self._before_name(at)
        is_addressed = before == "for" or (before in single_words("addressing") and roles)
        return bool(is_addressed) and behind in {"", AUDIENCE, *naming, *single_words("behind")}

    def _before_name(self, at: int) -> str:
        """Give the word before an audience's name and what may be around it."""
        before = at - 1
        while before >= 0 and (self.words[before].audience or self.words[before].plain in single_words("naming")):
            before -= 1
        return self.words[before].plain if before >= 0 else ""


def heading_as_seen(heading: str) -> str:
    """Give a heading as readers see it: without marks of footnotes, soft hyphens and blanks of no width."""
    words = _NOTE_MARK.sub("", heading)
    if words.isascii():
        return words
    return "".join(letter for letter in normalize("NFKC", words) if category(letter) != "Cf")


def heading_parts(heading: str, audiences: Lexicon) -> Iterator[HeadingPart]:
    """Take a heading apart."""
    for number, words in enumerate(_words_of_parts(heading)):
        named = _with_audiences(words, audiences)
        found = tuple(_matches(named, role_lexicon()))
        covered = frozenset(at for match in found for at in range(match.start, match.end))
        yield HeadingPart(named, found, covered, is_first=number == 0)


_NUMBERING = re.compile(
    r"\s*(?:(?:part|section|chapter|step|minute|page|box)\s+[0-9]{1,3}\s*[-–—:.)]\s*"
    r"|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.):]\s+|(?:[0-9]{1,3}\.)*[0-9]{1,3}(?:\s*[-–—:.)]\s*|\s+))",
    re.I,
)
_WORD_OR_PARTING = re.compile(rf"(?P<parting>[:;–—/|()\[\]]|(?<=\s)-(?=\s))|{WORD.pattern}")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+")


def _words_of_parts(heading: str) -> Iterator[list[HeadingWord]]:
    numbering = _NUMBERING.match(heading)
    words: list[HeadingWord] = []
    for found in _WORD_OR_PARTING.finditer(heading, numbering.end() if numbering else 0):
        if not found["parting"]:
            words.append(HeadingWord(compared(found[0]), found.start(), found.end()))
        elif words:
            yield words
            words = []
    if words:
        yield words


def _with_audiences(words: Sequence[HeadingWord], audiences: Lexicon) -> tuple[HeadingWord, ...]:
    """Put in the place of each audience's name the one word that stands for it in phrases."""
    named: list[HeadingWord] = []
    done = 0
    longer = [match for match in _matches(words, role_lexicon()) if match.end - match.start > 1]
    for match in _matches(words, audiences):
        if match.start >= done and not any(_is_inside(match, phrase) for phrase in longer):
            first, last = words[match.start], words[match.end - 1]
            named += words[done : match.start]
            named.append(HeadingWord(AUDIENCE, first.start, last.end, match.phrase.meaning))
            done = match.end
    return (*named, *words[done:])


def _matches(words: Sequence[HeadingWord], lexicon: Lexicon) -> list[PhraseMatch]:
    """Find phrases in their order, without those that are inside a longer one."""
    plain = tuple(word.plain for word in words)
    found = [
        PhraseMatch(start, start + len(phrase.words), phrase)
        for start, word in enumerate(plain)
        for phrase in lexicon.get(word, ())
        if plain[start : start + len(phrase.words)] == phrase.words
        and (phrase.where is not PhrasePosition.WHOLE or len(phrase.words) == len(words))
    ]
    outermost = [match for match in found if not any(_is_inside(match, other) for other in found)]
    return sorted(outermost, key=lambda match: (match.start, match.end))


def _is_inside(match: PhraseMatch, other: PhraseMatch) -> bool:
    return other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start
