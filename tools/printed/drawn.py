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
