"""Exports yield rows plus a column description; `write_workbook` makes the file."""

from agencies.exports.sheets import Column, ColumnKind, Letterhead, Sheet
from agencies.exports.workbook import write_workbook

__all__ = ["Column", "ColumnKind", "Letterhead", "Sheet", "write_workbook"]
