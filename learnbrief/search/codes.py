"""Numbers as short text: what the browser reads back with a few lines of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import sub

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""64 letters. Of each letter's six bits one says whether another letter follows, five are the number's."""


def encode(numbers: Iterable[int]) -> str:
    """Write numbers of zero or more, five bits a letter, the lowest first."""
    return "".join([_SHORT[number] if number < _MOST_SHORT else _written(number) for number in numbers])


def encode_one(number: int) -> str:
    """Write one number so."""
    return _SHORT[number] if number < _MOST_SHORT else _written(number)


def encode_postings(postings: Sequence[int], a_point: int) -> str:
    """Write postings that rise behind their first, each as its step from the point before."""
    point = -a_point
    if postings[-1] < _MOST_SHORT:  # so no step is longer, and a table has them all
        return "".join(map(_SHORT.__getitem__, map(sub, postings[1:], map(point.__and__, postings))))
    return encode(posting - (before & point) for before, posting in pairwise(postings))


def _written(number: int) -> str:
    letters = ""
    while number > 31:
        letters += ALPHABET[32 + (number & 31)]
        number >>= 5
    return letters + ALPHABET[number]


_MOST_SHORT = 4096
_SHORT = [*ALPHABET[:32]]
for _first, _end in ((1, 32), (32, _MOST_SHORT // 32)):
    _SHORT += [low + high for high in _SHORT[_first:_end] for low in ALPHABET[32:]]
"""Nearly all numbers that are written."""


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


def runs(values: Iterable[int]) -> Iterator[int]:
    """Give each value once for all that are in a row, with how many more there are."""
    for value, row in groupby(values):
        yield value
        yield sum(1 for _ in row) - 1
