"""Bring the checkers that tests hold pages against: `python -m tools.checkers`.

They are axe-core, html-validate and the Nu HTML checker, pinned in `tests/node/package-lock.json`. They need Node
and Java, which Debian's package manager is asked for where that needs no password. Nothing here knows the site.
"""

import shutil
import sys
from pathlib import Path

from tools import node
from tools.debian import install_packages

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "node"
PACKAGES = FOLDER / "node_modules"
JAVA_CURE = (
    "The Nu HTML checker needs Java 11 or newer. Install it (on Debian and Ubuntu: apt install default-jre-headless) "
    "and run make again."
)
PACKAGES_CURE = "The checkers of tests/node are not installed as their lock file says. `make test` installs them."
OLDEST_JAVA = (11,)


def find_java() -> Path | None:
    """Give the machine's Java, or None where there is none that runs, or only an older one."""
    java = shutil.which("java")
    return Path(java) if java and node.version(java) >= OLDEST_JAVA else None


def missing() -> str | None:
    """Say in one line what the checkers lack and how to get it; None where they can run."""
    if not node.find_node():
        return node.CURE
    if not find_java():
        return JAVA_CURE
    return missing_packages()


def missing_packages() -> str | None:
    """Say in one line how to get npm's packages where they are not as the lock file says."""
    return None if node.is_current(FOLDER) else PACKAGES_CURE


def main() -> int:
    """Bring what is absent; 1, with the cure, if that did not work."""
    node.bring_packages(FOLDER)
    if not find_java():
        install_packages("default-jre-headless")
    if cure := missing():
        print(cure, file=sys.stderr)
        return 1
    print(f"Checkers for the tests: {PACKAGES.relative_to(FOLDER.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
