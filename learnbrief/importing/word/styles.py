"""What the styles of a Word file say of paragraphs and runs: headings, boldness, sizes, what is hidden."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from learnbrief.importing.word.markup import down, is_on, number, value

_HEADING = re.compile(r"heading (?P<level>[1-9])", re.IGNORECASE)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style."""

    id: str
    name: str
    based_on: str
    properties: Element


@dataclass(slots=True)
class Styles:
    """All styles of one file."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default_size: int = 22
    """Of letters, in half points."""
    default_paragraph: str = ""
    _found: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        """Read the part that holds the styles."""
        if root is None:
            return cls()
        styles = {
            style.get("w:styleId", ""): Style(
                style.get("w:styleId", ""), value(style.find("w:name")), value(style.find("w:basedOn")), style
            )
            for style in root.iter("w:style")
        }
        size = value(down(root, "w:docDefaults/w:rPrDefault/w:rPr/w:sz"))
        of_paragraphs = [style for style in root.iter("w:style") if style.get("w:type") == "paragraph"]
        defaults = [style for style in of_paragraphs if style.get("w:default") in ("1", "true", "on")]
        return cls(styles, number(size, 22), defaults[0].get("w:styleId", "") if defaults else "")

    def heading_level(self, style: str) -> int:
        """Give a style's level as a heading, 1 for the outermost; 0 where it is none."""

        def level(found: Style) -> str:
            if match := _HEADING.fullmatch(found.name):
                return match["level"]
            outline = value(down(found.properties, "w:pPr/w:outlineLvl"))
            return str(number(outline, 9) + 1) if number(outline, 9) < 9 else "0" if outline else ""

        return int(self._first(style, "level", level) or 0)

    def name(self, style: str) -> str:
        """Give a style's name in small letters."""
        return self.by_id[style].name.lower() if style in self.by_id else style.lower()

    def says(self, style: str, what: str) -> bool | None:
        """Tell whether a style, or what it is based on, turns a property of runs on or off; None where none does."""

        def found(each: Style) -> str:
            element = down(each.properties, f"w:rPr/{what}")
            return "" if element is None else "on" if is_on(element) else "off"

        said = self._first(style, what, found)
        return said == "on" if said else None

    def size(self, style: str) -> int:
        """Give the size of letters that a style sets, in half points; 0 where it sets none."""
        said = self._first(style, "size", lambda each: value(down(each.properties, "w:rPr/w:sz")))
        return number(said)

    def numbering(self, style: str) -> tuple[str, str]:
        """Give the list that a style belongs to, and the level in it; empty where it belongs to none."""
        listed = self._first(style, "numId", lambda each: value(down(each.properties, "w:pPr/w:numPr/w:numId")))
        level = self._first(style, "ilvl", lambda each: value(down(each.properties, "w:pPr/w:numPr/w:ilvl")))
        return listed, level or "0"

    def _first(self, style: str, what: str, find: Callable[[Style], str]) -> str:
        """Give the first answer on the way from a style to those it is based on."""
        if (style, what) not in self._found:
            answer, at = "", style
            for _ in range(_LONGEST_CHAIN):
                if at not in self.by_id or (answer := find(self.by_id[at])):
                    break
                at = self.by_id[at].based_on
            self._found[style, what] = answer
        return self._found[style, what]
