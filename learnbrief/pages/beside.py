"""What is beside a point on its briefing's page: the lessons that it carries, and points that say the same."""

from collections.abc import Sequence

from learnbrief.analysis import RelatedPoint, Story
from learnbrief.cache.values import Value
from learnbrief.model import Catalogue, Entry, Lesson, Link, Vocabulary
from learnbrief.pages.page import Contents
from learnbrief.pages.words import ROLE_PHRASES, beginning_of

WORDS_SHOWN = 90
"""Letters of a point that are beside another."""


class RelatedLine(Value, frozen=True):
    """A point that is beside another, in its own words."""

    url: str
    when: str
    where: str
    role: str
    """What it was raised as: "as a recommendation"."""
    words: str
    joined_by: str
    """What joins the two; empty where a lesson does."""


class RelatedGroup(Value, frozen=True):
    """Points that are beside one, folded away under a summary."""

    summary: str
    """What they are, how many, and of which years."""
    lines: tuple[RelatedLine, ...]


class LessonOfPoint(Value, frozen=True):
    """A lesson that a point carries."""

    lesson: Link
    """Its statement, and its page."""
    times: str
    """How often it was learned, and when."""
    before: Link | None
    """The point that said it before this one."""
    after: Link | None


def lessons_beside(entry: Entry, contents: Contents) -> tuple[LessonOfPoint, ...]:
    """Show the lessons that a point carries."""
    return tuple(_lesson(entry, contents.stories[lesson.id], contents) for lesson in entry.point.lessons)


def lesson_link(lesson: Lesson) -> Link:
    """Link to a lesson's page, in its own words."""
    return Link(lesson.statement, f"/lessons/{lesson.id}/index.html")


def times_learned(story: Story) -> str:
    """Say how often a lesson was learned, and in which years."""
    if story.times == 1:
        return "Learned once so far"
    years = f", {story.span}" if story.span else ""
    return f"One of {story.times:,} times this lesson was learned{years}"


def groups_beside(entry: Entry, contents: Contents) -> tuple[RelatedGroup, ...]:
    """Show the points that share a lesson with one, those that are similar, and those of neighbours."""
    ours = contents.related.beside(entry)
    theirs = contents.related.of_neighbours(entry)
    groups = (
        ("The same lesson elsewhere", [other for other in ours if other.shares_lesson], contents.catalogue),
        ("Similar points", [other for other in ours if not other.shares_lesson], contents.catalogue),
        ("Similar points of neighbours", theirs, contents.neighbours),
    )
    return tuple(_group(heading, found, catalogue) for heading, found, catalogue in groups if found)


def _lesson(entry: Entry, story: Story, contents: Contents) -> LessonOfPoint:
    before, after = story.around(entry)
    return LessonOfPoint(
        lesson_link(story.lesson), times_learned(story), _time_link(before, contents), _time_link(after, contents)
    )


def _time_link(entry: Entry | None, contents: Contents) -> Link | None:
    if entry is None:
        return None
    return Link(f"{entry.point.held.label}, {areas_of(entry, contents.catalogue.vocabulary)}", entry.link)


def _group(heading: str, found: Sequence[RelatedPoint], catalogue: Catalogue) -> RelatedGroup:
    years = sorted({year for other in found if (year := other.entry.point.held.year) is not None})
    span = " to ".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else ""
    summary = f"{heading}: {len(found)}" + (f", {span}" if span else "")
    return RelatedGroup(summary, tuple(_line(other, catalogue) for other in found))


def _line(other: RelatedPoint, catalogue: Catalogue) -> RelatedLine:
    entry = other.entry
    where = areas_of(entry, catalogue.vocabulary)
    return RelatedLine(
        url=entry.link,
        when=entry.point.held.label,
        where=f"{where}, neighbour" if entry.briefing.home else where,
        role=ROLE_PHRASES[entry.point.role],
        words=beginning_of(other.words, WORDS_SHOWN),
        joined_by="" if other.shares_lesson else ", ".join(other.joined_by),
    )


def areas_of(entry: Entry, vocabulary: Vocabulary) -> str:
    """Name the areas of those who published the briefing that a point is in."""
    partnerships = entry.briefing.partnerships
    return " and ".join(vocabulary.partnerships[reference.id].area for reference in partnerships)
