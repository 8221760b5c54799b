"""Broken sources, as bytes by path in a project, each with the errors that it must bring: file, line and code.

`tests/bad/` has one readable example a code. Here is what else may happen to a source: on its way through programs,
in an editor's hands, or by somebody's will. A good project lies around each, whose site is published already. What
`BAD_BYTES` of test_bad_sources.py has is not repeated.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from learnbrief.problems import MOST_LINES
from learnbrief.readers.outline import MOST_PARTS
from tests.support import FRONT

BRIEFING = "briefings/b.md"
YAML_BRIEFING = "briefings/b.yml"
THEMES = "briefings/_themes.yml"
PARTNERSHIPS = "briefings/_partnerships.yml"
GLOSSARY = "briefings/_glossary.yml"
SETTINGS = "learnbrief.yml"
PAGE = "templates/pages/help.md"

BODY_AT = FRONT.count("\n") + 1
"""The line on which a briefing's text begins."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Broken:
    """What is put into a good project, and the errors that it brings; each is told once."""

    files: Mapping[str, bytes]
    errors: frozenset[tuple[str, int, str]]


def body(text: str | bytes) -> bytes:
    """Make a briefing of a text below good fields."""
    return FRONT.encode() + (text if isinstance(text, bytes) else text.encode())


def front(text: str) -> bytes:
    """Make a briefing of lines in the place of good fields of the same name, the first of them on line 2."""
    given = {line.partition(":")[0] for line in text.splitlines() if not line.startswith((" ", "-"))}
    good = [line for line in FRONT.splitlines()[1:-1] if line.partition(":")[0] not in given]
    return "\n".join(["---", text, *good, "---", "## Findings", "- A plan.", ""]).encode()


def fields(text: str) -> bytes:
    """Make a YAML briefing of good fields and, from line 8 on, a text."""
    return FRONT.replace("---\n", "").encode() + text.encode()


def themes(text: str) -> bytes:
    """Make a vocabulary of the themes that the good project names, the first line of the text being line 4."""
    plans = "plans: {label: Plans, definition: What is to be done.}\n"
    neglect = "neglect: {label: Neglect, definition: Needs unmet.}\n"
    facts = "information-sharing: {label: Sharing, definition: The right facts.}\n"
    return (plans + neglect + facts + text).encode()


def _one(path: str, rows: Mapping[str, tuple[bytes, int, str]]) -> Iterator[tuple[str, Broken]]:
    """Make rows of one file with one error each."""
    for name, (content, line, code) in rows.items():
        yield name, Broken({path: content}, frozenset({(path, line, code)}))


def _several(
    rows: Mapping[str, tuple[Mapping[str, bytes], Sequence[tuple[str, int, str]]]],
) -> Iterator[tuple[str, Broken]]:
    """Make rows of several files, or of several errors."""
    for name, (files, errors) in rows.items():
        yield name, Broken(files, frozenset(errors))


