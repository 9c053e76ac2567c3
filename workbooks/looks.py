"""The few styles of a cell: Times New Roman as decree 30/2020 requires, numbers and dates the
Vietnamese way.
"""

from enum import Enum, auto

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

from workbooks.sheets import ColumnKind

FACE = "Times New Roman"
# 17.000 whatever the language of the program; a dash reads more easily than many zeros
NUMBER = '[$-42A]#,##0;[$-42A]-#,##0;"–"'
DECIMAL = "[$-42A]#,##0.0"
PERCENT = "[$-42A]0.0#%"
HAIR = Side(style="thin", color="FF545B64")
BOX = Border(left=HAIR, right=HAIR, top=HAIR, bottom=HAIR)
BAND = PatternFill("solid", start_color="FFF6F5F2")


class CellLook(Enum):
    ISSUER_ABOVE = auto()
    ISSUER = auto()
    MOTTO = auto()
    PLACE = auto()
    TITLE = auto()
    SUBTITLE = auto()
    HEAD = auto()
    TEXT = auto()
    SERIAL = auto()
    NUMBER = auto()
    DECIMAL = auto()
    PERCENT = auto()
    DATE = auto()
    DATE_ZERO = auto()
    MOMENT = auto()
    TOTAL_LABEL = auto()
    TOTAL = auto()
    NOTE = auto()
    SIGNATURE = auto()


def use_face(book: Workbook) -> None:
    """Widths of columns count in digits of the workbook's normal font, so that one must be ours
    too.
    """
    normal = Font(name=FACE, size=12)
    book._fonts = IndexedList([normal])
    book._named_styles["Normal"].font = normal


def cell_look(kind: ColumnKind) -> CellLook:
    return CellLook[kind.name]


def _align(horizontal: str, vertical: str = "center") -> Alignment:
    indent = 0 if horizontal == "center" else 1
    return Alignment(
        horizontal=horizontal, vertical=vertical, indent=indent, wrap_text=horizontal != "right"
    )


_MIDDLE, _LEFT, _RIGHT = _align("center"), _align("left"), _align("right")
_HEADING = {
    CellLook.ISSUER_ABOVE: {"font": Font(name=FACE, size=12), "alignment": _MIDDLE},
    CellLook.ISSUER: {"font": Font(name=FACE, size=12, bold=True), "alignment": _MIDDLE},
    CellLook.MOTTO: {
        "font": Font(name=FACE, size=13, bold=True, underline="single"),
        "alignment": _MIDDLE,
    },
    CellLook.PLACE: {"font": Font(name=FACE, size=13, italic=True), "alignment": _MIDDLE},
    CellLook.TITLE: {"font": Font(name=FACE, size=14, bold=True), "alignment": _MIDDLE},
    CellLook.SUBTITLE: {"font": Font(name=FACE, size=12, italic=True), "alignment": _MIDDLE},
    CellLook.NOTE: {"font": Font(name=FACE, size=11, italic=True), "alignment": _LEFT},
    CellLook.SIGNATURE: {"font": Font(name=FACE, size=13, bold=True), "alignment": _MIDDLE},
}
_PLAIN, _BOLD = Font(name=FACE, size=12), Font(name=FACE, size=12, bold=True)
_TABLE = {
    CellLook.HEAD: {"font": _BOLD, "alignment": _MIDDLE, "fill": BAND},
    CellLook.TEXT: {"font": _PLAIN, "alignment": _LEFT},
    CellLook.SERIAL: {"font": _PLAIN, "alignment": _MIDDLE, "number_format": "0"},
    CellLook.NUMBER: {"font": _PLAIN, "alignment": _RIGHT, "number_format": NUMBER},
    CellLook.DECIMAL: {"font": _PLAIN, "alignment": _RIGHT, "number_format": DECIMAL},
    CellLook.PERCENT: {"font": _PLAIN, "alignment": _RIGHT, "number_format": PERCENT},
    CellLook.DATE: {"font": _PLAIN, "alignment": _MIDDLE, "number_format": 'dd"/"m"/"yyyy'},
    CellLook.DATE_ZERO: {"font": _PLAIN, "alignment": _MIDDLE, "number_format": 'dd"/"mm"/"yyyy'},
    CellLook.MOMENT: {
        "font": _PLAIN,
        "alignment": _MIDDLE,
        "number_format": 'hh:mm dd"/"mm"/"yyyy',
    },
    CellLook.TOTAL_LABEL: {"font": _BOLD, "alignment": _LEFT, "fill": BAND},
    CellLook.TOTAL: {"font": _BOLD, "alignment": _RIGHT, "fill": BAND, "number_format": NUMBER},
}


def register_looks(worksheet) -> dict[CellLook, StyleArray]:
    """Every style as a named style of the workbook, made once: styling each cell would cost more
    than writing it.
    """
    styles = {}
    for look, parts in {
        **_HEADING,
        **{look: {**parts, "border": BOX} for look, parts in _TABLE.items()},
    }.items():
        pattern = WriteOnlyCell(worksheet)
        for name, value in parts.items():
            setattr(pattern, name, value)
        styles[look] = pattern._style
    return styles
