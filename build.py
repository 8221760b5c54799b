"""The command line's entry point: `python build.py …` is the program `learnbrief`, straight from a checkout.

It knows nothing but where the program is, and what to say when Python's libraries are not there yet.
"""

import os
import sys

VENV_PYTHON = r".venv\Scripts\python" if os.name == "nt" else ".venv/bin/python"


def run() -> None:
    """Run the program, or say in one line what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python starts this file too, and must be told
        sys.exit(f"Learnbrief needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        from learnbrief.__main__ import run as run_program

        run_program()
    except ModuleNotFoundError as missing:
        if (missing.name or "learnbrief").partition(".")[0] == "learnbrief":
            raise
        sys.exit(
            f'The library "{missing.name}" is not installed. Run `make site` once'
            f" (or `pip install -r requirements.txt`), then use `{VENV_PYTHON} build.py`."
        )


if __name__ == "__main__":
    run()
