"""A whole project searched, its exceptions made, and what is found reported without repeating it."""

from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec.structs import replace

from learnbrief.cache.cache import Cache, no_cache
from learnbrief.personal.drawings import words_of_drawing
from learnbrief.personal.exceptions import Exceptions
from learnbrief.personal.pictures import DamagedError, without_metadata
from learnbrief.personal.search import Finding, search_name, search_source
from learnbrief.problems import Place, Problem, error, warning, weighed
from learnbrief.readers import PICTURE_ENDINGS, VOCABULARY_FILES, is_briefing
from learnbrief.settings import SETTINGS_FILE, Settings

_SHORTEST = 5
"""Characters of a value that is taken out of other messages; a shorter one would be in them by chance."""


def without_exceptions(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """Leave out what the owner makes an exception of."""
    exceptions = Exceptions(settings.personal_data_exceptions)
    return tuple(finding for finding in findings if not exceptions.hold(finding.value))


def problems_to_tell(problems: Iterable[Problem], findings: Iterable[Finding], settings: Settings) -> list[Problem]:
    """Weigh problems as the owner does; what was found in sources goes out of them, and is a problem of its own."""
    personal = without_exceptions(findings, settings)
    return [*_concealed(weighed(problems, settings.advice), personal), *_personal_data_problems(personal)]


def is_published(file: str) -> bool:
    """Tell whether anything of a file may be on the site. Notes whose names begin with `_` never do."""
    return (
        is_briefing(file)
        or file in VOCABULARY_FILES
        or file == SETTINGS_FILE
        or file.lower().endswith(PICTURE_ENDINGS)
        or (file.startswith("templates/") and file.endswith((".md", ".html")))
    )


def clean_pictures(files: Mapping[str, bytes], cache: Cache = no_cache) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """Take out of pictures what they tell beyond what they show: place, time, device, people.

    Gives all files with their pictures clean, and the names of those that are damaged, which stay as they are.
    """
    pictures = [file for file in files if file.lower().endswith(PICTURE_ENDINGS)]
    contents = cache.map(clean_picture, [files[file] for file in pictures])
    cleaned = dict(zip(pictures, contents, strict=True))
    clean = {file: content for file, content in cleaned.items() if content is not None}
    return {**files, **clean}, frozenset(cleaned.keys() - clean.keys())


def damaged_picture_problems(
    damaged: Iterable[str], shown: Container[str], assets: Iterable[str]
) -> Iterator[Problem]:
    """Make an error of each damaged picture that the site shows, and a warning of any other; all assets are shown."""
    message = "This picture is damaged: nobody can tell what it holds. Open it and save it again."
    for file in sorted(damaged):
        if file in shown:
            yield error("unreadable-picture", message, Place(file))
        else:
            yield warning("damaged-picture", f"{message} No page shows it so far.", Place(file))
    yield from (error("unreadable-picture", message, Place(f"templates/{name}")) for name in sorted(assets))


def clean_picture(content: bytes) -> bytes | None:
    """Take out of a picture what it tells beyond what it shows; None where it is damaged."""
    try:
        return without_metadata(content)
    except DamagedError:
        return None


def _personal_data_problems(findings: Iterable[Finding]) -> Iterator[Problem]:
    """Make an error of each finding; its message does not repeat what was found."""
    for finding in findings:
        message = (
            f"This looks like {finding.what}, and a published page can never be called back. Take it out. If it is "
            "nobody's own, write it under personal_data, exceptions in learnbrief.yml."
        )
        yield error("personal-data", message, finding.at)


def _concealed(problems: Iterable[Problem], findings: Iterable[Finding]) -> list[Problem]:
    """Take what was found out of every message that quotes it."""
    values = {value for finding in findings for value in (finding.value, finding.written)}
    values = {value for value in values if len(value) >= _SHORTEST}
    hidden = []
    for problem in problems:
        message = problem.message
        for value in sorted(values, key=len, reverse=True):
            message = message.replace(value, "…")
        hidden.append(replace(problem, message=message))
    return hidden


def search_file(file: str, content: bytes) -> tuple[Finding, ...]:
    """Search what is published of a file, or will be: a text, a draft too, or a drawing, and the file's name."""
    if not is_published(file):
        return ()
    lowered = file.lower()
    if not lowered.endswith(PICTURE_ENDINGS):
        return search_name(file) + search_source(file, content)
    in_text = search_source(file, words_of_drawing(content)) if lowered.endswith(".svg") else ()
    return search_name(file) + in_text
