"""What an owner says is nobody's own: a helpline, an organisation's address at a public provider."""

import re
from collections.abc import Iterable

from learnbrief.cache.pattern import pattern
from learnbrief.personal.phones import national

_NOT_COMPARED = pattern(r"[\s()\u00ad\u200b-\u200d\u2010-\u2015\u2212-]")


class Exceptions:
    """Values that pass; `*` in one stands for any letters."""

    def __init__(self, exceptions: Iterable[str]) -> None:
        patterns = (".*".join(map(re.escape, re.split(r"\*+", _compared(each)))) for each in exceptions)
        self._pattern = pattern("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.DOTALL)

    def hold(self, value: str) -> bool:
        """Tell whether a value is one of the exceptions; blanks, hyphens and case make no difference."""
        return bool(self._pattern.fullmatch(_compared(value)))


def _compared(value: str) -> str:
    normalised = _NOT_COMPARED.sub("", value).casefold()
    return national(normalised.removeprefix("+")) if re.fullmatch(r"\+?[0-9]+", normalised) else normalised
