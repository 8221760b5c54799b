"""National Insurance numbers: two letters, six digits, a letter from A to D.

Source of the letters that are never used: HM Revenue and Customs, "National Insurance Manual", NIM39110.
"""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.numbers import holds_date
from learnbrief.personal.personal_item import PersonalItem

_GAP = r"[^\w,;:|%£$#@=<>{}!?&\"\n]{0,4}_?"
_SIX = "|".join((_GAP.join(["[0-9]{2}"] * 3), _GAP.join(["[0-9]{3}"] * 2), "[0-9]{6}", rf"[0-9](?:{_GAP}[0-9]){{5}}"))
_NUMBER = pattern(
    rf"(?<![0-9A-Za-z])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]{_GAP}[A-CEGHJ-NPR-TW-Z]{_GAP}(?:{_SIX}){_GAP}[A-D](?![0-9A-Za-z])",
    re.IGNORECASE,
)
_LABEL = pattern(r"(?:national insurance|nino|\bni|n\.i\.)[^0-9]{0,30}\Z", re.IGNORECASE)


def insurance_numbers(text: str) -> Iterator[PersonalItem]:
    """Find National Insurance numbers; in small letters only written as one word, or where a word says what it is."""
    for match in _NUMBER.finditer(text):
        written = match[0]
        letters = [letter for letter in written if letter.isalpha()]
        is_plain = written.isalnum() or all(letter.isupper() for letter in letters)
        is_named = _LABEL.search(text, max(0, match.start() - 40), match.start())
        if is_named or (is_plain and not holds_date(written)):
            yield PersonalItem("a National Insurance number", match.start(), match.end())
