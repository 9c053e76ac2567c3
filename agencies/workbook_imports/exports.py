"""The template of a kind of workbook, and the same sheet returned with what is wrong marked in its
cells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _, pgettext
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from workbooks.templates import (
    A3,
    A4,
    BODY,
    HEAD,
    append_texts,
    mark_wrong,
    offer_lists,
    set_paper,
    text_cell,
    write_lists,
)

Target = str | IO[bytes] | HttpResponse
GUIDE_WIDTHS = {"A": 46, "B": 24, "C": 46, "D": 90}
WIDTH_OF_PROBLEMS = 60


@dataclass(frozen=True)
class TemplateLayout:
    """A sheet to fill in. `labels`: the headings by column, in order; `lists`: for columns with
    choices. `widths` in characters, `heading_height` in points.
    """

    title: str
    labels: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    most_rows: int
    widths: Mapping[str, int]
    usual_width: int
    heading_height: int


@dataclass(frozen=True)
class MarkedRow:
    """A row to be corrected. `problems` by column, "" for the row as a whole; `sentences`: all of
    them in words.
    """

    cells: Mapping[str, str]
    problems: Mapping[str, Sequence[str]]
    sentences: str


def write_template(
    file: Target,
    layout: TemplateLayout,
    guide: Iterable[tuple[str, str, str, str]],
    *,
    rows: Iterable[Mapping[str, str]] = (),
    stamp: str = "",
) -> None:
    """The sheet to fill in, with `rows` if wanted; a guide (column, when it is needed, example,
    note); the lists.
    """
    book, sheet = _start_book(layout, [*layout.labels.values()], stamp)
    for row in rows:
        append_texts(sheet, [row.get(name, "") for name in layout.labels], font=BODY)
    page = book.create_sheet(_("Guide"))
    set_paper(page, A4)
    for letter, width in GUIDE_WIDTHS.items():
        page.column_dimensions[letter].width = width
    append_texts(page, [_("Column"), _("Needed"), _("Example"), pgettext("column", "Note")], **HEAD)
    for line in guide:
        append_texts(page, line, font=BODY)
    write_lists(book, layout.lists, layout.labels)
    book.save(file)


def write_marked(
    file: Target, layout: TemplateLayout, rows: Iterable[MarkedRow], *, stamp: str = ""
) -> None:
    """Each wrong cell in red with its sentences; corrected, the file can be uploaded again."""
    book, sheet = _start_book(layout, [*layout.labels.values(), _("What to mend")], stamp)
    for row in rows:
        cells = []
        for name in layout.labels:
            cell = text_cell(sheet, row.cells.get(name, ""), font=BODY)
            if problems := row.problems.get(name):
                mark_wrong(cell, problems)
            cells.append(cell)
        sheet.append([*cells, text_cell(sheet, row.sentences, font=BODY)])
    write_lists(book, layout.lists, layout.labels)
    book.save(file)


def _start_book(
    layout: TemplateLayout, headings: Sequence[str], stamp: str
) -> tuple[Workbook, Any]:
    book = Workbook(write_only=True)
    book.properties.creator = "Cầu Lao Động"
    # Who took it and when is in the properties: a line in the sheet would be read as a row.
    book.properties.description = stamp or None
    sheet = book.create_sheet(layout.title)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    set_paper(sheet, A3)
    widths = [layout.widths.get(name, layout.usual_width) for name in layout.labels]
    for at, width in enumerate([*widths, WIDTH_OF_PROBLEMS][: len(headings)], 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[1].height = layout.heading_height
    offer_lists(sheet, layout.lists, [*layout.labels], last_row=layout.most_rows + 1)
    append_texts(sheet, headings, **HEAD)
    return book, sheet
