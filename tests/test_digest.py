"""The digest: what it tells of, to whom, in what form; and that nothing hidden and no clock is in it."""

import json
import re
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from learnbrief.build import plan_site
from learnbrief.cli import main
from learnbrief.digest import Digest, as_html, as_mail, as_text, compose, since_day, since_published
from learnbrief.published import PublishedSite, read_published
from tests.support import FRONT, VOCABULARY, made_pages, project, put
from tests.test_no_trace import inputs as with_or_without_hidden

SETTINGS = """--- learnbrief.yml
title: Learning in Example
base_url: https://learning.example.org
"""
LESSONS = """--- briefings/_lessons.yml
minutes-reach-everyone: {statement: "Minutes reach every agency, promptly.", themes: [information-sharing]}
"""
OLD = f"""--- briefings/old.md
{FRONT.replace("in Example", "long ago").replace("2022-03", "2019").replace("2022-06-01", "2019-06-01")}## Findings

- Minutes reached nobody. {{lesson=minutes-reach-everyone}}

## What is being done {{role=actions}}

- The rota is written. {{owner="Hub" due=2026-11-15 state=promised}}
- The form is drawn up. {{owner="Front door" due=2026-12-20 state=under-way}}
- The list is kept. {{state=promised}}
- The book is closed. {{due=2020 state=done}}
"""
OTHERS = FRONT.replace("2022-03", "2026-09").replace("2022-06-01", "2026-11-02").replace(": example", ": other")
NEW = f"""--- briefings/new.md
{OTHERS}## Findings

- Minutes came \\<late> & alone. {{lesson=minutes-reach-everyone}}

## Key points for managers

Managers make sure that:

- rotas are kept.
"""
UPDATED = FRONT.replace("in Example", "again").replace("kind:", "updated: 2026-11-20\nkind:")
CHANGED = f"""--- briefings/changed.md
{UPDATED}## Key points for practitioners

- Ask fathers.
"""
PROJECT = VOCABULARY + SETTINGS + LESSONS + OLD + NEW + CHANGED
TODAY = date(2026, 12, 1)
SINCE = date(2026, 11, 1)


def digest_of(text: str, since: date | PublishedSite = SINCE, audience: str = "", partnership: str = "") -> Digest:
    """Compose the digest of a project."""
    plan = plan_site(replace(project(text, today=TODAY), hints=False)).plan
    assert plan
    news = (
        since_day(plan.catalogue, since, TODAY)
        if isinstance(since, date)
        else since_published(plan.catalogue, since, published(text))
    )
    return compose(plan.catalogue, plan.lookup.settings, news, TODAY, audience, partnership)


def published(text: str) -> PublishedSite:
    """Give what a project publishes, as its data tells it."""
    files = made_pages(project(text, today=TODAY), "data/briefings.json", "data/points.json")
    found = read_published(lambda name: files.get(f"data/{name}"), TODAY)
    assert found
    return found


def told(digest: Digest) -> dict[str, list[str]]:
    """Give the words of each section's lines."""
    return {section.heading: [line.words for line in section.lines] for section in digest.sections}


ALL = {
    "New and changed briefings": ["Neglect in Example", "Neglect again"],
    "For managers": ["Managers make sure that: rotas are kept."],
    "For everyone": ["Minutes came <late> & alone."],
    "Lessons that came back": ["Minutes reach every agency, promptly."],
    "Actions that are overdue": ["The rota is written."],
    "Actions that fall due within a month": ["The form is drawn up."],
    "Actions without news for a year or more": ["The list is kept."],
}


def test_what_is_new_since_a_day() -> None:
    """New and changed briefings, points by audience, lessons that came back, and actions of which to ask."""
    digest = digest_of(PROJECT)
    assert told(digest) == ALL
    assert digest.intro == "1 new briefing and 1 changed briefing since 1 November 2026."
    notes = {line.words: line.note for section in digest.sections for line in section.lines}
    assert notes["Neglect again"].endswith(" · changed on 20 November 2026")
    assert notes["The rota is written."].startswith(
        "Due 15 November 2026 · overdue · Hub · Promised · no news for 7 years"
    )
    assert notes["The rota is written."].endswith(" · Example Safeguarding Partnership, 2019")
    assert notes["Minutes reach every agency, promptly."].startswith("Found in 2 briefings of 2 partnerships")
    assert all(
        line.url.startswith("https://learning.example.org/") for each in digest.sections for line in each.lines
    )
    assert told(digest_of(PROJECT, date(2026, 11, 21))).keys() == {*list(ALL)[4:]}


