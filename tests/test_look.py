"""docs/templates.md is true: it lists what there is, its examples work, and single files stand in for ours."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from msgspec.structs import replace

from learnbrief.build import Inputs, Site
from learnbrief.files import gather
from learnbrief.render import Frame
from tests.support import TODAY, VOCABULARY, built, page, project, templates, with_templates

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "templates.md").read_text("utf-8")


def table(heading: str) -> list[str]:
    """Give the first column of the document's table that is headed so."""
    rows = DOCUMENT.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [re.sub(r"^\| `([^`]+)` \|.*", r"\1", row) for row in rows]


def html(site: Site) -> list[str]:
    """Give the text of every page that has a frame."""
    return [text.decode() for address, text in site.files.items() if address.endswith(".html")]


def shown() -> dict[str, bytes]:
    """Give the files that the document shows, by their path in `templates/`."""
    found = re.findall(r"(?ms)`templates/([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", DOCUMENT)
    return {name: text.encode() for name, text in found}


# What is listed


def test_every_template_is_listed() -> None:
    """The list of templates and that of assets hold every file that there is, and no other."""
    assets = {name.removeprefix("assets/") for name in templates() if name.startswith("assets/")}
    assert set(table("File in `assets/`")) == assets
    files = {name for name in templates() if not name.startswith(("assets/", "pages/", "admin/"))}
    assert set(table("File")) == files
    assert {name for name in templates() if name.startswith("pages/")} == {"pages/about.md"}


def test_every_block_is_listed() -> None:
    """The list of blocks is that of the frame, in its order; of these one must be filled in."""
    tree = Environment(autoescape=True).parse(templates()["base.html"].decode())
    blocks = list(tree.find_all(nodes.Block))
    assert table("Block") == [block.name for block in blocks]
    assert [block.name for block in blocks if block.required] == ["main"]


def test_every_field_of_the_frame_is_listed() -> None:
    """The list of what `site` holds names every field and no other."""
    assert sorted(table("Field of `site`")) == sorted(Frame.__struct_fields__)


def test_what_must_be_kept_is_there() -> None:
    """What an owner is asked to keep stands in our own frame."""
    base = templates()["base.html"].decode()
    for kept in (
        "Content-Security-Policy",
        'lang="',
        "<title>",
        'href="#_main"',
        '<main id="_main"',
        'tabindex="-1"',
    ):
        assert kept in base, kept


# What is shown


def test_the_stylesheet_shown_is_worn() -> None:
    """The two files of the example add a stylesheet to every page, behind ours."""
    own = {name: text for name, text in shown().items() if name != "parts/footer.html"}
    assert sorted(own) == ["assets/northshire.css", "parts/head.html"]
    site = built(with_templates(project(VOCABULARY), own))
    (address,) = [address for address in site.files if address.startswith("assets/northshire.")]
    assert site.files[address] == own["assets/northshire.css"]
    for text in html(site):
        sheets = re.findall(r'<link rel="stylesheet" href="[^"]*?(assets/[^"]+)">', text)
        assert len(sheets) == 2
        assert sheets[-1] == address


def test_the_footer_shown_takes_the_place_of_ours() -> None:
    """The footer of the example stands on every page instead of ours, with the statement that the law asks for."""
    name = "parts/footer.html"
    site = built(with_templates(project(VOCABULARY), {name: shown()[name]}))
    for text in html(site):
        foot = text.partition("<footer")[2]
        assert "is published by the Northshire" in foot
        assert "What partnerships have learned" not in foot
        assert ">Accessibility</a>" in foot


# One file alone, from the disk


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Make a project of sources alone, without any template."""
    (tmp_path / "briefings").mkdir()
    for name, text in project(VOCABULARY).sources.items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


def from_disk(folder: Path, **own: bytes) -> Site:
    """Lay files into a project's `templates/`, gather it, and build it."""
    for name, content in own.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    gathered = gather(folder)
    return built(Inputs(gathered.sources, gathered.templates, TODAY, problems=tuple(gathered.problems)))


def test_no_template_is_needed(bare: Path) -> None:
    """A project without templates has the site that one with all of ours has."""
    whole = replace(project(VOCABULARY), templates=templates())
    assert dict(from_disk(bare).files) == dict(built(whole).files)


def test_one_template_stands_in(bare: Path) -> None:
    """A single template of one's own takes the place of ours, and everything else stays."""
    before = from_disk(bare).files
    own = b"{% extends 'base.html' %}{% block main %}<h1>Lost?</h1>{% endblock %}"
    after = from_disk(bare, **{"404.html": own}).files
    assert {name for name in after if after[name] != before.get(name)} == {"404.html"}
    assert b"<h1>Lost?</h1>" in after["404.html"]


def test_one_part_stands_in(bare: Path) -> None:
    """A single part of one's own is brought in wherever ours was."""
    own = b"{% macro list(links) %}<p>{{ links | length }} links</p>{% endmacro %}"
    site = from_disk(bare, **{"parts/links.html": own})
    assert re.search(r"<p>\d+ links</p>", page(site, "404.html"))


def test_one_asset_stands_in(bare: Path) -> None:
    """A stylesheet of one's own takes the place of ours, and ours is not published."""
    site = from_disk(bare, **{"assets/style.css": b"body { margin: 1rem }"})
    (address,) = [name for name in site.files if name.startswith("assets/style.")]
    assert site.files[address] == b"body { margin: 1rem }"
    assert f'href="{address}"' in page(site, "index.html")


def test_new_assets_are_published_and_reached(bare: Path) -> None:
    """Pictures and styles of one's own, folders included, are published, and templates find them by name."""
    own = {
        "assets/crest.png": b"\x89PNG crest",
        "assets/more/extra.css": b"p { color: red }",
        "404.html": b'<img src="{{ site.assets[\'crest.png\'] }}" alt="">'
        b'<link rel="stylesheet" href="{{ site.assets[\'more/extra.css\'] }}">',
    }
    site = from_disk(bare, **own)
    addresses = re.findall(r'"/(assets/[^"]+)"', page(site, "404.html"))
    assert [site.files[address] for address in addresses] == [own["assets/crest.png"], own["assets/more/extra.css"]]
