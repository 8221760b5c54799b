"""The command `import`: drafts of briefings made from documents, each with a report that accounts for every word."""

import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from msgspec.structs import replace

from learnbrief.analysis import Terms
from learnbrief.build import Inputs
from learnbrief.cache.program import program_name
from learnbrief.cli.asking import Names
from learnbrief.cli.options import source_option
from learnbrief.cli.project import gather_inputs, give_up, read_vocabulary_of, read_whole
from learnbrief.editing.outline import outline_of
from learnbrief.editing.suggest import add_suggested, suggest_tags
from learnbrief.fields import Choices
from learnbrief.files import ProjectFileError, name_in_project, write_new
from learnbrief.importing import (
    LARGEST,
    PASTED,
    READERS,
    DraftCheck,
    Imported,
    ImportOptions,
    Refusal,
    import_document,
    report,
)
from learnbrief.model import Vocabulary
from learnbrief.pages.words import count_of
from learnbrief.problems import escape_control_characters, system_reason
from learnbrief.schemas import choices_of
from learnbrief.settings import Settings


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@source_option
@click.option(
    "--partnership", "partnerships", metavar="NAMES", multiple=True, help="Who publishes it, by id or name."
)
@click.option("--kind", metavar="KIND", help="The kind of review, by id or name.")
@click.option("--themes", is_flag=True, help="Write the tags that `themes suggest` proposes.")
@click.option(
    "--out",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Where to write it; for several, a folder that exists.",
)
def import_command(
    files: tuple[Path, ...],
    source: Path,
    partnerships: tuple[str, ...],
    kind: str | None,
    themes: bool,
    out: Path | None,
) -> None:
    """Make drafts of briefings from FILES: Word, saved pages, PDF, text; "-" reads what is pasted."""
    settings, vocabulary = read_vocabulary_of(source)
    given = _given(partnerships, kind, settings, vocabulary)
    paths = list(_files(files))
    _refuse_out(out, several=len(paths) > 1)
    inputs = gather_inputs(source, None, drafts=False, hints=True, last_published=None)
    importer = _Importer(source, out, inputs, settings, vocabulary, given, themes)
    rows = [importer.import_file(path) for path in paths]
    if len(rows) > 1:
        click.echo()
        click.echo("\n".join(_table(rows)))
    sys.exit(0 if all(row.is_done for row in rows) else 1)


