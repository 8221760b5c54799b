"""Drafts and embargoed briefings leave no trace in a site, in whatever file, name, index, digest or count.

Every word that only hidden sources hold begins with `zq`, which nothing else in a site does.
"""

import gzip
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import brotli
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from learnbrief.build import Inputs, Site
from learnbrief.cli import main
from tests.support import FRONT, VOCABULARY, built, built_with_pictures_in_words, files_of, project
from tests.test_search import index_of

MARKER = "zq"
PICTURE = zlib.compress(b"a picture, as far as anybody looks")


def front(title: str, more: str = "") -> str:
    """Give the fields of a briefing that readers may see, without the lines around them."""
    return FRONT.replace("---\n", "").replace("Neglect in Example", title) + more


OPEN = f"""{VOCABULARY}--- learnbrief.yml
title: Learning
base_url: https://learning.example.org
audiences: {{cubs: {{label: Cubs}}}}
kinds: {{walk: A walk}}
accessibility: {{conformance: none, tested: 2026-01-01, method: by hand, contact: a@example.org, response: soon}}
--- briefings/before.md
---
{front("What came before", "superseded_by: b-draft")}
---
## Findings

- A plan was made with MASH. #plans {{lesson=plans-are-made}}
- Another. {{#another was="other"}}
- An answer. {{answers="c-later#zqlater-id another b-draft#zqdraft-former"}}
--- briefings/_lessons.yml
plans-are-made:
  statement: A plan is made.
  themes: [plans]
--- briefings/after.yml
{front("What came after")}follows_up: [before, c-later, d-kept]
sections:
  - heading: Recommendations
    points: [Make plans., Share facts.]
--- briefings/gone.md
---
{front("Withdrawn", "status: withdrawn")}
superseded_by: c-later
---
"""
"""What readers may see. It names hidden briefings, as editors do before these come out."""


def hidden(word: str, more: str) -> str:
    """Make a hidden briefing in Markdown, with a word of its own wherever words may stand."""
    return f"""---
title: {word}title
partnership: other
kind: walk
held: 1997-05
published: 2025-06-01
summary: The {word}summary, **{word}bold**.
topics: [information-sharing]
audience: cubs
cases: {{count: 7, unit: {word}units, note: {word}note}}
source: {{title: {word}source, url: https://{word}source.example.org/a.pdf}}
contact: {word}@example.org
links: [{{title: {word}link, url: https://{word}link.example.org/}}]
aliases: [{word}alias/, {word}/alias.html]
review_by: 1998-01-01
follows_up: [before]
{more}
---
## {word}heading {{role=learning topics=plans}}

{word}leadin:

- {word}point [^{word}]. {{#{word}-id was="{word}-former"}}
  {{lesson="{word}-lesson plans-are-made" answers="before#other"}}
- See [{word}words](before.md#another), <b>{word}html</b> and `{word}code`. #plans

![{word}description](pictures/{word}.png)

[^{word}]: {word}footnote.

## Actions {{held=1996}}

- {word}action. {{owner="{word}owner" due=2001-01 state=under-way}}
  {{evidence="https://{word}shown.example.org/" as_of=1996}}
"""


HIDDEN = {
    "briefings/b-draft.md": hidden("zqdraft", "status: draft").encode(),
    "briefings/zqfolder/zqinside.md": hidden("zqinside", "status: draft")
    .replace("pictures/", "../pictures/")
    .replace("(before", "(../before")
    .encode(),
    "briefings/c-later.md": hidden("zqlater", "status: published").replace("2025-06-01", "2026-03-01").encode(),
    "briefings/d-kept.md": hidden("zqkept", "status: archived").replace("2025-06-01", "2026-03-02").encode(),
    "briefings/e-gone.md": hidden("zqgone", "status: withdrawn").replace("2025-06-01", "2026-03-03").encode(),
    "briefings/f-form.yml": b"""title: zqformtitle
partnership: [example, other]
kind: walk
held: 1995
published: 2026-03-04
summary: zqformsummary
topics: [information-sharing]
superseded_by: b-draft
sections:
  - heading: zqformheading
    role: good-practice
    audience: cubs
    text: zqformlead
    points: [{text: zqformpoint, themes: [plans], id: zqform}]
""",
    "briefings/_lessons.yml": b"""plans-are-made:
  statement: A plan is made.
  themes: [plans]
"""
    + b"".join(
        b"zq%s-lesson: {statement: The zq%s lesson., themes: [neglect], was: [zq%s-old]}\n" % (name, name, name)
        for name in (b"draft", b"inside", b"later", b"kept", b"gone", b"nobodys")
    ),
    **{
        f"briefings/pictures/zq{name}.png": PICTURE + name.encode()
        for name in ("draft", "inside", "later", "kept", "gone")
    },
    "briefings/_zqnotes.yml": b"zqnotes: what editors keep for themselves\n",
    "briefings/_zqnotes/a.md": b"zqnotes\n",
}
"""What readers may not see on the day of the tests, but for names and pictures that only this names."""

