"""QR codes: a reader that knows nothing of ours finds in each what was put there."""

import re

import pytest
import zxingcpp
from PIL import Image

from learnbrief.printing import QRCode, qr_code

LENGTHS = (
    *(17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858),
    *(929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563),
    *(2699, 2809, 2953),
)
"""Bytes that each of the forty sizes holds with the least correction, as the standard's table says."""
TELLING = {*range(1, 11), 14, 21, 32, 40}
"""Sizes that our addresses need, and one of each kind beyond."""


def squares_of(code: QRCode) -> Image.Image:
    """Draw a code, a pixel for each square, as its path says."""
    image = Image.new("L", (code.squares, code.squares), 255)
    left, middle = 0.0, 0.0
    for move, dark in re.findall(r"[Mm]([^h]+)h(\d+)", code.lines):
        across, down = map(float, move.split())
        left, middle = left + across, middle + down
        image.paste(0, (int(left), int(middle), int(left) + int(dark), int(middle) + 1))
        left += int(dark)
    return image


def read(image: Image.Image) -> list[str]:
    """Read the codes in a picture."""
    larger = image.resize((3 * image.width, 3 * image.height), Image.Resampling.NEAREST)
    return [found.text for found in zxingcpp.read_barcodes(larger)]


@pytest.mark.parametrize(
    "version", [pytest.param(size, marks=() if size in TELLING else pytest.mark.long) for size in range(1, 41)]
)
def test_every_size_of_code_is_read(version: int) -> None:
    """The longest address of a size is read, and one that is longer by a letter is in the next size."""
    address = "http://a.org/".ljust(LENGTHS[version - 1], "b")
    code = qr_code(address)
    assert code
    assert code.squares == 17 + 4 * version + 8
    assert read(squares_of(code)) == [address]
    longer = qr_code(f"{address}b")
    assert longer.squares == code.squares + 4 if longer else version == 40


@pytest.mark.parametrize(
    "address", ["https://example.org/a/", "https://müller.example/straße/学/", "HTTPS://EXAMPLE.ORG"]
)
def test_codes_hold_any_letters_and_bear_damage(address: str) -> None:
    """A code is read as it was written, and so it is with a spot on it."""
    code = qr_code(address)
    assert code
    image = squares_of(code)
    assert read(image) == [address]
    spotted = image.copy()
    spotted.paste(0, (code.squares - 9, code.squares - 9, code.squares - 5, code.squares - 6))
    assert spotted != image
    assert read(spotted) == [address]
