"""The PDFs: made to PDF/UA-1, of nothing but the site's own files, and the same bytes from the same sources.

What a PDF's tags must be: ISO 14289-1 (PDF/UA-1), with ISO 32000-1, 14.8, for what may stand in what.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner
from msgspec.structs import replace

from learnbrief import printing
from learnbrief.build import Inputs, Plan, Site, build, plan_site
from learnbrief.cli import main
from learnbrief.pages import Page
from learnbrief.pages.words import size_in_words
from learnbrief.printing import Printer
from tests.browser.test_sheets import longest
from tests.sites import gathered_from
from tests.support import FRONT, VOCABULARY, briefing_project, built, page, put

ROOT = Path(__file__).parent.parent
BASE = "https://example.org/learning"
SETTINGS = f"--- learnbrief.yml\nbase_url: {BASE}\npdf: true\n"
MAY_HOLD = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody", "L"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
"""What may stand directly in a list or a table."""
STANDS_IN = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
"""In what alone a part of a list or a table may stand."""
NEVER_NESTED = ("Link", "H1", "H2", "H3", "H4", "H5", "H6", "Figure", "P")


def plan_of(inputs: Inputs) -> Plan:
    """Lay out a project that has no errors."""
    planned = plan_site(replace(inputs, hints=False))
    assert planned.plan, planned.problems
    return planned.plan


def documents(plan: Plan) -> dict[str, Page]:
    """Give the PDFs of a site, by address."""
    return {each.address: each for each in plan.pages if each.prints}


def printed(plan: Plan, address: str) -> bytes:
    """Print one of them."""
    content = plan.render(documents(plan)[address]).content
    assert content is not None
    return content


def faults_of(content: bytes) -> list[str]:
    """Look at a PDF as a checker of PDF/UA-1 does, as far as tags, metadata, links and fonts go."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [*_faults_of_document(pdf), *_faults_of_tags(pdf), *_faults_of_links(pdf), *_faults_of_fonts(pdf)]


def _faults_of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "It does not say that it is made to PDF/UA-1."
        if not metadata.get("dc:title"):
            yield "It has no title."
    if not str(root.get("/Lang", "")):
        yield "It has no language."
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "It is not tagged."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "Readers would show its file's name."
    if "/Outlines" not in root:
        yield "It has no outline."


def _faults_of_tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for element, above in elements(pdf):
        name, parent = _name(element), above[-1] if above else ""
        if parent in MAY_HOLD and name not in MAY_HOLD[parent]:
            yield f"{name} stands in {parent}."
        if name in STANDS_IN and parent not in STANDS_IN[name]:
            yield f"{name} stands in {parent}."
        if name in NEVER_NESTED and any(each[0] == name[0] == "H" or each == name for each in above):
            yield f"{name} stands inside {' > '.join(above)}."
        if name == "Figure" and not str(element.get("/Alt", "")):
            yield "A figure is not described."
        if re.fullmatch("H[1-6]", name):
            if int(name[1]) > level + 1:
                yield f"{name} follows a heading of level {level}."
            level = int(name[1])
        if name == "Table" and "TH" not in {_name(each) for each, _ in below(element)}:
            yield "A table has no headings."


def _faults_of_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    side: Any
    for side in pdf.pages:
        if str(side.get("/Tabs", "")) != "/S":
            yield "Its links are not in the order of the text."
        for annotation in side.get("/Annots", ()):
            if not str(annotation.get("/Contents", "")).strip():
                yield "A link is not described."
            if "site.invalid" in str(annotation.get("/A", {}).get("/URI", "")):
                yield "A link leads nowhere."


def _faults_of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    side: Any
    for side in pdf.pages:
        for font in side.Resources.get("/Font", {}).values():
            described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            if not described.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}:
                yield f"{font.BaseFont} is not embedded."
            if not re.search("Text|Title", str(font.BaseFont)):
                yield f"{font.BaseFont} is this machine's."


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, list[str]]]:
    """Go through the tags in the order of reading, each with the names of those above it."""
    root: Any = pdf.Root.StructTreeRoot
    (document,) = root.K
    yield from below(document)


def below(element: Any, above: Sequence[str] = ()) -> Iterator[tuple[Any, list[str]]]:
    """Go through a tag and all below it."""
    yield element, [*above]
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from below(kid, [*above, _name(element)])


def _name(element: Any) -> str:
    return str(element.S).removeprefix("/")


