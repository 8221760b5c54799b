"""What a reader types finds what the text says, however either is written or bent.

Over a small site whose every point is there for its words. Each query names the points that it must find, no other.
"""

import random
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from benchmarks.ranking import search_for
from learnbrief.search import fold, words_of
from tests.support import VOCABULARY, made_pages, project
from tests.support import publish_files as publish

POINTS = """
- The chronologies ran late. {#chronologies}
- Injuries had two stories. {#injuries}
- The mums felt judged. {#mums}
- GPs heard last. {#gps}
- Nurses referred in June. {#nurses}
- Two sisters were bereaved. {#bereaved}
- Bullied pupils fell quiet. {#bullied}
- Policies had no date. {#policies}
- The police knocked first. {#police}
- The fathers waited outside. {#fathers}
- They gather views, rather late. {#gather}
- Children drew pictures. {#children}
- The child drew nothing. {#child}
- Both women spoke. {#women}
- Knives lay about. {#knives}
- She disclosed at night, and was met with silence. {#disclosed}
- Staff sought advice and left a note. {#sought}
- C.S.E. came up. {#cse}
- The s.20 form lapsed. {#s20}
- A section 47 enquiry began. {#section47}
- Drug & alcohol workers called. {#drug}
- Łukasz and Søren moved. {#strokes}
- Safe\u00adguarding begins at home. {#soft}
- Multi\u200bagency talks helped. {#zero}
- Ages 16–17 and 25+ fared worst. {#ages}
- By-standers looked on. {#bystanders}
- A clothes peg and a coat hanger fell. {#minder}
- James's school rang. {#james}
- A witness’s drawing went astray. {#witness}
- The dentist wrote twice. {#dentist}
- What we do is what is in the list, and what is to be done with it. {#little}
- Heard at MARAC. {#marac}
- Seen at a multi-agency safeguarding hub. {#hub}
- Unseen men were named. {#unseen}
- Men went unseen. {#apart}
- The registrar recognised it. {#recognised}
- Managing took years. {#managing}
- Her manager agreed. {#manager}
- Offending began early. {#offending}
"""
MADE_UP = f"""{VOCABULARY}MARAC: multi-agency risk assessment conference
--- briefings/words.md
---
title: Made-up findings
partnership: example
kind: multi-agency-audit
held: 2022-03
published: 2022-06-01
summary: Every point stands here for its words.
topics: []
---

## What was found
{POINTS}"""

FINDS = [
    *[(query, "chronologies") for query in ("chronology", "chronologies", "CHRONOLOGIES")],
    *[
        ("injury", "injuries"),
        ("mum", "mums"),
        ("mum's", "mums"),
        ("GP", "gps"),
        ("GPs", "gps"),
        ("gps", "gps"),
        ("nurse", "nurses"),
    ],
    *[(query, "nurses") for query in ("referral", "referrals", "refer", "referring")],
    *[("bereavement", "bereaved"), ("bullying", "bullied"), ("bully", "bullied"), ("policy", "policies")],
    *[("father", "fathers"), ("gathering", "gather"), ("woman", "women"), ("knife", "knives")],
    *[(query, "children child") for query in ("child", "children", "children's")],
    *[
        ("disclosing", "disclosed"),
        ("disclosure", "disclosed"),
        ("meet", "disclosed"),
        ("seek", "sought"),
        ("leaving", "sought"),
    ],
    *[("advise", "sought"), ("recognized", "recognised"), ("recognize", "recognised")],
    *[(query, "cse") for query in ("CSE", "C.S.E.", "c.s.e", "C.S.E")],
    *[(query, "s20") for query in ("s20", "s.20", "S 20", "section 20", "sec. 20")],
    *[(query, "section47") for query in ("s47", "s.47", "s 47", "S47", "section 47", "s47s")],
    *[
        ("drug and alcohol", "drug"),
        ("drug & alcohol", "drug"),
        ("Lukasz", "strokes"),
        ("soren", "strokes"),
        ("Łukasz", "strokes"),
    ],
    *[
        ("safeguarding begins", "soft"),
        ("safe\u00adguarding begins", "soft"),
        ("multiagency talks", "zero"),
        ("multi-agency talks", "zero"),
    ],
    *[("16-17", "ages"), ("16–17", "ages"), ("16 17", "ages"), ("25+", "ages"), ("25 plus", "ages")],
    *[
        (query, "bystanders")
        for query in ("bystanders", "by standers", "by-standers", "bystander", "by\u00a0standers")
    ],
    *[(query, "minder") for query in ("coathanger", "coat hanger", "coat-hanger")],
    *[("James", "james"), ("James's", "james"), ("witness", "witness"), ("witnesses'", "witness")],
    *[
        ("MARAC", "marac"),
        ("M.A.R.A.C.", "marac"),
        ("multi-agency risk assessment conference", "marac"),
        ("MASH", "hub"),
    ],
    *[
        (query, "unseen")
        for query in ('"unseen men"', "“unseen men”", "„unseen men“", "«unseen men»", '“unseen men"')
    ],
    *[("unseen men", "unseen apart"), ("“men unseen”", "")],
    *[("what is the role of the dentist", "dentist"), ("how did the dentist write to us", "dentist")],
    *[("managers", "manager"), ("manager", "manager"), ("managing", "managing manager"), ("offenders", "offending")],
    ("what is in it", "little"),
]
"""Queries with the points that each finds, in any order."""


