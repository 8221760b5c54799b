"""A project with an attack in every field and place, and its twin: the same project with harmless words there.

What is refused, so that nothing would be published, is left out place by place. All else that the attacks change in a
file, beyond its words, must be what sources may bring: so the two sites are compared.
"""

import json
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pytest
from msgspec.structs import replace

from learnbrief.build import Inputs
from learnbrief.problems import Place, Problem, Severity
from learnbrief.readers import read_library, read_site_pages
from learnbrief.settings import read_settings
from tests.payloads import EVERY
from tests.support import FRONT, built_with_pictures_in_words, project, table

GROUP = 58
"""Attacks in one briefing; where a field holds one text only, they stand in it in a row."""
Words = Callable[[int], str]
"""Gives what stands in the place of the attack of a number: the attack, or harmless words."""

PICTURE = b"\x89PNG" + zlib.compress(b"a picture, as far as anybody looks")
FILES = {
    "briefings/a.png": PICTURE,
    "briefings/\"onload=alert(1) ='.png": PICTURE + b"!",
    "briefings/_logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "templates/pages/a.png": PICTURE,
    "a.png": PICTURE,
}


def attack(number: int) -> str:
    """Give the attack of a number."""
    return EVERY[number]


def harmless(number: int) -> str:
    """Give words in its place, which begin as it does as far as an alphabet goes by that."""
    first = EVERY[number][0]
    return f"{first if first.isalnum() else '1'}ords {number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a source, with an attack in them or harmless words."""

    place: str
    """Empty for lines without words of an editor's."""
    number: int
    text: str


def quoted(text: str) -> str:
    """Write a text as a YAML value."""
    return json.dumps(text, ensure_ascii=False)


MARKDOWN: dict[str, str] = table("attacked-markdown")
"""Places of a text in Markdown."""
ON_ONE_LINE = ("heading", "cell", "row", "fence", "braces", "page's heading", "page's text")

YAML: Mapping[str, str] = {
    "heading:": "  - heading: {led}\n    role: actions\n",
    "text:": "    text: {quoted}\n",
    "points:": "    points:\n      - {quoted}\n",
    "owner:": "      - text: An action.\n        owner: {quoted}\n",
}
"""Places of a section in YAML."""

PAGE: Mapping[str, str] = {"page's heading": "## Words {words}\n\n", "page's text": "Words {words}\n\n"}
"""Places of a page of the owner's."""

FIELDS: Mapping[str, str] = {
    "unit:": "cases: {{count: 7, unit: {quoted}, note: {quoted}}}\n",
    "source:": "source: {{title: {quoted}, url: https://example.org/}}\n",
}
"""Fields of a briefing that hold one text."""


def written(places: Mapping[str, str], number: int, words: Words) -> Iterator[Piece]:
    """Put one attack into each place."""
    for place, form in places.items():
        if place == "braces" and set('"{}') & set(EVERY[number]):
            continue  # there it would be text, as in other places
        text = words(number).replace("\n", " " if place in ON_ONE_LINE else "\n  ")
        values = {"quoted": quoted(words(number)), "led": quoted(f"Words {words(number)}")}
        yield Piece(place, number, form.format(words=text, number=number, **values))


Groups = Mapping[int, Sequence[int]]
"""The numbers of the attacks that share a briefing, by a number for it."""

