"""Who mistypes a theme is shown the ones that may be meant, by their names and by what people call them."""

import re

from learnbrief.build import Inputs
from tests.support import FRONT, TODAY, files_of, for_each, laid_out, templates

THEMES = """--- briefings/_themes.yml
domestic-abuse: {label: Domestic abuse, also: [domestic violence, DV], definition: D.}
emotional-abuse: {label: Emotional abuse, definition: E.}
child-sexual-abuse: {label: Child sexual abuse, also: [CSA], definition: C.}
child-sexual-exploitation: {label: Child sexual exploitation, also: [CSE], definition: X.}
neglect: {label: Neglect, also: [chronic neglect], definition: N.}
mash: {label: Front door, also: [multi-agency safeguarding hub], definition: M.}
"""


@for_each(
    ("given", "shown"),
    [
        ("domestic-abus", ["domestic-abuse"]),
        ("dv", ["domestic-abuse"]),
        ("DV", ["domestic-abuse"]),
        ("domestic-violence", ["domestic-abuse"]),
        ("front-door", ["mash"]),
        ("chronic-neglekt", ["neglect"]),
        ("domestic-violance", ["domestic-abuse"]),
        ("child-sexual", ["child-sexual-abuse", "child-sexual-exploitation"]),
        ("abuse", ["domestic-abuse", "emotional-abuse", "child-sexual-abuse"]),
    ],
)
def test_the_nearest_themes(given: str, shown: list[str]) -> None:
    """A synonym names its theme; one clearly nearest stands alone; else there are up to three, nearest first."""
    front = FRONT.replace("topics: [neglect]", f"topics: [{given}]")
    sources = files_of(f"{THEMES}--- briefings/a.md\n{front}")
    (problem,) = [
        found for found in laid_out(Inputs(sources, templates(), TODAY)).problems if found.code == "unknown-theme"
    ]
    said = problem.message.partition("Did you mean ")[2]
    assert re.findall(r'"([a-z-]+)"', said)[: len(shown)] == shown
    assert said.count('"') == 2 * len(shown)
