"""The files of a site that are no pages: assets, pictures, and what an owner's settings ask for."""

from collections.abc import Iterable, Mapping

from learnbrief.branding.branding import Branding
from learnbrief.build.inputs import Inputs
from learnbrief.model import Briefing, SitePage
from learnbrief.pages import ADMIN_FOLDER, Contents
from learnbrief.readers import fingerprinted
from learnbrief.render import join_scripts
from learnbrief.render.hosting import host_files, hosted
from learnbrief.settings import Settings
from learnbrief.views import moved_themes


def owners_files(settings: Settings, branding: Branding, inputs: Inputs) -> dict[str, bytes]:
    """Gather what is on the site because an owner asked for it: a colour, the form for writing."""
    files = {branding.colours.address: branding.colours.content} if branding.colours else {}
    if settings.admin:
        files |= {name: file for name, file in inputs.templates.items() if name.startswith(ADMIN_FOLDER)}
    return files


def files_for_host(contents: Contents) -> dict[str, bytes]:
    """Make what the owner's host reads of the site."""
    briefings = (*contents.catalogue.briefings, *contents.withdrawn)
    moved = [(old, link.url.removeprefix("/")) for old, link in moved_themes(contents.catalogue)]
    return host_files(contents.settings.host, hosted(contents.settings, briefings, moved))


def assets_in(templates: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the assets by their names under `templates/assets/`."""
    return {name.removeprefix("assets/"): file for name, file in templates.items() if name.startswith("assets/")}


def asset_files(assets: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Give each asset its address and content; a folder's scripts as one."""
    return {name: (fingerprinted(f"assets/{name}", file), file) for name, file in join_scripts(assets).items()}


def picture_files(contents: Contents, branding: Branding, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Gather the pictures that visible briefings, the owner's pages and every page's head show."""
    shown = pictures_of((*contents.catalogue.briefings, *contents.site_pages, branding))
    return {address: files[source] for source, address in shown.items()}


def pictures_of(by: Iterable[Briefing | SitePage | Branding]) -> dict[str, str]:
    """Give the pictures that these show: where each is published, by its path in the project."""
    return {picture.source: picture.address for each in by for picture in each.pictures}
