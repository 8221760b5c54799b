"""The owner's colour: measured as WCAG 2.2 says, on every background of links, and worn in light and dark."""

import re

import pytest
from msgspec.structs import replace

from learnbrief.branding.colours import BACKGROUNDS, DERIVED, NEEDED, read_backgrounds
from learnbrief.branding.contrast import contrast, least_contrast, nearest_readable
from learnbrief.build import Inputs
from learnbrief.render import join_scripts
from tests.support import VOCABULARY, built, codes, laid_out, page, project, templates, with_templates

STYLE = templates()["assets/style.css"].decode()
WORN = join_scripts({"style.css": STYLE.encode()})["style.css"].decode()
"""As readers load it."""
OURS = read_backgrounds(STYLE)
NO_LINK_STANDS_ON = {"ink", "mark", "thread", "link"}
"""Backgrounds of words in paper's colour, whose contrast is measured the other way round, and words found, in ink."""


def coloured(colours: str) -> Inputs:
    """Make a project with colours of its own."""
    return project(
        f"{VOCABULARY}--- learnbrief.yml\ncolours: {colours}\n"
        "accessibility: {conformance: full, tested: 2026-01-01, method: a, contact: a@example.org, response: b}\n"
    )


def stylesheets(inputs: Inputs) -> list[str]:
    """Give the first page's stylesheets in their order, that for paper left out."""
    site = built(inputs)
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page(site, "index.html"))
    return [page(site, address) for address in linked]


# Measuring


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Contrast is what WCAG's formula gives, whichever of the two is the background."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@pytest.mark.parametrize("colour", ["#4fb3c8", "#ffdd00", "#ffffff", "#000000", "#777777", "#ff0000"])
@pytest.mark.parametrize("backgrounds", [OURS.light, OURS.dark])
def test_the_nearest_colour_can_be_read(colour: str, backgrounds: dict[str, str]) -> None:
    """What is suggested for a colour passes itself, and one step nearer to the colour there is none that does."""
    nearest = nearest_readable(colour, backgrounds.values(), NEEDED)
    assert least_contrast(nearest, backgrounds.values()) >= NEEDED
    assert not codes(
        laid_out(coloured(f'{{accent: "{nearest_readable(colour, OURS.light.values(), NEEDED)}"}}')).problems
    )
    if least_contrast(colour, backgrounds.values()) < NEEDED:
        assert least_contrast(nearest, backgrounds.values()) < NEEDED + 0.2


def test_no_ground_no_suggestion() -> None:
    """Where no colour can be read on all backgrounds, none is suggested."""
    assert nearest_readable("#777777", ["#000000", "#ffffff"], 7) == ""


# The built-in stylesheet


def test_every_background_is_measured() -> None:
    """Every background in the stylesheet is one that colours are measured on, or has no link on it."""
    used = set(re.findall(r"background(?:-color)?:\s*var\(--([\w-]+)\)", STYLE))
    assert used == {*BACKGROUNDS, *NO_LINK_STANDS_ON}
    assert re.search(r"\bmark \{[^}]*color: var\(--ink\)", STYLE)


@pytest.mark.parametrize("name", ["link", "thread"])
def test_our_own_colours_pass(name: str) -> None:
    """Our own colours are held to what we ask of an owner's."""
    light, dark = re.findall(rf"--{name}: (#[0-9a-f]{{6}});", STYLE)[:2]
    assert least_contrast(light, OURS.light.values()) >= NEEDED
    assert least_contrast(dark, OURS.dark.values()) >= NEEDED


@pytest.mark.parametrize(("accent", "place"), [("#000000", 0), ("#ffffff", 1)])
def test_shades_of_any_accent_leave_ink_readable(accent: str, place: int) -> None:
    """Where a share of the owner's colour is a background, ink is read on it even if that is black or white."""
    ink = re.findall(r"--ink: (#[0-9a-f]{6});", STYLE)[place]
    paper = (OURS.light, OURS.dark)[place]["paper"]
    shares = [
        int(share) for share in re.findall(r"color-mix\(in srgb, var\(--thread\) (\d+)%, var\(--paper\)\)", STYLE)
    ]
    assert shares
    assert STYLE.count("color-mix(") == len(shares)
    parts = zip(bytes.fromhex(accent[1:]), bytes.fromhex(paper[1:]), strict=True)
    mixed = bytes(round(top * max(shares) / 100 + below * (1 - max(shares) / 100)) for top, below in parts)
    assert contrast(ink, f"#{mixed.hex()}") >= NEEDED


# Wearing


def test_the_colour_is_worn_in_light_and_dark() -> None:
    """Behind our stylesheet comes one in the same layer that sets the owner's colour for both."""
    ours, own = stylesheets(coloured('{accent: "#6B2C7A", accent_dark: "#d9a5e6"}'))
    assert ours == WORN
    assert own.startswith("@layer tokens {")
    light, dark = own.split("@media (prefers-color-scheme: dark)")
    assert "--link: #6b2c7a; --thread: #6b2c7a;" in light
    assert "--link: #d9a5e6; --thread: #d9a5e6;" in dark


def test_a_colour_for_the_dark_is_worked_out() -> None:
    """Left out, the colour for the dark is the same hue, well readable there."""
    (_, own) = stylesheets(coloured('{accent: "#05b"}'))
    light, dark = re.findall(r"--link: (#[0-9a-f]{6})", own)
    assert light == "#0055bb"
    assert least_contrast(dark, OURS.dark.values()) >= DERIVED


def test_without_colours_there_is_one_stylesheet() -> None:
    """No stylesheet is made where no colour is set."""
    assert stylesheets(project(VOCABULARY)) == [WORN]


def test_too_little_contrast_is_named_with_ratio_and_cure() -> None:
    """The error gives the worst ratio, never rounded up to what is needed, and a colour that will do."""
    (problem,) = laid_out(coloured('{accent: "#777"}')).problems
    assert (problem.code, problem.at.line) == ("low-contrast", 1)
    (ratio,) = re.findall(r"a contrast of ([\d.]+):1", problem.message)
    assert float(ratio) == 3.92
    (suggested,) = re.findall(r'"(#[0-9a-f]{6})"', problem.message)
    assert laid_out(coloured(f'{{accent: "{suggested}"}}')).files


def test_an_own_stylesheet_is_measured_instead() -> None:
    """The backgrounds are those of the stylesheet that the site wears."""
    yellow = '{accent: "#ffdd00"}'
    black = ":root { --paper: #000; --tint: #111111; --warn-tint: #222 }"
    assert codes(laid_out(coloured(yellow)).problems) == [(1, "low-contrast")]
    inputs = with_templates(coloured(yellow), {"assets/style.css": black.encode()})
    (_, own) = stylesheets(inputs)
    assert "dark" not in own
    spoilt = with_templates(coloured(yellow), {"assets/style.css": b":root { --paper: #000; --tint: black }"})
    assert codes(laid_out(spoilt).problems) == [(1, "unmeasured-colour")]


def test_every_mistake_in_colours_is_told() -> None:
    """A colour for light and one for dark are measured each on its own backgrounds, and both are named."""
    inputs = coloured('{accent: "#ddd", accent_dark: "#333"}')
    assert [problem.code for problem in laid_out(inputs).problems] == ["low-contrast", "low-contrast"]
    assert codes(laid_out(coloured('{accent_dark: "#eee"}')).problems) == [(1, "missing-field")]
    bare = replace(inputs, sources={**inputs.sources, "learnbrief.yml": b"colours:\n  accent: #14505c\n"})
    assert (2, "cut-at-hash") in codes(laid_out(bare).problems)
