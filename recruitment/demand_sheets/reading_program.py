"""The program that reads a workbook of demand, in a process of its own: the file on standard input,
on standard output one JSON object a line.

Arguments: most rows, most columns, most characters of a cell; what a person has chosen, as JSON
(`Choices`); today. First line {"sheet": names of those that are read, "sheets": [what is told of
each], "may_be_empty": whether a person could still choose rows} or {"error": code, "sheets":
[names]}; then for each row {"sheet": name, "row": number, "said": {field: text}, "marks": [[field,
code, said]]}; at last {"more": true} when there are more rows than the most.
"""

import datetime
import json
import sys

from reader.spreadsheets import print_record
from recruitment.demand_sheets.sheets import (
    Choices,
    ReadSheet,
    describe_sheet,
    understand_sheets,
)
from tables.cells import Limits, TableError
from tables.files import read_uploaded_sheets
from tables.rows import LeftOutWhy


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:4])
    choices = Choices.of(json.loads(sys.argv[4]))
    today = datetime.date.fromisoformat(sys.argv[5])
    try:
        sheets = read_uploaded_sheets(
            sys.stdin.buffer.read(), Limits(most_rows, most_columns, longest)
        )
    except TableError as error:
        print_record(error=error.code)
        return
    read = understand_sheets(sheets, choices)
    if not any(each.tables for each in read):
        print_record(error="no_heads", sheets=[sheet.name for sheet in sheets])
        return
    below = [each for sheet in read for each in sheet.left_out if each.why != LeftOutWhy.ABOVE]
    print_record(
        sheet=", ".join(each.sheet.name for each in read if each.is_read),
        sheets=[describe_sheet(each) for each in read],
        may_be_empty=bool(below) or not all(each.is_read for each in read if each.tables),
    )
    _print_rows([each for each in read if each.is_read], most_rows, today)


def _print_rows(read: list[ReadSheet], most_rows: int, today: datetime.date) -> None:
    printed = 0
    for each in read:
        for number, reading in each.readings(today):
            if printed == most_rows:
                print_record(more=True)
                return
            printed += 1
            print_record(sheet=each.sheet.name, row=number, said=reading.said, marks=reading.marks)


if __name__ == "__main__":
    main()
