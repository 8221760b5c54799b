"""From the disk: which files a build reads, and what it refuses to open."""

import errno
import os
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from learnbrief.cache.program import built_in_templates
from learnbrief.files import gather
from learnbrief.problems import Severity
from tests.support import table


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of one briefing."""
    write(tmp_path / "project/briefings/a.md")
    return tmp_path / "project"


def write(path: Path, content: str = "text") -> Path:
    """Put a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def sources(project: Path) -> dict[str, bytes]:
    """Gather the sources of a project in which nothing is wrong."""
    gathered = gather(project)
    assert not gathered.problems
    return gathered.sources


def refused(project: Path) -> list[tuple[str, str]]:
    """Give file and code of what was not read; none of it may be among the sources."""
    gathered = gather(project)
    assert {problem.severity for problem in gathered.problems} == {Severity.ERROR}
    found = [(problem.at.file, problem.code) for problem in gathered.problems]
    assert not {file for file, _ in found} & gathered.sources.keys()
    return found


@pytest.mark.parametrize("name", table("gather-reads"))
def test_reads(project: Path, name: str) -> None:
    """Settings, briefings, vocabulary and pictures are read under their paths in the project."""
    write(project / name, "more")
    assert sources(project) == {"briefings/a.md": b"text", name: b"more"}


@pytest.mark.parametrize("name", table("gather-passes-over"))
def test_passes_over(project: Path, name: str) -> None:
    """Dot files, files of other kinds and what lies elsewhere are passed over without a word."""
    write(project / name)
    assert sources(project) == {"briefings/a.md": b"text"}


@pytest.mark.parametrize(("name", "cure"), table("gather-names-what-looks-meant-to-be-read"))
def test_names_what_looks_meant_to_be_read(project: Path, name: str, cure: str) -> None:
    """A file beside the briefings that looks like one, and is not read, is a warning with its cure."""
    write(project / name)
    gathered = gather(project)
    (problem,) = gathered.problems
    assert (problem.at.file, problem.code, problem.severity) == (name, "unread-file", Severity.WARNING)
    assert cure in problem.message
    assert gathered.sources.keys() - {"briefings/_themes.yaml"} == {"briefings/a.md"}


