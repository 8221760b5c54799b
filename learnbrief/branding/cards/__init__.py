"""The picture that stands for a page where a link to it is shared.

A card says in large letters what a page is. Drawing it gives a PNG's bytes, the same wherever Pillow is the same.
This room knows nothing of briefings or addresses.
"""

from learnbrief.branding.cards.card import DRAWING, HEIGHT, WIDTH, Card, ColouredCard, Colours
