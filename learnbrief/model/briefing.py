"""A briefing as every page, check and data file sees it, whichever form its source had."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain

from msgspec.structs import replace

from learnbrief.cache.cache import digest_of
from learnbrief.cache.values import Placed, Value, without_places
from learnbrief.model.gaps import Gap
from learnbrief.model.held import Held
from learnbrief.model.linked import LinkedPage, LinkedPlace, OpenLink, Picture
from learnbrief.model.point_table import PointTable
from learnbrief.model.prose import Prose
from learnbrief.model.reasons import Reason
from learnbrief.model.roles import ActionState, Role, Status
from learnbrief.model.vocabulary import Link, Reference
from learnbrief.model.wording import Wording, together
from learnbrief.problems import Place


class LearningPoint(Placed, frozen=True):
    """One thing that was learned, complete with all it needs to be shown away from its briefing."""

    unlike = frozenset({"at", "evidence_at", "as_of_at", "digest"})

    id: str
    former_ids: tuple[str, ...]
    """Ids under which it was published before, and which go on working."""
    title: str | None
    """The heading of a section that is itself one point."""
    body: Prose
    lead_in: str
    """Plain text of the paragraph before its list; empty where there is none."""
    headings: tuple[str, ...]
    """Plain text of the headings above it, outermost first."""
    role: Role
    audience: str
    themes: tuple[str, ...]
    """All its theme ids, inherited ones included, sorted."""
    tags: tuple[str, ...]
    """The theme ids it carries itself, sorted."""
    held: Held
    owner: str = ""
    due: Held | None = None
    state: ActionState | None = None
    gaps: tuple[Gap, ...] = ()
    """What of its attributes is yet to be filled in."""
    evidence: str = ""
    """The web address of what shows how far an action is."""
    as_of: Held | None = None
    """When its state was true; None where that is as old as its briefing."""
    lessons: tuple[Reference, ...] = ()
    """The lessons that it carries."""
    answers: tuple[Reference, ...] = ()
    """The points that it answers: ids of its own briefing, or each a slug, `#` and an id."""
    evidence_at: Place | None = None
    as_of_at: Place | None = None
    at: Place = Place("")
    digest: bytes = b""
    """Of all that it says, wherever it is; links to other files left open. Empty where nobody noted it."""

    @property
    def own_digest(self) -> bytes:
        """Digest all that it says."""
        return self.digest or digest_of(without_places(self))


def named_point(written: str, slug: str) -> tuple[str, str]:
    """Give the slug and the id of a point as it is named in a briefing of this slug: `id`, or `slug#id`."""
    briefing, mark, point_id = written.partition("#")
    return (briefing, point_id) if mark else (slug, briefing)


class PointList(Value, tag=1, frozen=True):
    """Learning points that are in one list, or in one table."""

    points: tuple[LearningPoint, ...]
    start: int | None = None
    """The first number of a numbered list; None where the list has bullets."""
    table: PointTable | None = None
    """The table whose rows they are; None where they are in a list, or are a section of their own."""

    def changed_prose(self, change: Callable[[Prose], Prose]) -> "PointList":
        """Change all that is written in it."""
        return replace(
            self,
            points=tuple(replace(point, body=change(point.body)) for point in self.points),
            table=self.table.changed(change) if self.table else None,
        )

    @property
    def prose(self) -> Iterator[Prose]:
        """All that is written in it."""
        yield from (point.body for point in self.points)
        if self.table:
            yield from self.table.prose


Block = Prose | PointList


class Section(Placed, frozen=True):
    """A heading with what is below it, in the printed order."""

    unlike = frozenset({"at", "role_by", "audience_by"})

    id: str
    """Its anchor on the briefing's page; begins with an underscore, so that it never meets a point's id."""
    heading: Prose
    """Empty for text that is before the first heading."""
    role: Role
    audience: str
    topics: tuple[str, ...]
    """Theme ids, inherited ones included, sorted."""
    held: Held | None
    """Set where the heading gives a date of its own."""
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...]
    at: Place
    gaps: tuple[Gap, ...] = ()
    """What of its heading's attributes is yet to be filled in."""
    role_by: Reason = Reason()
    """What decided its role; for editors and checks alone."""
    audience_by: Reason = Reason()
    notes: Prose = Prose()
    """The footnotes that its heading calls up."""

    def changed_prose(self, change: Callable[[Prose], Prose]) -> "Section":
        """Change all that it says."""
        return replace(
            self,
            heading=change(self.heading),
            blocks=tuple(
                change(block) if isinstance(block, Prose) else block.changed_prose(change) for block in self.blocks
            ),
            sections=tuple(section.changed_prose(change) for section in self.sections),
            notes=change(self.notes),
        )

    @property
    def points(self) -> tuple[LearningPoint, ...]:
        """The points directly in this section."""
        return tuple(point for block in self.blocks if isinstance(block, PointList) for point in block.points)

    def walk(self) -> Iterator["Section"]:
        """Go through this section and all below it, in the printed order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Cases(Value, frozen=True):
    """How many cases were looked at."""

    count: int
    unit: str
    note: str


class Source(Placed, frozen=True):
    """The published original."""

    title: str
    url: str
    at: Place = Place("")


class FrontMatter(Placed, frozen=True, kw_only=True):
    """The values of a briefing's fields."""

    unlike = frozenset({"links_at"})

    title: str
    partnerships: tuple[Reference, ...]
    kind: Reference
    held: Held
    published: Held
    """The day on which it came out, or comes out, as exactly as is known."""
    status: Status
    summary: Prose
    topics: tuple[Reference, ...]
    updated: date | None = None
    """The day of the last change that readers should know of."""
    review_by: date | None = None
    cases: Cases | None = None
    follows_up: tuple[Reference, ...] = ()
    source: Source | None = None
    superseded_by: Reference | None = None
    aliases: tuple[Reference, ...] = ()
    contact: str = ""
    links: tuple[Link, ...] = ()
    links_at: tuple[Place, ...] = ()
    """Where each of the links is."""
    gaps: tuple[Gap, ...] = ()
    """What of its fields is yet to be filled in; title and summary say so in their own words."""


