"""The workflows of this project and of a new one: of the form that the hosts publish, alike, and allowed little."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "learnbrief" / "editing" / "scaffold" / "data" / "site"
DIGEST = STARTER / "dot-github" / "workflows" / "digest.yml"
GITHUB = (ROOT / ".github" / "workflows" / "site.yml", STARTER / "dot-github" / "workflows" / "site.yml")
GITLAB = (ROOT / ".gitlab-ci.yml", STARTER / "dot-gitlab-ci.yml")
PAIRS = {
    ".github/workflows/site.yml": "dot-github/workflows/site.yml",
    ".gitlab-ci.yml": "dot-gitlab-ci.yml",
}


def is_valid(schema: str, *files: Path) -> bool:
    """Hold files to a host's own schema, as check-jsonschema carries it: without a network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    transform = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    return subprocess.run([*command, *transform], capture_output=True, check=False).returncode == 0


def test_github_workflows_have_the_published_form() -> None:
    """Every workflow, ours and a new project's, is valid by GitHub's schema for workflows."""
    kept = [ROOT / ".github" / "workflows", STARTER / "dot-github" / "workflows"]
    assert {*GITHUB, DIGEST} == {file for folder in kept for file in folder.iterdir()}
    assert is_valid("github-workflows", *GITHUB, DIGEST)


def test_gitlab_pipelines_have_the_published_form() -> None:
    """Both pipelines are valid by GitLab's schema."""
    assert is_valid("gitlab-ci", *GITLAB)


@pytest.mark.parametrize(("schema", "file"), [("github-workflows", GITHUB[0]), ("gitlab-ci", GITLAB[0])])
def test_the_schemas_find_a_slip(schema: str, file: Path, tmp_path: Path) -> None:
    """A slip in a key is found, so the tests above say something."""
    spoilt = tmp_path / "spoilt.yml"
    spoilt.write_text(re.sub(r"(?m)^(    runs-on|  script):", r"\1-slip:", file.read_text("utf-8")), "utf-8")
    assert not is_valid(schema, spoilt)


@pytest.mark.parametrize("name", PAIRS)
def test_this_project_is_published_like_a_new_one(name: str) -> None:
    """The two differ in nothing but how the program is called."""
    ours = (ROOT / name).read_text("utf-8")
    begun = (STARTER / PAIRS[name]).read_text("utf-8")
    assert ours.replace("python build.py ", "learnbrief ") == begun


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.relative_to(ROOT).parts[0])
def test_a_workflow_on_github_may_do_little(file: Path) -> None:
    """Only the job that publishes may write, nothing but the pages, and it runs for no proposed change."""
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    assert granted == {"check": {}, "build": {}, "publish": {"pages": "write", "id-token": "write"}}
    assert workflow["jobs"]["build"]["if"] == "github.event_name != 'pull_request'"
    assert workflow["jobs"]["publish"]["needs"] == "build"
    checkouts = [step for step in steps(workflow) if "actions/checkout@" in step.get("uses", "")]
    assert [step["with"] for step in checkouts] == [{"persist-credentials": False}] * 2


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.relative_to(ROOT).parts[0])
def test_actions_are_pinned_by_digest(file: Path) -> None:
    """Every action is named by a commit, with its version beside it, and one action by one commit throughout."""
    used = re.findall(r"(?m)uses: (.*)$", file.read_text("utf-8"))
    pinned = [re.fullmatch(r"(actions/[a-z-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+", action) for action in used]
    assert len(used) == 9
    assert all(pinned), used
    assert len({pin[1] for pin in pinned if pin}) == len({pin[0] for pin in pinned if pin}) == 6


def test_a_digest_is_made_on_demand() -> None:
    """The digest may read and no more, by the actions of the site's workflow; its owner turns the schedule on."""
    text = DIGEST.read_text("utf-8")
    assert read(DIGEST)["permissions"] == {"contents": "read"}
    assert set(re.findall(r"uses: (.*)", text)) <= set(re.findall(r"uses: (.*)", GITHUB[1].read_text("utf-8")))
    scheduled = re.sub(r"(?m)^#(?=  )", "", text)
    assert [*yaml.safe_load(scheduled)[True]] == ["workflow_dispatch", "schedule"]


def test_what_builds_remember_is_kept_between_runs() -> None:
    """Every job that builds finds what the last one remembered and the site it made, and leaves them for the next."""
    for name, out in (("check", "preview"), ("build", "site")):
        job = read(GITHUB[1])["jobs"][name]
        (cache,) = [step["with"] for step in job["steps"] if "actions/cache@" in step.get("uses", "")]
        assert cache["path"].split() == [".learnbrief", out]
        assert cache["key"].startswith(cache["restore-keys"])
    assert read(GITLAB[1])["cache"]["paths"] == [".learnbrief", "preview", "site"]


def test_a_preview_is_kept() -> None:
    """A proposed change is checked and built, and what was built can be looked at for two weeks."""
    github = read(GITHUB[1])["jobs"]["check"]
    assert github["if"] == "github.event_name == 'pull_request'"
    (kept,) = [step["with"] for step in github["steps"] if "actions/upload-artifact@" in step.get("uses", "")]
    assert (kept["path"], kept["retention-days"]) == ("preview", 14)
    gitlab = read(GITLAB[1])
    assert gitlab["preview"]["artifacts"] == {"expose_as": "Preview", "expire_in": "2 weeks", "paths": ["preview"]}
    assert gitlab["check"]["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    assert gitlab["check"]["artifacts"]["when"] == "always"


def test_a_site_is_built_anew_every_morning() -> None:
    """On GitHub the file itself says so; GitLab keeps schedules in a project's settings, and the file says that."""
    (schedule,) = read(GITHUB[1])[True]["schedule"]  # YAML 1.1 takes `on` for a truth
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])
    assert "add a pipeline schedule" in GITLAB[1].read_text("utf-8")


def read(file: Path) -> Any:
    """Read a workflow."""
    return yaml.safe_load(file.read_text("utf-8"))


def steps(workflow: Any) -> list[Any]:
    """Give the steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]
