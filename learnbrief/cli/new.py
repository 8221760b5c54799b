"""The command `new`: a briefing that waits to be filled in, or a whole project of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from learnbrief.cli.asking import Questions
from learnbrief.cli.new_site import begin_project, upgrade_project
from learnbrief.cli.options import source_option
from learnbrief.cli.project import as_typed, give_up, read_vocabulary_of
from learnbrief.fields import FILL_IN, Choices
from learnbrief.files import KeepingError, write_new
from learnbrief.model import DateFault, Vocabulary, parse_held
from learnbrief.problems import escape_control_characters, no_such
from learnbrief.program import called
from learnbrief.schemas import Choice, choices_of
from learnbrief.starter import NewBriefing, SourceForm, StartingThemes
from learnbrief.suggest import Terms


@click.command("new")
@click.argument("title", required=False)
@click.option("--kind", metavar="ID", help="The kind of review.")
@click.option("--partnership", metavar="ID", help="Who publishes it.")
@click.option("--held", metavar="DATE", help="When the review took place, as 2026-01 or 2025/26.")
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
@click.option("--with-form", is_flag=True, help="With --site: with the form for writing in the browser (5 MB more).")
@click.option("--upgrade", is_flag=True, help="With --site: only put this copy of Learnbrief into the project there.")
@source_option
def new_command(
    title: str | None,
    kind: str | None,
    partnership: str | None,
    held: str | None,
    topics: str | None,
    form: str,
    site: Path | None,
    themes: str | None,
    with_form: bool,
    upgrade: bool,
    source: Path,
) -> None:
    """Begin a briefing called TITLE, with a mark at each place to fill in; or with --site, a whole project."""
    _require_site(site, themes=themes, with_form=with_form, upgrade=upgrade)
    if site is not None and upgrade:
        upgrade_project(site, with_form=with_form)
    elif site is not None:
        begin_project(site, StartingThemes(themes or StartingThemes.SMALL), with_form=with_form)
    elif title is None or not title.strip() or not title.isprintable():
        raise click.UsageError(f'Name the briefing: {called()} new "What it is called"')
    else:
        settings, vocabulary = read_vocabulary_of(source)
        asked = _Asked(Questions(), choices_of(settings, vocabulary), vocabulary)
        title = " ".join(title.split())
        _require_partnerships(vocabulary)
        which, who = asked.one_of(Choices.KINDS, kind), asked.one_of(Choices.PARTNERSHIPS, partnership)
        when, about = asked.held(held), asked.topics(topics, title)
        briefing = NewBriefing(title, SourceForm(form), which, who, when.written, when.first, about)
        _write(briefing, source)


def _require_site(site: Path | None, *, themes: str | None, with_form: bool, upgrade: bool) -> None:
    """End where an option is given that can mean nothing beside the others."""
    for option, is_given in (("--themes", themes), ("--with-form", with_form), ("--upgrade", upgrade)):
        if is_given and site is None:
            raise click.UsageError(f"{option} is for a whole project, and stands beside --site.")
    if themes and upgrade:
        raise click.UsageError("--upgrade leaves the themes of a project as they are: leave --themes out.")


def _require_partnerships(vocabulary: Vocabulary) -> None:
    """End where nobody is known who could publish."""
    if not vocabulary.partnerships:
        give_up("There is no partnership yet. Add yours to briefings/_partnerships.yml first.")


@dataclass(frozen=True, slots=True)
class _When:
    """When a review took place."""

    written: str = ""
    first: date | None = None
    """Its first day."""


_QUESTIONS = {
    Choices.KINDS: ("--kind", "kind of review", "What kind of review was it?"),
    Choices.PARTNERSHIPS: ("--partnership", "partnership", "Who publishes it?"),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Takes what the command line gives, and asks for the rest."""

    questions: Questions
    choices: Mapping[Choices, Sequence[Choice]]
    vocabulary: Vocabulary

    def one_of(self, which: Choices, given: str | None) -> str:
        """Give the id that was given or chosen; the only one where there is but one; nothing where nobody answers."""
        option, what, question = _QUESTIONS[which]
        ids = [choice.id for choice in self.choices[which]]
        if given is not None and given not in ids:
            raise click.BadParameter(no_such(what, given, ids), param_hint=option)
        if given is None and len(ids) == 1:
            return ids[0]
        if given is None and not self.questions.can_be_answered:
            return ""
        return given or self.questions.choose(question, self.choices[which]).id

    def held(self, given: str | None) -> _When:
        """Give when it took place, or nothing, which is then to be filled in."""
        if given is not None:
            when = _read_held(given)
            if isinstance(when, str):
                raise click.BadParameter(when, param_hint="--held")
            return when
        question = "When did it take place, as 2026-01 or 2025/26? (Leave empty to fill it in later.)"
        return self.questions.ask(question, _read_held, default=_When())

    def topics(self, given: str | None, title: str) -> tuple[str, ...]:
        """Give what it was about, or what its title speaks of, or nothing, which is then to be filled in."""
        if given is not None:
            topics = self._read_topics(given)
            if isinstance(topics, str):
                raise click.BadParameter(topics, param_hint="--topics")
            return topics
        terms = Terms.of_themes(self.vocabulary.themes.values())
        spoken = tuple(dict.fromkeys(match.term.theme for match in terms.find(title)))
        otherwise = f"Leave empty for {', '.join(spoken)}" if spoken else "Leave empty to fill it in later"
        question = f"Which themes was it about, with commas between? ({otherwise}.)"
        return self.questions.ask(question, self._read_topics, default=()) or spoken

    def _read_topics(self, written: str) -> tuple[str, ...] | str:
        """Read themes by id, label or any other name; a text says what is wrong."""
        names = {
            name.casefold(): theme.id
            for theme in self.vocabulary.themes.values()
            for name in (*theme.also, theme.label, theme.id)
        }
        found = []
        for word in filter(None, (part.strip() for part in written.split(","))):
            if word.casefold() not in names:
                return no_such("theme", word, self.vocabulary.themes, names)
            found.append(names[word.casefold()])
        return tuple(dict.fromkeys(found))


def _read_held(written: str) -> _When | str:
    """Read a date of any precision; a text says what is wrong."""
    if not written:
        return _When()
    held = parse_held(written)
    if isinstance(held, DateFault):
        return held.message
    return _When(written, held.start if held.is_known else None)


def _write(briefing: NewBriefing, source: Path) -> None:
    """Write a briefing that is not there yet, and say what to do next."""
    path = source / briefing.path
    try:
        taken = (source / briefing.other_path).exists() or not write_new(path, briefing.source.encode(), source)
    except KeepingError as fault:
        give_up(escape_control_characters(str(fault)))
    if taken:
        give_up(
            f"There is a briefing called {briefing.slug} already, and it was left as it is. Choose another title."
        )
    program, where = called(), "" if source == Path() else f" --source {as_typed(source)}"
    click.echo(f"Wrote {path}")
    click.echo(f'1. Open it and fill in each place marked "{FILL_IN}".')
    click.echo(f"2. Look at it as you write:  {program} serve{where} --open")
    click.echo("3. When it is ready, take away the line that begins with status: draft.")
    click.echo(f"4. Check it:  {program} check{where}")
