"""The first half of the documents: made first, and mended by."""

from collections.abc import Iterator

from tools.documents.sample import UNDECIDED, Sample, of_role
from tools.documents.word import (
    BULLETED,
    LEGAL,
    NUMBERED,
    WordFile,
    bold,
    box,
    bullets,
    field_link,
    p,
    picture,
    run,
    table,
)

INTRO = (
    "The Northshire Safeguarding Partnership held a multi-agency audit on 14 May 2024. It looked at nine children."
)
FOUND = ("Chronologies stopped when a family moved.", "Fathers were seldom asked.", "School nurses heard last.")
WELL = ("Health visitors kept in touch.", "One school rang the same day.")
TELL = ("Ask who else lives in the home.", "Write down what the child said.")
MUST = ("The partnership writes one form for all agencies.", "Each agency names a lead.")
HEADINGS = ("What we found", "Good practice", "Key learning for practitioners", "Recommendations")
PLAIN = (
    *of_role("findings", *FOUND),
    *of_role("good-practice", *WELL),
    *of_role("learning", *TELL),
    *of_role("recommendations", *MUST),
)
FIELDS = {"partnership": "northshire", "kind": "multi-agency-audit", "held": "2024-05-14"}


def samples() -> Iterator[Sample]:
    """Give each document."""
    yield from _headings()
    yield from _boxes()
    yield from _tables()
    yield from _lists()
    yield from _marks()


