"""Questions to a person who writes; answers may also come through a pipe, a line each."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

from learnbrief.pages.words import count_of
from learnbrief.problems import escape_control_characters
from learnbrief.schemas import Choice

Answer = TypeVar("Answer")


class Questions:
    """Asks, and takes the answers from the terminal or from what was piped in."""

    def __init__(self) -> None:
        terminal = sys.stdin is not None and sys.stdin.isatty()
        piped = [] if terminal or sys.stdin is None else sys.stdin.read().splitlines()
        self._piped: Iterator[str] | None = None if terminal else iter(piped)
        self.can_be_answered = terminal or any(line.strip() for line in piped)

    def ask(self, question: str, read: Callable[[str], Answer | str], default: Answer | None = None) -> Answer:
        """Ask until `read` makes an answer of what was written; a text from it says what is wrong.

        Where nobody answers any more, the default holds; where there is none, the command line is wrong.
        """
        while True:
            line = self._line(f"{question} ") if self.can_be_answered else None
            if line is None and default is not None:
                return default
            if line is None:
                raise click.UsageError("The answers ended before the questions did.")
            answer = read(line.strip())
            if not isinstance(answer, str):
                return answer
            click.echo(escape_control_characters(answer))

    def choose(self, question: str, choices: Sequence[Choice]) -> Choice:
        """Ask for one of several, shown with numbers; the number, the id or the label names it."""
        click.echo(question)
        for number, choice in enumerate(choices, 1):
            click.echo(escape_control_characters(f"  {number:>2}  {choice.id}  ({choice.label})"))

        def read(written: str) -> Choice | str:
            for number, choice in enumerate(choices, 1):
                if written.lower() in (str(number), choice.id, choice.label.lower()):
                    return choice
            return f"Write a number from 1 to {len(choices)}, or one of the {count_of(len(choices), 'word')} above."

        return self.ask("Number or word:", read)

    def _line(self, prompt: str) -> str | None:
        click.echo(prompt, nl=False)
        if self._piped is None:
            return _typed()
        line = next(self._piped, None)
        click.echo(line or "")
        return line


def _typed() -> str | None:
    try:
        return input()
    except EOFError:
        return None
