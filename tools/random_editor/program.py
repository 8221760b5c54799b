"""The program, in a copy that an edit may change."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

WORKER = """
import os, sys, tempfile
import learnbrief.cli.build
from learnbrief.__main__ import main
from learnbrief.readers.phrases import recognise_heading
recognise_heading("Findings", ())
for line in sys.stdin:
    with tempfile.TemporaryFile() as printed:
        child = os.fork()
        if not child:
            os.dup2(printed.fileno(), 2)
            sys.stdin, sys.stdout = open(os.devnull), open(os.devnull, "w")
            sys.argv[1:] = line.rstrip("\\n").split("\\t")
            try:
                main()
            except SystemExit as end:
                sys.stderr.flush()
                os._exit(end.code or 0)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        printed.seek(0)
        print(status, printed.read().hex(), flush=True)
"""


class Program:
    """The program, in a copy that an edit may change; it is loaded once, and forks for each build."""

    def __init__(self, folder: Path) -> None:
        for name in ("learnbrief", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self.folder = folder
        self._worker = self._start()

    def __call__(self, arguments: Sequence[str]) -> tuple[int, str]:
        """Run one command; give its exit status, and what it printed on standard error, where problems go."""
        assert self._worker.stdin
        assert self._worker.stdout
        self._worker.stdin.write("\t".join(arguments) + "\n")
        self._worker.stdin.flush()
        status, printed = self._worker.stdout.readline().rstrip("\n").split(" ")
        return int(status), bytes.fromhex(printed).decode()

    def restart(self) -> None:
        """Load the program anew, after a change of it."""
        self.stop()
        self._worker = self._start()

    def stop(self) -> None:
        """End the program."""
        self._worker.communicate()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", WORKER],
            cwd=self.folder,
            env={**os.environ, "PYTHONPYCACHEPREFIX": str(self.folder.with_name("compiled"))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
