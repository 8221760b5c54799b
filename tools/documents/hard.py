"""Documents that were made to break the reading: shapes that two of the others do not have."""

from collections.abc import Iterator

from tools.documents.sample import UNDECIDED, Sample, of_role
from tools.documents.second import ABOUT, ALL, BETTER, DUTIES, FIELDS, GOOD, PARTS, SEEN, TITLE
from tools.documents.word import BULLETED, NUMBERED, WordFile, bold, box, bullets, p, picture, run, table


def samples() -> Iterator[Sample]:
    """Give each document."""
    yield from _word()
    yield from _tables()
    yield from _others()


def _word() -> Iterator[Sample]:
    body = [bold(TITLE), bold(ABOUT)]
    for heading, entries in PARTS:
        body += [bold(heading), *(p(run(f"• {entry}", "b")) for entry in entries)]
    yield Sample("bold-throughout.docx", WordFile().content(*body), ALL, FIELDS)

    body = [p("OFFICIAL"), picture("The partnership's logo"), bold(TITLE), p("June 2023"), p(ABOUT)]
    body += [
        p(run("What did we find?", "b"), run(" " + SEEN[0])),
        p(run("What worked well:", "b"), run(f" {GOOD[0]}")),
    ]
    points = (*of_role("findings", SEEN[0]), *of_role("good-practice", GOOD[0]))
    yield Sample("run-in-headings.docx", WordFile().content(*body), points, FIELDS)

    body = [p(TITLE, style="Title"), p(ABOUT), bold("LEARNING"), bold("Refusal"), bullets(*SEEN), bold("Capacity")]
    body += [bullets(*BETTER), bold("GOOD PRACTICE"), bullets(*GOOD)]
    points = (*of_role(UNDECIDED, *SEEN, *BETTER), *of_role("good-practice", *GOOD))
    yield Sample("two-kinds-of-bold.docx", WordFile().content(*body), points, FIELDS)

    group = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{bold(heading)}{bullets(*entries)}</w:txbxContent></wps:txbx></wps:wsp>"
        for heading, entries in PARTS
    )
    drawn = f'<w:drawing><wp:anchor><wp:docPr id="9" name="Group"/><a:graphic><a:graphicData>{group}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    body = [p(TITLE, style="Title"), p(ABOUT), f"<w:p><w:r>{drawn}</w:r></w:p>"]
    yield Sample("group-of-boxes.docx", WordFile().content(*body), ALL, FIELDS)

    file = WordFile()
    deep = "".join(bullets(f"Depth {level}.", level=min(level, 2)) for level in range(4))
    body = [p(TITLE, style="Title"), p(ABOUT), p("What did we find?", style="Heading1")]
    body += [p(SEEN[0], file.note("In 2022."), number=BULLETED), deep, bold("What worked well")]
    body += [p(GOOD[0], number=NUMBERED), p("A paragraph between."), p(GOOD[1], number=NUMBERED)]
    points = (*of_role("findings", SEEN[0], "Depth 0."), *of_role("good-practice", *GOOD))
    yield Sample("deep-and-parted.docx", file.content(*body), points, FIELDS)

    body = [p(TITLE, style="Title"), p(ABOUT), bold("Key ﬁndings"), *(p(f"-{entry}") for entry in SEEN)]
    body += [
        p(run("What worked well", "b", 'sz w:val="22"')),
        *(p(f"{sign} {entry}") for sign, entry in zip("➢→", GOOD, strict=True)),
    ]
    points = (*of_role("findings", *SEEN), *of_role("good-practice", *GOOD))
    yield Sample("odd-signs.docx", WordFile().content(*body), points, FIELDS)

    body = [box(p(run(TITLE, "b"))), box(p(ABOUT))]
    body += [
        box(bold(f"{n} {PARTS[n - 2][0]}") + "".join(p(f"•{entry}") for entry in PARTS[n - 2][1]))
        for n in (4, 2, 5, 3)
    ]
    yield Sample("boxes-out-of-order.docx", WordFile().content(*body), ALL, FIELDS)


