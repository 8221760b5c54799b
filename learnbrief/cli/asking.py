"""Questions to a person who writes: `click` asks them, and asks again; here is what an answer may be."""

import os
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

from learnbrief.markup.brackets import normalised
from learnbrief.problems import escape_control_characters, no_such
from learnbrief.schemas import Choice

Answer = TypeVar("Answer")


class Questions:
    """Asks one thing after the other, for as long as somebody answers."""

    def __init__(self) -> None:
        self.are_answered = _is_anybody_there()

    def ask(
        self, question: str, may_be: Sequence[str], prompt: str, read: Callable[[str], Answer], nothing: Answer
    ) -> Answer:
        """Ask until `read` makes something of the answer; it raises BadParameter, which says what is wrong.

        What it may be is said in lines below the question. An empty answer, or none any more, gives `nothing`.
        """
        if not self.are_answered:
            return nothing
        click.echo(question)
        for line in may_be:
            click.echo(escape_control_characters(f"  {line}"))

        def value(written: str) -> Answer:
            return read(written.strip()) if written.strip() else nothing

        try:
            answer: Answer = click.prompt(
                f"{prompt} (leave empty to fill it in later)", default="", show_default=False, value_proc=value
            )
        except click.Abort as fault:
            if isinstance(fault.__context__, KeyboardInterrupt):
                raise
            self.are_answered = False
            click.echo()
            return nothing
        return answer

    def choose(self, question: str, names: "Names") -> tuple[str, ...]:
        """Ask for some of several, shown with numbers; gives their ids."""
        listed = [f"{number:>2}  {choice.id}  ({choice.label})" for number, choice in enumerate(names.choices, 1)]
        prompt = "Numbers or names, with commas between" if names.may_be_several else "Number or name"
        return self.ask(question, listed, prompt, names.read, ())


@dataclass(frozen=True, slots=True)
class Names:
    """What a person may call each of several by: its number, its id, its label, and any other name for it."""

    what: str
    """The word for one of them."""
    choices: Sequence[Choice]
    may_be_several: bool = True

    def read(self, written: str) -> tuple[str, ...]:
        """Give the ids of those that were named, each once; raises BadParameter, with what is near."""
        named = {name: choice.id for choice in self.choices for name in (*choice.also, choice.label)}
        known = {str(number): choice.id for number, choice in enumerate(self.choices, 1)}
        known |= {normalised(name): choice for name, choice in named.items()}
        known |= {choice.id: choice.id for choice in self.choices}
        found: dict[str, None] = {}
        parts = written.split(",") if self.may_be_several else [written]
        while parts:
            lengths = range(len(parts), 0, -1)  # a name may hold a comma itself, so the longest that is known counts
            length = next((length for length in lengths if normalised(",".join(parts[:length])) in known), 1)
            name, parts = ",".join(parts[:length]).strip(), parts[length:]
            if normalised(name) in known:
                found[known[normalised(name)]] = None
            elif name:
                message = no_such(self.what, name, [choice.id for choice in self.choices], named)
                raise click.BadParameter(escape_control_characters(message))
        return tuple(found)


def _is_anybody_there() -> bool:
    """Tell whether a question may be answered: on a terminal, or by what is piped in."""
    if sys.stdin is None or sys.stdin.closed:
        return False
    try:
        is_device = stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):
        return True  # no file of the system: a program asks in the place of a person
    return sys.stdin.isatty() or not is_device
