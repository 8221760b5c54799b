"""Pages that tell what they are made of are remembered, but never one that would be other by now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from learnbrief.crew import Crew, Told, alone, unseen
from learnbrief.files import Memory
from learnbrief.memo import Recompute
from learnbrief.pages import Page
from learnbrief.pipeline import Inputs, build
from tests.support import project, templates
from tests.test_pages import WORLD

Item = TypeVar("Item")

BEGIN = replace(project(WORLD), templates=templates())


def edited(old: str, new: str, count: int = 1) -> Inputs:
    """Give the world after an edit."""
    assert old in WORLD
    return replace(project(WORLD.replace(old, new, count)), templates=BEGIN.templates)


EDITS: dict[str, Inputs] = {
    "a point more": edited("- The old finding stood alone.", "- The old finding stood alone.\n- Another. #plans"),
    "another word": edited("The old finding stood alone.", "The old finding stood quite alone."),
    "another title": edited("title: Neglect in East", "title: Neglect once more"),
    "another day": edited("held: 2018-03", "held: 2018-04"),
    "later than others": edited("held: 2018-03", "held: 2025-04"),
    "another summary": edited("an *early* audit", "an *earlier* audit"),
    "another publisher": edited("partnership: [east, west]", "partnership: [west]"),
    "another kind": edited("kind: deep-dive", "kind: rapid-review"),
    "another topic": edited("topics: [plans]", "topics: [plans, neglect]"),
    "another role": edited("## What worked well", "## What we found"),
    "another audience": edited("## Key points for managers", "## Key points for practitioners"),
    "no follow-up": edited("follows_up: [2022-new]\n", ""),
    "no successor": edited("superseded_by: 2022-new\n", ""),
    "published again": edited("status: archived\n", ""),
    "withdrawn": edited("status: archived", "status: withdrawn"),
    "a draft": edited("status: archived", "status: draft"),
    "a state": edited("state=done", "state=dropped"),
    "a tag": edited("share the plan; see [what worked](#kept-calling). #plans", "share the plan. #neglect"),
    "an id": edited("another-old-id", "one-more-old-id"),
    "a label": edited("label: Neglect", "label: Neglected"),
    "a synonym": edited("also: [SMART]", "also: [SMARTER]"),
    "a relation": edited("related: [plans, missing]", "related: [plans]"),
    "a broader theme": edited("  broader: harm\n", ""),
    "a partnership's name": edited("name: East Safeguarding", "name: Eastern Safeguarding"),
    "a partnership's area": edited("area: East", "area: The East"),
    "an abbreviation": edited("multi-agency safeguarding hub", "multi-agency hub"),
    "another site": edited("title: Example learning", "title: Other learning"),
    "another address": edited("https://example.org/learning/", "https://example.com/"),
    "a colour": edited("title: Example learning", "title: Example learning\ncolours: {accent: '#7a1f5c'}"),
    "a menu": edited(
        "title: Example learning", "title: Example learning\nnavigation: [{title: All, url: /briefings/}]"
    ),
    "short links": edited("title: Example learning", "title: Example learning\nlinks: folders"),
    "an audience": edited(
        "title: Example learning", "title: Example learning\naudiences: {pilots: {label: Pilots, words: [pilots]}}"
    ),
    "drafts": replace(BEGIN, drafts=True),
    "the next day": replace(BEGIN, today=BEGIN.today + timedelta(days=1)),
    "years ago": replace(BEGIN, today=date(2019, 5, 1)),
    "years from now": replace(BEGIN, today=date(2031, 5, 1)),
    "a given address": replace(BEGIN, base_url="https://elsewhere.example"),
    "no briefing": replace(
        BEGIN, sources={name: each for name, each in BEGIN.sources.items() if name != "briefings/2024-joint.yml"}
    ),
    "another file": replace(
        BEGIN, sources={name.replace("2018-old", "2018-older"): each for name, each in BEGIN.sources.items()}
    ),
    "a template": replace(
        BEGIN, templates={**BEGIN.templates, "parts/footer.html": b"<footer>{{ site.title }}</footer>"}
    ),
    "a style": replace(BEGIN, templates={**BEGIN.templates, "assets/style.css": b"p { color: #000 }"}),
}


SESSIONS = 4


@pytest.mark.parametrize("session", range(SESSIONS))
def test_a_remembered_page_is_as_a_page_made_anew(tmp_path: Path, session: int) -> None:
    """After an edit of whatever pages are made of, nothing old is left.

    Each edit takes back the one before, and in the end all are taken back.
    """
    assert build(BEGIN, Memory(tmp_path)).files
    for edit in [*list(EDITS)[session::SESSIONS], ""]:
        inputs = EDITS.get(edit, BEGIN)
        remembered, anew = build(inputs, Memory(tmp_path)), build(inputs)
        assert remembered.problems == anew.problems, edit
        assert [name for name in anew.files if remembered.files.get(name) != anew.files[name]] == [], edit
        assert remembered.files.keys() == anew.files.keys(), edit


class Noting(Recompute):
    """A memo that notes the keys of pages."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def under(
        self,
        keys: Sequence[str],
        make: Callable[[Item], bytes],
        items: Sequence[Item],
        crew: Crew = alone,
        told: Told = unseen,
    ) -> list[bytes]:
        """Note the keys."""
        self.keys = {item.address: key for key, item in zip(keys, items, strict=True) if isinstance(item, Page)}
        return super().under(keys, make, items, crew, told)