def test_notes_beside_pictures_are_not_meant_to_be_read(project: Path) -> None:
    """A folder of pictures may hold notes on them; a briefing among them, or no folder of its own, changes that."""
    write(project / "briefings/pictures/map.png")
    write(project / "briefings/pictures/licence.txt")
    write(project / "briefings/map.png")
    assert not gather(project).problems
    write(project / "briefings/pictures/b.md")
    write(project / "briefings/notes.txt")
    assert {problem.at.file for problem in gather(project).problems} == {
        "briefings/notes.txt",
        "briefings/pictures/licence.txt",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_only_named_is_not_opened(project: Path) -> None:
    """A named pipe, or a link out of the project, that no build would read is told by its name, and nothing waits."""
    os.mkfifo(project / "briefings/b.docx")
    (project / "briefings/c.pdf").symlink_to("../../secret.pdf")
    assert [(problem.at.file, problem.code) for problem in gather(project).problems] == [
        ("briefings/b.docx", "unread-file"),
        ("briefings/c.pdf", "unread-file"),
    ]


def test_reads_links_that_stay_inside(project: Path) -> None:
    """A link to a file of the project is read as that file."""
    (project / "briefings/b.md").symlink_to("a.md")
    assert sources(project)["briefings/b.md"] == b"text"


def test_refuses_links_that_lead_outside(project: Path, tmp_path: Path) -> None:
    """A link to a file or folder outside the project is an error, and nothing of it is read."""
    write(tmp_path / "secret.md", "secret")
    (project / "briefings/b.md").symlink_to("../../secret.md")
    (project / "briefings/folder").symlink_to(tmp_path)
    (project / "learnbrief.yml").symlink_to("../secret.md")
    assert refused(project) == [
        ("learnbrief.yml", "link-outside"),
        ("briefings/b.md", "link-outside"),
        ("briefings/folder", "link-outside"),
    ]


@pytest.mark.parametrize("folder", ["briefings", "templates"])
def test_refuses_folders_that_lead_outside(project: Path, tmp_path: Path, folder: str) -> None:
    """Neither `briefings/` nor `templates/` as a whole may be a link that leads out of the project."""
    write(tmp_path / "elsewhere/404.html", "secret")
    write(tmp_path / "elsewhere/b.md", "secret")
    if folder == "briefings":
        (project / "briefings/a.md").unlink()
        (project / "briefings").rmdir()
    (project / folder).symlink_to(tmp_path / "elsewhere")
    assert (folder, "link-outside") in refused(project)


def test_reads_a_folder_that_leads_inside(project: Path) -> None:
    """`briefings/` may be a link to another folder of the project, and keeps its name."""
    (project / "briefings").rename(project / "texts")
    (project / "briefings").symlink_to("texts")
    assert sources(project) == {"briefings/a.md": b"text"}


@pytest.mark.parametrize("target", ["no-such-folder", "templates"], ids=["to nothing", "to itself"])
def test_refuses_broken_links_to_templates(project: Path, target: str) -> None:
    """A `templates/` that leads nowhere is an error, not taken for none."""
    (project / "templates").symlink_to(target)
    assert refused(project) == [("templates", "unreadable")]


def test_refuses_settings_that_lead_in_a_circle(project: Path) -> None:
    """Settings that are a link to itself are an error."""
    (project / "learnbrief.yml").symlink_to("learnbrief.yml")
    assert refused(project) == [("learnbrief.yml", "unreadable")]


def test_names_files_that_cannot_be_opened(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not open is an error with the system's reason; the others are read."""
    write(project / "briefings/b.md")

    def failing(path: os.PathLike[str], mode: str) -> IO[Any]:
        if os.fspath(path).endswith("b.md"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return open(path, mode)  # noqa: PTH123 - it stands in for this very name

    monkeypatch.setattr(sys.modules[gather.__module__], "open", failing, raising=False)
    gathered = gather(project)
    (problem,) = gathered.problems
    assert (problem.at.file, problem.code) == ("briefings/b.md", "unreadable")
    assert "permission denied" in problem.message
    assert gathered.sources == {"briefings/a.md": b"text"}


def test_a_project_needs_no_templates(project: Path) -> None:
    """Without a `templates/` of its own a project has the built-in ones, whole."""
    root = Path(built_in_templates())
    expected = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert gather(project).templates.keys() == expected
    assert {"base.html", "assets/style.css", "pages/about.md", "parts/points.html"} <= expected


def test_own_templates_stand_in_for_built_in_ones(project: Path) -> None:
    """A template of the project's own takes the place of the built-in one of its name; all others stay."""
    built_in = gather(project).templates
    write(project / "templates/404.html", "own")
    write(project / "templates/assets/logo.svg", "logo")
    write(project / "templates/.404.html.swp", "editor's")
    assert gather(project).templates == {**built_in, "404.html": b"own", "assets/logo.svg": b"logo"}


def test_the_repository_is_a_project_too() -> None:
    """Where the project is the program's own repository, its templates are the built-in ones and stand there once."""
    root = Path(built_in_templates())
    gathered = gather(root.parent)
    assert not gathered.problems
    assert not [name for name in gathered.templates if name.startswith("templates/")]
    assert gathered.templates["base.html"] == (root / "base.html").read_bytes()


def test_what_is_kept_of_neighbours_is_read(project: Path) -> None:
    """JSON in `neighbours/` is a source; whatever else lies there is none, and no link leads out of the project."""
    write(project / "neighbours/region.json", "{}")
    write(project / "neighbours/notes.txt")
    assert sources(project) == {"briefings/a.md": b"text", "neighbours/region.json": b"{}"}
    (project / "neighbours/next.json").symlink_to(write(project.parent / "next.json"))
    assert [(each.at.file, each.code) for each in gather(project).problems] == [
        ("neighbours/next.json", "link-outside")
    ]
