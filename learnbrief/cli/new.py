"""The command `new`: a briefing that waits to be filled in, or a whole project of one's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from learnbrief.analysis import Terms
from learnbrief.cache.program import program_name
from learnbrief.cli.asking import Answer, Names, Questions
from learnbrief.cli.new_site import begin_project, upgrade_project
from learnbrief.cli.options import source_option
from learnbrief.cli.project import as_typed, give_up, read_vocabulary_of
from learnbrief.editing.fix import date_from_answer
from learnbrief.editing.scaffold import NewBriefing, SourceForm, StartingThemes
from learnbrief.fields import FILL_IN, Choices
from learnbrief.files import ProjectFileError, write_new
from learnbrief.model import DateFault, Held, Vocabulary, parse_held, parse_published
from learnbrief.problems import escape_control_characters
from learnbrief.schemas import Choice, choices_of
from learnbrief.settings import Settings

ParseDate = Callable[[str], Held | DateFault]
"""Reads a date in the form of the contract."""

_HELD = "22 March 2022, March 2022, 2022, August to October 2022, 2022/23 for a reporting year, or unknown"
_PUBLISHED = "22 March 2022, March 2022, 2022, or unknown"


@click.command("new")
@click.argument("title", required=False)
@click.option("--kind", metavar="KIND", help="The kind of review, by id or name.")
@click.option(
    "--partnership",
    "partnerships",
    metavar="NAMES",
    multiple=True,
    help="Who publishes it, by id or name; several with commas between, or the option again.",
)
@click.option("--held", metavar="DATE", help=f"When the review took place: {_HELD}.")
@click.option("--published", metavar="DATE", help=f"When it was published: {_PUBLISHED}.")
@click.option("--topics", metavar="THEMES", help="What it was about: ids or names of themes, with commas between.")
@click.option(
    "--format", "form", type=click.Choice([form.value for form in SourceForm]), default="md", help="Markdown or YAML."
)
@click.option("--site", metavar="FOLDER", type=click.Path(path_type=Path), help="Begin a project in this folder.")
@click.option(
    "--themes",
    type=click.Choice([themes.value for themes in StartingThemes]),
    help="With --site: which vocabulary it begins with (default: small).",
)
@click.option(
    "--with-form",
    "with_admin",
    is_flag=True,
    help="With --site: with the form for writing in the browser (5 MB more).",
)
@click.option("--upgrade", is_flag=True, help="With --site: only put this copy of Learnbrief into the project there.")
@source_option
def new_command(
    title: str | None,
    kind: str | None,
    partnerships: Sequence[str],
    held: str | None,
    published: str | None,
    topics: str | None,
    form: str,
    site: Path | None,
    themes: str | None,
    with_admin: bool,
    upgrade: bool,
    source: Path,
) -> None:
    """Begin a briefing called TITLE, with a mark at each place to fill in; or with --site, a whole project."""
    _require_site(site, themes=themes, with_admin=with_admin, upgrade=upgrade)
    if site is not None and upgrade:
        upgrade_project(site, with_admin=with_admin)
    elif site is not None:
        begin_project(site, StartingThemes(themes or StartingThemes.SMALL), with_admin=with_admin)
    elif title is None or not title.strip() or not title.isprintable():
        raise click.UsageError(f'Name the briefing: {program_name()} new "What it is called"')
    else:
        title = " ".join(title.split())
        wanted = _Wanted(Questions(), *read_vocabulary_of(source))
        briefing = NewBriefing(
            title=title,
            form=SourceForm(form),
            kind=wanted.kind(kind),
            partnerships=wanted.partnerships(partnerships),
            held=wanted.date("--held", held, "When did it take place?", _HELD, parse_held),
            published=wanted.date("--published", published, "When was it published?", _PUBLISHED, parse_published),
            topics=wanted.topics(topics, title),
        )
        _write(briefing, source)


def _require_site(site: Path | None, *, themes: str | None, with_admin: bool, upgrade: bool) -> None:
    """End where an option is given that can mean nothing beside the others."""
    for option, is_given in (("--themes", themes), ("--with-form", with_admin), ("--upgrade", upgrade)):
        if is_given and site is None:
            raise click.UsageError(f"{option} is for a whole project, and stands beside --site.")
    if themes and upgrade:
        raise click.UsageError("--upgrade leaves the themes of a project as they are: leave --themes out.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Takes what the command line gives, and asks for the rest; what nobody says is left to be filled in."""

    questions: Questions
    settings: Settings
    vocabulary: Vocabulary

    def kind(self, given: str | None) -> str:
        """Give the kind of review."""
        names = Names("kind of review", self._choices(Choices.KINDS), may_be_several=False)
        return "".join(self._some("--kind", given, names, "What kind of review was it?"))

    def partnerships(self, given: Sequence[str]) -> tuple[str, ...]:
        """Give who publishes it; the only one where there is but one."""
        names = Names("partnership", self._choices(Choices.PARTNERSHIPS))
        if not names.choices:
            give_up("There is no partnership yet. Add yours to briefings/_partnerships.yml first.")
        if len(names.choices) == 1 and not given:
            return (names.choices[0].id,)
        return self._some("--partnership", ",".join(given) if given else None, names, "Who publishes it?")

    def topics(self, given: str | None, title: str) -> tuple[str, ...]:
        """Give what it was about."""
        names = Names("theme", self._choices(Choices.THEMES))
        terms = Terms.of_themes(self.vocabulary.themes.values())
        spoken = dict.fromkeys(match.term.theme for match in terms.find(title))
        question = "Which themes was it about?" + (f" The title speaks of {', '.join(spoken)}." if spoken else "")
        return self._some("--topics", given, names, question)

    def date(self, option: str, given: str | None, question: str, forms: str, parse: ParseDate) -> str:
        """Give a date in the form of the contract, and say what was understood where it was written otherwise."""

        def read(written: str) -> str:
            value = date_from_answer(written)
            date = parse(value)
            if isinstance(date, DateFault):
                raise click.BadParameter(escape_control_characters(date.message))
            if value != written:
                click.echo(f"Taken as {value} ({date.label}).")
            return value

        if given is not None:
            return _of(option, given, read) if given.strip() else ""
        return self.questions.ask(question, [f"{forms}."], "Date", read, "")

    def _choices(self, which: Choices) -> Sequence[Choice]:
        return choices_of(self.settings, self.vocabulary)[which]

    def _some(self, option: str, given: str | None, names: Names, question: str) -> tuple[str, ...]:
        return _of(option, given, names.read) if given is not None else self.questions.choose(question, names)


def _of(option: str, given: str, read: Callable[[str], Answer]) -> Answer:
    """Read what is behind an option, and name the option where that is wrong."""
    try:
        return read(given)
    except click.BadParameter as fault:
        fault.param_hint = option
        raise


def _write(briefing: NewBriefing, source: Path) -> None:
    """Write a briefing that is not there yet, and say what to do next."""
    path = source / briefing.path
    try:
        taken = (source / briefing.other_path).exists() or not write_new(path, briefing.source.encode(), source)
    except ProjectFileError as fault:
        give_up(fault)
    if taken:
        give_up(
            f"There is a briefing called {briefing.slug} already, and it was left as it is. Choose another title."
        )
    where = "" if source == Path() else f" --source {as_typed(source)}"
    click.echo(f"Wrote {path}")
    click.echo(f'1. Open it and fill in each place marked "{FILL_IN}".')
    click.echo(f"2. Look at it as you write:  {program_name()} serve{where} --open")
    click.echo("3. When it is ready, take away the line that begins with status: draft.")
    click.echo(f"4. Check it:  {program_name()} check{where}")
