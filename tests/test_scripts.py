"""Scripts as readers load them."""

import gzip

from learnbrief.render import join_scripts
from tests.support import briefing_project, built


def test_a_folder_of_scripts_is_one_script() -> None:
    """Scripts of a folder are joined in the order of their names, without comments and blanks before a line."""
    assets = {
        "search/b.js": b"b();\n",
        "search/a.js": b"// What it does.\nif (x) {\n  // why\n  a(); // how\n}\n",
        "words.js": b'// Said once.\n  words("// not a comment");\n',
        "style.css": b"  // kept\n",
    }
    assert join_scripts(assets) == {
        "search.js": b"if (x) {\na();\n}\nb();\n",
        "words.js": b'  words("// not a comment");\n',
        "style.css": b"  // kept\n",
    }


def test_the_search_pages_script_is_light() -> None:
    """The script of the search page takes at most 14 kB on its way, and stands on the site as one file."""
    site = built(briefing_project("\n## Findings\n\n- A plan.\n"))
    scripts = [name for name in site.files if name.startswith("assets/search")]
    assert len(scripts) == 1
    assert len(gzip.compress(site.files[scripts[0]], 9)) <= 14_000