NOT_TEXT: Mapping[str, tuple[bytes, int, str]] = {
    "UTF-16, high byte first": (b"\xfe\xff" + FRONT.encode("utf-16-be"), 1, "not-utf-8"),
    "UTF-32": (FRONT.encode("utf-32"), 1, "not-utf-8"),
    "Windows-1252 quotes": (body("A plan.\n\n“So.”\n".encode("cp1252")), BODY_AT + 2, "not-utf-8"),
    "Windows-1252 in the fields": (front("title: “So”").decode().encode("cp1252"), 2, "not-utf-8"),
    "letter cut in two at the end": (body("A plan.\nCafé".encode()[:-1]), BODY_AT + 1, "not-utf-8"),
    "overlong UTF-8": (body(b"A \xc0\xaf plan.\n"), BODY_AT, "not-utf-8"),
    "half of a surrogate pair": (body(b"A \xed\xa0\x80 plan.\n"), BODY_AT, "not-utf-8"),
    "beyond Unicode": (body(b"A \xf5\x80\x80\x80 plan.\n"), BODY_AT, "not-utf-8"),
    "a lone continuation byte": (body(b"\x80"), BODY_AT, "not-utf-8"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "not-a-text"),
    "a zipped document": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5\xbd", 1, "not-a-text"),
    "a compressed text": (zlib.compress(FRONT.encode()), 1, "not-utf-8"),
    "NUL in a field's name": (b"---\nti\0tle: x\n---\n", 2, "control-character"),
    "NUL alone": (b"\0", 1, "control-character"),
    "old Macintosh lines": (
        FRONT.encode().rstrip().replace(b"\n", b"\r").replace(b"\r", b"\n", 8) + b"\r",
        9,
        "control-character",
    ),
    "carriage return twice": (body("A plan.\r\r\nB\n"), BODY_AT, "control-character"),
    "Escape": (body("A \x1b[31mred\x1b[0m plan.\n"), BODY_AT, "control-character"),
    "Delete": (body("\n\nA plan\x7f.\n"), BODY_AT + 2, "control-character"),
    "Backspace": (body("A plan\b\b\n"), BODY_AT, "control-character"),
    "Bell": (body("A plan\a\n"), BODY_AT, "control-character"),
    "form feed": (body("## Findings\n\f\n- A plan.\n"), BODY_AT + 1, "control-character"),
    "vertical tab": (body("A plan\v.\n"), BODY_AT, "control-character"),
    "next line (C1)": (body("A plan.\x85B\n"), BODY_AT, "control-character"),
    "paragraph separator": (body("A plan.\u2029B\n"), BODY_AT, "control-character"),
    "byte-order mark twice": (b"\xef\xbb\xbf\xef\xbb\xbf" + FRONT.encode(), 1, "control-character"),
    "noncharacter FDD0": (body("\ufdd0A plan.\n"), BODY_AT, "control-character"),
    "noncharacter FFFF": (body("A plan.\uffff\n"), BODY_AT, "control-character"),
}

TOO_MUCH: Mapping[str, tuple[bytes, int, str]] = {
    "20 MB": (body(b"x" * 20 * MEGABYTE), 1, "too-large"),
    "too many blank lines": (body("\n" * MOST_LINES), MOST_LINES + 1, "too-much"),
    "too many points by far": (body("## Findings\n" + "- A plan.\n" * 100_000), MOST_LINES + 1, "too-much"),
    "too many stars": (body("*a* " * 250_000), BODY_AT, "too-much"),
    "too many brackets": (body("## Findings\n\n" + "[" * MEGABYTE), BODY_AT + 2, "too-much"),
    "too many angles": (body("<b " * 300_000), BODY_AT, "too-much"),
    "too many addresses": (body("www.a.a " * 125_000), BODY_AT, "too-much"),
    "too many points": (
        body("## Findings\n" + "- A plan.\n" * (MOST_PARTS + 1)),
        BODY_AT + MOST_PARTS,
        "too-much",
    ),
    "too many headings": (body("## Findings\n" * (MOST_PARTS + 1)), BODY_AT + MOST_PARTS, "too-much"),
    "too many themes in a field": (front(f"topics: [{'plans, ' * 100_000}plans]"), 2, "too-much"),
}

FRONT_MATTER: Mapping[str, tuple[bytes, int, str]] = {
    "nothing at all": (b"", 1, "no-front-matter"),
    "a byte-order mark alone": (b"\xef\xbb\xbf", 1, "no-front-matter"),
    "blank lines alone": (b"\n\n\n", 1, "no-front-matter"),
    "text alone": (b"A plan.\n", 1, "no-front-matter"),
    "a blank line before the fields": (b"\n" + FRONT.encode(), 1, "no-front-matter"),
    "a blank before the dashes": (b" " + FRONT.encode(), 1, "no-front-matter"),
    "two dashes": (FRONT.encode().replace(b"---", b"--"), 1, "no-front-matter"),
    "four dashes": (FRONT.encode().replace(b"---", b"----"), 1, "no-front-matter"),
    "long dashes": (FRONT.replace("---", "—").encode(), 1, "no-front-matter"),
    "TOML": (b'+++\ntitle = "Plans"\n+++\n', 1, "no-front-matter"),
    "JSON": (b'{"title": "Plans"}\n', 1, "no-front-matter"),
    "fields never closed": (FRONT.encode().rstrip(b"-\n") + b"\n", 1, "front-matter-not-closed"),
    "fields closed by dots": (FRONT.encode().rstrip(b"-\n") + b"\n...\n", 1, "front-matter-not-closed"),
    "fields closed by an indented line": (FRONT.encode().rstrip(b"-\n") + b"\n ---\n", 1, "front-matter-not-closed"),
    "opened and no more": (b"---", 1, "front-matter-not-closed"),
    "a list for fields": (b"---\n- title\n---\n", 2, "wrong-type"),
    "a text for fields": (b"---\ntitle\n---\n", 2, "wrong-type"),
}

