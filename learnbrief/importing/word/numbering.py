"""Lists as Word numbers them: which bullet or number is printed before a paragraph."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from learnbrief.importing.word.markup import number as figure
from learnbrief.importing.word.markup import value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = (*_ROMAN, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    number_format: str
    """Word's name for its kind of number: "decimal", "bullet"."""
    text: str
    """Where numbers are in the sign: "%1.%2)"."""
    start: int


@dataclass(slots=True)
class Numbering:
    """All lists of one file, and how far each has been counted."""

    lists: Mapping[str, str] = field(default_factory=dict)
    """The definition of each list, by its number."""
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    """Each level of a definition, or of a list that changes it."""
    starts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """Where a list begins anew."""
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        """Read the part that holds the lists."""
        if root is None:
            return cls()
        levels: dict[tuple[str, int], Level] = {}
        for abstract in root.iter("w:abstractNum"):
            for level in abstract.findall("w:lvl"):
                _add(levels, abstract.get("w:abstractNumId", ""), level)
        lists: dict[str, str] = {}
        starts: dict[tuple[str, int], int] = {}
        for number in root.iter("w:num"):
            id_ = number.get("w:numId", "")
            lists[id_] = value(number.find("w:abstractNumId"))
            for override in number.findall("w:lvlOverride"):
                at = override.get("w:ilvl", "0")
                start = value(override.find("w:startOverride"))
                if start:
                    starts[id_, figure(at)] = figure(start, 1)
                changed = override.find("w:lvl")
                if changed is not None:
                    _add(levels, f"of {id_}", changed)
        return cls(lists, levels, starts)

    def sign(self, number: str, level: int) -> str | None:
        """Count a list on, and give what is printed before its next entry; None where nothing makes it one."""
        found = self._level(number, level)
        if number in ("", "0") or found is None or found.number_format == "none":
            return None
        definition = self.lists[number]
        if number not in self._begun:
            self._begun.add(number)
            for (id_, at), start in self.starts.items():
                if id_ == number:
                    self._counts[definition, at] = start - 1
        self._counts[definition, level] = self._counts.get((definition, level), found.start - 1) + 1
        for deeper in range(level + 1, 10):
            self._counts.pop((definition, deeper), None)
        if found.number_format == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._number(number, int(place[1]) - 1), found.text).strip() or None

    def _number(self, number: str, level: int) -> str:
        found = self._level(number, level)
        count = self._counts.get((self.lists[number], level), found.start if found else 1)
        return _written(count, found.number_format if found else "decimal")

    def _level(self, number: str, level: int) -> Level | None:
        if number not in self.lists:
            return None
        return self.levels.get((f"of {number}", level)) or self.levels.get((self.lists[number], level))


def _add(levels: dict[tuple[str, int], Level], definition: str, level: Element) -> None:
    at, start = level.get("w:ilvl", "0"), value(level.find("w:start"))
    if at:
        number_format = value(level.find("w:numFmt")) or "decimal"
        text = value(level.find("w:lvlText"))
        levels[definition, figure(at)] = Level(number_format, text, figure(start, 1))


def _written(count: int, number_format: str) -> str:
    """Write a number as a kind of list does."""
    if number_format in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if number_format == "upperLetter" else letter
    if number_format in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for size, letters in _ROMAN_UNITS:
            roman += letters * (count // size)
            count %= size
        return roman.upper() if number_format == "upperRoman" else roman
    return f"{count:02}" if number_format == "decimalZero" else str(count)