GROUPS = {at: range(at * GROUP, min(at * GROUP + GROUP, len(EVERY))) for at in range(-(-len(EVERY) // GROUP))}


def in_a_row(numbers: Sequence[int], words: Words) -> str:
    """Write attacks in a row, as a YAML value."""
    return quoted(" ".join(words(number) for number in numbers))


def front(form: str, at: int, numbers: Sequence[int], words: Words) -> Iterator[Piece]:
    """Put attacks into every field of a briefing that holds words."""
    shown = numbers if form == "v" else numbers[:1]
    yield Piece("title:", shown[0], f'title: {in_a_row(shown, words)[:-1]} {form}{at}"\n')
    yield Piece("", -1, "held: 2022\npublished: 2022-06-01\nlinks:\n")
    for number in numbers:
        yield Piece("links:", number, f"- {{title: {quoted(words(number))}, url: https://example.org/}}\n")
    yield Piece("", -1, "summary: |\n  A summary.\n")
    for number in numbers:
        yield Piece("summary:", number, f"\n  {words(number).replace(chr(10), chr(10) + '  ')}\n")


def sources(words: Words, groups: Groups = GROUPS) -> dict[str, list[Piece]]:
    """Give every briefing in both forms, and pages of the owner's, each as the pieces of its text."""
    files = {}
    fence = Piece("", -1, "---\n")
    named = Piece("", -1, "partnership: p\nkind: deep-dive\ntopics: [t]\n")
    for at, numbers in groups.items():
        body = [piece for number in numbers for piece in written(MARKDOWN, number, words)]
        files[f"briefings/m{at}.md"] = [fence, named, *front("m", at, numbers, words), fence, *body]
        sections = [piece for number in numbers for piece in written(YAML, number, words)]
        named_attacks = Piece("", -1, f"partnership: p-{at}\nkind: k-{at}\naudience: a-{at}\ntopics: [t-{at}]\n")
        files[f"briefings/y{at}.yml"] = [
            named,
            *front("y", at, numbers, words),
            Piece("", -1, "sections:\n"),
            *sections,
        ]
        rows = [Piece("", -1, form.format(quoted=in_a_row(numbers, words))) for form in FIELDS.values()]
        point = Piece("", -1, f"sections: [{{heading: Findings, points: [{{text: A point., lesson: l-{at}}}]}}]\n")
        files[f"briefings/v{at}.yml"] = [named_attacks, *front("v", at, numbers, words), *rows, point]
        title = Piece("page's title", numbers[0], f"title: {quoted(f'{words(numbers[0])} page {at}')}\n")
        page = [piece for number in numbers for piece in written(PAGE, number, words)]
        files[f"templates/pages/page{at}.md"] = [fence, title, fence, *page]
    return files


THEME = "t: {label: The theme, definition: What it is.}\n"
PARTNERSHIP = "p: {name: The partnership, short: TP, area: Here}\n"
PLAIN = {"briefings/_themes.yml": THEME.encode(), "briefings/_partnerships.yml": PARTNERSHIP.encode()}
"""What most briefings name, in harmless words."""


def vocabulary(words: Words) -> dict[str, bytes]:
    """Put attacks into the themes, partnerships, lessons and glossary, and into the names of kinds and audiences."""
    themes, partnerships, lessons, kinds, audiences = THEME, PARTNERSHIP, "", "", ""
    for at, numbers in GROUPS.items():
        text = in_a_row(numbers, words)
        also = ", ".join(quoted(f"{words(number)} s{number}") for number in numbers)
        broader = f"\n  broader: t-{at - 1}\n  related: [t-0]" if at else ""
        themes += f"t-{at}:\n  label: {text}\n  also: [{also}]\n  definition: {text}{broader}\n"
        partnerships += f"p-{at}:\n  name: {text}\n  short: {text}\n  area: {text}\n"
        partnerships += f"  procedures: {{title: {text}, url: https://example.org/}}\n"
        lessons += f"l-{at}: {{statement: {text}, themes: [t-{at}]}}\n"
        kinds += f"  k-{at}: {text}\n"
        audiences += f"  a-{at}: {{label: {text}, words: [{text}]}}\n"
    glossary = "".join(f"GL{number}: {quoted(words(number))}\n" for number in range(len(EVERY)))
    glossary += "".join(f"{quoted(words(number))}: A meaning.\n" for number in range(0, len(EVERY), 5))
    frame = "base_url: https://learning.example.org\nsimilar_points: hidden\n"  # for these are found by words
    settings = f"{frame}kinds:\n{kinds}audiences:\n{audiences}{STATEMENT}"
    files = {"themes": themes, "partnerships": partnerships, "lessons": lessons, "glossary": glossary}
    named = {f"briefings/_{name}.yml": text.encode() for name, text in files.items()}
    return {**named, "learnbrief.yml": settings.encode()}


STATEMENT = """accessibility:
  {conformance: full, tested: 2026-01-01, method: by hand, contact: a@example.org, response: soon}
"""


Refused = frozenset[tuple[str, int]]
"""Attacks that are errors where they stand: the place, and the attack's number."""
REFUSED = Path(__file__).parent / "golden/refused.json"
"""Which they are, as `find_refused` found; `pytest --regold` writes it anew."""


def refused() -> Refused:
    """Give the attacks that are errors where they stand, so that nothing would be published with them."""
    listed: dict[str, list[int]] = json.loads(REFUSED.read_text("utf-8"))
    return frozenset((place, number) for place, numbers in listed.items() for number in numbers)


def find_refused() -> Refused:
    """Find out which attacks are errors where they stand, each in sources of its own."""
    found: set[tuple[str, int]] = set()
    pending = set(range(len(EVERY)))
    while pending:
        files = attacked(frozenset(found), {number: [number] for number in pending})
        files = {name: pieces for name, pieces in files.items() if not name.startswith("briefings/v")}
        at_fault = {_piece_at(files[at.file], at.line) for at in _errors(inputs_of(files, PLAIN))}
        new = {(piece.place, piece.number) for piece in at_fault}
        assert not new & found, new & found
        found |= new
        pending = {piece.number for piece in at_fault}
        assert -1 not in pending
    return frozenset(found)


def write_refused(found: Refused) -> None:
    """Write down which attacks are errors where they stand."""
    places = sorted({place for place, _ in found})
    listed = [f"  {quoted(place)}: {sorted(number for there, number in found if there == place)}" for place in places]
    REFUSED.write_text("{\n" + ",\n".join(listed) + "\n}\n", "utf-8")


def attacked(left_out: Refused, groups: Groups = GROUPS) -> dict[str, list[Piece]]:
    """Give the sources with every attack but some, in the place of which harmless words stand."""
    twin = sources(harmless, groups)
    return {
        name: [
            twin[name][at] if (piece.place, piece.number) in left_out else piece for at, piece in enumerate(pieces)
        ]
        for name, pieces in sources(attack, groups).items()
    }


def _errors(inputs: Inputs) -> list[Place]:
    problems: list[Problem] = []
    library = read_library(inputs.sources, read_settings(inputs.sources, problems.append), problems.append)
    read_site_pages(inputs.files, library, problems.append)
    return [problem.at for problem in problems if problem.severity is Severity.ERROR]


def _piece_at(pieces: Sequence[Piece], line: int) -> Piece:
    return pieces[bisect_left(list(accumulate(piece.text.count("\n") for piece in pieces)), line)]


def inputs_of(files: Mapping[str, Sequence[Piece]], others: Mapping[str, bytes]) -> Inputs:
    """Make a project of sources and other files."""
    texts = {name: "".join(piece.text for piece in pieces).encode() for name, pieces in files.items()}
    return inputs_from({**FILES, **others, **texts})


def inputs_from(files: Mapping[str, bytes]) -> Inputs:
    """Make a project of its files."""
    pages = {name.removeprefix("templates/"): text for name, text in files.items() if name.startswith("templates/")}
    others = {name: text for name, text in files.items() if not name.startswith("templates/")}
    inputs = replace(project(""), sources=others, hints=False)
    return replace(inputs, templates={**inputs.templates, **pages})


def settings_of(words: Words) -> Inputs:
    """Make a small project with attacks in all of its settings, most of which stand on every page."""
    numbers = range(len(EVERY))
    refused_there = {number for place, number in refused() if place == "point's words"}
    text = in_a_row(numbers, words)
    prose = quoted("\n\n".join(f"Words {words(number)}" for number in numbers if number not in refused_there))
    settings = f"""title: {text}
description: {text}
base_url: https://learning.example.org
kinds: {{deep-dive: {text}}}
audiences: {{everybody: {{label: {text}}}}}
accessibility:
  conformance: partial
  failures: [{", ".join(quoted(words(number)) for number in numbers)}]
  tested: 2026-01-01
  method: {text}
  contact: a@example.org
  response: {text}
logo: {{file: briefings/_logo.svg, alt: {text}}}
navigation: [{{title: {text}, url: /themes/}}]
footer:
  text: {prose}
  links: [{{title: {text}, url: /themes/}}]
urgent: {prose}
admin: {{backend: github, repository: {text}, branch: {text}, sign_in: https://example.org, application: {text}}}
"""
    briefing = FRONT.replace("example", "p").replace("neglect", "t").replace("multi-agency-audit", "deep-dive")
    return inputs_from(
        {
            **FILES,
            **PLAIN,
            "learnbrief.yml": settings.encode(),
            "briefings/a.md": f"{briefing}\n## Findings\n\n- A.\n".encode(),
        }
    )


def attacked_files() -> Mapping[str, bytes]:
    """Build with every attack that is not refused."""
    site = _built(inputs_of(attacked(refused()), vocabulary(attack)))
    return {**site, **{f"settings/{name}": content for name, content in _built(settings_of(attack)).items()}}


def harmless_files() -> Mapping[str, bytes]:
    """Build the twins, with harmless words in the place of attacks."""
    site = _built(inputs_of(sources(harmless), vocabulary(harmless)))
    return {**site, **{f"settings/{name}": content for name, content in _built(settings_of(harmless)).items()}}


def _built(inputs: Inputs) -> Mapping[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:  # an attack is longer than its twin: no list is to be cut for that
        for limit in (
            "feeds.feeds.FEED_BYTES",
            "feeds.entry.ENTRY_BYTES",
            "pages.parts.MOST",
            "pages.parts.LIST_BYTES",
            "pages.points.POINTS_BYTES",
            "views.sheet.LONGEST_POINT",
            "views.sheet.SIDE_HEIGHT",
            "views.years.BESIDE_POINTS",
        ):
            patch.setattr(f"learnbrief.{limit}", 10**9)
        patch.setattr("learnbrief.pages.parts.first_of.__defaults__", (10**9,))
        patch.setattr("learnbrief.pages.parts.parts_of.__defaults__", (10**9,))
        site = built_with_pictures_in_words(inputs)
    assert site.files, [problem for problem in site.problems if problem.severity is Severity.ERROR]
    return site.files
