"""What hosts are told of a site, asked for over the network: headers, redirects, lost pages, compressed files."""

import gzip
import http.client
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from msgspec import structs

from learnbrief.build import Inputs, plan_site
from learnbrief.cli import main
from learnbrief.files import gather
from learnbrief.render.hosting import compressed, host_files, hosted, passes_on_compressed
from learnbrief.render.hosting.hosted import A_WHILE, EVERYWHERE, FOR_EVER, POLICY
from learnbrief.settings import Host, Settings
from tests import hosts
from tests.support import FRONT, TODAY, VOCABULARY, built, project, publish_files, read, templates
from tools import nginx

ROOT = Path(__file__).parent.parent

ALIASES = """aliases: [briefings/before/, old/file.html, 'odd/$1;{/', odd/name]
topics:"""
WORLD = f"""{VOCABULARY}--- learnbrief.yml
base_url: https://example.org
accessibility: {{conformance: full, tested: 2026-01-01, method: by hand, contact: a@example.org, response: soon}}
--- briefings/neglect.md
{FRONT.replace("topics:", ALIASES)}## Findings

- Plans did not say who does what. #plans
"""


def world(host: Host | None = None, path: str = "", more: str = "") -> Inputs:
    """Give a project that is to stand on a host, below a path."""
    setting = f"host: {host}\n" if host else ""
    return project(WORLD.replace("https://example.org\n", f"https://example.org{path}\n{setting}{more}"))


@dataclass(frozen=True, slots=True)
class Served:
    """A site on a host."""

    host: Host
    address: str
    path: str
    files: Mapping[str, bytes]

    def get(self, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Ask for a path below the site's; no redirect is followed."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        connection.request("GET", f"{self.path}/{path}", headers=headers)
        response = connection.getresponse()
        answer = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return answer

    def one_of(self, pattern: str) -> str:
        """Give the address of some file."""
        return next(name for name in self.files if re.fullmatch(pattern, name))


HOSTS = {
    "netlify": (Host.NETLIFY, "", hosts.netlify),
    "cloudflare-pages": (Host.CLOUDFLARE_PAGES, "", hosts.cloudflare),
    "azure": (Host.AZURE, "", hosts.azure),
    "github-pages": (Host.GITHUB_PAGES, "/learning", hosts.github),
    "gitlab-pages": (Host.GITLAB_PAGES, "/learning", hosts.gitlab),
    "nginx": (Host.NGINX, "", None),
    "nginx below a path": (Host.NGINX, "/learning", None),
}


@pytest.fixture(scope="module")
def all_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Served]]:
    """Bring the site to every host at once."""
    if not nginx.find_nginx():
        pytest.fail(nginx.CURE, pytrace=False)
    served = {}
    with ExitStack() as running:
        for name, (host, path, stand_in) in HOSTS.items():
            folder = tmp_path_factory.mktemp(str(host))
            root = folder / "root"
            site = built(world(host, path))
            publish_files(site.files, root / path.lstrip("/") if not stand_in else root, folder / "project")
            if stand_in:
                address = running.enter_context(hosts.serving(stand_in, root))
            else:
                include = root / path.lstrip("/") / ".host" / "nginx.conf"
                address = running.enter_context(nginx.serving(root, include, folder))
            served[name] = Served(host, address, path, site.files)
        yield served


@pytest.fixture(params=HOSTS)
def served(request: pytest.FixtureRequest, all_served: Mapping[str, Served]) -> Served:
    """Give the site on one host."""
    return all_served[request.param]


TOLD_OF_HEADERS = {Host.NETLIFY, Host.CLOUDFLARE_PAGES, Host.AZURE, Host.NGINX}


def test_pages_are_found(served: Served) -> None:
    """A page answers at its folder's address and at its file's, as HTML, whatever the host and the path."""
    for path in ("", "index.html", "themes/neglect/", "briefings/neglect/index.html"):
        status, headers, content = served.get(path)
        assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/html"), path
        assert content.startswith(b"<!doctype html>")


def test_lost_pages_are_said_to_be_lost(served: Served) -> None:
    """A lost address answers 404 with the site's own page, whose links begin where the site does."""
    for path in ("nowhere", "deep/in/nowhere/"):
        status, _, content = served.get(path)
        assert status == 404
        assert b"There is no page here" in content
        assert f'href="{served.path}/themes/index.html"'.encode() in content


