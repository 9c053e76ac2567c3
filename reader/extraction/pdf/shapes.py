"""Ruled lines and pictures on a page of a PDF: what glyphs.py asks PDFium of them. As that program,
it imports nothing of the project.
"""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix

MOST_OBJECTS = 60_000
MOST_RULINGS = 6_000
DEEPEST = 8  # forms within forms
THIN = 3.0  # points; a filled rectangle no thicker is a line


# Lines and pictures -------------------------------------------------------------------------------
def rulings_on_page(page: object, turn: PdfMatrix) -> list[list[float]]:
    # Level and upright lines: strokes, edges of stroked frames, thin filled rectangles. None on a
    # page with too many: a drawing.
    found: list[list[float]] = []
    for path, matrix in page_objects(page, pdfium.FPDF_PAGEOBJ_PATH):
        for ends in straight_lines(path, matrix):
            box = box_around(turn.on_point(*end) for end in ends)
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                found.append(rounded(box))
        if len(found) > MOST_RULINGS:
            return []
    return found


Box = tuple[float, float, float, float]
Point = tuple[float, float]


def rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in box]


def box_around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def pictures_on_page(page: object, turn: PdfMatrix, size: list[float]) -> Iterator[list[float]]:
    """Where pictures lie, as far as on the page."""
    for _, matrix in page_objects(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        corners = [matrix.on_point(x, y) for x in (0, 1) for y in (0, 1)]
        left, top, right, bottom = box_around(turn.on_point(*corner) for corner in corners)
        box = (max(left, 0.0), max(top, 0.0), min(right, size[0]), min(bottom, size[1]))
        if box[0] < box[2] and box[1] < box[3]:
            yield rounded(box)


def page_objects(page: object, wanted: int) -> Iterator[tuple[object, PdfMatrix]]:
    # The objects of one kind, also inside forms, with the matrix that places them on the page.
    numbers = reversed(range(pdfium.FPDFPage_CountObjects(page)))
    waiting = [(pdfium.FPDFPage_GetObject(page, n), PdfMatrix(), 0) for n in numbers]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        item, around, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (wanted, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        raw = pdfium.FS_MATRIX(a=1, d=1)
        pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(raw))
        matrix = PdfMatrix.from_raw(raw).multiply(around)
        if kind == wanted:
            yield item, matrix
        elif depth < DEEPEST:
            inner = range(pdfium.FPDFFormObj_CountObjects(item))
            waiting += [(pdfium.FPDFFormObj_GetObject(item, n), matrix, depth + 1) for n in inner]


def straight_lines(path: object, matrix: PdfMatrix) -> Iterator[tuple[Point, Point]]:
    # The straight pieces of a path; a thin filled figure is the one line through its middle.
    fill = ctypes.c_int()
    stroke = ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    for points, straight in figures_of(path, matrix):
        left, low, right, high = box_around(points)
        thinner, longer = sorted((right - left, high - low))
        if fill.value and thinner <= THIN < longer:
            x = (left + right) / 2
            y = (low + high) / 2
            is_level = right - left > high - low
            yield ((left, y), (right, y)) if is_level else ((x, low), (x, high))
        elif stroke.value and straight:
            yield from (
                (one, other)
                for one, other in pairwise(points)
                if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 1
            )


def figures_of(path: object, matrix: PdfMatrix) -> Iterator[tuple[list[Point], bool]]:
    """The points of each figure of a path, and whether all of its sides are straight."""
    points: list[Point] = []
    straight = True
    x = ctypes.c_float()
    y = ctypes.c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(path), MOST_RULINGS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, straight
            points = []
            straight = True
        straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, straight
