"""A program of its own: a PDF on standard input, one JSON line a page with its words and ruled
lines on standard output.

It runs in a process apart (reader/apart.py) because PDFium is native code on a stranger's file: a
page that takes too long or too much memory ends this process, never the portal. It imports nothing
of the project. Arguments: most pages, most characters, seconds of processor time for a page. The
first line is {"pages": n} or {"error": code, …}. A page: `size` [width, height]; `words` [text, x0,
top, x1, bottom, name of its font when that tells an old encoding]; `rulings` and `pictures` [x0,
top, x1, bottom]; in points, from the upper left, turned so that most of the text stands upright.
`lost`: letters of which the font does not print_record what they are; `drawn`: pieces of lines and curves,
many where letters are drawn as figures.
"""

import ctypes
import json
import math
import re
import signal
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2.raw as pdfium

MOST_OBJECTS = 60_000
MOST_RULINGS = 6_000
DEEPEST = 8  # forms within forms
THIN = 3.0  # points; a filled rectangle no thicker is a line
ASCENT, DESCENT = 0.8, 0.2  # of the size of a letter
OLD_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:\.?Vn|VNI)")
LOST = (0, 0xFFFD)
HYPHENS = (0x02, 0xFFFE)  # how PDFium writes a hyphen at the end of a line

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


class RefusedError(Exception):
    """`args`: the code, and its parameters."""


def main() -> None:
    most_pages, most_characters, page_seconds = (
        int(sys.argv[1]),
        int(sys.argv[2]),
        float(sys.argv[3]),
    )
    data = sys.stdin.buffer.read()
    try:
        signal.setitimer(signal.ITIMER_PROF, page_seconds)
        document, pages = open_document(data, most_pages)
        print_record({"pages": pages})
        characters = 0
        for number in range(pages):
            signal.setitimer(
                signal.ITIMER_PROF, page_seconds
            )  # its signal ends the process, also in native code
            page, characters = read_page(document, number, characters)
            if characters > most_characters:
                raise RefusedError("too_long", {"characters": characters, "limit": most_characters})
            print_record(page)
    except RefusedError as refusal:
        code, parameters = refusal.args
        print_record({"error": code, **parameters})


def open_document(data: bytes, most_pages: int) -> tuple[object, int]:
    """The document and how many pages it has."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise RefusedError("encrypted" if locked else "damaged", {})
    pages = pdfium.FPDF_GetPageCount(document)
    if pages < 1:
        raise RefusedError("damaged", {})
    if pages > most_pages:
        raise RefusedError("too_many_pages", {"pages": pages, "limit": most_pages})
    return document, pages


def print_record(record: dict[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=True, separators=(",", ":")), flush=True)


def read_page(document: object, number: int, characters: int) -> tuple[dict[str, object], int]:
    """The page as it is said, and how many characters were read with it."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        raise RefusedError("damaged", {})
    count = max(pdfium.FPDFText_CountChars(text), 0)
    quarters = [quarter_of(pdfium.FPDFText_GetCharAngle(text, index)) for index in range(count)]
    known = Counter(quarter for quarter in quarters if quarter is not None)
    upright = known.most_common(1)[0][0] if known else 0
    turn, size = turning(page, upright)
    words = list(words_on_page(text, quarters, upright, turn, size))
    read: dict[str, object] = {
        "size": size,
        "words": words,
        "rulings": list(rulings_on_page(page, turn)),
        "pictures": list(pictures_on_page(page, turn, size)),
        "lost": sum(is_lost(text, index) for index in range(count)),
        "drawn": sum(
            pdfium.FPDFPath_CountSegments(path)
            for path, _ in page_objects(page, pdfium.FPDF_PAGEOBJ_PATH)
        ),
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return read, characters + count


def quarter_of(angle: float) -> int | None:
    """Quarter turns of a letter, clockwise; None for slanting letters (a watermark)."""
    if angle < 0:
        return None
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.35 else None


def turning(page: object, quarter: int) -> tuple[Turn, list[float]]:
    """How points of the page become points from the upper left of the page set upright, and its
    size.
    """
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, low, right, high = box.left, box.bottom, box.right, box.top
    turns: list[Turn] = [
        lambda x, y: (x - left, high - y),
        lambda x, y: (high - y, right - x),
        lambda x, y: (right - x, y - low),
        lambda x, y: (y - low, x - left),
    ]
    width, height = abs(right - left), abs(high - low)
    return turns[quarter], [width, height] if quarter % 2 == 0 else [height, width]


def words_on_page(
    text: object, quarters: list[int | None], upright: int, turn: Turn, size: list[float]
) -> Iterator[list[object]]:
    """Words in the order in which the page draws them."""
    letters: list[str] = []
    box: Box = (0, 0, 0, 0)
    font = ""
    apart = False  # PDFium saw a gap in which the page draws no blank
    for index, quarter in enumerate(quarters):
        letter = letter_at(text, index)
        if letter is None and letters and pdfium.FPDFText_IsGenerated(text, index) == 1:
            apart = True
            continue
        place = (
            None if letter is None or quarter != upright else letter_box(text, index, turn, size)
        )
        if letter and place and letters and continues(box, place, letter, apart=apart):
            letters.append(letter)
            box = joined(box, place)
        else:
            if letters and (place or letter is None):
                yield [*finished(letters, box), font]
                letters = []
            if letter and place:
                letters, box, font = [letter], place, old_font(text, index)
        apart = False
    if letters:
        yield [*finished(letters, box), font]


def letter_at(text: object, index: int) -> str | None:
    """None for a blank or a sign that is not shown."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code in HYPHENS:
        return "-"
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return None if letter.isspace() or unicodedata.category(letter) == "Cc" else letter


def is_lost(text: object, index: int) -> bool:
    """A letter is drawn here, but nothing says which."""
    return (
        pdfium.FPDFText_GetUnicode(text, index) in LOST
        and pdfium.FPDFText_IsGenerated(text, index) != 1
    )


def old_font(text: object, index: int) -> str:
    """The name of the letter's font where it is one of TCVN3 or VNI, else ""."""
    name = ctypes.create_string_buffer(120)
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
    found = name.value.decode("utf-8", "replace")
    return found if OLD_FONT.match(found) else ""


def finished(letters: list[str], box: Box) -> list[object]:
    return [unicodedata.normalize("NFC", "".join(letters)), *(round(value, 2) for value in box)]


def letter_box(text: object, index: int, turn: Turn, size: list[float]) -> Box | None:
    """As wide as the letter, as high as its font: the height of PDFium's own box depends on the
    letter in some fonts.
    """
    rectangle, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rectangle)):
        return None
    box = upright_box(turn(rectangle.left, rectangle.top), turn(rectangle.right, rectangle.bottom))
    em = letter_size(text, index)
    if em > 1 and pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)):
        base = turn(x.value, y.value)[1]
        box = box[0], base - ASCENT * em, box[2], base + DESCENT * em
    inside = (
        -1 <= (box[0] + box[2]) / 2 <= size[0] + 1 and -1 <= (box[1] + box[3]) / 2 <= size[1] + 1
    )
    return box if inside else None


