"""The form for writing in the browser: off unless it is turned on, apart from the site, true to the format."""

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace

from learnbrief.build import Site, build
from learnbrief.editing.scaffold import ADMIN_SCRIPT
from learnbrief.fields import names
from learnbrief.pages import ADMIN_ADDRESS as ADDRESS
from learnbrief.problems import Severity
from learnbrief.schemas.definitions import FRONT
from tests.support import FRONT as FRONT_MATTER
from tests.support import VOCABULARY, built, page, project

SETTINGS = "--- learnbrief.yml\nbase_url: https://example.org/learning\n"
GITHUB = "{backend: github, repository: a/b, sign_in: 'https://sign-in.example.org'}"
GITLAB = "{backend: gitlab, repository: a/b, branch: live, application: a1}"


def site_with(admin: str) -> Site:
    """Build a small site with this setting."""
    setting = f"admin: {admin}\n" if admin else ""
    return built(project(f"{VOCABULARY}{SETTINGS}{setting}--- briefings/a.md\n{FRONT_MATTER}"))


def config(admin: str) -> Any:
    """Give what the form is told."""
    return json.loads(page(site_with(admin), "admin/config.yml"))


def test_it_is_off_unless_it_is_turned_on() -> None:
    """Without the setting nothing of it is in the site, not even in what crawlers are told."""
    site = site_with("")
    assert not [name for name in site.files if name.startswith("admin")]
    assert "Disallow" not in page(site, "robots.txt")


def test_nothing_leads_there() -> None:
    """No other page, neither sitemap nor search, names it, and crawlers are told to leave it."""
    site = site_with("{backend: trial}")
    assert {"admin/index.html", "admin/config.yml", "admin/decap-cms.js", "admin/LICENSE"} <= set(site.files)
    naming = {name for name, content in site.files.items() if b"admin/" in content and not name.startswith("admin/")}
    assert naming == {"robots.txt"}
    assert "Disallow: /learning/admin/" in page(site, "robots.txt")
    assert 'content="noindex, nofollow"' in page(site, "admin/index.html")


def test_a_copy_of_the_program_without_it_says_so() -> None:
    """Where the program came without the form, turning it on is an error at the setting, not an empty page."""
    inputs = project(f"{VOCABULARY}{SETTINGS}admin:\n  backend: trial\n--- briefings/a.md\n{FRONT_MATTER}")
    assert f"learnbrief/templates/{ADDRESS}" == ADMIN_SCRIPT
    templates = {name: content for name, content in inputs.templates.items() if name != ADDRESS}
    errors = [
        each for each in build(replace(inputs, templates=templates)).problems if each.severity is Severity.ERROR
    ]
    assert [(problem.code, problem.at.file, problem.at.line) for problem in errors] == [
        ("missing-template", "learnbrief.yml", 3)
    ]
    assert build(replace(project(f"{VOCABULARY}{SETTINGS}"), templates=templates)).files


@pytest.mark.parametrize(
    ("admin", "hosts"),
    [("{backend: trial}", ""), (GITHUB, " https://api.github.com"), (GITLAB, " https://gitlab.com")],
)
def test_its_page_may_speak_with_one_host(admin: str, hosts: str) -> None:
    """Scripts come from the site alone, and only the repository's host can be spoken with."""
    policy = re.search(r'Content-Security-Policy" content="(.+?)"', page(site_with(admin), "admin/index.html"))
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'unsafe-eval'"
    assert rules["connect-src"] == f"'self' blob:{hosts}"
    assert "http" not in "".join(rule for name, rule in rules.items() if name != "connect-src")


def test_its_fields_are_those_of_the_format() -> None:
    """The form has every field of front matter, in order, then the text, and offers this project's own words."""
    (briefings,) = config("{backend: trial}")["collections"]
    fields = {field["name"]: field for field in briefings["fields"]}
    assert list(fields) == [*names(FRONT), "body"]
    assert [option["value"] for option in fields["topics"]["options"]] == ["neglect", "information-sharing", "plans"]
    assert fields["topics"]["multiple"]
    assert [name for name, field in fields.items() if field["required"]] == [
        definition.name for definition in FRONT if definition.is_required
    ]
    assert fields["body"]["modes"] == ["raw"]


def test_a_proposed_change_is_made_first() -> None:
    """At a git host, what is saved becomes a proposed change; the owner's repository and branch are named."""
    github, gitlab = config(GITHUB), config(GITLAB)
    assert {github["publish_mode"], gitlab["publish_mode"]} == {"editorial_workflow"}
    assert (github["backend"]["repo"], github["backend"]["branch"]) == ("a/b", "main")
    assert github["backend"]["base_url"] == "https://sign-in.example.org"
    assert (gitlab["backend"]["branch"], gitlab["backend"]["app_id"]) == ("live", "a1")


@pytest.mark.parametrize(
    ("admin", "code"),
    [
        ("{backend: github, repository: a/b}", "missing-field"),
        ("{backend: gitlab, application: a1}", "missing-field"),
        ("{repository: a/b}", "missing-field"),
        ("{backend: svn}", "unknown-choice"),
        ("{backend: github, repository: a/b, sign_in: us}", "bad-url"),
        ("yes", "wrong-type"),
    ],
)
def test_half_a_setting_is_named(admin: str, code: str) -> None:
    """What the form cannot do without is asked for where the setting stands."""
    site = build(project(f"{VOCABULARY}--- learnbrief.yml\nadmin: {admin}\n--- briefings/a.md\n{FRONT_MATTER}"))
    found = [
        (problem.at.file, problem.code)
        for problem in site.problems
        if problem.code not in ("accessibility-missing", "no-points")
    ]
    assert found == [("learnbrief.yml", code)]
