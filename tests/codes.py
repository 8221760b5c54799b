"""The codes of problems, as the package reports them."""

import ast
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "learnbrief"
MAKERS = {"error": "Error", "warning": "Warning", "hint": "Hint", "DateFault": "Error"}
_MAKES = re.compile(rf"\b({'|'.join(MAKERS)})\(")


@cache
def codes_in_the_code() -> dict[str, set[str]]:
    """Give each problem's code, written out where it is made, with the ways in which the package makes it."""
    found: dict[str, set[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if _MAKES.search(text) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                code = node.args[0]
                if name in MAKERS and isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.setdefault(code.value, set()).add(MAKERS[name])
    return found
