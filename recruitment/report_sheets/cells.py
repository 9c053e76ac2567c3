"""How many people one cell of a report says. Nothing is guessed: what is no whole number stays as
it was written, with the reason.
"""

from enum import StrEnum
from typing import NamedTuple

from recruitment.demand_sheets.cell_texts import number_of
from tables.cells import Cell, CellKind
from vietnam.numbers import AmbiguousNumber, parse_number


class WrongCell(StrEnum):
    """Why a cell says no number of people."""

    FORMULA = "formula"  # without a stored result
    ERROR = "error"  # #N/A, #REF!
    EXCEL_DAY = "excel_day"
    CUT = "cut"
    NUMBER = "number"


class ReadCount(NamedTuple):
    """`text`: digits, or what the cell says where they are wrong; "" for an empty one."""

    text: str
    wrong: str = ""


_NONE = ("", "-", "–", "—")
_BY_KIND = {
    CellKind.FORMULA: WrongCell.FORMULA,
    CellKind.ERROR: WrongCell.ERROR,
    CellKind.DAY: WrongCell.EXCEL_DAY,
}


def read_count(cell: Cell, *, in_thousands: bool = False) -> ReadCount:
    if cell.kind in _BY_KIND:
        return ReadCount(cell.text, _BY_KIND[cell.kind])
    if cell.is_cut:
        return ReadCount(cell.text, WrongCell.CUT)
    text = cell.text.strip()
    if text.lower() in _NONE:
        return ReadCount("")
    people = _thousands(text) if in_thousands else number_of(cell)
    return ReadCount(text, WrongCell.NUMBER) if people is None else ReadCount(str(people))


def _thousands(text: str) -> int | None:
    try:
        people = parse_number(text) * 1000
    except AmbiguousNumber:
        return None
    return int(people) if people == int(people) and people >= 0 else None
