"""The second half of the documents, made after the code that reads them: pages, what was copied, text."""

import textwrap
from collections.abc import Iterator

from tools.documents.sample import UNDECIDED, Sample
from tools.documents.second import ABOUT, ALL, BETTER, DUTIES, FIELDS, GOOD, PARTS, SEEN, TITLE


def samples() -> Iterator[Sample]:
    """Give each page and text."""
    yield from _saved()
    yield from _copied()
    yield from _texts()


def _sections(level: int = 2) -> str:
    return "\n".join(
        f"<h{level}>{heading}</h{level}><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
        for heading, entries in PARTS
    )


def _saved() -> Iterator[Sample]:
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Self-neglect - Northshire</title><style>p {{}}</style></head>
<body><div class="govuk-cookie-banner" role="region"><h2>Cookies</h2><p>We use some cookies.</p><button>Accept</button></div>
<a href="#main-content" class="govuk-skip-link">Skip to main content</a>
<header class="govuk-header"><a href="/">Northshire</a></header>
<div class="govuk-breadcrumbs"><ol><li><a href="/">Home</a></li><li>Learning</li></ol></div>
<main id="main-content"><h1>{TITLE}</h1><p>{ABOUT}</p>{_sections()}
<aside><h2>Related</h2><ul><li><a href="/x">Another briefing</a></li></ul></aside></main>
<footer><p>Contact us</p></footer></body></html>"""
    yield Sample("public-page.html", page.encode(), ALL, FIELDS)

    page = f"""<html><head><title>Learning &#8211; NSP</title></head><body class="single">
<div id="masthead" class="site-header"><ul id="menu-main" class="menu"><li>Home</li><li>About us</li></ul></div>
<div id="content" class="site-content"><div class="entry-header"><h1 class="entry-title">{TITLE}</h1></div>
<div class="entry-content"><p>{ABOUT}</p>{_sections(3)}<div class="sharedaddy social"><p>Share this: Facebook</p></div></div>
</div><div id="sidebar" class="widget-area"><h2>Recent posts</h2><ul><li>A day out</li></ul></div>
<div class="site-footer">&copy; 2024 NSP</div></body></html>"""
    yield Sample("press.html", page.encode(), ALL, FIELDS)

    cells = "".join(
        f"<tr><td bgcolor=blue><b>{heading}</b></td><td>{''.join(f'<p>&bull; {entry}</p>' for entry in entries)}</td></tr>"
        for heading, entries in PARTS
    )
    page = f"<table width=600><tr><td colspan=2><font size=6><b>{TITLE}</b></font></td></tr>{cells}</table><p>{ABOUT}</p>"
    yield Sample("old-page.htm", page.encode("cp1252"), ALL, FIELDS)

    folded = "".join(
        f"<details><summary>{heading}</summary><ol>{''.join(f'<li><p>{entry}</p></li>' for entry in entries)}</ol></details>"
        for heading, entries in PARTS
    )
    page = f"""<body><main><h1>{TITLE}</h1><p>{ABOUT}<sup id="ref1"><a href="#fn1">1</a></sup></p>{folded}
<table><caption>Ages</caption><tr><th>Age</th><th>People</th></tr><tr><td>70 to 79</td><td>5</td></tr></table>
<dl><dt>Pathway</dt><dd>Who does what, and when.</dd></dl>
<section class="footnotes"><ol><li id="fn1">Drawn at random. <a href="#ref1">&#8617;</a></li></ol></section></main></body>"""
    points = (*ALL, (UNDECIDED, "Who does what, and when."))
    yield Sample("folded.html", page.encode(), points, FIELDS)


def _copied() -> Iterator[Sample]:
    def entry(words: str, sign: str = "·", level: int = 1) -> str:
        return (
            f"<p class=MsoListParagraph style='margin-left:36pt;text-indent:-18pt;mso-list:l0 level{level} lfo1'>"
            f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}<span"
            f" style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>"
        )

    body = "".join(
        f"<p class=MsoNormal><b><span lang=EN-GB>{heading}<o:p></o:p></span></b></p>{''.join(map(entry, entries))}"
        for heading, entries in PARTS
    )
    copied = f"""Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000009999\r\nStartFragment:0000000141\r\nEndFragment:0000009900\r
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- @list l0 --></style></head><body><!--StartFragment-->
<p class=MsoTitle>{TITLE}</p><p class=MsoNormal>{ABOUT}<o:p></o:p></p>{body}<!--EndFragment--></body></html>"""
    yield Sample("copied-from-word.html", copied.encode(), ALL, FIELDS)

    mail = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>
<div class="WordSection1"><p class="MsoNormal"><b><span style="font-size:14.0pt">{TITLE}</span></b></p>
<p class="MsoNormal">{ABOUT}</p><p class="MsoNormal">&nbsp;</p>
{"".join(f'<p class="MsoNormal"><b>{h}</b></p><ul type="disc">{"".join(f"<li class=MsoNormal>{e}</li>" for e in es)}</ul>' for h, es in PARTS)}
<p class="MsoNormal">See <a href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnorthshire.example%2Fa&amp;data=05%7C">
the pathway</a>.</p></div></body></html>"""
    yield Sample("mail.html", mail.encode("cp1252"), ALL, FIELDS)

    items = "".join(
        f'<p dir="ltr"><span style="font-size:14pt;font-weight:700;white-space:pre-wrap;">{heading}</span></p><ul>'
        + "".join(
            f'<li dir="ltr" aria-level="1" style="list-style-type:disc;"><p role="presentation"><span style="font-weight:400;">'
            f"{entry}</span></p></li>"
            for entry in entries
        )
        + "</ul><br>"
        for heading, entries in PARTS
    )
    copied = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span '
        f'style="font-size:26pt;">{TITLE}</span></p><p><span style="font-weight:400;">{ABOUT}</span></p>{items}</b>'
    )
    yield Sample("copied-from-docs.html", copied.encode(), ALL, FIELDS)


def _texts() -> Iterator[Sample]:
    wrapped = (
        "The sample was drawn from every team in the county, and each record was read by\n"
        "two people who did not know one another's marks."
    )
    body = "\n".join(f"{heading}\n\n" + "\n".join(f"  * {e}" for e in entries) + "\n" for heading, entries in PARTS)
    yield Sample("wrapped.txt", f"{TITLE}\n\n{textwrap.fill(ABOUT, 72)}\n\n{wrapped}\n\n{body}".encode(), ALL, FIELDS)

    lines = [TITLE, ABOUT, *(line for heading, entries in PARTS for line in (heading, *(f"•\t{e}" for e in entries)))]
    yield Sample("saved-by-word.txt", "\r\n".join(lines).encode("cp1252"), ALL, FIELDS)

    lines = [TITLE.upper(), "", ABOUT, ""]
    for heading, entries in PARTS:
        lines += [heading.upper(), *(f"{number}) {entry}" for number, entry in enumerate(entries, 1)), ""]
    yield Sample("wide-letters.txt", "\n".join(lines).encode("utf-16"), ALL, FIELDS)

    lines = [f"# {TITLE}", "", ABOUT, "", "What did we find?", "=================", ""]
    lines += [*(f"+ {entry}" for entry in SEEN), "", "**What worked well**", ""]
    lines += [*(f"- {entry}" for entry in GOOD), "", "## Areas for improvement", ""]
    lines += [*(f"\t• {entry}" for entry in BETTER), "", "Recommendations for managers:"]
    lines += [f"({letter}) {entry}" for letter, entry in zip("ab", DUTIES, strict=True)]
    yield Sample("notes.txt", "\n".join(lines).encode(), ALL, FIELDS)
