"""An editor who does anything, to show that a cached build equals a clean one: `python -m tools.random_editor 500`.

After every edit the golden project is built twice, by the command line, in processes of their own: once with what
earlier builds remember, once with `--no-cache`. Both must end alike, print the same problems and leave the same
bytes. Where an edit breaks the project or the program, both must refuse; then it is undone, which is an edit too.

`python -m tools.random_editor EDITS [SEED [FOLDER]]` goes on until two sites were compared after as many edits, and
fails where most edits are refused. It prints how often each kind of edit was made, or the first difference, and then
leaves the folder as it was at that moment. What can be edited stands in `edits.py`.
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


def make_lighter(project: Path) -> None:
    """Take what costs much and is the same in every build out of the settings: the form, and pictures of pages.

    An edit of the options brings pictures back at times.
    """
    settings = project / "learnbrief.yml"
    kept = [line for line in settings.read_text("utf-8").partition("admin:")[0].split("\n") if "base_url" not in line]
    settings.write_text("\n".join(kept), "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Edit as often as asked."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    work = Path(arguments[2] if len(arguments) > 2 else tempfile.mkdtemp())
    shutil.copytree(PROJECT, work / "project")
    make_lighter(work / "project")
    program = Program(work / "program")
    desk = Desk(work, random.Random(seed), program.folder, program.restart)
    comparison = Comparison(desk, program)
    comparison.begin()
    while comparison.compared < count:
        comparison.edit(list(EDITS))
        made = comparison.made.total()
        if not made % 25 or comparison.compared == count:
            print(
                f"{made} edits, {2 * made} builds: {comparison.refused} edits refused by both builds, "
                f"{comparison.compared} compared in {comparison.files} files",
                flush=True,
            )
            assert comparison.refused < made / 2, "most edits were refused: too little is compared"
    program.stop()
    shutil.rmtree(work)
    print("| edit | times |\n| --- | ---: |")
    for kind in EDITS:
        print(f"| {kind} | {comparison.made[kind]} |")


if __name__ == "__main__":
    main(sys.argv[1:])
