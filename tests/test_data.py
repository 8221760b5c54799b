"""Open data: what other programs may rely on, SPEC 4."""

import json
from typing import Any

import pytest

from learnbrief.build import Site
from tests.support import built, page, project

WORLD = """
--- learnbrief.yml
base_url: https://example.org/learning
--- briefings/_themes.yml
neglect:
  label: Neglect
  definition: Needs unmet over time.
plans:
  label: Plans
  definition: Who does what by when.
trust:
  label: Trust
  definition: Being believed.
--- briefings/_partnerships.yml
east:
  name: East Safeguarding Partnership
west:
  name: West Safeguarding Partnership
--- briefings/2022-neglect.md
---
title: Neglect in East
partnership: east
kind: deep-dive
held: 2022-08
published: 2022-12-01
status: archived
summary: What a *deep dive* taught.
topics: [neglect]
---
## Key points {audience=managers}

### Plans

The audit reminds us to:

- **share** plans with [all](#trusted) agencies. #trust #plans {#shared-plans}

### Trust {held=2022-09-05 role=good-practice}

Families felt trusted. {#trusted}
--- briefings/2024-joint.yml
title: A year
partnership: [east, west]
kind: annual-learning
held: 2023/24
published: 2024-09-01
summary: A year.
topics: [plans, neglect]
sections:
  - heading: What we are doing
    points:
      - {text: Write a guide., owner: East, due: 2025-03, state: under-way, id: guide}
"""

POINTS: dict[str, dict[str, Any]] = {
    "shared-plans": {
        "url": "https://example.org/learning/briefings/2022-neglect/#shared-plans",
        "briefing": "2022-neglect",
        "title": None,
        "text": "share plans with all agencies.",
        "html": '<p><strong>share</strong> plans with <a href="https://example.org/learning/briefings/2022-neglect/'
        '#trusted">all</a> agencies.</p>',
        "lead_in": "The audit reminds us to:",
        "section": ["Key points", "Plans"],
        "role": "learning",
        "audience": "managers",
        "themes": ["neglect", "plans", "trust"],
        "tags": ["plans", "trust"],
        "partnership": "east",
        "kind": "deep-dive",
        "held": {"from": "2022-08-01", "to": "2022-08-31", "label": "August 2022"},
        "year": 2022,
    },
    "trusted": {
        "title": "Trust",
        "text": "Families felt trusted.",
        "section": ["Key points", "Trust"],
        "role": "good-practice",
        "themes": ["neglect"],
        "tags": [],
        "held": {"from": "2022-09-05", "to": "2022-09-05", "label": "5 September 2022"},
    },
    "guide": {
        "role": "actions",
        "audience": "everyone",
        "partnership": ["east", "west"],
        "held": {"from": "2023-04-01", "to": "2024-03-31", "label": "2023/24"},
        "year": 2023,
        "owner": "East",
        "due": {"from": "2025-03-01", "to": "2025-03-31", "label": "March 2025"},
        "state": "under-way",
    },
}
FIELDS = POINTS["shared-plans"].keys() | {"id"}

BRIEFINGS: dict[str, dict[str, Any]] = {
    "2022-neglect": {
        "url": "https://example.org/learning/briefings/2022-neglect/",
        "title": "Neglect in East",
        "summary": "What a deep dive taught.",
        "partnership": "east",
        "kind": "deep-dive",
        "held": {"from": "2022-08-01", "to": "2022-08-31", "label": "August 2022"},
        "published": "2022-12-01",
        "status": "archived",
        "topics": ["neglect"],
        "themes": ["neglect", "plans", "trust"],
        "points": 2,
    },
    "2024-joint": {"partnership": ["east", "west"], "status": "published", "points": 1},
}


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the small project."""
    return built(project(WORLD))


def points(site: Site) -> dict[str, Any]:
    """Read the points by id."""
    return {point["id"]: point for point in json.loads(page(site, "data/points.json"))["points"]}


@pytest.mark.parametrize("point_id", POINTS)
def test_points(site: Site, point_id: str) -> None:
    """A point says what it says, where it stands, what it is about and when its review was held."""
    point = points(site)[point_id]
    assert {name: point[name] for name in POINTS[point_id]} == POINTS[point_id]
    assert point.keys() >= FIELDS


def test_points_are_all_there(site: Site) -> None:
    """Every visible point stands in the data once, newest briefing first and in its printed order."""
    assert list(points(site)) == ["guide", "shared-plans", "trusted"]
    assert len(json.loads(page(site, "data/points.json"))["points"]) == 3


@pytest.mark.parametrize("slug", BRIEFINGS)
def test_briefings(site: Site, slug: str) -> None:
    """A briefing says who published it, when, about what, and how many points it makes."""
    found = {briefing["slug"]: briefing for briefing in json.loads(page(site, "data/briefings.json"))["briefings"]}
    assert found.keys() == BRIEFINGS.keys()
    assert {name: found[slug][name] for name in BRIEFINGS[slug]} == BRIEFINGS[slug]
    assert found[slug].keys() >= BRIEFINGS["2022-neglect"].keys() | {"slug"}


def test_without_a_base_url() -> None:
    """Where the owner has not said where the site stands, addresses are those inside the site."""
    site = built(project(WORLD.replace("base_url: https://example.org/learning", "title: A")))
    assert points(site)["guide"]["url"] == "briefings/2024-joint/#guide"


def digest(text: str) -> str:
    """Build a project and give the digest of its published sources."""
    found = json.loads(page(built(project(text)), "data/points.json"))["generated_from"]
    assert isinstance(found, str)
    return found


DRAFT = """--- briefings/2025-draft.md
---
title: Not yet
partnership: east
kind: deep-dive
held: 2025
published: 2025-06-01
status: draft
summary: Not yet.
topics: [neglect]
---
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Families felt trusted.", "Families felt safe."),
        ("label: Trust", "label: Confidence"),
        ("East Safeguarding Partnership", "Eastern Partnership"),
        ("--- briefings/2024-joint.yml", "--- briefings/2024-both.yml"),
    ],
    ids=["a point", "a theme", "a partnership", "a file's name"],
)
def test_the_digest_changes_with_what_is_published(old: str, new: str) -> None:
    """`generated_from` is another one whenever a published source is."""
    assert digest(WORLD.replace(old, new)) != digest(WORLD)


def test_the_digest_knows_nothing_of_drafts() -> None:
    """`generated_from` stays the same when a draft comes or changes, and is the same for the same sources."""
    assert digest(WORLD) == digest(WORLD + DRAFT) == digest(WORLD + DRAFT.replace("Not yet", "Still not"))
    assert digest(WORLD) != digest(WORLD + DRAFT.replace("status: draft", "status: published"))


@pytest.mark.parametrize("address", ["data/points.json", "data/briefings.json"])
def test_the_form_of_the_files(site: Site, address: str) -> None:
    """Data is UTF-8 without a mark and ends in one line feed."""
    content = site.files[address]
    assert content.startswith(b"{")
    assert content.endswith(b"}\n")
    assert json.loads(content)
