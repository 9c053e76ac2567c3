"""The program that reads a sheet of demand (`agencies.workbook_imports.row_program`); each row says
also "rivals": {field: what its columns say where they differ}.
"""

from typing import Any

from agencies.workbook_imports.row_program import RowProgram
from recruitment.imports.headings import (
    VacancyHeading,
    differing_columns,
    find_heading,
    read_cells,
)


class VacancyProgram(RowProgram[VacancyHeading]):
    """A sheet that is formatted to its end has a million rows without text."""

    most_blank_rows = 500

    def find_heading(self, rows: list[tuple[int, list[str]]]) -> VacancyHeading | None:
        return find_heading(rows)

    def read_row(self, heading: VacancyHeading, number: int, cells: list[str]) -> dict[str, Any]:
        return {"said": read_cells(heading, cells), "rivals": differing_columns(heading, cells)}


if __name__ == "__main__":
    VacancyProgram().run()
