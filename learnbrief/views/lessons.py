"""The pages of lessons: what keeps coming back, and the story of each lesson through the years."""

from collections.abc import Iterator, Sequence
from functools import partial

from learnbrief.analysis import FOUND_WANTING, Story
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role, shared_entries
from learnbrief.pages.beside import lesson_link
from learnbrief.pages.page import HOME, LESSONS, Contents, Lazy, Lookup, Page
from learnbrief.pages.parts import ListPart, bytes_of_texts, parts_of
from learnbrief.pages.points import PointView, bytes_of_point, point_view, theme_link
from learnbrief.pages.words import ROLE_LABELS, STATE_LABELS, count_of
from learnbrief.views.collections import CountedLink
from learnbrief.views.filters import Filter, FilterChoice, audience_filter, partnership_filter
from learnbrief.views.lesson_words import ANSWERS, answer_in_words, extent_of, progress_of
from learnbrief.views.pack import pack_address
from learnbrief.views.timeline import Timeline, timeline_of

QUESTIONS = (
    "Does this hold in our work today, and what shows it?",
    "When did it last go wrong here, and what did we change?",
    "Who else must know, and who tells them?",
)
"""What fits every lesson."""

_MARKS = {
    Role.FINDINGS: "Found",
    Role.IMPROVEMENTS: "Found",
    Role.GOOD_PRACTICE: "Done well",
    Role.LEARNING: "Learned",
    Role.RECOMMENDATIONS: "Recommended",
    Role.ACTIONS: "Action, state not given",
    Role.QUESTIONS: "Asked",
    Role.OTHER: "Role to be filled in",
}
"""What a point does in a lesson's story."""
_FIRST_PART_BYTES = 60_000
"""Bytes of the points on the first page of a lesson, which shows more than them."""


class MarkView(Value, frozen=True):
    """A point that hangs on a lesson's timeline."""

    label: str
    """What it does there: "Found again"."""
    when: str
    point: PointView


class LessonView(Value, frozen=True):
    """All that a lesson's page shows."""

    statement: str
    progress: str
    """How far it has come, in a sentence."""
    timeline: Timeline | None
    marks: tuple[MarkView, ...]
    """Its points, earliest first."""
    place: str
    """Which part of its points these are, if they are not all."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    questions: tuple[str, ...]
    themes: tuple[Link, ...]
    packs: tuple[Link, ...]
    """Team packs of its themes."""


class ListedLesson(Value, frozen=True):
    """A lesson in the list of all."""

    lesson: Link
    extent: str
    """In how many briefings of how many partnerships it was learned, and when."""
    answer: str
    """How far an answer to it has come."""
    answer_id: str
    """The same as an id."""
    themes: tuple[Link, ...]
    theme_ids: str
    """These and the next with blanks between them."""
    audience_ids: str
    partnership_ids: str
    role_ids: str
    years: str


class LessonsView(Value, frozen=True):
    """The list of lessons."""

    came_back: bool
    """Whether some lesson was learned in more than one briefing."""
    extent: str
    filters: tuple[Filter, ...]
    lessons: tuple[ListedLesson, ...]
    beside: tuple[Link, ...]


class LessonPage(Value, frozen=True):
    """What a lesson's page is made of."""

    lesson: str
    """Its id."""
    progress: str
    points: Shared[Sequence[Entry]]
    labels: tuple[str, ...]
    """What each of them does in the story."""
    place: str
    beside: tuple[Link, ...]
    timeline: Timeline | None
    questions: tuple[str, ...]
    packs: tuple[str, ...]
    """The ids of themes that have team packs."""


class _LessonToShow(Value, frozen=True):
    """What a lesson's page is made from."""

    story: Shared[Story]
    part: int
    """Which part of its points."""
    packs: tuple[str, ...]
    years: tuple[int, ...]
    """Those of the site."""


def lesson_pages(contents: Contents) -> Iterator[Page]:
    """Make the list of lessons and a page for each, if there are any."""
    stories = tuple(contents.stories.values())
    for part in parts_of("lessons/", stories, _bytes_of_line) if stories else ():
        yield Page(
            address=part.address,
            template="lessons.html",
            given=Lazy(partial(_list_view, part, contents)),
            title=part.titled(LESSONS.title),
            description="What was learned, in how many briefings, and whether there is an answer to it.",
            trail=(HOME,),
        )
    for story in stories:
        for points in _parts(story):
            yield Page(
                address=points.address,
                template="lesson.html",
                given=Lazy(partial(_shared_view, story, points.number, contents)),
                title=points.titled(f"{story.lesson.statement.rstrip('.')} (lesson)"),
                description=progress_of(story),
                trail=(HOME, LESSONS),
                show=_view,
            )


def lesson_links(stories: Sequence[Story]) -> tuple[CountedLink, ...]:
    """Link to lessons, each with where it was learned."""
    links = ((lesson_link(story.lesson), extent_of(story)) for story in stories)
    return tuple(CountedLink(link.title, link.url, extent) for link, extent in links)


def _points_of(story: Story) -> tuple[Entry, ...]:
    """Give the points that carry a lesson, and those that answer them, earliest first."""
    found = {entry.address: entry for entry in (*story.entries, *story.answering)}
    return tuple(sorted(found.values(), key=lambda entry: (entry.point.held.place, entry.address)))


