"""A document to a draft: fields that its words decide, gaps where they do not, and its body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnbrief.analysis import Terms
from learnbrief.editing.scaffold import NewBriefing, SourceForm
from learnbrief.editing.scaffold.briefing import gap, yaml_text
from learnbrief.fields import double_quoted
from learnbrief.importing.draft.body import BodyWriter, heading_depths
from learnbrief.importing.draft.dates import Mention, held_of, in_sections, may_be_held, mentions, published_of
from learnbrief.importing.draft.named import Guess, cases_in, kind_in, partnership_in
from learnbrief.importing.draft.title import titled
from learnbrief.importing.markdown import beginning
from learnbrief.importing.shape import shaped
from learnbrief.importing.tree import Block, BlockType, Document, walk
from learnbrief.model import Vocabulary
from learnbrief.problems import escape_control_characters
from learnbrief.settings import Settings

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_MOST_TOPICS = 5
_LONGEST = 120
"""Letters of a sentence that is quoted."""
_MOST_SEARCHED, _LONGEST_SEARCHED = 400, 5_000
"""Blocks that are searched for themes, and letters of each: what a document is about, it says near its beginning."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the editor said on the command line, by ids; empty where nothing was said."""

    partnerships: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One field of the draft, as the report tells of it."""

    name: str
    value: str
    because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is written, with all that the report tells of how it came about."""

    path: str
    """Where it goes in the project."""
    source: str
    filled: tuple[ProposedField, ...]
    wanted: tuple[ProposedField, ...]
    """Fields that an editor must fill in, with what may go there."""
    dates: tuple[Mention, ...]
    assumed: tuple[str, ...]
    unparted: tuple[str, ...]
    """Sections that make one point, and may hold several."""
    links: tuple[str, ...]
    entries: int
    """How many entries its lists have."""
    signs: tuple[str, ...]
    """Signs of typed lists that the draft writes in its own way."""


def drafted(
    document: Document, name: str, digest: str, settings: Settings, vocabulary: Vocabulary, given: ImportOptions
) -> Draft:
    """Write the draft of a document; `name` and `digest` are those of the original's file."""
    shape = shaped(document)
    title = titled(shape.blocks, document.title)
    found = mentions(title.blocks, title.title)
    tops = [at for at, depth in heading_depths(title.blocks).items() if depth == 0]
    body = BodyWriter(document, settings, in_sections(found, tops)).write(title.blocks)
    proposals = _Proposals(document, title.blocks, title.title, found, settings, vocabulary, given)
    fields = list(proposals.fields())
    filled, wanted = [field for field, _ in fields if field.because], [field for field, missing in fields if missing]
    if title.title:
        filled.insert(0, ProposedField("title", title.title, title.because))
    else:
        wanted.insert(0, ProposedField("title", "", ""))
    front = [
        escape_control_characters(f'# Made from "{name}", SHA-256 {digest}.'),
        f"title: {yaml_text(title.title) if title.title else gap('what the briefing is called')}",
        *(f"{field.name}: {missing or field.value}" for field, missing in fields),
        "status: draft # Readers see nothing of a draft. When all is filled in, take this line away.",
    ]
    source = "\n".join(["---", *front, "---", "", body.text])
    return Draft(
        path=proposals.path(title.title or name.rpartition(".")[0]),
        source=source,
        filled=tuple(filled),
        wanted=tuple(wanted),
        dates=found,
        assumed=(*shape.assumed, *body.assumed),
        unparted=body.unparted,
        links=body.links,
        signs=shape.signs,
        entries=sum(block.kind is BlockType.ITEM for block in shape.blocks),
    )


