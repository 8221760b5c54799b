"""What an owner says may be published, although it looks like somebody's own."""

from collections.abc import Iterator

from learnbrief.fields import Fields
from learnbrief.problems import Report, error

FEWEST_LETTERS = 4
"""Letters and digits in an exception, besides `*`: fewer would let nearly everything through."""


def read_exceptions(fields: Fields | None, report: Report) -> Iterator[str]:
    """Read what is under `personal_data:`; reports `bad-exception`."""
    for item in fields.items("exceptions") if fields else ():
        written = item.text()
        if sum(letter.isalnum() for letter in written) >= FEWEST_LETTERS:
            yield written
        elif written:
            message = (
                f'"{written}" would let too much through. Write the whole number or address; "*@example.org" stands '
                "for every address there."
            )
            report(error("bad-exception", message, item.at))
