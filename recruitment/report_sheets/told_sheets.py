"""What was understood of an uploaded report, in words: its sheets, columns and rows left out."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from recruitment.import_review.words import ROWS
from recruitment.period_reports.forms import ReportPages
from recruitment.report_sheets.head_words import HOME, LABEL, MEN, VALUE
from recruitment.report_sheets.sheets import FieldWhy, TableKind
from recruitment.report_sheets.uploads import ReadReport

SHEETS: dict[str, Promise] = {
    TableKind.FIGURES: gettext_lazy("figures of the report"),
    TableKind.LINES: gettext_lazy("people by home province"),
    TableKind.HIDDEN: gettext_lazy("not read: hidden in the file"),
    TableKind.NAMES: gettext_lazy("not read: a list of people by name"),
    TableKind.NONE: gettext_lazy("not read: no columns of the report found"),
}
COLUMNS: dict[str, Promise] = {
    FieldWhy.UNKNOWN: gettext_lazy("not understood"),
    FieldWhy.HIDDEN: gettext_lazy("not read: hidden in the file"),
    FieldWhy.TWICE: gettext_lazy("not read: another column says the same"),
    FieldWhy.IGNORED: gettext_lazy("not read: no part of the report"),
}
OTHER_FIELDS: dict[str, Promise] = {
    HOME: gettext_lazy("Home province"),
    MEN: gettext_lazy("Men"),
    LABEL: gettext_lazy("Figure"),
    VALUE: gettext_lazy("This period"),
}


def told_sheets(read: ReadReport, pages: ReportPages) -> list[dict[str, Any]]:
    return [
        {
            **sheet,
            "reason": SHEETS[sheet["kind"]],
            "columns": [_told_column(column, pages) for column in sheet["columns"]],
            "left_out": [{**row, "reason": ROWS[row["why"]]} for row in sheet["left_out"]],
            "more_left_out": sheet["left_out_count"] - len(sheet["left_out"]),
        }
        for sheet in read.sheets
    ]


def _told_column(column: dict[str, Any], pages: ReportPages) -> dict[str, Any]:
    name = column["field"]
    if not name:
        return {**column, "said": COLUMNS[column["why"]]}
    known = pages.line.base_fields.get(name)
    return {**column, "said": known.label if known else OTHER_FIELDS[name]}
