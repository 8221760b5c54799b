"""What was published before is the memory of addresses: none goes away unnoticed, and a change is told to readers."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from learnbrief.build import Inputs, plan_site
from learnbrief.cache.unchanged import requested_build
from learnbrief.cli import main
from learnbrief.other_sites.fetch import FetchingError, fetch
from learnbrief.problems import Problem, in_order
from learnbrief.published import (
    PublishedSite,
    UnreadableDataError,
    are_kept,
    changes_in_words,
    pages_of_collections,
    promises_of,
    read_published,
)
from tests.support import FRONT, TODAY, built, for_each, laid_out, made_pages, project, put
from tests.test_cli import GOOD, STATEMENT, clean_environment, folder, run
from tools.loopback import serve

__all__ = ["clean_environment", "folder"]

VOCABULARY = """
--- briefings/_themes.yml
neglect: {label: Neglect, definition: Needs that go unmet over time.}
plans: {label: Plans, definition: "What is to be done, by whom and by when."}
--- briefings/_partnerships.yml
example: {name: Example Safeguarding Partnership}
other: {name: Other Safeguarding Partnership}
"""

BEFORE = f"""{VOCABULARY}{STATEMENT}--- briefings/neglect.md
{FRONT}## Findings

- Plans did not say who does what, and by when. #plans
- Visits were announced to the family beforehand.
- Fathers were seldom asked.
--- briefings/plans.md
{FRONT.replace("Neglect in", "Plans in").replace("partnership: example", "partnership: other")}## Findings

- Plans were long.
"""


def published(inputs: Inputs) -> PublishedSite:
    """Give what a site publishes, as its data tells it."""
    files = made_pages(inputs, "data/briefings.json", "data/points.json")
    found = read_published(lambda name: files.get(f"data/{name}"), TODAY)
    assert found
    return found


def lost(text: str, before: str = BEFORE) -> list[Problem]:
    """Give the problems that a project has only because of what was published before it."""
    plan = plan_site(replace(project(text), last_published=published(project(before)), hints=False)).plan
    assert plan
    return list(in_order(plan.check()))


def places(problems: list[Problem]) -> list[tuple[str, int, str]]:
    """Give each problem's file, line and code."""
    return [(problem.at.file, problem.at.line, problem.code) for problem in problems]


def line_to_add(problem: Problem) -> str:
    """Give what a message says is to be written."""
    found = re.search(r"aliases: \[.*?\]|\{#.*?\}|was: \[.*?\]|status: withdrawn", problem.message)
    assert found, problem.message
    return found[0]


def test_nothing_is_lost_where_nothing_changes() -> None:
    """A site that publishes what it published before has nothing to say."""
    assert lost(BEFORE) == []


def test_lost_addresses_have_their_bad_and_good_examples() -> None:
    """A renamed briefing without an alias is a warning in the new file; with the line it names, there is none."""
    renamed = BEFORE.replace("--- briefings/neglect.md", "--- briefings/neglect-2022.md")
    (problem,) = lost(renamed)
    assert places([problem]) == [("briefings/neglect-2022.md", 1, "lost-address")]
    assert '"briefings/neglect/"' in problem.message
    assert line_to_add(problem) == "aliases: [briefings/neglect/]"
    title = "title: Neglect in Example"
    assert lost(renamed.replace(title, f"{line_to_add(problem)}\n{title}")) == []


def test_an_old_alias_is_a_promise_too() -> None:
    """An alias that is taken away is missed like the page itself, and the line to add keeps those that stay."""
    title = "title: Neglect in Example"
    before = BEFORE.replace(title, f"aliases: [briefings/kept/, old.html, audit]\n{title}")
    assert lost(before, before) == []
    found = lost(before.replace("old.html, audit", "new"), before)
    assert [line_to_add(problem) for problem in found] == [
        "aliases: [briefings/kept/, new/, old.html, audit/]",
        "aliases: [briefings/kept/, new/, old.html, audit/]",
    ]


def test_lost_points_have_their_bad_and_good_examples() -> None:
    """A point whose first words change is a warning on its line; with the line that it names, there is none."""
    reworded = BEFORE.replace("Plans did not say who does", "No plan did say who does")
    (problem,) = lost(reworded)
    assert places([problem]) == [("briefings/neglect.md", 12, "lost-point")]
    assert "briefings/neglect/#plans-did-not-say-who-does-what-and" in problem.message
    assert lost(reworded.replace("by when. #plans", f"by when. #plans {line_to_add(problem)}")) == []


