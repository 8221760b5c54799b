"""The account of words: every word that readers of the original see is in the draft, or quoted in the report.

The draft is taken as the text it is, with what is no word of the original (fields, attributes, comments, addresses)
left aside. Words are compared as letters and digits, in any case; each counts as often as it is.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnbrief.fields import FILL_IN
from learnbrief.importing.tree import BlockType, Document, walk

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_FRONT = re.compile(r"---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(rf"(?m)^title: (?!\"{FILL_IN}\b)(?P<title>.*)$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(
    r"(?m)(?<=\S) \{(?:role|audience|held)=[^{}\n]*\}$|(?<=\S) #[a-z0-9][a-z0-9-]*(?=(?: #[a-z0-9-]+)*(?: \|.*)?$)"
)
_LINK = re.compile(r"\[(?!\^)")
"""The beginning of a link; whatever else was such a sign is written with a stroke before it."""
_ADDRESS = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)\)")
_GAP = re.compile(rf"(?m)^#{{2,6}} {FILL_IN}: a heading for (?:what follows|these actions)")
"""What the draft's body holds for an editor to fill in."""
_EMPHASIS = re.compile(r"\*+")
_ESCAPED = re.compile(r"\\[^\w\s]")
"""A sign of the original that is written so that it marks nothing."""
_NOTE = re.compile(r"\[\^(\w+)\]")
_BREAK = re.compile(r"<br>")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the words of the original."""

    words: int
    """How many readers of the original see."""
    lost: tuple[str, ...]
    """Those that are neither in the draft nor in the report, as they are in the original, in its order."""
    added: tuple[str, ...]
    """Those that the draft has and the original has not, or has more seldom."""

    @property
    def is_complete(self) -> bool:
        """Whether every word is accounted for."""
        return not self.lost and not self.added


def account(document: Document, source: str, reported: Iterable[str]) -> Account:
    """Hold a draft's source, and the words that its report tells, to the words of the original."""
    signs = (
        block.sign for block in walk(document.blocks) if block.kind is BlockType.ITEM and plain(block.text).strip()
    )
    seen = list(_words(" ".join([document.visible, *signs])))
    drafted = Counter(word for word, _ in _words(words_of_source(source)))
    known = drafted.copy()
    for words in reported:
        known.update(word for word, _ in _words(words))
    visible = Counter(word for word, _ in seen)
    labels = Counter(label.casefold() for label in _NOTE.findall(source))
    added = drafted - visible - labels
    return Account(len(seen), tuple(_first(seen, visible - known)), tuple(added.elements()))


def words_of_source(source: str) -> str:
    """Give the words of a draft that come from its original: its title, and its body without marks and comments."""
    front = _FRONT.match(source)
    title = _TITLE.search(front["fields"]) if front else None
    body = source[front.end() :] if front else source
    for pattern, left in (
        (_ESCAPED, "\x01"),
        (_COMMENT, " "),
        (_ADDRESS, ""),
        (_LINK, ""),
        (_ATTRIBUTES, ""),
        (_GAP, ""),
        (_BREAK, " "),
    ):
        body = pattern.sub(left, body)
    body = _EMPHASIS.sub("", body)
    return f"{title['title'] if title else ''}\n{body}"


def plain(text: str) -> str:
    """Give a text with one form for each letter, and without what nobody sees."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Give each word as it is compared, and as it is."""
    for match in _WORD.finditer(plain(text)):
        yield match[0].casefold(), match[0]


def _first(seen: Iterable[tuple[str, str]], lost: Counter[str]) -> Iterator[str]:
    """Give lost words as they are, those that are first."""
    left = lost.copy()
    for word, written in seen:
        if left[word] > 0:
            left[word] -= 1
            yield written
