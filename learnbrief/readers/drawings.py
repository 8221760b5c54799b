"""SVG drawings: what in one could act, or load something, once it is opened by itself.

On our pages an SVG is only ever shown by `<img>`, where browsers run and load nothing (SVG 2, section 2.7, "secure
static mode"). But its address can be opened too, and then it is a page of the site's own.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from learnbrief.cache.pattern import pattern

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset("script foreignobject handler listener iframe embed object audio video canvas".split())
_ADDRESSES = frozenset({"href", "src", "base"})
_OWN_ADDRESS = pattern(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp|avif)[;,])", re.IGNORECASE)
_STYLE_LOADS = pattern(
    r"\\|@import|@namespace|image-set\s*\(|\bsrc\s*\(|url\s*\(\s*+[\"']?+\s*+(?!#|data:)", re.IGNORECASE
)
"""A backslash can spell any of the others."""
_PAINT_LOADS = pattern(r"url\s*\(\s*+[\"']?+\s*+(?!#)", re.IGNORECASE)


class _UnsafeError(Exception):
    """Stops reading at the first thing that may not stay."""


def unsafe_in_drawing(content: bytes) -> str:
    """Say what a drawing may not hold, such as "<script>", or why it is not a drawing; "" if it is harmless.

    No entity is expanded and nothing is fetched: a document that declares anything of its own is refused.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    style: list[str] = []
    opened: list[str] = []

    def on_doctype(_name: str, _system: str | None, _public: str | None, declares: bool) -> None:
        if declares:
            raise _UnsafeError("declarations of its own (<!DOCTYPE … [ … ]>)")

    def on_instruction(target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise _UnsafeError("a style sheet from elsewhere")

    def on_start(name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if not opened and (namespace, element) != (_SVG, "svg"):
            raise _UnsafeError(f'<{element}> where <svg xmlns="{_SVG}"> should stand')
        opened.append(element)
        if element.lower() in _ACTIVE or namespace == _XHTML:
            raise _UnsafeError(f"<{element}>")
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(" ")[2], value)

    def on_text(text: str) -> None:
        if opened[-1] == "style":
            style.append(text)

    def on_end(_name: str) -> None:
        if opened.pop() == "style" and _STYLE_LOADS.search("".join(style)):
            raise _UnsafeError("a style that loads something")

    parser.StartDoctypeDeclHandler = on_doctype
    parser.ProcessingInstructionHandler = on_instruction
    parser.StartElementHandler = on_start
    parser.CharacterDataHandler = on_text
    parser.EndElementHandler = on_end
    try:
        parser.Parse(content, True)
    except _UnsafeError as found:
        return str(found)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        return f"a mistake that no browser can read over ({fault})"
    return ""


def _check_attribute(name: str, value: str) -> None:
    lowered = name.lower()
    if lowered.startswith("on") or (lowered == "attributename" and value.strip().lower().startswith("on")):
        raise _UnsafeError(f"{name}=")
    if lowered in _ADDRESSES and not _OWN_ADDRESS.match(value):
        raise _UnsafeError(f'{name}="{value[:60]}"')
    if lowered == "attributename" and value.rpartition(":")[2].strip().lower() in _ADDRESSES:
        raise _UnsafeError(f'{name}="{value}"')
    loads = _STYLE_LOADS if lowered == "style" else _PAINT_LOADS
    if loads.search(value):
        raise _UnsafeError(f'{name}="{value[:60]}"')
