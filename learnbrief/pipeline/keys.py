"""What a site and its pages are made of, told in short. Under such a key a page may be remembered.

A key holds all that making the page depends on.
"""

from collections.abc import Mapping
from hashlib import sha256

from learnbrief.catalogue import Catalogue
from learnbrief.model import Face
from learnbrief.pages import Contents, Page
from learnbrief.pipeline.inputs import Inputs
from learnbrief.readers import LESSONS_FILE, VOCABULARY_FILES
from learnbrief.settings import NEIGHBOURS_FOLDER


def digest_of_sources(catalogue: Catalogue, sources: Mapping[str, bytes]) -> str:
    """Digest the published sources: every visible briefing, and what they may name; of lessons, what they do name."""
    digests = {briefing.at.file: briefing.digest for briefing in catalogue.briefings}
    vocabulary = (sources.keys() & VOCABULARY_FILES) - {LESSONS_FILE}
    digests |= {file: sha256(sources[file]).hexdigest() for file in vocabulary}
    if lessons := catalogue.vocabulary.lessons:
        digests[LESSONS_FILE] = _digest(sorted(lessons.items()))
    lines = "".join(f"{file}\0{digest}\n" for file, digest in sorted(digests.items()))
    return sha256(lines.encode()).hexdigest()


def shared_by_all(contents: Contents, face: Face, inputs: Inputs) -> str:
    """Digest what every page is made of, or may be: settings, vocabulary, templates, what neighbours have learned."""
    catalogue = contents.catalogue
    raised = sorted(theme.id for theme in catalogue.themes_with_pages)
    neighbours = [(file, each) for file, each in inputs.sources.items() if file.startswith(f"{NEIGHBOURS_FOLDER}/")]
    files = [(file, sha256(each).hexdigest()) for file, each in sorted((*inputs.templates.items(), *neighbours))]
    return _digest((contents.settings, face, catalogue.vocabulary, raised, contents.drafts, files))


def key_of(page: Page, picture: str, shared: str) -> str:
    """Digest all that a page is made of; `picture` is the address of its own, `shared` what all pages are made of.

    Its view is asked for by what it is made of; so the page must tell that.
    """
    made_of = page.made_of() if page.made_of else None
    frame = (page.address, page.template, page.title, page.description, page.trail, page.is_listed, page.feed)
    return _digest((shared, frame, page.shared, picture, made_of))


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
