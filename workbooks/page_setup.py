"""Paper and window of a sheet: A4 landscape, fitted to the width, the table's head on every page,
page numbers.
"""

import re
from collections.abc import Sequence
from math import ceil

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from vietnam.text import without_controls
from workbooks.sheets import Column

A4 = 9
INCH = 25.4  # mm
MARGINS = {"left": 20, "right": 15, "top": 20, "bottom": 20}  # mm
PAGE_HEIGHT = (210 - MARGINS["top"] - MARGINS["bottom"]) / INCH * 72  # points
LETTERS = (
    1.12  # letters of Vietnamese text in the width of a digit, less what breaking at words wastes
)
TOLERANCE = 0.97  # programs differ a little in the height of a row
LONGEST_NAME = 31  # characters of a sheet's name


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that every program accepts: no []:*?/\\, at most 31 characters, unlike the ones
    taken.
    """
    clean = (
        re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", without_controls(wanted))
        .strip(" '")[:LONGEST_NAME]
        .strip()
        or "1"
    )
    number, name = 1, clean
    while name.lower() in {other.lower() for other in taken}:
        number += 1
        name = f"{clean[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name


def prepare_page(worksheet, columns: Sequence[Column], *, head_row: int, is_official: bool) -> None:
    """Must come before the first row, which the stream writes after these settings."""
    worksheet.page_setup.paperSize, worksheet.page_setup.orientation = A4, "landscape"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    for side, millimetres in MARGINS.items():
        setattr(worksheet.page_margins, side, millimetres / INCH)
    worksheet.print_title_rows = f"{head_row}:{head_row}"
    if not is_official:
        worksheet.freeze_panes = f"A{head_row + 1}"
    worksheet.sheet_view.showGridLines = not is_official
    worksheet.oddFooter.right.text = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
    worksheet.oddFooter.right.font, worksheet.oddFooter.right.size = "Times New Roman,Regular", 10
    for index, column in enumerate(columns, 1):
        worksheet.column_dimensions[get_column_letter(index)].width = column.width


def stamp_pages(worksheet, stamp: str) -> None:
    """In the footer; an ampersand begins a code there."""
    if stamp:
        worksheet.oddFooter.left.text = stamp.replace("&", "&&")
        worksheet.oddFooter.left.font, worksheet.oddFooter.left.size = "Times New Roman,Regular", 8


def keep_closing_with_table(worksheet, table: float, whole: float) -> None:
    """Heights in points: shrinks a little where the signature would otherwise stand alone on a
    page.
    """
    pages, pages_of_table = (ceil(height / (PAGE_HEIGHT * TOLERANCE)) for height in (whole, table))
    if pages > pages_of_table:
        worksheet.page_setup.fitToHeight = pages_of_table


def lines_needed(value: object, width: float) -> int:
    """How many lines a value takes in a column of that many characters; the table's letters are a
    little narrower.
    """
    if not isinstance(value, str) or (len(value) < width and "\n" not in value):
        return 1
    fitting = max(1.0, width * LETTERS)
    return sum(max(1, ceil(len(line) / fitting)) for line in value.split("\n"))
