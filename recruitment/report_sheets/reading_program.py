"""The program that reads a workbook of a report, in a process of its own: the file on standard
input, on standard output one JSON object a line.

Arguments: most rows, most columns, most characters of a cell; the words of the report, as JSON
(`SheetWords`). First line {"sheet": names of those that are read, "sheets": [what is told of each]}
or {"error": code, "sheets": [names]}; then for each row {"sheet": name, "kind": its table's, "row":
number} and what the table's kind says; at last {"more": true} when there are more rows than the
most.
"""

import json
import sys

from reader.spreadsheets import print_record
from recruitment.report_sheets.head_words import SheetWords
from recruitment.report_sheets.sheets import ReadSheet, TableKind, understand_sheets
from tables.cells import Limits, TableError
from tables.files import read_uploaded_sheets


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:4])
    words = SheetWords.of(json.loads(sys.argv[4]))
    try:
        sheets = read_uploaded_sheets(
            sys.stdin.buffer.read(), Limits(most_rows, most_columns, longest)
        )
    except TableError as error:
        print_record(error=error.code)
        return
    found = understand_sheets(sheets, words)
    read = [each for each in found if each.is_read]
    if not read:
        has_names = any(each.kind == TableKind.NAMES for each in found)
        names = [sheet.name for sheet in sheets]
        print_record(error="names" if has_names else "no_heads", sheets=names)
        return
    print_record(
        sheet=", ".join(each.sheet.name for each in read),
        sheets=[each.described() for each in found],
    )
    _print_rows(read, most_rows)


def _print_rows(read: list[ReadSheet], most_rows: int) -> None:
    rows = [(each, row) for each in read for row in each.rows]
    for each, row in rows[:most_rows]:
        print_record(sheet=each.sheet.name, kind=each.kind, **row)
    if len(rows) > most_rows:
        print_record(more=True)


if __name__ == "__main__":
    main()
