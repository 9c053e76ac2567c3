"""A program of its own: an XLSX on standard input, the upper left of its first sheet on standard
output.

Arguments: most rows, most columns, most characters of a cell.
One line {"name": …, "wide": columns, "rows": [[[text, is a number, columns it covers], …], …],
"is_all": …} or {"error": code}; empty rows and columns at the end are left out, so that of a sheet
with one cell in its far corner no row is left.
"""

import datetime
import io
import json
import sys
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import load_workbook

from reader.content.packages import check_archive
from reader.errors import ReadError
from vietnam.dates import format_date
from vietnam.language.old_letters import repair_lines
from vietnam.numbers import format_number
from vietnam.text import clean_paragraphs

SpreadCell = tuple[str, bool, int]


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    try:
        check_archive(data)
    except ReadError as error:
        print(json.dumps({"error": error.code}))
        return
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheet = workbook.worksheets[0]
    # One more of each, to know whether there is more.
    found = sheet.iter_rows(max_row=most_rows + 1, max_col=most_columns + 1)
    rows = [shown_cells(row, longest) for row in found]
    wide = max((at for row in rows for at, (text, _) in enumerate(row, 1) if text), default=0)
    high = max((at for at, row in enumerate(rows, 1) if any(text for text, _ in row)), default=0)
    record = {
        "name": sheet.title,
        "wide": min(wide, most_columns),
        "rows": [spread_title(row[: min(wide, most_columns)]) for row in rows[:high][:most_rows]],
        "is_all": len(workbook.sheetnames) == 1 and wide <= most_columns and high <= most_rows,
    }
    print(json.dumps(record))


def spread_title(row: list[tuple[str, bool]]) -> list[SpreadCell]:
    # A text alone in its row, a title, covers the empty cells behind it, as it does in Excel.
    filled = [at for at, (text, _) in enumerate(row) if text]
    if len(filled) != 1 or row[filled[0]][1]:
        return [(*cell, 1) for cell in row]
    start = filled[0]
    return [*((*cell, 1) for cell in row[:start]), (*row[start], len(row) - start)]


def shown_cells(row: Sequence[object], longest: int) -> list[tuple[str, bool]]:
    """(text, whether it is a number) of its cells, those in old Vietnamese letters (TCVN3, VNI) in
    Unicode; a doubtful one follows the cells beside it.
    """
    values = [getattr(cell, "value", None) for cell in row]
    written = iter(repair_lines([value for value in values if isinstance(value, str)]))
    read = [next(written) if isinstance(value, str) else value for value in values]
    return [shown_value(value, cell, longest) for value, cell in zip(read, row, strict=True)]


def shown_value(value: object, cell: object, longest: int) -> tuple[str, bool]:
    # As an official would write the value of the cell, near to what Excel shows.
    pattern = str(getattr(cell, "number_format", "General"))
    if value is None:
        return "", False
    if isinstance(value, bool):
        return str(value).upper(), False
    if isinstance(value, int | float):
        return cell_number(value, pattern), True
    if isinstance(value, datetime.datetime):
        time = f" {value:%H:%M}" if value.time() != datetime.time() else ""
        return f"{format_date(value.date())}{time}", True
    text = format_date(value) if isinstance(value, datetime.date) else clean_paragraphs(str(value))
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…", False


def cell_number(value: float, pattern: str) -> str:
    # Thousands are set apart only where the sheet does so: 2024 may be a year.
    if "%" in pattern:
        return f"{cell_number(round(value * 100, 2), '')} %"
    exact = Decimal(str(round(value, 6)))
    whole = exact == exact.to_integral_value()
    if "#,##0" in pattern and abs(exact) < 10**15:
        return format_number(int(exact) if whole else exact)
    return f"{exact.to_integral_value() if whole else exact.normalize():f}".replace(".", ",")


if __name__ == "__main__":
    main()
