"""Measure how well headings are recognised: `python -m tools.measure_headings`.

The headings are those of `tests/headings.txt`, each with the role and the audience that its words name. The phrases
were worked out with half of them, and half were set aside; the digest of a heading decides which. Of the half set
aside only totals are printed, so that nobody improves the phrases by its mistakes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from learnbrief.readers.phrases import recognise_heading
from learnbrief.settings import BUILT_IN_AUDIENCES, Audience

HEADINGS = Path(__file__).resolve().parent.parent / "tests" / "headings.txt"
AUDIENCES = (
    *BUILT_IN_AUDIENCES,
    Audience("health", "Health", ("health", "GP", "midwife", "health visitor", "nurse")),
    Audience("schools", "Schools", ("school", "college", "designated safeguarding lead")),
    Audience("police", "Police", ("police",)),
    Audience("housing", "Housing", ("housing",)),
)
"""Those that are built in, and those that an owner adds in the settings."""
HALVES = ("worked with", "set aside")
COLUMNS = "headings | name one | given | right | precision | recall | wrong | given for nothing"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the role and the audience that its words name; empty where they name none."""

    words: str
    role: str
    audience: str
    is_found: bool = False
    """Whether it is one of all the headings that stood on a published page; the others were chosen or made up."""
    is_looked_at: bool = False
    """Whether it was seen how it is recognised, so that it cannot belong to the half set aside."""

    @property
    def half(self) -> str:
        """Which half the heading belongs to, by its digest."""
        return HALVES[0 if self.is_looked_at else int(sha256(self.words.encode()).hexdigest(), 16) % 2]

    @property
    def recognised(self) -> tuple[str, str]:
        """The role and the audience that are recognised."""
        recognised = recognise_heading(self.words, AUDIENCES)
        return recognised.role or "", recognised.audience or ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was named, given, and given rightly."""

    total: int
    named: int
    given: int
    right: int
    for_nothing: int

    @property
    def wrong(self) -> float:
        """The share of all headings that were given a wrong one."""
        return (self.given - self.right) / self.total

    @property
    def recall(self) -> float:
        """The share of what was named that was given rightly."""
        return self.right / self.named

    def row(self, name: str) -> str:
        """Write the tally as a row of a table."""
        nothing = f"{self.for_nothing} of {self.total - self.named}"
        shares = (f"{share:.1%}" for share in (self.right / self.given, self.recall, self.wrong))
        return f"| {' | '.join([name, str(self.named), str(self.given), str(self.right), *shares, nothing])} |"


def headings() -> Iterator[Heading]:
    """Read the labelled headings."""
    is_found = is_looked_at = False
    for line in HEADINGS.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            is_found = is_found or line.startswith("== found")
            is_looked_at = is_looked_at or line.startswith("== found and looked at")
        elif line and not line.startswith("#"):
            words, role, audience = line.rsplit(" | ", 2)
            yield Heading(words, role.strip("-"), audience.strip("-"), is_found, is_looked_at)


def tally(answers: Sequence[tuple[str, str]]) -> Tally:
    """Count pairs of what a heading names and what was recognised in it."""
    return Tally(
        total=len(answers),
        named=sum(bool(named) for named, _ in answers),
        given=sum(bool(given) for _, given in answers),
        right=sum(bool(given) and given == named for named, given in answers),
        for_nothing=sum(bool(given) and not named for named, given in answers),
    )


def measure(half: str) -> dict[str, Tally]:
    """Count the roles and the audiences of one half."""
    some = [heading for heading in headings() if heading.half == half]
    found = [heading for heading in some if heading.is_found]
    return {
        "roles": tally([(heading.role, heading.recognised[0]) for heading in some]),
        "roles, of those found on pages": tally([(heading.role, heading.recognised[0]) for heading in found]),
        "audiences": tally([(heading.audience, heading.recognised[1]) for heading in some]),
    }


def main() -> None:
    """Print how many headings of each half are recognised rightly, and each of the half worked with that is not."""
    print(f"| {COLUMNS} |\n| --- |{' ---: |' * 7}")
    for half in HALVES:
        for name, counted in measure(half).items():
            print(counted.row(f"{counted.total} {half}: {name}"))
    for heading in headings():
        if heading.half == HALVES[0] and heading.recognised != (heading.role, heading.audience):
            named, given = (
                (" ".join(filter(None, pair)) or "nothing")
                for pair in ((heading.role, heading.audience), heading.recognised)
            )
            print(f"{heading.words}: {named}, recognised as {given}")


if __name__ == "__main__":
    main()
