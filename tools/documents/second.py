"""The second half of the documents, made after the code that reads them: Word files."""

from collections.abc import Iterator

from tools.documents.sample import UNDECIDED, Sample, of_role
from tools.documents.word import BULLETED, NUMBERED, WordFile, bold, box, bullets, p, run, table

TITLE = "Seven-minute briefing: older people and self-neglect"
ABOUT = "Between March and May 2023 the Northshire Safeguarding Partnership carried out a dip sample of 12 cases."
SEEN = (
    "Visits stopped after one refusal.",
    "Capacity was written down in half of the records.",
    "Neighbours knew more than the agencies did.",
)
GOOD = ("A housing officer came back every week.", "The fire service fitted alarms on the day it was asked.")
BETTER = ("Ask again, and at another time of day.", "Say in the record how capacity was tested.")
DUTIES = ("The board publishes one pathway.", "Managers read one record a month with each worker.")
FIELDS = {"partnership": "northshire", "held": "2023-03 to 2023-05"}
ALL = (
    *of_role("findings", *SEEN),
    *of_role("good-practice", *GOOD),
    *of_role("improvements", *BETTER),
    *of_role("recommendations", *DUTIES),
)
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What did we find?", SEEN),
    ("What worked well", GOOD),
    ("Areas for improvement", BETTER),
    ("Recommendations for managers", DUTIES),
)


def samples() -> Iterator[Sample]:
    """Give each Word file."""
    yield from _headings()
    yield from _boxes()
    yield from _tables()
    yield from _lists()
    yield from _rest()


def _title() -> str:
    return p(run(TITLE, "b", 'sz w:val="40"'))


def _headings() -> Iterator[Sample]:
    body = [_title(), p(ABOUT)]
    for heading, entries in PARTS:
        body += [p(heading.upper()), *(p(f"- {entry}") for entry in entries)]
    yield Sample("capitals.docx", WordFile().content(*body), ALL, FIELDS)

    body = [_title(), p(ABOUT)]
    for heading, entries in PARTS:
        body += [p(run(heading, 'sz w:val="30"')), bullets(*entries)]
    yield Sample("larger-letters.docx", WordFile().content(*body), ALL, FIELDS)

    body = [p(TITLE, style="Heading1"), p(ABOUT)]
    for heading, entries in PARTS:
        body += [p(heading, style="Blue"), *(p(entry, style="ListBullet") for entry in entries)]
    yield Sample("house-style.docx", WordFile().content(*body), ALL, FIELDS)

    body = [_title(), p(ABOUT)]
    for number, (heading, entries) in enumerate(PARTS, 1):
        body += [bold(f"{number}. {heading}"), p(), *(p(f"· {entry}") for entry in entries), p()]
    yield Sample("numbered-bold-lines.docx", WordFile().content(*body), ALL, FIELDS)

    body = [_title(), p(ABOUT)]
    for heading, entries in PARTS:
        body += [p(run(heading, "b"), number=NUMBERED), bullets(*entries)]
    yield Sample("numbered-by-word.docx", WordFile().content(*body), ALL, FIELDS)

    body = [_title(), p(ABOUT), bold("What did we find?")]
    body += [p(run("Voice of the adult: ", "b"), run("it was heard late."), number=BULLETED)]
    body += [p(run("Neighbours ", "b"), run("knew more."), number=BULLETED), bold("Please read this twice.")]
    points = of_role("findings", "Voice of the adult: it was heard late.", "Neighbours knew more.")
    yield Sample("run-in-words.docx", WordFile().content(*body), points, FIELDS)


def _boxes() -> Iterator[Sample]:
    body = [_title(), p(ABOUT)]
    for number, (heading, entries) in enumerate(PARTS, 2):
        body += [box(p(str(number))), box(bold(heading), *(p(f"• {entry}") for entry in entries))]
    yield Sample("numbers-in-circles.docx", WordFile().content(*body), ALL, FIELDS)

    body = [box(_title()), box(p(ABOUT), words="A blue box")]
    body += [
        box(p(run(f"{heading}", "b"), run("\n" + "\n".join(f"• {e}" for e in entries)))) for heading, entries in PARTS
    ]
    yield Sample("one-paragraph-boxes.docx", WordFile().content(*body), ALL, FIELDS)


