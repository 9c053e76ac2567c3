"""A program of its own: an XLSX on standard input, the rows of its sheet of agencies and people on
standard output.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": …, "head_row":
…, "unknown": [headings], "hidden_columns": [headings], "hidden_sheets": […], "other_sheets": […]}
or {"error": code, "sheets": […]}; then for each row that says anything {"row": number, "said":
{field: text}, "formulas": [fields whose formula has no result], "is_hidden": …, "is_title": …}; at
last {"more": true} when there are more rows than the most.

What is merged downwards is said by each of its rows. A line over the table's whole width, or one
such as "II. …" and "Tổng cộng …", is a title.
"""

import io
import re
import sys
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from agencies.people_import.reader.heads import Head, head_of
from reader.spreadsheets import (
    SheetLayout,
    has_formulas,
    print_record,
    row_texts,
    sheet_layout,
    uncalculated_cells,
    workbook_problem,
)
from vietnam.folding import fold

LOOKED_AT, MOST_SHEETS = 20, 20
WIDE = 3
"""Columns over which a text is merged that is a title."""
NUMBERED = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[.)/-]\s*\D|[IVXLC]+\s*$")
TOTAL = re.compile(r"tong (?:cong|so)\b|cong\b")


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    problem = workbook_problem(data)
    if problem:
        print_record(error=problem)
        return
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    for sheet in shown:
        head = head_of(list(row_texts(sheet, 1, LOOKED_AT, most_columns, longest)))
        if head:
            shape = sheet_layout(data, sheet)
            say_head(
                sheet,
                head,
                shape,
                hidden,
                [other.title for other in book.worksheets if other is not sheet],
            )
            formulas = (
                uncalculated_cells(data, sheet.title, most_columns) if has_formulas(data) else {}
            )
            say_rows(sheet, head, shape, formulas, most_rows, most_columns, longest)
            return
    print_record(error="no_heads", sheets=[sheet.title for sheet in shown])


def say_head(
    sheet: Any, head: Head, shape: SheetLayout, hidden: list[str], others: list[str]
) -> None:
    print_record(
        sheet=sheet.title,
        head_row=head.row,
        unknown=head.unknown,
        hidden_columns=[
            name for name, at in head.columns.items() if at + 1 in shape.hidden_columns
        ],
        hidden_sheets=hidden,
        other_sheets=[title for title in others if title not in hidden],
    )


def say_rows(
    sheet: Any,
    head: Head,
    shape: SheetLayout,
    formulas: dict[int, set[int]],
    most_rows: int,
    most_columns: int,
    longest: int,
) -> None:
    told, above = 0, dict.fromkeys(head.columns, "")
    covered, wide = covered_below(shape, head), wide_rows(shape)
    for number, cells in row_texts(sheet, head.row + 1, None, most_columns, longest):
        said = {name: cells[at] if at < len(cells) else "" for name, at in head.columns.items()}
        said |= {name: above[name] for name in covered.get(number, ())}
        above = said
        waiting = formulas.get(number, set())
        filled = [text for text in cells if text]
        is_title = len(filled) == 1 and (number in wide or says_title(filled[0]))
        if (
            not any(said.values())
            and not is_title
            and not waiting.intersection(head.columns.values())
        ):
            continue
        if told == most_rows:
            print_record(more=True)
            return
        missing = [name for name, at in head.columns.items() if at in waiting]
        said = {"agency": filled[0]} if is_title else said
        print_record(
            row=number,
            said=said,
            formulas=missing,
            is_hidden=number in shape.hidden_rows,
            is_title=is_title,
        )
        told += 1


def covered_below(shape: SheetLayout, head: Head) -> dict[int, list[str]]:
    """By row, the fields whose cell belongs to one that is merged with it from above."""
    names = {at + 1: name for name, at in head.columns.items()}
    found: dict[int, list[str]] = {}
    for first, last, left, _right in shape.merged:
        if left in names:
            for number in range(max(first, head.row) + 1, min(last, first + 10_000) + 1):
                found.setdefault(number, []).append(names[left])
    return found


def wide_rows(shape: SheetLayout) -> set[int]:
    return {
        first
        for first, last, left, right in shape.merged
        if first == last and right - left + 1 >= WIDE
    }


def says_title(text: str) -> bool:
    return bool(NUMBERED.match(text) or TOTAL.match(fold(text)))


if __name__ == "__main__":
    main()
