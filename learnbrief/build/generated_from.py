"""What a site was made of, as one digest in its open data."""

from collections.abc import Mapping
from hashlib import sha256

from learnbrief.cache.cache import lasting_digest_of
from learnbrief.model import Catalogue
from learnbrief.readers import LESSONS_FILE, VOCABULARY_FILES


def digest_of_sources(catalogue: Catalogue, sources: Mapping[str, bytes]) -> str:
    """Digest the published sources: every visible briefing, and what they may name; of lessons, what they do name."""
    digests = {briefing.at.file: briefing.digest for briefing in catalogue.briefings}
    vocabulary = (sources.keys() & VOCABULARY_FILES) - {LESSONS_FILE}
    digests |= {file: sha256(sources[file]).hexdigest() for file in vocabulary}
    if lessons := catalogue.vocabulary.lessons:
        digests[LESSONS_FILE] = lasting_digest_of(sorted(lessons.items())).hex()
    lines = "".join(f"{file}\0{digest}\n" for file, digest in sorted(digests.items()))
    return sha256(lines.encode()).hexdigest()