def names_in(content: bytes) -> list[str]:
    """Give the names of a PDF's tags in order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [_name(element) for element, _ in elements(pdf)]


def text_of(content: bytes) -> str:
    """Give the words of a PDF."""
    return " ".join(
        " ".join(side.get_textpage().get_text_bounded() for side in pypdfium2.PdfDocument(content)).split()
    )


@pytest.fixture(scope="module")
def small_site() -> Site:
    """Build a small site whose pages are printed."""
    return build(briefing_project("## Findings\n\n- A point. #plans\n", more=SETTINGS))


# What is printed


def own_plan() -> Plan:
    """Lay out our own site, with PDFs."""
    own = gathered_from(ROOT)
    return plan_of(
        replace(own, sources={**own.sources, "learnbrief.yml": own.sources["learnbrief.yml"] + b"pdf: true\n"})
    )


@pytest.mark.long
def test_every_document_of_our_own_site() -> None:
    """Whatever our own site has as a PDF a checker of PDF/UA-1 lets pass."""
    plan = own_plan()
    faults = {address: faults_of(printed(plan, address)) for address in documents(plan)}
    assert len(faults) > 75
    assert {address: each for address, each in faults.items() if each} == {}


def test_the_five_briefings() -> None:
    """Each of the five briefings and each sheet, a pack and a year come out as a checker of PDF/UA-1 lets pass."""
    plan = own_plan()
    found = documents(plan)
    assert {"themes/information-sharing/pack/information-sharing-pack.pdf"} < found.keys()
    for briefing in plan.catalogue.briefings:
        folder = f"briefings/{briefing.slug}"
        whole = printed(plan, f"{folder}/{briefing.slug}.pdf")
        assert faults_of(whole) == []
        with pikepdf.open(BytesIO(whole)) as pdf, pdf.open_metadata() as metadata:
            assert str(pdf.Root.Lang) == "en-GB"
            assert briefing.title in str(metadata["dc:title"])
        assert names_in(whole).count("H1") == 1
        side = printed(plan, f"{folder}/sheet/{briefing.slug}-sheet.pdf")
        assert faults_of(side) == []
        assert len(pypdfium2.PdfDocument(side)) == 1
    pack = printed(plan, "themes/information-sharing/pack/information-sharing-pack.pdf")
    assert faults_of(pack) == []
    assert len(pypdfium2.PdfDocument(pack)) == 2
    assert faults_of(printed(plan, "years/2022/2022.pdf")) == []


def test_a_sheet_fills_one_side_at_any_length() -> None:
    """A sheet stays one side, and a pack two, in words that are wide or cannot be broken."""
    for word in ("x" * 300, "mwm WM"):
        body = longest(" ".join([word] * 40))
        plan = plan_of(briefing_project(body, front=FRONT.replace("What an", f"{word} " * 20), more=SETTINGS))
        assert len(pypdfium2.PdfDocument(printed(plan, "briefings/a/sheet/a-sheet.pdf"))) == 1
        assert len(pypdfium2.PdfDocument(printed(plan, "themes/neglect/pack/neglect-pack.pdf"))) == 2


def test_every_kind_of_text() -> None:
    """Tables of actions, pictures, numbered and nested lists, footnotes and notices are tagged as what they are."""
    golden = gathered_from(ROOT / "tests/golden/project")
    settings = golden.sources["learnbrief.yml"] + b"pdf: true\n"
    plan = plan_of(replace(golden, sources={**golden.sources, "learnbrief.yml": settings}))
    found = [address for address in documents(plan) if re.fullmatch(r"briefings/[^/]+/[^/]+", address)]
    faults = {address: faults_of(printed(plan, address)) for address in found}
    assert {address: each for address, each in faults.items() if each} == {}
    body = """## Findings

1. First:
   - inner *point*;
