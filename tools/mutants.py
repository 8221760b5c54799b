"""Change the program a little, again and again, and see whether the tests notice: `make mutants`.

mutmut makes the mutants and finds out which tests reach which function; its settings stand in `pyproject.toml`. There
are ten thousand, so a sample is drawn by chance from each room, and each mutant of it meets the tests that reach its
function, the quick ones first, in a process of its own. mutmut would stop that by the clock, and on a busy machine
take a slow test for a killed mutant; here only the processor's seconds count.

`mutmut run NAME` has to come first, for any name. Then `python -m tools.mutants COUNT SEED RESULTS` in the same
folder draws and runs them in an order of chance, so that a run may be stopped at any time, and goes on where it was.
What becomes of each is a line of RESULTS; `python -m tools.mutants RESULTS` only counts them.
"""

import json
import math
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

MUTANTS = Path("mutants")
LONGEST = 15.0
"""Seconds that the tests of one mutant may take together, as they were measured; slower ones are left out."""
PATIENCE = 5
"""Seconds of the processor that a mutant gets beyond twice what its tests take; then it counts as one without end."""
KILLED, SURVIVED, TIMED_OUT, UNREACHED = "killed", "survived", "timed out", "reached by no test"


def sample(count: int, chance: random.Random) -> list[str]:
    """Draw mutants, from each room as many as it has a share in all of them."""
    rooms: dict[str, list[str]] = {}
    for path in sorted(MUTANTS.rglob("*.meta")):
        for name in sorted(json.loads(path.read_text("utf-8"))["exit_code_by_key"]):
            rooms.setdefault(name.split(".")[1], []).append(name)
    total = sum(map(len, rooms.values()))
    drawn = [
        name for _, names in sorted(rooms.items()) for name in chance.sample(names, round(count * len(names) / total))
    ]
    return chance.sample(drawn, len(drawn))


def tests_of(name: str, stats: Mapping[str, Mapping[str, object]]) -> tuple[list[str], float]:
    """Give the tests that reach a mutant's function, the quickest first, and the seconds that they take."""
    durations: Mapping[str, float] = stats["duration_by_test"]  # type: ignore[assignment]
    reached: Sequence[str] = stats["tests_by_mangled_function_name"].get(name.rpartition("__mutmut_")[0], ())  # type: ignore[assignment]
    tests, seconds = [], 0.0
    for test in sorted(reached, key=lambda test: (durations[test], test)):
        if seconds + durations[test] > LONGEST:
            break
        tests.append(test)
        seconds += durations[test]
    return tests, seconds


def verdict(name: str, tests: Sequence[str], seconds: float) -> str:
    """Run tests with one mutant in the program's place, in a process of its own."""
    if not tests:
        return UNREACHED
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.environ["MUTANT_UNDER_TEST"] = name
        limit = math.ceil(time.process_time() + 2 * seconds) + PATIENCE
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return SURVIVED if status == 0 else TIMED_OUT if status < 0 else KILLED


def results(file: Path) -> dict[str, str]:
    """Read what has become of mutants so far."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {name: verdict for name, _, verdict in (line.partition(" ") for line in lines)}


def table(found: Mapping[str, str]) -> Iterator[str]:
    """Count by rooms, and give the score with the interval that holds the true one 19 times in 20 (Wilson's)."""
    yield "| room | mutants | killed | timed out | survived | reached by no test |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    rooms = sorted({name.split(".")[1] for name in found})
    for room in [*rooms, "all"]:
        tally = Counter(verdict for name, verdict in found.items() if room in ("all", name.split(".")[1]))
        counts = [tally.total(), *(tally[verdict] for verdict in (KILLED, TIMED_OUT, SURVIVED, UNREACHED))]
        yield f"| {room} | {' | '.join(map(str, counts))} |"
    killed, n, z = sum(verdict in (KILLED, TIMED_OUT) for verdict in found.values()), len(found), 1.96
    share = killed / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    yield ""
    yield f"Killed: {share:.1%}, between {middle - half:.1%} and {middle + half:.1%}."


def main(arguments: Sequence[str]) -> None:
    """Run what has not been run yet, and count."""
    file = Path(arguments[-1]).resolve()
    if len(arguments) == 3:
        names = sample(int(arguments[0]), random.Random(int(arguments[1])))
        stats = json.loads((MUTANTS / "mutmut-stats.json").read_text("utf-8"))
        os.chdir(MUTANTS)
        sys.path.insert(0, str(Path.cwd()))
        os.environ["MUTANT_UNDER_TEST"] = ""
        pytest.main(
            ["--collect-only", "-qqq", *sorted({test.partition("::")[0] for test in stats["duration_by_test"]})]
        )
        done = results(file)
        for name in names:
            if name not in done:
                with file.open("a", encoding="utf-8") as written:
                    written.write(f"{name} {verdict(name, *tests_of(name, stats))}\n")
    print("\n".join(table(results(file))))


if __name__ == "__main__":
    main(sys.argv[1:])
