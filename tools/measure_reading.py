"""Measure how long odd texts take to read: `python tools/measure_reading.py [KILOBYTES …]`.

No text may keep a build busy: each of these is read, a megabyte of it, in a process of its own that is stopped after
half a minute. What is printed is a Markdown table of seconds.
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `learnbrief` in this folder only

from learnbrief.problems import Problem  # noqa: E402
from learnbrief.readers import read_library  # noqa: E402
from learnbrief.settings import read_settings  # noqa: E402

LONGEST = 30
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
    elif name == "table":
        body += "| a | b |\n| - | - |\n" + "| MASH | *b* |\n" * (size // 14)
    elif name == "long heading":
        body += "## " + "key points for managers " * (size // 24)
    elif name == "held":
        held = f'"2022{" " * size}x"'
    elif name == "nested":
        body += "\n".join("  " * level + "- x" for level in range(int(size**0.5)))
    return FRONT.format(held=held) + body


NAMES = (*REPEATED, *OPENED, *LINES, "table", "long heading", "held", "nested")


def read(name: str, size: int) -> None:
    """Read one text and print the seconds."""
    sources = {**VOCABULARY, "briefings/a.md": text_of(name, size).encode()}
    problems: list[Problem] = []
    start = time.perf_counter()
    read_library(sources, read_settings(sources, problems.append), problems.append)
    print(f"{time.perf_counter() - start:.1f}")


def measured(name: str, size: int) -> str:
    """Read one text in a process of its own; give the seconds, or say that it took too long."""
    command = [sys.executable, __file__, "--read", name, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"over {LONGEST}"
    return done.stdout.strip() or (done.stderr.strip().splitlines() or ["failed"])[-1]


def main(arguments: list[str]) -> None:
    """Measure every text in each size, given in kilobytes."""
    sizes = [int(size) * 1000 for size in arguments] or [200_000, 1_000_000]
    print(f"| text | {' | '.join(f'{size // 1000} kB' for size in sizes)} |")
    print(f"| --- |{' ---: |' * len(sizes)}")
    for name in NAMES:
        shown = name.replace("|", "\\|").replace("`", "´")
        print(f"| {shown!r} | {' | '.join(measured(name, size) for size in sizes)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1:])
