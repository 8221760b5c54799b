"""What editors do between two builds, and the sign by which it is seen on the site."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from learnbrief.cache.program import built_in_templates
from learnbrief.cache.store import MEMORY


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands on the site after an edit."""

    address: str
    text: str

    def is_on(self, site: Path) -> bool:
        """Tell whether it stands there."""
        return self.text in (site / self.address).read_text("utf-8")


def begin_anew(project: Path, number: int) -> Sign:
    """Forget all that builds made and remembered, and the project's own templates."""
    for name in ("site", MEMORY, "templates"):
        shutil.rmtree(project / name, ignore_errors=True)
    return Sign("index.html", "</html>")


def change_nothing(project: Path, number: int) -> Sign:
    """Leave the project alone."""
    return Sign("index.html", "</html>")


def add_point(project: Path, number: int) -> Sign:
    """Add a point to the body of one briefing, another one each time."""
    sources = sorted((project / "briefings").glob("[!_]*.md"))
    source = sources[(17 * number + 3) % len(sources)]
    front, body = source.read_text("utf-8").split("\n---\n", 1)
    point = f"A point was added in run {number}."
    source.write_text(f"{front}\n---\n{body.replace(_ITEM, f'{_ITEM}{point}{_ITEM}', 1)}", "utf-8")
    return Sign(f"briefings/{source.stem}/index.html", point)


def change_label(project: Path, number: int) -> Sign:
    """Change the label of the first theme."""
    path = project / "briefings" / "_themes.yml"
    text = path.read_text("utf-8")
    found = re.search(r"(?m)^([a-z-]+):\n  label: (.+?)(?: in run \d+)?$", text)
    assert found
    label = f"{found[2]} in run {number}"
    path.write_text(text.replace(found[0], f"{found[1]}:\n  label: {label}", 1), "utf-8")
    return Sign(f"themes/{found[1]}/index.html", label)


def change_template(project: Path, number: int) -> Sign:
    """Add a line to the template that every page is made by."""
    line = f'<p class="column">Run {number}</p>'
    path = project / "templates" / "base.html"
    path.parent.mkdir(exist_ok=True)
    text = Path(built_in_templates(), "base.html").read_text("utf-8")
    path.write_text(text.replace("</body>", f"{line}\n</body>"), "utf-8")
    return Sign("index.html", line)


_ITEM = "\n- "

EDITS: Mapping[str, Callable[[Path, int], Sign]] = {
    "Cold": begin_anew,
    "Nothing changed": change_nothing,
    "One briefing's body": add_point,
    "A theme's label": change_label,
    "A template of every page": change_template,
}
"""Each is followed by a build, in this order."""
