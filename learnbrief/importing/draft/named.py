"""What a document names: who publishes it, what kind of review it tells of, how many cases were looked at."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from learnbrief.model import Partnership
from learnbrief.settings import Kind

_KINDS: Mapping[str, str] = {
    "multi-agency-case-file-audit": r"multi[- ]agency case[- ]file audit|MACFA|multi[- ]agency case audit",
    "multi-agency-audit": r"multi[- ]agency (?:\w+ ){0,3}audit|MAA",
    "deep-dive": r"deep[- ]dive",
    "dip-sample": r"dip[- ]sampl(?:e|ing)",
    "thematic-review": r"thematic (?:review|audit)",
    "single-agency-audit": r"single[- ]agency audit",
    "rapid-review": r"rapid review",
    "child-safeguarding-practice-review": r"(?:local )?child safeguarding practice review|L?CSPR",
    "serious-case-review": r"serious case review|SCR",
    "safeguarding-adults-review": r"safeguarding adults? review|SAR",
    "domestic-abuse-related-death-review": r"domestic (?:abuse related death|homicide) review|DARDR|DHR",
    "annual-learning": r"annual (?:learning|report)|(?:learn(?:ed|t|ing)|lessons) (?:\w+ ){0,3}in 20\d\d[/–-]\d\d",
    "seven-minute-briefing": r"(?:7|seven)[- ]min(?:ute|\.)? (?:learning )?briefing|7MB",
}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS = (
    "children and young people|children|young people|children's cases|child|cases?|case files|files|adults?|families|"
    "family|audits|records|referrals|assessments|plans|strategy meetings|meetings|reviews|people"
)
_CASES = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:\w+[- ]){{0,2}}?(?P<unit>{_UNITS})\b",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(
    r"\b(?:audit(?:s|ed)?|sampled?|selected|looked at|look at|reviewed|considered|cases? (?:were|was)|included?|"
    r"response to|examin\w+|chosen)\b",
    re.IGNORECASE,
)
_NO_CASES = re.compile(
    r"\b(?:per year|a year|each year|every year|annually|years? old|aged|weeks?|days?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the words of a document speak for."""

    values: tuple[str, ...] = ()
    """Likeliest first; only one where it is sure."""
    because: str = ""
    """The words that do, as they are."""
    is_sure: bool = False

    @property
    def value(self) -> str:
        """The value, if it is certain; otherwise empty."""
        return self.values[0] if self.is_sure else ""


NOTHING = Guess()


def partnership_in(text: str, partnerships: Iterable[Partnership], addresses: Iterable[str]) -> Guess:
    """Find who publishes: by its name, its abbreviation, or the host of its mail and website in the text or links."""
    weights: Counter[str] = Counter()
    because: dict[str, str] = {}
    hosts = " ".join([text, *addresses]).lower()
    folded = _folded(text)
    for partnership in partnerships:
        for name, weight in ((partnership.name, 10), (partnership.short, 5)):
            wanted = _folded(name)
            pattern = rf"(?<!\w){re.escape(wanted)}(?!\w)"
            times = len(re.findall(pattern, folded)) if len(wanted) > 2 else 0
            if times:
                weights[partnership.id] += weight * min(times, 5)
                because.setdefault(partnership.id, f"“{name}” stands in the text")
        for host in filter(None, (_host(partnership.email), _host(partnership.website))):
            if re.search(rf"(?<![\w-]){re.escape(host)}(?![\w-])", hosts):
                weights[partnership.id] += 4
                because.setdefault(partnership.id, f"an address at {host} stands in the text")
    ranked = [id_ for id_, _ in weights.most_common()]
    if not ranked:
        return NOTHING
    is_sure = len(ranked) == 1 or weights[ranked[0]] >= 2 * weights[ranked[1]]
    return Guess(tuple(ranked[:1] if is_sure else ranked[:3]), because[ranked[0]], is_sure)


def kind_in(title: str, text: str, kinds: Sequence[Kind]) -> Guess:
    """Find what kind of review it was: by the words of the title, else by those of the text; sure where it is one."""
    for words in (title, text):
        found: dict[str, tuple[int, str]] = {}
        for kind in kinds:
            label = re.escape(kind.label)
            match = re.search(rf"\b(?:{_KINDS.get(kind.id, label)}|{label})s?\b", words, re.IGNORECASE | re.ASCII)
            if match and not (match[0].isupper() is False and match[0].lower() in _ABBREVIATIONS):
                found[kind.id] = (match.start(), match[0])
        found = _most_specific(found)
        if found:
            ranked = sorted(found, key=lambda id_: found[id_][0])
            is_sure = len(ranked) == 1
            return Guess(tuple(ranked[:3]), f"“{found[ranked[0]][1]}”", is_sure)
    return NOTHING


_ABBREVIATIONS = frozenset({"sar", "scr", "dhr", "maa", "cspr", "lcspr", "macfa", "dardr"})


def _most_specific(found: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Leave out what another says more exactly, and the form where the matter is known too."""
    if "multi-agency-case-file-audit" in found:
        found = {id_: where for id_, where in found.items() if id_ != "multi-agency-audit"}
    if len(found) > 1:
        found = {id_: where for id_, where in found.items() if id_ != "seven-minute-briefing"}
    return found


def cases_in(sentences: Iterable[str]) -> tuple[tuple[int, str, str], ...]:
    """Find how many cases were looked at: each number with its unit and the words that say so."""
    found: dict[tuple[int, str], str] = {}
    for sentence in sentences:
        if not _LOOKED_AT.search(sentence):
            continue
        for match in _CASES.finditer(sentence):
            around = sentence[max(0, match.start() - 25) : match.end() + 25]
            if not _NO_CASES.search(around):
                count = match["count"].lower()
                number = int(count) if count.isdecimal() else _NUMBERS.index(count) + 1
                found.setdefault((number, match["unit"].lower()), match[0])
    return tuple((count, unit, words) for (count, unit), words in found.items() if count)


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _host(address: str) -> str:
    """Give the host of an e-mail or web address, without what all hosts begin with."""
    host = address.rpartition("@")[2] if "@" in address else re.sub(r"^[a-z]+://", "", address)
    return host.partition("/")[0].lower().removeprefix("www.")
