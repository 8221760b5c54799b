"""The pinned libraries are whole: all that is needed, in the versions that are asked for, and nothing more.

`make audit` asks whether any has a known hole; that needs a network, so no test does.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS: Mapping[str, tuple[str, ...]] = {
    "requirements.txt": tuple(PROJECT["project"]["dependencies"]),
    "requirements-pdf.txt": (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["pdf"],
    ),
    "requirements-dev.txt": (
        *PROJECT["project"]["dependencies"],
        *(needed for extra in PROJECT["project"]["optional-dependencies"].values() for needed in extra),
        *PROJECT["dependency-groups"]["dev"],
    ),
}
"""What each file must hold, with all that stands behind it."""
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "linux", "platform_python_implementation": "PyPy", "implementation_name": "pypy"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)


@cache
def locked(file: str) -> dict[str, tuple[Requirement, frozenset[str]]]:
    """Give each pinned library by its name, with its hashes."""
    text = re.sub(r"(?m)^\s*#.*\n?", "", (ROOT / file).read_text("utf-8"))
    entries: dict[str, tuple[Requirement, frozenset[str]]] = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        requirement, *hashes = (part.strip() for part in entry.split("\\\n"))
        pinned = Requirement(requirement)
        entries[canonicalize_name(pinned.name)] = (pinned, frozenset(hashes))
    return entries


def version(file: str, name: str) -> str:
    """Give the one version that a library is pinned to."""
    (pin,) = locked(file)[name][0].specifier
    assert pin.operator == "==", name
    assert "*" not in pin.version, name
    return pin.version


def applies(requirement: Requirement, extra: str) -> bool:
    """Tell whether something is needed on any of the systems that we build on."""
    return requirement.marker is None or any(
        requirement.marker.evaluate({**system, "extra": extra}) for system in SYSTEMS
    )


def needs(requirement: Requirement) -> Iterator[Requirement]:
    """Give what a library says it needs; what is only for another system is not here to be asked."""
    try:
        said = distribution(requirement.name).requires or []
    except PackageNotFoundError:
        assert requirement.marker, requirement
        assert not requirement.marker.evaluate(), requirement
        return
    for extra in ("", *requirement.extras):
        yield from (need for need in map(Requirement, said) if applies(need, extra))


def all_needs(file: str) -> Iterator[Requirement]:
    """Go through all that is asked for, by us and by what we ask for."""
    pending, seen = [Requirement(asked) for asked in LOCKS[file]], set[str]()
    while pending:
        requirement = pending.pop()
        if str(requirement) not in seen:
            seen.add(str(requirement))
            yield requirement
            pending += needs(requirement)


@pytest.mark.parametrize("file", LOCKS)
def test_every_library_is_pinned_with_hashes(file: str) -> None:
    """One exact version each, and the SHA-256 of at least one file of it."""
    assert len(locked(file)) > 5
    for name, (_, hashes) in locked(file).items():
        assert version(file, name)
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), name


@pytest.mark.parametrize("file", LOCKS)
def test_all_that_is_needed_is_pinned_and_nothing_else(file: str) -> None:
    """What we ask for, and what that asks for, is pinned to a version that is asked for; all else is absent."""
    needed = set()
    for requirement in all_needs(file):
        name = canonicalize_name(requirement.name)
        assert requirement.specifier.contains(version(file, name), prereleases=True), requirement
        needed.add(name)
    assert locked(file).keys() == needed


@pytest.mark.parametrize("file", LOCKS)
def test_what_is_installed_is_what_is_pinned(file: str) -> None:
    """The tests run with the versions that they speak of."""
    for name, (pinned, _) in locked(file).items():
        if pinned.marker is None or pinned.marker.evaluate():
            assert distribution(name).version == version(file, name), name


def test_tests_run_with_what_sites_are_built_with() -> None:
    """Versions and hashes of the libraries that build sites are the same in both files."""
    development = locked("requirements-dev.txt")
    for name, (pinned, hashes) in locked("requirements.txt").items():
        assert (str(development[name][0]), development[name][1]) == (str(pinned), hashes)


@pytest.mark.parametrize(("name", "bad"), [("markdown", "3.10.1"), ("jinja2", "3.1.5"), ("tornado", "6.5.6")])
def test_versions_with_known_holes_are_not_asked_for(name: str, bad: str) -> None:
    """Whoever installs without our pins gets none of the versions that we know to be bad."""
    (asked,) = (each for each in map(Requirement, LOCKS["requirements.txt"]) if each.name == name)
    assert bad not in asked.specifier
