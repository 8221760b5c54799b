"""The command `schema`: editors' programs learn which fields, themes and partnerships there are."""

from pathlib import Path

import click

from learnbrief.cli.options import source_option
from learnbrief.cli.project import give_up, read_vocabulary_of
from learnbrief.files import ProjectFileError, write_new, write_over
from learnbrief.schemas import OWNERS_FILES, editor_files


@click.command("schema")
@source_option
def schema_command(source: Path) -> None:
    """Write what editors' programs need to complete fields, themes and partnerships as one types."""
    settings, vocabulary = read_vocabulary_of(source)
    try:
        for name, content in editor_files(settings, vocabulary).items():
            path = source / name
            if name not in OWNERS_FILES:
                write_over(path, content, source)
                click.echo(f"Wrote {name}")
            elif write_new(path, content, source):
                click.echo(f"Wrote {name}")
            elif path.read_bytes() != content:
                click.echo(f"Left {name} as it is")
    except (ProjectFileError, OSError) as fault:
        give_up(fault)
