"""A cached build equals a clean one after edits of every kind, made at random."""

import random
import shutil
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from learnbrief.__main__ import main
from tools.random_editor.comparison import Comparison
from tools.random_editor.desk import Desk
from tools.random_editor.edits import EDITS

GOLDEN = Path(__file__).parent / "golden/project"
NEEDS_A_PROCESS = "new version of the program"


def run(arguments: Sequence[str]) -> tuple[int, str]:
    """Run the program in this process, as its entry point does; anything but an exit is a crash."""
    with (
        redirect_stderr(StringIO()) as printed,
        redirect_stdout(StringIO()),
        patch.object(sys, "argv", ["", *arguments]),
    ):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0), printed.getvalue()
    return 0, printed.getvalue()


def test_a_cached_build_equals_a_clean_one(tmp_path: Path) -> None:
    """After one edit of each kind, in an order of chance, a cached build ends like a clean one, to the byte."""
    shutil.copytree(GOLDEN, tmp_path / "project")
    settings = tmp_path / "project/learnbrief.yml"
    settings.write_text(settings.read_text("utf-8").partition("admin:")[0], "utf-8")  # its form is large
    chance = random.Random(7)
    comparison = Comparison(Desk(tmp_path, chance), run)
    comparison.desk.options["processes"] = ["--jobs", "1"]
    comparison.begin()
    kinds = sorted(EDITS.keys() - {NEEDS_A_PROCESS})
    for kind in chance.sample(kinds, len(kinds)):
        comparison.edit([kind])
    assert comparison.refused < len(kinds) / 3
