"""Texts as LibreOffice exports them, from flat XML that is written here."""

import subprocess
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tools.printed.text import Part, Section, Text, linked

_SPACES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
            ("presentation", "presentation"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def export(document: str, ending: str, *, tagged: bool = False) -> bytes:
    """Let LibreOffice make a PDF of flat XML."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"text.{ending}")
        source.write_text(document, "utf-8")
        module = "impress" if ending == "fodp" else "writer"
        tags = '{"UseTaggedPDF":{"type":"boolean","value":"' + str(tagged).lower() + '"}}'
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        command += [f"pdf:{module}_pdf_Export:{tags}", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, "text.pdf").read_bytes()


def words(written: str) -> str:
    """Give a text as XML."""
    return "".join(
        f'<text:a xlink:type="simple" xlink:href={quoteattr(address)}>{escape(piece)}</text:a>'
        if address
        else escape(piece)
        for piece, address in linked(written)
    )


def paragraph(written: str, style: str = "Body") -> str:
    """Give a paragraph."""
    return f'<text:p text:style-name="{style}">{words(written)}</text:p>'


def parts(held: Sequence[Part], style: str = "Body") -> str:
    """Give paragraphs, lists and tables."""
    made = []
    for kind, group in groupby(held, lambda part: part.kind):
        if kind == "text":
            made += [paragraph(part.written, style) for part in group]
        elif kind == "row":
            rows = [part.cells for part in group]
            made.append(table(rows))
        else:
            entries = "".join(f"<text:list-item>{paragraph(part.written, style)}</text:list-item>" for part in group)
            made.append(
                f'<text:list text:style-name="{"Dots" if kind == "entry" else "Counted"}">{entries}</text:list>'
            )
    return "".join(made)


def typed(held: Sequence[Part], sign: str = "•") -> str:
    """Give entries as paragraphs that begin with a typed sign; frames lose the lists that they are given."""
    return "".join(paragraph(f"{sign} {part.written}" if part.kind == "entry" else part.written) for part in held)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Give a table with ruled cells."""
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    made = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="Cell" office:value-type="string">{paragraph(cell, "Strong" if at == 0 else "Body")}</table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for at, row in enumerate(rows)
    )
    return f'<table:table table:name="T">{columns}{made}</table:table>'


_STYLES = """
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="2mm"/><style:text-properties fo:font-size="11pt" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="1mm"/><style:text-properties fo:font-size="9pt" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-size="11pt" fo:font-weight="bold" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Big" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="4mm"/><style:text-properties fo:font-size="20pt" fo:font-weight="bold" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:margin-top="4mm" fo:margin-bottom="2mm" fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold" fo:color="#1b5e20" fo:font-family="Liberation Sans"/></style:style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="3mm" text:min-label-width="5mm"/></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="Counted"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:space-before="3mm" text:min-label-width="6mm"/></text:list-level-style-number></text:list-style>
"""
_AUTOMATIC = """
<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="18mm"/>{feet}</style:page-layout>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="1.2mm"/></style:style>
<style:style style:name="Long" style:family="table-cell"><style:table-cell-properties fo:border="1pt solid #5b7083" fo:padding="2mm" fo:background-color="#eef3f7"/></style:style>
<style:style style:name="Frame" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#e3f0da" fo:background-color="#e3f0da" fo:border="1pt solid #3a6b21" fo:padding="2mm" style:wrap="none" style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page"/></style:style>
<style:style style:name="Drawn" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#e3f0da" fo:wrap-option="wrap" draw:auto-grow-width="false" draw:auto-grow-height="true" style:wrap="none" style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page"/></style:style>
<style:style style:name="TwoColumns" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="8mm"/></style:section-properties></style:style>
"""
_FEET = "<style:header-style/><style:footer-style/>"


def flat(body: str, header: str = "", footer: str = "") -> str:
    """Give a whole text document."""
    edges = f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>" if header else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{_STYLES}{_AUTOMATIC.format(feet=_FEET if header else '')}</office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet">{edges}</style:master-page></office:master-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def heading(section: Section, between: str = " ") -> str:
    """Give a section's heading."""
    number = f"{section.number}{between}" if section.number else ""
    return f'<text:h text:style-name="Head" text:outline-level="2">{number}{escape(section.heading)}</text:h>'


