"""The search index: every word of every visible point, in files that any host and any folder can serve."""

import json
import pickle
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from learnbrief.build import Site
from learnbrief.cache.cache import Shared
from learnbrief.model import Role
from learnbrief.search import fold, stem, words_of
from learnbrief.search.briefing import EIGHT_WORDS, IN_HEADING, index_briefing
from learnbrief.search.codes import decode, encode, gaps
from learnbrief.search.index import split_into_segments
from learnbrief.search.joining import join_segments
from learnbrief.search.segment import MOST_BRIEFINGS, Choices, Segment, make_segment, segment_count, segment_of
from tests.support import FRONT, briefing_project, built, read_briefing

BODY = """
## Key points for managers

- Escalate a worry when it isn't answered. #information-sharing
- Share the café's café-side notes.

## What was found

Handovers were late, and late again.
"""

DRAFT = FRONT.replace("title: Neglect in Example", "title: Zebra crossing\nstatus: draft").replace(
    "summary: What an audit", "summary: What a xylophone"
)


def index_of(site: Site) -> dict[str, Any]:
    """Read all files of a site's search index back, by the name each gives."""
    return taken_from(site.files)


def taken_from(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Read those of these files back that belong to the index."""
    taken = {}
    for address, content in files.items():
        if address.startswith("search/") and address.endswith(".js"):
            match = re.fullmatch(r"learnbrief\.take\((\"[^\"]*\"),(.*)\);\n", content.decode(), re.DOTALL)
            assert match, address
            taken[json.loads(match[1])] = json.loads(match[2])
    return taken


def joined(segments: Sequence[Segment]) -> dict[str, Any]:
    """Read the files back that hold something of all segments."""
    return taken_from({address: file.value for address, file in join_segments(segments, {}, "", ()).items()})


def postings_of(index: dict[str, Any], word: str) -> list[list[tuple[int, int]]]:
    """Read in which points of each segment a word stands, and in which place of each, as the browser does."""
    files, segments = index.get(f"words/{word[:2]}", ({}, ()))
    own = index[f"postings/{word}"] if word in files else ()
    return [list(_postings_in(rows, word, own[number] if own else "")) for number, rows in enumerate(segments)]


def _postings_in(rows: str, word: str, own: str) -> Iterator[tuple[int, int]]:
    for row in rows.split(","):
        form, codes, *_ = [*row.split(" "), ""]
        if form == word:
            point = 0
            for code in decode(own if codes == "*" else codes):
                point += code >> 5
                yield point, code & 3


def points_with(index: dict[str, Any], word: str) -> list[int]:
    """Find the points that hold a word, of a site whose briefings all stand in one segment."""
    [segment] = postings_of(index, word) or [[]]
    return [point for point, _ in segment]


@given(st.lists(st.integers(0, 2**30)))
def test_numbers_are_read_back_as_they_were_written(numbers: list[int]) -> None:
    """A code gives back every number."""
    assert decode(encode(numbers)) == numbers


def test_gaps_add_up_to_the_numbers() -> None:
    """Steps between rising numbers lead back to them."""
    assert gaps([3, 4, 9]) == [3, 1, 5]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café", "cafe"),
        ("child’s", "child"),
        ("James's and witnesses’", "james and witnesses"),
        ("MARAC", "marac"),
        ("don't", "dont"),
        ("naïve Ångström", "naive angstrom"),
    ],
)
def test_folding_takes_away_case_accents_and_apostrophes(text: str, folded: str) -> None:
    """What makes no difference to a searcher makes none to the index."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C.S.E. and CSE", "cse and cse"),
        (
            "s.47, s 47, S47, sec. 47, section 47",
            "s47 s47 s47 s47 s47 section 47 section 47 section 47 section 47 section 47",
        ),
        ("Early help & support at A&E", "early help and support at aande"),
        ("A and E", "aande"),
        ("Łódź, Søren, Straße", "lodz soren strasse"),
        ("Safe\u00adguarding multi\u200bagency thresh\u2060olds", "safeguarding multiagency thresholds"),
        ("face\u00a0to\u202fface", "face to face"),
        ("16–17, 0-5, 16+", "16 17 0 5 16 plus 1617 05"),
        ("1,000 under 5s in the 1990s", "1000 under 5 in the 1990"),
        ("bystanders by-standers by standers", "bystanders by standers by standers bystanders bystanders"),
        ("pre‑birth", "pre birth prebirth"),
        ("by them", "by them"),
        ("GPs and DSLs", "gps and dsls gp dsl"),
        ("the plan. A new one", "the plan a new one"),
    ],
)
def test_one_thing_written_many_ways_is_one_word(text: str, words: str) -> None:
    """Dots, signs, strokes, what no reader sees, numbers and hyphens make no difference to what is found."""
    assert sorted(words_of(text)) == sorted(words.split())


