"""Texts as a browser prints them."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from playwright.sync_api import sync_playwright

from tools.browser import find_browser
from tools.debian import is_root
from tools.printed.text import Part, Section, Text, linked

Layout = Callable[[Text], str]


def print_pages(html: str, **options: object) -> bytes:
    """Print a page of HTML as a PDF."""
    program = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not is_root())
        page = browser.new_page()
        page.set_content(html)
        content = page.pdf(print_background=True, prefer_css_page_size=True, **options)  # type: ignore[arg-type]
        browser.close()
    return content


def words(written: str) -> str:
    """Give a text as HTML."""
    return "".join(
        f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
        for text, address in linked(written)
    )


def parts(held: Sequence[Part]) -> str:
    """Give paragraphs, lists and tables as HTML."""
    made = []
    for kind, group in groupby(held, lambda part: part.kind):
        match kind:
            case "text":
                made += [f"<p>{words(part.written)}</p>" for part in group]
            case "entry" | "numbered":
                entries = "".join(f"<li>{words(part.written)}</li>" for part in group)
                made.append(f"<ul>{entries}</ul>" if kind == "entry" else f"<ol>{entries}</ol>")
            case _:
                rows = list(group)
                head = "".join(f"<th>{words(cell)}</th>" for cell in rows[0].cells)
                body = "".join(
                    "<tr>" + "".join(f"<td>{words(cell)}</td>" for cell in row.cells) + "</tr>" for row in rows[1:]
                )
                made.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return "".join(made)


def heading(section: Section, between: str = " ") -> str:
    """Give a section's heading with its number."""
    return f"{section.number}{between}{escape(section.heading)}" if section.number else escape(section.heading)


def page(style: str, body: str, title: str = "") -> str:
    """Give a whole page."""
    return (
        f"<!DOCTYPE html><html lang=en><title>{escape(title)}</title><style>{style}</style><body>{body}</body></html>"
    )


USUAL = "body{font:11pt/1.4 'Liberation Sans',sans-serif} h1{font-size:20pt} h2{font-size:14pt}"


def plain(text: Text) -> str:
    """Headings and lists, one under the other."""
    sections = "".join(f"<h2>{heading(section)}</h2>{parts(section.parts)}" for section in text.sections)
    return page(f"@page{{size:A4;margin:20mm}}{USUAL}", f"<h1>{escape(text.title)}</h1>{parts(text.intro)}{sections}")


def two_columns(text: Text) -> str:
    """A banner over two columns, with a rule between them."""
    style = f"""@page{{size:A4;margin:14mm}}{USUAL} body{{font-size:10pt}}
    header{{background:#143d59;color:#fff;padding:6mm}} main{{columns:2;column-gap:9mm;column-rule:1px solid #999}}
    h2{{color:#143d59;break-after:avoid}}"""
    sections = "".join(f"<h2>{heading(section)}</h2>{parts(section.parts)}" for section in text.sections)
    body = f"<header><h1>{escape(text.title)}</h1></header><main>{parts(text.intro)}{sections}</main>"
    return page(style, body)


def circles(text: Text) -> str:
    """Framed boxes in a grid, numbers in circles at their corners, squares for bullets."""
    style = f"""@page{{size:A4;margin:12mm}}{USUAL} body{{font-size:10pt}} main{{display:grid;grid-template-columns:1fr 1fr;gap:7mm}}
    section{{border:1.5px solid #7a1f5c;border-radius:4mm;padding:4mm 4mm 2mm 14mm;position:relative}}
    .n{{position:absolute;left:3mm;top:3mm;width:8mm;height:8mm;border-radius:50%;background:#7a1f5c;color:#fff;text-align:center;line-height:8mm;font-weight:bold}}
    h2{{margin:0 0 2mm;font-size:12.5pt}} ul{{list-style:none;padding:0}} li{{position:relative;padding-left:5mm;margin-bottom:1.5mm}}
    li::before{{content:"";position:absolute;left:0;top:1.6mm;width:2mm;height:2mm;background:#7a1f5c}}"""
    sections = "".join(
        f"<section><span class=n>{section.number}</span><h2>{escape(section.heading)}</h2>{parts(section.parts)}</section>"
        for section in text.sections
    )
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}<main>{sections}</main>")


