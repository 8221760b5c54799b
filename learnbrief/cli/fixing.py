"""`check --fix`: sources are fixed where that needs no judgement, and each change is said."""

from collections.abc import Sequence
from pathlib import Path

import click

from learnbrief.cli.project import is_at, require_project
from learnbrief.editing.fix import fix
from learnbrief.files import RewritingError, gather, rewrite
from learnbrief.problems import escape_control_characters

_ENDINGS = (".md", ".yml", ".yaml")


def fix_sources(source: Path, asked: Sequence[str]) -> None:
    """Fix the project's sources, or those at the paths asked for, and say on standard error what was changed."""
    require_project(source)
    gathered = gather(source)
    own_pages = {
        f"templates/{name}": content
        for name, content in gathered.templates.items()
        if name.startswith("pages/") and (source / "templates" / name).is_file()
    }
    for file, content in sorted({**gathered.sources, **own_pages}.items()):
        if file.lower().endswith(_ENDINGS) and (not asked or is_at(file, asked)):
            _fix(file, content, source)


def _fix(file: str, content: bytes, source: Path) -> None:
    fixed = fix(file, content)
    try:
        if fixed.changes:
            rewrite(source / file, content, fixed.content)
    except RewritingError as fault:
        click.echo(escape_control_characters(f"{file}: left as it is: {fault}."), err=True)
        return
    for change in fixed.changes:
        click.echo(escape_control_characters(f"{file}:{change.line}: mended: {change.what}"), err=True)
    for line in fixed.left:
        left = "left as it is, because what it is meant to be needs your judgement: the warnings below tell of it"
        click.echo(escape_control_characters(f"{file}:{line}: {left}"), err=True)
