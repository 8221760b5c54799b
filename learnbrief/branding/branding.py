"""What an owner chose for the look of every page, looked up and ready to be shown."""

from msgspec import Struct

from learnbrief.model.linked import LinkedPage, Picture
from learnbrief.model.prose import Prose
from learnbrief.model.vocabulary import Link


class Stylesheet(Struct, frozen=True):
    """A stylesheet made for this site, with its address, without a slash before it."""

    address: str
    content: bytes


class Branding(Struct, frozen=True):
    """The owner's own; what is empty, the templates fill with ours."""

    logo: Picture | None
    logo_alt: str
    accent: str
    """The owner's colour, as `#rrggbb`; empty where ours holds."""
    colours: Stylesheet | None
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    footer_text: Prose
    urgent: Prose
    pictures: tuple[Picture, ...]
    """The logo, and what the texts show."""
    pages: tuple[LinkedPage, ...]
    """All pages of the site that these lead to."""
