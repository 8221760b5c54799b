"""Rules over lessons, and over points that answer others: what they name is there, and is somebody else."""

from collections.abc import Iterator, Mapping
from itertools import chain

from learnbrief.checks.checked import Checked
from learnbrief.model import Briefing, LearningPoint, named_point
from learnbrief.problems import Problem, error, no_such


def check_unknown_lessons(checked: Checked) -> Iterator[Problem]:
    """Only lessons that are listed may be borne.

    Bad:  - Minutes came late. {lesson=minutes-reach-everybody}
    Good: - Minutes came late. {lesson=minutes-reach-everyone}
    """
    lessons = checked.library.vocabulary.lessons
    statements = {lesson.statement: lesson.id for lesson in lessons.values()}
    for briefing in checked.library.everything:
        for reference in chain.from_iterable(point.lessons for point in briefing.points):
            if reference.id not in lessons:
                message = no_such("lesson", reference.id, lessons, statements)
                yield error("unknown-lesson", f"{message} Lessons stand in _lessons.yml.", reference.at)


def check_answers(checked: Checked) -> Iterator[Problem]:
    """A point answers others, which are there, whether or not readers may see them yet.

    Bad:  - Minutes go out by Friday. {answers=minutes-came-late} where no point has that id
    Good: the same, where a point has it or had it
    """
    unread = {briefing.slug for briefing in checked.library.unfinished}
    points: dict[str, Mapping[str, LearningPoint]] = {}
    for briefing in checked.library.everything:
        for point, reference in ((each, reference) for each in briefing.points for reference in each.answers):
            slug, point_id = named_point(reference.id, briefing.slug)
            if slug not in checked.by_slug:
                yield error("unknown-briefing", no_such("briefing", slug, checked.by_slug), reference.at)
                continue
            there = points.setdefault(slug, _by_ids(checked.by_slug[slug]))
            if there.get(point_id) is point:
                message = "This point answers itself. Name the point that it answers, or take the attribute away."
                yield error("answers-itself", message, reference.at)
            elif point_id not in there and slug not in unread:
                message = f"{no_such('point', point_id, there)} A point's address on the page ends with its id."
                yield error("unknown-point", message, reference.at)


def _by_ids(briefing: Briefing) -> dict[str, LearningPoint]:
    """Give a briefing's points by their ids, old ones included."""
    return {name: point for point in briefing.points for name in (point.id, *point.former_ids)}
