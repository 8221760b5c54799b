"""The owner's face of the site: what the settings name, looked up among the project's files."""

from collections.abc import Mapping

from learnbrief.model import Face, Library
from learnbrief.problems import Report
from learnbrief.readers.links import LinkResolver
from learnbrief.settings import SETTINGS_FILE, FaceSettings


def read_face(settings: FaceSettings, files: Mapping[str, bytes], library: Library, report: Report) -> Face:
    """Look up what the settings name; reports what a picture in a source reports."""
    slugs = {briefing.at.file: briefing.slug for briefing in library.everything}
    resolver = LinkResolver(SETTINGS_FILE, "", slugs, files, report)
    if settings.logo and settings.logo.file.value:
        resolver.resolve("img", settings.logo.file.value, settings.logo.file.at)
    return Face(
        logo=resolver.pictures[0] if resolver.pictures else None,
        logo_alt=settings.logo.alt if settings.logo else "",
    )
