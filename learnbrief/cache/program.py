"""The program itself: where its own files lie, and what tells it from any other version of it.

This room is loaded before all others, so it needs nothing but Python, and nothing of that which is slow to load.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from types import CodeType

from learnbrief import __version__

LIBRARIES = (
    *("brotli", "jinja2", "markdown", "msgspec", "nh3", "pillow", "pystemmer", "pyyaml"),
    *("cssselect2", "fonttools", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "weasyprint", "zopfli"),  # print PDFs
)
"""Those that have, or may come to have, a part in what is made: another version may give other bytes."""

CARRIED = (
    *("LICENSE", "briefings/_themes.yml", "pyproject.toml", "requirements.txt", "requirements-pdf.txt"),
    "templates",
)
"""What lies beside the package in the program's own repository, and inside it where it is installed."""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
_OWN_ENDINGS = (".json", ".py", ".ttf", ".yml")
_INSTALLED = ".dist-info"
"""How a folder ends that is beside each installed library (Python's packaging guide, "Recording installed
projects"); its name is the library's and its version's."""


def own_file(name: str) -> bytes:
    """Read a file of the package, by its path there."""
    with open(os.path.join(_PACKAGE, *name.split("/")), "rb") as file:
        return file.read()


def built_in_templates() -> str:
    """Find the folder of the built-in templates."""
    return _carried("templates")


def program_files() -> dict[str, bytes]:
    """Read all that the program consists of, by the paths under which it is installed."""
    found = {}
    for top, name in ((_PACKAGE, ""), *((_carried(name), f"/{name}") for name in CARRIED)):
        for path in _files_below(top):
            with open(path, "rb") as file:
                found[f"learnbrief{name}{path[len(top) :]}".replace(os.sep, "/")] = file.read()
    return dict(sorted(found.items()))


def _carried(name: str) -> str:
    """Find what travels with the program: in the installed package, or beside it in its own repository."""
    installed = os.path.join(_PACKAGE, *name.split("/"))
    return installed if os.path.exists(installed) else os.path.join(os.path.dirname(_PACKAGE), *name.split("/"))


def _files_below(top: str) -> list[str]:
    """List a file itself, or the files in a folder but for hidden ones and what Python compiled."""
    if os.path.isfile(top):
        return [top]
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [os.path.join(folder, name) for name in names if not name.startswith(".")]
    return found


def program_name() -> str:
    """Give the command that started this program, so that messages can print commands as the user types them."""
    return f"{sys.orig_argv[0]} {sys.argv[0]}" if sys.argv[0].endswith("build.py") else "learnbrief"


@cache
def program_digest() -> str:
    """Tell this program from any other version of it, one that a developer is changing included.

    Gives SHA-256 in hexadecimal over its version, its files, Python, zlib and the libraries' versions.
    """
    digest = sha256(f"{__version__} {sys.version} {zlib.ZLIB_RUNTIME_VERSION}\n{installed_libraries()}\n".encode())
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(_OWN_ENDINGS):
                path = os.path.join(folder, name)
                with open(path, "rb", buffering=0) as file:
                    content = file.read()
                digest.update(f"{path[len(_PACKAGE) :]}\0{len(content)}\n".encode() + content)
    return digest.hexdigest()


def installed_libraries() -> list[str]:
    """List the libraries that have a part in what is made, with their versions, as they are installed."""
    found = []
    for folder in sys.path:
        if os.path.isdir(folder):
            for name in os.listdir(folder):
                library, _, version = name.removesuffix(_INSTALLED).lower().partition("-")
                if name.endswith(_INSTALLED) and library in LIBRARIES:
                    found.append(f"{library} {version}")
    return sorted(found)


def compiled_once(name: str, text: str, compiled: Callable[[], CodeType]) -> CodeType:
    """Give a template's code, as it was kept or else as `compiled` gives it; of each name one text is kept.

    It lies where Python keeps the program's own compiled modules: anyone who could spoil it there could change the
    program too. In a project nothing is kept that could run.
    """
    key = f"{program_digest()}\0{name}\0{text}".encode("utf-8", "surrogatepass")
    file = f"{sha256(repr(name).encode()).hexdigest()[:20]}.{sys.implementation.cache_tag}.template"
    path = os.path.join(_PACKAGE, "__pycache__", file)
    with suppress(OSError), open(path, "rb") as kept:
        check, content = kept.read(32), kept.read()
        if check == sha256(key + content).digest():
            code: CodeType = marshal.loads(content)
            return code
    code = compiled()
    if not sys.dont_write_bytecode:
        _keep_compiled(path, key, marshal.dumps(code))
    return code


def _keep_compiled(path: str, key: bytes, content: bytes) -> None:
    """Write code beside its place, then put it there; a disk that takes nothing is no fault."""
    beside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        with open(beside, "wb") as file:
            file.write(sha256(key + content).digest() + content)
        os.replace(beside, path)
