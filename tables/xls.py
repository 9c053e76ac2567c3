"""XLS of Excel 97-2003, by calamine. It says what is merged and which sheets are hidden, but not
which rows and columns are.
"""

import io

from tables.cells import Area, Limits, RowCollector, Sheet, TableError, Value, make_cells


def read_xls(data: bytes, limits: Limits) -> list[Sheet]:
    """Raises TableError."""
    from python_calamine import (  # slow import: only for this kind of file
        CalamineError,
        CalamineWorkbook,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        collector = RowCollector(limits)
        found = []
        for about in book.sheets_metadata[: limits.sheets]:
            is_hidden = about.visible != SheetVisibleEnum.Visible
            sheet = Sheet(about.name, is_hidden=is_hidden, knows_layout=False)
            read = book.get_sheet_by_name(about.name)
            for (top, left), (bottom, right) in read.merged_cell_ranges or []:
                sheet.merged.append(Area(top + 1, bottom + 1, left + 1, right + 1))
            rows = read.to_python(skip_empty_area=False)
            for number, row in enumerate(rows, 1):
                values: list[tuple[Value, str]] = [(value, "") for value in row[: limits.columns]]
                collector.add(sheet, number, make_cells(values, limits))
            found.append(sheet)
        return found
    except CalamineError as error:
        raise TableError("damaged") from error
