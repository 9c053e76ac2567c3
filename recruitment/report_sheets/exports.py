"""The workbook of one report: to be filled in and uploaded again, with last period's numbers
beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from recruitment.period_reports.forms import HomeLineForm
from recruitment.period_reports.kinds import ReportKind, figure_label
from workbooks.templates import (
    A4,
    BODY,
    HEAD,
    append_texts,
    offer_lists,
    set_paper,
    text_cell,
    write_lists,
)

# Rows below the heading for which the lists are offered.
ROWS_TO_FILL = 150
WIDTHS = {"province": 36, "note": 40, "rating": 16}
USUAL_WIDTH = 14


@dataclass(frozen=True)
class SheetToFill:
    """`facts` as the form shows them now and as they were the period before; `lines` with the names
    of their provinces and the people `before`. `homes`: names to choose from.
    """

    kind: ReportKind
    line: type[HomeLineForm]
    title: str
    facts: Mapping[str, Any]
    facts_before: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]
    homes: Sequence[str]


def write_report_sheet(response: HttpResponse, given: SheetToFill, *, stamp: str) -> None:
    book = Workbook(write_only=True)
    book.properties.creator = "Cầu Lao Động"
    book.properties.description = stamp
    _write_figures(book, given)
    labels = line_labels(given.line)
    lists = {"province": given.homes} | {
        name: [str(label) for key, label in kind.choices if key]
        for name, kind in given.line.base_fields.items()
        if isinstance(kind, forms.ChoiceField) and name != "province"
    }
    _write_lines(book, given, labels, lists)
    write_lists(book, lists, labels)
    book.save(response)


def line_labels(line: type[HomeLineForm]) -> dict[str, str]:
    """The columns of the lines, as the form names them."""
    return {
        name: str(kind.label)
        for name, kind in line.base_fields.items()
        if not isinstance(kind.widget, forms.HiddenInput)
    }


def _write_figures(book: Workbook, given: SheetToFill) -> None:
    sheet = book.create_sheet(_("Figures"))
    set_paper(sheet, A4)
    sheet.freeze_panes = "B3"
    for letter, width in zip("ABC", (52, 16, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    append_texts(sheet, [given.title], font=HEAD["font"])
    append_texts(sheet, [_("Figure"), _("This period"), _("Last period")], **HEAD)
    for title, names in given.kind.figure_groups:
        append_texts(sheet, [str(title)], font=HEAD["font"])
        for name in names:
            label = given.kind.questions.get(name) or figure_label(given.kind.model, name)
            figures = (given.facts.get(name), given.facts_before.get(name))
            sheet.append([_text(sheet, str(label)), *(_figure(sheet, each) for each in figures)])


def _write_lines(
    book: Workbook,
    given: SheetToFill,
    labels: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
) -> None:
    sheet = book.create_sheet(_("Home provinces"))
    set_paper(sheet, A4)
    sheet.freeze_panes = "B2"
    columns = [*labels]
    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(name, USUAL_WIDTH)
    sheet.column_dimensions[get_column_letter(len(columns) + 1)].width = USUAL_WIDTH
    offer_lists(sheet, lists, columns, last_row=ROWS_TO_FILL)
    append_texts(sheet, [*labels.values(), _("Last period: people")], **HEAD)
    for line in given.lines:
        cells = [_figure(sheet, line.get(name)) for name in columns]
        sheet.append([*cells, _figure(sheet, line["before"])])


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    return text_cell(sheet, text, font=BODY)


def _figure(sheet: Any, value: Any) -> WriteOnlyCell:
    # A number stays one, so that Excel can add up what is filled in.
    text = "" if value is None else str(value)
    if not text.isdigit():
        return _text(sheet, text)
    cell = WriteOnlyCell(sheet, int(text))
    cell.font = BODY
    cell.number_format = "#,##0"
    return cell
