"""Texts drawn line by line, as programs for leaflets and posters do: no structure but places, sizes and colours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tools.printed.text import Part, Section, Text, linked

NORMAL, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"


@dataclass
class Sheet:
    """A page that is drawn on, from its upper edge down."""

    size: tuple[float, float] = A4
    canvas: Canvas = field(init=False)
    stream: BytesIO = field(init=False)

    def __post_init__(self) -> None:
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, pagesize=self.size, invariant=True)

    def finish(self) -> bytes:
        """Close it and give its bytes."""
        self.canvas.save()
        return self.stream.getvalue()

    def words(
        self, left: float, top: float, text: str, font: str = NORMAL, size: float = 10, colour: str = "#000000"
    ) -> None:
        """Draw words on one line; `top` is where the line stands, counted from above."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.size[1] - top, text)

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str | None,
        frame: str | None = None,
        radius: float = 0,
    ) -> None:
        """Draw a box."""
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if frame:
            self.canvas.setStrokeColor(HexColor(frame))
        draw: Any = self.canvas.roundRect if radius else self.canvas.rect
        extra = [radius] if radius else []
        draw(left, self.size[1] - top - height, width, height, *extra, stroke=int(bool(frame)), fill=int(bool(fill)))

    def circle(self, left: float, top: float, radius: float, fill: str) -> None:
        """Draw a filled circle around a point."""
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(left, self.size[1] - top, radius, stroke=0, fill=1)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a line."""
        self.canvas.setStrokeColor(HexColor("#333333"))
        self.canvas.line(left, self.size[1] - top, right, self.size[1] - bottom)

    def paragraph(
        self,
        left: float,
        top: float,
        width: float,
        text: str,
        font: str = NORMAL,
        size: float = 10,
        colour: str = "#000000",
        leading: float = 1.25,
    ) -> float:
        """Draw words on as many lines as they need, links with their addresses; give where the next line stands."""
        for line in wrapped(text, width, font, size):
            across = left
            for words, address in line:
                self.words(across, top, words, font, size, colour)
                wide = stringWidth(words, font, size)
                if address:
                    bottom = self.size[1] - top - 2
                    self.canvas.linkURL(address, (across, bottom, across + wide, bottom + size), relative=0)
                across += wide
            top += leading * size
        return top

    def entry(
        self, left: float, top: float, width: float, text: str, sign: str = "•", indent: float = 12, **look: Any
    ) -> float:
        """Draw an entry of a list with a sign before it."""
        self.words(left, top, sign, look.get("font", NORMAL), look.get("size", 10), look.get("colour", "#000000"))
        return self.paragraph(left + indent, top, width - indent, text, **look) + 2


def wrapped(text: str, width: float, font: str, size: float) -> list[list[tuple[str, str]]]:
    """Break a text into lines of pieces, each with the address that it leads to."""
    lines: list[list[tuple[str, str]]] = [[]]
    room = width
    for piece, address in linked(text):
        for word in piece.replace(" ", " \0").split("\0"):
            wide = stringWidth(word.rstrip(), font, size)
            if wide > room and lines[-1]:
                lines.append([])
                room = width
            lines[-1].append((word, address))
            room -= stringWidth(word, font, size)
    joined = []
    for line in lines:
        made: list[tuple[str, str]] = []
        for word, address in line:
            if made and made[-1][1] == address:
                made[-1] = (made[-1][0] + word, address)
            else:
                made.append((word, address))
        joined.append(made)
    return joined


def parts(
    sheet: Sheet, left: float, top: float, width: float, held: Sequence[Part], sign: str = "•", **look: Any
) -> float:
    """Draw paragraphs and entries; give where the next line stands."""
    for at, part in enumerate(held):
        if part.kind == "text":
            top = sheet.paragraph(left, top, width, part.written, **look) + 4
        elif part.kind == "numbered":
            count = sum(each.kind == "numbered" for each in held[: at + 1])
            top = sheet.entry(left, top, width, part.written, f"{count}.", 16, **look)
        else:
            top = sheet.entry(left, top, width, part.written, sign, **look)
    return top


def numbered(section: Section, between: str = " – ") -> str:
    """Give a section's heading with its number."""
    return f"{section.number}{between}{section.heading}" if section.number else section.heading


