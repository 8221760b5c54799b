"""Where the program begins: a build that would change nothing is answered here, before the commands are loaded."""

import os
import sys
from contextlib import suppress

from learnbrief.cache.program import program_name
from learnbrief.cache.unchanged import Build, BuildMessages, requested_build


def run() -> None:
    """Do what the command line asks for, in a process that does nothing else."""
    main(is_alone=True)


def main(*, is_alone: bool = False) -> None:
    """Do what the command line asks for."""
    build = requested_build(sys.argv[1:])
    said = build.messages_if_unchanged() if build else None
    if said:
        _repeat(said)
    else:
        _do(build, is_alone=is_alone)


def _repeat(said: BuildMessages) -> None:
    is_coloured = sys.stderr.isatty() and not any(os.environ.get(name) for name in ("NO_COLOR", "CI"))
    for line in said.coloured if is_coloured and os.environ.get("TERM") != "dumb" else said.problems:
        print(line, file=sys.stderr)
    print(f"Nothing has changed since the last build: {said.made}.")
    print(f"Open {said.begins}")


def _do(build: Build | None, *, is_alone: bool) -> None:
    from learnbrief.cli import main

    try:
        main(obj=build, prog_name=program_name())
    except SystemExit as end:
        if build and is_alone and isinstance(end.code, int):
            _leave_at_once(end.code)
        raise


def _leave_at_once(code: int) -> None:
    """End the process without taking apart what the build made, which takes long and serves nobody."""
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    run()
