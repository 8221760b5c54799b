"""Where the program begins: a build that would change nothing is answered here, before the commands are loaded."""

import os
import sys

from learnbrief.cache.program import called
from learnbrief.cache.unchanged import Build, Said, asked_for


def main() -> None:
    """Do what the command line asks for."""
    build = asked_for(sys.argv[1:])
    said = build.what_was_said() if build else None
    if said:
        _repeat(said)
    else:
        _do(build)


def _repeat(said: Said) -> None:
    is_coloured = sys.stderr.isatty() and not any(os.environ.get(name) for name in ("NO_COLOR", "CI"))
    for line in said.coloured if is_coloured and os.environ.get("TERM") != "dumb" else said.problems:
        print(line, file=sys.stderr)
    print(f"Nothing has changed since the last build: {said.made}.")
    print(f"Open {said.begins}")


def _do(build: Build | None) -> None:
    from learnbrief.cli import main

    main(obj=build, prog_name=called())


if __name__ == "__main__":
    main()
