"""Numbers as short text: what the browser reads back with a few lines of its own."""

from collections.abc import Iterable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""64 letters. Of each letter's six bits one says whether another letter follows, five are the number's."""


def encode(numbers: Iterable[int]) -> str:
    """Write numbers of zero or more, five bits a letter, the lowest first."""
    letters = []
    for number in numbers:
        rest = number
        while rest > 31:
            letters.append(ALPHABET[32 + (rest & 31)])
            rest >>= 5
        letters.append(ALPHABET[rest])
    return "".join(letters)


def decode(text: str) -> list[int]:
    """Read back what `encode` wrote."""
    numbers, number, shift = [], 0, 0
    for letter in text:
        value = ALPHABET.index(letter)
        number |= (value & 31) << shift
        shift += 5
        if value < 32:
            numbers.append(number)
            number, shift = 0, 0
    return numbers


def gaps(rising: Iterable[int]) -> list[int]:
    """Turn rising numbers into the steps between them, the first from zero."""
    steps, last = [], 0
    for number in rising:
        steps.append(number - last)
        last = number
    return steps
