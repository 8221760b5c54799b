"""Patterns that are compiled when they are first looked for: most sources hold nothing out of the ordinary."""

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a compiled pattern until that is needed."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(*self._given)
        for each in ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "pattern", "flags"):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a regular expression, which is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(written, flags))
