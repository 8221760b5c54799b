"""Ask Debian's package manager for programs that tests need, where that needs no password."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

APT_OPTIONS = ("-o", "DPkg::Lock::Timeout=300")


def install_packages(*packages: str) -> bool:
    """Try to install packages; say whether there was a package manager that could be asked.

    Whether it brought them, only a look at what they bring can tell.
    """
    if not (shutil.which("apt-get") and may_install_packages()):
        return False
    sudo = [] if is_root() else ["sudo", "-n"]
    apt_get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *APT_OPTIONS]
    attempt([*apt_get, "update"])
    attempt([*apt_get, "install", "-y", "--no-install-recommends", *packages])
    return True


def stop_service(name: str) -> None:
    """Stop a service that came with a package, and have it stay so; where services are kept otherwise, none runs."""
    if shutil.which("systemctl"):
        attempt([*([] if is_root() else ["sudo", "-n"]), "systemctl", "disable", "--now", name])


def may_install_packages() -> bool:
    """Say whether we are root, or root without being asked for a password."""
    if is_root() or not shutil.which("sudo"):
        return is_root()
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def is_root() -> bool:
    """Say whether we run as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def attempt(command: Sequence[str | Path], cwd: Path | None = None) -> None:
    """Show a command and run it; what goes wrong it tells itself."""
    print("+", *command, flush=True)
    subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
