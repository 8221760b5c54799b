"""Find the libraries of the system that PDFs are printed with, or bring them: `python -m tools.pango`.

Debian's package manager is asked where that needs no password. It knows nothing of the site.
"""

import subprocess
import sys

from learnbrief.printing import PACKAGES
from tools.debian import install_packages


def what_is_missing() -> str:
    """Say in one line what is to be installed; asked in a process of its own, which loads libraries afresh."""
    code = "from learnbrief.printing import what_is_missing; print(what_is_missing())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    """Bring what is absent; 1, with the cure, if that did not work."""
    if what_is_missing():
        install_packages(*PACKAGES)
    if missing := what_is_missing():
        print(missing, file=sys.stderr)
        return 1
    print("PDFs can be printed here.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
