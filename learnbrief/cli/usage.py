"""How often themes and lessons come up: the table, or JSON, in which the commands list them."""

import json
from collections.abc import Sequence

import click

from learnbrief.problems import escape_control_characters

Row = dict[str, str | int | list[int]]
"""A theme or a lesson with its counts, by the names of the columns."""

_COUNTS = ("points", "briefings")

usage_format = click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json")),
    default="text",
    help="How to print it (default: text).",
)


def show_usage(what: str, rows: Sequence[Row], columns: Sequence[str], output_format: str) -> None:
    """Print rows as a table of these columns, or whole as a JSON document under a name."""
    if output_format == "json":
        click.echo(json.dumps({what: rows}, indent=2))
        return
    cells = [columns, *([_cell(row[column]) for column in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = (
            cell.rjust(width) if column in _COUNTS else cell.ljust(width)
            for cell, width, column in zip(row, widths, columns, strict=True)
        )
        click.echo("  ".join(aligned).rstrip())


def _cell(value: str | int | list[int]) -> str:
    """Write a value for a person; of several years, the first and the last."""
    if isinstance(value, list):
        return "–".join(dict.fromkeys(map(str, (*value[:1], *value[-1:]))))
    return escape_control_characters(str(value))
