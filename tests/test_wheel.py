"""The wheel carries the program, what travels with it and the licence, no more; the program makes the same."""

import re
import shutil
import subprocess
import sys
import tarfile
from base64 import urlsafe_b64encode
from email.parser import Parser
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from learnbrief.cache.program import CARRIED, program_files
from learnbrief.editing.scaffold import ADMIN_SCRIPT
from learnbrief.editing.scaffold.wheel import make_wheel

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
    carried = {path for name in CARRIED for path in (files_of(ROOT, name) or {name})}
    expected = files_of(ROOT, "learnbrief") | {f"learnbrief/{path}" for path in carried}
    assert files_of(wheel, "learnbrief") == expected


def test_installs_the_command_and_the_licence(wheel: Path) -> None:
    """Installing gives the command `learnbrief`, and says on which terms."""
    (metadata,) = wheel.glob("*.dist-info")
    entry_points = (metadata / "entry_points.txt").read_text("utf-8")
    assert "learnbrief = learnbrief.__main__:run" in entry_points.splitlines()
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


PRINT_NAME = """
import sys
sys.path.insert(0, sys.argv[1])
from learnbrief.cache.program import program_files
from learnbrief.editing.scaffold.wheel import make_wheel
wheel = make_wheel(program_files(), with_admin=True)
print(wheel.name, wheel.digest)
"""


def test_the_program_makes_the_same_wheel_wherever_it_is(wheel: Path, tmp_path: Path) -> None:
    """From a checkout and from where it is installed come the same bytes."""
    ours = make_wheel(program_files(), with_admin=True)
    assert run_python("-c", PRINT_NAME, wheel, cwd=tmp_path).split() == [ours.name, ours.digest]


def test_the_program_makes_the_wheel_that_the_builder_makes(wheel: Path, tmp_path: Path) -> None:
    """Every file is the same to the byte, and what `pip` is told of the program says the same."""
    with ZipFile(BytesIO(make_wheel(program_files(), with_admin=True).content)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    assert contents_of(tmp_path / "learnbrief") == contents_of(wheel / "learnbrief")
    (ours,), (theirs,) = tmp_path.glob("*.dist-info"), wheel.glob("*.dist-info")
    assert contents_of(ours / "licenses") == contents_of(theirs / "licenses")
    assert (ours / "entry_points.txt").read_text("utf-8") == (theirs / "entry_points.txt").read_text("utf-8")
    said, expected = (Parser().parsestr((folder / "METADATA").read_text("utf-8")) for folder in (ours, theirs))
    fields = set(said) - {"Metadata-Version", "Version"}
    assert set(expected) - set(said) == {"Author", "Keywords", "Classifier", "Description-Content-Type"}
    assert {field: sorted(said.get_all(field, [])) for field in fields} == {
        field: sorted(expected.get_all(field, [])) for field in fields
    }


def test_the_list_in_the_wheel_is_right() -> None:
    """Each file is listed with its digest and size, as the list itself is without."""
    with ZipFile(BytesIO(make_wheel(program_files(), with_admin=False).content)) as archive:
        names = archive.namelist()
        (own,) = (name for name in names if name.endswith(".dist-info/RECORD"))
        rows = [line.split(",") for line in archive.read(own).decode().splitlines()]
        for name, digest, size in rows[:-1]:
            content = archive.read(name)
            assert digest == f"sha256={urlsafe_b64encode(sha256(content).digest()).decode().rstrip('=')}"
            assert size == str(len(content))
    assert [row[0] for row in rows] == names
    assert rows[-1] == [own, "", ""]


def test_another_program_has_another_version() -> None:
    """One byte changed, or the form left out, and `pip` sees another version, which is never a plain number."""
    program = program_files()
    changed = program | {"learnbrief/__init__.py": program["learnbrief/__init__.py"] + b"\n"}
    names = {
        make_wheel(program, with_admin=True).name,
        make_wheel(program, with_admin=False).name,
        make_wheel(changed, with_admin=True).name,
    }
    assert len(names) == 3
    assert all(re.fullmatch(r"learnbrief-[\d.]+\+p[0-9a-f]{8}-py3-none-any\.whl", name) for name in names)
    assert ADMIN_SCRIPT in program


def test_the_wheel_can_be_built_from_the_source_archive(wheel: Path, tmp_path: Path) -> None:
    """What is published as source has all that the wheel carries."""
    run_python("-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path, cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python 3.11.4
        packed.extractall(tmp_path, **safely)
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    run_python("-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path, cwd=source)
    (built,) = tmp_path.glob("*.whl")
    with ZipFile(built) as packed_wheel:
        assert {name for name in packed_wheel.namelist() if not name.endswith("/")} == files_of(wheel)


def contents_of(top: Path) -> dict[str, bytes]:
    """Read the files of a folder."""
    return {name: (top / name).read_bytes() for name in files_of(top)}


def run_python(*arguments: str | Path, cwd: Path) -> str:
    """Give what this Python prints, or fail with what it complains of."""
    result = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def files_of(top: Path, below: str = ".") -> set[str]:
    """Give the files of a folder, as addresses from its top."""
    files = (path for path in (top / below).rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix() for path in files if path.parent.name != "__pycache__"}
