"""The stemmer in the browser, held to the one that the Snowball project makes."""

import random
import re

import pytest
from playwright.sync_api import Page
from Stemmer import Stemmer

from tests.browser.conftest import ROOT, Address

ENDINGS = """
s es ed eed ing ly edly eedly ingly er ers or ors ion ions ation ations ational tional ative ment ments ement
ness ful fully fulness less lessly ous ously ousness ive ively iveness iviti ivity able ably ability ible ibly
ibility al ally ality alism ic ical ically icate iciti icity ize izes ized izer ization ise ies ied y ys ogy
ogi ogist li ancy ency ance ence ant ent ently ate ator ated ism ist e ee l ll ss sses us bb bbing tt tted
tting rr rring yed ying
""".split()
"""All that the rules look for, and what is near to it."""


def words_of_the_repository() -> set[str]:
    """Give every word of the sources, the documents and the program."""
    files = [*ROOT.glob("briefings/*"), *ROOT.glob("docs/*.md"), *ROOT.glob("learnbrief/**/*.py"), *ROOT.glob("*.md")]
    return {word for file in files for word in re.findall("[a-z]+", file.read_text("utf-8").lower())}


def many_words(endings: int) -> list[str]:
    """Give real words, so many of those with an ending put to them, and letters in a row."""
    real = words_of_the_repository()
    dice = random.Random("stems")
    words = sorted(real)
    bent = {dice.choice(words) + dice.choice(ENDINGS) for _ in range(endings)}
    cut = {dice.choice(words)[: dice.randint(1, 5)] + dice.choice(ENDINGS) for _ in range(endings)}
    made_up = {"".join(dice.choices("aeiouyybcdlnrsty", k=dice.randint(1, 9))) for _ in range(endings)}
    return sorted(real | bent | cut | made_up)


@pytest.mark.parametrize("endings", [8_000, pytest.param(50_000, marks=pytest.mark.long)])
def test_the_browser_stems_as_snowball_does(page: Page, at: Address, endings: int) -> None:
    """Over many thousand words, no stem differs."""
    words = many_words(endings)
    assert len(words) > 2 * endings
    page.goto(at("search/index.html"))
    stems = page.evaluate("words => words.map(learnbrief.stem)", words)
    expected = Stemmer("english").stemWords(words)
    differing = [(word, one, other) for word, one, other in zip(words, stems, expected, strict=True) if one != other]
    assert differing == []