@given(st.text("aB'’`-‐‑_ éÉİΣﬁＡ\u0301\u0327\u0336\u00ad" + "한ก็\uff07", max_size=12))
def test_folding_is_what_unicode_says(text: str) -> None:
    """However letters and marks are put together, folding letter by letter gives what folding them at once does."""
    whole = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in whole if unicodedata.category(letter) not in ("Mn", "Mc", "Me", "Cf"))
    assert fold(text) == fold(bare)


def test_a_hyphenated_word_is_its_parts_and_the_whole() -> None:
    """Whoever types "prebirth", "pre birth" or "pre-birth" finds the same."""
    assert list(words_of("pre-birth plan")) == ["pre", "birth", "plan", "prebirth"]


def test_inflections_share_a_stem() -> None:
    """Escalate, escalated and escalating are one group."""
    assert len({stem(word) for word in ("escalate", "escalated", "escalating", "escalates")}) == 1


def test_every_word_of_every_point_finds_it() -> None:
    """No word is lost on the way into the index, little ones included."""
    site = built(briefing_project(BODY))
    index = index_of(site)
    points = json.loads(site.files["data/points.json"])["points"]
    for number, point in enumerate(points):
        for word in words_of(point["text"]):
            assert number in points_with(index, word), word


WEIGHED = """
## What was found

### Handovers

Handovers were late.

### Plans

Plans were asked for:

- Plan plans, and handovers of a plan: late, late.
- Late planning.
- Nothing else.

## Further findings

- A plan.
"""


CHOICES: Choices = {
    "theme": ("information-sharing", "neglect", "plans"),
    "lesson": (),
    "audience": ("everyone", "managers"),
    "role": tuple(Role),
    "state": (),
    "partnership": ("example",),
    "kind": ("multi-agency-audit",),
}


def segment_with(*bodies: str) -> Segment:
    """Make a segment of briefings with these bodies."""
    briefings = [index_briefing(read_briefing(body, name=f"{number}.md")) for number, body in enumerate(bodies)]
    return make_segment(briefings, CHOICES, 1)


def test_a_posting_says_where_the_word_weighs_most() -> None:
    """Of the places where a word stands in a point, title, heading, text often and text, the first counts."""
    index = joined([segment_with(WEIGHED, WEIGHED)])
    assert postings_of(index, "handovers") == [[(0, 3), (1, 0), (5, 3), (6, 0)]]
    assert postings_of(index, "plans") == [[(1, 2), (2, 2), (3, 2), (6, 2), (7, 2), (8, 2)]]
    assert postings_of(index, "plan") == [[(1, 1), (4, 0), (6, 1), (9, 0)]]
    assert postings_of(index, "late") == [[(0, 0), (1, 1), (2, 0), (5, 0), (6, 1), (7, 0)]]
    assert postings_of(index, "else") == [[(3, 0), (8, 0)]]
    assert "neglect  AB," in index["words/ne"][1][0] + ","


def test_a_posting_says_how_much_stands_above() -> None:
    """A word of a long text above points says less: a posting counts that text in eights of words, at most seven."""
    bodies = [f"\n## Findings\n\n{'Twenty ' * count}:\n\n- One.\n" for count in (5, 20, 99)]
    briefings = [index_briefing(read_briefing(body)) for body in bodies]
    firsts = [dict(zip(each.words.split(), each.first_postings, strict=True))["twenty"] for each in briefings]
    assert firsts == [IN_HEADING + EIGHT_WORDS * eights for eights in (0, 2, 7)]


def test_what_a_briefing_comes_to_can_be_kept() -> None:
    """One briefing's words are plain values, and come back from a file as they went; so does a segment."""
    indexed = index_briefing(read_briefing(WEIGHED))
    assert pickle.loads(pickle.dumps(indexed)) == indexed
    segment = segment_with(WEIGHED)
    assert pickle.loads(pickle.dumps(segment)) == segment


def test_segments_are_few_and_even() -> None:
    """There are as many segments as hold a hundred briefings each, and none holds nearly twice its share."""
    assert [segment_count(briefings) for briefings in (0, 96, 97, 1000, 5000)] == [1, 1, 2, 16, 64]
    members = [segment_of(f"2021-{number:05}-a-review", 16) for number in range(1000)]
    assert max(members.count(segment) for segment in range(16)) < 1.6 * 1000 / 16


