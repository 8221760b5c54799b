"""How grave an owner holds each piece of advice to be."""

from collections.abc import Iterator
from enum import StrEnum

from learnbrief.fields import YamlValue
from learnbrief.problems import Report, Severity, did_you_mean, error

ADVICE = (
    "accessibility-missing",
    "accessibility-old",
    "changed-words",
    "comma-in-term",
    "damaged-picture",
    "dead-link",
    "empty-section",
    "heading-in-details",
    "hidden-list",
    "indented-text",
    "lesson-like-theme",
    "list-without-points",
    "lone-lesson",
    "long-sentence",
    "long-summary",
    "lost-address",
    "lost-point",
    "missing-footnote",
    "missing-neighbour",
    "moved-link",
    "neighbour-theme",
    "no-day-for-feeds",
    "no-points",
    "no-theme",
    "old-id",
    "percentage-of-few",
    "removed-html",
    "reserved-name",
    "review-past",
    "row-without-action",
    "skipped-heading",
    "stray-attribute",
    "stray-tag",
    "table-without-headers",
    "tag-in-table",
    "text-between-entries",
    "to-fill-in",
    "too-much-markup",
    "two-audiences",
    "two-roles",
    "unchecked-link",
    "undescribed-picture",
    "unexplained-abbreviation",
    "unlisted-neighbour",
    "unraised-theme",
    "unread-cell",
    "unread-file",
    "unread-heading",
    "unread-list",
    "unread-table",
    "unused-footnote",
    "vague-link",
)
"""The codes of warnings and hints. What stops a build is no matter of opinion, and cannot be set."""


class AdviceLevel(StrEnum):
    """What an owner may set for a piece of advice."""

    OFF = "off"
    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"


def read_advice(value: YamlValue | None, report: Report) -> Iterator[tuple[str, Severity | None]]:
    """Read what is under `checks:`; reports `unknown-check` and `unknown-choice`."""
    for key, weight in value.entries("checks") if value else ():
        if key.value in ADVICE:
            given = weight.choice("weight of a check", AdviceLevel)
            if given:
                yield key.value, None if given is AdviceLevel.OFF else Severity(given)
            continue
        message = (
            f'There is no advice "{key.value}". Only warnings and hints can be set: what stops a build always does. '
            f"{did_you_mean(key.value, ADVICE)}"
        )
        report(error("unknown-check", message.rstrip(), key.at))