def title(text: Text) -> str:
    """Give the title."""
    return f'<text:h text:style-name="Big" text:outline-level="1">{escape(text.title)}</text:h>'


def plain(text: Text) -> str:
    """Headings with styles, lists and tables, with a header and page numbers."""
    body = title(text) + parts(text.intro) + "".join(heading(each) + parts(each.parts) for each in text.sections)
    number = '<text:p text:style-name="Small">Page <text:page-number/> of <text:page-count/></text:p>'
    return flat(body, paragraph("Learning and improvement group", "Small"), number)


def two_columns(text: Text) -> str:
    """Two columns under the title."""
    inner = parts(text.intro) + "".join(heading(each) + parts(each.parts) for each in text.sections)
    return flat(f'{title(text)}<text:section text:style-name="TwoColumns" text:name="S">{inner}</text:section>')


def frames(text: Text) -> str:
    """Text frames placed on the page, anchored in another order than they are read."""
    places = [
        (15, 40, 88, 42),
        (107, 40, 88, 42),
        (15, 86, 88, 62),
        (107, 86, 88, 62),
        (15, 152, 88, 62),
        (107, 152, 88, 62),
        (15, 218, 180, 30),
    ]
    made = []
    for at in [0, 6, 1, 5, 2, 3, 4]:
        left, top, width, height = places[at]
        section = text.sections[at]
        inner = paragraph(f"{section.number} {section.heading}", "Strong") + typed(section.parts)
        made.append(
            f'<draw:frame draw:style-name="Frame" text:anchor-type="paragraph" svg:x="{left}mm" svg:y="{top}mm" svg:width="{width}mm">'
            f'<draw:text-box fo:min-height="{height}mm">{inner}</draw:text-box></draw:frame>'
        )
    return flat(f"{title(text)}{parts(text.intro)}<text:p>{''.join(made)}</text:p>")


def layout_table(text: Text) -> str:
    """A table that only arranges sections beside each other."""
    cells = [
        f'<table:table-cell table:style-name="Long" office:value-type="string">{heading(each)}{parts(each.parts)}</table:table-cell>'
        for each in text.sections
    ]
    if len(cells) % 2:
        cells.append('<table:table-cell table:style-name="Long"><text:p/></table:table-cell>')
    rows = "".join(f"<table:table-row>{cells[at]}{cells[at + 1]}</table:table-row>" for at in range(0, len(cells), 2))
    grid = f'<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
    return flat(title(text) + parts(text.intro) + grid)


def slides(text: Text) -> str:
    """One slide for each section, from a program for slides."""
    made = [_slide(0, text.title, parts(text.intro, "Body"))]
    made += [_slide(at, section.heading, parts(section.parts, "Body")) for at, section in enumerate(text.sections, 1)]
    styles = _STYLES.replace('fo:font-size="11pt"', 'fo:font-size="18pt"').replace('"14pt"', '"30pt"')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.presentation">'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="Wide"><style:page-layout-properties fo:page-width="280mm" fo:page-height="157mm"/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="M" style:page-layout-name="Wide"/></office:master-styles>'
        f"<office:body><office:presentation>{''.join(made)}</office:presentation></office:body></office:document>"
    )


def _slide(at: int, heading: str, inner: str) -> str:
    return (
        f'<draw:page draw:name="s{at}" draw:master-page-name="M">'
        f'<draw:frame svg:x="15mm" svg:y="10mm" svg:width="250mm" svg:height="20mm"><draw:text-box>{paragraph(heading, "Head")}</draw:text-box></draw:frame>'
        f'<draw:frame svg:x="15mm" svg:y="38mm" svg:width="250mm" svg:height="100mm"><draw:text-box>{inner}</draw:text-box></draw:frame>'
        "</draw:page>"
    )


