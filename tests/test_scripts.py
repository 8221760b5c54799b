"""Scripts as readers load them."""

import gzip
import re

import pytest

from learnbrief.render import join_scripts
from tests.support import briefing_project, built, templates


def test_a_folder_of_scripts_is_one_script() -> None:
    """Scripts of a folder are joined in the order of their names, without comments and blanks before a line."""
    assets = {
        "search/b.js": b"b();\n",
        "search/a.js": b"// What it does.\nif (x) {\n  // why\n  a(); // how\n}\n",
        "words.js": b'// Said once.\n  words("// not a comment");\n',
        "style.css": b"/* Said\nonce. */\nh1 {\n  margin: 0;\n}\n",
    }
    assert join_scripts(assets) == {
        "search.js": b"if(x){a();}\nb();\n",
        "words.js": b'words("// not a comment");\n',
        "style.css": b"h1 {\nmargin: 0;\n}\n",
    }


@pytest.mark.parametrize(
    ("script", "lighter"),
    [
        (b"const a = b => 1 + 2;\n", b"const a=b=>1+2;\n"),
        (b"a = b + +c - -d;\n", b"a=b + +c - -d;\n"),
        (b'say(" a = b // c ", `x = ${y + z}`);', b'say(" a = b // c ",`x = ${y + z}`);'),
        (b'return x.replace(/[/ ]+ = "/g, y);', b'return x.replace(/[/ ]+ = "/g,y);'),
        (b"const half = a / b; // said, and c / d\nlet e;", b"const half=a / b;let e;"),
        (b"first()\nsecond()\n", b"first()\nsecond()\n"),
        (b"//# hint\n// Why.\nfirst()\n", b"//# hint\nfirst()\n"),
    ],
)
def test_only_blanks_that_mean_nothing_go(script: bytes, lighter: bytes) -> None:
    """Texts, patterns, what tells a browser something and ends of lines that end a statement stay as they are."""
    assert join_scripts({"a.js": script})["a.js"].rstrip() == lighter.rstrip()


def test_no_text_in_backquotes_holds_another() -> None:
    """What makes scripts lighter does not look into `${...}`: none of ours has a text in backquotes there."""
    for name, content in templates().items():
        if name.startswith("assets/") and name.endswith(".js"):
            assert not re.search(r"`[^`]*\$\{[^}`]*`", content.decode()), name


def test_the_search_pages_script_is_light() -> None:
    """The script of the search page takes at most 14 kB on its way, and stands on the site as one file."""
    site = built(briefing_project("\n## Findings\n\n- A plan.\n"))
    scripts = [name for name in site.files if name.startswith("assets/search")]
    assert len(scripts) == 1
    assert len(gzip.compress(site.files[scripts[0]], 9)) <= 14 * 1024
