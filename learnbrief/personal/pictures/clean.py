"""Each form of picture, and who cleans it."""

import struct
from collections.abc import Callable, Mapping

from learnbrief.personal.pictures.avif import clean_avif
from learnbrief.personal.pictures.gif import clean_gif
from learnbrief.personal.pictures.jpeg import clean_jpeg
from learnbrief.personal.pictures.png import clean_png
from learnbrief.personal.pictures.webp import clean_webp


class DamagedError(ValueError):
    """A picture cannot be gone through, so that nobody knows what it tells."""


def without_metadata(content: bytes) -> bytes:
    """Take out of a picture what it tells of place, time, device and people; the form is known by its first bytes.

    Gives the very same object where there is nothing to take out. Raises DamagedError where the picture breaks off or
    contradicts itself. What is no picture of these forms stays as it is.
    """
    for (at, signature), clean in CLEANERS.items():
        if content.startswith(signature, at):
            try:
                cleaned = clean(content)
            except (ValueError, IndexError, struct.error):
                raise DamagedError("a picture that breaks off or contradicts itself") from None
            return content if cleaned == content else cleaned
    return content


CLEANERS: Mapping[tuple[int, bytes], Callable[[bytes], bytes]] = {
    (0, b"\xff\xd8\xff"): clean_jpeg,
    (0, b"\x89PNG\r\n\x1a\n"): clean_png,
    (0, b"GIF8"): clean_gif,
    (8, b"WEBP"): clean_webp,
    (4, b"ftyp"): clean_avif,
}
"""Who cleans a form of picture, by where its signature is and what it is."""