def shapes(text: Text) -> str:
    """Drawn shapes with words in them, as a program for posters has them, in another order than they are read."""
    places = [
        (15, 40, 88, 48),
        (107, 40, 88, 48),
        (15, 92, 88, 58),
        (107, 92, 88, 58),
        (15, 154, 88, 58),
        (107, 154, 88, 58),
        (15, 216, 180, 40),
    ]
    made = []
    for at in [6, 0, 1, 5, 2, 3, 4]:
        left, top, width, height = places[at]
        section = text.sections[at]
        made.append(
            f'<draw:custom-shape draw:style-name="Drawn" text:anchor-type="paragraph" svg:x="{left}mm" svg:y="{top}mm" svg:width="{width}mm" svg:height="{height}mm">'
            f"{paragraph(f'0{section.number} {section.heading}', 'Strong')}{typed(section.parts, 'o')}"
            '<draw:enhanced-geometry draw:type="round-rectangle" svg:viewBox="0 0 21600 21600"/></draw:custom-shape>'
        )
    return flat(f"{title(text)}{parts(text.intro)}<text:p>{''.join(made)}</text:p>")


def three_columns(text: Text) -> str:
    """Three columns under a title, with a header and page numbers."""
    inner = parts(text.intro) + "".join(heading(each) + parts(each.parts) for each in text.sections)
    body = f'{title(text)}<text:section text:style-name="TwoColumns" text:name="S">{inner}</text:section>'
    number = '<text:p text:style-name="Small"><text:page-number/></text:p>'
    return flat(body, paragraph("Annual report", "Small"), number).replace(
        'fo:column-count="2"', 'fo:column-count="3"'
    )


def numbered_headings(text: Text) -> str:
    """Headings that count, 1. to 5., with a numbered list among them."""
    made = []
    for at, section in enumerate(text.sections, 1):
        made.append(
            f'<text:h text:style-name="Head" text:outline-level="2">{at}. {escape(section.heading)}</text:h>{parts(section.parts)}'
        )
    return flat(title(text) + parts(text.intro) + "".join(made))


def paired_slides(text: Text) -> str:
    """Slides with two boxes beside each other, a footer and slide numbers."""
    document = slides(text)
    first, _, rest = document.partition("<office:presentation>")
    pages = [_slide(0, text.title, parts(text.intro))]
    for at in range(0, len(text.sections), 2):
        boxes = "".join(
            f'<draw:frame svg:x="{15 + 128 * place}mm" svg:y="20mm" svg:width="120mm" svg:height="105mm"><draw:text-box>{paragraph(each.heading, "Head")}{parts(each.parts)}</draw:text-box></draw:frame>'
            for place, each in enumerate(text.sections[at : at + 2])
        )
        number = f'<draw:frame svg:x="250mm" svg:y="145mm" svg:width="20mm" svg:height="8mm"><draw:text-box>{paragraph(str(at // 2 + 2), "Small")}</draw:text-box></draw:frame>'
        foot = f'<draw:frame svg:x="15mm" svg:y="145mm" svg:width="90mm" svg:height="8mm"><draw:text-box>{paragraph("Lakeside SAB", "Small")}</draw:text-box></draw:frame>'
        pages.append(f'<draw:page draw:name="s{at + 1}" draw:master-page-name="M">{boxes}{number}{foot}</draw:page>')
    return f"{first}<office:presentation>{''.join(pages)}{rest[rest.index('</office:presentation>') :]}"


def letter(text: Text) -> str:
    """A letter with typed dashes for bullets and underlined headings, all of one size."""
    made = [paragraph("Dear colleague,"), *(paragraph(part.written) for part in text.intro)]
    for section in text.sections:
        made.append(f'<text:p text:style-name="Lined">{escape(section.heading)}</text:p>{typed(section.parts, "-")}')
    style = '<style:style style:name="Lined" style:family="paragraph"><style:text-properties fo:font-size="11pt" style:text-underline-style="solid" fo:font-family="Liberation Sans"/></style:style>'
    body = flat(f'<text:p text:style-name="Strong">{escape(text.title)}</text:p>{"".join(made)}')
    return body.replace("<office:automatic-styles>", f"<office:automatic-styles>{style}")
