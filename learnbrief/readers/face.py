"""The owner's face of the site: what the settings name, looked up among the project's files."""

from collections.abc import Mapping

from learnbrief.model import Face, Library, Stylesheet
from learnbrief.problems import Report
from learnbrief.readers.colours import STYLE, read_colours
from learnbrief.readers.links import LinkResolver, fingerprinted
from learnbrief.settings import SETTINGS_FILE, ColourSettings, FaceSettings


def read_face(settings: FaceSettings, files: Mapping[str, bytes], library: Library, report: Report) -> Face:
    """Look up what the settings name; reports what a picture in a source reports, and what `read_colours` does."""
    slugs = {briefing.at.file: briefing.slug for briefing in library.everything}
    resolver = LinkResolver(SETTINGS_FILE, "", slugs, files, report)
    if settings.logo and settings.logo.file.value:
        resolver.resolve("img", settings.logo.file.value, settings.logo.file.at)
    return Face(
        logo=resolver.pictures[0] if resolver.pictures else None,
        logo_alt=settings.logo.alt if settings.logo else "",
        colours=_colours(settings.colours, files, report) if settings.colours else None,
    )


def _colours(settings: ColourSettings, files: Mapping[str, bytes], report: Report) -> Stylesheet | None:
    style = files.get(f"templates/{STYLE}", b"").decode(errors="replace")
    content = read_colours(settings, style, report).encode()
    return Stylesheet(fingerprinted("assets/colours.css", content), content) if content else None
