"""Scripts and styles as readers load them: in few files, without what only their authors read."""

import re
from collections.abc import Mapping

from learnbrief.cache.pattern import pattern

_SCRIPT = pattern(
    rb"""
    (?P<kept> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
        | //\#[^\n]*
        | (?:(?<=[(,=:\[!&|?{};\n])|(?<=[=,:?&|>]\ )) / (?![/*]) (?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+ / )
    | [ \t]*//[^\n]*
    | (?<=[;{,(])[ \t]*\n\s* | \s*\n\s*(?=[})]) | (?P<line>\s*\n\s*)
    | [ ]*(?P<sign> => | [=!]== | && | \|\| | [-+](?=[ ][^-+]) | [{}(),;:?=<>*] )[ ]*
    """,
    re.VERBOSE,
)
"""What a script keeps as it is (texts, patterns, hints for browsers behind `//#`), comments, ends of lines, and signs
with blanks around them."""
_STYLE = pattern(rb"/\*.*?\*/\s*|^[ \t]+", re.DOTALL | re.MULTILINE)


def join_scripts(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the assets with the scripts of each folder joined, in the order of their names, into one named after it.

    Of every script and style sheet comments are left out, and blanks that mean nothing.
    """
    whole: dict[str, bytes] = {}
    for name, content in sorted(assets.items()):
        folder, slash, _ = name.rpartition("/")
        if name.endswith(".css"):
            whole[name] = _STYLE.sub(b"", content)
        elif not name.endswith(".js"):
            whole[name] = content
        else:
            joined = f"{folder}.js" if slash else name
            whole[joined] = whole.get(joined, b"") + minify(content)
    return whole


def minify(script: bytes) -> bytes:
    """Leave comments and needless blanks out of a script; a text in backquotes must not hold another."""
    without_comments = _SCRIPT.sub(_lighter, script)  # which leaves the ends of their lines
    return _SCRIPT.sub(_lighter, without_comments).strip() + b"\n"


def _lighter(piece: re.Match[bytes]) -> bytes:
    return piece["kept"] or piece["sign"] or (b"\n" if piece["line"] else b"")
