"""`new --site`: a project of one's own begins, or takes up another copy of the program."""

from pathlib import Path

import click

from learnbrief.cache.program import program_files, program_name
from learnbrief.cli.project import as_typed, give_up, require_project
from learnbrief.editing.scaffold import (
    ADMIN_SCRIPT,
    REQUIREMENTS,
    StartingThemes,
    files_of_program,
    project_files,
    starting_themes,
    wheel_named_in,
)
from learnbrief.files import ProjectFileError, remove, write_over, write_project
from learnbrief.pages.words import count_of
from learnbrief.readers import read_vocabulary


def begin_project(folder: Path, themes: StartingThemes, *, with_admin: bool) -> None:
    """Begin a project in a new or empty folder, and say what to do next."""
    program = _program(with_admin=with_admin)
    try:
        write_project(project_files(program, themes, with_admin=with_admin), folder)
    except ProjectFileError as fault:
        give_up(fault)
    counts = {which: _count(content) for which, content in starting_themes(program).items()}
    click.echo(f"Began a project in {folder}, with a vocabulary of {counts[themes]}.")
    if themes is StartingThemes.SMALL:
        full = f"{program_name()} new --site {as_typed(folder)} --themes {StartingThemes.FULL}"
        click.echo(f"For the full vocabulary of {counts[StartingThemes.FULL]}, delete it and begin with:  {full}")
    build = f"{program_name()} build --source {as_typed(folder)}"
    click.echo(f"1. Build it:  {build}  (then open {folder / 'site' / 'index.html'})")
    click.echo(f"2. Change {folder / 'learnbrief.yml'}, and the files in {folder / 'briefings'}, to your own.")
    click.echo(f'3. Begin a briefing:  {program_name()} new --source {as_typed(folder)} "What it is called"')
    click.echo(f"4. {folder / 'README.md'} says how to publish it, and how to work with this folder alone.")


def upgrade_project(folder: Path, *, with_admin: bool) -> None:
    """Put the program that runs in the place of the one that a project came with; all else stays as it is."""
    require_project(folder)
    files = files_of_program(_program(with_admin=with_admin), with_admin=with_admin)
    before = wheel_named_in(_text(folder / REQUIREMENTS))
    try:
        for name, content in files.items():
            write_over(folder / name, content, folder)
        if before and before not in files:
            remove(folder / before, folder)
    except ProjectFileError as fault:
        give_up(fault)
    wheel = wheel_named_in(files[REQUIREMENTS].decode())
    if before == wheel:
        click.echo(f"{folder} had this copy of Learnbrief already: {wheel}. Run the newer one to bring that in.")
        return
    click.echo(f"Wrote {folder / wheel} and {folder / REQUIREMENTS}" + (f", removed {before}." if before else "."))
    click.echo(f"Install it:  python -m pip install --require-hashes -r {REQUIREMENTS}  (in the project's folder)")


def _program(*, with_admin: bool) -> dict[str, bytes]:
    program = program_files()
    if with_admin and ADMIN_SCRIPT not in program:
        give_up("This copy of Learnbrief came without the form for writing in the browser. Run one that has it.")
    return program


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError):
        give_up(f"{path} cannot be read.")


def _count(themes: bytes) -> str:
    """Say how many themes a vocabulary has."""
    vocabulary = read_vocabulary({"briefings/_themes.yml": themes}, lambda _: None)
    return count_of(len(vocabulary.themes), "theme")
