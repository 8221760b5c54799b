"""Which points stand beside which: by their tags and words, few for each, mutual, and found in time."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import field
from msgspec.structs import replace

from learnbrief.analysis import ComparedPoint, Lexicon, WeighedPoint, weigh_points
from learnbrief.analysis.candidates import candidates, features_of, points_compared
from learnbrief.analysis.choosing import MOST
from learnbrief.analysis.lexicon import WORD
from learnbrief.analysis.similarity import Counts, Rarities, score
from learnbrief.cache.cache import DiskCache
from learnbrief.cache.pool import Pool
from learnbrief.cache.store import Store
from tests.support import VOCABULARY, briefing_project, project, read
from tools.measure_lessons import (
    OTHER_AREAS,
    OURS,
    SET_ASIDE,
    WORKED_WITH,
    choose_beside,
    labelled_pairs,
    links_of,
    read_project,
    share_mutual,
    share_shown,
)

TODAY = 740_000
"""A day, as Python counts them."""
TIMELY = (
    "--- briefings/_themes.yml\ntimely-records: {label: Timescales of records, definition: How soon they are made.}\n"
)
WORDS = tuple(f"word{number}" for number in range(400))


def weighed(body: str, *, front: str = "", more: str = "") -> tuple[WeighedPoint, ...]:
    """Weigh the points of a briefing about neglect."""
    library, problems = read(briefing_project(body, more=more) if not front else briefing_project(body, front=front))
    assert not problems
    return weigh_points(library.briefings[0], Lexicon.of(library.vocabulary))


def said(text: str) -> dict[str, int]:
    """Give what a point's words weigh."""
    return dict(weighed(f"## Findings\n\n- {text}\n")[0].words)


def test_a_synonym_counts_as_its_theme() -> None:
    """Whichever word for a theme is used, the same is said; an abbreviation and its meaning are one as well."""
    for one, other, meaning in (
        ("Ask the MASH.", "Ask the multi-agency safeguarding hub.", "=MASH"),
        ("Speak up.", "They escalated it.", "~challenge"),
    ):
        assert said(one)[meaning] == said(other)[meaning] > 0
    for text in ("GDPR.", "Sharing information."):
        (point,) = weighed(f"## Findings\n\n- {text}\n")
        assert dict(point.tags) == {"information-sharing": 1}


def test_a_theme_that_is_named_counts_half_a_tag() -> None:
    """It counts once: not again where the point bears it, and not where only the heading or the lead-in names it."""
    (point,) = weighed("## Findings on GDPR\n\nOn sharing information:\n\n- Bruises were missed.\n")
    assert not point.tags
    (point,) = weighed("## Findings\n\n- GDPR was in the way. #information-sharing\n")
    assert dict(point.tags) == {"information-sharing": 2}


def test_what_a_tag_is_called_is_said_a_little() -> None:
    """A point that is tagged with a matter meets one that speaks of it in other words."""
    (tagged,) = weighed("## Findings\n\n- Bruises were missed. #timely-records\n", more=TIMELY)
    assert 0 < dict(tagged.words)["~within timescales"] < said("Within timescales.")["~within timescales"]


def test_forms_of_a_word_are_one_word() -> None:
    """Inflections count as one; words that say little do not count."""
    assert said("The genograms were drawn.") == said("A genogram was drawn.")
    assert not said("It is the way in which people work.")


def test_tags_count_whole_topics_of_a_section_half_and_of_the_briefing_not_at_all() -> None:
    """What a point is tagged with says more of it than what its section is about; what all are about says nothing."""
    (point,) = weighed('## Findings {topics="plans"}\n\n- Bruises were missed. #information-sharing\n')
    assert dict(point.tags) == {"information-sharing": 2, "plans": 1}


