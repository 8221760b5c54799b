"""Measure how well personal data is told from what only looks like it: `python -m tools.measure_personal`.

The lines are those of `tests/personal_lines.txt`, whose first half is personal and whose second half is not. What is
printed stands in `docs/personal-data.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from learnbrief.personal import search_source

LINES = Path(__file__).resolve().parent.parent / "tests" / "personal_lines.txt"
ABOUT = {
    "nhs": "an NHS number",
    "upn": "a unique pupil number",
    "ni": "a National Insurance number",
    "birth": "a date of birth",
    "mobile": "a mobile number",
    "home": "a home telephone number",
    "email": "a private e-mail address",
    "postcode": "a home's postcode",
    "case": "a case number with a first name",
}
"""What a line's first word stands for, as messages call it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with what it holds or only seems to hold."""

    about: str
    text: str
    is_personal: bool

    @property
    def found(self) -> set[str]:
        """What is found in the text."""
        return {finding.what for finding in search_source("briefings/a.md", self.text.encode())}

    @property
    def is_right(self) -> bool:
        """Whether what should be found is, or nothing where nothing should be."""
        return ABOUT[self.about] in self.found if self.is_personal else not self.found


def lines() -> Iterator[Line]:
    """Read the labelled lines."""
    is_personal = True
    for written in LINES.read_text(encoding="utf-8").splitlines():
        if written.startswith("== "):
            is_personal = written == "== personal"
        elif written and not written.startswith("#"):
            about, _, text = written.partition(" | ")
            plain = re.sub(r"\{([0-9A-F]{2,5})\}", lambda code: chr(int(code[1], 16)), text).replace("¶", "\n")
            yield Line(about, plain, is_personal)


def main() -> None:
    """Print how many lines of each kind are told rightly, and each that is not."""
    every = list(lines())
    print("| what | personal | found | look-alikes | false alarms |\n| --- | ---: | ---: | ---: | ---: |")
    for about, name in (*ABOUT.items(), ("", "**all**")):
        some = [line for line in every if about in (line.about, "")]
        personal = [line.is_right for line in some if line.is_personal]
        innocent = [line.is_right for line in some if not line.is_personal]
        print(f"| {name} | {len(personal)} | {sum(personal)} | {len(innocent)} | {len(innocent) - sum(innocent)} |")
    for line in every:
        if not line.is_right:
            print(f"{'missed' if line.is_personal else 'false alarm'}: {line.about} | {line.text!r}: {line.found}")


if __name__ == "__main__":
    main()