def _tables() -> Iterator[Sample]:
    heads = ["What did we find?", "What worked well"]
    body = [p(TITLE, style="Title"), p(ABOUT)]
    body += [table(heads, [bullets(*SEEN[:2]), bullets(GOOD[0])], [bullets(SEEN[2]), bullets(GOOD[1])])]
    points = (*of_role("findings", *SEEN), *of_role("good-practice", *GOOD))
    yield Sample("columns-of-two-rows.docx", WordFile().content(*body), points, FIELDS)

    plan = table(
        ["ACTION PLAN", "", "", ""],
        ["Actions", "Responsible agency", "Deadline", "Update"],
        [p("Publish one pathway") + p("with a map"), "Board", "31st July 2023", "Done"],
        ["Read one record a month", "All\nagencies", "2023/24", ""],
    )
    body = [p(TITLE, style="Title"), p(ABOUT), plan]
    points = of_role("actions", "Publish one pathway", "Read one record a month")
    yield Sample("titled-plan.docx", WordFile().content(*body), points, FIELDS)

    body = [p(TITLE, style="Title"), p(ABOUT), bold("Recommendations for managers"), bullets(*DUTIES)]
    body += [table(["Task", "Who", "When"], ["Print the pathway", "Admin", "May 2024"])]
    points = (*of_role("recommendations", *DUTIES), ("actions", "Print the pathway"))
    yield Sample("actions-below-a-list.docx", WordFile().content(*body), points, FIELDS)

    banner = table([bold(TITLE)])
    grid = table([f"{bold('Read more')}{p('At our site.')}", f"{bold('What worked well')}{bullets(*GOOD)}"])
    body = [banner, p(ABOUT), grid]
    points = ((UNDECIDED, "At our site."), *of_role("good-practice", *GOOD))
    yield Sample("banner.docx", WordFile().content(*body), points, FIELDS)


def _others() -> Iterator[Sample]:
    panels = "".join(
        f'<h2><button aria-controls="p{at}">{heading}</button></h2><div id="p{at}" hidden style="display:none"><ul>'
        f"{''.join(f'<li>{entry}</li>' for entry in entries)}</ul></div>"
        for at, (heading, entries) in enumerate(PARTS)
    )
    page = f'<form id="aspnetForm"><div class="nav">Menu</div><div id="main"><h1>{TITLE}</h1><p>{ABOUT}</p>{panels}<p hidden>Never.</p></div></form>'
    yield Sample("folded-away.html", page.encode(), ALL, FIELDS)

    loose = "".join(
        f"<div><strong>{heading}</strong><br>{'<br>'.join(f'- {e}' for e in entries)}</div>"
        for heading, entries in PARTS
    )
    page = f"<html><body><div><font size='5'>{TITLE}</font></div><div>{ABOUT}</div>{loose}</body></html>"
    yield Sample("lines-by-br.html", page.encode(), ALL, FIELDS)

    lines = [TITLE, "", ABOUT, "", "Age\tPeople", "70 to 79\t5", "80 to 89\t7", "", "| Agency | Records |", "|---|---|", "| NHS | 4 |", "",
             "What did we find?", *(f"\u2022{entry}" for entry in SEEN), "", "What worked well -", "", *(f"* {entry}" for entry in GOOD)]  # fmt: skip
    points = (*of_role("findings", *SEEN), *of_role("good-practice", *GOOD))
    yield Sample("typed-tables.txt", "\n".join(lines).encode(), points, FIELDS)

    lines = [TITLE, "", ABOUT, "", "1. What did we find?", "", *(f"1.{n} {entry}" for n, entry in enumerate(SEEN, 1)), "",
             "2. What worked well", "", *(f"2.{n} {entry}" for n, entry in enumerate(GOOD, 1)), ""]  # fmt: skip
    yield Sample("numbered-throughout.txt", "\r\n".join(lines).encode(), points, FIELDS)
