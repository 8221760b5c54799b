"""Where the random editor works, and how lines are changed there."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORDS = "plan visit record review child adult school nurse MASH summer told asked late early never always".split()


@dataclass(slots=True)
class Desk:
    """Where the editor works: a project, the two sites that are made of it, and the program's own files."""

    work: Path
    chance: random.Random
    program: Path | None = None
    """A copy of the program that may be changed."""
    restart: Callable[[], None] = lambda: None
    options: dict[str, list[str]] = field(default_factory=lambda: {"day": ["--today", "2026-01-31"]})
    """What the command is given besides the project."""
    number: int = 0
    """How many things there are that nobody wrote before."""

    @property
    def project(self) -> Path:
        """Where the sources lie."""
        return self.work / "project"

    @property
    def edited(self) -> list[Path]:
        """The folders that an edit may break."""
        return [self.project, *([self.program] if self.program else [])]

    @property
    def cached(self) -> Path:
        """The site that is made with what is remembered."""
        return self.work / "cached"

    @property
    def clean(self) -> Path:
        """The site that is made anew each time."""
        return self.work / "clean"

    def new(self, word: str) -> str:
        """Give a name that was not there before."""
        self.number += 1
        return f"{word}-{self.number}"

    def briefings(self) -> list[Path]:
        """Give the sources, in the order of their names."""
        found = (self.project / "briefings").rglob("*")
        return sorted(path for path in found if path.suffix in (".md", ".yml") and path.name[0] != "_")

    def remembered(self) -> list[Path]:
        """Give the files of the cache."""
        folder = self.project / ".learnbrief"
        return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def change_line(desk: Desk, paths: Sequence[Path], begins: str, change: Callable[[str], list[str]]) -> bool:
    """Put other lines in the place of one that begins so, in one of some files."""
    paths = [path for path in paths if any(line.lstrip().startswith(begins) for line in lines_of(path))]
    if not paths:
        return False
    path = desk.chance.choice(paths)
    lines = lines_of(path)
    at = desk.chance.choice([at for at, line in enumerate(lines) if line.lstrip().startswith(begins)])
    lines[at : at + 1] = change(lines[at])
    path.write_text("\n".join(lines), "utf-8")
    return True


def lines_of(path: Path) -> list[str]:
    """Give a file's lines."""
    return path.read_text("utf-8").split("\n")


def indent_of(line: str) -> str:
    """Give the blanks that a line begins with."""
    return line[: len(line) - len(line.lstrip())]