def _parts(story: Story) -> tuple[ListPart[Entry], ...]:
    return parts_of(f"lessons/{story.lesson.id}/", _points_of(story), bytes_of_point, _FIRST_PART_BYTES)


def _shared_view(story: Story, part: int, contents: Contents) -> Shared[LessonPage]:
    catalogue, themes = contents.catalogue, (reference.id for reference in story.lesson.themes)
    packs = tuple(theme for theme in themes if catalogue.by_theme.get(theme))
    asked = _LessonToShow(Shared(story, story.digest), part, packs, catalogue.years)
    return contents.lookup.cache.refer_by_digest(_value, asked)


def _value(asked: _LessonToShow) -> LessonPage:
    story, is_first = asked.story.value, asked.part == 1
    part = _parts(story)[asked.part - 1]
    questions = (entry.point.body.text for entry in story.in_role(Role.QUESTIONS))
    return LessonPage(
        lesson=story.lesson.id,
        progress=progress_of(story),
        points=shared_entries(part.items),
        labels=tuple(_label(entry, story) for entry in part.items),
        place=part.place,
        beside=part.beside,
        timeline=timeline_of(_points_of(story), asked.years) if is_first else None,
        questions=(*questions, *QUESTIONS) if is_first else (),
        packs=asked.packs if is_first else (),
    )


def _view(page: LessonPage, lookup: Lookup) -> LessonView:
    lesson = lookup.vocabulary.lessons[page.lesson]
    labelled = zip(page.labels, page.points.value, strict=True)
    return LessonView(
        statement=lesson.statement,
        progress=page.progress,
        timeline=page.timeline,
        marks=tuple(MarkView(label, entry.point.held.label, point_view(entry, lookup)) for label, entry in labelled),
        place=page.place,
        beside=page.beside,
        questions=page.questions,
        themes=tuple(theme_link(reference.id, lookup) for reference in lesson.themes),
        packs=tuple(Link(lookup.themes[theme].label, f"/{pack_address(theme)}") for theme in page.packs),
    )


def _label(entry: Entry, story: Story) -> str:
    """Say what a point does in a lesson's story."""
    point = entry.point
    if point.role is Role.ACTIONS and point.state:
        return STATE_LABELS[point.state]
    if entry in story.found_again:
        return "Found again after it was done"
    if point.role in FOUND_WANTING:
        earlier = (other.point.held for other in story.in_role(*FOUND_WANTING))
        return "Found again" if any(point.held.is_after(held) for held in earlier) else "Found"
    return _MARKS[point.role]


def _list_view(part: ListPart[Story], contents: Contents) -> LessonsView:
    is_whole = part.of == 1
    return LessonsView(
        came_back=any(len(story.briefings) > 1 for story in contents.stories.values()),
        extent=f"{', '.join(filter(None, (count_of(part.total, 'lesson'), part.place)))}.",
        filters=_filters(part.items, contents) if is_whole else (),
        lessons=tuple(_line(story, contents.lookup) for story in part.items),
        beside=part.beside,
    )


def _line(story: Story, lookup: Lookup) -> ListedLesson:
    points = [entry.point for entry in story.entries]
    return ListedLesson(
        lesson=lesson_link(story.lesson),
        extent=f"{extent_of(story)}: {count_of(story.times, 'learning point')}",
        answer=answer_in_words(story.answer, len(story.answers)),
        answer_id=story.answer.value,
        themes=tuple(theme_link(reference.id, lookup) for reference in story.lesson.themes),
        theme_ids=" ".join(reference.id for reference in story.lesson.themes),
        audience_ids=" ".join(sorted({point.audience for point in points})),
        partnership_ids=" ".join(story.partnerships),
        role_ids=" ".join(sorted({point.role.value for point in points})),
        years=" ".join(map(str, story.years)),
    )


def _filters(stories: Sequence[Story], contents: Contents) -> tuple[Filter, ...]:
    """Ask by what some of the lessons have, as far as there is a choice."""
    known = contents.catalogue.vocabulary.themes
    themes = {(known[each.id].label, each.id) for story in stories for each in story.lesson.themes}
    partnerships = {partnership for story in stories for partnership in story.partnerships}
    points = [entry.point for story in stories for entry in story.entries]
    roles = {point.role for point in points}
    answers = {story.answer for story in stories}
    filters = (
        Filter("theme", "Theme", tuple(FilterChoice(label, theme) for label, theme in sorted(themes))),
        audience_filter({point.audience for point in points}, contents.lookup),
        partnership_filter(partnerships, contents.lookup),
        Filter(
            "answer",
            "Answer",
            tuple(FilterChoice(label, each.value) for each, label in ANSWERS.items() if each in answers),
        ),
        Filter(
            "role",
            "Role",
            tuple(FilterChoice(label, role.value) for role, label in ROLE_LABELS.items() if role in roles),
        ),
    )
    return tuple(filter_ for filter_ in filters if len(filter_.choices) > 1)


def _bytes_of_line(story: Story) -> int:
    return bytes_of_texts(story.lesson.statement, *story.partnerships, around=900)