def letter_size(text: object, index: int) -> float:
    """In points on the page."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 0
    return float(pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))


def upright_box(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def continues(box: Box, place: Box, letter: str, *, apart: bool) -> bool:
    height = max(box[3] - box[1], 1)
    if unicodedata.combining(letter):
        return place[0] - box[2] < height
    level = min(box[3], place[3]) - max(box[1], place[1]) > 0.5 * min(height, place[3] - place[1])
    return level and -0.5 * height < place[0] - box[2] < (0.1 if apart else 0.22) * height


def joined(box: Box, other: Box) -> Box:
    return (
        min(box[0], other[0]),
        min(box[1], other[1]),
        max(box[2], other[2]),
        max(box[3], other[3]),
    )


def rulings_on_page(page: object, turn: Turn) -> Iterator[list[float]]:
    """Level and upright lines: strokes, edges of stroked frames, thin filled rectangles. None on a
    page with too many: a drawing.
    """
    found: list[list[float]] = []
    for path, matrix in page_objects(page, pdfium.FPDF_PAGEOBJ_PATH):
        for one, other in straight_lines(path, matrix):
            box = upright_box(turn(*one), turn(*other))
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                found.append([round(value, 2) for value in box])
        if len(found) > MOST_RULINGS:
            return
    yield from found


def pictures_on_page(page: object, turn: Turn, size: list[float]) -> Iterator[list[float]]:
    """Where pictures lie, as far as on the page."""
    for _, (a, b, c, d, e, f) in page_objects(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        corners = [turn(a * x + c * y + e, b * x + d * y + f) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = max(min(xs), 0.0), max(min(ys), 0.0), min(max(xs), size[0]), min(max(ys), size[1])
        if box[0] < box[2] and box[1] < box[3]:
            yield [round(value, 2) for value in box]


def page_objects(page: object, wanted: int) -> Iterator[tuple[object, Matrix]]:
    """The objects of one kind, also inside forms, with the matrix that places them on the page."""
    waiting = [
        (pdfium.FPDFPage_GetObject(page, n), UPRIGHT, 0)
        for n in range(pdfium.FPDFPage_CountObjects(page))
    ]
    waiting.reverse()
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        item, matrix, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (wanted, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = times(matrix_of(item), matrix)
        if kind == wanted:
            yield item, own
        elif depth < DEEPEST:
            inner = range(pdfium.FPDFFormObj_CountObjects(item))
            waiting.extend((pdfium.FPDFFormObj_GetObject(item, n), own, depth + 1) for n in inner)


def matrix_of(item: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return UPRIGHT
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741
    return (
        a * k + b * m,
        a * l + b * n,
        c * k + d * m,
        c * l + d * n,
        e * k + f * m + o,
        e * l + f * n + p,
    )


def straight_lines(
    path: object, matrix: Matrix
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path; a thin filled figure is the one line through its middle."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    for points, straight in figures_of(path, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if fill.value and min(wide, high) <= THIN < max(wide, high):
            x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            yield ((min(xs), y), (max(xs), y)) if wide > high else ((x, min(ys)), (x, max(ys)))
        elif stroke.value and straight:
            yield from (
                (one, other)
                for one, other in pairwise(points)
                if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 1
            )


def figures_of(path: object, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each figure of a path, and whether all of its sides are straight."""
    points: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(path), MOST_RULINGS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, straight
            points, straight = [], True
        straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        a, b, c, d, e, f = matrix
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, straight


if __name__ == "__main__":
    main()
