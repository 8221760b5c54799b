"""What a section is made of is known with what decided it, and with the places of what holds no points."""

import pickle

import pytest

from learnbrief.model import BlockKind, Briefing, Decider, Prose, Reason, Role, Section
from tests.support import FRONT, briefing_project, for_each, read, read_briefing

IN_YAML = FRONT.replace("---\n", "")


def sections_of(briefing: Briefing) -> list[Section]:
    """Give every section of a briefing in the printed order."""
    return [section for top in briefing.sections for section in top.walk()]


def section_of(body: str, front: str = FRONT, name: str = "a.md") -> Section:
    """Read a text, and give its last section."""
    return sections_of(read_briefing(body, front=front, name=name))[-1]


def with_field(line: str) -> str:
    """Give front matter with one more field."""
    return FRONT.replace("title:", f"{line}\ntitle:")


LIST = "\n\n- Visits were late.\n"


@for_each(
    ("body", "front", "role", "reason"),
    [
        ("## What worked well here" + LIST, FRONT, "good-practice", Reason(Decider.PHRASE, "What worked well")),
        ("## 2. Findings" + LIST, FRONT, "findings", Reason(Decider.PHRASE, "Findings", is_whole_heading=True)),
        ("## Homes {role=learning}" + LIST, FRONT, "learning", Reason(Decider.ATTRIBUTE)),
        ("## Findings {role=learning}" + LIST, FRONT, "learning", Reason(Decider.ATTRIBUTE)),
        ("## Findings\n\n### Homes" + LIST, FRONT, "findings", Reason(Decider.ABOVE, "Findings")),
        ("## Findings\n\n### Homes\n\n#### Rooms" + LIST, FRONT, "findings", Reason(Decider.ABOVE, "Findings")),
        ("## Homes {role=actions}\n\n### Rooms" + LIST, FRONT, "actions", Reason(Decider.ABOVE, "Homes")),
        ("## Homes" + LIST, with_field("role: learning"), "learning", Reason(Decider.FRONT)),
        ("## Homes\n\n### Rooms" + LIST, with_field("role: learning"), "learning", Reason(Decider.FRONT)),
        ("## Homes" + LIST, FRONT, "other", Reason()),
        ("## Homes\n\n### Rooms" + LIST, FRONT, "other", Reason()),
        (LIST, FRONT, "other", Reason()),
    ],
)
def test_a_role_is_known_with_what_decided_it(body: str, front: str, role: str, reason: Reason) -> None:
    """Its phrase, its attribute, the heading above that decided, the front matter, or nothing."""
    library, _ = read(briefing_project(body, front=front))
    section = sections_of(library.briefings[0])[-1]
    assert (section.role, section.role_by) == (Role(role), reason)


@pytest.mark.parametrize(
    ("body", "front", "audience", "reason"),
    [
        ("## Learning for managers" + LIST, FRONT, "managers", Reason(Decider.PHRASE, "managers")),
        (
            "## For managers and practitioners {role=learning audience=everyone}" + LIST,
            FRONT,
            "everyone",
            Reason(Decider.ATTRIBUTE),
        ),
        ("## Findings {audience=leaders}" + LIST, FRONT, "leaders", Reason(Decider.ATTRIBUTE)),
        (
            "## Learning for managers\n\n### Homes" + LIST,
            FRONT,
            "managers",
            Reason(Decider.ABOVE, "Learning for managers"),
        ),
        ("## Findings" + LIST, with_field("audience: leaders"), "leaders", Reason(Decider.FRONT)),
        ("## Findings" + LIST, FRONT, "everyone", Reason()),
    ],
)
def test_an_audience_is_known_with_what_decided_it(body: str, front: str, audience: str, reason: Reason) -> None:
    """The same as for roles; everyone, where nothing decides."""
    section = section_of(body, front)
    assert (section.audience, section.audience_by) == (audience, reason)


def test_an_unknown_audience_decides_nothing() -> None:
    """An audience that there is none of is an error, and the one above holds, with what decided that."""
    library, problems = read(briefing_project("## For managers\n\n### Findings {audience=bakers}" + LIST))
    assert [problem.code for problem in problems] == ["unknown-audience"]
    section = sections_of(library.briefings[0])[-1]
    assert (section.audience, section.audience_by) == ("managers", Reason(Decider.ABOVE, "For managers"))


def test_the_yaml_form_knows_the_same() -> None:
    """A role beside a heading is the section's own, as in braces."""
    body = (
        "sections:\n  - heading: Homes\n    role: learning\n    points: [Visits were late.]\n"
        "    sections:\n      - heading: Rooms\n        points: [Doors were shut.]\n"
    )
    homes, rooms = sections_of(read_briefing(body, front=IN_YAML, name="a.yml"))
    assert (homes.role_by, rooms.role_by) == (Reason(Decider.ATTRIBUTE), Reason(Decider.ABOVE, "Homes"))


def blocks_of(section: Section) -> list[tuple[int, BlockKind]]:
    """Give line and kind of each part of a section that is no point."""
    prose = [block for block in section.blocks if isinstance(block, Prose)]
    return [(written.at.line, written.kind) for block in prose for written in block.wording.blocks]


PARTS = """## Background

Words.

- an item
- another

1. a numbered item

> Said by somebody.

| Who | When |
| --- | --- |
| MASH | May |

```
as it is
```

<details>
more
</details>

---

<!-- a note to myself -->

[a target]: https://example.org/
"""


def test_what_is_no_point_is_known_with_its_place() -> None:
    """Each paragraph, list, table and so on; what readers do not see, a rule and a comment, is none."""
    found = blocks_of(section_of(PARTS))
    assert found == [
        (12, BlockKind.PARAGRAPH),
        (14, BlockKind.LIST),
        (17, BlockKind.LIST),
        (19, BlockKind.QUOTATION),
        (21, BlockKind.TABLE),
        (26, BlockKind.CODE),
        (29, BlockKind.HTML),
    ]


def test_parts_beside_points_are_known_too() -> None:
    """In a section of points all that is no list is known, and no part of a point is."""
    body = "## Findings\n\nWe saw:\n\n- Visits were late.\n\n  Much later.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    section = section_of(body)
    assert blocks_of(section) == [(12, BlockKind.PARAGRAPH), (18, BlockKind.TABLE)]
    assert section.points[0].body.wording.blocks == ()


def test_a_list_of_the_yaml_form_has_its_place() -> None:
    """A list whose section holds no points stands where its first entry does."""
    body = "sections:\n  - heading: Background\n    text: Words.\n    points:\n      - One.\n      - Two.\n"
    assert blocks_of(section_of(body, IN_YAML, "a.yml")) == [(10, BlockKind.PARAGRAPH), (12, BlockKind.LIST)]


def test_reasons_and_places_are_remembered() -> None:
    """What builds remember of a reading holds them, although they play no part in comparing."""
    sections = read_briefing(PARTS).sections
    (again,) = pickle.loads(pickle.dumps(sections, pickle.HIGHEST_PROTOCOL))
    assert again.role_by == sections[0].role_by
    assert blocks_of(again) == blocks_of(sections[0])