def _given(
    partnerships: Sequence[str], kind: str | None, settings: Settings, vocabulary: Vocabulary
) -> ImportOptions:
    """Read what the editor said of all the files."""
    choices = choices_of(settings, vocabulary)
    names = Names("partnership", choices[Choices.PARTNERSHIPS])
    kinds = Names("kind of review", choices[Choices.KINDS], may_be_several=False)
    return ImportOptions(names.read(",".join(partnerships)), "".join(kinds.read(kind)) if kind else "")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Give the files, those in a folder one by one."""
    for path in paths:
        if str(path) != PASTED and path.is_dir():
            named = [file for file in sorted(path.iterdir()) if file.suffix.lower() in READERS]
            inside = [file for file in named if not file.name.startswith((".", "~$")) and file.is_file()]
            if not inside:
                give_up(f"{path} is a folder, and holds no document that can be imported: {', '.join(READERS)}.")
            yield from inside
        else:
            yield path


def _refuse_out(out: Path | None, *, several: bool) -> None:
    if out is None or out.is_dir():
        return
    if several:
        give_up(f"--out names {out}, and several files need a folder there that exists.")
    if out.suffix.lower() != ".md":
        give_up(f"--out names {out}, and a draft is written in Markdown: let its name end in .md.")


@dataclass(frozen=True, slots=True)
class _Row:
    """What became of one file."""

    name: str
    path: str
    outcome: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class _Importer:
    """Brings files into one project."""

    source: Path
    out: Path | None
    inputs: Inputs
    settings: Settings
    vocabulary: Vocabulary
    given: ImportOptions
    themes: bool

    def import_file(self, path: Path) -> _Row:
        """Read one file, write its draft and print the report."""
        name = "what was pasted" if str(path) == PASTED else path.name
        made: Imported | bytes | Refusal = _content(path)
        if isinstance(made, bytes):
            made = import_document(path.name, made, self.settings, self.vocabulary, self.given)
        if isinstance(made, Refusal):
            return _refused(name, made.message)
        target = self._target(made)
        file = self._name_in_project(target, made)
        made, checked = self._checked(made, file)
        if fault := self._write(target, made):
            return _refused(name, fault)
        where = "" if self.source == Path() else f" --source {self.source}"
        shows = f"{program_name()} serve{where} --open shows it; keep the original beside it as you fill in"
        click.echo(report(str(target), made.document, made.draft, made.account, checked, shows))
        points = len(checked.outline.points) if checked.outline else 0
        lost = "" if made.account.is_complete else ", NOT COMPLETE"
        return _Row(name, str(target), f"{count_of(points, 'point')}{lost}", made.account.is_complete)

    def _target(self, made: Imported) -> Path:
        if self.out is None:
            return self.source / made.draft.path
        return self.out / Path(made.draft.path).name if self.out.is_dir() else self.out

    def _name_in_project(self, target: Path, made: Imported) -> str:
        """Give the path under which the draft is checked: its own in the project, or the one it would have there."""
        file = name_in_project(target, self.source) if target.parent.is_dir() else made.draft.path
        return file if file and file.startswith("briefings/") else made.draft.path

    def _checked(self, made: Imported, file: str) -> tuple[Imported, DraftCheck]:
        """Check a draft as if it was in the project, and propose tags or write them."""
        sources = {**self.inputs.sources, file: made.draft.source.encode()}
        library, problems = read_whole(replace(self.inputs, sources=sources))
        own = tuple(sorted({problem for problem in problems if problem.at.file == file}))
        briefing = next((one for one in library.everything if one.at.file == file), None)
        if briefing is None:
            return made, DraftCheck(None, own, 0, 0, are_written=False)
        tags = suggest_tags(briefing.points, Terms.of_themes(self.vocabulary.themes.values()))
        if self.themes and tags:
            (addition,) = add_suggested({**sources}, self.settings, tags)
            made = made.with_source(addition.content.decode())
        personal = [problem.at.line for problem in own if problem.code == "personal-data"]
        tagged = len({tag.at for tag in tags})
        return made, DraftCheck(outline_of(briefing, personal), own, len(tags), tagged, are_written=self.themes)

    def _write(self, target: Path, made: Imported) -> str:
        """Write the draft where nothing is yet; give why it was not written."""
        other = target.with_suffix(".yml")
        project = self.source if self.out is None else target.parent
        try:
            if other.exists() or not write_new(target, made.draft.source.encode(), project):
                return f"there is a briefing at {target} already, and it was left as it is. Name another with --out."
        except ProjectFileError as fault:
            return str(fault)
        return ""


def _content(path: Path) -> bytes | Refusal:
    """Read a file that is no larger than may be."""
    if str(path) == PASTED:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Refusal("it is no file that can be read.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return Refusal("there is no such file.")
    except OSError as fault:
        return Refusal(f"it cannot be opened: {system_reason(fault)}.")


def _refused(name: str, message: str) -> _Row:
    click.echo(escape_control_characters(f"learnbrief: {name}: {message}"), err=True)
    return _Row(name, "", f"not imported: {message}", is_done=False)


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    """Write what became of several files, a line each."""
    names = max(len(row.name) for row in rows)
    for row in rows:
        outcome = f"{row.path}  ({row.outcome})" if row.path else row.outcome
        yield escape_control_characters(f"{row.name:<{names}}  {outcome}")
    yield f"{sum(bool(row.path) for row in rows)} of {count_of(len(rows), 'file')} imported."
