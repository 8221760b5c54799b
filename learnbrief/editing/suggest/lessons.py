"""Which lessons points may belong to, which points say the same and carry none yet, and what an action may answer.

Each suggestion has its reason, and nothing is decided: whose lesson it is, its partnership says.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from learnbrief.analysis.candidates import candidates, features_of, points_compared
from learnbrief.analysis.choosing import ONE_HAS_LESSONS
from learnbrief.analysis.lexicon import Lexicon, related_themes
from learnbrief.analysis.related_excerpt import asked_by, best_sentence, shared_subjects
from learnbrief.analysis.similarity import BAR, Counts, Rarities, score
from learnbrief.analysis.weighing import (
    OWN,
    WeighedPoint,
    named_in,
    sentences_of,
    weigh_points,
    without_themes,
)
from learnbrief.fields import double_quoted
from learnbrief.model import Briefing, LearningPoint, Lesson, Role, Vocabulary
from learnbrief.problems import Place

MOST_LESSONS = 2
"""Lessons suggested for one point."""
MOST_THEMES = 3
_ANSWERED = (Role.FINDINGS, Role.IMPROVEMENTS, Role.LEARNING, Role.RECOMMENDATIONS)
_LONGEST_ID = 6
"""Words of an id that is made of a statement."""
_CAPITALS = re.compile(r"\b[A-Z]{2,}|\d")


@dataclass(frozen=True, slots=True)
class SuggestionReason:
    """The point, or the statement, that says the same."""

    name: str
    """The slug of its briefing, `#` and its id; "its statement" for a lesson that says so itself."""
    words: str
    joined_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PossibleAttribute:
    """A lesson that a point may belong to, or a point that an action may answer."""

    at: Place
    name: str
    """Of the attribute: "lesson" or "answers"."""
    value: str
    """The lesson's id, or the point as the action would name it: an id of its own briefing, or slug and id."""
    reason: SuggestionReason


@dataclass(frozen=True, slots=True)
class SamePoint:
    """A point of a group that says the same."""

    at: Place
    words: str