def test_pages_bear_the_headers(served: Served) -> None:
    """Pages, also those for lost addresses, bear the whole policy and are kept for minutes."""
    for path in ("themes/neglect/", "nowhere") if served.host in TOLD_OF_HEADERS else ():
        _, headers, _ = served.get(path)
        assert {name: headers.get(name) for name, _ in EVERYWHERE} == dict(EVERYWHERE)


def test_what_bears_its_content_in_its_name_is_kept_for_ever(served: Served) -> None:
    """Styles, pictures and the search's files are kept for a year; the search's page is not."""
    if served.host in TOLD_OF_HEADERS:
        for pattern in (r"assets/style\..*", r"search/index\..*\.js", r"search/words/.*\.js", r"assets/cards/.*"):
            status, headers, _ = served.get(served.one_of(pattern))
            assert (status, headers["Cache-Control"]) == (200, FOR_EVER), pattern
            assert headers["X-Content-Type-Options"] == "nosniff"
        assert served.get("search/")[1]["Cache-Control"] == A_WHILE


def test_content_types(served: Served) -> None:
    """Scripts, pictures, data and the manifest are named for what they are; data is open to other sites' pages."""
    if served.host in TOLD_OF_HEADERS:
        for name, kind in {
            served.one_of(r"assets/style\..*"): "text/css",
            served.one_of(r"search/index\..*\.js"): "text/javascript",
            served.one_of(r"assets/icon\.[^.]*\.svg"): "image/svg+xml",
            served.one_of(r"assets/cards/.*"): "image/png",
            "site.webmanifest": "application/manifest+json",
            "data/points.json": "application/json",
            "data/points.csv": "text/csv",
            "data/themes.jsonld": "application/ld+json",
            "feed.xml": "application/atom+xml" if served.host is not Host.AZURE else "application/xml",
            "themes/neglect/feed.xml": "application/atom+xml" if served.host is not Host.AZURE else "application/xml",
        }.items():
            assert served.get(name)[1]["Content-Type"].partition(";")[0] == kind, name
        assert served.get("data/points.json")[1]["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Origin" not in served.get("themes/neglect/")[1]


def test_old_addresses_lead_on(served: Served) -> None:
    """An old address is a redirect for good where the host can, and everywhere else a page that forwards."""
    for old in ("briefings/before/", "briefings/before/index.html", "briefings/before", "old/file.html", "odd/name/"):
        status, headers, content = served.get(old)
        if served.host in TOLD_OF_HEADERS:
            location = urlsplit(headers["Location"]).path
            if served.host is Host.AZURE and location == f"/{old}/":
                location = served.get(f"{old}/")[1]["Location"]
            assert (status, location) == (301, f"{served.path}/briefings/neglect/"), old
        else:
            assert status == 200
            assert b"This page has moved" in content


def test_texts_are_passed_on_compressed(served: Served) -> None:
    """Where a host passes compressed files on, a client that takes them gets them, and they hold the same."""
    page = served.files["briefings/neglect/index.html"]
    if served.host in (Host.GITLAB_PAGES, Host.NGINX):
        _, headers, content = served.get("briefings/neglect/", **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Content-Type"].startswith("text/html")
        assert len(content) < len(page) / 2
        assert gzip.decompress(content) == page
    if served.host is Host.GITLAB_PAGES:
        _, headers, content = served.get("briefings/neglect/", **{"Accept-Encoding": "gzip, br"})
        assert (headers["Content-Encoding"], brotli.decompress(content)) == ("br", page)
    _, headers, content = served.get("briefings/neglect/", **{"Accept-Encoding": "identity"})
    assert ("Content-Encoding" in headers, content) == (False, page)


def test_nginx_shows_nothing_hidden(all_served: Mapping[str, Served]) -> None:
    """What nginx itself is told, and the list of what was written, are not shown to readers."""
    for name in ("nginx", "nginx below a path"):
        for hidden in (".host/nginx.conf", ".learnbrief-files"):
            assert all_served[name].get(hidden)[0] == 404


def test_the_other_site_on_an_nginx_stays_as_it_was(all_served: Mapping[str, Served]) -> None:
    """Below a path, what else stands on the host is not touched."""
    _, headers, _ = replace(all_served["nginx below a path"], path="").get("")
    assert "Content-Security-Policy" not in headers


# What is written


def test_the_policy_is_that_of_the_pages() -> None:
    """The header says what every page's own element says, and no more than that it stands in no frame."""
    assert f'content="{POLICY}"'.encode() in templates()["base.html"]
    assert dict(EVERYWHERE)["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"


def test_the_documents_name_every_header_with_its_value() -> None:
    """Who sets headers by hand finds them in docs/publishing.md, as the program writes them."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    shown = re.findall(r"(?m)^\| `([\w-]+)` \| `([^`]+)` \|", text)
    assert tuple(shown) == EVERYWHERE
    assert f"`{FOR_EVER}`" in text


def test_every_host_has_its_part_of_the_documents() -> None:
    """docs/publishing.md names each host's setting and leads to a part that says how to get there."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    rows = dict(re.findall(r"(?m)^\| \[.*?\]\(#([\w-]+)\) \| `host: ([\w-]+)` \|", text))
    assert set(rows.values()) == set(Host)
    parts = {re.sub(r"[^\w -]", "", part.lower()).replace(" ", "-") for part in re.findall(r"(?m)^### (.+)$", text)}
    assert rows.keys() <= parts
    assert all(text.count(f"1. In `learnbrief.yml`: `host: {host}`") == 1 for host in Host)


def test_a_new_project_is_ready_for_every_host(tmp_path: Path) -> None:
    """What docs/publishing.md begins with goes well on each host: a folder, a new site in it, two lines."""
    (tmp_path / ".git").mkdir()
    assert CliRunner().invoke(main, ["new", "--site", str(tmp_path)]).exit_code == 0
    settings = tmp_path / "learnbrief.yml"
    begun = settings.read_text("utf-8")
    for host in Host:
        settings.write_text(f"{begun}\nhost: {host}\nbase_url: https://learning.example.org\n", "utf-8")
        gathered = gather(tmp_path)
        planned = plan_site(Inputs(gathered.sources, gathered.templates, TODAY, hints=False))
        assert planned.plan
        assert planned.settings.host is host
        assert [*planned.problems, *planned.plan.check()] == []


def test_the_workflow_for_mornings_is_one() -> None:
    """The workflow that docs/publishing.md shows is one by GitHub's own schema."""
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    (shown,) = re.findall(r"(?ms)^```yaml\n(name: Morning\n.*?)^```$", text)
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-workflows.json"
    workflow = {"on" if key is True else key: value for key, value in yaml.safe_load(shown).items()}
    jsonschema.validate(workflow, json.loads(schema.read_text("utf-8")))
    assert workflow["permissions"] == {}


def test_without_a_host_nothing_is_written() -> None:
    """A site for no host in particular has no file for any, and each host's site differs in those files alone."""
    plain = plan_site(world()).plan
    assert plain
    for host in Host:
        plan = plan_site(world(host)).plan
        assert plan
        added = plan.files.keys() - plain.files.keys()
        assert added == host_files(host, hosted(plan.lookup.settings, plan.library.briefings)).keys()
        assert not added or host is not Host.GITLAB_PAGES


def test_the_form_keeps_its_own_policy() -> None:
    """Where editors write in the browser, that page's policy is its own, since it needs more than others."""
    plan = plan_site(world(Host.CLOUDFLARE_PAGES, more="admin: {backend: trial}\n")).plan
    assert plan
    text = plan.files["_headers"].decode()
    assert "/admin/*\n  ! Content-Security-Policy\n  Content-Security-Policy: base-uri 'none'" in text
    plan = plan_site(world(Host.AZURE, more="admin: {backend: trial}\n")).plan
    assert plan
    routes = json.loads(plan.files["staticwebapp.config.json"])["routes"]
    assert "default-src" not in {route["route"]: route for route in routes}["/admin/*"]["headers"].values()


@pytest.mark.parametrize("host", list(Host))
def test_an_old_address_cannot_tell_a_host_anything(host: Host) -> None:
    """An alias with signs that mean something to a host is in none of its files; a page forwards from there."""
    plan = plan_site(world(host)).plan
    assert plan
    assert [name for name, content in plan.files.items() if b"$1;" in content] == []
    assert "odd/$1;{/index.html" in {page.address for page in plan.pages}


def test_many_old_addresses_keep_to_the_hosts_limits() -> None:
    """However many old addresses there are, no host refuses its file: the pages that forward do the rest."""
    library, _ = read(world())
    (briefing,) = library.briefings
    alias = briefing.aliases[0]
    many = tuple(structs.replace(alias, id=f"briefings/before-{number}/index.html") for number in range(3_000))
    told = hosted(Settings(), [structs.replace(briefing, aliases=many)])
    assert host_files(Host.CLOUDFLARE_PAGES, told)["_redirects"].count(b"\n") == 2_000
    text = host_files(Host.AZURE, told)["staticwebapp.config.json"]
    assert 19_000 < len(text) <= 20_000
    assert json.loads(text)["routes"]


def test_compressed_files_are_the_same_wherever_they_are_made() -> None:
    """There is no time and no system in them, and each gives back the text; short and other files are left alone."""
    text = b"<p>Plans named who does what.</p>" * 40
    made = compressed("a/index.html", text)
    assert made.keys() == {"a/index.html.gz", "a/index.html.br"}
    assert made["a/index.html.gz"][3:10] == b"\0\0\0\0\0\x02\xff"
    assert gzip.decompress(made["a/index.html.gz"]) == text
    assert brotli.decompress(made["a/index.html.br"]) == text
    assert not compressed("short.html", b"<p></p>")
    assert not compressed("picture.png", b"\x89PNG" * 1000)
    assert {host for host in Host if passes_on_compressed(host)} == {Host.GITLAB_PAGES, Host.NGINX}


AWS = """#!/bin/sh
printf '%s\\n' "$*" >> "$LOG"
"""
"""Stands in for Amazon's program: it notes what it was asked."""


def test_the_script_for_s3_brings_every_file_once(tmp_path: Path) -> None:
    """Each file is uploaded by one line alone, with its cache and type; hidden files are not; old ones go last."""
    files = built(world(Host.S3, "/learning")).files
    publish_files(files, tmp_path / "site", tmp_path / "project")
    aws = tmp_path / "bin" / "aws"
    aws.parent.mkdir()
    aws.write_text(AWS)
    aws.chmod(0o755)
    log = tmp_path / "log"
    environment = {"PATH": f"{aws.parent}:{os.environ['PATH']}", "LOG": str(log)}
    subprocess.run(["sh", tmp_path / "site/.host/s3.sh", "bucket"], env=environment, check=True)
    lines = log.read_text("utf-8").splitlines()
    assert lines[-1].startswith("s3 sync ")
    assert "--delete" in lines[-1]
    assert all("s3://bucket/learning/" in line for line in lines)
    copies = [line for line in lines if "--recursive" in line]
    for name in files:
        taken = [line for line in copies if takes(line, name)]
        assert len(taken) == (0 if name.startswith(".") else 1), name
        if taken and name.endswith(".js"):
            assert FOR_EVER in taken[0]
    (manifest,) = [line for line in copies if takes(line, "site.webmanifest")]
    assert "--content-type application/manifest+json" in manifest
    moved = [line for line in lines if "--website-redirect /learning/briefings/neglect/" in line]
    assert len(moved) == 3


def takes(line: str, name: str) -> bool:
    """Tell whether a line takes a file, as Amazon's program does: the last filter that matches decides."""
    taken = True
    for kind, pattern in re.findall(r"--(exclude|include) (\S+)", line):
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), name):
            taken = kind == "include"
    return taken


def test_the_script_for_s3_wants_a_bucket(tmp_path: Path) -> None:
    """Without a bucket's name nothing is done."""
    (tmp_path / "s3.sh").write_bytes(host_files(Host.S3, hosted(Settings(), []))[".host/s3.sh"])
    done = subprocess.run(["sh", tmp_path / "s3.sh"], capture_output=True, text=True, check=False)
    assert (done.returncode != 0, "Name the bucket" in done.stderr) == (True, True)
