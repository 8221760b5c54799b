"""A project of one's own, begun with the installed program, needs nothing of this repository."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from learnbrief import __version__

ROOT = Path(__file__).parent.parent
Run = Callable[..., str]
INSTALL = "python -m pip install -r requirements.txt"
DAY = "1769860800"
"""31 January 2026, in seconds since 1970."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Install the wheel beside the libraries that it needs, without a network; give what runs a shell's line."""
    folder = tmp_path_factory.mktemp("installed")
    hatchling: list[str | Path] = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        folder,
    ]
    subprocess.run(hatchling, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    paths = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    installed = Path(sysconfig.get_path("purelib", vars=paths))
    (installed / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    environment = {
        "PATH": os.pathsep.join([str(scripts), os.environ["PATH"]]),
        "HOME": str(folder),
        "SOURCE_DATE_EPOCH": DAY,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }

    def run_line(line: str, cwd: Path, **more: str) -> str:
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=cwd,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
        return result.stdout

    run_line(f"python -m pip install --quiet --no-index --no-deps '{wheel}'", folder)
    return run_line


@pytest.fixture(scope="module")
def project(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a project in an empty folder."""
    folder = tmp_path_factory.mktemp("begun")
    run("learnbrief new --site mine", folder)
    return folder / "mine"


def workflow(project: Path, file: str) -> Any:
    """Read a workflow that the project came with."""
    return yaml.safe_load((project / file).read_text("utf-8"))


def test_the_program_is_the_installed_one(run: Run, tmp_path: Path) -> None:
    """The test is about the wheel, not about the repository beside it."""
    assert str(ROOT) not in run("python -c 'import learnbrief; print(learnbrief.__file__)'", tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "learnbrief check --strict",
        "learnbrief build --strict",
        "learnbrief themes list",
        "learnbrief schema",
        "learnbrief new 'Plans that hold' --kind dip-sample && learnbrief check --strict",
    ],
)
def test_commands_work_in_it(run: Run, project: Path, line: str) -> None:
    """Whatever one does first in a new project works, without so much as a warning."""
    run(line, project)


SERVE = """
learnbrief serve > "$HOME/served.txt" 2>&1 & server=$!
for _ in $(seq 300); do
  url=$(sed -n 's/^Open \\([^ ]*\\).*/\\1/p' "$HOME/served.txt")
  if [ -n "$url" ]; then break; fi
  sleep 0.1
done
python -c "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())" "$url"
kill "$server"
"""


def test_it_is_shown_while_it_is_written(run: Run, project: Path) -> None:
    """The preview of a new project shows its first page, marked as a preview."""
    page = run(SERVE, project)
    assert "A preview: drafts and embargoed briefings are shown." in page
    assert "<h1" in page


def test_it_pins_the_program(project: Path) -> None:
    """What a host installs is the version that began the project."""
    lines = (project / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"learnbrief=={__version__}"]


def test_the_steps_on_github_pass(run: Run, project: Path) -> None:
    """Every line that the workflow runs succeeds, and the folders that it uploads are the preview and the site."""
    jobs = workflow(project, ".github/workflows/site.yml")["jobs"]
    for name, action in (("check", "upload-artifact"), ("build", "upload-pages-artifact")):
        lines = [step["run"] for step in jobs[name]["steps"] if "run" in step]
        assert lines[0] == INSTALL
        for line in lines[1:]:
            run(line, project, SITE="preview", GITHUB_STEP_SUMMARY="/dev/null")
        (folder,) = (step["with"]["path"] for step in jobs[name]["steps"] if action in step.get("uses", ""))
        assert "Example" in (project / folder / "index.html").read_text("utf-8")


def test_mistakes_are_shown_beside_the_lines_on_github(run: Run, project: Path, tmp_path: Path) -> None:
    """A proposed change with a mistake fails the check, with an annotation at its line."""
    run(f"cp -r '{project}' '{tmp_path}/spoilt'", project)
    line = "echo 'colour: blue' >> learnbrief.yml; learnbrief check --format github && exit 1; true"
    assert "::error file=learnbrief.yml" in run(line, tmp_path / "spoilt")


def test_the_scripts_on_gitlab_pass(run: Run, project: Path) -> None:
    """Every line of every job succeeds, and leaves the report, the preview and the pages where the host looks."""
    file = workflow(project, ".gitlab-ci.yml")
    for job in ("check", "preview", "pages"):
        assert file[job]["script"][0] == INSTALL
        for line in file[job]["script"][1:]:
            run(line, project, CI_PAGES_URL="https://example.org/learning")
    report = file["check"]["artifacts"]["reports"]["codequality"]
    assert {row["severity"] for row in json.loads((project / report).read_text("utf-8"))} <= {"info"}
    assert (project / file["preview"]["artifacts"]["paths"][0] / "index.html").is_file()
    assert "https://example.org/learning/" in (project / "public" / "sitemap.xml").read_text("utf-8")


def test_mistakes_are_reported_on_gitlab(run: Run, project: Path, tmp_path: Path) -> None:
    """A proposed change with a mistake fails the check, and its line stands in the report that the host shows."""
    run(f"cp -r '{project}' '{tmp_path}/spoilt'", project)
    script = workflow(project, ".gitlab-ci.yml")["check"]["script"][1]
    run(f"echo 'colour: blue' >> learnbrief.yml; {script} && exit 1; true", tmp_path / "spoilt")
    rows = json.loads((tmp_path / "spoilt" / "gl-code-quality-report.json").read_text("utf-8"))
    (problem,) = (row for row in rows if row["severity"] == "critical")
    assert (problem["check_name"], problem["location"]["path"]) == ("unknown-field", "learnbrief.yml")


def test_git_leaves_out_what_is_built(run: Run, project: Path) -> None:
    """After all that, git sees the sources and nothing that was built."""
    run("git init --quiet . && learnbrief build && learnbrief build --drafts --out preview", project)
    listed = run("git ls-files --others --exclude-standard", project).split()
    assert "briefings/_themes.yml" in listed
    assert ".vscode/settings.json" in listed
    assert not [file for file in listed if file.startswith(("site/", "public/", "preview/", ".learnbrief", "gl-"))]