@dataclass(frozen=True, slots=True)
class _Proposals:
    """What may be in the fields of one draft."""

    document: Document
    blocks: tuple[Block, ...]
    title: str
    found: tuple[Mention, ...]
    settings: Settings
    vocabulary: Vocabulary
    given: ImportOptions

    def fields(self) -> Iterator[tuple[ProposedField, str]]:
        """Give each field with its value and why, or with the gap that stands for it."""
        yield self._partnership()
        yield self._kind()
        yield self._held()
        published = published_of(self.found)
        value, because = (published.value, f"“{published.sentence}”") if published else ("", "")
        missing = "" if value else gap("the day on which it came out, or unknown")
        yield ProposedField("published", value, because), missing
        missing = gap("one or two sentences on what was looked at, and what matters most")
        yield ProposedField("summary", "", ""), missing
        topics = self._topics()
        missing = gap(f"perhaps {', '.join(topics)}" if topics else "theme ids")
        yield ProposedField("topics", ", ".join(topics), ""), missing
        yield from self._cases()
        if self.title:
            yield ProposedField("source", f"{{title: {double_quoted(self.title)}}}", "its own title"), ""

    def path(self, title: str) -> str:
        """Give the path of the draft in the project, as that of a new briefing."""
        partnerships = self.given.partnerships or tuple(filter(None, [self._found_partnership().value]))
        held = self._held()[0].value
        return NewBriefing(title, SourceForm.MARKDOWN, "", partnerships, held, "", ()).path

    def _found_partnership(self) -> Guess:
        addresses = [run.address for block in walk(self.blocks) for run in block.runs if run.address]
        return partnership_in(self.document.visible, self.vocabulary.partnerships.values(), addresses)

    def _partnership(self) -> tuple[ProposedField, str]:
        if self.given.partnerships:
            ids = ", ".join(self.given.partnerships)
            return ProposedField("partnership", f"[{ids}]" if ", " in ids else ids, "as you said"), ""
        return _field("partnership", self._found_partnership(), "who publishes it, by ids from _partnerships.yml")

    def _kind(self) -> tuple[ProposedField, str]:
        if self.given.kind:
            return ProposedField("kind", self.given.kind, "as you said"), ""
        found = kind_in(self.title, self.document.visible, self.settings.kinds)
        return _field("kind", found, "the kind of review, such as rapid-review")

    def _held(self) -> tuple[ProposedField, str]:
        held = held_of(self.found)
        if held:
            return ProposedField("held", held.value, f"“{beginning(held.sentence, _LONGEST)}”"), ""
        likely = may_be_held(self.found)
        note = f"perhaps {' or '.join(likely[:3])}" if likely else "when it took place, or unknown"
        return ProposedField("held", ", ".join(likely[:3]), ""), gap(note)

    def _topics(self) -> tuple[str, ...]:
        """Give themes that title and text speak of, those named oftenest first."""
        terms = Terms.of_themes(self.vocabulary.themes.values())
        counts: dict[str, int] = {}
        texts = [block.text for block in self.blocks[:_MOST_SEARCHED] if len(block.text) < _LONGEST_SEARCHED]
        for weight, text in ((5, self.title), *((1, text) for text in texts)):
            for match in terms.find(text):
                counts[match.term.theme] = counts.get(match.term.theme, 0) + weight * match.term.strength
        return tuple(sorted(counts, key=lambda theme: -counts[theme])[:_MOST_TOPICS])

    def _cases(self) -> Iterator[tuple[ProposedField, str]]:
        sentences = [sentence for block in self.blocks for sentence in _SENTENCES.split(block.text)]
        found = cases_in(sentences)
        if len(found) == 1:
            count, unit, words = found[0]
            yield ProposedField("cases", f"{{count: {count}, unit: {unit}}}", f"“{words}”; please confirm"), ""
        elif found:
            said = " or ".join(f"{count} {unit}" for count, unit, _ in found[:4])
            yield ProposedField("cases", said, ""), gap(f"{said}; or take this line away")


def _field(name: str, found: Guess, what: str) -> tuple[ProposedField, str]:
    if found.is_sure:
        return ProposedField(name, found.value, found.because), ""
    note = f"perhaps {' or '.join(found.values)}" if found.values else what
    return ProposedField(name, " or ".join(found.values), ""), gap(note)


def words_in_report(draft: Draft, document: Document) -> Sequence[str]:
    """Give the words of the original that appear in the report but not in the draft."""
    pictures = [unread.words for unread in document.unread]
    return [*(left.words for left in document.left_out), *pictures, *draft.signs]