YAML: Mapping[str, tuple[bytes, int, str]] = {
    "10,000 lists inside one another": (front(f"cases: {'[' * 10_000}"), 2, "too-deep"),
    "10,000 groups inside one another": (front(f"cases: {'{a: ' * 10_000}"), 2, "too-deep"),
    "10,000 dashes in a row": (front(f"topics:\n{'- ' * 10_000}a"), 3, "too-deep"),
    "21 levels": (front(f"cases: {'[' * 20}a{']' * 20}"), 2, "too-deep"),
    "an anchor": (front("summary: &s A plan."), 2, "yaml-alias"),
    "an alias": (front("summary: *s"), 2, "yaml-alias"),
    "a merge key": (front("<<: *base"), 2, "yaml-alias"),
    "a type": (front("published: !!timestamp 2022-06-01"), 2, "yaml-tag"),
    "a Python object": (front("summary: !!python/object/apply:os.system [id]"), 2, "yaml-tag"),
    "a type of one's own": (front("summary: !include /etc/passwd"), 2, "yaml-tag"),
    "a binary": (front("summary: !!binary aGk="), 2, "yaml-tag"),
    "a tab before a field": (front("cases:\n\tcount: 7"), 3, "yaml-syntax"),
    "a quote never closed": (front('summary: "A plan'), 8, "yaml-syntax"),
    "a bracket never closed": (front("topics: [plans"), 3, "yaml-syntax"),
    "a brace never closed": (front("cases: {count: 7"), 3, "yaml-syntax"),
    "a bracket closed twice": (front("topics: [plans]]"), 2, "yaml-syntax"),
    "a colon in a value": (front("summary: Plans: read"), 2, "yaml-syntax"),
    "a per cent sign first": (front("summary: %5 of plans"), 2, "yaml-syntax"),
    "an at sign first": (front("contact: @name"), 2, "yaml-syntax"),
    "a grave accent first": (front("summary: `plans`"), 2, "yaml-syntax"),
    "a backslash in quotes": (front(r'summary: "A\plan"'), 2, "yaml-syntax"),
    "NUL written with a backslash": (front(r'title: "A plan\0"'), 2, "control-character"),
    "Escape written with a backslash": (front(r'title: "A\e[31m plan"'), 2, "control-character"),
    "a lone carriage return written with a backslash": (front(r'title: "A\rplan"'), 2, "control-character"),
    "a mark of our own written with a backslash": (front(r'title: "\uFDD01\uFDD0"'), 2, "control-character"),
    "a field's name with a backslash": (front(r'"ti\0tle": A plan'), 2, "control-character"),
    "a line without a colon": (front("summary"), 3, "yaml-syntax"),
    "a field too far in": (front("cases:\n    count: 7\n  unit: plans"), 4, "yaml-syntax"),
    "a list in a key": (front("? [a, b]\n: c"), 2, "wrong-type"),
    "a comma first": (front("topics: [,]"), 2, "yaml-syntax"),
    "a second document": (b"title: x\n---\ntitle: y\n", 1, "no-front-matter"),
    "a field given twice": (front("review_by: 2030-01-01\nreview_by: 2031-01-01"), 3, "duplicate-key"),
    "a field twice in a group": (front("cases: {count: 7, count: 8}"), 2, "duplicate-key"),
    "cut at a hash": (front("contact: name@example.org #1"), 2, "cut-at-hash"),
}

