"""A program of its own: a PDF on standard input, one JSON line a page with its words and ruled
lines on standard output.

It runs in a sandbox (reader/sandbox/) because PDFium is native code on a stranger's file: a page
that takes too long or too much memory ends this process, never the portal. It imports nothing of
the project. Arguments: most pages, most characters, seconds of processor time for a page. The
first line is {"pages": n} or {"error": code, …}. A page: `size` [width, height]; `words` [text, x0,
top, x1, bottom, name of its font when that tells an old encoding]; `rulings` and `pictures` [x0,
top, x1, bottom]; in points, from the upper left, turned so that most of the text stands upright.
`lost`: letters of which the font does not say what they are; `drawn`: pieces of lines and curves,
many where letters are drawn as figures.
"""

import ctypes
import importlib.util
import json
import math
import re
import signal
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix


def load_beside(name: str) -> ModuleType:
    """A module in the folder of this one, of which Python knows no package here."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


shapes = load_beside("shapes")
ASCENT = 0.8  # of the size of a letter
DESCENT = 0.2
OLD_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:\.?Vn|VNI)")
LOST = (0, 0xFFFD)
HYPHENS = (0x02, 0xFFFE)  # how PDFium writes a hyphen at the end of a line

Box = tuple[float, float, float, float]
Point = tuple[float, float]


class RefusedError(Exception):
    """`args`: the code, and its parameters."""


def main() -> None:
    most_pages = int(sys.argv[1])
    most_characters = int(sys.argv[2])
    page_seconds = float(sys.argv[3])
    data = sys.stdin.buffer.read()
    try:
        # The timer's signal ends the process, also in native code.
        signal.setitimer(signal.ITIMER_PROF, page_seconds)
        document, pages = open_document(data, most_pages)
        write_record({"pages": pages})
        characters = 0
        for number in range(pages):
            signal.setitimer(signal.ITIMER_PROF, page_seconds)
            page, count = read_page(document, number)
            characters += count
            if characters > most_characters:
                raise RefusedError("too_long", {"characters": characters, "limit": most_characters})
            write_record(page)
    except RefusedError as refusal:
        code, parameters = refusal.args
        write_record({"error": code, **parameters})


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


def write_record(record: dict[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=True, separators=(",", ":")), flush=True)


def read_page(document: object, number: int) -> tuple[dict[str, object], int]:
    """The page as it is printed, and how many characters it has."""
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        raise RefusedError("damaged", {})
    count = max(pdfium.FPDFText_CountChars(text), 0)
    quarters = [quarter_of(pdfium.FPDFText_GetCharAngle(text, index)) for index in range(count)]
    known = Counter(quarter for quarter in quarters if quarter is not None)
    upright = known.most_common(1)[0][0] if known else 0
    turn, size = turning(page, upright)
    paths = shapes.page_objects(page, pdfium.FPDF_PAGEOBJ_PATH)
    read: dict[str, object] = {
        "size": size,
        "words": list(words_on_page(text, quarters, upright, turn, size)),
        "rulings": shapes.rulings_on_page(page, turn),
        "pictures": list(shapes.pictures_on_page(page, turn, size)),
        "lost": sum(is_lost(text, index) for index in range(count)),
        "drawn": sum(pdfium.FPDFPath_CountSegments(path) for path, _ in paths),
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return read, count


def quarter_of(angle: float) -> int | None:
    """Quarter turns of a letter, clockwise; None for slanting letters (a watermark)."""
    if angle < 0:
        return None
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.35 else None


def turning(page: object, quarter: int) -> tuple[PdfMatrix, list[float]]:
    """How points of the page become points from the upper left of the page set upright, and its
    size.
    """
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    turns = [
        PdfMatrix(1, 0, 0, -1, -box.left, box.top),
        PdfMatrix(0, -1, -1, 0, box.top, box.right),
        PdfMatrix(-1, 0, 0, 1, box.right, -box.bottom),
        PdfMatrix(0, 1, 1, 0, -box.bottom, -box.left),
    ]
    size = [abs(box.right - box.left), abs(box.top - box.bottom)]
    return turns[quarter], size if quarter % 2 == 0 else size[::-1]


# Words --------------------------------------------------------------------------------------------
def words_on_page(
    text: object, quarters: list[int | None], upright: int, turn: PdfMatrix, size: list[float]
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
        is_upright = letter is not None and quarter == upright
        place = letter_box(text, index, turn, size) if is_upright else None
        if letter and place and letters and continues(box, place, letter, apart=apart):
            letters.append(letter)
            box = joined(box, place)
        else:
            if letters and (place or letter is None):
                yield finished_word(letters, box, font)
                letters = []
            if letter and place:
                letters = [letter]
                box = place
                font = old_font(text, index)
        apart = False
    if letters:
        yield finished_word(letters, box, font)


def letter_at(text: object, index: int) -> str | None:
    """None for a blank or a sign that is not shown."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code in HYPHENS:
        return "-"
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return None if letter.isspace() or unicodedata.category(letter) == "Cc" else letter


def is_lost(text: object, index: int) -> bool:
    # A letter is drawn here, but nothing says which.
    is_unknown = pdfium.FPDFText_GetUnicode(text, index) in LOST
    return is_unknown and pdfium.FPDFText_IsGenerated(text, index) != 1


def old_font(text: object, index: int) -> str:
    """The name of the letter's font where it is one of TCVN3 or VNI, else ""."""
    name = ctypes.create_string_buffer(120)
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
    found = name.value.decode("utf-8", "replace")
    return found if OLD_FONT.match(found) else ""


def finished_word(letters: list[str], box: Box, font: str) -> list[object]:
    return [unicodedata.normalize("NFC", "".join(letters)), *shapes.rounded(box), font]


def letter_box(text: object, index: int, turn: PdfMatrix, size: list[float]) -> Box | None:
    # As wide as the letter, as high as its font: the height of PDFium's own box depends on the
    # letter in some fonts.
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rectangle)):
        return None
    corners = ((rectangle.left, rectangle.top), (rectangle.right, rectangle.bottom))
    left, top, right, bottom = shapes.box_around(turn.on_point(*corner) for corner in corners)
    em = letter_size(text, index)
    x = ctypes.c_double()
    y = ctypes.c_double()
    if em > 1 and pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)):
        base = turn.on_point(x.value, y.value)[1]
        top = base - ASCENT * em
        bottom = base + DESCENT * em
    inside = -1 <= (left + right) / 2 <= size[0] + 1 and -1 <= (top + bottom) / 2 <= size[1] + 1
    return (left, top, right, bottom) if inside else None


def letter_size(text: object, index: int) -> float:
    """In points on the page."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 0
    return float(pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))


def continues(box: Box, place: Box, letter: str, *, apart: bool) -> bool:
    height = max(box[3] - box[1], 1)
    gap = place[0] - box[2]
    if unicodedata.combining(letter):
        return gap < height
    level = min(box[3], place[3]) - max(box[1], place[1]) > 0.5 * min(height, place[3] - place[1])
    return level and -0.5 * height < gap < (0.1 if apart else 0.22) * height


def joined(box: Box, other: Box) -> Box:
    left, top = map(min, box[:2], other[:2])
    right, bottom = map(max, box[2:], other[2:])
    return left, top, right, bottom


if __name__ == "__main__":
    main()