def many_briefings(count: int) -> list[str]:
    """Write bodies in each of which one word is its own."""
    return [f"\n## Findings\n\n- Word own{number}.\n- Plans were late.\n" for number in range(count)]


def test_an_edit_makes_one_segment_anew_and_moves_no_point_of_another() -> None:
    """A point more in one briefing leaves all that other segments hold as it was; so does a briefing more."""
    bodies = many_briefings(MOST_BRIEFINGS + 20)
    before = segments_of(bodies)
    assert len(before) == 2
    for after in (
        segments_of([bodies[0] + "- Quite new.\n", *bodies[1:]]),
        segments_of([*bodies, "\n## Findings\n\n- New.\n"]),
    ):
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def segments_of(bodies: list[str]) -> list[Segment]:
    """Make the segments of a site with briefings of these bodies."""
    briefings = [index_briefing(read_briefing(body, name=f"{number}.md")) for number, body in enumerate(bodies)]
    split = split_into_segments({briefing.slug: Shared(briefing) for briefing in briefings})
    return [make_segment((each.value for each in members), CHOICES, count) for members, count in split]


def test_every_word_is_found_in_its_segment() -> None:
    """Where there are several segments, a word is found in the one of its briefing, at the point's number there."""
    bodies = many_briefings(MOST_BRIEFINGS + 20)
    index = joined(segments_of(bodies))
    slugs = [[row[0] for row in rows] for rows in index["index"]["segments"]]
    assert sorted(slug for segment in slugs for slug in segment) == sorted(
        str(number) for number in range(len(bodies))
    )
    for number in range(len(bodies)):
        found = postings_of(index, f"own{number}")
        assert [[(2 * segment.index(str(number)), 0)] if str(number) in segment else [] for segment in slugs] == found


def test_the_texts_stand_in_one_file_a_briefing() -> None:
    """A result's text, lead-in, id and date come from its briefing's file; most ids as a number of words."""
    index = index_of(built(briefing_project(BODY)))
    title, address, points = index["texts/a"]
    assert (title, address) == ("Neglect in Example", "briefings/a/index.html")
    assert points[0][:2] == [7, "Key points for managers"]
    assert len("escalate-a-worry-when-it-isnt-answered".split("-")) == 7
    assert [point[1] for point in points] == ["Key points for managers", 0, "What was found"]
    assert [point[3] for point in points] == ["March 2022", 0, 0]


def sections_of(index: Any) -> list[tuple[str, str, str]]:
    """Give each point's kind, audience and state, which stand in runs of one number."""
    facets = index["facets"]
    numbers = decode(index["columns"]["section"])
    found = []
    for number, more in zip(numbers[::2], numbers[1::2], strict=True):
        section, state = divmod(number, len(facets["state"]) + 1)
        role, audience = divmod(section, len(facets["audience"]))
        state_id = facets["state"][state - 1][0] if state else ""
        found += [(facets["role"][role][0], facets["audience"][audience][0], state_id)] * (more + 1)
    return found


def test_facets_are_exact_to_the_point() -> None:
    """Each point's role, audience and themes can be read back; what holds for all stands with the briefing."""
    files = index_of(built(briefing_project(BODY)))
    index = files["index"]
    facets, columns = index["facets"], index["columns"]
    themes = [theme[1].lower().replace(" ", "-") for theme in facets["theme"]]
    [[[slug, _, points, month, partnerships, kind, topics]]] = index["segments"]
    assert (slug, points, month) == ("a", 3, 12 * 122 + 3)
    assert sections_of(index) == [
        ("learning", "managers", ""),
        ("learning", "managers", ""),
        ("findings", "everyone", ""),
    ]
    assert decode(columns["year"]) == [2022, 2]
    assert list(map(decode, files["choices"]["theme"])) == [[1, 0, 0], [themes.index("information-sharing")]]
    assert files["themes/information-sharing"] == ["A"]
    assert "themes/neglect" not in files
    assert decode(topics) == [themes.index("neglect")]
    assert [facets["partnership"][number] for number in decode(partnerships)] == [
        ["example", "Example Safeguarding Partnership", "ESP", "Example"]
    ]
    assert facets["kind"][kind][0] == "multi-agency-audit"


def test_a_facet_names_no_choice_that_no_point_has() -> None:
    """A partnership without a visible briefing keeps its number, and has no name."""
    facets = index_of(built(briefing_project(BODY)))["index"]["facets"]
    assert [choice and choice[0] for choice in facets["partnership"]] == ["example", 0]


