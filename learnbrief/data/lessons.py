"""The fields of lessons in the open data; SPEC 4.2. Fields may be added but never removed."""

from typing import NamedTuple

from learnbrief.analysis import Story
from learnbrief.data.columns import ADDRESS, LIST, SPAN_OR_NOTHING, TEXT, YES_OR_NO, Column, DataTable
from learnbrief.data.points import full_address
from learnbrief.data.tables import address_of, span_of
from learnbrief.model import earliest, latest


class ExportedLesson(NamedTuple):
    """A lesson to write out, with what that needs from the rest of the site."""

    story: Story
    base_url: str


LESSONS: DataTable[ExportedLesson] = DataTable(
    "lessons",
    "Lessons",
    "What was learned more than once: the lesson that came back in most briefings first.",
    (
        Column("id", "The lesson's id, by which points name it.", TEXT, lambda each: each.story.lesson.id),
        Column(
            "url",
            "Where its page stands on this site.",
            ADDRESS,
            lambda each: address_of(f"lessons/{each.story.lesson.id}/index.html", each.base_url),
        ),
        Column("statement", "What was learned, in a sentence.", TEXT, lambda each: each.story.lesson.statement),
        Column(
            "themes",
            "The ids of the themes that it is about.",
            LIST,
            lambda each: [theme.id for theme in each.story.lesson.themes],
        ),
        Column(
            "points",
            "Where the points stand that bear it, earliest first.",
            LIST,
            lambda each: [full_address(entry.address, each.base_url) for entry in each.story.entries],
        ),
        Column(
            "briefings",
            "The slugs of the briefings that these stand in, earliest first.",
            LIST,
            lambda each: list(each.story.briefings),
        ),
        Column(
            "first",
            "When the review took place that learned it first, if that is known.",
            SPAN_OR_NOTHING,
            lambda each: span_of(earliest(entry.point.held for entry in each.story.entries)),
        ),
        Column(
            "last",
            "When the review took place that learned it last, if that is known.",
            SPAN_OR_NOTHING,
            lambda each: span_of(latest(entry.point.held for entry in each.story.entries)),
        ),
        Column(
            "answered",
            "Whether any action bears it, or answers a point that does.",
            YES_OR_NO,
            lambda each: bool(each.story.actions),
        ),
        Column("done", "Whether any of these is done.", YES_OR_NO, lambda each: bool(each.story.done_actions)),
    ),
)