def _tables() -> Iterator[Sample]:
    cells = [
        [str(number), f"{bold(heading)}{bullets(*entries)}"] for number, (heading, entries) in enumerate(PARTS, 1)
    ]
    body = [_title(), p(ABOUT), table(*cells)]
    yield Sample("numbers-beside-text.docx", WordFile().content(*body), ALL, FIELDS)

    heads = [bold(heading) for heading, _ in PARTS]
    below = ["".join(p(f"• {entry}") for entry in entries) for _, entries in PARTS]
    body = [_title(), p(ABOUT), table(heads[:2], below[:2], heads[2:], below[2:])]
    yield Sample("headings-above-columns.docx", WordFile().content(*body), ALL, FIELDS)

    inner = [table([bold(heading) + bullets(*entries)]) for heading, entries in PARTS]
    body = [_title(), table([p(ABOUT), "".join(inner[:2])], ["".join(inner[2:]), ""])]
    yield Sample("tables-in-tables.docx", WordFile().content(*body), ALL, FIELDS)

    actions = table(
        ["No.", "What needs to happen", "By whom", "By when", "RAG"],
        ["1", "Publish one pathway", "Board", "31/07/2023", "Green - complete"],
        ["2", "Read one record a month", "Managers", "ongoing", "Amber"],
    )
    body = [_title(), p(ABOUT), bold("Action plan"), actions]
    points = of_role("actions", "Publish one pathway", "Read one record a month")
    yield Sample("action-plan.docx", WordFile().content(*body), points, FIELDS)

    recommended = table(
        ["Recommendation", "Lead", "Timescale"],
        ["Publish one pathway", "Board", "July 2023"],
        ["Read one record a month", "Managers", "from June 2023"],
    )
    body = [_title(), p(ABOUT), bold("Recommendations"), recommended, bold("What did we find?"), bullets(*SEEN)]
    points = (*of_role("actions", "Publish one pathway", "Read one record a month"), *of_role("findings", *SEEN))
    yield Sample("recommendations-table.docx", WordFile().content(*body), points, FIELDS)

    long = (
        "Workers wrote that a person had refused, and did not write what was offered, when, by whom, in which words."
    )
    kept = table(
        ["Theme", "What was seen", "Agency"], ["Refusal", long, "Social care"], ["Capacity", f"{long} Twice.", "NHS"]
    )
    body = [_title(), p(ABOUT), kept, bold("What did we find?"), bullets(*SEEN)]
    yield Sample("table-with-long-cells.docx", WordFile().content(*body), of_role("findings", *SEEN), FIELDS)


def _lists() -> Iterator[Sample]:
    body = [_title(), p(ABOUT), bold("What did we find?"), p(f"• {SEEN[0]}", left=360), p("o In winter.", left=720)]
    body += [p("o In spring.", left=720), p(f"• {SEEN[1]}", left=360), p(f"• {SEEN[2]}", left=360)]
    yield Sample("typed-nested.docx", WordFile().content(*body), of_role("findings", *SEEN), FIELDS)

    body = [_title(), p(ABOUT), bold("What did we find?"), bullets(SEEN[0]), bullets("In winter.", level=1)]
    body += [bullets("On Sundays.", level=2), bullets(SEEN[1]), p("The sample was small."), bullets(SEEN[2])]
    yield Sample("nested.docx", WordFile().content(*body), of_role("findings", *SEEN), FIELDS)

    body = [_title(), p(ABOUT), bold("Recommendations for managers")]
    body += [p(f"Recommendation {number}: {duty}") for number, duty in enumerate(DUTIES, 1)]
    points = of_role(
        "recommendations", *(f"Recommendation {number}: {duty}" for number, duty in enumerate(DUTIES, 1))
    )
    yield Sample("named-entries.docx", WordFile().content(*body), points, FIELDS)

    body = [_title(), p(ABOUT), bold("What worked well:"), *(p(f"✓ {entry}") for entry in GOOD)]
    body += [bold("What worked less well:"), *(p(f"✗ {entry}") for entry in SEEN)]
    points = (*of_role("good-practice", *GOOD), *of_role("improvements", *SEEN))
    yield Sample("ticks-and-crosses.docx", WordFile().content(*body), points, FIELDS)


def _rest() -> Iterator[Sample]:
    file = WordFile()
    body = [p("What we learned in 2022/23", style="Title")]
    points: tuple[tuple[str, str], ...] = ()
    for month, (heading, entries) in zip(("June 2022", "October 2022"), PARTS, strict=False):
        subject = "Falls" if month.startswith("June") else "Fires"
        body += [p(subject, style="Heading1"), p("Background", style="Heading2")]
        body += [
            p(f"In {month} the Northshire Safeguarding Partnership completed a deep dive into {subject.lower()}.")
        ]
        body += [p(heading, style="Heading2"), bullets(*entries)]
        points = (*points, *of_role("findings" if subject == "Falls" else "good-practice", *entries))
    yield Sample(
        "parts-with-dates.docx", file.content(*body), points, {"held": "2022/23", "partnership": "northshire"}
    )

    contents = "".join(p(f"{heading}\t{at}", style="TOC1") for at, (heading, _) in enumerate(PARTS, 2))
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(ABOUT)}{bold('What did we find?')}</w:sdtContent></w:sdt>"
    added = f'<w:p><w:pPr/><w:ins w:author="A">{run("• " + SEEN[0])}</w:ins></w:p>'
    body = [_title(), f"<w:sdt><w:sdtPr/><w:sdtContent>{contents}</w:sdtContent></w:sdt>", control, added]
    body += [p(f"• {SEEN[1]}"), p(f"• {SEEN[2]}")]
    yield Sample("controls-and-contents.docx", WordFile().content(*body), of_role("findings", *SEEN), FIELDS)

    lettering = (
        '<w:p><w:r><w:pict><v:shape><v:textpath string="Self-neglect matters"/></v:shape></w:pict></w:r></w:p>'
    )
    body = [lettering, p(ABOUT), bold("Risgiau"), p("• Nid oedd neb yn gofyn."), p("• Nid oedd neb yn gwrando.")]
    points = of_role(UNDECIDED, "Nid oedd neb yn gofyn.", "Nid oedd neb yn gwrando.")
    yield Sample("lettering.docx", WordFile().content(*body), points, FIELDS)
