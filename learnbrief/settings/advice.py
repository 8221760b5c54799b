"""How grave an owner holds each piece of advice to be."""

from collections.abc import Iterator
from enum import StrEnum

from learnbrief.fields import YamlValue
from learnbrief.problems import Report, Severity, did_you_mean, error
from learnbrief.schemas.definitions import ADVICE


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
