"""The house itself: its rooms stand in order, know only what they may, and are short enough to read."""

import ast
import inspect
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from learnbrief.checks import files, library, pages

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "learnbrief"
ROOMS = (
    *("cache", "problems", "fields", "model", "schemas", "markup", "settings", "readers", "search"),
    *("branding", "analysis", "personal", "pages", "other_sites", "feeds", "published", "data"),
    *("editing", "printing", "render", "views", "digest", "checks", "importing", "build", "files", "serve", "cli"),
    "__main__",
)
"""From the ground up; a room may import only from those before it."""
LONGEST = 300
WORLDLY = {
    "files",
    "serve",
    "cli",
    "__main__.py",
    "cache/pool.py",
    "cache/program.py",
    "cache/store.py",
    "cache/unchanged.py",
    "other_sites/ask.py",
    "other_sites/check.py",
    "other_sites/connection.py",
    "other_sites/fetch.py",
    "other_sites/neighbours/fetching.py",
}
"""The rooms and modules that act on the world."""
WORLDLY_MODULES = frozenset(
    "os shutil subprocess socket tempfile time random secrets uuid locale getpass platform sys io glob "
    "urllib.request http multiprocessing threading asyncio ctypes fcntl importlib".split()
)
READS_ITS_OWN_DATA = {
    "fields/syntax.py",
    "schemas/definitions.py",
    "branding/cards/lettering.py",
    "printing/printer.py",
    "editing/scaffold/texts.py",
    "personal/lists.py",
}
"""What reads data that comes with the package."""
OWN_FILE = "learnbrief.cache.program.own_file"
HASHED = {"cache/values.py"}
"""What says how values are hashed."""
READS_MEMORY = {"importing/pdf/drawings.py", "importing/pdf/letters.py", "importing/pdf/tags.py"}
"""What asks a library in C, which writes its answers into memory that it is given."""

FILES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """Give a module's path in the package."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """Give the room that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module, once."""
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Give all that a module imports, with full names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)} imports by dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(*, pure: bool = False) -> list[Path]:
    """Give the modules inside rooms; when asked to, of the pure ones only."""
    return [path for path in FILES if room(path) != "__init__" and not (pure and {room(path), name(path)} & WORLDLY)]


def test_every_room_is_known() -> None:
    """There is no module or folder that is not one of the rooms."""
    assert {room(path) for path in modules()} <= set(ROOMS)


def rooms_below() -> dict[str, set[str]]:
    """Give for each room those that it imports from."""
    below: dict[str, set[str]] = {room: set() for room in ROOMS}
    for path in modules():
        ours = {imported.split(".")[1] for imported in imports(path) if imported.startswith("learnbrief.")}
        below[room(path)] |= ours - {room(path), "__version__"}
    return below


def test_rooms_import_downwards() -> None:
    """A room imports only from the rooms before it."""
    above = {room: below - set(ROOMS[: ROOMS.index(room)]) for room, below in rooms_below().items()}
    assert not {room: found for room, found in above.items() if found}


def test_the_house_is_no_street() -> None:
    """There are at most 28 rooms on 14 floors, beside the entry point; what is analysed knows no page."""
    below = rooms_below()
    floors: dict[str, int] = {}
    for each in ROOMS:
        floors[each] = 1 + max((floors[other] for other in below[each]), default=0)
    assert floors.pop("__main__") > max(floors.values())
    assert len(floors) <= 28
    assert max(floors.values()) <= 14
    assert floors["analysis"] < floors["pages"]


def test_rooms_are_short() -> None:
    """No file is longer than can be read at one sitting, and none is where helpers are dumped."""
    assert [name(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > LONGEST] == []
    assert [name(path) for path in FILES if re.search("util|helper|common|misc", path.stem)] == []


def test_pure_rooms_touch_nothing() -> None:
    """A pure room reads no disk, clock, environment or chance."""
    touched = {name(path): [*worldly_imports(path), *worldly_calls(path)] for path in modules(pure=True)}
    assert len(touched) > 100
    assert not {name: found for name, found in touched.items() if found}


def test_nothing_that_is_read_can_run() -> None:
    """No module takes up what could make the program do anything; what is kept is read as values of known types.

    Compiled templates alone are code: they lie in the program's own folder, as Python's compiled modules do.
    """
    takers = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml.load", "yaml.unsafe_load"}
    taking = {name(path): takers & {part for each in imports(path) for part in prefixes(each)} for path in FILES}
    assert {name: found for name, found in taking.items() if found} == {"cache/program.py": {"marshal"}}


def worldly_imports(path: Path) -> Iterator[str]:
    """Give what a module imports to reach the world."""
    allowed = {"io.BytesIO"}
    if name(path) in READS_ITS_OWN_DATA:
        allowed |= {"importlib.resources.files", OWN_FILE}
    if name(path) in READS_MEMORY:
        allowed |= {"ctypes"}
    for imported in set(imports(path)) - allowed:
        if imported in ("pathlib.Path", OWN_FILE) or set(prefixes(imported)) & WORLDLY_MODULES:
            yield imported


def worldly_calls(path: Path) -> Iterator[str]:
    """Give the calls with which a module reaches the world."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            is_banned = called in ("open", "input", "print", "exec", "eval")
            is_banned |= called == "hash" and name(path) not in HASHED
            if is_banned or re.fullmatch(r"(datetime|date|time)\.(now|today|utcnow|time)", called):
                yield f"line {node.lineno}: {called}()"


