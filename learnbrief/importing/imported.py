"""One file to a draft with its account of words, or to a refusal: all that an import does but for the disk."""

from dataclasses import dataclass, replace
from hashlib import sha256

from learnbrief.importing.conservation import Account, account
from learnbrief.importing.draft import Draft, ImportOptions, drafted
from learnbrief.importing.draft.draft import words_in_report
from learnbrief.importing.formats import read_document
from learnbrief.importing.tree import Document, Refusal
from learnbrief.model import Vocabulary
from learnbrief.settings import Settings

MOST_ENTRIES = 2_000
"""Entries of lists; a briefing may have so many points."""
MOST_PAGES = 300
MOST_WORDS = 200_000
"""What is on so many pages, where a form has none: some seven hundred words on each."""
LARGEST_DRAFT = 5_000_000
"""Bytes; a source may have so many."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A document that was read, and the draft that was made of it."""

    document: Document
    draft: Draft
    account: Account

    def with_source(self, source: str) -> "Imported":
        """Give the draft another source, such as one with tags, and take account of its words again."""
        draft = replace(self.draft, source=source)
        return Imported(self.document, draft, account(self.document, source, words_in_report(draft, self.document)))


def import_document(
    name: str, content: bytes, settings: Settings, vocabulary: Vocabulary, given: ImportOptions
) -> Imported | Refusal:
    """Make a draft of a file, or say why none can be made."""
    document = read_document(name, content)
    if isinstance(document, Refusal):
        return document
    if refusal := _out_of_bounds(document):
        return refusal
    draft = drafted(document, name, sha256(content).hexdigest(), settings, vocabulary, given)
    if draft.entries > MOST_ENTRIES:
        return Refusal(
            f"it holds {draft.entries:,} entries of lists, and a briefing has at most {MOST_ENTRIES:,} points. "
            "Part it into several documents."
        )
    if len(draft.source.encode()) > LARGEST_DRAFT:
        return Refusal("it holds more than 5 MB of text, which no briefing may. Part it into several documents.")
    return Imported(document, draft, account(document, draft.source, words_in_report(draft, document)))


def _out_of_bounds(document: Document) -> Refusal | None:
    if document.pages and document.pages > MOST_PAGES:
        return Refusal(
            f"it has {document.pages:,} pages, and at most {MOST_PAGES} are read. Part it into several files."
        )
    words = len(document.visible.split())
    if words > MOST_WORDS:
        return Refusal(
            f"it holds {words:,} words, which fill more than {MOST_PAGES} pages, and no more are read. "
            "Part it into several files."
        )
    if not any(letter.isalnum() for letter in document.visible):
        pictures = "only pictures" if document.unread else "no words"
        return Refusal(f"it holds {pictures}. Ask for the document that it was made from, with its words as text.")
    return None
