"""Documents become drafts that hold their words, and reports that tell the rest."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from learnbrief.importing import Document
from learnbrief.importing.conservation import account
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


def test_what_is_pasted_is_read_by_what_it_is(project: Path) -> None:
    """On standard input HTML is read as a page, and anything else as text; the draft names no file."""
    for pasted, wanted in ((PAGE, "## What we found {role=findings}"), (AUDIT, "- Minutes were thin.")):
        result = CliRunner().invoke(main, ["import", "-", "--source", str(project)], input=pasted)
        assert result.exit_code == 0, result.output
        (path,) = drafts(project)
        assert wanted in path.read_text("utf-8")
        path.unlink()


def test_the_draft_goes_where_it_is_asked_to(project: Path, tmp_path: Path) -> None:
    """`--out` names a file, or a folder that is there; another ending, or one file for several, is refused."""
    named = project / "briefings" / "neglect.md"
    assert bring_in(project, {"a.txt": AUDIT}, "--out", str(named)).exit_code == 0
    assert named.is_file()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert bring_in(project, {"a.txt": AUDIT, "b.html": PAGE}, "--out", str(folder)).exit_code == 0
    assert len(list(folder.iterdir())) == 2
    for files, out in (({"a.txt": AUDIT}, "neglect.yml"), ({"a.txt": AUDIT, "b.html": PAGE}, "one.md")):
        result = bring_in(project, dict(files), "--out", str(project / out))
        assert (result.exit_code, result.output.count("\n")) == (1, 1)
        assert not (project / out).exists()


def test_what_the_editor_says_is_taken_over(project: Path) -> None:
    """`--partnership` and `--kind` take ids or names, and win over what the text says; an unknown one is refused."""
    draft = draft_of(project, "a.txt", AUDIT, "--partnership", "OSP", "--kind", "Dip sample")
    assert "\npartnership: other\nkind: dip-sample\n" in draft
    assert bring_in(project, {"b.txt": AUDIT}, "--kind", "dip-sampel").exit_code == 2


def test_what_is_not_there_is_told_in_a_line(project: Path) -> None:
    """A file that is missing, and a folder without a document, end with one line and status 1."""
    for path in (project / "none.docx", project / "briefings"):
        result = CliRunner().invoke(main, ["import", str(path), "--source", str(project)])
        assert (result.exit_code, result.output.count("\n")) == (1, 1), result.output


def test_a_date_on_something_else_is_told_and_not_used(project: Path) -> None:
    """A date that stands in a sentence on another review fills no field; the report says where it stands."""
    text = "Core groups\n\nA previous audit was held in January 2020.\n\nFindings\n\n• Minutes were late.\n"
    result = bring_in(project, {"a.txt": text})
    assert 'held: "FILL IN: when' in drafts(project)[0].read_text("utf-8")
    assert "“January 2020” stands in a sentence on something else, such as another review" in " ".join(
        result.output.split()
    )


def test_a_section_that_may_hold_several_points_is_told(project: Path) -> None:
    """Paragraphs without a list make one point; the report asks whether they are several."""
    text = "Core groups\n\nFindings\n\nMinutes were late.\n\nPlans were thin.\n\nBackground\n\nOne.\n\nTwo.\n"
    said = " ".join(bring_in(project, {"a.txt": text}).output.split())
    assert "“Findings” makes one point of 2 paragraphs" in said
    assert "“Background” makes" not in said


def test_a_word_that_is_lost_is_told_and_the_draft_not_called_complete() -> None:
    """The account finds a word that a draft lacks and one that it has too many, and the report says both first."""
    document = Document("text", (), visible="Plans were late. Plans.")
    account_of = account(document, "---\ntitle: Plans\n---\n\nWere late twice.\n", [])
    assert (account_of.lost, account_of.added) == (("Plans",), ("twice",))
    assert not account_of.is_complete


def test_a_footnote_at_a_heading_hides_no_role(project: Path) -> None:
    """The sign of a footnote is no word of the heading: its role is recognised, and the note stays."""
    heading = '<h2>What was found<sup><a href="#fn1" id="r1">1</a></sup></h2>'
    note = '<ol><li id="fn1">Of seven audits. <a href="#r1">back</a></li></ol>'
    page = f"<h1>Learning</h1>{heading}<p>Text.</p><ul><li>Plans were late.</li></ul>{note}"
    draft = draft_of(project, "learning.html", page)
    assert "## What was found[^1] {role=findings}\n" in draft
    assert "[^1]: Of seven audits." in draft


@pytest.mark.parametrize("link", ["<a href='#fn1'>what the note says</a>", "<a href='#fn1'>1<sample x/a>"])
def test_a_link_to_a_footnote_keeps_its_words(project: Path, link: str) -> None:
    """Only a number or sign is a footnote's mark: a link of words, or one that nothing ends, takes no word away."""
    note = '<ol><li id="fn1">Of seven audits.</li></ol>'
    page = (
        f'<h1>Learning</h1><p>See<a href="#fn1">1</a>. {link}</p><h2>What we found</h2><ul><li>Plans.</li></ul>{note}'
    )
    draft = draft_of(project, "learning.html", page)
    assert "## " in draft
    assert "Plans." in draft
    assert "Of seven audits." in draft