class Briefing(FrontMatter, dict=True, gc=True, frozen=True, kw_only=True):
    """One published account of what an audit or review taught. What follows from its fields is found out once."""

    unlike = frozenset(
        {"at", "held_at", "published_at", "updated_at", "review_by_at", "links_at", "digest", "read_from"}
    )

    slug: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    """Every theme named anywhere in the source, as often as it is named."""
    linked: tuple[LinkedPlace, ...] = ()
    linked_pages: tuple[LinkedPage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    open_links: tuple[OpenLink, ...] = ()
    """Links to other files and pictures, while it is not known yet where these are."""
    at: Place = Place("")
    held_at: Place = Place("")
    published_at: Place = Place("")
    updated_at: Place = Place("")
    review_by_at: Place = Place("")
    digest: str = ""
    """SHA-256 of the source file, in hexadecimal."""
    read_from: bytes = b""
    """A digest of its source and of all that reading it may look up, settings and vocabulary included."""
    home: str = ""
    """The full address of its page on a neighbour's site; empty for a briefing of this site."""

    def changed_prose(self, change: Callable[[Prose], Prose]) -> "Briefing":
        """Change all that it says."""
        sections = tuple(section.changed_prose(change) for section in self.sections)
        return replace(self, summary=change(self.summary), sections=sections)

    @property
    def every_section(self) -> Iterator[Section]:
        """All sections, those inside others too, in the printed order."""
        return chain.from_iterable(top.walk() for top in self.sections)

    @cached_property
    def points(self) -> tuple[LearningPoint, ...]:
        """All learning points in the printed order."""
        blocks = chain.from_iterable(section.blocks for section in self.every_section)
        return tuple(chain.from_iterable(block.points for block in blocks if isinstance(block, PointList)))

    @property
    def prose(self) -> Iterator[Prose]:
        """All that it says, from the summary to the last section."""
        yield self.summary
        for section in self.every_section:
            yield section.heading
            yield section.notes
            for block in section.blocks:
                yield from [block] if isinstance(block, Prose) else block.prose

    @cached_property
    def wording(self) -> Wording:
        """What its editor wrote, in the same order."""
        return together(piece.wording for piece in self.prose)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Ids of all themes that its topics and points raise, sorted."""
        raised = {topic.id for topic in self.topics}
        return tuple(sorted(raised.union(*(point.themes for point in self.points))))

    @cached_property
    def fingerprint(self) -> bytes:
        """Digest its source and what that links to; if the source is not recorded, the briefing itself."""
        if not self.read_from:
            return digest_of(self)
        return digest_of((self.read_from, self.slug, self.linked, self.linked_pages, self.pictures))

    @cached_property
    def head(self) -> "Briefing":
        """The briefing without its sections, for places that show only some of its points."""
        return replace(self, sections=(), references=(), open_links=(), digest="", read_from=b"")

    def is_out(self, today: date) -> bool:
        """Tell whether its publication has come: until the first day that it may be, it is under embargo."""
        return self.published.start <= today

    def changed(self, today: date) -> date | None:
        """Give the day of its last change since publication, if one has come."""
        return self.updated if self.updated and self.published.start < self.updated <= today else None

    def current_since(self, today: date) -> date | None:
        """Give the day from which readers know it as it is; None where no day is known."""
        came_out = self.published.start if self.published.is_known else None
        return self.changed(today) or came_out

    @cached_property
    def address(self) -> str:
        """Where its page is in the site, or in full on a neighbour's."""
        return self.home or f"briefings/{self.slug}/index.html"

    @property
    def link(self) -> str:
        """What leads to its page from any other: rooted in the site, or in full."""
        return self.home or f"/{self.address}"
