"""The one writer of workbooks. XlsxWriter makes the book: styles, pages, charts, filters; the rows
are streamed into its sheets, so that one of a million rows needs no more memory than one of ten
(decision 0064).
"""

import io
from collections.abc import Iterable
from contextlib import ExitStack
from typing import IO

from xlsxwriter import Workbook

from vietnam.text import without_controls
from workbooks.looks import FACE, SIZE
from workbooks.sheet_writer import SheetWriter
from workbooks.sheets import Sheet
from workbooks.streams.book_copy import copy_book

NORMAL = {"font_name": FACE, "font_size": SIZE}


def stream_workbook(
    sheets: Iterable[Sheet], file: str | IO[bytes], *, title: str, author: str = "", stamp: str = ""
) -> None:
    """Write the sheets in their order; one that is longer than a sheet may be goes on in others.
    Text stays text, whatever it begins with; totals are formulas with what they give.

    `stamp`: who took the workbook and when, on every page and below every table that is no official
    document.
    """
    stamp = without_controls(stamp)
    frame = io.BytesIO()
    # Widths of columns count in digits of the workbook's normal font, so that one must be ours too.
    options = {"in_memory": True, "default_format_properties": NORMAL}
    book = Workbook(frame, options)
    book.set_properties(
        {
            "title": without_controls(title),
            "author": without_controls(author or "Cầu Lao Động"),
            "comments": stamp,
        }
    )
    with ExitStack() as files:
        writer = SheetWriter(book, stamp, files)
        streams = [stream for sheet in sheets for stream in writer.write(sheet)]
        book.close()
        copy_book(frame, streams, file)
