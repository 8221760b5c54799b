"""A project of one's own works on a fresh machine, with an index of packages that does not know the program.

It is begun from this repository's checkout. From then on there is what it holds, Python, and an index that has the
pinned libraries and nothing else.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from learnbrief.editing.scaffold import wheel_named_in

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.txt"
Run = Callable[..., str]
INSTALL = "python -m pip install --require-hashes -r requirements.txt"
DAY = "1769860800"
"""31 January 2026, in seconds since 1970."""


def libraries() -> Path:
    """Give a folder with the pinned libraries as they are published; what was fetched once is kept."""
    kept = Path(sys.prefix) / "wheels" / sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not kept.is_dir():
        kept.parent.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=kept.parent) as folder:
            fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
            fetched = Path(folder) / "fetched"
            subprocess.run([*fetch, "-r", LOCK, "-d", fetched], check=True)
            fetched.rename(kept)
    return kept


@dataclass(frozen=True, slots=True)
class Index:
    """An index of packages, and what it was asked for."""

    address: str
    asked: set[str] = field(default_factory=set)


class Answers(SimpleHTTPRequestHandler):
    """Answers as a simple index does: with a list of files, with a file, or that there is no such package."""

    def __init__(self, *arguments: Any, asked: set[str], **named: Any) -> None:
        self.asked = asked
        super().__init__(*arguments, **named)

    def log_message(self, *_: object) -> None:
        """Take note of what is asked for, and print nothing."""
        self.asked.add(self.path)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Serve the pinned libraries, each in a folder of its own, as indexes list them."""
    top = tmp_path_factory.mktemp("index")
    for file in libraries().iterdir():
        folder = top / file.name.partition("-")[0].lower().replace("_", "-")
        folder.mkdir()
        (folder / file.name).symlink_to(file)
    asked: set[str] = set()
    answers = partial(Answers, directory=str(top), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Index(f"http://127.0.0.1:{server.server_port}/", asked)
        server.shutdown()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a project in an empty folder, from the checkout."""
    folder = tmp_path_factory.mktemp("begun") / "mine"
    subprocess.run([sys.executable, ROOT / "build.py", "new", "--site", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def run(index: Index, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Make a virtual environment and install into it, as the project's README says; give what runs a shell's line."""
    home = tmp_path_factory.mktemp("home")
    environment = {
        "HOME": str(home),
        "SOURCE_DATE_EPOCH": DAY,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_INDEX_URL": index.address,
        "PIP_NO_COMPILE": "1",  # only what is imported is compiled, then
    }
    fresh = os.pathsep.join([str(project / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])

    def run_line(line: str, cwd: Path, *, answers: str = "", **more: str) -> str:
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=cwd,
            env={"PATH": fresh, **environment, **more},
            input=answers,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
        return result.stdout

    run_line(readme_commands(project)[0], project)
    return run_line


def readme_commands(project: Path) -> list[str]:
    """Give what the project's README has one type: each block of commands as one text."""
    return re.findall(r"(?ms)^```text\n(.*?)^```$", (project / "README.md").read_text("utf-8"))


def copy_of(project: Path, folder: Path) -> Path:
    """Copy a project, but for its virtual environment, which serves the copy as well."""
    return Path(shutil.copytree(project, folder / "copy", ignore=shutil.ignore_patterns(".venv")))


def workflow(project: Path, file: str) -> Any:
    """Read a workflow that the project came with."""
    return yaml.safe_load((project / file).read_text("utf-8"))


def test_the_program_comes_from_the_project(run: Run, project: Path, index: Index) -> None:
    """What is installed is the wheel in the project: the index is never asked for it, and would not know it."""
    where = run("python -c 'import learnbrief, brotli; print(learnbrief.__file__, brotli.__file__)'", project)
    assert all(Path(file).is_relative_to(project / ".venv") for file in where.split())
    assert "/click/" in index.asked
    assert not [path for path in index.asked if "learnbrief" in path]


def test_the_readme_may_be_followed_to_the_letter(run: Run, project: Path, tmp_path: Path) -> None:
    """The commands that the project's README names work one after the other, and the site is where it says."""
    install, use = readme_commands(project)
    assert install.splitlines()[-1] == INSTALL
    mine = copy_of(project, tmp_path)
    run(use, mine)
    assert (mine / "site" / "index.html").is_file()
    assert len(list((mine / "briefings").glob("*what-the-briefing-is-called.md"))) == 1


def test_the_installed_program_begins_the_same_project(run: Run, project: Path, tmp_path: Path) -> None:
    """A project begun with a project's own program is the same to the byte, its wheel included."""
    run("learnbrief new --site another", tmp_path)
    files = (path.relative_to(tmp_path / "another") for path in (tmp_path / "another").rglob("*") if path.is_file())
    begun = {file.as_posix(): (tmp_path / "another" / file).read_bytes() for file in files}
    assert {name: (project / name).read_bytes() for name in begun} == begun
    assert wheel_named_in(begun["requirements.txt"].decode()) in begun


LINES = ("learnbrief check --strict", "learnbrief themes list", "learnbrief schema")
MORE = (
    "learnbrief build --strict",
    "learnbrief new 'Plans that hold' --kind dip-sample && learnbrief check --strict",
)


@pytest.mark.parametrize("line", [" && ".join(LINES), *(pytest.param(line, marks=pytest.mark.long) for line in MORE)])
def test_commands_work_in_it(run: Run, project: Path, tmp_path: Path, line: str) -> None:
    """Whatever one does first in a new project works, without so much as a warning."""
    run(line, copy_of(project, tmp_path))


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


def test_the_steps_on_github_pass(run: Run, project: Path) -> None:
    """Every line that the workflow runs succeeds, and the folders that it uploads are the preview and the site.

    The first installs, by the words that the README has, too, and that were run to begin with.
    """
    jobs = workflow(project, ".github/workflows/site.yml")["jobs"]
    for name, action in (("check", "upload-artifact"), ("build", "upload-pages-artifact")):
        lines = [step["run"] for step in jobs[name]["steps"] if "run" in step]
        assert lines[0] == INSTALL
        for line in lines[1:]:
            run(line, project, SITE="preview", GITHUB_STEP_SUMMARY="/dev/null")
        (folder,) = (step["with"]["path"] for step in jobs[name]["steps"] if action in step.get("uses", ""))
        assert "Example" in (project / folder / "index.html").read_text("utf-8")


def test_a_digest_on_github(run: Run, project: Path, tmp_path: Path) -> None:
    """Once the site's address is known, the digest of last month stands where the workflow uploads it."""
    with_address = copy_of(project, tmp_path)
    steps = workflow(project, ".github/workflows/digest.yml")["jobs"]["digest"]["steps"]
    (line,) = [step["run"] for step in steps if "learnbrief digest" in step.get("run", "")]
    run(f"echo 'base_url: https://learning.example.org' >> learnbrief.yml; {line}", with_address)
    assert (with_address / steps[-1]["with"]["path"] / "digest.eml").is_file()


def test_mistakes_are_shown_beside_the_lines_on_github(run: Run, project: Path, tmp_path: Path) -> None:
    """A proposed change with a mistake fails the check, with an annotation at its line."""
    line = "echo 'colour: blue' >> learnbrief.yml; learnbrief check --format github && exit 1; true"
    assert "::error file=learnbrief.yml" in run(line, copy_of(project, tmp_path))


@pytest.mark.long
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


@pytest.mark.long
def test_mistakes_are_reported_on_gitlab(run: Run, project: Path, tmp_path: Path) -> None:
    """A proposed change with a mistake fails the check, and its line stands in the report that the host shows."""
    spoilt = copy_of(project, tmp_path)
    script = workflow(project, ".gitlab-ci.yml")["check"]["script"][1]
    run(f"echo 'colour: blue' >> learnbrief.yml; {script} && exit 1; true", spoilt)
    rows = json.loads((spoilt / "gl-code-quality-report.json").read_text("utf-8"))
    (problem,) = (row for row in rows if row["severity"] == "critical")
    assert (problem["check_name"], problem["location"]["path"]) == ("unknown-field", "learnbrief.yml")


def test_git_leaves_out_what_is_built(run: Run, project: Path) -> None:
    """After all that, git sees the sources and nothing that was built."""
    run("git init --quiet . && learnbrief build && cp -r site preview && cp -r site public", project)
    listed = run("git ls-files --others --exclude-standard", project).split()
    assert "briefings/_themes.yml" in listed
    assert ".vscode/settings.json" in listed
    assert not [file for file in listed if file.startswith(("site/", "public/", "preview/", ".learnbrief", "gl-"))]
