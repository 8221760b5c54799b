"""The wheel carries the program, the built-in templates and the licence, and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from learnbrief.cli import main; main()"
"""Starts the program that lies unpacked in the folder that comes first."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the hatchling that is installed, so without a network, and unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    run_python("-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    with ZipFile(built) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_holds_the_program(wheel: Path) -> None:
    """Every file of the package is there, its data files included."""
    assert "learnbrief/cli/main.py" in files_of(wheel)
    assert files_of(ROOT, "learnbrief") <= files_of(wheel)


def test_holds_the_built_in_templates(wheel: Path) -> None:
    """The one set of templates at the top of the repository is inside the installed package, to the byte."""
    ours, carried = ROOT / "templates", wheel / "learnbrief" / "templates"
    assert files_of(ours)
    assert {name: (carried / name).read_bytes() for name in files_of(carried)} == {
        name: (ours / name).read_bytes() for name in files_of(ours)
    }


def test_holds_nothing_else(wheel: Path) -> None:
    """Tests, briefings and the site stay out of what users install."""
    (metadata,) = wheel.glob("*.dist-info")
    assert {path.name for path in wheel.iterdir()} == {"learnbrief", metadata.name}
    expected = files_of(ROOT, "learnbrief") | {f"learnbrief/{path}" for path in files_of(ROOT, "templates")}
    assert files_of(wheel, "learnbrief") == expected


def test_installs_the_command_and_the_licence(wheel: Path) -> None:
    """Installing gives the command `learnbrief`, and says on which terms."""
    (metadata,) = wheel.glob("*.dist-info")
    entry_points = (metadata / "entry_points.txt").read_text("utf-8")
    assert "learnbrief = learnbrief.door:main" in entry_points.splitlines()
    assert (metadata / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_command_starts_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    """The installed program needs no file that only the repository has."""
    printed = run_python("-c", START, wheel, "--help", cwd=tmp_path)
    assert "build" in printed
    assert not list(tmp_path.iterdir())


def test_builds_a_site_without_and_with_templates(wheel: Path, tmp_path: Path) -> None:
    """The installed program builds a project that has no templates, and one that has a single part of its own."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "briefings", project / "briefings")
    shutil.copy(ROOT / "learnbrief.yml", project)
    build = ("-c", START, wheel, "build", "--source", project, "--today", "2026-11-21", "--out")
    run_python(*build, tmp_path / "ours", cwd=tmp_path)
    (project / "templates" / "parts").mkdir(parents=True)
    (project / "templates" / "parts" / "footer.html").write_text("<footer>Our own foot</footer>", "utf-8")
    run_python(*build, tmp_path / "own", cwd=tmp_path)
    assert files_of(tmp_path / "ours") == files_of(tmp_path / "own") > {"index.html", "themes/index.html"}
    assert "Our own foot" not in (tmp_path / "ours" / "index.html").read_text("utf-8")
    assert "Our own foot" in (tmp_path / "own" / "themes" / "index.html").read_text("utf-8")


def run_python(*arguments: str | Path, cwd: Path) -> str:
    """Give what this Python prints, or fail with what it complains of."""
    result = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def files_of(top: Path, below: str = ".") -> set[str]:
    """Give the files of a folder, as addresses from its top."""
    files = (path for path in (top / below).rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix() for path in files if path.parent.name != "__pycache__"}