def test_a_renamed_briefing_and_its_points_at_once() -> None:
    """All that a rename loses is named in one run: the page, and the points that were reworded with it."""
    text = BEFORE.replace("--- briefings/neglect.md", "--- briefings/neglect-2022.md")
    text = text.replace("Fathers were seldom asked.", "Fathers were asked seldom, or never.")
    found = lost(text)
    assert places(found) == [
        ("briefings/neglect-2022.md", 1, "lost-address"),
        ("briefings/neglect-2022.md", 14, "lost-point"),
    ]
    assert [line_to_add(problem) for problem in found] == [
        "aliases: [briefings/neglect/]",
        '{#fathers-were-asked-seldom-or-never was="fathers-were-seldom-asked"}',
    ]


def test_a_point_that_is_gone_is_missed_by_its_briefing() -> None:
    """A point that none resembles is named at its briefing, with a line that any other point could carry."""
    (problem,) = lost(BEFORE.replace("- Fathers were seldom asked.\n", ""))
    assert places([problem]) == [("briefings/neglect.md", 1, "lost-point")]
    assert line_to_add(problem) == '{#its-id was="fathers-were-seldom-asked"}'


def test_a_point_keeps_the_ids_it_had() -> None:
    """A former id that is dropped is missed at the point that still bears its other id."""
    before = BEFORE.replace("seldom asked.", 'seldom asked. {#fathers was="dads men"}')
    (problem,) = lost(before.replace('was="dads men"', 'was="men"'), before)
    assert places([problem]) == [("briefings/neglect.md", 14, "lost-point")]
    assert line_to_add(problem) == '{#fathers was="men dads"}'


def test_a_briefing_that_is_gone() -> None:
    """A briefing without a successor is named with both ways out; one that becomes a draft, with its own."""
    gone = (
        BEFORE.partition("--- briefings/neglect.md")[0] + "--- briefings/plans.md" + BEFORE.rpartition("plans.md")[2]
    )
    (problem,) = lost(gone)
    assert places([problem]) == [("briefings", 1, "lost-address")]
    title = "title: Neglect in Example"
    (problem,) = lost(BEFORE.replace(title, f"status: draft\n{title}"))
    assert places([problem]) == [("briefings/neglect.md", 1, "lost-address")]
    assert line_to_add(problem) == "status: withdrawn"
    assert lost(BEFORE.replace(title, f"status: withdrawn\n{title}")) == []


def test_pages_of_themes_and_partnerships_are_missed() -> None:
    """A theme or a partnership whose id changes loses its page."""
    text = BEFORE.replace("plans: {label", "planning: {label").replace("#plans", "#planning")
    (problem,) = lost(text)
    assert problem.message.split('"')[1] == "themes/plans/"
    assert line_to_add(problem) == "was: [plans]"
    assert lost(text.replace("planning: {label", "planning: {was: plans, label")) == []
    text = BEFORE.replace("other: {name", "others: {name").replace("partnership: other", "partnership: others")
    assert [problem.message.split('"')[1] for problem in lost(text)] == ["partnerships/other/"]


def test_an_owner_may_make_it_an_error() -> None:
    """With the setting, nothing is published as long as an address would go away."""
    text = BEFORE.replace("- Fathers were seldom asked.\n", "").replace(
        "--- learnbrief.yml\n", "--- learnbrief.yml\nchecks: {lost-point: error}\n"
    )
    site = laid_out(replace(project(text), last_published=published(project(BEFORE))))
    assert not site.files


def test_what_a_preview_showed_was_promised_to_nobody() -> None:
    """Drafts and embargoed briefings that a preview's data holds are not missed."""
    fronts = (FRONT.replace("title:", "status: draft\ntitle:"), FRONT.replace("2022-06-01", "2026-06-01"))
    drafts = "".join(
        f"--- briefings/draft-{number}.md\n{front.replace('title: ', f'title: {number} ')}## Findings\n\n- A point.\n"
        for number, front in enumerate(fronts)
    )
    site = built(project(BEFORE + drafts, drafts=True))
    assert b'"draft-1"' in site.files["data/briefings.json"]
    found = read_published(lambda name: site.files.get(f"data/{name}"), TODAY)
    assert found
    assert {briefing.slug for briefing in found.briefings} == {"neglect", "plans"}


# Reading


