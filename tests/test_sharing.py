"""What other programs see of a page where a link to it is shared."""

import json
import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from learnbrief.branding.cards import Colours
from learnbrief.build import Inputs, Site
from learnbrief.pages.sharing import _locale
from tests.support import FRONT, VOCABULARY, briefing_project, built, page, project, templates

SETTINGS = """--- learnbrief.yml
title: Northbridge learns
description: What partnerships learned.
base_url: https://example.org/learning/
"""
BODY = "## Findings\n\n- Visits were announced.\n- Plans were late.\n"
WITH_STATUS = FRONT.replace("summary", "status: STATUS\nsummary")
OTHERS = f"""
--- briefings/draft.md
{WITH_STATUS.replace("Neglect in Example", "A draft").replace("STATUS", "draft")}
{BODY}
--- briefings/later.md
{FRONT.replace("title: Neglect in Example", "title: Later").replace("2022-06-01", "2026-06-01")}
{BODY}
--- briefings/gone.md
{WITH_STATUS.replace("Neglect in Example", "Gone").replace("STATUS", "withdrawn")}
{BODY}
"""


def shared(more: str = SETTINGS) -> Site:
    """Build a site of one briefing, one draft, one under embargo and one withdrawn."""
    return built(briefing_project(BODY, more=OTHERS + more))


@pytest.fixture(scope="module")
def site() -> Site:
    """Build that site where the owner has said where it stands."""
    return shared()


def properties(html: str) -> dict[str, str]:
    """Read what a page tells of itself, by property or name."""
    said = re.compile(r' (?:name|property)="([^"]+)"(?= .*?(?:content|href)="([^"]*)")')
    elements: list[str] = re.findall(r"<(?:meta|link)( [^>]*)>", html)
    found: list[tuple[str, str]] = []
    for element in elements:
        found += said.findall(element) if "media=" not in element else []
    assert len(dict(found)) == len(found)
    return {name: unescape(content) for name, content in found}


def cards(site: Site) -> list[str]:
    """Give the addresses of a site's pictures for sharing."""
    return [address for address in site.files if address.startswith("assets/cards/")]


def test_what_a_briefing_tells(site: Site) -> None:
    """A briefing is an article with its own title, day and picture."""
    told = properties(page(site, "briefings/a/index.html"))
    assert told["og:type"] == "article"
    assert told["og:title"] == "Neglect in Example (ESP, March 2022)"
    assert told["og:url"] == "https://example.org/learning/briefings/a/"
    assert told["og:site_name"] == "Northbridge learns"
    assert told["og:description"] == told["description"] == "What an audit of neglect taught."
    assert told["og:locale"] == "en_GB"
    assert told["article:published_time"] == "2022-06-01"
    assert told["twitter:card"] == "summary_large_image"
    text = "Neglect in Example. Example Safeguarding Partnership. March 2022 · 2 learning points"
    assert told["og:image:alt"] == text


def test_what_any_other_page_tells(site: Site) -> None:
    """Any other page is a part of the website, with the site's own picture and no day."""
    pictures = set()
    for address in ("index.html", "themes/neglect/index.html", "about/index.html", "search/index.html"):
        told = properties(page(site, address))
        assert "og:type" not in told, "the protocol takes any page for a website"
        assert "article:published_time" not in told
        pictures.add(told["og:image"])
    assert len(pictures) == 1
    assert properties(page(site, "index.html"))["og:title"] == "Northbridge learns"


def test_every_picture_is_there(site: Site) -> None:
    """Each picture that a page names stands at its address, in the size that the page says, and no other is made."""
    named = set()
    for address in site.files:
        told = properties(page(site, address)) if address.endswith(".html") else {}
        if "og:image" in told:
            file = told["og:image"].removeprefix("https://example.org/learning/")
            picture = Image.open(BytesIO(site.files[file]))
            assert picture.size == (int(told["og:image:width"]), int(told["og:image:height"]))
            named.add(file)
    assert named == set(cards(site))
    assert len(named) == 2


def test_hidden_briefings_leave_no_picture(site: Site) -> None:
    """A draft, one under embargo and a withdrawn one have no picture, and their pages tell other programs nothing."""
    assert {address.split("/")[-1].split(".")[0] for address in cards(site)} == {"a", "site"}
    preview = built(replace(briefing_project(BODY, more=OTHERS + SETTINGS), drafts=True))
    assert len(cards(preview)) == 2
    for address in ("briefings/draft/index.html", "briefings/later/index.html", "briefings/gone/index.html"):
        assert not [name for name in properties(page(preview, address)) if name.startswith(("og:", "twitter:"))]
    assert "og:" not in page(site, "404.html")