def test_a_title_counts_like_the_text_and_a_lead_in_less() -> None:
    """The heading of a point counts whole, the text before its list half, the heading above the list a quarter."""
    (titled,) = weighed("## Findings\n\n### Genograms\n\nBruises were missed.\n")
    assert dict(titled.words)["genogram"] == dict(titled.words)["bruis"] == WORD
    (listed,) = weighed("## Findings on toys\n\nGenograms:\n\n- Bruises were missed.\n")
    assert [dict(listed.words)[word] for word in ("bruis", "genogram", "toy")] == [WORD, WORD // 2, WORD // 4]


def made(
    words: str, briefing: int, tags: str = "", role: str = "findings", lessons: str = ""
) -> ComparedPoint[WeighedPoint]:
    """Make a point of words and tags."""
    weights = tuple((word, WORD) for word in words.split()), tuple((tag, 2) for tag in tags.split())
    weighed = WeighedPoint(weights[1], weights[0], ())
    return ComparedPoint(weighed, str(briefing), TODAY - briefing, role, frozenset(lessons.split()))


def others(count: int = 40) -> list[ComparedPoint[WeighedPoint]]:
    """Make points that have nothing in common with any other."""
    return [made(f"alone{number} apart{number} other{number}", 1000 + number) for number in range(count)]


SAME = "genogram bruise kinship"


def beside(*points: ComparedPoint[WeighedPoint]) -> dict[int, tuple[int, ...]]:
    """Choose among points and some that say something else."""
    return choose_beside([*points, *others()], {})


def test_only_what_clears_the_bar_stands_there() -> None:
    """Points that say the same stand beside one another; of the others none does."""
    assert beside(made(SAME, 1), made(SAME, 2), made("genogram visit toy garden heating", 3)) == {0: (1,), 1: (0,)}


def test_points_of_one_briefing_do_not_stand_beside_one_another() -> None:
    """What a briefing says twice is no lesson that came back."""
    assert beside(made(SAME, 1), made(SAME, 1)) == {}


def test_what_is_rare_says_more() -> None:
    """Of two words that are shared, the one that fewer points have brings points nearer."""
    points = [made("rare", 1), made("rare", 2), *(made("common", number) for number in range(3, 40)), *others()]
    rarities = Rarities.of([Counts.of(point.weighed for point in points)])
    weights = [rarities.weigh(point.weighed) for point in points]
    assert score(weights[0], weights[1], {}) > score(weights[2], weights[3], {}) > 0


def test_a_theme_next_to_another_counts_but_less() -> None:
    """Tags that the vocabulary calls related bring points nearer, the same tag nearer still; none does alone."""
    points = [made("late", 1, "plans"), made("late", 2, "drift"), made("late", 3, "plans"), made("shut", 4, "plans")]
    points += others()
    rarities = Rarities.of([Counts.of(point.weighed for point in points)])
    related = {"plans": ["drift"], "drift": ["plans"]}
    plans, drift, same, tag_alone, *_ = (rarities.weigh(point.weighed) for point in points)
    assert score(plans, same, related) > score(plans, drift, related) == score(drift, plans, related)
    assert score(plans, drift, related) > score(plans, drift, {}) > score(plans, tag_alone, related) == 0


def test_at_most_four_and_mutual() -> None:
    """Of ten that say the same each has at most four; who has no room for another is full."""
    found = beside(*(made(SAME, number) for number in range(10)))
    assert set(found) == set(range(10))
    assert all(1 <= len(places) <= MOST for places in found.values())
    for place, places in found.items():
        assert all(place in found[other] or len(found[other]) == MOST for other in places)


def test_every_role_has_its_turn() -> None:
    """The good practice and the action stand there before the second finding, though that is more similar."""
    roles = ("findings", "findings", "findings", "findings", "good-practice", "actions")
    rest = ("", "", "", "", " toy", " toy")
    points = [
        made(SAME + more, number, role=role) for number, (role, more) in enumerate(zip(roles, rest, strict=True))
    ]
    asking = made(SAME, 9, role="learning")
    found = choose_beside([asking, *points, *others()], {})[0]
    assert {points[place - 1].role for place in found} == {"findings", "good-practice", "actions"}


def test_a_lesson_comes_first() -> None:
    """Who shares a lesson stands there, similar or not, before all that are similar only."""
    text = f"{SAME} ward fence heating drain gutter"
    same = [made(text, number) for number in range(2, 8)]
    found = beside(made(text, 0, lessons="a"), made("toy garden", 1, lessons="a"), *same)
    assert found[0][0] == 1
    assert len(found[0]) == MOST


def test_what_an_editor_told_apart_must_be_nearer() -> None:
    """Two points that bear lessons, and none together, stand beside one another only far above the bar."""
    most = ("genogram bruise visit ward fence toy garden", "genogram bruise visit ward fence heating drain")
    for texts, shown in (((SAME, SAME), [True, True, True]), (most, [True, True, False])):
        points = [made(text, place) for place, text in enumerate(texts)]
        one_bears = [replace(points[0], lessons=frozenset("a")), points[1]]
        both_bear = [one_bears[0], replace(points[1], lessons=frozenset("b"))]
        assert [bool(beside(*each)) for each in (points, one_bears, both_bear)] == shown


def test_without_finds_only_lessons_join() -> None:
    """An owner who turns the program's own finds off keeps what editors gave."""
    points = [made(SAME, 1), made(SAME, 2), made(SAME, 3, lessons="a"), made("toy", 4, lessons="a"), *others()]
    assert choose_beside(points, {}, finds=False) == {2: (3,), 3: (2,)}


@pytest.mark.parametrize("seed", range(5))
def test_order_of_words_makes_no_difference(seed: int) -> None:
    """The same points with their words in another order stand beside the same."""
    dice = random.Random(seed)
    texts = [dice.sample(WORDS[:60], 6) for _ in range(80)]
    first = [made(" ".join(words), number) for number, words in enumerate(texts)]
    again = [made(" ".join(dice.sample(words, 6)), number) for number, words in enumerate(texts)]
    assert choose_beside(first, {}) == choose_beside(again, {})


def test_work_grows_with_the_points() -> None:
    """Twice as many points bring about twice as many comparisons, not four times as many."""

    def comparisons(total: int) -> int:
        dice = random.Random(total)
        points = [
            made(" ".join(dice.choices(WORDS, [1 / (rank + 3) for rank in range(400)], k=9)), number, "a b c d"[::2])
            for number in range(total)
        ]
        rarities = Rarities.of([Counts.of(point.weighed for point in points)])
        having: dict[int, list[int]] = {}
        for place, point in enumerate(points):
            for feature in features_of(rarities.weigh(point.weighed), rarities):
                having.setdefault(feature, []).append(place)
        reach = points_compared(total)
        return len({pair for feature, places in having.items() for pair in candidates(feature, places, reach)})

    few, many = comparisons(2_000), comparisons(4_000)
    assert few < 60 * 2_000
    assert many < 2.5 * few


def test_one_edit_moves_few() -> None:
    """A point more in one briefing changes what stands beside a handful of others."""
    library, _ = read(project(VOCABULARY))
    assert not library.briefings
    dice = random.Random("edit")
    points = [made(" ".join(dice.sample(WORDS, 6)), number) for number in range(900)]
    before = choose_beside(points, {})
    after = choose_beside([*points, made(" ".join(dice.sample(WORDS, 6)), 5000)], {})
    changed = [place for place in range(900) if before.get(place) != after.get(place)]
    assert len(changed) < 90


class CountingPool(Pool, frozen=True):
    """Counts what is computed, by step."""

    computed: Counter[str] = field(default_factory=Counter)

    def each(self, function: Callable[[Any], Any], values: Sequence[Any], *_: object) -> Iterator[Any]:
        """Compute, and count."""
        self.computed[function.args[0].__name__] += len(values)  # type: ignore[attr-defined]
        return map(function, values)


def test_after_edits_it_is_as_if_found_anew(tmp_path: Path) -> None:
    """Whatever was edited, what was remembered leads to the same; an edit has few steps computed again."""
    dice = random.Random("edits")
    words = [" ".join(dice.sample(WORDS[:120], 7)) for _ in range(90)]

    def saying(briefing: int) -> list[ComparedPoint[WeighedPoint]]:
        lessons = (dice.choice("ab"),) if dice.random() < 0.1 else ()
        return [
            replace(made(dice.choice(words), briefing, lessons="".join(lessons)), shown=dice.randbytes(4))
            for _ in range(5)
        ]

    briefings = {number: saying(number) for number in range(70)}
    for number in range(12):
        if number == 11:
            briefings[9][0] = replace(briefings[9][0], shown=b"told otherwise")
        elif number % 3:
            briefings[dice.randrange(70 + number)] = saying(number)
        else:
            del briefings[dice.choice(list(briefings))]
        points = [
            replace(point, briefing=str(place), when=TODAY - place)
            for place, inside in sorted(briefings.items())
            for point in inside
        ]
        pool = CountingPool()
        cache = DiskCache(Store(str(tmp_path)), "1", pool)
        assert choose_beside(points, {}, cache=cache) == choose_beside(points, {})
    assert pool.computed["_index_block"] == 1
    assert 0 < pool.computed["_compare"] < 40
    assert pool.computed["choose"] < 8


@pytest.mark.parametrize(("with_lessons", "same", "different"), [(False, 0.75, 0.06), (True, 0.88, 0.03)])
def test_the_measure_finds_what_people_found(with_lessons: bool, same: float, different: float) -> None:
    """Of the pairs worked with, most of the same are shown and few of the different; links are mutual."""
    links = links_of(read_project(), with_lessons=with_lessons)
    pairs = [pair for pair in labelled_pairs() if pair.group == OURS]
    assert share_shown([pair for pair in pairs if pair.is_same], links) >= same
    assert share_shown([pair for pair in pairs if not pair.is_same], links) <= different
    assert share_mutual(links) >= 0.9


def test_labelled_pairs_are_there() -> None:
    """Each pair is of two points that exist, of two briefings, and is labelled once."""
    pairs = labelled_pairs()
    briefings = read_project(OTHER_AREAS).briefings
    known = {f"{briefing.slug}#{point.id}" for briefing in briefings for point in briefing.points}
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs) >= 648
    assert {pair.group for pair in pairs} == {OURS, WORKED_WITH, SET_ASIDE}
    for pair in pairs:
        assert {pair.one, pair.other} <= known
        assert pair.one.split("#")[0] != pair.other.split("#")[0]