def test_what_is_new_since_it_was_published_last() -> None:
    """Beside open data of before, a point that a known briefing has gained is new, and a change is counted."""
    before = published(PROJECT.replace("- Ask fathers.", "- Ask fathers too.").replace(NEW, ""))
    more = PROJECT.replace("- Ask fathers.", "- Ask fathers. {#ask-fathers-too}\n- Ask neighbours.")
    digest = digest_of(more, before)
    assert told(digest) == {**ALL, "For practitioners": ["Ask neighbours."]}
    (changed,) = [line for line in digest.sections[0].lines if line.words == "Neglect again"]
    assert changed.note.endswith(" · 1 new learning point and 1 change")
    nothing = digest_of(PROJECT, published(PROJECT))
    assert nothing.intro == "No new briefing since it was published last."


def test_a_digest_for_some() -> None:
    """One audience hears of its own and of what is for everyone, one partnership of its own."""
    assert [*told(digest_of(PROJECT, audience="managers"))][1:3] == ["For managers", "For everyone"]
    assert "For practitioners" not in told(digest_of(PROJECT, audience="managers"))
    for_managers = digest_of(PROJECT, audience="managers")
    assert for_managers.title == "Learning in Example: what is new for managers, 1 December 2026"
    assert for_managers.intro.endswith(" For: managers, and everyone.")
    assert digest_of(PROJECT, audience="everyone").intro.endswith(" For: everyone.")
    mine = digest_of(PROJECT, partnership="example")
    assert mine.title.endswith(": what is new from Example Safeguarding Partnership, 1 December 2026")
    assert mine.sections[0].lines[0].words == "Neglect again"
    assert "Lessons that came back" not in told(mine)
    assert mine.intro.endswith(" Of: Example Safeguarding Partnership.")


def test_a_section_is_short_and_counts_what_it_leaves_out() -> None:
    """Five lines a section, a briefing after the other, what recurs first; then how many more and where."""
    many = "".join(f"- Point number {number}.\n" for number in range(9))
    digest = digest_of(PROJECT.replace("- Minutes came", f"{many}- Minutes came"))
    (section,) = [each for each in digest.sections if each.heading == "For everyone"]
    assert [line.words for line in section.lines][:2] == ["Minutes came <late> & alone.", "Point number 0."]
    assert len(section.lines) == 5
    assert section.more
    assert (section.more.title, section.more.url) == (
        "5 more on the site",
        "https://learning.example.org/audiences/everyone/",
    )


@pytest.mark.parametrize("whose", ["", "example"])
def test_what_is_left_out_is_there_where_the_section_leads(whose: str) -> None:
    """The address behind "more" is that of a page which holds just these: of all, or of the one partnership."""
    late = "".join(f"- Promise number {number}. {{due=2025 state=promised}}\n" for number in range(6))
    text = PROJECT.replace("- The list is kept.", f"{late}- The list is kept.")
    sections = {each.heading: each for each in digest_of(text, partnership=whose).sections}
    more = sections["Actions that are overdue"].more
    assert more
    folder = f"partnerships/{whose}" if whose else "insights/actions"
    assert more.url == f"https://learning.example.org/{folder}/overdue/"
    page = made_pages(project(text, today=TODAY), f"{folder}/overdue/index.html")[f"{folder}/overdue/index.html"]
    assert page.count(b"Promise number") == 6


def test_more_of_one_partnership_s_points_are_searched_for() -> None:
    """Of one partnership no page holds what is for an audience, so a search with both choices does."""
    many = "".join(f"- rota {number} is kept.\n" for number in range(9))
    sections = digest_of(PROJECT.replace("- rotas are kept.\n", many), partnership="other").sections
    assert "https://learning.example.org/search/?audience=managers&partnership=other" in [
        section.more.url for section in sections if section.more
    ]


