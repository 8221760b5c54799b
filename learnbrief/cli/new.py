"""The command `new`: a briefing that waits to be filled in, or a whole project of one's own."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from learnbrief.cli.asking import Questions
from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, give_up, read_vocabulary_of
from learnbrief.fields import Choices
from learnbrief.files import KeepingError, write_new, write_project
from learnbrief.model import DateFault, Vocabulary, parse_held
from learnbrief.problems import escape_control_characters, no_such
from learnbrief.program import called
from learnbrief.readers import MARK
from learnbrief.schemas import Choice, choices_of
from learnbrief.starter import NewBriefing, SourceForm, project_files
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
@source_option
@today_option
def new_command(
    title: str | None,
    kind: str | None,
    partnership: str | None,
    held: str | None,
    topics: str | None,
    form: str,
    site: Path | None,
    source: Path,
    today: str | None,
) -> None:
    """Begin a briefing called TITLE, with a mark at each place to fill in; or with --site, a whole project."""
    if site is not None:
        _begin_project(site)
    elif title is None or not title.strip() or not title.isprintable():
        raise click.UsageError(f'Name the briefing: {called()} new "What it is called"')
    else:
        settings, vocabulary = read_vocabulary_of(source)
        asked = _Asked(Questions(), choices_of(settings, vocabulary), vocabulary)
        title = " ".join(title.split())
        _require(asked, kind, partnership)
        which, who = asked.one_of(Choices.KINDS, kind), asked.one_of(Choices.PARTNERSHIPS, partnership)
        when, about = asked.held(held), asked.topics(topics, title)
        published = day(today)
        stand_in = next(iter(vocabulary.themes), "")
        briefing = NewBriefing(
            title, which, who, published, SourceForm(form), when.written, when.first, about, stand_in
        )
        _write(briefing, source)


def _require(asked: "_Asked", kind: str | None, partnership: str | None) -> None:
    """End where nobody answers and something that cannot be done without is not given."""
    partnerships = asked.choices[Choices.PARTNERSHIPS]
    if not partnerships:
        give_up("There is no partnership yet. Add yours to briefings/_partnerships.yml first.")
    missing = [] if kind else ["--kind"]
    missing += [] if partnership or len(partnerships) == 1 else ["--partnership"]
    if missing and not asked.questions.can_be_answered:
        click.echo(f"learnbrief: Nobody is here to be asked. Give {' and '.join(missing)}.", err=True)
        sys.exit(2)


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
        """Give the id that was given or chosen; the only one where there is but one."""
        option, what, question = _QUESTIONS[which]
        ids = [choice.id for choice in self.choices[which]]
        if given is not None and given not in ids:
            raise click.BadParameter(no_such(what, given, ids), param_hint=option)
        if given is None and len(ids) == 1:
            return ids[0]
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
    return held.message if isinstance(held, DateFault) else _When(written, held.start)


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
    program, where = called(), "" if source == Path() else f" --source {source}"
    click.echo(f"Wrote {path}")
    click.echo(f'1. Open it and fill in each place marked "{MARK}".')
    click.echo(f"2. Look at it as you write:  {program} serve{where} --open")
    click.echo("3. When it is ready, take away the line that begins with status: draft.")
    click.echo(f"4. Check it:  {program} check{where}")


def _begin_project(folder: Path) -> None:
    """Begin a project in a new or empty folder, and say what to do next."""
    try:
        write_project(project_files(), folder)
    except KeepingError as fault:
        give_up(escape_control_characters(str(fault)))
    program = called()
    click.echo(f"Began a project in {folder}")
    click.echo(f"1. Build it:  {program} build --source {folder}  (then open {folder / 'site' / 'index.html'})")
    click.echo(f"2. Change {folder / 'learnbrief.yml'}, and the files in {folder / 'briefings'}, to your own.")
    click.echo(f'3. Begin a briefing:  {program} new --source {folder} "What it is called"')
    click.echo(f"4. {folder / 'README.md'} says how to publish it.")
