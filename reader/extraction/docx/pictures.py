"""Drawings of a DOCX: shapes that hold paragraphs, and what holds words that cannot be read
(pictures, embedded objects).
"""

import re
from collections.abc import Iterator

from reader.extraction.docx.package import Element, qn

_EMU = 360_000  # to a centimetre
_POINTS = 72 / 2.54
_LARGE = 60.0  # square centimetres: more than an emblem or a signature with its stamp
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)?")
_TO_POINTS = {"pt": 1.0, "in": 72.0, "cm": _POINTS, "mm": _POINTS / 10}
_BOXES = (qn("w:txbxContent"), qn("a:p"), qn("v:textpath"))


def shapes_in(drawing: Element) -> Iterator[Element]:
    """What holds the words of text boxes and shapes, in order, each once: not those inside another,
    nor older copies.
    """
    for node in drawing:
        if node.tag == qn("mc:AlternateContent"):
            options = [node.find(qn("mc:Choice")), node.find(qn("mc:Fallback"))]
            yield from next(
                (found for one in options if one is not None and (found := list(shapes_in(one)))),
                [],
            )
        elif node.tag in _BOXES:
            yield node
        elif isinstance(node.tag, str):
            yield from shapes_in(node)


def embedded_program(drawing: Element) -> str:
    """The name of the program whose document is embedded here, or the kind of diagram; "" for
    none.
    """
    for ole in drawing.iter(qn("o:OLEObject")):
        program = ole.get("ProgID", "OLE")
        return "" if program.startswith("Equation") else program
    for data in drawing.iter(qn("a:graphicData")):
        kind = data.get("uri", "").rsplit("/", 1)[-1]
        if kind in ("diagram", "chart"):
            return kind
    return ""


def is_large_picture(drawing: Element) -> bool:
    """Large enough to hold a table or a scanned page."""
    if any(True for _ in drawing.iter(qn("a:blip"))):
        extent = next(drawing.iter(qn("wp:extent")), None)
        wide, high = (
            (float(extent.get(side, 0)) / _EMU for side in ("cx", "cy"))
            if extent is not None
            else (0, 0)
        )
        return wide * high >= _LARGE
    image = next(drawing.iter(qn("v:imagedata")), None)
    shape = image.getparent() if image is not None else None
    sizes = (
        {
            side: float(value) * _TO_POINTS[unit or "pt"]
            for side, value, unit in _SIZE.findall(shape.get("style", ""))
        }
        if shape is not None
        else {}
    )
    return sizes.get("width", 0) * sizes.get("height", 0) >= _LARGE * _POINTS**2
