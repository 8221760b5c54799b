"""How a line begins a block, and whether it ends the paragraph before it.

Source of the rules: the GitHub Flavored Markdown specification (https://github.github.com/gfm/), chapters 4 and 5.
"""

import re

from learnbrief.cache.pattern import pattern
from learnbrief.markup.structure import Line
from learnbrief.markup.tags import TAG

FENCE = pattern(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
UNDERLINE = pattern(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r"( {0,3})([-+*]|([0-9]{1,9})([.)]))(?=[ \t]|$)")
_TABLE_DASHES = pattern(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?")
FOOTNOTE = pattern(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
HTML_START = pattern(r" {0,3}<(?:!--|\?|![A-Z]|!\[CDATA\[|/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$))")
HTML_ENDS = {"<!--": "-->", "<?": "?>", "<![cdata[": "]]>", "<!": ">"}
LITERAL_ELEMENTS = frozenset({"script", "pre", "style", "textarea"})
_BLOCK_ELEMENTS = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li
    link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th
    thead title tr track ul""".split()
)


def begins_html(line: Line, *, in_paragraph: bool) -> bool:
    """Tell whether a line begins a block of raw HTML."""
    match = HTML_START.match(line.text)
    if not match:
        return False
    name, closes = (match[1] or "").lower(), "</" in match[0]
    if not name or name in _BLOCK_ELEMENTS or (name in LITERAL_ELEMENTS and not closes):
        return True
    tag = TAG.match(line.text, line.indent)
    return tag is not None and not in_paragraph and not line.text[tag.end() :].strip()


def end_of_html(line: Line) -> str:
    """Give what ends the raw HTML that a line begins, in small letters; nothing where a blank line does."""
    stripped = line.text.lstrip().lower()
    match = HTML_START.match(line.text)
    if match and match[1] and match[1].lower() in LITERAL_ELEMENTS and not stripped.startswith("</"):
        return f"</{match[1].lower()}>"
    return next((end for start, end in HTML_ENDS.items() if stripped.startswith(start)), "")


def begins_table(head: str, dashes: str) -> bool:
    """Tell whether two lines are the head of a table and the dashes below it, which are not those of a list."""
    if "|" not in head or dashes.lstrip().startswith(("- ", "-\t")):
        return False
    return bool(_TABLE_DASHES.fullmatch(dashes.strip())) and _cells(head) == _cells(dashes)


def _cells(row: str) -> int:
    """Count a table row's cells; a pipe behind a backslash is text."""
    inner = re.sub(r"\\.", "", row.strip())
    return inner.removeprefix("|").removesuffix("|").count("|") + 1