def test_lessons_and_states_are_facets() -> None:
    """The lessons of a point and how far an action is stand in columns; an action that does not say it is one too."""
    body = """
## What was found

- Minutes came late. {lesson="minutes"}
- Nothing else.

## Actions

- Minutes are sent at once. {owner="MASH" state=done lesson="minutes"}
- A form is made.
"""
    vocabulary = "--- briefings/_lessons.yml\nminutes:\n  statement: Minutes reach everyone.\n  themes: [plans]\n"
    files = index_of(built(briefing_project(body, more=vocabulary)))
    index = files["index"]
    assert index["facets"]["lesson"] == [["minutes"]]
    assert files["lessons"] == ["Minutes reach everyone."]
    assert list(map(decode, files["choices"]["lesson"])) == [[1, 0, 1, 0], [0, 0]]
    assert decode(index["columns"]["bears"]) == [1, 0, 0, 0, 1, 0, 0, 0]
    assert [state for _, _, state in sections_of(index)] == ["", "", "done", "not-given"]


def test_a_theme_that_nobody_raised_knows_the_nearest() -> None:
    """The first file names every theme with its other words, and beside one that nobody raised those to look at."""
    inputs = briefing_project(BODY, more="")
    themes = (
        inputs.sources["briefings/_themes.yml"]
        + b"""smart:
  label: SMART plans
  broader: plans
  related: [neglect]
  definition: Plans that say who does what.
"""
    )
    index = index_of(built(replace(inputs, sources={**inputs.sources, "briefings/_themes.yml": themes})))["index"]
    assert index["facets"]["theme"] == [
        [0, "Information sharing", ["sharing information", "GDPR"]],
        [0, "Neglect", ["chronic neglect"]],
        [0, "Plans", [], []],
        ["smart", "SMART plans", [], [1]],
    ]
    assert index["glossary"] == {"MASH": "multi-agency safeguarding hub"}


def test_synonyms_lead_to_their_theme_raised_or_not() -> None:
    """The vocabulary's file names each theme with all words for it, and no count where nobody raised it."""
    terms = {label: told for label, *told in index_of(built(briefing_project(BODY)))["terms"]}
    assert terms["Information sharing"][:2] == [
        "themes/information-sharing/index.html",
        ["sharing information", "GDPR"],
    ]
    assert terms["Plans"][0] == "themes/plans/index.html"
    assert [terms["Information sharing"][3], terms["Plans"][3]] == [1, None]


def test_a_hidden_briefing_leaves_no_trace_in_the_index() -> None:
    """With a draft beside it or without, the index is the same to the byte."""
    alone = built(briefing_project(BODY))
    beside = built(briefing_project(BODY, more=f"--- briefings/zebra.md\n{DRAFT}\n## Findings\n\n- Zebras. #plans\n"))
    search = {address for address in alone.files if address.startswith("search/")}
    assert {address: alone.files[address] for address in search} == {
        address: content for address, content in beside.files.items() if address.startswith("search/")
    }


def test_a_common_word_has_a_file_of_its_own() -> None:
    """Postings too long for their shard are loaded only when asked for."""
    many = "\n".join(f"- Number {number} {'again ' * (number % 3)}about tides." for number in range(1500))
    index = index_of(built(briefing_project(f"\n## Findings\n\n{many}\n")))
    files, [rows] = index["words/ti"]
    assert files["tides"].startswith("search/postings/tides.")
    assert "tides *" in rows.split(",")
    assert points_with(index, "tides") == list(range(1500))


def test_many_words_that_begin_alike_are_parted_by_their_third_letter() -> None:
    """A file of words stays small however many words there are: what it does not hold stands in others."""
    many = "\n".join(f"- {' '.join(f'st{a}{number}{b}' for a in 'aeo' for b in 'bcd')}." for number in range(600))
    index = index_of(built(briefing_project(f"\n## Findings\n\n{many}\n- Stop and start.\n")))
    names = {name for name in index if name.startswith("words/st")}
    assert names == {"words/sta", "words/ste", "words/sto"}
    assert [[row.split(" ")[0] for row in index["words/sto"][1][0].split(",")][-1]] == ["stop"]


def test_the_order_of_sources_makes_no_difference() -> None:
    """The index is a function of the catalogue."""
    inputs = briefing_project(BODY, more=f"--- briefings/b.md\n{FRONT}{BODY}")
    backwards = replace(inputs, sources=dict(reversed(list(inputs.sources.items()))))
    assert built(inputs).files == built(backwards).files
