"""A project edited again and again, and its two sites: one cached, one clean."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.random_editor.desk import Desk
from tools.random_editor.edits import EDITS

Run = Callable[[Sequence[str]], tuple[int, str]]
"""The program: of its arguments it makes an exit status, and what it prints on standard error."""
Tree = dict[str, bytes]


class DifferenceError(AssertionError):
    """A cached build that is not the clean one."""


@dataclass(slots=True)
class Comparison:
    """A project, edited again and again, and its two sites."""

    desk: Desk
    run: Run
    made: Counter[str] = field(default_factory=Counter)
    """How often each kind of edit was made."""
    refused: int = 0
    """How many of them broke the project or the program, so that both builds refused and no sites were compared."""
    files: int = 0
    """How many files of cached sites were compared."""

    @property
    def compared(self) -> int:
        """How many edits gave two sites to compare."""
        return self.made.total() - self.refused

    def begin(self) -> None:
        """Build the project as it is."""
        assert self.compare("nothing"), "the project itself has errors"

    def edit(self, kinds: Sequence[str]) -> None:
        """Make one edit of one of these kinds and compare; undo it where the project or the program broke by it."""
        before = {folder: tree(folder) for folder in self.desk.edited}
        options = dict(self.desk.options)
        kind = self.desk.chance.choice(kinds)
        while not EDITS[kind](self.desk):
            kind = self.desk.chance.choice(kinds)
        self.made[kind] += 1
        if not self.compare(kind):
            self.refused += 1
            self.desk.options = options
            if self.desk.program in [folder for folder, files in before.items() if restore(folder, files)]:
                self.desk.restart()

    def compare(self, kind: str) -> bool:
        """Build with and without what is remembered; tell whether there is a site. Raises DifferenceError."""
        project, options = self.desk.project, [*self.desk.options.values()]
        command = [
            "build",
            "--source",
            str(project),
            "--format",
            "json",
            *(part for option in options for part in option),
        ]
        cached = outcome(*self.run([*command, "--out", str(self.desk.cached)]))
        clean = outcome(*self.run([*command, "--out", str(self.desk.clean), "--no-cache"]))
        sites = [tree(self.desk.cached), tree(self.desk.clean)]
        if cached != clean or sites[0] != sites[1]:
            differing = sorted(
                name for name in sites[0].keys() | sites[1].keys() if sites[0].get(name) != sites[1].get(name)
            )
            raise DifferenceError(
                f"after edit {self.made.total()}, {kind}: {cached} and {clean}, in {differing[:10]}"
            )
        self.files += len(sites[0]) if clean[0] == 0 else 0
        return clean[0] == 0


def outcome(status: int, printed: str) -> tuple[int, list[str]]:
    """Give an exit status and the problems that were printed."""
    return status, [line for line in printed.split("\n") if re.search(r": (error|warning)\[", line)]


def tree(folder: Path) -> Tree:
    """Give the files below a folder, but not what builds remember."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".learnbrief" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def restore(folder: Path, before: Tree) -> bool:
    """Give a folder's files their content back; tell whether one was other than that."""
    now = tree(folder)
    for name in now.keys() - before.keys():
        (folder / name).unlink()
    for name, content in before.items():
        if now.get(name) != content:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return now != before
