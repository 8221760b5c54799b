"""The owner's colour as a small stylesheet, held to the backgrounds of the stylesheet that the site wears."""

import re
from collections.abc import Mapping

from msgspec import Struct

from learnbrief.branding.contrast import contrast, least_contrast, nearest_readable
from learnbrief.cache.pattern import pattern
from learnbrief.problems import Report, Text, error
from learnbrief.settings import ColourSettings

STYLE = "assets/style.css"

BACKGROUNDS = ("paper", "tint", "warn-tint")
"""The custom properties of the stylesheet that are backgrounds on which links stand."""

NEEDED = 4.5
"""The contrast ratio that text needs; WCAG 2.2, success criterion 1.4.3."""

DERIVED = 7.0
"""The ratio that a colour for the dark gets where the owner gives none."""

_COMMENT = pattern(r"/\*.*?\*/", re.DOTALL)
_DARK = pattern(r"@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)\s*\{\s*:root\s*\{([^{}]*)\}")
_LIGHT = pattern(r":root\s*\{([^{}]*)\}")
_PROPERTY = pattern(r"--([\w-]+)\s*:\s*(#[0-9a-f]{6}|#[0-9a-f]{3})\s*(?:;|$)", re.IGNORECASE)


class Backgrounds(Struct, frozen=True):
    """The colours on which links stand, by the name of their custom property."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    """Empty where the stylesheet has no colours for the dark."""


def read_colours(settings: ColourSettings, style: str, report: Report) -> str:
    """Make the stylesheet that puts the owner's colour in the place of ours; nothing where it cannot be read.

    Reports `low-contrast`, and `unmeasured-colour` where the stylesheet does not say what the backgrounds are.
    """
    backgrounds = read_backgrounds(style)
    lacking = [f"--{name}" for name in BACKGROUNDS if name not in backgrounds.light]
    if lacking:
        message = (
            f"This colour cannot be measured: your {STYLE} does not set {', '.join(lacking)} in its :root, "
            "in hexadecimal. Set them there, or set your colour there too and take it away here."
        )
        report(error("unmeasured-colour", message, settings.accent.at))
        return ""
    accent = hexadecimal(settings.accent.value)
    is_readable = _is_readable(settings.accent, "light", backgrounds.light, report)
    if not backgrounds.dark:
        return _LAYER.format(_ROOT.format(accent)) if is_readable else ""
    if settings.accent_dark:
        dark = hexadecimal(settings.accent_dark.value)
        is_readable &= _is_readable(settings.accent_dark, "dark", backgrounds.dark, report)
    else:
        dark = nearest_readable(accent, backgrounds.dark.values(), DERIVED)
    return _LAYER.format(_ROOT.format(accent) + _IN_THE_DARK.format(_ROOT.format(dark))) if is_readable else ""


def read_backgrounds(style: str) -> Backgrounds:
    """Find the backgrounds among a stylesheet's custom properties; what it does not set for the dark stays."""
    plain = _COMMENT.sub("", style)
    dark = _DARK.search(plain)
    light = _LIGHT.search(_DARK.sub("", plain))
    in_light = _properties(light[1]) if light else {}
    return Backgrounds(in_light, {**in_light, **_properties(dark[1])} if dark else {})


def hexadecimal(colour: str) -> str:
    """Write `#rgb` or `#RRGGBB` as `#rrggbb`."""
    digits = colour.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _properties(block: str) -> dict[str, str]:
    return {name: hexadecimal(value) for name, value in _PROPERTY.findall(block) if name in BACKGROUNDS}


def _is_readable(given: Text, scheme: str, backgrounds: Mapping[str, str], report: Report) -> bool:
    colour = hexadecimal(given.value)
    if least_contrast(colour, backgrounds.values()) >= NEEDED:
        return True
    worst = min(backgrounds.values(), key=lambda background: contrast(colour, background))
    nearest = nearest_readable(colour, backgrounds.values(), NEEDED)
    ratio = int(contrast(colour, worst) * 100) / 100  # never rounded up to what is needed
    cure = f' The nearest of its hue that can be read is "{nearest}".' if nearest else ""
    message = (
        f"{colour} has a contrast of {ratio}:1 on {worst}, a ground of the {scheme} pages; links need {NEEDED}:1."
    )
    report(error("low-contrast", message + cure, given.at))
    return False


_ROOT = ":root {{ --link: {0}; --thread: {0}; }}\n"
_IN_THE_DARK = "@media (prefers-color-scheme: dark) {{\n{0}}}\n"
_LAYER = "@layer tokens {{\n{0}}}\n"
"""The layer in which the built-in stylesheet sets its colours; what comes later in one layer holds."""