@pytest.fixture(scope="module")
def words_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the small site's search."""
    folder = tmp_path_factory.mktemp("words")
    publish(made_pages(project(MADE_UP), "search/index.html"), folder / "site", folder)
    return folder / "site"


def search(page: Page, site: Path, query: str) -> list[str]:
    """Search as from a shared link, and give the ids of the points found."""
    page.goto(f"{(site / 'search/index.html').as_uri()}?q={quote(query)}")
    page.wait_for_selector("html[data-searched]", state="attached")
    found: list[str] = page.eval_on_selector_all(
        "#_results .source a", "links => links.map(link => link.hash.slice(1))"
    )
    return found


def test_a_query_finds_what_means_the_same_and_nothing_else(page: Page, words_site: Path) -> None:
    """Bent, dotted, joined, parted, misprinted or in full: the points are those that a person would name.

    Where another form of the word stands, no page says that nothing holds it.
    """
    answers = search_for(page, words_site, (query for query, _ in FINDS))
    found = {query: set(ids) for (query, _), (ids, _) in zip(FINDS, answers, strict=True)}
    assert found == {query: set(points.split()) for query, points in FINDS}
    said = {query: text for (query, points), (_, text) in zip(FINDS, answers, strict=True) if points}
    assert [query for query, text in said.items() if "Nothing" in text and "the role" not in query] == []


@pytest.mark.parametrize(("query", "first"), [("child", "child"), ("children", "children"), ("unseen men", "unseen")])
def test_the_very_form_ranks_first(page: Page, words_site: Path, query: str, first: str) -> None:
    """Of two points with forms of a word, the one with the form that was typed is first; of pairs the close one."""
    assert search(page, words_site, query)[0] == first


def test_a_word_of_the_vocabulary_is_no_slip(page: Page, words_site: Path) -> None:
    """A theme's word that stands nowhere is not taken for another one letter away; a real slip is, and it is said."""
    assert search(page, words_site, "GDPR") == []
    assert search(page, words_site, "chronolgies") == ["chronologies"]
    expect(page.locator("#_status")).to_contain_text("No point has “chronolgies”. These have “chronologies”")


def test_the_filter_of_themes_folds_alike(page: Page, tmp_path: Path) -> None:
    """Dots, signs and accents make no difference in the index of themes either."""
    themes = MADE_UP.replace(
        "--- briefings/_partnerships.yml",
        "early-help:\n  label: Early help & support\n  also: [C.C.E., section 17]\n  definition: Help.\n"
        "--- briefings/_partnerships.yml",
    )
    publish(made_pages(project(themes), "themes/index.html"), tmp_path / "site", tmp_path)
    for typed in ("early help and support", "early help & support", "cce", "c.c.e", "s.17", "s17", "CCE"):
        page.goto((tmp_path / "site/themes/index.html").as_uri())
        page.locator("#_term").fill(typed)
        expect(page.locator("#_found li")).to_have_count(1)
        expect(page.locator("#_found li")).to_contain_text("Early help & support")


PIECES = (
    "C.S.E.|s.20|s 47|section 47|sections 17|A&E|a and e|a & b|GPs|James's|witnesses’|Łódź|Straße|Safe\u00adguarding"
    "|\u200b|16–17|0-5|16+|1,000|12,345,678|by standers|by-standers|5s|1990s|Multi-agency|“quoted”|e.g.|U.K|x.y.z"
    "|it's|'tis|ﬁne|Ａ| \u00a0|Σίσυφος|İ|ı|Ǿ|½|²|š|a.|s|ss|and|&|a| |\n|-|–|,|47|5|p.m.|o’s|ſ|ŉ"
).split("|")


def test_the_browser_folds_as_the_build_does(page: Page, words_site: Path) -> None:
    """Over ten thousand texts, folding gives the same, and every word that the browser asks for is in the index."""
    dice = random.Random("folds")
    texts = [
        "".join(dice.choice(PIECES) + dice.choice(("", " ", ", ")) for _ in range(dice.randint(1, 6)))
        for _ in range(10_000)
    ]
    page.goto((words_site / "search/index.html").as_uri())
    both = page.evaluate("texts => texts.map(text => [learnbrief.fold(text), learnbrief.wordsOf(text)])", texts)
    for text, (theirs, words) in zip(texts, both, strict=True):
        assert theirs == fold(text), text
        assert set(words) <= set(words_of(text)), text