def scattered(text: Text) -> str:
    """Coloured boxes placed by hand, and written in another order than they are read."""
    places = [(0, 40, 88), (92, 40, 88), (0, 92, 88), (92, 92, 88), (0, 160, 88), (92, 160, 88), (0, 214, 180)]
    order = [0, 1, 6, 2, 3, 5, 4]
    boxes = []
    for at in order:
        left, top, width = places[at]
        section = text.sections[at]
        boxes.append(
            f'<div class=box style="left:{left}mm;top:{top}mm;width:{width}mm"><b>{section.number} – {escape(section.heading)}</b>'
            f"{parts(section.parts)}</div>"
        )
    style = f"""@page{{size:A4;margin:12mm}}{USUAL} body{{font-size:9pt;position:relative;margin:0}} h1{{margin:0}}
    .box{{position:absolute;background:#dcecf5;padding:3mm;box-sizing:border-box}} b{{font-size:11pt;color:#0b3c5d}} ul{{margin:1mm 0;padding-left:5mm}} p{{margin:1mm 0}}"""
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}{''.join(boxes)}")


def report(text: Text) -> str:
    """A report with a table, on a small page so that it runs over several."""
    style = f"""@page{{size:A5;margin:20mm 15mm}}{USUAL} table{{border-collapse:collapse;width:100%}} td,th{{border:1px solid #444;padding:1.5mm;text-align:left;vertical-align:top}}
    th{{background:#ddd}}"""
    sections = "".join(f"<h2>{heading(section)}</h2>{parts(section.parts)}" for section in text.sections)
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}{sections}")


def slides(text: Text) -> str:
    """One slide for each section, in landscape."""
    style = """@page{size:254mm 143mm;margin:0} body{margin:0;font:18pt 'Liberation Sans',sans-serif}
    section{width:254mm;height:143mm;box-sizing:border-box;padding:14mm 18mm;break-after:page;background:#fdf6e3;border-top:8mm solid #b5481e}
    section:last-child{break-after:auto} h1{font-size:36pt} h2{font-size:28pt;margin:0 0 6mm;color:#b5481e}"""
    first = f"<section><h1>{escape(text.title)}</h1>{parts(text.intro)}</section>"
    rest = "".join(
        f"<section><h2>{heading(section)}</h2>{parts(section.parts)}</section>" for section in text.sections
    )
    return page(style, first + rest)


def sidebar(text: Text) -> str:
    """A wide column with a shaded column of last things beside it."""
    style = f"""@page{{size:A4;margin:15mm}}{USUAL} main{{display:flex;gap:8mm}} article{{flex:2}} aside{{flex:1;background:#f3e9d2;padding:4mm;align-self:flex-start}} h2{{color:#7c4a03}}"""
    made = [f"<h2>{heading(section)}</h2>{parts(section.parts)}" for section in text.sections]
    body = f"<h1>{escape(text.title)}</h1><main><article>{parts(text.intro)}{''.join(made[:-1])}</article><aside>{made[-1]}</aside></main>"
    return page(style, body)


def hyphenated(text: Text) -> str:
    """Justified text in a narrow column, words broken at line ends."""
    plain_words = plain(text)
    for word in (
        "conversation",
        "curiosity",
        "professional",
        "information",
        "partnership",
        "messages",
        "localities",
        "Assessments",
        "supervision",
    ):
        plain_words = plain_words.replace(word, "&shy;".join(word[at : at + 4] for at in range(0, len(word), 4)))
    return plain_words.replace("margin:20mm", "margin:20mm 72mm").replace(
        "</style>", "p,li{text-align:justify}</style>"
    )


def bars(text: Text) -> str:
    """Coloured bars with headings over framed boxes, two beside each other."""
    style = f"""@page{{size:A4;margin:10mm}}{USUAL} body{{font-size:9.5pt}} main{{display:grid;grid-template-columns:1fr 1fr;gap:5mm;align-items:start}}
    h2{{background:#00563f;color:#fff;margin:0;padding:2mm 3mm;font-size:12pt}} .b{{border:1px solid #00563f;padding:1mm 3mm}} ul{{padding-left:5mm}}"""
    sections = "".join(
        f"<div><h2>{heading(each)}</h2><div class=b>{parts(each.parts)}</div></div>" for each in text.sections
    )
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}<main>{sections}</main>")


