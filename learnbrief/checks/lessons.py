"""Rules over lessons, and over points that answer others: what they name is there, and is somebody else."""

from collections.abc import Iterator, Mapping
from itertools import chain

from learnbrief.checks.checked import Checked
from learnbrief.model import LearningPoint, Theme, Vocabulary, named_point
from learnbrief.problems import Problem, error, hint, lines_of, no_such, warning
from learnbrief.search import words_of


def check_unknown_lessons(checked: Checked) -> Iterator[Problem]:
    """Only lessons that are listed may be carried.

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
            of_slug = checked.by_slug[slug].points
            there = points.setdefault(slug, {name: one for one in of_slug for name in (one.id, *one.former_ids)})
            if there.get(point_id) is point:
                message = "This point answers itself. Name the point that it answers, or take the attribute away."
                yield error("answers-itself", message, reference.at)
            elif point_id not in there and slug not in unread:
                message = f"{no_such('point', point_id, there)} A point's address on the page ends with its id."
                yield error("unknown-point", message, reference.at)


def check_lone_lessons(checked: Checked) -> Iterator[Problem]:
    """A lesson is what was learned more than once: points of two briefings at least carry it.

    Bad:  a lesson in _lessons.yml that one briefing alone names
    Good: a lesson that points of two briefings name
    """
    by_lesson: dict[str, set[str]] = {}
    for briefing in checked.library.everything:
        for reference in chain.from_iterable(point.lessons for point in briefing.points):
            by_lesson.setdefault(reference.id, set()).add(briefing.slug)
    lone = [lesson for lesson in checked.library.vocabulary.lessons.values() if len(by_lesson.get(lesson.id, ())) < 2]
    if len(lone) == 1:
        who = "One briefing alone bears" if lone[0].id in by_lesson else "No briefing bears"
        message = (
            f'{who} the lesson "{lone[0].id}", and a lesson is what was learned more than once. The command '
            '"lessons suggest" looks for points that say it too; else take it away.'
        )
        yield hint("lone-lesson", message, lone[0].at)
    elif lone:
        message = (
            f"{len(lone)} lessons are borne by fewer than two briefings: {lines_of([each.at for each in lone])}. A "
            'lesson is what was learned more than once. The command "lessons suggest" looks for points that say them '
            "too; take the others away."
        )
        yield hint("lone-lesson", message, lone[0].at)


def check_lessons_like_themes(vocabulary: Vocabulary) -> Iterator[Problem]:
    """A lesson says what was learned, and not only what it was learned about.

    Bad:  statement: Information sharing. where that is the name of a theme
    Good: statement: Minutes, assessments and plans reach every agency, and promptly.
    """
    named = {tuple(words): theme for theme in vocabulary.themes.values() for words in _wordings(theme)}
    for lesson in vocabulary.lessons.values():
        if theme := named.get(tuple(words_of(lesson.statement))):
            message = (
                f'The statement only says again what the theme "{theme.id}" is called or means. Say in a sentence '
                "what was learned about it: what has to be so, and for whom."
            )
            yield warning("lesson-like-theme", message, lesson.at)


def _wordings(theme: Theme) -> Iterator[list[str]]:
    """Give what a theme is called, and each sentence of what it means."""
    for text in (theme.label, *theme.also, theme.definition, *theme.definition.split(". ")):
        yield words_of(text)