@pytest.mark.parametrize("base", ["https://example.org/data/", "data/"])
@pytest.mark.parametrize(("key", "folder_of_parts"), [("files", "points/"), ("parts", "")])
def test_points_in_parts_are_read(base: str, key: str, folder_of_parts: str) -> None:
    """Where points are split by year, the index leads to all of them, whatever host its addresses name."""
    files = dict(built(project(BEFORE)).files)
    points = json.loads(files["data/points.json"])["points"]
    parts = {f"{folder_of_parts}2021.json": points[:1], f"{folder_of_parts}2022.json": points[1:]}
    index = {key: [{"url": f"{base}{name}"} for name in parts]}
    data = {
        "briefings.json": files["data/briefings.json"],
        "points.json": json.dumps(index).encode(),
        **{name: json.dumps({"points": some}).encode() for name, some in parts.items()},
    }
    assert read_published(data.get, TODAY) == published(project(BEFORE))


@for_each(
    "files",
    [
        {"briefings.json": b"<html>"},
        {"briefings.json": b"[]"},
        {"briefings.json": b'{"briefings": {}}'},
        {"briefings.json": b'{"briefings": [1]}'},
        {"briefings.json": b'{"briefings": [{"slug": "a"}]}'},
        {"briefings.json": b'{"briefings": []}', "points.json": b'{"points": [{"id": "a"}]}'},
        {"briefings.json": b'{"briefings": []}', "points.json": b'{"parts": [{"url": "../../x.yml"}]}'},
        {"briefings.json": b'{"briefings": []}', "points.json": b'{"files": [{"url": "data/points/1.json"}]}'},
        {"briefings.json": b'{"briefings": []}', "points.json": b'{"files": [{"url": "data/points/../x.json"}]}'},
        {"briefings.json": b"[" * 100_000},
    ],
)
def test_what_is_no_data_is_refused(files: dict[str, bytes]) -> None:
    """Data that another program wrote, or half of it, is never taken for what was published."""
    with pytest.raises(UnreadableDataError):
        read_published(files.get, TODAY)


def test_without_points_only_pages_are_known() -> None:
    """Where only `briefings.json` is at hand, pages are remembered and no point is said to be new or lost."""
    data = built(project(BEFORE)).files["data/briefings.json"]
    found = read_published({"briefings.json": data}.get, TODAY)
    assert found
    assert not found.knows_points
    assert "no change" in changes_in_words(found, published(project(BEFORE)))


# What a change does


ALIASED = """title: Neglect, in Example
aliases: [briefings/neglect/]"""

AFTER = f"""{VOCABULARY}harm: {{name: Harm Partnership}}
{STATEMENT}--- briefings/neglect-2022.md
{FRONT.replace("title: Neglect in Example", ALIASED)}## Findings

- Plans did not say who does what, and until when. #plans
- Visits were announced to the family beforehand.
- Nobody asked @council/all about [it](https://example.org), or saw #12 and ##[x]. {{#who}}
--- briefings/new.md
{FRONT.replace("Neglect in", "Domestic abuse in")}## Findings

- Nobody asked.
"""

TOLD = """## What readers will see

### New

- Briefing: Domestic abuse in Example (March 2022), with 1 learning point
- 1 new learning point in Neglect, in Example:
  - “Nobody asked @\u2060council/all about it, or saw #\u206012 and #\u2060\\\\x23\\[x\\].”

### Altered

- Briefing: Neglect, in Example:
  - its address, from briefings/neglect/ to briefings/neglect-2022/
  - its title, which was “Neglect in Example”
  - a learning point: “Plans did not say who does what, and by when.” now says “Plans did not say who does what, and \
until when.”

### Gone

- Briefing: Plans in Example (March 2022), with 1 learning point
- 1 learning point in Neglect, in Example:
  - “Fathers were seldom asked.”
"""


def test_a_change_is_told_in_the_readers_terms() -> None:
    """What is new, altered and gone is told by titles and words; a source cannot call anybody from the comment."""
    assert changes_in_words(published(project(BEFORE)), published(project(AFTER))) == TOLD


def test_what_differs_is_quoted() -> None:
    """Where a long point changes late, the words around the change are quoted, and not its beginning twice."""
    late = "- Plans did not say who does what, and by when, which " + "the core group saw only much later and " * 4
    before, after = (
        BEFORE.replace("- Plans did not say", f"{late}{word} asked. #plans\n- Plans did not") for word in "ab"
    )
    told = changes_in_words(published(project(before)), published(project(after)))
    assert "“… and the core group saw only much later and a asked.” now says" in told