FIELDS: Mapping[str, tuple[bytes, int, str]] = {
    "a field that there is not": (front("author: Somebody"), 2, "unknown-field"),
    "a field misspelt": (front("reveiw_by: 2030-01-01"), 2, "unknown-field"),
    "a field in capitals": (front("Status: draft"), 2, "unknown-field"),
    "a number for a field": (front("7: plans"), 2, "unknown-field"),
    "an empty title": (front('title: ""'), 2, "missing-field"),
    "a title of nothing": (front("title:"), 2, "missing-field"),
    "a list for a title": (front("title: [a, b]"), 2, "wrong-type"),
    "a group for a title": (front("title: {a: b}"), 2, "wrong-type"),
    "no topics": (front("topics:"), 2, "missing-field"),
    "a group for topics": (front("topics: {plans: yes}"), 2, "wrong-type"),
    "a day that is not": (front("published: 2022-02-30"), 2, "impossible-date"),
    "a leap day of no leap year": (front("published: 2023-02-29"), 2, "impossible-date"),
    "a month that is not": (front("published: 2022-13-01"), 2, "impossible-date"),
    "day zero": (front("published: 2022-01-00"), 2, "impossible-date"),
    "year zero": (front("published: 0000-01-01"), 2, "impossible-date"),
    "an English date": (front("published: 1/6/2022"), 2, "bad-date"),
    "an American date": (front("published: 06-01-2022"), 2, "bad-date"),
    "a date in words": (front("published: 1 June 2022"), 2, "bad-date"),
    "a year for a day": (front("review_by: 2022"), 2, "bad-date"),
    "a day with a time": (front("published: 2022-06-01T10:00:00Z"), 2, "bad-date"),
    "a year of five figures": (front("published: 12022-06-01"), 2, "bad-date"),
    "Arabic figures": (front("published: ٢٠٢٢-٠٦-٠١"), 2, "bad-date"),
    "a list for a date": (front("published: [2022-06-01]"), 2, "wrong-type"),
    "held on a day that is not": (front("held: 2022-04-31"), 2, "impossible-date"),
    "held in a month that is not": (front("held: 2022-00"), 2, "impossible-date"),
    "held in times to come": (front("held: 2199"), 2, "held-after-published"),
    "held in words": (front("held: spring"), 2, "bad-date"),
    "held backwards": (front("held: 2022-10 to 2022-08"), 2, "reversed-span"),
    "held in a long text": (front(f"held: {'2022-08 to ' * 20_000}"), 2, "bad-date"),
    "reviewed on a day that is not": (front("review_by: 2030-06-31"), 2, "impossible-date"),
    "a status that there is not": (front("status: secret"), 2, "unknown-choice"),
    "a status in capitals": (front("status: Draft"), 2, "unknown-choice"),
    "a kind that there is not": (front("kind: audit"), 2, "unknown-kind"),
    "a partnership that there is not": (front("partnership: nobody"), 2, "unknown-partnership"),
    "one partnership of two": (front("partnership: [example, nobody]"), 2, "unknown-partnership"),
    "a topic that there is not": (front("topics: [plans, neglekt]"), 2, "unknown-theme"),
    "a role that there is not": (front("role: findngs"), 2, "unknown-role"),
    "an audience that there is not": (front("audience: aliens"), 2, "unknown-audience"),
    "a count of less than none": (front("cases: {count: -1}"), 2, "wrong-type"),
    "a count in words": (front("cases: {count: seven}"), 2, "wrong-type"),
    "a count beyond measure": (front(f"cases: {{count: {'9' * 5000}}}"), 2, "wrong-type"),
    "a list for cases": (front("cases: [7]"), 2, "wrong-type"),
    "a link without an address": (front("links: [{title: Plans}]"), 2, "missing-field"),
    "a link to a script": (front("links: [{title: Plans, url: 'javascript:alert(1)'}]"), 2, "bad-url"),
    "a link to a file": (front("links: [{title: Plans, url: 'file:///etc/passwd'}]"), 2, "bad-url"),
    "a source without https": (front("source: {title: Plans, url: example.org/plans.pdf}"), 2, "bad-url"),
    "a contact that is none": (front("contact: the office"), 2, "bad-contact"),
    "an alias from the root": (front("aliases: [/old/]"), 2, "bad-alias"),
    "an alias that climbs": (front("aliases: [../old/]"), 2, "bad-alias"),
    "an alias that climbs inside": (front("aliases: [a/../../old/]"), 2, "bad-alias"),
    "an alias of Windows": (front(r"aliases: [old\name]"), 2, "bad-alias"),
    "an alias elsewhere": (front("aliases: ['https://example.org/old/']"), 2, "bad-alias"),
    "an alias with a blank": (front("aliases: [old name/]"), 2, "bad-alias"),
    "an alias in a hidden folder": (front("aliases: [.git/config]"), 2, "bad-alias"),
    "an alias for the front page": (front("aliases: [index.html]"), 2, "duplicate-address"),
    "an alias for a style": (front("aliases: [themes/]"), 2, "duplicate-address"),
    "an alias for what is written down": (front("aliases: [.learnbrief-files]"), 2, "bad-alias"),
    "following up nothing": (front("follows_up: [nothing]"), 2, "unknown-briefing"),
    "replaced by nothing": (front("superseded_by: nothing"), 2, "unknown-briefing"),
    "replaced by itself": (front("superseded_by: b"), 2, "superseded-circle"),
    "a slug in capitals": (front("slug: Plans"), 2, "bad-id"),
    "a slug that climbs": (front("slug: ../../etc"), 2, "bad-id"),
    "a slug of dots": (front("slug: '..'"), 2, "bad-id"),
    "a slug with a slash": (front("slug: a/b"), 2, "bad-id"),
    "a slug of 101 letters": (front(f"slug: {'a' * 101}"), 2, "bad-id"),
    "a slug of 100,000 letters": (front(f"slug: {'a' * 100_000}"), 2, "bad-id"),
    "a slug with an accent": (front("slug: café"), 2, "bad-id"),
}

