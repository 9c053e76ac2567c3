"""Exports yield rows plus a column description; `write_workbook` makes the file."""

from collections.abc import Iterable
from typing import IO

from workbooks.memory import release_memory
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet

__all__ = ["Column", "ColumnKind", "Letterhead", "Sheet", "write_workbook"]


def write_workbook(
    sheets: Iterable[Sheet], file: str | IO[bytes], *, title: str, author: str = "", stamp: str = ""
) -> None:
    """As workbooks/workbook.py writes them; who describes sheets alone does not load what writes
    them.
    """
    from workbooks import workbook  # slow import: XlsxWriter

    workbook.stream_workbook(sheets, file, title=title, author=author, stamp=stamp)
    release_memory()
