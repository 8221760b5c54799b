"""What a problem is, where it is, and how it prints.

This room knows nothing of briefings: a problem is a place, a severity, a code and a message.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.problems.likeness import LONGEST, nearest_names


class Severity(StrEnum):
    """How much a problem matters: an error stops publication; a warning does when strict; a hint never does."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Place(Value, order=True, frozen=True):
    """Where something is in a source."""

    file: str
    """Path relative to the source folder, with forward slashes."""
    line: int = 1
    """Counted from 1, as editors show it."""
    column: int = 1
    """Counted in characters from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(Value, order=True, frozen=True):
    """One mistake: its place, what is wrong and what to do about it."""

    at: Place
    severity: Severity
    code: str
    message: str


Report = Callable[[Problem], None]
"""What a reader calls with each problem it meets."""


def error(code: str, message: str, at: Place) -> Problem:
    """Make a problem that stops publication."""
    return Problem(at, Severity.ERROR, code, _shortened(message))


def warning(code: str, message: str, at: Place) -> Problem:
    """Make a problem that a careful editor should look at, but that does not stop publication."""
    return Problem(at, Severity.WARNING, code, _shortened(message))


def hint(code: str, message: str, at: Place) -> Problem:
    """Make a problem that is a matter of taste: it may be looked at, and fails nothing."""
    return Problem(at, Severity.HINT, code, _shortened(message))


def lines_of(places: Sequence[Place]) -> str:
    """Name the lines of some places: "line 3", "lines 3 and 8", "lines 3, 8, 12 …"."""
    lines = sorted({place.line for place in places})
    named = [str(line) for line in lines[:_MOST_LINES]]
    if len(lines) == 1:
        return f"line {named[0]}"
    if len(lines) > len(named):
        return f"lines {', '.join(named)} …"
    return f"lines {', '.join(named[:-1])} and {named[-1]}"


def _shortened(message: str) -> str:
    """Take out the middle of a message that quotes more than a line; the cure is at its end."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def weighed(problems: Iterable[Problem], severities: Mapping[str, Severity | None]) -> list[Problem]:
    """Give each problem the severity that is set for its code; one whose code is set to None goes."""
    given = ((problem, severities.get(problem.code, problem.severity)) for problem in problems)
    return [replace(problem, severity=severity) for problem, severity in given if severity]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in the order of their places, each once."""
    return tuple(sorted(set(problems)))


def no_such(what: str, given: str, known: Collection[str], also: Mapping[str, str] | None = None) -> str:
    """Say that a name is not known, with the nearest known one as the cure."""
    return f'There is no {what} "{given}". {did_you_mean(given, known, also)}'.rstrip()


def did_you_mean(given: str, known: Collection[str], also: Mapping[str, str] | None = None) -> str:
    """Give the known names that may be meant as a question, or all of them where they are few, or nothing.

    `also` leads from other words, such as synonyms, to the names that they stand for.
    """
    nearest = [f'"{name}"' for name in nearest_names(given, known, also)]
    if nearest:
        return f"Did you mean {' or '.join(filter(None, (', '.join(nearest[:-1]), nearest[-1])))}?"
    if 0 < len(known) <= _MOST_LISTED and len(given) <= LONGEST:
        return f"Known: {', '.join(sorted(known))}."
    return ""


def as_text(problem: Problem) -> str:
    """Write a problem on one line, as SPEC 5 gives it."""
    line = f"{problem.at}: {problem.severity}[{problem.code}] {problem.message}"
    return escape_control_characters(line)


def as_json(problems: Iterable[Problem]) -> str:
    """Write problems as one JSON document, in the order given."""
    rows = [
        {
            "file": problem.at.file,
            "line": problem.at.line,
            "column": problem.at.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return _without_old_commands(json.dumps({"problems": rows}, ensure_ascii=True, indent=2))


def as_workflow_commands(problems: Iterable[Problem]) -> list[str]:
    """Write problems as GitHub workflow commands, errors first, because hosts show only a few.

    Source of the escapes: GitHub's toolkit, `packages/core/src/command.ts`.
    """

    def value(text: str) -> str:
        return escape_control_characters(text).replace("%", "%25")

    def attribute(text: str) -> str:
        return value(text).replace(":", "%3A").replace(",", "%2C")

    return [
        f"::{_GITHUB[problem.severity]} file={attribute(problem.at.file)},line={problem.at.line},"
        f"col={problem.at.column},title={attribute(problem.code)}::{value(problem.message)}"
        for problem in sorted(problems, key=lambda problem: (_GRAVEST_FIRST[problem.severity], problem.at))
    ]


def as_code_quality(problems: Iterable[Problem]) -> str:
    """Write problems as GitLab's code-quality report, in the order given.

    A problem keeps its fingerprint when lines move: it is made of file, code and message, and of a number where two
    are alike. Source of the fields: GitLab's documentation, "Code Quality", "Code Quality report format".
    """
    alike: Counter[str] = Counter()
    rows = []
    for problem in problems:
        what = "\0".join((problem.at.file, problem.code, problem.message))
        alike[what] += 1
        rows.append(
            {
                "description": problem.message,
                "check_name": problem.code,
                "fingerprint": sha256(f"{what}\0{alike[what]}".encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _GITLAB[problem.severity],
                "location": {"path": problem.at.file, "lines": {"begin": problem.at.line}},
            }
        )
    return _without_old_commands(json.dumps(rows, ensure_ascii=True, indent=2))


def as_step_summary(problems: Collection[Problem]) -> str:
    """Write problems as a Markdown table for a CI host's summary page."""
    if not problems:
        return "No problems found.\n"

    def cell(text: str) -> str:
        visible = escape_control_characters(text)
        return re.sub(r"([\\|<>&\[\]*_`#])", r"\\\1", visible)

    rows = [
        f"| {cell(str(problem.at))} | {problem.severity} | {cell(problem.code)} | {cell(problem.message)} |"
        for problem in problems
    ]
    return "\n".join(["| Where | | Code | What to do |", "| --- | --- | --- | --- |", *rows, ""])


def system_reason(fault: OSError) -> str:
    """Give what the system says of a failure, as the end of a sentence."""
    return (fault.strerror or str(fault) or "the system gave no reason").lower()


def escape_control_characters(text: str) -> str:
    r"""Show what controls a terminal or a CI host as escapes: \x1b for Escape, #\x23[ for ##[.

    That is every character that moves the cursor or turns the text, and the two beginnings of a GitHub workflow
    command: `::` first in a line, and `##[` anywhere. A source can thus forge neither a line nor a command.
    """
    visible = _UNPRINTABLE.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), text)
    return _COMMAND.sub(r"\1\\x3a:", _OLD_COMMAND.sub(r"#\\x23", visible))


def _without_old_commands(document: str) -> str:
    """Write a JSON document's `##[` so that it means the same and is no command."""
    return _OLD_COMMAND.sub(r"#\\u0023", document)


_MOST_LINES = 12
"""Lines that one message names."""
_LONGEST = 800
"""Letters of a message."""
_MOST_LISTED = 14
"""So many known names are listed where none is near."""

_GRAVEST_FIRST = {severity: place for place, severity in enumerate(Severity)}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.HINT: "info"}

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# Both as GitHub's runner reads a line: `src/Runner.Common/ActionCommand.cs`.
_COMMAND = re.compile(r"^(\s*)::")
_OLD_COMMAND = re.compile(r"##(?=\[)")
