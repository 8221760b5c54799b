"""Find the nginx that stands in for hosts in tests, or bring one: `python -m tools.nginx`.

Debian's package manager is asked where that needs no password. Tests start it themselves, on this machine's own
address alone; the service that comes with the package is stopped. It knows nothing of the site.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket
from time import monotonic, sleep

from tools.debian import install_packages, stop_service

CURE = (
    "The tests of hosting need nginx. Install it (on Debian and Ubuntu: apt install nginx-light) and run make again."
)
_SECONDS = 20
_CONFIGURATION = """\
daemon off;
master_process off;
pid "{folder}/nginx.pid";
error_log stderr error;
events {{ }}
http {{
    access_log off;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    server {{
        listen 127.0.0.1:{port};
        root "{root}";
        include "{include}";
    }}
}}
"""


def find_nginx() -> Path | None:
    """Give the machine's nginx, or None where there is none that runs."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
    if not found:
        return None
    answer = subprocess.run([found, "-v"], capture_output=True, timeout=60, check=False)
    return Path(found) if answer.returncode == 0 else None


@contextmanager
def serving(root: Path, include: Path, folder: Path) -> Iterator[str]:
    """Have nginx serve a folder while the block lasts, with a file included; give the address it answers at."""
    nginx = find_nginx()
    assert nginx, CURE
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, root=root, include=include), "utf-8")
    process = subprocess.Popen(
        [nginx, "-p", folder, "-c", configuration, "-e", "stderr"], stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=_SECONDS)


def _wait_for(process: "subprocess.Popen[str]", port: int) -> None:
    until = monotonic() + _SECONDS
    while monotonic() < until and process.poll() is None:
        try:
            create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            sleep(0.02)
        else:
            return
    process.terminate()
    raise AssertionError(f"nginx did not start: {process.communicate()[1]}")


def main() -> int:
    """Bring nginx where it is absent; 1, with the cure, if that did not work."""
    if not find_nginx() and install_packages("nginx-light"):
        stop_service("nginx")
    nginx = find_nginx()
    if not nginx:
        print(CURE, file=sys.stderr)
        return 1
    print(f"nginx for the tests: {nginx}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
