"""The search index: every word of every visible point, in files that any host and any folder can serve."""

import json
import pickle
import re
import unicodedata
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.pipeline import Site
from learnbrief.search import fold, stem, words_of
from learnbrief.search.codes import decode, encode, gaps
from learnbrief.search.postings import Group, join, words_of_briefing
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
    taken = {}
    for address, content in site.files.items():
        if address.startswith("search/") and address.endswith(".js"):
            match = re.fullmatch(r"learnbrief\.take\((\"[^\"]*\"),(.*)\);\n", content.decode(), re.DOTALL)
            assert match, address
            taken[json.loads(match[1])] = json.loads(match[2])
    return taken


def points_with(index: dict[str, Any], word: str) -> list[int]:
    """Find the points whose postings hold a word, as the browser does."""
    for group in index[f"words/{word[:2]}"]:
        if word in group[0].split():
            point, found = 0, []
            for code in decode(group[2]):
                point += code >> 2
                found.append(point)
            return found
    return []


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
        ("child’s", "childs"),
        ("MARAC", "marac"),
        ("don't", "dont"),
        ("naïve Ångström", "naive angstrom"),
    ],
)
def test_folding_takes_away_case_accents_and_apostrophes(text: str, folded: str) -> None:
    """What makes no difference to a searcher makes none to the index."""
    assert fold(text) == folded


@given(st.text("aB'’`-‐‑_ éÉİΣﬁＡ\u0301\u0327\u0336" + "한ก็\uff07", max_size=12))
def test_folding_is_what_unicode_says(text: str) -> None:
    """However letters and marks are put together, folding letter by letter gives what folding them at once does."""
    whole = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in whole if unicodedata.category(letter)[0] != "M" and letter not in "'’ʼ`")
    assert fold(text) == bare.lower()


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


def test_a_posting_says_where_the_word_weighs_most() -> None:
    """Of the places where a stem's words stand in a point, title, heading, text often and text, the first counts."""
    words = words_of_briefing(read_briefing(WEIGHED))
    groups = join([words, words], [])
    assert weighed(groups["handov"]) == [(0, 3), (1, 0), (5, 3), (6, 0)]
    assert weighed(groups["plan"]) == [(1, 2), (2, 2), (3, 2), (4, 0), (6, 2), (7, 2), (8, 2), (9, 0)]
    assert weighed(groups["late"]) == [(0, 0), (1, 1), (2, 0), (5, 0), (6, 1), (7, 0)]
    assert weighed(groups["els"]) == [(3, 0), (8, 0)]
    assert groups["neglect"].briefings == [0, 1]


def weighed(group: Group) -> list[tuple[int, int]]:
    """Read a group's postings: each point's number, and the place."""
    codes = decode(group.encoded)
    return list(zip(accumulate(code >> 2 for code in codes), (code & 3 for code in codes), strict=True))


def test_what_a_briefing_comes_to_can_be_kept() -> None:
    """One briefing's words are plain values, and come back from a file as they went."""
    words = words_of_briefing(read_briefing(WEIGHED))
    assert pickle.loads(pickle.dumps(words)) == words


def test_the_texts_stand_in_one_file_a_briefing() -> None:
    """A result's text, lead-in, id and date come from its briefing's file."""
    index = index_of(built(briefing_project(BODY)))
    title, address, publisher, kind, points = index["texts/0"]
    assert (title, address, publisher) == ("Neglect in Example", "briefings/a/index.html", "ESP")
    assert kind == "Multi-agency audit"
    assert points[0][:2] == ["escalate-a-worry-when-it-isnt-answered", "Key points for managers"]
    assert points[2][1] == "What was found"


def test_facets_are_exact_to_the_point() -> None:
    """Each point's role, audience and themes stand in the columns, inherited topics with the briefing."""
    index = index_of(built(briefing_project(BODY)))["index"]
    roles = [index["facets"]["role"][number][0] for number in decode(index["columns"]["roles"])]
    audiences = [index["facets"]["audience"][number][0] for number in decode(index["columns"]["audiences"])]
    themes = [theme for theme, _ in index["facets"]["theme"]]
    assert roles == ["learning", "learning", "findings"]
    assert audiences == ["managers", "managers", "everyone"]
    assert decode(index["columns"]["themes"]) == [1, themes.index("information-sharing"), 0, 0]
    assert decode(index["briefings"][0][4]) == [themes.index("neglect")]


def test_synonyms_lead_to_their_theme_raised_or_not() -> None:
    """The vocabulary's file names each theme with all words for it, and no address where there is no page."""
    terms = {label: (address, also) for label, address, also, *_ in index_of(built(briefing_project(BODY)))["terms"]}
    assert terms["Information sharing"] == ("themes/information-sharing/index.html", ["sharing information", "GDPR"])
    assert terms["Plans"] == ("", [])


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
    group = next(group for group in index["words/ti"] if "tides" in group[0].split())
    assert group[1] == 1500
    assert group[2].startswith("/search/postings/tides.")
    assert len(decode(index[f"postings {group[0]}"])) == 1500


def test_the_order_of_sources_makes_no_difference() -> None:
    """The index is a function of the catalogue."""
    inputs = briefing_project(BODY, more=f"--- briefings/b.md\n{FRONT}{BODY}")
    backwards = replace(inputs, sources=dict(reversed(list(inputs.sources.items()))))
    assert built(inputs).files == built(backwards).files