2. Second, with a [link](https://example.org/a) and `code`.

> Quoted.

![](_a.svg)

## Actions {role=actions}

| What | Who | By when |
| --- | --- | --- |
| Look at the plans. | The board | 2023-03 |
"""
    picture = "--- briefings/_a.svg\n<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\n"
    content = printed(plan_of(briefing_project(body, more=SETTINGS + picture)), "briefings/a/a.pdf")
    assert faults_of(content) == []
    assert {"Figure", "Table", "TH", "BlockQuote", "LBody"} <= set(names_in(content))
    words = text_of(content)
    assert re.search(r"1\. First:.*inner point;.*2\. Second", words)
    assert "Link to this point" not in words


def test_links_lead_from_paper_to_the_site() -> None:
    """A link inside the site leads to its full address; where nobody knows that, it is no link, and says the same."""
    body = "## Findings\n\n- A. #plans\n"
    with_address = printed(plan_of(briefing_project(body, more=SETTINGS)), "briefings/a/a.pdf")
    without = printed(plan_of(briefing_project(body, more="--- learnbrief.yml\npdf: true\n")), "briefings/a/a.pdf")
    assert f"{BASE}/themes/plans/" in links_of(with_address)
    year = printed(plan_of(briefing_project(body, more=SETTINGS)), "years/2022/2022.pdf")
    assert f"{BASE}/search/?year=2022" in links_of(year)
    assert links_of(without) == []
    assert faults_of(without) == []
    assert "Plans" in text_of(without)


def links_of(content: bytes) -> list[str]:
    """Give where a PDF's links lead."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found: list[Any] = [annotation for side in pdf.pages for annotation in cast(Any, side).get("/Annots", ())]
        return [str(annotation.A.URI) for annotation in found if "/URI" in annotation.get("/A", {})]


def test_nothing_comes_from_elsewhere() -> None:
    """A page that asks for a file of this machine or of another host is printed without it."""
    page = (
        '<html lang="en"><head><title>T</title><link rel="stylesheet" href="https://example.org/a.css"></head><body>'
        f'<h1>H</h1><img alt="A" src="file://{Path(__file__)}"><img alt="B" src="../../../../etc/hostname">'
        '<img alt="C" src="/assets/a.svg"></body></html>'
    )
    asked: list[str] = []
    printer = Printer(b"", {"assets/a.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"})

    class Watched(Printer, frozen=True):
        def file(self, name: str) -> bytes | None:
            asked.append(name)
            return printer.file(name)

    Watched(printer.style, printer.files).print(page, "a/index.html", lambda _: "")
    assert asked == ["etc/hostname", "assets/a.svg"]
    assert printer.file("fonts/../drawing.py") is None


def test_the_codes_are_read(small_site: Site) -> None:
    """The code on each document leads to the page that holds more, and the words beside it say the same."""
    for address, leads_to in {
        "briefings/a/a.pdf": f"{BASE}/briefings/a/",
        "briefings/a/sheet/a-sheet.pdf": f"{BASE}/briefings/a/",
        "themes/plans/pack/plans-pack.pdf": f"{BASE}/themes/plans/",
    }.items():
        content = small_site.files[address]
        sides = [side.render(scale=3).to_pil().convert("L") for side in pypdfium2.PdfDocument(content)]
        assert [found.text for side in sides for found in zxingcpp.read_barcodes(side)] == [leads_to]
        assert leads_to.removeprefix("https://").removesuffix("/") in text_of(content).replace(" ", "")


# How it is built


def test_a_page_links_to_its_document_with_its_size(small_site: Site) -> None:
    """A briefing, a sheet, a pack and a year name their PDFs with sizes; the statement says to what they are made."""
    site = small_site
    for folder, name in {
        "briefings/a": "a.pdf",
        "briefings/a/sheet": "a-sheet.pdf",
        "themes/plans/pack": "plans-pack.pdf",
        "years/2022": "2022.pdf",
    }.items():
        size = size_in_words(len(site.files[f"{folder}/{name}"]))
        assert re.search(rf'href="{name}" type="application/pdf">[^<]*, {size}<', page(site, f"{folder}/index.html"))
    assert "made to PDF/UA-1, not certified" in page(site, "accessibility/index.html")
    assert b".pdf" not in site.files["sitemap.xml"]
    without = built(briefing_project("## Findings\n\n- A point. #plans\n"))
    assert not [name for name in without.files if name.endswith(".pdf")]
    assert "application/pdf" not in page(without, "briefings/a/index.html")
    assert "PDF" not in page(without, "accessibility/index.html")


def test_a_warm_build_equals_a_cold_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit only what changed is printed again; no process, hash, zone or locale shows in the bytes.

    Nothing that printing puts down for a while is left behind, by no process.
    """
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    source = tmp_path / "project"
    put(source, f"{VOCABULARY}--- briefings/a.md\n{FRONT}## Findings\n\n- A point. #plans\n{SETTINGS}")
    build_into(source, tmp_path / "warm")
    assert not [*scratch.iterdir()]
    pack = tmp_path / "warm/themes/neglect/pack/neglect-pack.pdf"
    (source / "briefings/b.md").write_text(FRONT.replace("[neglect]", "[plans]") + "## Findings\n\n- B.\n", "utf-8")
    before = pack.stat().st_ino
    build_into(source, tmp_path / "warm")
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        *arguments(source, tmp_path / "cold"),
        "--no-cache",
        "--jobs",
        "1",
    ]
    subprocess.run(command, env=elsewhere, capture_output=True, check=True)
    assert contents(tmp_path / "warm") == contents(tmp_path / "cold")
    assert pack.stat().st_ino == before


def arguments(source: Path, out: Path) -> list[str]:
    """Say how a project is built into a folder."""
    return ["build", "--source", str(source), "--out", str(out), "--today", "2026-01-31"]


def build_into(source: Path, out: Path) -> None:
    """Build it so."""
    result = CliRunner().invoke(main, arguments(source, out))
    assert result.exit_code == 0, result.output


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files in a folder by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_where_a_library_lacks_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, or without a library of the system, a build ends with the line that installs it."""
    put(tmp_path, f"{VOCABULARY}--- briefings/a.md\n{FRONT}{SETTINGS}")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = CliRunner().invoke(main, ["build", "--source", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith('Run: python -m pip install "learnbrief[pdf]"')
    assert not (tmp_path / "site").exists()
    assert "learnbrief[pdf]" in printing.what_is_missing()
