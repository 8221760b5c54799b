"""What an owner says of the site's look. What it names is looked up once the project has been read."""

import re
from collections.abc import Iterator

from msgspec import Struct

from learnbrief.fields import Fields, YamlValue
from learnbrief.problems import Report, Text, error
from learnbrief.schemas.definitions import MENU


class LogoSetting(Struct, frozen=True):
    """A picture for the top of every page."""

    file: Text
    """Its path, from the settings' folder."""
    alt: str
    """What the picture says beyond the site's name, which always is beside it; mostly nothing."""


class ColourSettings(Struct, frozen=True):
    """The colour of links and of the lines that lead the eye, `#rgb` or `#rrggbb`."""

    accent: Text
    accent_dark: Text | None
    """The same for devices that are set to dark; where it is left out, it is worked out."""


class MenuEntry(Struct, frozen=True):
    """A link in the head or foot of every page."""

    title: str
    url: Text
    """A page of this site, such as `/themes/`, or a web address."""


class BrandingSettings(Struct, frozen=True):
    """What an owner may say of every page's look; where nothing is said, ours holds."""

    logo: LogoSetting | None = None
    colours: ColourSettings | None = None
    navigation: tuple[MenuEntry, ...] = ()
    """In the place of our main navigation."""
    footer: tuple[MenuEntry, ...] = ()
    """In the place of our links at the foot."""
    footer_text: Text | None = None
    """Markdown for the foot."""
    urgent: Text | None = None
    """Markdown on whom to call at once, for the top of every page."""


NO_BRANDING = BrandingSettings()

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_branding_settings(fields: Fields, report: Report) -> BrandingSettings:
    """Read `logo:`, `colours:`, `navigation:`, `footer:` and `urgent:`.

    Reports what has the wrong shape, and `bad-colour`.
    """
    footer = fields.inside("footer")
    return BrandingSettings(
        logo=_logo(fields.inside("logo")),
        colours=_colours(fields.inside("colours"), report),
        navigation=tuple(_menu(fields, "navigation")),
        footer=tuple(_menu(footer, "links")) if footer else (),
        footer_text=_text(footer.get("text")) if footer else None,
        urgent=_text(fields.get("urgent")),
    )


def _text(value: YamlValue | None) -> Text | None:
    text = value.located_text() if value else None
    return text if text and text.value else None


def _menu(fields: Fields, name: str) -> Iterator[MenuEntry]:
    for item in fields.items(name):
        link = item.fields("A link", MENU)
        title = link.get("title") if link else None
        url = link.get("url") if link else None
        if title and url:
            written = url.located_text()
            if written.value:
                yield MenuEntry(title.text(), written)


def _logo(fields: Fields | None) -> LogoSetting | None:
    file = fields.get("file") if fields else None
    return LogoSetting(file.located_text(), fields.text("alt")) if fields and file else None


def _colours(fields: Fields | None, report: Report) -> ColourSettings | None:
    accent = _colour(fields.get("accent") if fields else None, report)
    accent_dark = _colour(fields.get("accent_dark") if fields else None, report)
    return ColourSettings(accent, accent_dark) if accent else None


def _colour(value: YamlValue | None, report: Report) -> Text | None:
    text = _text(value)
    if not text:
        return None
    if not _COLOUR.fullmatch(text.value):
        message = f'"{text.value[:40]}" is not a colour in hexadecimal. Write it in quotes, such as "#14505c".'
        report(error("bad-colour", message, text.at))
        return None
    return text