def parts() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each heading with its entries."""
    yield from zip(HEADINGS, (FOUND, WELL, TELL, MUST), strict=True)


def _headings() -> Iterator[Sample]:
    file = WordFile({"header": p("OFFICIAL"), "footer": p("Northshire 2024, page ", run("1"))}, author="P. Quill")
    body = [p("Families who move", style="Title"), p(INTRO, file.note("Aged 2 to 11."))]
    for heading, entries in parts():
        body += [p(heading, style="Heading1"), bullets(*entries)]
    body += [
        p("More information", style="Heading1"),
        p("See ", file.link("our site", "https://northshire.example/x"), "."),
    ]
    yield Sample("styles.docx", file.content(*body), PLAIN, {**FIELDS, "title": "Families who move"})

    body = [bold("Families who move"), p(INTRO)]
    for heading, entries in parts():
        body += [bold(heading), *(p(f"•\t{entry}", left=360) for entry in entries), p()]
    yield Sample("bold-lines.docx", WordFile().content(*body), PLAIN, {**FIELDS, "title": "Families who move"})

    body = [p("Families who move", outline="0"), p(INTRO), p("Supervision", outline="1"), bullets(*FOUND)]
    body += [p("Working with fathers", outline="1"), bullets(*WELL)]
    points = of_role(UNDECIDED, *FOUND, *WELL)
    yield Sample("outline-levels.docx", WordFile().content(*body), points, FIELDS)


def _boxes() -> Iterator[Sample]:
    numbered = [
        ("01 Background", p(INTRO)),
        ("02 What we found", bullets(*FOUND)),
        ("05 Recommendations", bullets(*MUST)),
        ("03 Good practice", bullets(*WELL)),
        ("04 Key learning for practitioners", bullets(*TELL)),
    ]
    for form in ("both", "new", "old"):
        body = [p("Families who move", style="Title"), *(box(bold(head), text, form=form) for head, text in numbered)]
        yield Sample(f"boxes-{form}.docx", WordFile().content(*body), PLAIN, FIELDS)


def _tables() -> Iterator[Sample]:
    cells = [f"{bold(heading)}{''.join(p(f'• {entry}') for entry in entries)}" for heading, entries in parts()]
    body = [p("Families who move", style="Title"), table([p(INTRO)]), table(cells[:2], cells[2:])]
    yield Sample("layout-table.docx", WordFile().content(*body), PLAIN, FIELDS)

    rows = [[heading, bullets(*entries)] for heading, entries in parts()]
    body = [p("Families who move", style="Title"), p(INTRO), table(*rows)]
    yield Sample("labels-beside-text.docx", WordFile().content(*body), PLAIN, FIELDS)

    actions = table(
        ["What we will do", "Lead agency", "Timescale", "Progress"],
        ["Write one form", "Children's services", "end of June 2024", "Completed"],
        ["Train 40 people", "NHS", "December 2024", "In progress"],
        head=True,
    )
    ages = table(["Age", "Children"], ["0 to 5", "4"], ["6 to 11", "5"], head=True)
    body = [p("Families who move", style="Title"), p(INTRO), ages, p("What happens next", style="Heading1"), actions]
    points = of_role("actions", "Write one form", "Train 40 people")
    yield Sample("actions-table.docx", WordFile().content(*body), points, FIELDS)


def _lists() -> Iterator[Sample]:
    body = [p("Families who move", style="Title"), p(INTRO), p("What we found", style="Heading1")]
    body += [p(FOUND[0], number=NUMBERED), p("In two homes.", number=NUMBERED, level=1), p(FOUND[1], number=NUMBERED)]
    body += [p("This was so in every agency."), p(FOUND[2], number=BULLETED)]
    points = of_role("findings", *FOUND)
    yield Sample("numbered.docx", WordFile().content(*body), points, FIELDS)

    body = [p("Families who move", style="Title"), p(INTRO), p("What we found", style="Heading1", number=LEGAL)]
    body += [p(entry, number=LEGAL, level=1) for entry in FOUND]
    body += [
        p("Recommendations", style="Heading1", number=LEGAL),
        *(p(entry, number=LEGAL, level=1) for entry in MUST),
    ]
    points = (*of_role("findings", *FOUND), *of_role("recommendations", *MUST))
    yield Sample("legal-numbers.docx", WordFile().content(*body), points, FIELDS)

    for name, signs in {
        "letters": ("a) ", "b) ", "c) "), "romans": ("(i) ", "(ii) ", "(iii) "), "decimals": ("1.1 ", "1.2 ", "1.3 "),
        "dashes": ("– ", "– ", "– "), "letter-o": ("o\t", "o\t", "o\t"), "numbers": ("1. ", "2. ", "3. "),
    }.items():  # fmt: skip
        body = [bold("Families who move"), p(INTRO), bold("What we found")]
        body += [p(f"{sign}{entry}") for sign, entry in zip(signs, FOUND, strict=True)]
        yield Sample(f"typed-{name}.docx", WordFile().content(*body), of_role("findings", *FOUND), FIELDS)


def _marks() -> Iterator[Sample]:
    file = WordFile(comments=3, author="P. Quill")
    deleted = '<w:del w:author="P. Quill"><w:r><w:delText>Gone words. </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:author="P. Quill">{run("Seen late. ")}</w:ins>'
    body = [p("Families who move", style="Title"), p(INTRO), p("What we found", style="Heading1")]
    body += [p(deleted, inserted, run("Unseen words.", "vanish"), FOUND[0], number=BULLETED)]
    body += [picture("A family of four at a door")]
    yield Sample("tracked.docx", file.content(*body), of_role("findings", f"Seen late. {FOUND[0]}"), FIELDS)

    body = [
        bold("Families who move"),
        p(INTRO),
        p(run("What we found", "b"), run(f"\n• {FOUND[0]}\n• Fathers were sel\u00addom asked.")),
    ]
    body += [p(run("Good practice", "b"), run("\nHealth visitors\u00a0kept in touch."))]
    points = (*of_role("findings", *FOUND[:2]), ("good-practice", "Health visitors kept in touch."))
    yield Sample("soft-breaks.docx", WordFile().content(*body), points, FIELDS)

    file = WordFile()
    safe = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnorthshire.example%2Fguide&data=05"
    body = [p("Families who move", style="Title"), p(INTRO), p("What we found", style="Heading1")]
    body += [
        p("Read ", file.link("the guide", safe), ".", number=BULLETED),
        p("Write to ", file.link("the team", "mailto:team@northshire.example"), ".", number=BULLETED),
        p("See ", field_link("the page", "https://northshire.example/p?utm_source=mail&id=4"), ".", number=BULLETED),
    ]
    points = of_role("findings", "Read the guide.", "Write to the team.", "See the page.")
    yield Sample("links.docx", file.content(*body), points, FIELDS)
