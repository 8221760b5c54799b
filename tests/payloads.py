"""What somebody may write to bring a script, a request or a formula into a site: by family, in `tables/payloads.txt`.

Where one needs something to stand on, it finds it: `a.png` lies beside the briefings, `/themes/` is a page. So that
it is refused, if it is, for what it does and not because its picture is missing. `alert` is the tripwire, and ⏎ a new
line.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_ATTACKS = (Path(__file__).parent / "tables/payloads.txt").read_text("utf-8")
_PARTS = re.split(r"(?m)^== (.*)\n", _ATTACKS)[1:]
_FAMILIES = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))

PAYLOADS: Mapping[str, tuple[str, ...]] = {
    name: tuple(line.replace("⏎", "\n") for line in lines.split("\n") if line) for name, lines in _FAMILIES.items()
}
"""By family."""

EVERY = tuple(dict.fromkeys(payload for family in PAYLOADS.values() for payload in family))
"""All of them, each once."""