def keys_of(inputs: Inputs) -> dict[str, str]:
    """Give the key of each page that tells what it is made of."""
    noting = Noting()
    build(inputs, noting)
    return noting.keys


def test_an_edit_far_away_changes_nothing() -> None:
    """A point more in an old briefing leaves pages of others as they are."""
    many = WORLD + "".join(
        f"--- briefings/{year}-{month}.md\n---\ntitle: Of {year}-{month}\npartnership: west\nkind: deep-dive\n"
        f"held: {year}-{month:02}\npublished: {year + 1}-01-31\nsummary: What was seen.\ntopics: [plans]\n---\n"
        f"## Findings\n\n- Seen in {year}-{month}.\n"
        for year in range(2001, 2015)
        for month in (1, 7)
    )
    before = replace(project(many), templates=BEGIN.templates)
    after = replace(
        project(many.replace("- Seen in 2001-1.", "- Seen in 2001-1.\n- And more.")), templates=BEGIN.templates
    )
    keys = keys_of(before), keys_of(after)
    changed = {address for address in keys[0] if keys[0][address] != keys[1][address]}
    briefings = {address for address in changed if address.startswith("briefings/")}
    assert "briefings/2001-1/index.html" in briefings
    assert "briefings/2002-7/index.html" in briefings
    assert "briefings/2014-7/index.html" not in briefings
    assert len(briefings) <= 8
    assert "themes/plans/index.html" in changed
    assert "themes/neglect/index.html" not in changed
    page = "briefings/2014-7/index.html"
    assert build(before).files[page] == build(after).files[page]


def test_a_page_with_a_fault_is_not_remembered(tmp_path: Path) -> None:
    """Every build tells of it, and once the template is mended the page is made."""
    broken = replace(
        BEGIN, templates={**BEGIN.templates, "pack.html": b'{% extends "base.html" %}{{ page.nothing }}'}
    )
    for _ in range(2):
        site = build(broken, Memory(tmp_path))
        assert [problem.code for problem in site.problems if problem.at.file == "templates/pack.html"]
        assert not site.files
    assert build(BEGIN, Memory(tmp_path)).files == build(BEGIN).files


def test_nothing_is_not_remembered(tmp_path: Path) -> None:
    """A page that could not be made is asked for again; one that could is not, under the same key."""
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"x" * number

    for _ in range(2):
        assert Memory(tmp_path).under(["a", "b", "c"], make, [0, 1, 2]) == [b"", b"x", b"xx"]
    assert made == [0, 1, 2, 0]
    assert Memory(tmp_path).under(["b"], make, [1]) == [b"x"]
    assert made == [0, 1, 2, 0]
