"""Scripts as readers load them: in one file, without what only their authors read."""

import re
from collections.abc import Mapping

_COMMENT = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)
_REMARK = re.compile(rb"(?<=[;{,]) // [^'\"`\n]*$", re.MULTILINE)
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)


def join_scripts(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the assets with the scripts of each folder joined, in the order of their names, into one named after it.

    Of every script lines of comment are left out, and of joined ones remarks behind a line and blanks before it.
    """
    whole: dict[str, bytes] = {}
    for name, content in sorted(assets.items()):
        folder, slash, _ = name.rpartition("/")
        if not name.endswith(".js"):
            whole[name] = content
        elif slash:
            joined = f"{folder}.js"
            whole[joined] = whole.get(joined, b"") + _INDENT.sub(b"", _REMARK.sub(b"", _COMMENT.sub(b"", content)))
        else:
            whole[name] = _COMMENT.sub(b"", content)
    return whole
