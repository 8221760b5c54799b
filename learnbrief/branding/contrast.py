"""How well one colour can be read on another, and the nearest one that can.

Source: WCAG 2.2, "relative luminance" and "contrast ratio", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import colorsys
from collections.abc import Collection


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, `#rrggbb`: from 1 for the same colour to 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, backgrounds: Collection[str]) -> float:
    """Give a colour's contrast on the background where it is worst."""
    return min(contrast(colour, background) for background in backgrounds)


def nearest_readable(colour: str, backgrounds: Collection[str], needed: float) -> str:
    """Give the nearest darker or lighter colour of the same hue that can be read on all backgrounds; else nothing."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    start = round(lightness * 255)
    for distance in range(256):
        for step in (start - distance, start + distance):
            candidate = _written(colorsys.hls_to_rgb(hue, min(255, max(0, step)) / 255, saturation))
            if least_contrast(candidate, backgrounds) >= needed:
                return candidate
    return ""


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()
