"""The command `digest`: an e-mail of what is new."""

import re
import sys
from datetime import date
from pathlib import Path

import click

from learnbrief.build import Plan, plan_site
from learnbrief.cli.circles import not_looking_for_circles
from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import (
    day,
    gather_inputs,
    give_up,
    require_known,
    stop_at_errors,
)
from learnbrief.cli.since import published_since
from learnbrief.digest import News, as_html, as_mail, as_text, compose, since_day, since_published
from learnbrief.model import day_label
from learnbrief.problems import system_reason
from learnbrief.published import NOTHING, read_published

NAME = "digest"
"""Of the files, without their endings."""


@click.command("digest")
@click.option(
    "--since",
    required=True,
    metavar="DATE|FILE|URL",
    help="From which day on, as 2026-01-31; or what was published last: a site's address, its folder, or its "
    "data/briefings.json.",
)
@click.option("--audience", metavar="ID", help="Only what is for this audience, and for everyone.")
@click.option("--partnership", metavar="ID", help="Only what this partnership published.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="digest",
    help="The folder for the e-mail, its HTML and its text (default: digest).",
)
@source_option
@today_option
def digest_command(
    since: str, audience: str | None, partnership: str | None, out: Path, source: Path, today: str | None
) -> None:
    """Write an e-mail of what is new and changed, of lessons that came back and of actions that wait."""
    now = day(today)
    first = _first_day(since, now)
    inputs = gather_inputs(source, today, drafts=False, hints=False, last_published=None)
    with not_looking_for_circles():
        planned = plan_site(inputs)
    stop_at_errors(planned.problems)
    plan = planned.plan
    assert plan
    settings = plan.lookup.settings
    require_known("audience", audience, settings.audience_ids)
    require_known("partnership", partnership, plan.catalogue.vocabulary.partnerships)
    if not settings.base_url:
        give_up("An e-mail needs full addresses. Say in learnbrief.yml where the site stands: base_url: https://…")
    news = since_day(plan.catalogue, first, now) if first else _news(since, plan, now)
    digest = compose(plan.catalogue, settings, news, now, audience or "", partnership or "")
    files = {".eml": as_mail(digest), ".html": as_html(digest).encode(), ".txt": as_text(digest).encode()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            (out / f"{NAME}{ending}").write_bytes(content)
    except OSError as fault:
        give_up(f"{out} cannot be written: {system_reason(fault)}.")
    click.echo(f"{digest.intro}")
    click.echo(f"Open {out / f'{NAME}.eml'} in your e-mail program, look through it, say who gets it, and send it.")


def _first_day(since: str, today: date) -> date | None:
    """Take a day from the command line; None for what was published last."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", since):
        try:
            first = date.fromisoformat(since)
        except ValueError:
            raise click.BadParameter(f"There is no day {since} in the calendar.", param_hint="--since") from None
        if first > today:
            message = f"{day_label(first)} is still to come, so nothing can be new since then."
            raise click.BadParameter(message, param_hint="--since")
        return first
    if not since.strip() or (re.fullmatch(r"[0-9]+([-/.][0-9]+)*", since) and not Path(since).exists()):
        message = f'"{since}" is not a day. Write one such as 2020-01-01.'
        raise click.BadParameter(message, param_hint="--since")
    return None


def _news(since: str, plan: Plan, today: date) -> News:
    """Find what is new since what was published last."""
    pages = {page.address: page for page in plan.pages if page.address.startswith("data/")}

    def file(name: str) -> bytes | None:
        page = pages.get(f"data/{name}")
        return plan.render(page).content if page else None

    before = published_since(since, Path(), today) or NOTHING
    after = read_published(file, today)
    if after is None:
        sys.exit(1)
    return since_published(plan.catalogue, before, after)