LAST = date(2026, 3, 4)
"""The day on which all that is embargoed is out."""


def inputs(*, with_hidden: bool, drafts: bool = False) -> Inputs:
    """Make the project, with what is hidden or as if that did not exist."""
    whole = project(OPEN, drafts=drafts)
    sources = {**whole.sources, **(HIDDEN if with_hidden else {})}
    if not with_hidden:
        sources = {name: without_references(content) for name, content in sources.items()}
    return replace(whole, sources=sources, hints=False)


def without_references(content: bytes) -> bytes:
    """Take away what names hidden briefings: the check that they exist would find them missing."""
    content = re.sub(rb"superseded_by: [bc]-\w+\n| ?[bc]-\w+#zq[\w-]+ ?", b"", content)
    return content.replace(b", c-later, d-kept", b"")


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the project with all that is hidden."""
    site = built_with_pictures_in_words(inputs(with_hidden=True))
    assert site.files, site.problems
    return site


def unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Go through all that stands in files: their names, their content but for pixels, and what is packed in them."""
    for name, content in files.items():
        yield name, name
        if content.startswith(b"\x89PNG"):
            content = b"".join(chunks(content))
        yield name, unquote(unescape(content.decode("utf-8", "surrogateescape")), errors="surrogateescape")
        if content.startswith(b"\x1f\x8b"):
            yield name, gzip.decompress(content).decode("utf-8", "replace")
        if name.endswith(".br"):
            yield name, brotli.decompress(content).decode("utf-8", "replace")


def chunks(picture: bytes) -> Iterator[bytes]:
    """Go through all of a PNG's chunks but its pixels; text may be compressed."""
    at = 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        content = picture[at + 8 : at + 8 + length]
        if kind != b"IDAT":
            yield content
        if kind in (b"zTXt", b"iTXt") and b"\0" in content:
            yield zlib.decompress(content[content.index(b"\0") + 2 :])
        at += length + 12


def words_of_index(site: Site) -> set[str]:
    """Give every word that the search index knows, written out."""
    groups = index_of(site)["all-words"].split()
    return {group[:3] + end for group in groups for end in group[3:].split(",")}


def test_every_word_of_what_is_hidden_can_be_found_where_it_is_shown() -> None:
    """The search for traces finds them: with drafts, in pages, names, pictures, data and the index."""
    shown = built(inputs(with_hidden=True, drafts=True))
    found = {name.split("/")[0] for name, text in unpacked(shown.files) if MARKER in text.casefold()}
    assert {"briefings", "assets", "data", "search", "themes", "zqdraftalias"} <= found
    assert any(word.startswith(MARKER) for word in words_of_index(shown))


def test_what_is_hidden_leaves_no_trace(site: Site) -> None:
    """No file's name or content, unpacked, holds a word of what is hidden."""
    assert not [name for name, text in unpacked(site.files) if MARKER in text.casefold()]
    assert not [word for word in words_of_index(site) if word.startswith(MARKER)]
    for slug in ("b-draft", "c-later", "d-kept", "e-gone", "f-form"):
        assert not [name for name, text in unpacked(site.files) if slug in text]