def test_facts_and_themes_are_told() -> None:
    """A change of status, topics or a point's themes is told by name, and so is a theme raised for the first time."""
    text = BEFORE.replace("topics: [neglect]", "topics: [neglect]\nstatus: archived", 1).replace(" #plans", "")
    told = changes_in_words(published(project(BEFORE)), published(project(text)))
    assert "its status" in told
    assert "the themes of “Plans did not say who does what, and by when.”" in told
    assert "- Theme no longer raised: plans" in told
    assert "- Theme raised for the first time: plans" in changes_in_words(
        published(project(text)), published(project(BEFORE))
    )


# What a build notes of it

EDITS = {
    "nothing": ("", "", True),
    "a point more": ("- Fathers were", "- Mothers were asked alone.\n- Fathers were", True),
    "a point gone": ("- Fathers were seldom asked.\n", "", False),
    "a point with another id": ("Fathers were seldom", "Fathers were rarely", False),
    "an old id": (
        "Fathers were seldom asked.",
        'Fathers were rarely asked. {#asked was="fathers-were-seldom-asked"}',
        True,
    ),
    "a briefing withdrawn": ("topics: [neglect]", "topics: [neglect]\nstatus: withdrawn", False),
    "a draft": ("topics: [neglect]", "topics: [neglect]\nstatus: draft", False),
    "an alias more": ("topics: [neglect]", "topics: [neglect]\naliases: [briefings/old/]", True),
    "a briefing renamed": ("briefings/plans.md", "briefings/plans-2022.md", False),
    "a theme without a page": ("plans: {label: Plans", "planning: {label: Plans", False),
    "a theme raised no more": (" #plans", "", True),
}


@for_each("edit", EDITS)
def test_what_is_noted_tells_whether_something_goes_away(edit: str) -> None:
    """Where all that a build noted is there still, its open data would not tell of anything that goes away."""
    old, new, is_kept = EDITS[edit]
    text = BEFORE.replace(old, new, 1).replace("#plans", "#planning" if "planning" in new else "#plans")
    before, after = (plan_site(project(each)).plan for each in (BEFORE, text))
    assert before
    assert after
    promised = promises_of(before.catalogue.briefings, {})
    promises = promises_of(after.catalogue.briefings, promised)
    pages = [{page.address for page in plan.pages} for plan in (before, after)]
    assert (are_kept(promised, promises) and pages_of_collections(pages[0]) <= pages[1]) is is_kept
    assert not (is_kept and lost(text))


# The command line


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve one answer to everything on this machine."""
    handler = type("Handler", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=partial(server.serve_forever, 0.01), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/x.json"
    finally:
        server.shutdown()
        server.server_close()


def reworded() -> str:
    """Give the small project with another point in the place of the one that was published."""
    return GOOD.replace("A point.", "This point.")


def test_the_output_folder_is_a_memory(folder: Path) -> None:
    """`build` and `check` miss what the output folder still promises; the next build knows the new state."""
    put(folder, GOOD)
    assert run("build", "--today", "2026-01-31").exit_code == 0
    put(folder, reworded())
    assert "lost-point" in run("check", "--today", "2026-01-31").stderr
    strict = run("build", "--strict", "--today", "2026-01-31")
    assert (strict.exit_code, "lost-point" in strict.stderr) == (1, True)
    assert "lost-point" in run("build", "--today", "2026-01-31").stderr
    assert "lost-point" not in run("build", "--today", "2026-01-31").stderr


def test_what_a_build_lost_is_not_said_again(folder: Path) -> None:
    """The note of a build that changes nothing never repeats what was lost before: the output has forgotten it."""
    put(folder, GOOD)
    arguments = ["build", "--today", "2026-01-31"]
    assert run(*arguments).exit_code == 0
    put(folder, reworded())
    for is_lost in (True, False):
        asked = requested_build(arguments)
        assert asked
        assert asked.messages_if_unchanged() is None
        result = CliRunner().invoke(main, arguments, obj=asked)
        assert ("lost-point" in result.stderr) is is_lost
    again = requested_build(arguments)
    assert again
    assert again.messages_if_unchanged()


def test_data_from_elsewhere_is_read(folder: Path) -> None:
    """What a build noted of its site holds as long as the data there is its own."""
    put(folder, reworded())
    assert run("build", "--today", "2026-01-31").exit_code == 0
    theirs = (folder / "site" / "data" / "points.json").read_bytes()
    put(folder, GOOD)
    assert "lost-point" in run("build", "--today", "2026-01-31").stderr
    (folder / "site" / "data" / "points.json").write_bytes(theirs)
    assert "lost-point" in run("build", "--today", "2026-01-31").stderr


def test_a_spoilt_output_folder_is_no_memory(folder: Path) -> None:
    """Where the output folder's data cannot be read, that is said, and the build goes on."""
    put(folder, GOOD)
    (folder / "site" / "data").mkdir(parents=True)
    (folder / "site" / "data" / "briefings.json").write_text("{")
    result = run("check", "--today", "2026-01-31")
    assert (result.exit_code, "not noticed" in result.stderr) == (0, True)


