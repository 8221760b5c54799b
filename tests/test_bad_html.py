"""Bad HTML, of the shapes that have hung parsers or broken them off, thousands of times over: reading it ends.

They are read in a process of their own, so that one that hangs is a test that fails.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support import FRONT, VOCABULARY, files_of

ROOT = Path(__file__).parent.parent
PATIENCE = 300
"""Seconds, of which a few will do; a parser that hangs takes hours."""
MANY = 2_000

SHAPES: Mapping[str, str] = {
    "comments never closed": "<!-- " * MANY,
    "comments closed at once": "<!-->" * MANY,
    "comments of dashes": "<!" + "-" * MANY,
    "comments that nearly close": "<!--" + "--!" * MANY,
    "declarations never closed": "<!a " * MANY,
    "declarations without a name": "<!" * MANY,
    "marked sections": "<![" * MANY,
    "marked sections with a name": "<![CDATA[ " * (MANY // 2),
    "marked sections that nearly close": "<![CDATA[" + "]]" * MANY,
    "marked sections of other programs": "<![if IE]>" * (MANY // 2) + "<![endif",
    "instructions never closed": "<? " * MANY,
    "instructions that nearly close": "<?" + "? " * MANY,
    "references without a number": "&#" * MANY,
    "references in hexadecimal without a number": "&#x" * MANY,
    "a reference without end": "&#" + "9" * MANY * 10,
    "references without a name": "&" * MANY,
    "a name without end": "&" + "a" * MANY * 10,
    "closing tags without a name": "</" * MANY,
    "closing tags never closed": "</a " * MANY,
    "a name of a tag without end": "<" + "a" * MANY * 10,
    "tags inside one another": "<b>" * MANY,
    "tags inside one another, closed": "<b>" * MANY + "</b>" * MANY,
    "tags never closed": "<b " * MANY,
    "attributes without end": "<b" + " a" * MANY * 5,
    "attributes with quotes never closed": '<b a="' * MANY,
    "attributes with both quotes": "<b a='\"" * MANY,
    "blanks in a tag": "<b" + " " * MANY * 10,
    "blanks around an equals sign": "<b a" + " " * MANY * 10 + "=" + " " * MANY * 10,
    "slashes in a tag": "<b" + "/" * MANY * 10,
    "scripts never closed": "<script>" * MANY,
    "scripts that nearly close": "<script>" + "</scrip" * MANY,
    "text elements never closed": "<textarea>" * MANY,
    "tables inside one another": "<table><tr><td>" * (MANY // 3),
    "brackets inside one another": "[" * MANY + "]" * MANY,
    "links inside one another": "[a](" * MANY,
    "pictures inside one another": "![" * MANY + "](a)" * MANY,
    "round brackets inside one another": "[a](" + "(" * MANY + ")" * MANY + ")",
    "angles inside one another": "<" * MANY + ">" * MANY,
    "angles and brackets": "[<" * MANY,
    "grave accents of all lengths": " ".join("`" * length for length in range(1, 140)),
    "emphasis inside one another": "*a **b " * 240,
    "emphasis never closed": "**a* " * 240,
    "underscores and stars": "_*a*_" * 120 + "_*" * 60,
    "struck out and strong": "~~**" * 120,
    "quotations inside one another": "> " * MANY + "a",
    "lists inside one another": "- " * MANY + "a",
    "footnotes that name themselves": "[^a]" * MANY + "\n\n[^a]: [^a]" + "[^a]" * MANY,
    "headings of signs": "## " + "#" * MANY,
    "braces inside one another": "{" * MANY + "}" * MANY,
    "braces with quotes": '{a="' * MANY,
    "addresses never ended": "http://" * MANY,
    "mail addresses never ended": "a@" * MANY,
}


def test_reading_bad_html_ends(tmp_path: Path) -> None:
    """Every source is read, and what is wrong with it is said, without a traceback."""
    for name, content in files_of(VOCABULARY).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for number, shape in enumerate(SHAPES.values()):
        in_words, in_html = f"- {shape}\n", f"- A.\n\n  <div>\n  {shape}\n"
        front = FRONT.replace("Neglect in Example", f"Shape {number}")
        (tmp_path / f"briefings/{number}.md").write_text(f"{front}## Findings\n\n{in_words}", "utf-8")
        front = front.replace("Shape", "The same shape")
        (tmp_path / f"briefings/{number}-html.md").write_text(f"{front}## Findings\n\n{in_html}", "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "check", "--source", str(tmp_path), "--format", "json"]
    said = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, encoding="utf-8")
    assert "Traceback" not in said.stderr
    named = {problem["file"] for problem in json.loads(said.stdout)["problems"]}
    assert len(named) > len(SHAPES)