def test_a_message_that_is_ready_to_send() -> None:
    """A mail program finds a subject, text and HTML that say the same, and no address, day or id."""
    digest = digest_of(PROJECT)
    message = message_from_bytes(as_mail(digest), policy=default)
    assert isinstance(message, EmailMessage)
    assert {name.lower() for name in message.keys()} == {"subject", "x-unsent", "mime-version", "content-type"}  # noqa: SIM118
    assert message["Subject"] == digest.title == "Learning in Example: what is new, 1 December 2026"
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == as_text(digest)
    assert html.get_content().replace("\r\n", "\n") == as_html(digest)
    assert not message.defects
    assert max(map(len, as_mail(digest).split(b"\r\n"))) <= 998
    for line in (line for section in digest.sections for line in section.lines):
        assert line.url in as_text(digest)
        assert f'href="{line.url}"' in as_html(digest)
    assert "Minutes came &lt;late&gt; &amp; alone." in as_html(digest)


def test_nothing_comes_from_elsewhere() -> None:
    """The HTML has no picture, style, script or font of its own; all that leads out of it are links."""
    html = as_html(digest_of(PROJECT))
    assert not re.search(r"<(?:img|link|script|style|iframe|object|video|audio|svg)\b|url\(|@import|src=", html)
    assert set(re.findall(r'(?:href|action|background)="(\w+):', html)) == {"https"}


def test_what_is_hidden_leaves_no_trace() -> None:
    """Drafts and what is under embargo make no difference to any byte."""
    mails = set()
    for with_hidden in (True, False):
        plan = plan_site(with_or_without_hidden(with_hidden=with_hidden)).plan
        assert plan
        news = since_day(plan.catalogue, date(1990, 1, 1), date(2026, 1, 31))
        mails.add(as_mail(compose(plan.catalogue, plan.lookup.settings, news, date(2026, 1, 31))))
    (mail,) = mails
    assert b"zq" not in mail


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project."""
    put(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command in this process; anything but an exit is a crash."""
    result = CliRunner().invoke(main, ("digest", *arguments, "--today", "2026-12-01"))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_the_command_writes_three_files(folder: Path) -> None:
    """The same sources and day give the same bytes; what was published last may lie in a folder."""
    (folder / "old" / "data").mkdir(parents=True)
    (folder / "old" / "data" / "briefings.json").write_text(json.dumps({"briefings": []}))
    assert run("--since", "2026-11-01").exit_code == 0
    assert run("--since", "2026-11-01", "--out", "again/here").exit_code == 0
    names = ["digest.eml", "digest.html", "digest.txt"]
    assert sorted(path.name for path in (folder / "digest").iterdir()) == names
    assert [(folder / "digest" / name).read_bytes() for name in names] == [
        (folder / "again/here" / name).read_bytes() for name in names
    ]
    assert run("--since", "old").stdout.startswith("3 new briefings since it was published last.")


def test_what_the_command_refuses(folder: Path) -> None:
    """A slip is one line with the cure, and nothing is written."""
    assert "There is no day 2026-02-30" in run("--since", "2026-02-30").stderr
    assert "is neither a site's folder" in run("--since", "nothing").stderr
    assert 'Did you mean "managers"?' in run("--since", "2026-11-01", "--audience", "manager").stderr
    assert 'Did you mean "example"?' in run("--since", "2026-11-01", "--partnership", "exmple").stderr
    (folder / "learnbrief.yml").write_text("title: Learning\n")
    for slip in ("2020-01", "", "1/2/2020"):
        assert f'"{slip}" is not a day. Write one such as 2020-01-01.' in run("--since", slip).stderr
    assert "2 December 2026 is still to come" in run("--since", "2026-12-02").stderr
    assert "There is no day 2020-13-01" in run("--since", "2020-13-01").stderr
    assert 'Did you mean "managers"?' in run("--since", "2026-11-01", "--audience", "manager").stderr
    assert "base_url" in run("--since", "2026-11-01").stderr
    (folder / "briefings" / "new.md").write_text("---\ntitle: Broken\n---\n")
    refused = run("--since", "2026-11-01")
    assert (refused.exit_code, "error[missing-field]" in refused.stderr) == (1, True)
    assert not (folder / "digest").exists()
