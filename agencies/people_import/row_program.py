"""The program that reads a sheet of agencies and people (`agencies.workbook_imports.row_program`).

Its first line says also "unknown": [headings], "hidden_columns": [headings], "hidden_sheets": […],
"other_sheets": […]; each row "is_hidden" and "is_title".

What is merged downwards is said by each of its rows. A line over the table's whole width, or one
such as "II. …" and "Tổng cộng …", is a title.
"""

import re
from dataclasses import dataclass
from typing import Any

from agencies.workbook_imports.headings import Heading, cell_text, match_heading
from agencies.workbook_imports.row_program import RowProgram
from reader.spreadsheets import SheetLayout, sheet_layout
from vietnam.folding import fold

KNOWN_WORDS: dict[str, tuple[str, ...]] = {
    "agency": ("ten co quan", "ten don vi", "co quan", "don vi"),
    "short_name": ("ten viet tat", "viet tat", "ten ngan"),
    "kind": ("loai co quan", "loai hinh", "loai"),
    "level": ("cap hanh chinh", "cap"),
    "province": ("tinh thanh pho", "tinh", "thanh pho"),
    "parent": ("co quan cap tren", "co quan chu quan", "don vi chu quan", "cap tren"),
    "title": ("chuc danh", "vi tri", "chuc vu"),
    "role": ("vai tro",),
    "full_name": ("ho va ten", "ho ten", "ten can bo", "can bo"),
    "email": (
        "thu dien tu",
        "dia chi thu dien tu",
        "email",
        "e mail",
        "dia chi email",
        "dia chi e mail",
        "hop thu",
    ),
    "is_administrator": ("quan tri",),
    "gets_reminders": ("nhan nhac viec", "nhan nhac han", "nhac viec"),
    "starts_on": ("tu ngay", "ngay bat dau"),
}
# Without the former, or with fewer known columns than the latter, a row of words is no heading.
NEEDED = "agency"
LEAST_KNOWN = 3
# Columns over which a text is merged that is a title.
TITLE_WIDTH = 3
NUMBERED = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[.)/-]\s*\D|[IVXLC]+\s*$")
TOTAL = re.compile(r"tong (?:cong|so)\b|cong\b")


@dataclass(frozen=True)
class PeopleHeading(Heading):
    """`unknown`: the headings of columns that are not read."""

    unknown: list[str]


class PeopleProgram(RowProgram[PeopleHeading]):
    """Of two columns with the same meaning the first is read."""

    def find_heading(self, rows: list[tuple[int, list[str]]]) -> PeopleHeading | None:
        for number, cells in rows:
            columns: dict[str, tuple[int, ...]] = {}
            unknown = []
            for at, cell in enumerate(cells):
                match = match_heading(cell, KNOWN_WORDS)
                if match and match[0] not in columns:
                    columns[match[0]] = (at,)
                elif cell:
                    unknown.append(cell)
            if NEEDED in columns and len(columns) >= LEAST_KNOWN:
                return PeopleHeading(number, columns, unknown)
        return None

    def describe_sheet(self, sheet: Any, heading: PeopleHeading) -> dict[str, object]:
        self.layout = sheet_layout(self.data, sheet)
        self.covered = covered_fields(self.layout, heading)
        self.wide = {
            first
            for first, last, left, right in self.layout.merged
            if first == last and right - left + 1 >= TITLE_WIDTH
        }
        self.above = dict.fromkeys(heading.columns, "")
        others = [other for other in self.book.worksheets if other is not sheet]
        return {
            "unknown": heading.unknown,
            "hidden_columns": [
                name
                for name, (at,) in heading.columns.items()
                if at + 1 in self.layout.hidden_columns
            ],
            "hidden_sheets": [each.title for each in others if each.sheet_state != "visible"],
            "other_sheets": [each.title for each in others if each.sheet_state == "visible"],
        }

    def read_row(self, heading: PeopleHeading, number: int, cells: list[str]) -> dict[str, Any]:
        said = {name: cell_text(cells, at) for name, (at,) in heading.columns.items()}
        said |= {name: self.above[name] for name in self.covered.get(number, ())}
        self.above = said
        filled = [text for text in cells if text]
        is_title = len(filled) == 1 and bool(
            number in self.wide or NUMBERED.match(filled[0]) or TOTAL.match(fold(filled[0]))
        )
        return {
            "said": {"agency": filled[0]} if is_title else said,
            "is_hidden": number in self.layout.hidden_rows,
            "is_title": is_title,
        }


def covered_fields(layout: SheetLayout, heading: PeopleHeading) -> dict[int, list[str]]:
    # By row, the fields whose cell belongs to one that is merged with it from above.
    names = {at + 1: name for name, (at,) in heading.columns.items()}
    found: dict[int, list[str]] = {}
    for first, last, left, _right in layout.merged:
        if left in names:
            for number in range(max(first, heading.row) + 1, min(last, first + 10_000) + 1):
                found.setdefault(number, []).append(names[left])
    return found


if __name__ == "__main__":
    PeopleProgram().run()