def boxes(text: Text) -> bytes:
    """Filled boxes, drawn as 1, 2, 7, 3 …, with white headings."""
    sheet = Sheet()
    sheet.words(40, 50, text.title, BOLD, 19)
    parts(sheet, 40, 75, 500, text.intro)
    places = [(40, 95), (305, 95), (40, 205), (305, 205), (40, 355), (305, 355), (40, 500)]
    for at in [0, 1, 6, 2, 3, 5, 4]:
        left, top = places[at]
        section = text.sections[at]
        width = 515 if at == 6 else 250
        height = 92 if at in (0, 1) else 135
        sheet.box(left, top, width, height, "#1f4e79")
        sheet.words(left + 8, top + 18, numbered(section), BOLD, 12, "#ffd966")
        parts(sheet, left + 8, top + 34, width - 16, section.parts, size=9, colour="#ffffff")
    return sheet.finish()


def columns(text: Text) -> bytes:
    """Two columns without boxes, under a coloured banner; a footer with the address."""
    sheet = Sheet()
    sheet.box(0, 0, A4[0], 80, "#4b1d52")
    sheet.words(40, 50, text.title, BOLD, 20, "#ffffff")
    left, top = 40.0, 105.0
    top = parts(sheet, left, top, 245, text.intro, size=9.5) + 6
    for section in text.sections:
        if top > 560 and left < 100:
            left, top = 310, 105
        sheet.words(left, top, numbered(section), BOLD, 12, "#4b1d52")
        top = parts(sheet, left, top + 16, 245, section.parts, size=9.5) + 8
    sheet.words(40, 815, "Northshire Safeguarding Adults Board, County Hall", NORMAL, 8)
    return sheet.finish()


