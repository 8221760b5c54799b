"""The program: its commands, and which of them is meant where none is named."""

import click

from learnbrief import __version__
from learnbrief.cli.build import build_command
from learnbrief.cli.check import check_command
from learnbrief.cli.neighbours import neighbours
from learnbrief.cli.new import new_command
from learnbrief.cli.schema import schema_command
from learnbrief.cli.serve import serve_command
from learnbrief.cli.themes import themes


class _BuildByDefault(click.Group):
    """`build` is meant where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before options that stand alone."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BuildByDefault, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="learnbrief")
def main() -> None:
    """Turn learning briefings, written in Markdown or YAML, into a website."""


for command in (build_command, serve_command, check_command, new_command, schema_command, themes, neighbours):
    main.add_command(command)
