"""Paper and window of a sheet: A4 landscape, fitted to the width, the table's head on every page,
page numbers.
"""

import re
from collections.abc import Sequence
from math import ceil

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from vietnam.text import without_controls
from workbooks.sheets import Column

A4 = 9  # ECMA-376, ST_PaperSize
INCH = 25.4  # mm
MARGINS = {"left": 20, "right": 15, "top": 20, "bottom": 20}  # mm
PAGE_HEIGHT = (210 - MARGINS["top"] - MARGINS["bottom"]) / INCH * 72  # points
TOLERANCE = 0.97  # programs differ a little in the height of a row
LONGEST_NAME = 31  # characters of a sheet's name
FOOTER_FACE = "Times New Roman,Regular"
LONGEST_FOOTER = 255  # characters, with its codes
PADDING = 5 / 7  # of a column, in digits, which XlsxWriter adds


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that every program accepts: no []:*?/\\, at most 31 characters, unlike the ones
    taken.
    """
    allowed = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", without_controls(wanted))
    clean = allowed.strip(" '")[:LONGEST_NAME].strip(" '") or "1"
    lowered = {other.lower() for other in taken}
    name = clean
    number = 1
    while name.lower() in lowered:
        number += 1
        name = f"{clean[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name


def prepare_page(
    worksheet: Worksheet,
    columns: Sequence[Column],
    *,
    head: tuple[int, int],
    is_official: bool,
    stamp: str,
) -> None:
    """`head`: the first and the last row of the table's head, from 1."""
    worksheet.set_paper(A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.center_horizontally()
    worksheet.set_margins(**{side: wide / INCH for side, wide in MARGINS.items()})
    worksheet.repeat_rows(head[0] - 1, head[1] - 1)
    if not is_official:
        worksheet.freeze_panes(head[1], 0)
    worksheet.hide_gridlines(2 if is_official else 1)
    worksheet.set_footer(_footer(stamp))
    for place, column in enumerate(columns):
        worksheet.set_column(place, place, max(column.width - PADDING, 1))


def _footer(stamp: str) -> str:
    pages = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
    right = f'&R&"{FOOTER_FACE}"&10{pages}'
    if not stamp:
        return right
    before = f'&L&"{FOOTER_FACE}"&8{" " if stamp[0].isdigit() else ""}'
    # An ampersand begins a code there.
    text = stamp.replace("&", "&&")
    room = LONGEST_FOOTER - len(before) - len(right)
    # The whole of a longer one stands below the table.
    shown = text if len(text) <= room else f"{text[: room - 1].rstrip('&')}…"
    return before + shown + right


def keep_closing_with_table(worksheet: Worksheet, table: float, whole: float) -> None:
    """Heights in points: shrinks a little where the signature would otherwise stand alone on a
    page.
    """
    pages, pages_of_table = (ceil(height / (PAGE_HEIGHT * TOLERANCE)) for height in (whole, table))
    if pages > pages_of_table:
        worksheet.fit_to_pages(1, pages_of_table)
