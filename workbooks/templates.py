"""Sheets that people fill in and send back: headings, lists to choose from, cells marked as
wrong.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.properties import PageSetupProperties  # type: ignore[import-untyped]

from vietnam.text import without_controls

HEAD = {
    "font": Font(name="Times New Roman", bold=True),
    "fill": PatternFill("solid", fgColor="E9EEF5"),
}
WRONG = PatternFill("solid", fgColor="F6C9C4")
BODY = Font(name="Times New Roman")
LONGEST_COMMENT = 500
A3, A4 = "8", "9"
"""Paper, by the numbers of ECMA-376 (ST_PaperSize)."""


def set_paper(sheet: Any, paper: str) -> None:
    """Landscape, all columns on one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = (
        0,
        PageSetupProperties(fitToPage=True),
    )


def append_texts(sheet: Any, texts: Sequence[str], **looks: Any) -> None:
    sheet.append([text_cell(sheet, text, **looks) for text in texts])


def text_cell(
    sheet: Any, text: str, *, font: Font, fill: PatternFill | None = None
) -> WriteOnlyCell:
    """Text stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, without_controls(text) or None)
    if cell.value is not None:
        cell.data_type = "s"
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    if fill:
        cell.fill = fill
    return cell


def mark_wrong(cell: WriteOnlyCell, problems: Sequence[str]) -> None:
    """Red, with its sentences as a comment."""
    cell.fill = WRONG
    cell.comment = Comment(" ".join(problems)[:LONGEST_COMMENT], "Cầu Lao Động")


def offer_lists(
    sheet: Any, lists: Mapping[str, Sequence[str]], columns: Sequence[str], *, last_row: int
) -> None:
    """To each column of a list, from its second row on, the choices that stand on the sheet of
    lists.
    """
    for at, (name, values) in enumerate(lists.items(), 1):
        letter, column = get_column_letter(at), get_column_letter(columns.index(name) + 1)
        source = f"'{_('Lists')}'!${letter}$2:${letter}${len(values) + 1}"
        offer = DataValidation(
            type="list", formula1=source, allow_blank=True, showErrorMessage=False
        )
        offer.add(f"{column}2:{column}{last_row}")
        sheet.data_validations.append(offer)


def write_lists(
    book: Workbook, lists: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> None:
    """The sheet of lists, a column each."""
    sheet = book.create_sheet(_("Lists"))
    append_texts(sheet, [labels[name] for name in lists], **HEAD)
    for at in range(max(map(len, lists.values()))):
        append_texts(
            sheet, [values[at] if at < len(values) else "" for values in lists.values()], font=BODY
        )