TEXTS: Mapping[str, tuple[bytes, int, str]] = {
    "a tag that there is not": (body("## Findings\n- A plan. #plan\n"), BODY_AT + 1, "unknown-theme"),
    "a tag in capitals": (body("## Findings\n- A plan. #Plans\n"), BODY_AT + 1, "unknown-theme"),
    "a tag where no point is": (body("## Background\nA plan. #plans\n"), BODY_AT + 1, "misplaced-tag"),
    "a tag on a heading": (body("## Findings #plans\n- A plan.\n"), BODY_AT, "misplaced-tag"),
    "braces that say nothing": (body("## Findings\n- A plan. {#}\n"), BODY_AT + 1, "bad-attribute"),
    "an attribute that there is not": (
        body("## Findings\n- A plan. {colour=red}\n"),
        BODY_AT + 1,
        "unknown-attribute",
    ),
    "a class": (body("## Findings {.wide}\n- A plan.\n"), BODY_AT, "unknown-attribute"),
    "a handler for an attribute": (body("## Findings {onclick=x}\n- A plan.\n"), BODY_AT, "unknown-attribute"),
    "a heading's role twice": (
        body("## Plans {role=findings role=learning}\n- A plan.\n"),
        BODY_AT,
        "duplicate-attribute",
    ),
    "a heading's role in two places": (
        body("## Plans {role=findings} {role=findings}\n- A.\n"),
        BODY_AT,
        "duplicate-attribute",
    ),
    "a point's id twice": (body("## Findings\n- A plan. {#a #b}\n"), BODY_AT + 1, "duplicate-attribute"),
    "an owner where nothing is done": (
        body('## Findings\n- A plan. {owner="MASH"}\n'),
        BODY_AT + 1,
        "misplaced-attribute",
    ),
    "a state that there is not": (body("## Actions taken\n- A plan. {state=soon}\n"), BODY_AT + 1, "unknown-choice"),
    "due on a day that is not": (
        body("## Actions taken\n- A plan. {due=2022-02-30}\n"),
        BODY_AT + 1,
        "impossible-date",
    ),
    "a heading's role that there is not": (body("## Plans {role=finding}\n- A plan.\n"), BODY_AT, "unknown-role"),
    "a heading's topics that are not": (body('## Findings {topics="plan"}\n- A plan.\n'), BODY_AT, "unknown-theme"),
    "an id in capitals": (body("## Findings\n- A plan. {#Plan}\n"), BODY_AT + 1, "bad-id"),
    "an id of ours": (body("## Findings\n- A plan. {#_main}\n"), BODY_AT + 1, "bad-id"),
    "a point without words": (body("## Findings\n- A plan.\n-\n"), BODY_AT + 2, "empty-point"),
    "a point of tags alone": (body("## Findings\n- #plans\n"), BODY_AT + 1, "empty-point"),
    "a picture on another host": (body("![A map](https://example.org/a.png)\n"), BODY_AT, "remote-resource"),
    "a picture without a scheme": (body("![A map](//example.org/a.png)\n"), BODY_AT, "remote-resource"),
    "a picture in the address": (body("![A map](data:image/png;base64,AAAA)\n"), BODY_AT, "remote-resource"),
    "a picture that is not there": (body("![A map](a.png)\n"), BODY_AT, "missing-picture"),
    "a picture that is a briefing": (body("![A map](a.md)\n"), BODY_AT, "missing-picture"),
    "a picture outside": (body("![A map](../../a.png)\n"), BODY_AT, "link-outside"),
    "a picture outside in disguise": (body("![A map](%2e%2e/%2e%2e/a.png)\n"), BODY_AT, "link-outside"),
    "a picture in HTML, elsewhere": (
        body('<img src="https://example.org/a.png" alt="A map">\n'),
        BODY_AT,
        "remote-resource",
    ),
    "a link to nothing": (body("[Plans](nothing.md)\n"), BODY_AT, "broken-link"),
    "a link without an address": (body("[Plans]()\n"), BODY_AT, "broken-link"),
    "a link outside": (body("[Plans](../../plans.md)\n"), BODY_AT, "link-outside"),
    "a link to a place that is not": (body("[Plans](a.md#nowhere)\n"), BODY_AT, "broken-link"),
    "a link that no browser opens": (body("[Plans](http://[::1)\n"), BODY_AT, "broken-link"),
}