def test_the_site_is_as_if_what_is_hidden_did_not_exist(site: Site) -> None:
    """Byte for byte: no count, date, order, facet, address or digest tells of it; but for the digests of sources.

    The sources that name hidden briefings differ by these names, and so does what digests them.
    """
    without = built_with_pictures_in_words(inputs(with_hidden=False))
    assert without.files.keys() == site.files.keys()
    differing = [name for name, content in site.files.items() if without.files[name] != content]
    assert differing == ["data/points.json"]
    documents = [json.loads(each.files["data/points.json"]) for each in (site, without)]
    assert documents[0].pop("generated_from") != documents[1].pop("generated_from")
    assert documents[0] == documents[1]


def test_the_digest_does_not_tell_of_what_is_hidden(site: Site) -> None:
    """Whatever becomes of hidden sources and of editors' notes, the site stays the same, the digest included."""
    whole = inputs(with_hidden=True)
    changed = {name: content.replace(b"zq", b"zqzq") for name, content in HIDDEN.items() if not name.endswith(".png")}
    named = rb"(pictures/|#|was=\")zqzq"
    kept = {name: re.sub(named, rb"\1zq", content) for name, content in changed.items()}
    kept |= {
        "briefings/g-new.md": hidden("zqkept", "status: draft")
        .replace("zqkept-", "zqnew-")
        .replace("zqnew-lesson ", "")
        .replace("[zqkeptalias/, zqkept/alias.html]", "[]")
        .replace("zqkepttitle", "zqnew")
        .encode()
    }
    again = built_with_pictures_in_words(replace(whole, sources={**whole.sources, **kept}))
    assert again.files == site.files


def test_what_is_embargoed_is_there_on_its_day() -> None:
    """On the day of its publication a briefing is there, with its pages, its picture and its place in others."""
    before, after = (
        built_with_pictures_in_words(replace(inputs(with_hidden=True), today=day)).files
        for day in (date(2026, 2, 28), date(2026, 3, 1))
    )
    new = after.keys() - before.keys()
    assert "briefings/c-later/index.html" in new
    assert "zqlateralias/index.html" in new
    assert any(name.startswith("assets/zqlater.") for name in new)
    assert b"zqlatertitle" in after["briefings/after/index.html"]
    assert not [name for name, text in unpacked(after) if "zqkept" in text or "zqdraft" in text]
    last = built_with_pictures_in_words(replace(inputs(with_hidden=True), today=LAST)).files
    assert {"briefings/d-kept/index.html", "briefings/f-form/index.html"} <= last.keys()
    assert b"zqgonetitle" in last["briefings/e-gone/index.html"]
    assert not [name for name, text in unpacked(last) if "zqgonepoint" in text or "zqdraft" in text]


def test_drafts_are_marked() -> None:
    """With `--drafts` each hidden briefing's page says that it is a draft, or when it comes out."""
    files = built(inputs(with_hidden=True, drafts=True)).files
    marked = {
        slug for slug in ("before", "after", "b-draft", "c-later", "d-kept", "f-form") if is_marked(files, slug)
    }
    assert marked == {"b-draft", "c-later", "d-kept", "f-form"}
    assert b"This is a draft." in files["briefings/b-draft/index.html"]
    assert b"under embargo until 1 March 2026" in files["briefings/c-later/index.html"]
    assert files["briefings/index.html"].count(b"Under embargo") == 3


def is_marked(files: Mapping[str, bytes], slug: str) -> bool:
    """Tell whether a briefing's page bears the note of what is not public."""
    return b"It is not published." in files[f"briefings/{slug}/index.html"]


def test_drafts_that_were_built_go_with_the_next_build(tmp_path: Path) -> None:
    """After a build with drafts, one without leaves none of their files in the same folder."""
    for name, content in {**files_of(OPEN), **HIDDEN}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for more in (["--drafts"], []):
        result = CliRunner().invoke(main, ["build", "--source", str(tmp_path), "--today", "2026-01-31", *more])
        assert result.exit_code == 0, result.output
        files = {
            path.relative_to(tmp_path / "site").as_posix(): path.read_bytes()
            for path in (tmp_path / "site").rglob("*")
            if path.is_file()
        }
        assert bool(more) is any(MARKER in text.casefold() for _, text in unpacked(files))
