"""The program as a wheel: the one file from which `pip` installs it, made by the program itself.

A project of one's own holds it, so that no package index need know the program. The form is that of the "binary
distribution format" in Python's packaging guide.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from io import BytesIO
from tomllib import loads
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from learnbrief import __version__

ADMIN_SCRIPT = "learnbrief/templates/admin/decap-cms.js"
"""The form for writing in the browser, more than three times as large as all the rest."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file knows; it stands for none."""
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel and the name that tells `pip` what it is."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal, by which `pip` knows it again."""
        return sha256(self.content).hexdigest()


def make_wheel(program: Mapping[str, bytes], *, with_admin: bool) -> Wheel:
    """Make the wheel of the program, given its files by the paths under which they are installed.

    The same program gives the same bytes. Its version ends in a digest of its files, so that `pip` sees that another
    copy is another, released or not.
    """
    files = {name: content for name, content in sorted(program.items()) if with_admin or name != ADMIN_SCRIPT}
    version = f"{__version__}+p{_digest(files)[:8]}"  # the letter, since digits alone would be read as a number
    about = f"learnbrief-{version}.dist-info"
    project = loads(files["learnbrief/pyproject.toml"].decode())["project"]
    licences = dict(_licences(project["license-files"], files))
    files |= {f"{about}/licenses/{name}": content for name, content in licences.items()}
    files[f"{about}/METADATA"] = _metadata(project, version, list(licences)).encode()
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: learnbrief\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    scripts = "".join(f"{name} = {place}\n" for name, place in project["scripts"].items())
    files[f"{about}/entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()
    files[f"{about}/RECORD"] = _record(files, f"{about}/RECORD").encode()
    return Wheel(f"learnbrief-{version}-py3-none-any.whl", _zipped(files))


def _digest(files: Mapping[str, bytes]) -> str:
    whole = sha256()
    for name, content in files.items():
        whole.update(f"{name}\0{sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def _licences(patterns: list[str], files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Find the licences, by their paths in the program's own repository."""
    for pattern in patterns:
        for name, content in files.items():
            for path in (name, name.removeprefix("learnbrief/")):
                if fnmatch(path, pattern):
                    yield path, content


def _metadata(project: Mapping[str, Any], version: str, licences: list[str]) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        *(f"License-File: {path}" for path in licences),
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {needed}" for needed in project["dependencies"]),
        *_extras(project.get("optional-dependencies", {})),
    ]
    return "".join(f"{line}\n" for line in lines)


def _extras(given: Mapping[str, list[str]]) -> Iterator[str]:
    for extra, needs in given.items():
        yield f"Provides-Extra: {extra}"
        yield from (f"Requires-Dist: {needed}; extra == '{extra}'" for needed in needs)


def _record(files: Mapping[str, bytes], own: str) -> str:
    """List every file with its digest and size; of the list itself neither can be known."""
    rows = [
        f"{name},sha256={urlsafe_b64encode(sha256(content).digest()).decode().rstrip('=')},{len(content)}\n"
        for name, content in files.items()
    ]
    return "".join([*rows, f"{own},,\n"])


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Put files into a zip file as they are: what compression gives differs from system to system.

    Git, in which the wheel is kept, compresses it, and of a newer one keeps only what is new.
    """
    written = BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _ORDINARY_FILE
            archive.writestr(entry, content)
    return written.getvalue()
