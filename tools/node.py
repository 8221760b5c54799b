"""Find Node, or bring it, and with it the pinned packages of a folder that has a `package-lock.json`.

npm compares every package with the hash in the lock file and runs none of their scripts. Where packages come from,
the machine's own npm settings say.
"""

import re
import shutil
import subprocess
from pathlib import Path

from tools.debian import attempt, install_packages

OLDEST = (18, 19)
"""Debian 12 has 18.20."""
CURE = (
    f"Node {OLDEST[0]}.{OLDEST[1]} or newer with npm is needed. Install it (on Debian and Ubuntu: "
    "apt install nodejs npm) and run make again."
)


def find_node() -> Path | None:
    """Give the machine's Node, or None where there is none, an older one, or one without npm."""
    node = shutil.which("node")
    return Path(node) if node and shutil.which("npm") and version(node) >= OLDEST else None


def version(program: str) -> tuple[int, ...]:
    """Give the first numbers that a program answers when asked for its version."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"(\d+)\.(\d+)", answer.stdout)
    return tuple(map(int, found.groups())) if found else ()


def is_current(folder: Path) -> bool:
    """Say whether a folder's packages are installed as its lock file says."""
    installed = folder / "node_modules" / ".package-lock.json"
    locked = folder / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime


def bring_packages(folder: Path) -> bool:
    """Bring Node where it is absent, and a folder's packages where they are not current; say whether all is there."""
    if not find_node():
        install_packages("nodejs", "npm")
    if not find_node():
        return False
    if not is_current(folder):
        # `npm` is a script with an ending of its own on Windows, which only `which` knows.
        attempt([shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
    return is_current(folder)
