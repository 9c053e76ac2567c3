"""What a row of a sheet of demand says, field by field, with what is to be told of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from recruitment.demand_sheets.cell_texts import (
    Read,
    number_of,
    read_count_cell,
    read_day_cell,
    read_wage_cell,
    unread_cell,
)
from recruitment.demand_sheets.columns import ReadColumn
from recruitment.demand_sheets.head_words import FACT_WORDS
from recruitment.demand_sheets.limits import take_out_limits, take_out_of_title
from recruitment.demand_sheets.marks import Mark, MarkCode
from recruitment.demand_sheets.places import read_workplace
from tables.cells import Cell, CellKind, cell_at
from tables.rows import TableRow
from vietnam.folding import fold
from vietnam.numbers import format_number

WAGES = ("base_wage", "income", "bonus")
DAYS = ("apply_by", "publish_on")
# How a cell says that there are none.
NO_PEOPLE = ("", "khong", "x")
SEXES = {"men": "nam", "women": "nữ"}
# Kept with the row, never published.
LIMITS = "limits"


@dataclass
class RowReading:
    """`said`: texts by field; `limits` beside the facts: what of age and sex the row asks for."""

    said: dict[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table by its columns."""

    def __init__(self, columns: Sequence[ReadColumn], today: datetime.date) -> None:
        self.today = today
        self.columns: dict[str, list[ReadColumn]] = {}
        for column in columns:
            if column.field:
                self.columns.setdefault(column.field, []).append(column)

    def read(self, row: TableRow) -> RowReading:
        reading = RowReading()
        for name in FACT_WORDS:
            if name in self.columns:
                self._read_field(name, row, reading)
        self._add_parts(row, reading)
        self._add_workplace(row, reading)
        self._add_texts(row, reading)
        self._take_out_limits(row, reading)
        return reading

    def _read_field(self, name: str, row: TableRow, reading: RowReading) -> None:
        columns = self.columns[name]
        filled = [(each, cell_at(row.cells, each.at)) for each in columns]
        filled = [(each, cell) for each, cell in filled if cell.kind != CellKind.EMPTY]
        for column, cell in filled:
            reading.marks += unread_cell(name, cell)
            reading.marks += _merged_marks(name, column, row)
        pair = {column.bound: cell for column, cell in filled if column.bound}
        plain = [(column, cell) for column, cell in filled if not column.bound]
        if pair and not plain:
            text, marks = self._read_pair(name, filled, pair)
        else:
            text, marks = self._read_plain(name, plain)
        reading.said[name] = text
        reading.marks += marks

    def _read_pair(
        self, name: str, filled: list[tuple[ReadColumn, Cell]], pair: dict[str, Cell]
    ) -> Read:
        # "7" and "9" below "Từ" and "Đến" become "7-9"; one alone says which it is.
        unit = filled[0][0].unit
        texts = {}
        marks: list[Mark] = []
        for bound, cell in pair.items():
            texts[bound], found = read_wage_cell(name, cell, "")
            marks += found
        low, high = texts.get("from", ""), texts.get("to", "")
        if low and high and low != high:
            joined = f"{low}-{high}"
        elif low and not high:
            joined = f"từ {low}"
        else:
            joined = low or (f"đến {high}" if high else "")
        as_cell = Cell(joined, CellKind.TEXT)
        return read_wage_cell(name, as_cell, unit)[0], marks

    def _read_plain(self, name: str, plain: list[tuple[ReadColumn, Cell]]) -> Read:
        if not plain:
            return "", []
        read = [self._read_cell(name, cell, column.unit) for column, cell in plain]
        text = next((text for text, _marks in read if text), "")
        marks = [mark for _text, found in read for mark in found]
        if len(read) > 1 and len({fold(each) for each, _marks in read if each}) > 1:
            said = "; ".join(f"“{column.heading}”: {cell.text}" for column, cell in plain)
            return text, [*marks, Mark(name, MarkCode.RIVALS, said)]
        return text, marks

    def _read_cell(self, name: str, cell: Cell, unit: str) -> Read:
        if cell.kind == CellKind.ERROR:
            return "", []
        if name == "headcount":
            return read_count_cell(cell)
        if name in WAGES:
            return read_wage_cell(name, cell, unit)
        if name in DAYS:
            return read_day_cell(name, cell, self.today)
        return cell.text, []

    # Fields that are read with others ------------------------------------------------------------
    def _text(self, name: str, row: TableRow) -> str:
        cells = [cell_at(row.cells, each.at) for each in self.columns.get(name, [])]
        texts = [cell.text for cell in cells if cell.kind != CellKind.ERROR]
        return "; ".join(dict.fromkeys(filter(None, texts)))

    def _add_parts(self, row: TableRow, reading: RowReading) -> None:
        # Men and women: their sum counts where no total stands, and has to be the total.
        stated = reading.said.get("headcount", "")
        cells = {
            name: cell
            for name in SEXES
            for column in self.columns.get(name, [])
            if (cell := cell_at(row.cells, column.at)).text.strip()
        }
        counts = {
            name: number for name, cell in cells.items() if (number := number_of(cell)) is not None
        }
        if not stated:
            reading.marks += self._unread_parts(tuple(SEXES), row)
        if counts:
            parts = ", ".join(
                f"{format_number(counts[name]) if name in counts else cell.text} {SEXES[name]}"
                for name, cell in cells.items()
            )
            reading.marks.append(Mark("headcount", MarkCode.PARTS, parts))
            total = sum(counts.values())
            if not stated:
                reading.said["headcount"] = str(total)
            elif len(counts) == len(SEXES) and number_of(Cell(stated, CellKind.TEXT)) != total:
                words = f"{stated}: {parts}"
                reading.marks.append(Mark("headcount", MarkCode.PARTS_DIFFER, words))
        elif "month" in self.columns and not stated:
            reading.marks += self._unread_parts(("month",), row)
            self._sum_months(row, reading)

    def _unread_parts(self, names: tuple[str, ...], row: TableRow) -> list[Mark]:
        # A sum without a part that is written there would be a wrong number.
        marks: list[Mark] = []
        for column in (each for name in names for each in self.columns.get(name, [])):
            cell = cell_at(row.cells, column.at)
            missing = unread_cell("headcount", cell)
            marks += missing
            marks += _merged_marks("headcount", column, row)
            if not missing and number_of(cell) is None and fold(cell.text) not in NO_PEOPLE:
                marks.append(
                    Mark("headcount", MarkCode.PART_UNREAD, f"{column.heading}: {cell.text}")
                )
        return marks

    def _sum_months(self, row: TableRow, reading: RowReading) -> None:
        months = [
            (column, number)
            for column in self.columns["month"]
            if (number := number_of(cell_at(row.cells, column.at))) is not None
        ]
        if months:
            said = ", ".join(f"{each.heading}: {format_number(number)}" for each, number in months)
            reading.said["headcount"] = str(sum(number for _column, number in months))
            reading.marks.append(Mark("headcount", MarkCode.MONTHS_SUMMED, said))

    def _add_workplace(self, row: TableRow, reading: RowReading) -> None:
        for column in self.columns.get("workplace", []):
            reading.marks += _merged_marks("park", column, row)
            reading.marks += unread_cell("park", cell_at(row.cells, column.at))
        text = self._text("workplace", row)
        if not text:
            return
        said, marks = read_workplace(text)
        has_park = bool(reading.said.get("park"))
        for name, value in said.items():
            if not reading.said.get(name):
                reading.said[name] = value
        reading.marks += [mark for mark in marks if not (has_park and mark.field == "park")]

    def _add_texts(self, row: TableRow, reading: RowReading) -> None:
        # What is required belongs to the description, allowances to the benefits.
        for name, target, label in (
            ("requirements", "description", "Yêu cầu"),
            ("allowance", "benefits_note", "Phụ cấp"),
        ):
            text = self._text(name, row)
            for column in self.columns.get(name, []):
                reading.marks += unread_cell(target, cell_at(row.cells, column.at))
            if name == "requirements":
                text, limits = take_out_limits(text)
                self._keep_limits(reading, limits)
            if not text or fold(text) in ("khong", "khong yeu cau", "0"):
                continue
            before = reading.said.get(target, "")
            reading.said[target] = "\n".join(filter(None, [before, f"{label}: {text}"]))
            reading.marks.append(Mark(target, MarkCode.ADDED, f"{label}: {text}"))

    def _take_out_limits(self, row: TableRow, reading: RowReading) -> None:
        for name in ("sex", "age"):
            self._keep_limits(reading, self._text(name, row))
        for name in ("description", "benefits_note"):
            if text := reading.said.get(name, ""):
                reading.said[name], limits = take_out_limits(text)
                self._keep_limits(reading, limits)
        title, limits = take_out_of_title(reading.said.get("title", ""))
        if limits:
            reading.marks.append(Mark("title", MarkCode.CLEANED, reading.said["title"]))
            reading.said["title"] = title
            self._keep_limits(reading, limits)

    def _keep_limits(self, reading: RowReading, text: str) -> None:
        if text:
            before = reading.said.get(LIMITS, "")
            reading.said[LIMITS] = ", ".join(filter(None, [before, text]))
            reading.marks.append(Mark(LIMITS, MarkCode.LIMITS, text))


def _merged_marks(name: str, column: ReadColumn, row: TableRow) -> list[Mark]:
    rows = row.merged.get(column.at)
    if not rows:
        return []
    code = MarkCode.MERGED_COUNT if name == "headcount" else MarkCode.MERGED
    return [Mark(name, code, str(rows))]
