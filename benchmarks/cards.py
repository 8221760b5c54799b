"""Measure the pictures for shared links: what each costs to draw, and how large it is.

    python -m benchmarks.cards 1000

Prints a Markdown table. Titles are made up, and every tenth is as long as titles get. Times are of the processor, so
that a busy machine counts no more than a quiet one.
"""

import argparse
import random
import time
from collections.abc import Iterator
from statistics import mean, quantiles

from benchmarks.corpus import PLACES, WHAT, WHO
from learnbrief.branding.cards import Card, ColouredCard, Colours
from learnbrief.branding.cards.drawing import draw_card


def cards(count: int) -> Iterator[Card]:
    """Make up cards, each with another title."""
    dice = random.Random("cards")
    for number in range(count):
        topics = dice.sample([*WHO, *WHAT], 5 if number % 10 == 0 else dice.randint(1, 2))
        place = dice.choice(PLACES.split())
        yield Card(
            name=f"made-up-{number:05}",
            site="Learning from safeguarding reviews",
            title=f"What {place} learned about {', '.join(topics)}",
            publisher=f"{place} Safeguarding Children Partnership",
            facts=f"March {dice.randint(2016, 2025)} · {dice.randint(3, 40)} learning points",
        )


def main() -> None:
    """Draw, and print what it took."""
    ask = argparse.ArgumentParser(description="Measure the pictures for shared links.")
    ask.add_argument("count", type=int)
    count = ask.parse_args().count
    drawn = [ColouredCard(card, Colours()) for card in cards(count)]
    start = time.process_time()
    sizes = [len(draw_card(card)) for card in drawn]
    each = f"{1000 * (time.process_time() - start) / count:.2f}"
    print("| Pictures | drawn, ms each | bytes each | 95 % below | largest |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| {count:,} | {each} | {mean(sizes):,.0f} | {quantiles(sizes, n=20)[-1]:,.0f} | {max(sizes):,} |")


if __name__ == "__main__":
    main()