def test_without_an_address_nothing_is_told() -> None:
    """Where the owner has not said where the site stands, no full address can be told, and no picture is drawn."""
    site = shared("")
    assert cards(site) == []
    assert not [address for address in site.files if b"og:" in site.files[address] and address.endswith(".html")]


def test_the_base_url_of_the_command_line_counts() -> None:
    """What `--base-url` says holds for pictures too."""
    site = built(replace(briefing_project(BODY, more=SETTINGS), base_url="https://b.example"))
    assert properties(page(site, "index.html"))["og:image"].startswith("https://b.example/assets/cards/site.")


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en-GB", "en_GB"),
        ("cy", ""),
        ("cy-GB", "cy_GB"),
        ("zh-hant-tw", "zh_TW"),
        ("en-gb-oxendict", "en_GB"),
        ("", ""),
    ],
)
def test_the_locale(language: str, locale: str) -> None:
    """The Open Graph is told a locale only where the language names a territory."""
    assert _locale(language) == locale


# Colours


def tokens(scheme: str) -> dict[str, str]:
    """Read the style sheet's colours for light or dark."""
    roots = re.findall(r":root \{(.*?)\}", templates()["assets/style.css"].decode(), re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", root)) for root in roots[:2])
    return light if scheme == "light" else dark


def test_pictures_have_the_site_s_colours() -> None:
    """A picture has the paper, ink and thread of the style sheet."""
    light = tokens("light")
    assert Colours() == Colours(light["paper"], light["ink"], light["thread"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browser_s_frame_has_the_site_s_paper(site: Site, scheme: str) -> None:
    """A browser that colours its own frame is told the paper's colour, for light and for dark."""
    tag = f'<meta name="theme-color" content="{tokens(scheme)["paper"]}" media="(prefers-color-scheme: {scheme})">'
    assert tag in page(site, "index.html")


def test_projects_without_briefings() -> None:
    """A site that has no briefing yet has its one picture."""
    inputs: Inputs = project(f"{VOCABULARY}{SETTINGS}")
    assert len(cards(built(inputs))) == 1


# Icons


def manifest(site: Site) -> Any:
    """Read a site's manifest."""
    return json.loads(site.files["site.webmanifest"])


def test_the_manifest_leads_to_the_icons() -> None:
    """The manifest's icons are there in the sizes it says, for any use and to be cut round."""
    for more in (SETTINGS, SETTINGS + "links: folders\n", ""):
        site = shared(more)
        told = manifest(site)
        assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
            (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
        }
        for icon in told["icons"]:
            picture = Image.open(BytesIO(site.files[icon["src"]]))
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
        assert told["start_url"] == ("./" if "folders" in more else "index.html")


@pytest.mark.parametrize(("title", "short"), [("Learning", "Learning"), ("Learning in Northshire", None)])
def test_the_manifest_bears_the_site_s_name(title: str, short: str | None) -> None:
    """The site's name is the manifest's, and its short name where it is short enough for a home screen."""
    told = manifest(shared(f"--- learnbrief.yml\ntitle: {title}\ndescription: Why?\nlanguage: en-IE\n"))
    assert (told["name"], told.get("short_name"), told["description"], told["lang"]) == (
        title,
        short,
        "Why?",
        "en-IE",
    )


@pytest.mark.parametrize("name", ["icon-180.png", "icon-192.png", "icon-512.png"])
def test_icons_are_opaque_squares(name: str) -> None:
    """An icon for a home screen has the size in its name, no hole, and its motif inside what a round mask leaves."""
    icon = Image.open(BytesIO(templates()[f"assets/{name}"])).convert("RGBA")
    size = int(re.findall(r"\d+", name)[0])
    assert icon.size == (size, size)
    assert icon.getchannel("A").getextrema() == (255, 255)
    background = icon.getpixel((0, 0))
    for corner in ((size - 1, 0), (0, size - 1), (size - 1, size - 1), (size - 1, size // 2)):
        assert icon.getpixel(corner) == background


def test_every_page_names_its_icons(site: Site) -> None:
    """A page names the icons relative to itself, and its manifest only to a script."""
    html = page(site, "themes/neglect/index.html")
    named = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="\.\./\.\./([^"]+)"', html)
    assert len(named) == 3
    assert set(named) <= set(site.files)
    assert 'rel="manifest"' not in html