@pytest.mark.parametrize("way", ["folder", "file", "url", "url of the file"])
def test_since(folder: Path, way: str) -> None:
    """A site's folder, its data file, its address and its file's address all serve; the change stands alone."""
    put(folder, GOOD)
    run("build", "--out", "published", "--today", "2026-01-31")
    put(folder, reworded())
    with serve(folder / "published") as address:
        given = {
            "folder": "published",
            "file": "published/data/briefings.json",
            "url": address,
            "url of the file": f"{address}/data/briefings.json?x=1",
        }
        result = run("check", "--since", given[way], "--today", "2026-01-31")
        assert run("build", "--since", given[way], "--today", "2026-01-31").stderr.count("lost-point") == 1
    assert result.exit_code == 0
    assert "lost-point" in result.stderr
    assert result.stdout.startswith("## What readers will see\n")
    assert result.stdout.endswith("“A point.”\n")


def test_the_change_is_told_in_every_form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON keeps standard output to itself, and GitHub's page about the run tells of the change too."""
    put(folder, GOOD)
    run("build", "--out", "published", "--today", "2026-01-31")
    put(folder, reworded())
    since = ("--since", "published", "--today", "2026-01-31")
    result = run("check", *since, "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)["problems"]].count("lost-point") == 1
    assert "What readers will see" in result.stderr
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    assert "What readers will see" in run("check", *since, "--format", "github").stdout
    assert "### Gone" in (folder / "summary.md").read_text("utf-8")
    put(folder, reworded().replace("[neglect]", "[nothing]"))
    assert "not known until errors are mended" in run("check", *since).stdout


@pytest.mark.parametrize("given", ["nothing", "briefings", "ftp://example.org", "file:///etc"])
def test_what_is_no_memory_is_refused(folder: Path, given: str) -> None:
    """What the command line names must be a site's data: else one line says what is wrong, and nothing is written."""
    put(folder, GOOD)
    result = run("build", "--since", given, "--today", "2026-01-31")
    assert result.exit_code == (2 if "://" in given else 1)
    assert not (folder / "site").exists()


def test_before_the_first_time_all_is_new(folder: Path) -> None:
    """A host that has nothing of ours yet stops no build: that is said, and every briefing is new."""
    put(folder, GOOD)
    (folder / "empty").mkdir()
    (folder / "empty" / "404.html").write_text("Nothing here.")
    with serve(folder / "empty") as address:
        result = run("check", "--since", address, "--today", "2026-01-31")
    assert (result.exit_code, "nothing counts as published" in result.stderr) == (0, True)
    assert "### New\n\n- Briefing: Neglect in Example" in result.stdout


def test_fetching_has_its_limits() -> None:
    """What is not there is nothing; too much, too slow, an error, and a redirect to another scheme are refused."""

    def respond(code: int, *headers: tuple[str, str], body: bytes = b"") -> Callable[[BaseHTTPRequestHandler], None]:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(code)
            for header in headers:
                handler.send_header(*header)
            handler.end_headers()
            handler.wfile.write(body)

        return answer

    with answering(respond(200, body=b"x" * 1000)) as url:
        assert fetch(url, largest=1000) == b"x" * 1000
        for limits in ({"largest": 999}, {"longest": -1.0}):
            with pytest.raises(FetchingError):
                fetch(url, **limits)
    with answering(respond(404)) as url:
        assert fetch(url) is None
    for refused in (respond(500), respond(302, ("Location", "file:///etc/hostname"))):
        with answering(refused) as url, pytest.raises(FetchingError):
            fetch(url)
    with pytest.raises(FetchingError):
        fetch(url, time_out=0.5)
