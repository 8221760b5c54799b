"""The web app manifest (https://www.w3.org/TR/appmanifest/): what a phone calls the site on its home screen."""

from collections.abc import Iterator

from learnbrief.branding.cards import Colours
from learnbrief.pages.documents import JsonView
from learnbrief.pages.page import Contents, Page
from learnbrief.settings import LinkForm

MANIFEST = "site.webmanifest"
_ICONS = {"icon-192.png": "192x192", "icon-512.png": "512x512"}
_SHORT = 12
"""Letters: more are cut on most home screens."""


def manifest_pages(contents: Contents) -> Iterator[Page]:
    """Make the manifest; all addresses in it are relative to its own."""
    settings = contents.settings
    paper = Colours().paper
    assets = contents.lookup.assets
    icons = [
        {"src": assets[name][1:], "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size in _ICONS.items()
        for purpose in ("any", "maskable")
        if name in assets
    ]
    document = {
        "name": settings.title,
        **({"short_name": settings.title} if len(settings.title) <= _SHORT else {}),
        "description": settings.description,
        "lang": settings.language,
        "start_url": "./" if settings.links is LinkForm.FOLDERS else "index.html",
        "scope": "./",
        "display": "browser",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    }
    yield Page(MANIFEST, "json", JsonView(document), is_listed=False)
