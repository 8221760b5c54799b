"""Options that several commands share."""

from pathlib import Path

import click

FORMATS = ("text", "json", "github", "gitlab")

source_option = click.option(
    "--source", type=click.Path(path_type=Path), default=".", help="The project's folder (default: this one)."
)
today_option = click.option(
    "--today", metavar="DATE", help="The day to build for, as 2026-01-31 (default: today in London)."
)
drafts_option = click.option("--drafts", is_flag=True, help="Show drafts and embargoed briefings too, each marked.")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    help="How problems are printed (default: text).",
)
