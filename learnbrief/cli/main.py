"""The program: its commands, and with `build` as the default."""

from importlib import import_module

import click

from learnbrief import __version__
from learnbrief.cli.circles import not_looking_for_circles

_COMMANDS = {
    "build": "build.build_command",
    "actions": "actions.actions",
    "check": "check.check_command",
    "digest": "digest.digest_command",
    "lessons": "lessons.lessons",
    "neighbours": "neighbours.neighbours",
    "import": "importing.import_command",
    "new": "new.new_command",
    "outline": "outline.outline_command",
    "schema": "schema.schema_command",
    "serve": "serve.serve_command",
    "themes": "themes.themes",
}
"""Where each command is; only the one that is asked for is loaded, because what the others need takes long."""


class _Commands(click.Group):
    """The commands; `build` is the default."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name, or give None if there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(".")
        with not_looking_for_circles():
            command: click.Command = getattr(import_module(f"learnbrief.cli.{module}"), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before options without a command."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="learnbrief")
def main() -> None:
    """Turn learning briefings, written in Markdown or YAML, into a website."""
