"""The clerk's own file with its wrong cells marked: the same sheets, columns, order and rows. It is
marked in a process of its own, as it was read, since it is a stranger's file still.
"""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _, override

from agencies.files.turns import wait_for_turn
from agencies.files.workbooks import BOUNDS, workbook_refusal
from reader.sandbox.processes import run_in_sandbox
from recruitment.demand_sheets.columns import READ_WITH_OTHERS
from recruitment.import_review.words import field_label
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.imports.services import VACANCY_WORKBOOK, stored_file

LONGEST_COMMENT = 900  # characters; a longer text goes on on a sheet of its own
PROGRAM = Path(__file__).with_name("marking_program.py")
# Where the marks of a fact stand that the row has from another column.
BESIDE = {"park": "workplace", "address": "workplace", "description": "requirements"}


def mark_file(*, source: VacancyImport, stamp: str = "") -> bytes:
    """An .xlsx. Raises RuleError where the file cannot be written again, BusyError while another
    one is read.
    """
    with override(settings.LANGUAGE_CODE):
        marks = [mark for row in source.rows.wrong() for mark in _marks_of(row, source)]
        told = json.dumps(
            {
                "marks": marks,
                "stamp": stamp,
                "rows": VACANCY_WORKBOOK.most_rows,
                "longest": LONGEST_COMMENT,
                "notes": {
                    "sheet": _("To mend"),
                    "heads": [_("Sheet"), _("Cell"), _("What to mend")],
                    "goes_on": _("… The rest stands on the sheet"),
                },
            }
        ).encode()
    data = len(told).to_bytes(8, "big") + told + stored_file(source)
    with wait_for_turn("workbook", field="file"):
        answer = run_in_sandbox(PROGRAM, data=data, limits=BOUNDS)
    if not answer.records:
        raise workbook_refusal("stopped")
    return base64.b64decode(answer.records[0]["file"])


def _marks_of(row: ImportedRow, source: VacancyImport) -> list[dict[str, Any]]:
    # By sheet, row and column; what no column says stands at the row's first cell that is read.
    columns = _columns(source, row.sheet)
    first = columns.get("title") or next(iter(columns.values()), "A")
    by_column: dict[str, list[str]] = {}
    for name, sentences in (row.problems or {}).items():
        column = columns.get(name) or columns.get(BESIDE.get(name, ""), first)
        label = "" if columns.get(name) == column else f"{field_label(name)}: "
        by_column.setdefault(column, []).append(f"{label}{' '.join(sentences)}")
    return [
        {
            "sheet": row.sheet,
            "row": row.number,
            "column": column,
            "text": "\n".join(sentences),
        }
        for column, sentences in by_column.items()
    ]


def _columns(source: VacancyImport, sheet_name: str) -> Mapping[str, str]:
    # The letter of the column of each field.
    found: dict[str, str] = {}
    for sheet in source.reading:
        if sheet["name"][:120] == sheet_name:
            for column in sheet["columns"]:
                if column["field"]:
                    found.setdefault(column["field"], column["letter"])
    for name in READ_WITH_OTHERS & found.keys():
        if name in ("men", "women"):
            found.setdefault("headcount", found[name])
    return found
