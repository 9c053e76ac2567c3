"""The program that reads a sheet of agencies and people, in a process of its own: the file on
standard input, on standard output one JSON object a line.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": name,
"head_row": number, "unknown": [headings], "hidden_columns": [headings], "hidden_sheets": […],
"other_sheets": […]} or {"error": code, "sheets": [names]}; then for each row {"row": number,
"said": {field: text}, "formulas": [fields without a value], "is_hidden", "is_title"}; at last
{"more": true} when there are more rows than the most.

What is merged downwards is said by each of its rows. A line over the table's whole width, or one
such as "II. …" and "Tổng cộng …", is a title.
"""

import re
import sys
from dataclasses import dataclass

from reader.spreadsheets import print_record
from tables.cells import CellKind, Limits, Sheet, TableError, cell_at
from tables.files import read_uploaded_sheets
from tables.heads import IN_BRACKETS
from vietnam.folding import fold

ROWS_WITH_HEADING = 20
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
class Heading:
    """`row`: its number; `columns`: where each field stands, counted from 0; `unknown`: the
    headings of columns that are not read.
    """

    row: int
    columns: dict[str, int]
    unknown: list[str]


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    try:
        sheets = read_uploaded_sheets(
            sys.stdin.buffer.read(), Limits(most_rows, most_columns, longest)
        )
    except TableError as error:
        print_record(error=error.code)
        return
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in shown:
        if heading := find_heading(sheet):
            others = [each for each in sheets if each is not sheet]
            print_record(
                sheet=sheet.name,
                head_row=heading.row,
                unknown=heading.unknown,
                hidden_columns=[
                    name for name, at in heading.columns.items() if at in sheet.hidden_columns
                ],
                hidden_sheets=[each.name for each in others if each.is_hidden],
                other_sheets=[each.name for each in others if not each.is_hidden],
            )
            _print_rows(sheet, heading, most_rows)
            return
    print_record(error="no_heads", sheets=[sheet.name for sheet in shown])


def find_heading(sheet: Sheet) -> Heading | None:
    """Among its first rows; of two columns with the same meaning the first is read."""
    for number in sorted(sheet.rows):
        if number > ROWS_WITH_HEADING:
            break
        columns: dict[str, int] = {}
        unknown = []
        for at, cell in enumerate(sheet.rows[number]):
            name = match_heading(cell.text)
            if name and name not in columns:
                columns[name] = at
            elif cell.text:
                unknown.append(cell.text)
        if NEEDED in columns and len(columns) >= LEAST_KNOWN:
            return Heading(number, columns, unknown)
    return None


def match_heading(heading: str) -> str:
    """The field that it names, or nothing. Of the known words with which it begins, the longest
    count; words in brackets never begin one.
    """
    folded = fold(IN_BRACKETS.sub(" ", heading))
    found = [
        (len(word), name)
        for name, words in KNOWN_WORDS.items()
        for word in words
        if f"{folded} ".startswith(f"{word} ")
    ]
    return max(found)[1] if found else ""


def _print_rows(sheet: Sheet, heading: Heading, most_rows: int) -> None:
    covered = covered_fields(sheet, heading)
    wide = {
        area.first_row
        for area in sheet.merged
        if area.first_row == area.last_row
        and area.last_column - area.first_column + 1 >= TITLE_WIDTH
    }
    above = dict.fromkeys(heading.columns, "")
    printed = 0
    for number in sorted(number for number in sheet.rows if number > heading.row):
        cells = sheet.rows[number]
        said = {name: cell_at(cells, at).text for name, at in heading.columns.items()}
        said |= {name: above[name] for name in covered.get(number, ())}
        above = said
        missing = [
            name
            for name, at in heading.columns.items()
            if cell_at(cells, at).kind == CellKind.FORMULA
        ]
        title = _title([cell.text for cell in cells if cell.text], is_wide=number in wide)
        if not title and not any(said.values()) and not missing:
            continue
        if printed == most_rows:
            print_record(more=True)
            return
        print_record(
            row=number,
            said={"agency": title} if title else said,
            formulas=missing,
            is_hidden=number in sheet.hidden_rows,
            is_title=bool(title),
        )
        printed += 1


def _title(filled: list[str], *, is_wide: bool) -> str:
    # Of a line that says one thing: the title that it is, or nothing.
    if len(filled) != 1:
        return ""
    [text] = filled
    is_title = is_wide or NUMBERED.match(text) or TOTAL.match(fold(text))
    return text if is_title else ""


def covered_fields(sheet: Sheet, heading: Heading) -> dict[int, list[str]]:
    # By row, the fields whose cell belongs to one that is merged with it from above.
    names = {at: name for name, at in heading.columns.items()}
    found: dict[int, list[str]] = {}
    for area in sheet.merged:
        if name := names.get(area.first_column - 1):
            last = min(area.last_row, area.first_row + 10_000)
            for number in range(max(area.first_row, heading.row) + 1, last + 1):
                found.setdefault(number, []).append(name)
    return found


if __name__ == "__main__":
    main()
