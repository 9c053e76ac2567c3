"""The few styles of a cell: Times New Roman as decree 30/2020 requires, numbers and dates the
Vietnamese way.
"""

from enum import Enum, auto
from typing import Any

from xlsxwriter import Workbook

FACE = "Times New Roman"
SIZE = 12
# 17.000 whatever the language of the program; a dash reads more easily than many zeros
NUMBER = '[$-42A]#,##0;[$-42A]-#,##0;"–"'
DECIMAL = "[$-42A]#,##0.0"
PERCENT = "[$-42A]0.0#%"
HAIR = "#545B64"
BAND = "#F6F5F2"


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
    SECTION = auto()
    NOTE = auto()
    SIGNATURE = auto()


Parts = dict[str, Any]
_MIDDLE: Parts = {"align": "center", "text_wrap": True}
_LEFT: Parts = {"align": "left", "indent": 1, "text_wrap": True}
_RIGHT: Parts = {"align": "right", "indent": 1}
_HEADING: dict[CellLook, Parts] = {
    CellLook.ISSUER_ABOVE: _MIDDLE,
    CellLook.ISSUER: _MIDDLE | {"bold": True},
    CellLook.MOTTO: _MIDDLE | {"font_size": 13, "bold": True, "underline": 1},
    CellLook.PLACE: _MIDDLE | {"font_size": 13, "italic": True},
    CellLook.TITLE: _MIDDLE | {"font_size": 14, "bold": True},
    CellLook.SUBTITLE: _MIDDLE | {"italic": True},
    CellLook.NOTE: _LEFT | {"font_size": 11, "italic": True},
    CellLook.SIGNATURE: _MIDDLE | {"font_size": 13, "bold": True},
}
_BANDED: Parts = {"bold": True, "pattern": 1, "fg_color": BAND}
_TABLE: dict[CellLook, Parts] = {
    CellLook.HEAD: _MIDDLE | _BANDED,
    CellLook.SECTION: _LEFT | _BANDED | {"text_wrap": False},
    CellLook.TEXT: _LEFT,
    CellLook.SERIAL: _MIDDLE | {"num_format": "0"},
    CellLook.NUMBER: _RIGHT | {"num_format": NUMBER},
    CellLook.DECIMAL: _RIGHT | {"num_format": DECIMAL},
    CellLook.PERCENT: _RIGHT | {"num_format": PERCENT},
    CellLook.DATE: _MIDDLE | {"num_format": 'dd"/"m"/"yyyy'},
    CellLook.DATE_ZERO: _MIDDLE | {"num_format": 'dd"/"mm"/"yyyy'},
    CellLook.MOMENT: _MIDDLE | {"num_format": 'hh:mm dd"/"mm"/"yyyy'},
}
_BORDER: Parts = {"border": 1, "border_color": HAIR}


class Styles:
    """Of one workbook: each style is made once, when a cell first needs it."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[CellLook, bool, bool, bool], int] = {}

    def number(
        self, look: CellLook, *, bold: bool = False, quoted: bool = False, linked: bool = False
    ) -> int:
        """By which a cell names it. `quoted`: a text that stays one when somebody edits the cell;
        `linked`: one that opens an address.
        """
        key = (look, bold, quoted, linked)
        if key not in self._made:
            parts = _HEADING.get(look) or _TABLE[look] | _BORDER
            parts = {"font_name": FACE, "font_size": SIZE, "valign": "vcenter"} | parts
            if bold:
                parts |= _BANDED
            if quoted:
                parts["quote_prefix"] = True
            if linked:
                parts |= {"font_color": "#23395B", "underline": 1}
            # The one private name of XlsxWriter that we need; tests/workbooks holds it.
            self._made[key] = self._book.add_format(parts)._get_xf_index()
        return self._made[key]
