"""What a merge has left in two versions is told once and never published; what only looks like its marks stays."""

from learnbrief.problems import Problem, Text, decode
from tests.support import briefing_project, for_each, laid_out, table

CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> edit-branch\n"


def decoded(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Give what is read of a text, and each problem's line and code."""
    problems: list[Problem] = []
    read = decode("a.md", text.encode(), problems.append)
    assert isinstance(read, Text)
    return read.value, [(problem.at.line, problem.code) for problem in problems]


@for_each(
    ("text", "read", "lines"),
    [
        (CONFLICT, "\nours\n\n\n\n", [1]),
        ("\ufeff" + CONFLICT.replace("\n", "\r\n"), "\nours\n\n\n\n", [1]),
        (f"a\n{CONFLICT}b\n{CONFLICT}", "a\n\nours\n\n\n\nb\n\nours\n\n\n\n", [2, 8]),
        ("<<<<<<< a\nours\n||||||| b\nbase\n=======\ntheirs\n>>>>>>> c", "\nours\n\n\n\n\n", [1]),
        ("<<<<<<<\nours\n=======  \n>>>>>>>", "\nours\n\n", [1]),
        ("<<<<<<< HEAD\nours", "\nours", [1]),
        ("<<<<<<< HEAD\nours\n=======\ntheirs", "\nours\n\ntheirs", [1]),
        ("<<<<<<< HEAD\nours\n>>>>>>> c\ntheirs", "\nours\n\ntheirs", [1]),
        ("ours\n=======\ntheirs\n>>>>>>> edit-branch", "ours\n\ntheirs\n", [2]),
        ("ours\n=======\ntheirs\n>>>>>>> 1f3a2bc (Say what was late)", "ours\n\ntheirs\n", [2]),
        ("theirs\n>>>>>>> edit-branch\nmore", "theirs\n\nmore", [2]),
        (f"<<<<<<< a\nhalf\n{CONFLICT}", "\nhalf\n\nours\n\n\n\n", [1, 3]),
    ],
)
def test_a_conflict_is_told_once(text: str, read: str, lines: list[int]) -> None:
    """Each conflict is one error where it begins; its first version is read on, in its own lines."""
    assert decoded(text) == (read, [(line, "conflict-mark") for line in lines])


@for_each("text", table("conflicts-what-only-looks-like-a-mark-stays"))
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    """A heading underlined with `=` and quotations of quotations are texts like any other."""
    assert decoded(text) == (text, [])


def test_a_conflict_publishes_nothing_and_hides_nothing() -> None:
    """No site is made of two versions, and a mistake elsewhere in the same source is told beside it."""
    site = laid_out(briefing_project(f"## Findings\n\n{CONFLICT}\n- A plan. #nobody\n"))
    assert not site.files
    assert {"conflict-mark", "unknown-theme"} <= {problem.code for problem in site.problems}
