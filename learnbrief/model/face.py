"""What an owner chose for the face of every page, looked up and ready to be shown."""

from dataclasses import dataclass

from learnbrief.model.briefing import Picture


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet made for this site, with its address, without a slash before it."""

    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Face:
    """The owner's own; what is empty, the templates fill with ours."""

    logo: Picture | None = None
    logo_alt: str = ""
    colours: Stylesheet | None = None
