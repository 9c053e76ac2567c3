"""Uploading a workbook of agencies and people: its rows are stored, nothing is created yet."""

import hashlib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.files.workbooks import clean_texts, read_workbook
from agencies.people.permissions import Actor
from agencies.people_import.models import PeopleImport, PeopleRow
from reader.content import FileType, safe_name

PROGRAM = Path(__file__).parents[1] / "reader" / "rows.py"
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_000, 60, 500
NOTES = ("unknown", "hidden_columns", "hidden_sheets", "other_sheets")
NO_HEADS = gettext_lazy(
    "No sheet has the columns “Cơ quan”, “Họ và tên” and “Thư điện tử” (looked through: "
    "%(sheets)s). Download the "
    "template and copy your rows into it."
)


@transaction.atomic
def take_in_people(*, data: bytes, file_name: str, by: Actor) -> PeopleImport:
    """Its rows, for `plan_of`. Raises RuleError for a file without rows, BusyError while another
    one is read.
    """
    bounds = {"most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS, "longest": LONGEST_CELL}
    head, rows = read_workbook(data, program=PROGRAM, no_heads=str(NO_HEADS), **bounds)
    source = PeopleImport.objects.create(
        seat=by.seat,
        person=by.person,
        file_name=safe_name(file_name, FileType.XLSX),
        sheet=head["sheet"][:120],
        digest=hashlib.sha256(data).hexdigest(),
        notes=_notes(head, rows),
        uploaded_at=timezone.now(),
    )
    PeopleRow.objects.bulk_create([_row(source, row) for row in rows])
    record(
        AuditAction.PEOPLE_UPLOADED,
        source,
        by=by,
        after={"file": source.file_name, "items": len(rows)},
    )
    return source


def _notes(head: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, object]:
    """`empty`: rows between the heading and the last row that say nothing."""
    empty = rows[-1]["row"] - head["head_row"] - len(rows)
    return {name: [text[:120] for text in head[name]] for name in NOTES} | {"empty": empty}


def _row(source: PeopleImport, row: dict[str, Any]) -> PeopleRow:
    """A formula without a stored result is marked, so that its place can be named."""
    marks = {"formulas": ",".join(row["formulas"])} if row["formulas"] else {}
    said = clean_texts(row["said"] | marks)
    return PeopleRow(
        source=source,
        number=row["row"],
        said=said,
        is_hidden=row["is_hidden"],
        is_title=row["is_title"],
    )