def prefixes(dotted: str) -> list[str]:
    """Give a dotted name's beginnings: a, a.b, a.b.c."""
    parts = dotted.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def test_modules_say_what_they_are_for() -> None:
    """Every module with anything in it opens with what it is for."""
    assert [name(path) for path in FILES if tree(path).body and not ast.get_docstring(tree(path))] == []


# Checks


TOGETHER = ("check_vocabulary", "check_source", "check_library", "check_pages", "check_files")
"""What holds something to all rules of a table."""


def all_checks() -> dict[str, str]:
    """Give the docstring of every function in the room of checks whose name says that it is a rule."""
    found: dict[str, str] = {}
    for path in sorted((PACKAGE / "checks").glob("*.py")):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("check_"):
                found[node.name] = ast.get_docstring(node) or ""
    return {name: said for name, said in found.items() if name not in TOGETHER}


def checks_in(table: Any) -> tuple[Any, ...]:
    """Give the rules of a table, whether it has names for them or not."""
    return tuple(table.values()) if isinstance(table, dict) else tuple(table)


TABLES = (
    *(library.VOCABULARY_CHECKS, library.SOURCE_CHECKS, library.SOURCE_HINTS, library.LIBRARY_CHECKS),
    *(library.LIBRARY_HINTS, pages.PAGE_CHECKS, files.FILE_CHECKS),
)
LISTED = {check.__name__: check for table in TABLES for check in checks_in(table)}


def test_every_check_is_listed() -> None:
    """A rule that is written is a rule that is held: it stands in one of the tables."""
    assert set(all_checks()) == set(LISTED)
    assert len(LISTED) > 10


def test_checks_show_bad_and_good() -> None:
    """A rule's docstring shows what breaks it and what keeps it."""
    said = {name: inspect.getdoc(check) or "" for name, check in LISTED.items()}
    for shown in (r"^Bad:  \S", r"^Good: \S"):
        assert [name for name, text in said.items() if not re.search(shown, text, re.MULTILINE)] == []


# The command


SPELLED = re.compile(
    r"build\.py|\blearnbrief (?:build|check|import|new|serve|schema|themes|neighbours|lessons|actions)\b"
)


def test_one_place_spells_the_command() -> None:
    """The program's name is printed as `program_name()` gives it; a problem names a command by its own words."""
    spelled = {name(path): [text for text in texts_said(path) if SPELLED.search(text)] for path in FILES}
    assert {name: texts for name, texts in spelled.items() if texts} == EXPECTED


def texts_said(path: Path) -> Iterator[str]:
    """Give the texts in a module that are no docstrings."""
    nodes = list(ast.walk(tree(path)))
    docstrings = {ast.get_docstring(node, clean=False) for node in nodes if isinstance(node, DOCUMENTED)}
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    yield from (text for text in texts if text not in docstrings)


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
EXPECTED = {"cache/program.py": ["build.py"]}


# The repository


def in_git() -> list[str]:
    """Give the files that git knows, or would take in."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return [file for file in listed.stdout.split("\0") if file and (ROOT / file).is_file()]


FORBIDDEN = {
    "a package registry's host": "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
        )
    ),
    "an index's address": r"--(?:extra-)?index-url[ =]http",
    "a path of one machine": r"/(?<![\w.~/:-]/)(?:home|Users|root|work|mnt|opt)/\w",
    "a path of one machine under Windows": r":\\+Users\\+\w",
    "a password": r"https?://[^/\s:@\"']+:[^/\s@\"']+@",
}


def test_files_name_no_machine_and_no_password() -> None:
    """No file names where packages come from on one machine, nor a place on it, nor a password."""
    found = []
    for file in in_git():
        text = (ROOT / file).read_bytes().decode("utf-8", errors="ignore")
        if file != "tests/test_house.py":
            found += [(file, what) for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert found == []


def test_the_site_is_not_in_git() -> None:
    """Of the output folder git holds only what keeps it out of git."""
    assert [file for file in in_git() if file.startswith("site/")] == ["site/.gitignore"]


@pytest.mark.parametrize("folder", ["tests/node", "tools/lighthouse"])
def test_node_packages_are_pinned(folder: str) -> None:
    """Every package of npm's has one exact version and a hash, and nothing says which registry it came from."""
    asked = json.loads((ROOT / folder / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    packages = {name: package for name, package in locked.items() if name}
    assert {f"node_modules/{name}" for name in asked} <= packages.keys()
    assert [name for name, package in packages.items() if "integrity" not in package or "resolved" in package] == []


def test_the_architecture_names_every_room_in_order() -> None:
    """ARCHITECTURE.md leads through the rooms that there are, from the ground up."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    built = [name for name in ROOMS if name in {room(path) for path in modules()}]
    places = [match.start() if (match := re.search(rf"`{name}`", text)) else -1 for name in built]
    assert -1 not in places, dict(zip(built, places, strict=True))
    assert places == sorted(places)
    assert len(re.sub(r"[|│]|---", " ", text).split()) <= 900