def circled(text: Text) -> bytes:
    """Numbers in circles left of their headings, in three columns that are read across, without boxes."""
    sheet = Sheet((842, 595))
    sheet.words(40, 45, text.title, BOLD, 20)
    tops = [80, 250, 430]
    for at, section in enumerate(text.sections):
        left, top = 40 + 260 * (at % 3), tops[at // 3]
        sheet.circle(left + 12, top + 10, 12, "#00695c")
        sheet.words(left + 8.5, top + 14.5, section.number, BOLD, 12, "#ffffff")
        sheet.words(left + 32, top + 14, section.heading, BOLD, 12, "#00695c")
        parts(sheet, left + 32, top + 32, 205, section.parts, size=9)
    return sheet.finish()


def table(text: Text) -> bytes:
    """A ruled table of actions after the text."""
    sheet = Sheet()
    top = sheet.paragraph(50, 60, 500, text.title, BOLD, 17) + 4
    top = parts(sheet, 50, top, 490, text.intro) + 8
    for section in text.sections:
        sheet.words(50, top, section.heading, BOLD, 12)
        rows = [part for part in section.parts if part.kind == "row"]
        top = parts(sheet, 50, top + 18, 490, [part for part in section.parts if part.kind != "row"]) + 6
        top = ruled(sheet, 50, top, [210, 110, 90, 80], [row.cells for row in rows])
    return sheet.finish()


def ruled(sheet: Sheet, left: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
    """Draw a table with lines around its cells; give where it ends."""
    if not rows:
        return top
    top -= 8
    for at, row in enumerate(rows):
        start, bottom = top, top + 14
        across = left
        for width, cell in zip(widths, row, strict=True):
            font = BOLD if at == 0 else NORMAL
            bottom = max(bottom, sheet.paragraph(across + 4, top + 12, width - 8, cell, font, 9.5) - 4)
            across += width
        sheet.rule(left, start, across, start)
        sheet.rule(left, bottom, across, bottom)
        edges = [left + sum(widths[:count]) for count in range(len(widths) + 1)]
        for edge in edges:
            sheet.rule(edge, start, edge, bottom)
        top = bottom
    return top + 16


def running(text: Text) -> bytes:
    """Small pages with a header, a footer and page numbers; lists go on over their ends."""
    sheet = Sheet((320, 300))
    number, top = 1, 70.0

    def furniture() -> None:
        sheet.words(30, 25, "Eastvale partnership | learning from audits", NORMAL, 8, "#666666")
        sheet.words(30, 285, "OFFICIAL", NORMAL, 8)
        sheet.words(270, 285, f"{number}", NORMAL, 8)

    furniture()
    sheet.words(30, 58, text.title, BOLD, 16)
    top = 80
    flow = [("text", part.written) for part in text.intro]
    for section in text.sections:
        flow.append(("heading", section.heading))
        flow += [(part.kind, part.written) for part in section.parts]
    for kind, written in flow:
        font, size, indent = (BOLD, 12, 0) if kind == "heading" else (NORMAL, 10, 12 if kind == "entry" else 0)
        for at, line in enumerate(wrapped(written, 260 - indent, font, size)):
            if top > 262 or (kind == "heading" and top > 240):
                sheet.canvas.showPage()
                number, top = number + 1, 52
                furniture()
            if kind == "entry" and at == 0:
                sheet.words(30, top, "•", font, size)
            across = 30 + indent
            for words, _ in line:
                sheet.words(across, top, words, font, size)
                across += stringWidth(words, font, size)
            top += 1.25 * size
        top += 5
    return sheet.finish()


def shape_bullets(text: Text) -> bytes:
    """Bullets that are small drawn discs, and headings by colour alone."""
    sheet = Sheet()
    sheet.words(50, 60, text.title, BOLD, 18)
    top = 90.0
    for section in text.sections:
        sheet.words(50, top, section.heading, NORMAL, 11, "#c00000")
        top += 18
        for part in section.parts:
            sheet.circle(56, top - 3.5, 2, "#c00000")
            top = sheet.paragraph(66, top, 460, part.written, size=11) + 3
        top += 8
    return sheet.finish()


def big_numbers(text: Text) -> bytes:
    """Large numbers at the left, with a heading and text beside each."""
    sheet = Sheet()
    sheet.words(50, 60, text.title, BOLD, 18, "#3d0c45")
    top = parts(sheet, 50, 84, 490, text.intro) + 14
    for section in text.sections:
        sheet.words(50, top + 14, section.number.zfill(2), BOLD, 30, "#b08fc0")
        sheet.words(105, top, section.heading, BOLD, 12)
        top = max(parts(sheet, 105, top + 16, 430, section.parts), top + 34) + 12
    return sheet.finish()


def poster(text: Text) -> bytes:
    """A large poster: rounded boxes, numbers in circles over their corners, the last box between the first."""
    sheet = Sheet((842, 1191))
    sheet.words(60, 80, text.title, BOLD, 34, "#003a5d")
    places = [(60, 130), (440, 130), (60, 430), (440, 430), (60, 730), (440, 730), (60, 1010)]
    shown = [0, 6, 1, 2, 3, 4, 5]
    for place, at in zip(places, shown, strict=True):
        section = text.sections[at]
        left, top = place
        sheet.box(left, top, 345, 150 if at == 5 else 250, "#ffffff", "#003a5d", 14)
        sheet.circle(left + 6, top + 8, 20, "#003a5d")
        sheet.words(left, top + 15, section.number, BOLD, 20, "#ffffff")
        sheet.words(left + 34, top + 34, section.heading, BOLD, 18, "#003a5d")
        parts(sheet, left + 34, top + 62, 290, section.parts, size=13)
    return sheet.finish()


def turned(text: Text) -> bytes:
    """A page that lies on its side in the file and is turned when it is shown, with a watermark over it."""
    sheet = Sheet((595, 842))
    canvas = sheet.canvas
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.saveState()
    canvas.setFillColor(HexColor("#dddddd"))
    canvas.setFont(BOLD, 90)
    canvas.translate(200, 100)
    canvas.rotate(35)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()
    sheet.size = (842, 595)
    top = sheet.paragraph(50, 50, 740, text.title, BOLD, 17) + 2
    top = parts(sheet, 50, top, 740, text.intro) + 6
    for section in text.sections:
        sheet.words(50, top, section.heading, BOLD, 12)
        rows = [part for part in section.parts if part.kind == "row"]
        top = parts(sheet, 50, top + 16, 740, [part for part in section.parts if part.kind != "row"]) + 4
        top = ruled(sheet, 50, top, [330, 160, 130, 120], [row.cells for row in rows])
    return sheet.finish()


@dataclass
class _Scattered(Sheet):
    """A page whose words are drawn one by one at the end, in an order that has nothing to do with reading."""

    kept: list[tuple[float, float, str, str, float]] = field(default_factory=list)

    def words(
        self, left: float, top: float, text: str, font: str = NORMAL, size: float = 10, colour: str = "#000000"
    ) -> None:
        """Keep words for the end."""
        for word in text.split(" "):
            if word:
                self.kept.append((left, top, word, font, size))
            left += stringWidth(f"{word} ", font, size)

    def finish(self) -> bytes:
        """Draw what was kept, and close the page."""
        for left, high, word, font, size in sorted(self.kept, key=lambda each: (each[2][::-1], each[0])):
            super().words(left, high, word, font, size)
        return super().finish()


def word_by_word(text: Text) -> bytes:
    """Every word drawn alone."""
    sheet = _Scattered()
    sheet.words(50, 60, text.title, BOLD, 18)
    top = parts(sheet, 50, 90, 480, text.intro) + 8
    for section in text.sections:
        sheet.words(50, top, section.heading, BOLD, 13)
        top = parts(sheet, 50, top + 18, 480, section.parts) + 8
    return sheet.finish()


def dingbats(text: Text) -> bytes:
    """Bullets of a font of signs, headings in capitals, an indented second line."""
    sheet = Sheet()
    sheet.words(50, 60, text.title.upper(), NORMAL, 15)
    top = parts(sheet, 50, 90, 480, text.intro) + 10
    for section in text.sections:
        sheet.words(50, top, section.heading.upper(), NORMAL, 10)
        top += 16
        for part in section.parts:
            if part.kind == "entry":
                sheet.words(58, top, "n", "ZapfDingbats", 6)
            top = sheet.paragraph(70 if part.kind == "entry" else 50, top, 440, part.written) + 3
        top += 8
    return sheet.finish()


def shadows(text: Text) -> bytes:
    """Boxes with shadows, and headings with shadows, which are drawn twice."""
    sheet = Sheet()
    sheet.words(41.2, 51.2, text.title, BOLD, 19, "#999999")
    sheet.words(40, 50, text.title, BOLD, 19)
    parts(sheet, 40, 72, 500, text.intro)
    for at, section in enumerate(text.sections):
        left, top = 40 + 262 * (at % 2), 95 + 170 * (at // 2)
        sheet.box(left + 4, top + 4, 250, 150, "#bbbbbb")
        sheet.box(left, top, 250, 150, "#fff8e1", "#aa7700")
        sheet.words(left + 9, top + 19, numbered(section, ". "), BOLD, 12, "#cccccc")
        sheet.words(left + 8, top + 18, numbered(section, ". "), BOLD, 12)
        parts(sheet, left + 8, top + 36, 232, section.parts, sign="–", size=9.5)
    return sheet.finish()


def footnoted(text: Text) -> bytes:
    """Marks of footnotes behind words, the notes at the foot of the page, and a head over every page."""
    sheet = Sheet()
    sheet.words(60, 40, "Lakeside SCP – learning from audit", ITALIC, 8)
    top = sheet.paragraph(60, 75, 470, text.title, BOLD, 17) + 4
    top = parts(sheet, 60, top, 470, text.intro) + 8
    count = 0
    for section in text.sections:
        rows = [part for part in section.parts if part.kind == "row"]
        if rows or top > 700:
            sheet.canvas.showPage()
            sheet.words(60, 40, "Lakeside SCP – learning from audit", ITALIC, 8)
            top = 75
        sheet.words(60, top, section.heading, BOLD, 12)
        if section.role in ("findings", "recommendations"):
            count += 1
            sheet.words(60 + stringWidth(section.heading, BOLD, 12) + 1, top - 4, str(count), NORMAL, 6)
        top = parts(sheet, 60, top + 18, 470, [part for part in section.parts if part.kind != "row"]) + 6
        top = ruled(sheet, 60, top, [200, 110, 90, 80], [row.cells for row in rows])
        if section.role == "recommendations":
            sheet.rule(60, 760, 200, 760)
            sheet.words(60, 772, "1", NORMAL, 5)
            sheet.words(64, 775, "Counted by the auditors themselves.", NORMAL, 8)
            sheet.words(60, 785, "2", NORMAL, 5)
            sheet.words(64, 788, "Agreed by the executive in June 2025.", NORMAL, 8)
    return sheet.finish()


def unruled(text: Text) -> bytes:
    """A table without lines: bold heads, and cells that stand below them."""
    sheet = Sheet()
    top = sheet.paragraph(50, 60, 500, text.title, BOLD, 17) + 4
    top = parts(sheet, 50, top, 490, text.intro) + 8
    for section in text.sections:
        sheet.words(50, top, section.heading, BOLD, 12)
        top = parts(sheet, 50, top + 18, 490, [part for part in section.parts if part.kind != "row"]) + 6
        for at, row in enumerate(part for part in section.parts if part.kind == "row"):
            ends = [
                sheet.paragraph(left, top, width, cell, BOLD if at == 0 else NORMAL, 9.5)
                for left, width, cell in zip((50, 260, 370, 470), (195, 100, 90, 80), row.cells, strict=True)
            ]
            top = max(ends) + 6
    return sheet.finish()


def spaced_out(text: Text) -> bytes:
    """Headings with wide-set letters, and one and a half lines of space everywhere."""
    sheet = Sheet()
    sheet.words(50, 60, text.title, BOLD, 17)
    top = parts(sheet, 50, 90, 480, text.intro, leading=1.6) + 10
    for section in text.sections:
        sheet.canvas.setFont(BOLD, 11)
        sheet.canvas.setFillColor(HexColor("#7a0019"))
        sheet.canvas.drawString(50, sheet.size[1] - top, section.heading.upper(), charSpace=2.4)
        top = parts(sheet, 50, top + 22, 480, section.parts, sign="•", leading=1.6) + 12
    return sheet.finish()


def two_up(text: Text) -> bytes:
    """Two small pages beside each other on one sheet, each with its own number at its foot."""
    sheet = Sheet((842, 595))
    sheet.rule(421, 20, 421, 575)
    sheet.words(40, 50, text.title, BOLD, 14)
    left, top = 40.0, parts(sheet, 40, 72, 340, text.intro, size=9.5) + 8
    for section in text.sections:
        if top > 400 and left < 100:
            left, top = 461, 50
        sheet.words(left, top, section.heading, BOLD, 11)
        top = parts(sheet, left, top + 15, 340, section.parts, size=9.5) + 8
    sheet.words(210, 580, "1", NORMAL, 8)
    sheet.words(630, 580, "2", NORMAL, 8)
    return sheet.finish()
