"""Which columns of a table are read as which fields, and why: for each one a reason that is shown
to the clerk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from recruitment.demand_sheets.head_words import FACT_WORDS, OTHER_WORDS
from recruitment.demand_sheets.headings import WAGES, unit_of
from tables.cells import CellKind, Sheet, column_letter
from tables.heads import Head, HeadColumn, column_key

# Fields that have no place of their own in a vacancy, but are read with those that have.
READ_WITH_OTHERS = frozenset(
    {"men", "women", "month", "age", "sex", "requirements", "workplace", "allowance"}
)
CHOOSABLE = (*FACT_WORDS, *sorted(READ_WITH_OTHERS - {"month"}))


class ColumnWhy(StrEnum):
    """Why a column is read as what it is, or is not read."""

    WORDS = "words"
    LANGUAGE = "language"  # one of the languages of its heading
    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    RIVAL = "rival"  # beside another one for the same field
    SHADOWED = "shadowed"  # another one says the same field more exactly
    HIDDEN = "hidden"
    UNKNOWN = "unknown"
    IGNORED = "ignored"  # known, but no part of demand
    LEFT_OUT = "left_out"  # a person has said so


@dataclass(frozen=True)
class ReadColumn:
    """`field`: what it is read as, "" if it is not; `unit`: of money, "" unknown; `example`: the
    first value below.
    """

    at: int
    heading: str
    field: str
    why: ColumnWhy
    bound: str = ""
    unit: str = ""
    example: str = ""
    rank: int = 1

    @property
    def letter(self) -> str:
        return column_letter(self.at)


def assign_columns(
    sheet: Sheet,
    head: Head,
    *,
    chosen: Mapping[str, str],
    remembered: Mapping[str, str],
) -> list[ReadColumn]:
    """`chosen` and `remembered`: fields by `column_key`, "" for a column that is not to be read."""
    unit_above = _unit_above(sheet, head)
    columns = [
        replace(
            _column(column, chosen, remembered),
            example=_example(sheet, head, column.at),
        )
        for column in head.columns
    ]
    columns = [
        replace(column, unit=unit_of(column.heading) or unit_above)
        if column.field in WAGES
        else column
        for column in columns
    ]
    return _without_weaker(columns)


def _column(
    column: HeadColumn, chosen: Mapping[str, str], remembered: Mapping[str, str]
) -> ReadColumn:
    key = column_key(column.heading)
    for choices, why in ((chosen, ColumnWhy.CHOSEN), (remembered, ColumnWhy.REMEMBERED)):
        if key in choices:
            field = choices[key]
            bound = column.match.bound if column.match and column.match.field == field else ""
            why = why if field else ColumnWhy.LEFT_OUT
            return ReadColumn(column.at, column.heading, field, why, bound, rank=-1)
    match = column.match
    if match is None:
        return ReadColumn(column.at, column.heading, "", ColumnWhy.UNKNOWN)
    if column.is_hidden:
        return ReadColumn(column.at, column.heading, "", ColumnWhy.HIDDEN)
    if match.field in OTHER_WORDS and match.field not in READ_WITH_OTHERS:
        return ReadColumn(column.at, column.heading, "", ColumnWhy.IGNORED)
    why = ColumnWhy.LANGUAGE if match.is_part else ColumnWhy.WORDS
    return ReadColumn(column.at, column.heading, match.field, why, match.bound, rank=match.rank)


def _without_weaker(columns: list[ReadColumn]) -> list[ReadColumn]:
    # Of several columns for one field those of the best rank are read; several of that are rivals.
    best: dict[str, int] = {}
    for column in columns:
        best[column.field] = min(best.get(column.field, column.rank), column.rank)
    kept = [
        replace(column, field="", why=ColumnWhy.SHADOWED)
        if column.field and column.field != "month" and column.rank > best[column.field]
        else column
        for column in columns
    ]
    if any(column.field == "headcount" for column in kept):
        # Months are parts of the number that stands beside them.
        kept = [
            replace(column, field="", why=ColumnWhy.SHADOWED) if column.field == "month" else column
            for column in kept
        ]
    return [_as_rival(column, kept) for column in kept]


def _as_rival(column: ReadColumn, columns: list[ReadColumn]) -> ReadColumn:
    if not column.field or column.field in ("month", "requirements"):
        return column
    same = [each for each in columns if each.field == column.field and each.bound == column.bound]
    is_usual = column.why in (ColumnWhy.WORDS, ColumnWhy.LANGUAGE)
    return replace(column, why=ColumnWhy.RIVAL) if len(same) > 1 and is_usual else column


def _example(sheet: Sheet, head: Head, at: int) -> str:
    for number in sorted(sheet.rows):
        if number > head.last_row:
            cell = sheet.cell(number, at)
            if cell.kind != CellKind.EMPTY and cell.text:
                return cell.text[:60]
    return ""


def _unit_above(sheet: Sheet, head: Head) -> str:
    # “Đơn vị tính: nghìn đồng” in a line above the table.
    for number in sorted(sheet.rows):
        if number >= head.first_row:
            break
        for cell in sheet.rows[number]:
            if any(word in cell.text.lower() for word in ("đơn vị", "đvt", "unit")):
                return unit_of(cell.text.partition(":")[2] or cell.text)
    return ""
