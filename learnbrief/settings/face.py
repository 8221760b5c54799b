"""What an owner says of the site's face. What it names is looked up once the project has been read."""

from dataclasses import dataclass

from learnbrief.fields import Fields, Value
from learnbrief.source import Text


@dataclass(frozen=True, slots=True)
class LogoSetting:
    """A picture for the top of every page."""

    file: Text
    """Its path, from the settings' folder."""
    alt: str
    """What the picture says beyond the site's name, which always stands beside it; mostly nothing."""


@dataclass(frozen=True, slots=True)
class FaceSettings:
    """What an owner may say of every page's face; where nothing is said, ours holds."""

    logo: LogoSetting | None = None


NO_FACE = FaceSettings()

LOGO_FIELDS = ("file", "alt")


def read_face_settings(fields: Fields) -> FaceSettings:
    """Read `logo:`; reports what has the wrong shape."""
    return FaceSettings(logo=_logo(fields.get("logo")))


def _logo(value: Value | None) -> LogoSetting | None:
    fields = value.fields("logo", LOGO_FIELDS) if value else None
    file = fields.require("file", "briefings/_logo.svg") if fields else None
    return LogoSetting(file.located_text(), fields.text("alt")) if fields and file else None