def leaflet(text: Text) -> str:
    """A leaflet in landscape, three columns, headings in capitals and colour."""
    style = f"""@page{{size:A4 landscape;margin:10mm}}{USUAL} body{{font-size:10pt}} main{{columns:3;column-gap:10mm}}
    h2{{text-transform:uppercase;color:#8a1538;font-size:10pt;letter-spacing:.08em}} h1{{text-align:center}}"""
    sections = "".join(f"<h2>{heading(each)}</h2>{parts(each.parts)}" for each in text.sections)
    return page(style, f"<h1>{escape(text.title)}</h1><main>{parts(text.intro)}{sections}</main>")


def bold_only(text: Text) -> str:
    """Headings that are only bold paragraphs, with hardly any space between lines and paragraphs."""
    style = "@page{size:A4;margin:22mm} body{font:11pt/1.2 'Liberation Serif',serif} p{margin:0 0 1.5mm} ul,ol{margin:0 0 1.5mm;padding-left:7mm}"
    sections = "".join(f"<p><b>{heading(each)}</b></p>{parts(each.parts)}" for each in text.sections)
    return page(style, f"<p><b style='font-size:13pt'>{escape(text.title)}</b></p>{parts(text.intro)}{sections}")


def timeline(text: Text) -> str:
    """Cards left and right of a line, with large numbers, ticks and arrows."""
    style = f"""@page{{size:A4;margin:12mm}}{USUAL} body{{font-size:9.5pt}} .c{{width:86mm;margin-bottom:3mm;background:#eef;padding:3mm;box-sizing:border-box;border-left:1mm solid #336;display:flex;gap:3mm}}
    .c:nth-child(even){{margin-left:96mm}} .n{{font-size:26pt;color:#336;font-weight:bold}} h2{{font-size:12pt;margin:0}} ul{{list-style:none;padding:0;margin:1mm 0}} li::before{{content:"✓ "}} li:nth-child(even)::before{{content:"➤ "}}"""
    cards = "".join(
        f"<div class=c><div class=n>0{each.number}</div><div><h2>{escape(each.heading)}</h2>{parts(each.parts)}</div></div>"
        for each in text.sections
    )
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}<main>{cards}</main>")


def dark(text: Text) -> str:
    """White words on a dark page, in cards that are a little lighter."""
    style = f"""@page{{size:A4;margin:0}}{USUAL} body{{background:#102030;color:#fff;margin:0;padding:14mm}} section{{background:#1d3550;padding:4mm;margin-bottom:4mm;border-radius:3mm}} h2{{color:#ffcf56;margin:0}} h1{{color:#fff}}"""
    sections = "".join(f"<section><h2>{heading(each)}</h2>{parts(each.parts)}</section>" for each in text.sections)
    return page(style, f"<h1>{escape(text.title)}</h1>{parts(text.intro)}{sections}")


def magazine(text: Text) -> str:
    """Justified columns with a large first letter, and a pull quote between two rules."""
    style = f"""@page{{size:A4;margin:14mm}}{USUAL} body{{font:9.5pt/1.35 'Liberation Serif',serif}} main{{columns:3;column-gap:6mm;text-align:justify}}
    main>p:first-child::first-letter{{font-size:38pt;float:left;line-height:.8;padding-right:2mm}} h2{{font:bold 11pt 'Liberation Sans';border-bottom:1px solid}} ul,ol{{padding-left:4mm}}
    blockquote{{font-size:14pt;font-style:italic;margin:3mm 0;border-block:1px solid #888;text-align:left}}"""
    sections = "".join(f"<h2>{escape(each.heading)}</h2>{parts(each.parts)}" for each in text.sections)
    return page(style, f"<h1>{escape(text.title)}</h1><main>{parts(text.intro)}{sections}</main>")


