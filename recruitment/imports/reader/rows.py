"""A program of its own: an XLSX on standard input, the rows of its sheet of demand on standard
output.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": …, "head_row":
…} or {"error": code, "sheets": […]}; then for each row that says anything {"row": number, "said":
{field: text}, "formulas": [fields whose formula has no result], "rivals": {field: what its columns
say where they differ}}; at last {"more": true} when there are more rows than the most, or
{"too_much": true} when they say too much.
"""

import io
import sys

from openpyxl import load_workbook

from reader.spreadsheets import (
    has_formulas,
    print_record,
    row_texts,
    uncalculated_cells,
    workbook_problem,
)
from recruitment.imports.reader.heads import Head, head_of, rivals_in, said_in

LOOKED_AT, MOST_SHEETS = 20, 20
MOST_SAID = 10_000_000
"""Characters of all rows: one long shared text can stand in a hundred thousand cells."""


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    problem = workbook_problem(data)
    if problem:
        print_record(error=problem)
        return
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]
    for sheet in sheets:
        head = head_of(list(row_texts(sheet, 1, LOOKED_AT, most_columns, longest)))
        if head:
            print_record(sheet=sheet.title, head_row=head.row)
            formulas = (
                uncalculated_cells(data, sheet.title, most_columns) if has_formulas(data) else {}
            )
            say_rows(sheet, head, formulas, most_rows, most_columns, longest)
            return
    print_record(error="no_heads", sheets=[sheet.title for sheet in sheets])


def say_rows(
    sheet,
    head: Head,
    formulas: dict[int, set[int]],
    most_rows: int,
    most_columns: int,
    longest: int,
) -> None:
    told = length = 0
    for number, cells in row_texts(
        sheet, head.row + 1, head.row + most_rows + 500, most_columns, longest
    ):
        said = said_in(head, cells)
        if not any(said.values()) and number not in formulas:
            continue
        length += sum(map(len, said.values()))
        if told == most_rows or length > MOST_SAID:
            print_record(**{"more" if told == most_rows else "too_much": True})
            return
        waiting = formulas.get(number, set())
        formulas_without_result = [
            name for name, places in head.columns.items() if waiting & set(places)
        ]
        print_record(
            row=number, said=said, formulas=formulas_without_result, rivals=rivals_in(head, cells)
        )
        told += 1


if __name__ == "__main__":
    main()