@dataclass(frozen=True, slots=True)
class PossibleGroup:
    """Points of several briefings that say the same and carry no lesson, with a draft of one."""

    id: str
    statement: str
    themes: tuple[str, ...]
    points: tuple[SamePoint, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that may be added."""

    lessons: tuple[PossibleAttribute, ...]
    answers: tuple[PossibleAttribute, ...]
    groups: tuple[PossibleGroup, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A point, or a lesson's statement, that is compared."""

    weighed: WeighedPoint
    text: str
    name: str
    briefing: Briefing | None = None
    point: LearningPoint | None = None
    lesson: str = ""
    """The lesson whose statement it is."""

    @property
    def lesson_ids(self) -> frozenset[str]:
        """The lessons that it speaks for."""
        lessons = [each.id for each in self.point.lessons] if self.point else []
        return frozenset([*lessons, *([self.lesson] if self.lesson else [])])


def suggest_lessons(
    briefings: Iterable[Briefing], vocabulary: Vocabulary, is_asked: Callable[[Briefing], bool]
) -> Suggestions:
    """Suggest lessons and answers for the points of the briefings that are asked for, in the light of all others."""
    in_time = sorted(briefings, key=lambda briefing: (briefing.held.start, briefing.slug))
    return _LessonSearch(in_time, vocabulary, is_asked).suggestions()


class _LessonSearch:
    """All points and statements, and which are similar."""

    def __init__(
        self, briefings: Sequence[Briefing], vocabulary: Vocabulary, is_asked: Callable[[Briefing], bool]
    ) -> None:
        lexicon = Lexicon.of(vocabulary)
        self.vocabulary = vocabulary
        points = [
            _Compared(weighed, point.body.text, f"{briefing.slug}#{point.id}", briefing, point)
            for briefing in briefings
            for point, weighed in zip(briefing.points, weigh_points(briefing, lexicon), strict=True)
        ]
        self.compared = [*points, *(_statement(lesson, lexicon) for lesson in vocabulary.lessons.values())]
        self.asked = [number for number, each in enumerate(points) if each.briefing and is_asked(each.briefing)]
        self.related = related_themes(vocabulary)
        self.rarities = Rarities.of([Counts.of(compared.weighed for compared in points)])
        self.similar = self._similar()

    def suggestions(self) -> Suggestions:
        """Give all that is suggested."""
        lessons = [each for number in self.asked for each in self._lessons(number)]
        placed = {suggestion.at for suggestion in lessons}
        answers = [each for number in self.asked for each in self._answers(number)]
        return Suggestions(
            tuple(sorted(lessons, key=lambda each: each.at)),
            tuple(sorted(answers, key=lambda each: each.at)),
            tuple(self._groups(placed)),
        )

    def _similar(self) -> dict[int, dict[int, int]]:
        """Find for every point those that are near it, with their scores."""
        weights = [self.rarities.weigh(compared.weighed) for compared in self.compared]
        found_by: defaultdict[int, list[int]] = defaultdict(list)
        for number, each in enumerate(weights):
            for feature in features_of(each, self.rarities):
                found_by[feature].append(number)
        reach = points_compared(self.rarities.points)
        pairs = {pair for feature, places in found_by.items() for pair in candidates(feature, places, reach)}
        similar: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for one, other in sorted(pairs):
            strength = score(weights[one], weights[other], self.related)
            if strength >= BAR:
                similar[one][other] = similar[other][one] = strength
        return similar

    def _lessons(self, number: int) -> Iterator[PossibleAttribute]:
        """Find the lessons whose points, or statement, are nearest to a point."""
        asking = self.compared[number]
        found_by: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for other, strength in self.similar[number].items():
            for lesson in self.compared[other].lesson_ids - asking.lesson_ids:
                found_by[lesson].append((strength, -other))
        bar = BAR * ONE_HAS_LESSONS if asking.lesson_ids else BAR
        ranked = sorted(
            ((self._strength(lesson, found), max(found), lesson) for lesson, found in found_by.items()), reverse=True
        )
        for mean, (_, nearest), lesson in ranked[:MOST_LESSONS]:
            if mean >= bar and asking.point:
                yield PossibleAttribute(asking.point.at, "lesson", lesson, self._reason(number, -nearest))

    def _strength(self, lesson: str, found: Sequence[tuple[int, int]]) -> float:
        """Take the mean of the best two of a lesson's points and statement: one alone may be near by chance."""
        best = sorted((strength for strength, _ in found), reverse=True)[:2]
        carried_by = sum(lesson in compared.lesson_ids for compared in self.compared) - 1
        return sum(best) / 2 if carried_by > 1 else best[0]

    def _answers(self, number: int) -> Iterator[PossibleAttribute]:
        """Find the point that an action, which answers none yet, is nearest to: not a later one."""
        asking = self.compared[number]
        if not asking.point or not asking.briefing or asking.point.role is not Role.ACTIONS or asking.point.answers:
            return
        nearest_first = sorted(self.similar[number], key=lambda other: (-self.similar[number][other], other))
        for other in nearest_first:
            answered = self.compared[other]
            if (
                answered.point
                and answered.briefing
                and answered.point.role in _ANSWERED
                and answered.point.held.start <= asking.point.held.end
            ):
                is_own = answered.briefing.slug == asking.briefing.slug
                name = answered.point.id if is_own else answered.name
                yield PossibleAttribute(asking.point.at, "answers", name, self._reason(number, other))
                return

    def _groups(self, placed: set[Place]) -> Iterator[PossibleGroup]:
        """Gather points that carry no lesson and are each near to every other of their group, the nearest first."""
        free = {
            number
            for number, compared in enumerate(self.compared)
            if compared.point and not compared.point.lessons and compared.point.at not in placed
        }
        pairs = sorted(
            (-strength, one, other)
            for one in free
            for other, strength in self.similar[one].items()
            if one < other and other in free
        )
        asked, taken = set(self.asked), set(self.vocabulary.lessons)
        for _, one, other in pairs:
            if one in free and other in free:
                group = self._whole([one, other], free)
                slugs = {briefing.slug for number in group if (briefing := self.compared[number].briefing)}
                if len(slugs) > 1 and asked & set(group):
                    free -= set(group)
                    draft = self._draft(group, taken)
                    taken.add(draft.id)
                    yield draft

    def _whole(self, group: list[int], free: set[int]) -> list[int]:
        """Add to a group whatever is near to all of it."""
        near = self.similar[group[0]]
        for number in sorted(near, key=lambda number: (-near[number], number)):
            if number in free and number not in group and all(number in self.similar[each] for each in group):
                group.append(number)
        return sorted(group)

    def _draft(self, group: Sequence[int], taken: set[str]) -> PossibleGroup:
        sentences = [sentence for number in group for sentence in sentences_of(self.compared[number].text)]
        statement = min(sentences, key=_plainness)
        themes: defaultdict[str, int] = defaultdict(int)
        for number in group:
            for theme, weight in self.compared[number].weighed.tags:
                themes[theme] += weight
        return PossibleGroup(
            id=_new_id(statement, taken),
            statement=statement,
            themes=tuple(sorted(themes, key=lambda theme: (-themes[theme], theme))[:MOST_THEMES]),
            points=tuple(
                SamePoint(point.at, self.compared[number].text)
                for number in group
                if (point := self.compared[number].point)
            ),
        )

    def _reason(self, asking: int, other: int) -> SuggestionReason:
        one, nearest = self.compared[asking].weighed, self.compared[other]
        words = best_sentence(asked_by(one), nearest.weighed, nearest.text, self.rarities)
        return SuggestionReason(
            nearest.name, words, shared_subjects(one, nearest.weighed, self.vocabulary, self.rarities)
        )


def _statement(lesson: Lesson, lexicon: Lexicon) -> _Compared:
    """Take a lesson's statement for a point."""
    said = lexicon.weigh(lesson.statement)
    tags = named_in(said) | {theme.id: OWN for theme in lesson.themes}
    weighed = WeighedPoint(tuple(tags.items()), without_themes(said), (tuple(said),))
    return _Compared(weighed, lesson.statement, "its statement", lesson=lesson.id)


def _plainness(sentence: str) -> tuple[bool, int]:
    """Say how far a sentence is from a plain one: too short, with figures or abbreviations, or long."""
    words = len(sentence.split())
    return words < 4 or bool(_CAPITALS.search(sentence)), words


def _new_id(statement: str, taken: set[str]) -> str:
    """Make an id of a statement's first words."""
    words = re.findall("[a-z0-9]+", statement.lower().replace("'", "").replace("’", ""))[:_LONGEST_ID]
    made = "-".join(words) or "lesson"
    numbered = (made if number < 2 else f"{made}-{number}" for number in range(1, len(taken) + 3))
    return next(each for each in numbered if each not in taken)


def entry_of(group: PossibleGroup) -> str:
    """Write a group's draft as an entry of `_lessons.yml`."""
    themes = ", ".join(group.themes)
    return f"{group.id}:\n  statement: {double_quoted(group.statement)}\n  themes: [{themes}]\n"
