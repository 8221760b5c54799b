"""A source searched for personal data, however it is spaced, encoded or marked up."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from learnbrief.cache.values import Value
from learnbrief.personal.birth_dates import dates_of_birth
from learnbrief.personal.case_numbers import case_numbers
from learnbrief.personal.emails import private_emails
from learnbrief.personal.home_postcodes import home_postcodes
from learnbrief.personal.insurance_numbers import insurance_numbers
from learnbrief.personal.nhs_numbers import nhs_numbers
from learnbrief.personal.normalise import (
    NormalisedText,
    has_given_id,
    has_markup,
    is_obfuscated,
    normalised_text,
    with_ids_parted,
    without_markup,
)
from learnbrief.personal.personal_item import Detector
from learnbrief.personal.phones import phone_numbers
from learnbrief.personal.prefilter import PersonalKind, kinds_in
from learnbrief.personal.pupil_numbers import pupil_numbers
from learnbrief.problems import LARGEST_SOURCE, Place

MOST_REPORTED = 20
"""Of one kind in one source; who has corrected these sees the next."""


class Finding(Value, frozen=True):
    """Something personal in a source."""

    at: Place
    what: str
    """As a message names it, such as "an NHS number"."""
    value: str
    """Normalised: what exceptions are compared with."""
    written: str
    """As it is in the source, so that no other message repeats it."""


def search_source(file: str, content: bytes) -> tuple[Finding, ...]:
    """Search a source's text: all of it, comments, code and addresses included.

    What is no text, or too large to be read as a source, is not searched: it is an error anyway.
    """
    may_hold_any = is_obfuscated(content) or has_markup(content) or has_given_id(content) or kinds_in(content)
    if not may_hold_any or len(content) > LARGEST_SOURCE:
        return ()  # as nearly all sources
    try:
        text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return ()
    found: dict[tuple[Place, str], Finding] = {}
    for finding in _search(file, text):
        found.setdefault((finding.at, finding.what), finding)
    return tuple(found.values())


def search_name(file: str) -> tuple[Finding, ...]:
    """Search a file's name, which becomes an address; a first name is written small there."""
    if not kinds_in(file.encode("utf-8", "replace")):
        return ()
    readable = re.sub(r"[a-z]+", lambda word: word[0].capitalize(), file.replace("/", "\n"))
    found = {finding.what: finding.value for finding in _search(file, readable)}
    return tuple(Finding(Place(file), what, value, "") for what, value in found.items())


def _search(file: str, text: str) -> Iterator[Finding]:
    """Search a text as it may be read: normalised, and where there is markup in it, without that as well."""
    content = text.encode("utf-8", "replace")
    normalised = NormalisedText(text)
    if is_obfuscated(content):
        normalised = normalised_text(text)
        content = normalised.text.encode("utf-8", "replace")
    yield from _findings(file, text, normalised, kinds_in(content))
    if has_markup(content):
        normalised = without_markup(normalised)
        content = normalised.text.encode("utf-8", "replace")
        yield from _findings(file, text, normalised, kinds_in(content))
    if has_given_id(content):
        normalised = with_ids_parted(normalised)
        yield from _findings(file, text, normalised, kinds_in(normalised.text.encode("utf-8", "replace")))


def _findings(file: str, text: str, normalised: NormalisedText, kinds: Collection[PersonalKind]) -> Iterator[Finding]:
    for detect in (detect for kind in sorted(kinds) for detect in DETECTORS[kind]):
        for found in islice(detect(normalised.text), MOST_REPORTED):
            start = normalised.origin(found.start)
            at = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
            written = text[start : normalised.origin(found.end)].strip()
            yield Finding(at, found.what, normalised.text[found.start : found.end], written)


DETECTORS: Mapping[PersonalKind, tuple[Detector, ...]] = {
    PersonalKind.NUMBER: (nhs_numbers, pupil_numbers, phone_numbers),
    PersonalKind.INSURANCE: (insurance_numbers,),
    PersonalKind.BIRTH: (dates_of_birth,),
    PersonalKind.EMAIL: (private_emails,),
    PersonalKind.HOME: (home_postcodes,),
    PersonalKind.CASE: (case_numbers,),
}
"""Who looks for what, by what makes it worth while to look."""
