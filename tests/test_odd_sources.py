"""Legal but odd sources are built, not refused, and their pages show what was written."""

import re
from collections.abc import Mapping
from html import unescape

import pytest

from learnbrief.build import Inputs, Site
from tests.support import FRONT, TODAY, VOCABULARY, built, files_of, for_each, page, templates

RTL, ZWJ, NBSP = "\u200f", "\u200d", "\u00a0"
LONG = "plan " * 40_000


def md(title: str, body: str, more: str = "") -> str:
    """Make a briefing in Markdown with a title of its own, and more lines in its fields."""
    return FRONT.replace("Neglect in Example", title).replace("topics:", f"{more}topics:") + body


def yml(title: str, text: str) -> str:
    """Make a briefing in YAML with a title of its own."""
    return md(title, "").replace("---\n", "") + text


POINT = "## Findings\n- A plan was made. #plans\n"

ODD: Mapping[str, tuple[str, bytes, tuple[str, ...]]] = {
    "a byte-order mark": ("bom.md", b"\xef\xbb\xbf" + md("Marked", POINT).encode(), ("A plan was made.",)),
    "Windows line ends": ("crlf.md", md("Windows", POINT).replace("\n", "\r\n").encode(), ("A plan was made.",)),
    "both": (
        "both.yml",
        b"\xef\xbb\xbf"
        + yml("Both", 'sections:\n  - heading: Findings\n    points: ["A plan."]\n').replace("\n", "\r\n").encode(),
        ("A plan.",),
    ),
    "mixed line ends": (
        "mixed.md",
        md("Mixed", "## Findings\r\n- One plan.\n- Two plans.\r\n").encode(),
        ("One plan.", "Two plans."),
    ),
    "no line end at the end": ("end.md", md("Ended", POINT.rstrip()).encode(), ("A plan was made.",)),
    "many blank lines": ("blank.md", md("Blank", "\n" * 500 + POINT + "\n" * 500).encode(), ("A plan was made.",)),
    "blanks behind the dashes": (
        "dashes.md",
        md("Dashes", POINT).replace("---\n", "---  \n").encode(),
        ("A plan was made.",),
    ),
    "tabs in the text": (
        "tabs.md",
        md("Tabs", "## Findings\n-\tA\tplan.\n\t- Inside.\n").encode(),
        ("A\tplan.", "Inside."),
    ),
    "right-to-left text": (
        "rtl.md",
        md("תכנית", f"## Findings\n- הילדה נראתה {RTL}לבדה{RTL}.\n- قرأت الخطة.\n").encode(),
        ("תכנית", f"הילדה נראתה {RTL}לבדה{RTL}.", "قرأت الخطة."),
    ),
    "marks that turn the text": (
        "bidi.md",
        md("Turned", "## Findings\n- A \u2067plan\u2069 was \u202emade\u202c.\n").encode(),
        ("A plan was made.",),
    ),
    "emoji": (
        "emoji.md",
        md("Family 👨‍👩‍👧", f"## Findings\n- A plan 👩🏽{ZWJ}⚕️ was made 🎉.\n").encode(),
        (f"👩🏽{ZWJ}⚕️", "🎉"),
    ),
    "letters with marks of their own": (
        "marks.md",
        md("Cafe\u0301", "## Findings\n- Zoe\u0308 e\u0301tait la\u0300.\n").encode(),
        ("Cafe\u0301", "Zoe\u0308"),
    ),
    "a pile of marks": (
        "pile.md",
        md("Piled", "## Findings\n- A p" + "\u0316" * 500 + "lan.\n").encode(),
        ("\u0316" * 500,),
    ),
    "scripts of the world": (
        "world.md",
        md("计划", "## Findings\n- 孩子被看到了。\n- Ребёнка видели.\n- बच्चे को देखा गया।\n- เด็กถูกพบ\n").encode(),
        ("孩子被看到了。", "Ребёнка видели.", "बच्चे को देखा गया।", "เด็กถูกพบ"),
    ),
    "letters beyond the first plane": ("plane.md", md("𝔓lans", "## Findings\n- 𝔓lan 𠜎.\n").encode(), ("𝔓lan 𠜎.",)),
    "blanks that do not break": (
        "nbsp.md",
        md("Unbroken", f"## Findings\n- A{NBSP}plan{NBSP}was\u2009made.\n").encode(),
        (f"A{NBSP}plan",),
    ),
    "soft hyphens and widths of nothing": (
        "soft.md",
        md("Soft", "## Findings\n- Safe\u00adguard\u200bing.\n").encode(),
        ("Safeguarding.",),
    ),
    "quotes of every sort": (
        "quotes.md",
        md("“Plans” & ‘more’", "## Findings\n- He said: “Ask ‘why’ — again…”\n").encode(),
        ("“Plans” & ‘more’", "“Ask ‘why’ — again…”"),
    ),
    "signs of markup as text": (
        "signs.md",
        md("Less < more & 'so'", "## Findings\n- 5 < 6 & 7 > 6, a_b_c, 2*3*4.\n").encode(),
        ("Less < more & 'so'", "5 < 6 & 7 > 6, a_b_c, 2"),
    ),
    "a very long line": ("long.md", md("Long", f"## Findings\n- {LONG}.\n").encode(), ("plan plan plan",)),
    "a very long word": ("word.md", md("Word", f"## Findings\n- {'x' * 100_000}.\n").encode(), ("x" * 1000,)),
    "a very long title": ("title.md", md("Plans " * 500, POINT).encode(), ("Plans Plans",)),
    "no text": ("none.md", md("Nothing", "").encode(), ("Nothing",)),
    "a heading alone": ("heading.md", md("Headed", "## Findings\n").encode(), ("Findings",)),
    "text without a heading": ("bare.md", md("Bare", "A plan was made.\n").encode(), ("A plan was made.",)),
    "empty lists of fields": (
        "empty.md",
        md("Empty", POINT, "follows_up: []\naliases: []\nlinks: []\ncontact:\n").encode(),
        ("A plan was made.",),
    ),
    "sections of nothing": ("nothing.yml", yml("Unsaid", "sections: []\n").encode(), ("Unsaid",)),
    "fields in JSON": (
        "json.yml",
        yml("Json", '"sections": [{"heading": "Findings", "points": ["A plan."]}]\n').encode(),
        ("A plan.",),
    ),
    "words that YAML takes for more": (
        "words.yml",
        yml(
            "no", "contact:\nsections:\n  - heading: yes\n    text: null\n  - heading: 1e3\n    text: 0x10\n"
        ).encode(),
        ("yes", "null", "1e3", "0x10"),
    ),
    "a comment in the fields": (
        "comment.md",
        md("Noted", POINT, "# when it ends\nreview_by: 2030-01-01 # in time\n").encode(),
        ("A plan was made.",),
    ),
    "20 levels": (
        "levels.md",
        md("Levels", "".join(f"{'  ' * n}- level {n}\n" for n in range(20))).encode(),
        ("level 0", "level 19"),
    ),
    "all levels of headings": (
        "six.md",
        md("Six", "".join(f"{'#' * n} Plans {n}\n\nText.\n\n" for n in range(1, 7))).encode(),
        ("Plans 1", "Plans 6"),
    ),
    "a blank and capitals in the name, with a slug": (
        "A Plan for Zoë 🎉.md",
        md("Named", POINT, "slug: named\n").encode(),
        ("A plan was made.",),
    ),
    "a name of 100 letters": (f"{'n' * 100}.md", md("Longest", POINT).encode(), ("A plan was made.",)),
    "a folder named like a briefing": ("x.md/inside.md", md("Inside", POINT).encode(), ("A plan was made.",)),
    "folders in folders": ("a/b/c/d/e/f/deep.md", md("Deep", POINT).encode(), ("A plan was made.",)),
    "a name that is a number": ("2022.md", md("Numbered", POINT).encode(), ("A plan was made.",)),
    "an ending in capitals": ("capital.MD", md("Capital", POINT).encode(), ("A plan was made.",)),
    "held long ago": (
        "old.md",
        md("Old", POINT).replace("2022-03", "1066").replace("2022-06", "1067-06").encode(),
        ("1066",),
    ),
    "a leap day": (
        "leap.md",
        md("Leap", POINT).replace("2022-03", "2024-02-29").replace("2022-06-01", "2024-02-29").encode(),
        ("29 February 2024",),
    ),
    "5,000 tags of HTML": ("html.md", md("Tags", "A <b>plan</b>.\n\n" * 2500).encode(), ("plan",)),
    "1,000 points": (
        "points.md",
        md("Points", "## Findings\n" + "".join(f"- Plan {n}.\n" for n in range(1000))).encode(),
        ("Plan 0.", "Plan 999."),
    ),
}
"""By what is odd: a briefing's file, its content, and what its page says."""


@pytest.fixture(scope="module")
def site() -> Site:
    """Build all of them as one site, with a vocabulary that is odd in its bytes too."""
    vocabulary = {name: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n") for name, text in files_of(VOCABULARY).items()}
    briefings = {f"briefings/{name}": content for name, content, _ in ODD.values()}
    return built(Inputs({**vocabulary, **briefings}, templates(), TODAY, hints=False))


@for_each("odd", ODD)
def test_odd_sources_are_built(site: Site, odd: str) -> None:
    """The page of each shows its words as they were written, but for what nobody sees."""
    name, _, said = ODD[odd]
    slug = "named" if " " in name else re.sub(r"(.*/)?([^/]+)\.\w+$", r"\2", name)
    main = page(site, f"briefings/{slug}/index.html").partition("<main")[2]
    words = unescape(re.sub(r"<[^<>]*>", "", main))
    for text in said:
        assert text in words