def around(text: Text) -> str:
    """Boxes around a circle in the middle that holds the title."""
    places = [(0, 0), (130, 0), (0, 95), (130, 95), (0, 190), (130, 190)]
    style = f"""@page{{size:A3;margin:12mm}}{USUAL} body{{font-size:10pt;position:relative;margin:0}} section{{position:absolute;width:110mm;min-height:70mm;background:#f4e1e1;padding:4mm;box-sizing:border-box;border-radius:5mm}}
    header{{position:absolute;left:82mm;top:270mm;width:90mm;height:90mm;border-radius:50%;background:#6d1a36;color:#fff;display:flex;align-items:center;text-align:center}} h1{{font-size:24pt}} h2{{font-size:13pt;margin:0}}"""
    boxes = "".join(
        f'<section style="left:{left}mm;top:{top + 12}mm"><h2>{escape(each.heading)}</h2>{parts(each.parts)}</section>'
        for (left, top), each in zip(places, text.sections, strict=False)
    )
    return page(
        style, f"<header><h1>{escape(text.title)}</h1></header>{parts(text.intro) if text.intro else ''}{boxes}"
    )


def strips(text: Text) -> str:
    """Seven strips across the page, a dark square with the number at the left of each."""
    style = f"""@page{{size:A4;margin:12mm}}{USUAL} body{{font-size:9.5pt}} section{{display:flex;margin-bottom:2mm;border:1px solid #004d61}} .n{{background:#004d61;color:#fff;font-size:22pt;width:16mm;display:flex;align-items:center;justify-content:center}}
    .t{{padding:2mm 4mm;flex:1}} h2{{font-size:11pt;margin:0;text-transform:uppercase}} ul{{margin:1mm 0;padding-left:5mm}} p{{margin:1mm 0}}"""
    sections = "".join(
        f"<section><div class=n>{each.number}</div><div class=t><h2>{escape(each.heading)}</h2>{parts(each.parts)}</div></section>"
        for each in text.sections
    )
    return page(style, f"<h1>{escape(text.title)}</h1>{sections}")


def as_boxes(text: Text) -> str:
    """Coloured boxes with numbers, 01, 02 and the last one in a narrow column, the others in a wide one."""
    style = f"""@page{{size:A4;margin:10mm}}{USUAL} body{{font-size:9pt}} main{{display:flex;gap:6mm}} .l{{flex:2}} .r{{flex:3}}
    section{{background:#e8eef7;border:1px solid #29487d;padding:2mm 3mm;margin-bottom:4mm}} h2{{font-size:11.5pt;color:#29487d;margin:0 0 1mm}} ul{{margin:0;padding-left:4mm}} p{{margin:1mm 0}}"""
    boxes = [
        f"<section><h2>0{at} – {escape(each.heading)}</h2>{parts(each.parts)}</section>"
        for at, each in enumerate(text.sections, 1)
    ]
    left, right = [*boxes[:2], boxes[-1]], boxes[2:-1]
    return page(
        style,
        f"<h1>{escape(text.title)}</h1><main><div class=l>{''.join(left)}</div><div class=r>{''.join(right)}</div></main>",
    )


def as_cards(text: Text) -> str:
    """Cards with coloured headings in two columns."""
    style = f"""@page{{size:A4;margin:12mm}}{USUAL} body{{font-size:10pt}} main{{columns:2;column-gap:8mm}} section{{break-inside:avoid;border-top:2mm solid #7a9a01;padding:1mm 0;margin-bottom:3mm}}
    h2{{font-size:12pt;margin:0;color:#4f6600}} h3{{font-size:10.5pt}}"""
    made = "".join(f"<section><h2>{escape(each.heading)}</h2>{parts(each.parts)}</section>" for each in text.sections)
    return page(style, f"<h1>{escape(text.title)}</h1><main>{made}</main>")


def as_report(text: Text) -> str:
    """A long report with headings of two levels."""
    style = f"@page{{size:A4;margin:22mm 20mm}}{USUAL} h2{{font-size:16pt;color:#5b2333}} h3{{font-size:12.5pt;color:#5b2333}}"
    made = "".join(
        f"<h{each.level}>{escape(each.heading)}</h{each.level}>{parts(each.parts)}" for each in text.sections
    )
    return page(style, f"<h1>{escape(text.title)}</h1>{made}")


FOOTED = {
    "display_header_footer": True,
    "header_template": "<div style='font-size:8px;width:100%;text-align:center'>Southmoor partnership: OFFICIAL</div>",
    "footer_template": "<div style='font-size:8px;width:100%;text-align:center'>Page <span class=pageNumber></span> of <span class=totalPages></span></div>",
}
