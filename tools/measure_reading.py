"""Measure what odd texts cost: `python tools/measure_reading.py [NAME …]`.

No text may keep a build busy. Of each of these a megabyte is read; and of as much of it as a source may hold, up to a
megabyte, a whole site is built. Each is done in a process of its own, which is stopped after a minute. What is
printed is a Markdown table of seconds of the processor; what an empty site costs is in the first row.
"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `learnbrief` in this folder only

from learnbrief.build import Inputs, build  # noqa: E402
from learnbrief.cache.program import built_in_templates  # noqa: E402
from learnbrief.problems import Problem  # noqa: E402
from learnbrief.readers import read_library  # noqa: E402
from learnbrief.settings import read_settings  # noqa: E402

LONGEST = 60
MEGABYTE = 1_000_000
FRONT = """---
title: Neglect in March
partnership: dudley
kind: dip-sample
held: {held}
published: 2022-04-01
summary: What was learned.
topics: [neglect]
---
"""
VOCABULARY = {
    "briefings/_themes.yml": b"neglect: {label: Neglect, definition: Too little.}\n",
    "briefings/_partnerships.yml": b"dudley: {name: Dudley Partnership, short: DP, area: Dudley}\n",
    "briefings/_glossary.yml": b"MASH: multi-agency safeguarding hub\nR&D: research\n",
}

REPEATED: Mapping[str, str] = {
    **{
        mark: mark
        for mark in ("[", "![", "`", "\\`", "*", "_", "**", "~~", "<", "<!--", "&", "|", "{", "#", "!", "\\")
    },
    **{mark: mark for mark in ("[]", "[a](", "[a](b", "[a](b ", '[a](b "', "![a](b", "![a](b)", "[a](b)", "[[a](b)")},
    **{
        mark: mark for mark in ("`a ", "``a ", "`a` ", "~~a ", "~~a~~ ", "*a ", "*a* ", "**a", "***a** ", "*_", "_a ")
    },
    **{
        mark: mark
        for mark in ("<b>", "<b ", "<b a='", '<b a="', "<u:u>", "<a@b.c> ", "<a.a", "</b>", "<?", "<![CDATA[")
    },
    **{mark: mark for mark in ("[^1] ", "[^1", "[x] ", "[x][x]", "[^", "&amp;", "&a", "a@", "a.a@b.c ", "@", "\\* ")},
    **{
        mark: mark
        for mark in ("http://a.a ", "www.a.a ", "a. ", " ", "a ", "MASH ", "R&D ", "#neglect ", "{#a} ", "a_b ")
    },
}
"""What stands again and again in one paragraph."""
OPENED: Mapping[str, tuple[str, str]] = {
    "http://a.a)))": ("http://a.a", ")"),
    "http://a.a...": ("http://a.a", "."),
    "http://a.a&amp;": ("http://a.a", "&amp;"),
    "http://a.a(((": ("http://a.a", "("),
    "[[[ ]]]": ("[", "]"),
    "spaces, x": ("x", " "),
    "* a a a": ("*", "a "),
}
"""What begins a paragraph and what then stands again and again."""
LINES: Mapping[str, str] = {
    "## Plans": "## Plans\n\n- a\n",
    "# headings": "# x\n",
    "- Plans": "- Plans help.\n",
    "- *Plans*": "- *Plans* help.\n",
    "- MASH": "- MASH helps.\n",
    "- [a](b)": "- [Plans](https://example.org/) help.\n",
    "1. a": "1. a\n",
    "> a": "> a\n",
    "> > >": "> > > a\n",
    "lazy": "> a\nb\n",
    "- - -a": "- - - a\n",
    "  - a": "  - a\n",
    "paragraphs": "a *b* c\n\n",
    "<div>": "<div>\n\n",
    "<details>": "<details>\n\n- a\n\n",
    "</details>": "<details>\n\n- a\n\n</details>\n\n",
    "shy": "a\u00adb\u200bc ",
    "<div": "<div\n",
    "<!-- -->": "<!-- -->\n",
    "fences": "```\n",
    "definitions": "[a]: b\n",
    "footnotes": "[^1]: b\n",
    "blank": "\n",
    "blank quoted": ">\n",
    "blank items": "-\n\n",
    "a | b": "a | b\n",
    "-|-": "-|-\n",
    "===": "===\n",
    "a===": "a\n===\n",
    "a\\": "a\\\n",
    "a  ": "a  \n",
}
"""What stands line by line below a heading that holds points."""


COUNTED: Mapping[str, str] = {
    "new abbreviations": "{letters} ",
    "abbreviations explained": "Word {letters} ({letters} word) ",
    "new words": "w{number}x ",
    "new addresses": "[a](https://example.org/{number}) ",
    "new points": "- Point {number} is made. #neglect\n",
    "new headings": "## Key points {number}\n\n- A plan.\n\n",
    "new footnotes": "a[^{number}]\n\n[^{number}]: b\n\n",
    "marks without notes": "a[^{number}] ",
    "notes without marks": "[^{number}]: b\n",
    "per cents": "{number}% of children ",
    "long sentences": "word word word word word word word word word word word word, and ",
}
"""What stands again and again, each time with another number, or with letters that stand for it."""


def letters_of(number: int) -> str:
    """Write a number in capital letters."""
    return "".join(chr(65 + number // 26**place % 26) for place in range(4))


def text_of(name: str, size: int) -> str:
    """Make a briefing of about so many letters."""
    body, held = "## Key points\n", "2022"
    if name in REPEATED:
        body += REPEATED[name] * (size // len(REPEATED[name]))
    elif name in OPENED:
        first, again = OPENED[name]
        half = size // len(first + again) if name == "[[[ ]]]" else 1
        body += first * half + again * (size // len(again) // (2 if half > 1 else 1)) + "x"
    elif name in LINES:
        body += LINES[name] * (size // len(LINES[name]))
    elif name in COUNTED:
        lengthy = COUNTED[name].format(number=100_000, letters="AAAA")
        body += "".join(
            COUNTED[name].format(number=number, letters=letters_of(number)) for number in range(size // len(lengthy))
        )
    elif name == "table":
        body += "| a | b |\n| - | - |\n" + "| MASH | *b* |\n" * (size // 14)
    elif name == "long heading":
        body += "## " + "key points for managers " * (size // 24)
    elif name == "held":
        held = f'"2022{" " * size}x"'
    elif name == "nested":
        body += "\n".join("  " * level + "- x" for level in range(int(size**0.5)))
    return FRONT.format(held=held) + body


NAMES = ("nothing", *REPEATED, *OPENED, *LINES, *COUNTED, "table", "long heading", "held", "nested")


def sources_with(name: str, size: int) -> dict[str, bytes]:
    """Make the sources of a project with one odd text."""
    return {**VOCABULARY, "briefings/a.md": text_of(name, size).encode()}


def read(name: str, size: int) -> None:
    """Read one text and print the seconds."""
    sources = sources_with(name, size)
    problems: list[Problem] = []
    start = time.process_time()
    read_library(sources, read_settings(sources, problems.append), problems.append)
    print(f"{time.process_time() - start:.1f}")


def build_with(name: str, size: int) -> None:
    """Build a site with as much of one text as a source may hold; print its kilobytes and the seconds."""
    root = Path(built_in_templates())
    templates = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    while True:
        inputs = Inputs(sources_with(name, size), templates, date(2026, 1, 31))
        start = time.process_time()
        site = build(inputs)
        if not any(problem.code == "too-much" for problem in site.problems):
            break
        size = size * 9 // 10
    print(f"{size // 1000} | {time.process_time() - start:.1f}")


def measured(what: str, name: str) -> str:
    """Measure one text in a process of its own; give the seconds, or say that it took too long."""
    command = [sys.executable, __file__, what, name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"over {LONGEST}"
    return done.stdout.strip() or (done.stderr.strip().splitlines() or ["failed"])[-1]


def main(names: Sequence[str]) -> None:
    """Measure every text, or those that are named."""
    print("| text | reading 1 MB | kilobytes that may be built | building |\n| --- | ---: | ---: | ---: |")
    for name in names or NAMES:
        shown = name.replace("|", "\\|").replace("`", "´")
        print(f"| {shown!r} | {measured('--read', name)} | {measured('--build', name)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], MEGABYTE)
    elif sys.argv[1:2] == ["--build"]:
        build_with(sys.argv[2], MEGABYTE)
    else:
        main(sys.argv[1:])
