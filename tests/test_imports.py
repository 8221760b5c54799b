"""Documents become drafts that hold their words, and reports that tell the rest."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from tests.support import VOCABULARY, files_of
from tests.test_bad_sources import SETTINGS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write the small vocabulary into a project."""
    for name, content in {**files_of(VOCABULARY), "learnbrief.yml": SETTINGS}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def bring_in(project: Path, files: dict[str, str | bytes], *arguments: str) -> Result:
    """Import files that lie beside a project."""
    paths = []
    for name, content in files.items():
        path = project / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(str(path))
    return CliRunner().invoke(main, ["import", *paths, "--source", str(project), *arguments])


def drafts(project: Path) -> list[Path]:
    """Give the briefings in a project."""
    return sorted(path for path in (project / "briefings").rglob("*.md"))


def draft_of(project: Path, name: str, content: str | bytes, *arguments: str) -> str:
    """Import one file, and give its draft; every word must be accounted for."""
    result = bring_in(project, {name: content}, *arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    (path,) = drafts(project)
    assert result.output.startswith(f"{path}  (draft)\n")
    return path.read_text("utf-8")


AUDIT = """
Neglect audit

The Example Safeguarding Partnership held a multi-agency audit on 22 March 2022. It looked at seven children.

What we found

• Plans were late.
• Minutes were thin.

Supervision and support

a) Managers read every plan.
b) Managers sign every plan.
"""


def test_text_becomes_a_draft(project: Path) -> None:
    """Title, fields, headings with their roles and lists of a plain text stand in its draft, in its words."""
    draft = draft_of(project, "audit.txt", AUDIT)
    fields, _, body = draft.removeprefix("---\n").partition("\n---\n")
    assert '# Made from "audit.txt", SHA-256 ' in fields
    assert "title: Neglect audit\npartnership: example\nkind: multi-agency-audit\nheld: 2022-03-22\n" in fields
    assert "cases: {count: 7, unit: children}" in fields
    assert 'published: "FILL IN' in fields
    assert "status: draft" in fields
    assert body == (
        "\nThe Example Safeguarding Partnership held a multi-agency audit on 22 March 2022. It looked at seven "
        "children.\n\n## What we found {role=findings}\n\n- Plans were late.\n- Minutes were thin.\n\n"
        '## Supervision and support {role="FILL IN"}\n\n- Managers read every plan.\n- Managers sign every plan.\n'
    )


PAGE = """<!DOCTYPE html><html><head><title>Neglect | Example</title></head><body>
<a class="skip-link" href="#main">Skip to main content</a>
<div id="cookie-banner"><p>We use cookies.</p></div>
<nav><a href="/">Home</a></nav>
<ol class="breadcrumb"><li>Learning</li></ol>
<main><h1>Neglect audit</h1><h2>What we found</h2>
<ul><li>Plans were <b>late</b><sup><a href="#fn1">1</a></sup>.<ul><li>Some by a year</li></ul></li></ul>
<h2>Next steps</h2>
<table><tr><th>Action</th><th>Who</th><th>By when</th></tr>
<tr><td>Write a guide</td><td>MASH</td><td>March 2023</td></tr></table>
<p>See <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F%3Futm_source%3Dx%26b%3D1">
it</a>. <img src="a.png" alt="A tree"></p>
<p id="fn1">1. By a week. <a href="#r1">↩</a></p><p style="display:none">Unseen</p></main>
<footer>Copyright</footer></body></html>"""


def test_a_page_becomes_a_draft(project: Path) -> None:
    """Of a saved page its main content becomes the draft; navigation and the like are told in the report, whole."""
    result = bring_in(project, {"page.html": PAGE})
    assert result.exit_code == 0, result.output
    (path,) = drafts(project)
    body = path.read_text("utf-8").partition("\n---\n")[2]
    assert "- Plans were **late**[^1].\n  - Some by a year\n" in body
    assert "## Next steps {role=actions}\n\n| Action | Who | By when |\n" in body
    assert "See [it](https://example.org/?b=1)." in body
    assert "[^1]: By a week." in body
    assert "Unseen" not in body + result.output
    said = " ".join(result.output.split())
    for words in ("cookie banner: “We use cookies.”", "navigation: “Home”", "breadcrumb: “Learning”", "Copyright"):
        assert words in said
    assert "hidden text: not taken over" in said
    assert "safe-link wrapper undone; tracking taken off: utm_source" in said
    assert "described as “A tree”" in said


@pytest.mark.parametrize(
    ("name", "content", "cure"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as"),
        ("page.txt", b"%PDF-1.7", "Name it .pdf"),
        ("empty.txt", b" \n", "empty"),
        ("binary.txt", b"a\0b\0c" * 50, "no text"),
        ("blank.html", b"<p><img src=a.png></p>", "only pictures"),
        ("notes", b"Plans were late.", "no ending"),
        ("large.txt", b"word " * 4_000_001, "larger than 20 MB"),
        ("long.txt", "\n".join(["Findings", "", *["• Plans were late."] * 2001]).encode(), "2,001 entries"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(project: Path, name: str, content: bytes, cure: str) -> None:
    """Bad input ends with status 1 and one line that names the cure, and nothing is written."""
    result = bring_in(project, {name: content})
    assert result.exit_code == 1
    assert cure in result.output
    assert result.output.count("\n") == 1
    assert drafts(project) == []


def test_a_draft_is_never_written_over(project: Path) -> None:
    """A second import of the same document leaves the first draft as it is."""
    first = draft_of(project, "audit.txt", AUDIT)
    result = bring_in(project, {"audit.txt": AUDIT})
    assert result.exit_code == 1
    assert "already" in result.output
    assert drafts(project)[0].read_text("utf-8") == first


def test_several_files_end_in_a_table(project: Path) -> None:
    """A folder of documents is imported one by one; what cannot be read stands in the table with the reason."""
    folder = project / "drawer"
    folder.mkdir()
    (folder / "a.txt").write_text(AUDIT, "utf-8")
    (folder / "b.html").write_text(PAGE, "utf-8")
    (folder / "c.txt").write_bytes(b"\0")
    (folder / "~$a.txt").write_bytes(b"lock")
    result = CliRunner().invoke(main, ["import", str(folder), "--source", str(project)])
    assert result.exit_code == 1
    assert len(drafts(project)) == 2
    assert result.output.rstrip().endswith("2 of 3 files imported.")
    assert "not imported: it is no text" in result.output


def test_what_is_personal_leads_the_report(project: Path) -> None:
    """The report begins with what is somebody's own; it is in the draft, which `check` then stops."""
    result = bring_in(project, {"a.txt": AUDIT + "\nHer number is 943 476 5919.\n"})
    assert result.exit_code == 0, result.output
    second = result.output.split("\n")[1].split()
    assert second[:2] == ["Personal", "line"]
    assert "943 476 5919" not in result.output


def test_themes_are_written_only_when_asked(project: Path) -> None:
    """No tag is added unless `--themes` asks for it, and tags then count as no words of the original."""
    text = (
        "Audit of neglect\n\nFindings\n\n• Chronic neglect was seen late.\n• The sharing of information was slow.\n"
    )
    assert "#" not in draft_of(project, "a.txt", text).partition("## Findings")[2].partition("\n")[2]
    drafts(project)[0].unlink()
    assert "- Chronic neglect was seen late. #neglect\n" in draft_of(project, "a.txt", text, "--themes")