FORM: Mapping[str, tuple[bytes, int, str]] = {
    "NUL in YAML": (fields("contact: a\0b\n"), 8, "control-character"),
    "Latin-1 in YAML": (fields("").replace(b"Example", b"Caf\xe9"), 1, "not-utf-8"),
    "YAML of nothing": (b"", 1, "missing-field"),
    "YAML of a list": (b"- a\n- b\n", 1, "wrong-type"),
    "YAML of a text": (b"plans\n", 1, "wrong-type"),
    "a text for sections": (fields("sections: plans\n"), 8, "wrong-type"),
    "a list in a section's place": (fields("sections:\n  - [a, b]\n"), 9, "wrong-type"),
    "a section without a heading": (
        fields("sections:\n  - heading: Findings\n    points: [A.]\n  - points: [B.]\n"),
        11,
        "missing-field",
    ),
    "a group for a heading": (fields("sections:\n  - heading: {a: b}\n    text: A plan.\n"), 9, "wrong-type"),
    "a point that is a list": (fields("sections:\n  - heading: Findings\n    points: [[a]]\n"), 10, "wrong-type"),
    "a point without text": (
        fields("sections:\n  - heading: Findings\n    points: [{id: a}]\n"),
        10,
        "missing-field",
    ),
    "a heading in a text": (
        fields('sections:\n  - heading: Background\n    text: "# Plans"\n'),
        10,
        "heading-in-text",
    ),
    "sections too deep": (
        fields("sections:\n" + "".join(f"{'  ' * n}- sections:\n" for n in range(1, 30))),
        18,
        "too-deep",
    ),
    "two documents": (fields("---\ntitle: x\n"), 8, "yaml-syntax"),
    "too many values": (fields(f"topics: [{'a,' * 300_000}a]\n").replace(b"topics: [neglect]\n", b""), 7, "too-much"),
    "a comment for a slug": (fields("slug: #plans\n"), 8, "cut-at-hash"),
}

IN_THEMES: Mapping[str, tuple[bytes, int, str]] = {
    "a theme without a label": (themes("harm: {definition: Harm.}\n"), 4, "missing-field"),
    "a theme in capitals": (themes("Harm: {label: Harm, definition: Harm.}\n"), 4, "bad-id"),
    "a theme that climbs": (themes("../harm: {label: Harm, definition: Harm.}\n"), 4, "bad-id"),
    "a theme given twice": (themes("plans: {label: Harm, definition: Harm.}\n"), 4, "duplicate-key"),
    "a term of two themes": (themes("harm: {label: PLANS, definition: Harm.}\n"), 4, "duplicate-term"),
    "a theme above itself": (themes("harm: {label: Harm, definition: Harm., broader: harm}\n"), 4, "theme-circle"),
    "a theme above that is not": (themes("harm: {label: Harm, definition: Harm., broader: x}\n"), 4, "unknown-theme"),
    "a theme's field that is not": (themes("harm: {label: Harm, definition: Harm., see: x}\n"), 4, "unknown-field"),
    "a theme of text": (themes("harm: Harm\n"), 4, "wrong-type"),
}

