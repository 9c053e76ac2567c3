"""Uploading a workbook: its rows are read in a separate process and stored, nothing is made of them
yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise

from agencies.audit.services import record
from agencies.files.workbooks import read_workbook
from agencies.people.permissions import Actor
from agencies.workbook_imports.models import UploadedWorkbook
from reader.content import FileType, safe_name

MOST_COLUMNS = 60


@dataclass(frozen=True)
class WorkbookKind:
    """`program` prints the rows (`row_program`); `longest_cell`: characters; `no_heads`: the
    sentence where no sheet has the columns, with %(sheets)s.
    """

    program: Path
    most_rows: int
    longest_cell: int
    no_heads: Promise

    def read_rows(self, data: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What the program prints first, and its rows. Raises RuleError for a file without rows,
        BusyError while another one is read.
        """
        return read_workbook(
            data,
            program=self.program,
            most_rows=self.most_rows,
            most_columns=MOST_COLUMNS,
            longest=self.longest_cell,
            no_heads=str(self.no_heads),
        )


def upload_columns(head: Mapping[str, Any], *, file_name: str, by: Actor) -> dict[str, Any]:
    return {
        "seat": by.seat,
        "person": by.person,
        "file_name": safe_name(file_name, FileType.XLSX),
        "sheet": head["sheet"][:120],
        "uploaded_at": timezone.now(),
    }


def record_upload(action: TextChoices, source: UploadedWorkbook, *, items: int, by: Actor) -> None:
    record(action, source, by=by, after={"file": source.file_name, "items": items})
