"""Shapes, pictures and links of a page, as the library for PDF gives them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from learnbrief.importing.pdf.page import Box, Colour, DrawnShape
from learnbrief.importing.pdf.placing import Placing

_DEEPEST = 8
_MOST_OBJECTS = 60_000
"""On one page, each letter of some programs counted."""
_MOST_PARTS = 4_000
_WEB_ADDRESS = 3
"""The kind of a link's action that leads to an address."""

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawings:
    """Reads the shapes and pictures of one page."""

    placing: Placing
    shapes: list[DrawnShape]
    pictures: list[Box]
    left: int
    """How many more are looked at."""
    seen: int = 0

    def read(self, page: "pdfium.FPDF_PAGE") -> None:
        """Read all of them, those within others too."""
        for at in range(max(pdfium.FPDFPage_CountObjects(page), 0)):
            self._read(pdfium.FPDFPage_GetObject(page, at), _SAME, 0)

    def _read(self, drawing: "pdfium.FPDF_PAGEOBJECT", outer: Matrix, deep: int) -> None:
        self.seen += 1
        if self.seen > _MOST_OBJECTS or len(self.shapes) > self.left or deep > _DEEPEST or not drawing:
            return
        match pdfium.FPDFPageObj_GetType(drawing):
            case pdfium.FPDF_PAGEOBJ_FORM:
                inner = _times(_matrix(drawing), outer)
                for at in range(max(pdfium.FPDFFormObj_CountObjects(drawing), 0)):
                    self._read(pdfium.FPDFFormObj_GetObject(drawing, at), inner, deep + 1)
            case pdfium.FPDF_PAGEOBJ_PATH:
                self.shapes.extend(self._path(drawing, outer))
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(self._bounds(drawing, outer))
            case pdfium.FPDF_PAGEOBJ_SHADING:
                self.shapes.append(DrawnShape(self._bounds(drawing, outer), (128, 128, 128), is_framed=False))

    def _path(self, drawing: "pdfium.FPDF_PAGEOBJECT", outer: Matrix) -> Iterator[DrawnShape]:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawing, filled, stroked)
        fill = _colour(drawing) if filled.value else None
        is_framed = bool(stroked.value)
        if fill is None and not is_framed:
            return
        matrix = _times(_matrix(drawing), outer)
        for points in _outlines(drawing):
            placed = [self.placing.point(*_moved(point, matrix)) for point in points]
            yield DrawnShape(_around(placed), fill, is_framed)

    def _bounds(self, drawing: "pdfium.FPDF_PAGEOBJECT", outer: Matrix) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(drawing, *sides)
        left, bottom, right, top = (side.value for side in sides)
        corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        return _around([self.placing.point(*_moved(corner, outer)) for corner in corners])


def links_of(
    page: "pdfium.FPDF_PAGE", document: "pdfium.FPDF_DOCUMENT", placing: Placing
) -> Iterator[tuple[Box, str]]:
    """Give where links lie and lead to; those within the document lead nowhere that a page could."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(10_000):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _WEB_ADDRESS:
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length < 10_000:
            continue
        room = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, room, length)
        address = room.raw[: length - 1].decode("utf-8", "replace").strip()
        for box in _areas(link, placing):
            yield box, address


def _areas(link: "pdfium.FPDF_LINK", placing: Placing) -> Iterator[Box]:
    """Give the areas of a link: one for each line, where it goes over several."""
    count = max(pdfium.FPDFLink_CountQuadPoints(link), 0)
    for at in range(min(count, 200)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, at, quad):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield placing.box(min(across), max(up), max(across), min(up))
    rectangle = pdfium.FS_RECTF()
    if not count and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
        yield placing.box(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)


def _outlines(drawing: "pdfium.FPDF_PAGEOBJECT") -> Iterator[list[tuple[float, float]]]:
    """Give the points of each closed or open line of a path."""
    points: list[tuple[float, float]] = []
    for at in range(min(max(pdfium.FPDFPath_CountSegments(drawing), 0), _MOST_PARTS)):
        segment = pdfium.FPDFPath_GetPathSegment(drawing, at)
        across, up = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, across, up)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append((across.value, up.value))
    if len(points) > 1:
        yield points


def _colour(drawing: "pdfium.FPDF_PAGEOBJECT") -> Colour | None:
    """Give the colour that fills a shape, as it is seen on white."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(drawing, *parts):
        return None
    red, green, blue, opacity = (part.value for part in parts)
    if opacity == 0:
        return None
    seen = [round(255 - (255 - part) * opacity / 255) for part in (red, green, blue)]
    return seen[0], seen[1], seen[2]


def _matrix(drawing: "pdfium.FPDF_PAGEOBJECT") -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawing, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    across, up = _moved((e, f), outer)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        across,
        up,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _around(points: list[tuple[float, float]]) -> Box:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(down), max(across), max(down))
