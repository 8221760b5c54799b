"""An editor who does anything, to show that a cached build equals a clean one: `python -m tools.random_editor 500`.

After every edit the golden project is built twice, by the command line, in processes of their own: once with what
earlier builds remember, once with `--no-cache`. Both must end alike, print the same problems and leave the same
bytes. Where an edit breaks the sources, both must refuse; then it is undone, which is an edit too.

`python -m tools.random_editor EDITS [SEED [FOLDER]]` prints how often each kind of edit was made, or the first
difference, and then leaves the folder as it was at that moment. What can be edited stands in `edits.py`.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.random_editor.comparison import Comparison
from tools.random_editor.desk import Desk
from tools.random_editor.edits import EDITS
from tools.random_editor.program import ROOT, Program

PROJECT = ROOT / "tests/golden/project"


def main(arguments: Sequence[str]) -> None:
    """Edit as often as asked."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    work = Path(arguments[2] if len(arguments) > 2 else tempfile.mkdtemp())
    shutil.copytree(PROJECT, work / "project")
    program = Program(work / "program")
    desk = Desk(work, random.Random(seed), program.folder, program.restart)
    comparison = Comparison(desk, program)
    comparison.begin()
    for number in range(count):
        comparison.edit(list(EDITS))
        if not (number + 1) % 50:
            print(f"{number + 1} edits, {comparison.refused} refused", flush=True)
    program.stop()
    shutil.rmtree(work)
    print("| edit | times |\n| --- | ---: |")
    for kind in EDITS:
        print(f"| {kind} | {comparison.made[kind]} |")


if __name__ == "__main__":
    main(sys.argv[1:])