IN_SETTINGS: Mapping[str, tuple[bytes, int, str]] = {
    "settings that are none": (b"- a\n", 1, "wrong-type"),
    "settings in UTF-16": ("title: x".encode("utf-16"), 1, "not-utf-8"),
    "settings with NUL": (b"title: a\0\n", 1, "control-character"),
    "a setting that there is not": (b"theme: dark\n", 1, "unknown-field"),
    "a base that is no address": (b"base_url: ftp://example.org\n", 1, "bad-url"),
    "a form of links that is not": (b"links: short\n", 1, "unknown-choice"),
    "a day of testing that is not": (
        b"accessibility:\n  conformance: none\n  tested: 2026-02-30\n  method: m\n  contact: a@b.org\n  response: r",
        3,
        "impossible-date",
    ),
    "settings never closed": (b"kinds: [", 1, "yaml-syntax"),
    "settings of 6 MB": (b"title: " + b"x" * 6 * MEGABYTE, 1, "too-large"),
}

NO_THEMES = [("briefings/a.md", 8, "unknown-theme"), ("briefings/a.md", BODY_AT + 1, "unknown-theme")]
"""What follows in the good briefing where the themes cannot be read."""

SEVERAL: Mapping[str, tuple[Mapping[str, bytes], Sequence[tuple[str, int, str]]]] = {
    "UTF-16 without a mark": (
        {BRIEFING: FRONT.encode("utf-16-le")},
        [(BRIEFING, 1, "control-character"), (BRIEFING, 2, "control-character")],
    ),
    "an alias bomb": (
        {BRIEFING: front("cases: &a [x, x]\nlinks: &b [*a, *a]\nrole: [*b, *b]")},
        [(BRIEFING, 2, "yaml-alias"), (BRIEFING, 3, "yaml-alias"), (BRIEFING, 4, "yaml-alias")],
    ),
    "themes as an alias bomb": (
        {THEMES: b"a: &a [x,x,x,x,x,x]\nb: [*a,*a]\n"},
        [(THEMES, 1, "yaml-alias"), (THEMES, 2, "yaml-alias"), *NO_THEMES],
    ),
    "themes in UTF-16": ({THEMES: "plans: {}".encode("utf-16")}, [(THEMES, 1, "not-utf-8"), *NO_THEMES]),
    "themes of 20 MB": ({THEMES: b"x" * 20 * MEGABYTE}, [(THEMES, 1, "too-large"), *NO_THEMES]),
    "no field at all": ({BRIEFING: b"---\n---\n"}, [(BRIEFING, 2, "missing-field")]),
    "every date bad": (
        {BRIEFING: front("published: soon\nheld: 2022-13\nreview_by: 2022-02-31")},
        [(BRIEFING, 2, "bad-date"), (BRIEFING, 3, "impossible-date"), (BRIEFING, 4, "impossible-date")],
    ),
    "names that differ in case only": (
        {"briefings/b.md": body("## Findings\n- A.\n"), "briefings/B.md": body("## Findings\n- A.\n")},
        [
            ("briefings/B.md", 1, "bad-id"),
            ("briefings/B.md", 1, "duplicate-address"),
            ("briefings/b.md", 1, "duplicate-address"),
        ],
    ),
    "one name in two folders": (
        {"briefings/x/b.md": body("A.\n"), "briefings/y/b.md": body("A.\n")},
        [("briefings/x/b.md", 1, "duplicate-address"), ("briefings/y/b.md", 1, "duplicate-address")],
    ),
    "both forms of one name": (
        {BRIEFING: body("A.\n"), YAML_BRIEFING: fields("")},
        [(BRIEFING, 1, "duplicate-address"), (YAML_BRIEFING, 1, "duplicate-address")],
    ),
    "one alias for two": (
        {BRIEFING: front("aliases: [old/]"), "briefings/c.md": front("title: C\naliases: [OLD/]")},
        [(BRIEFING, 2, "duplicate-address"), ("briefings/c.md", 3, "duplicate-address")],
    ),
    "an alias for another's page": (
        {BRIEFING: front("aliases: [briefings/a/]")},
        [(BRIEFING, 2, "duplicate-address"), ("briefings/a.md", 1, "duplicate-address")],
    ),
    "replaced in a circle": (
        {BRIEFING: front("superseded_by: c"), "briefings/c.md": front("title: C\nsuperseded_by: b")},
        [(BRIEFING, 2, "superseded-circle"), ("briefings/c.md", 3, "superseded-circle")],
    ),
    "one id for two points": (
        {BRIEFING: body("## Findings\n- A. {#a}\n- B. {#a}\n")},
        [(BRIEFING, BODY_AT + 1, "duplicate-point-id"), (BRIEFING, BODY_AT + 2, "duplicate-point-id")],
    ),
    "a blank in a name": ({"briefings/a plan.md": body("A.\n")}, [("briefings/a plan.md", 1, "bad-id")]),
    "an accent in a name": ({"briefings/café.md": body("A.\n")}, [("briefings/café.md", 1, "bad-id")]),
    "a line end in a name": ({"briefings/a\nb.md": body("A.\n")}, [("briefings/a\nb.md", 1, "bad-id")]),
    "a name that is no UTF-8": ({"briefings/a\udcff.md": body("A.\n")}, [("briefings/a\udcff.md", 1, "bad-id")]),
    "a name of Windows' own ending": ({"briefings/b.md.md": body("A.\n")}, [("briefings/b.md.md", 1, "bad-id")]),
    "a drawing with a script": (
        {
            BRIEFING: body("![A map](a.svg)\n"),
            "briefings/a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        },
        [(BRIEFING, BODY_AT, "unsafe-picture")],
    ),
    "a drawing that is none": (
        {BRIEFING: body("![A map](a.svg)\n"), "briefings/a.svg": b"\xff\xfe\0"},
        [(BRIEFING, BODY_AT, "unsafe-picture")],
    ),
    "a drawing as a bomb": (
        {
            BRIEFING: body("![A map](a.svg)\n"),
            "briefings/a.svg": b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        },
        [(BRIEFING, BODY_AT, "unsafe-picture")],
    ),
    "a partnership without a name": (
        {PARTNERSHIPS: b"example: {area: Example}\n"},
        [(PARTNERSHIPS, 1, "missing-field")],
    ),
    "a partnership's bad addresses": (
        {PARTNERSHIPS: b"example: {name: E, website: e, email: e}\n"},
        [(PARTNERSHIPS, 1, "bad-url"), (PARTNERSHIPS, 1, "bad-email")],
    ),
    "an abbreviation without a meaning": ({GLOSSARY: b"MASH:\n"}, [(GLOSSARY, 1, "missing-field")]),
    "a glossary that is a list": ({GLOSSARY: b"- MASH\n"}, [(GLOSSARY, 1, "wrong-type")]),
    "a glossary with NUL": ({GLOSSARY: b"MASH: a\0b\n"}, [(GLOSSARY, 1, "control-character")]),
    "a glossary too deep": ({GLOSSARY: b"MASH: " + b"[" * 10_000}, [(GLOSSARY, 1, "too-deep")]),
    "a page of the owner's in Latin-1": ({PAGE: b"---\ntitle: Help\n---\nCaf\xe9\n"}, [(PAGE, 4, "not-utf-8")]),
    "a page of the owner's with a link to nothing": (
        {PAGE: b"---\ntitle: Help\n---\n[Plans](x.md)\n"},
        [(PAGE, 4, "broken-link")],
    ),
    "a template that never ends": (
        {"templates/404.html": b"<p>\n{% if page %}\n"},
        [("templates/404.html", 2, "template-syntax")],
    ),
    "a template in UTF-16": (
        {"templates/404.html": "<p>".encode("utf-16")},
        [("templates/404.html", 1, "not-utf-8")],
    ),
    "mistakes in three files": (
        {BRIEFING: body("- A. #plan\n"), "briefings/c.md": b"", SETTINGS: b"titel: x\n"},
        [
            (BRIEFING, BODY_AT, "misplaced-tag"),
            ("briefings/c.md", 1, "no-front-matter"),
            (SETTINGS, 1, "unknown-field"),
        ],
    ),
}

BROKEN: Mapping[str, Broken] = {
    **dict(_one(BRIEFING, {**NOT_TEXT, **TOO_MUCH, **FRONT_MATTER, **YAML, **FIELDS, **TEXTS})),
    **dict(_one(YAML_BRIEFING, FORM)),
    **dict(_one(THEMES, IN_THEMES)),
    **dict(_one(SETTINGS, IN_SETTINGS)),
    **dict(_several(SEVERAL)),
}
