"""Uploading a workbook: its rows are read in a separate process and stored; what cells say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.files.workbooks import clean_texts, read_workbook
from agencies.lists.labels import vietnamese_label
from agencies.people.permissions import Actor
from agencies.workbook_imports.models import UploadedWorkbook
from reader.content import FileType, detect_file_type, safe_name
from vietnam.folding import fold

Cells = dict[str, str]
Problems = dict[str, list[str]]


def storable_cells(row: Mapping[str, Any], **marks: str) -> Cells:
    """What a row says. A formula without a stored result is marked, so that its place can be
    named.
    """
    if row["formulas"]:
        marks["formulas"] = ",".join(row["formulas"])
    return clean_texts(row["said"] | marks)


def find_missing_results(cells: Mapping[str, str]) -> Problems:
    sentence = _(
        "A formula without a result. Open the file in Excel and save it, or type the value."
    )
    return {name: [sentence] for name in cells.get("formulas", "").split(",") if name}


def choice_written_out(kind: type[TextChoices], text: str) -> str:
    """The list's value whose key or label a cell holds, or nothing."""
    wanted = fold(text)
    return next(
        (
            choice.value
            for choice in kind
            if text.strip() == choice.value or wanted == fold(vietnamese_label(choice))
        ),
        "",
    )


def problems_text(
    number: int, problems: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> str:
    """“Dòng 14, cột Thư điện tử: …” for each, in the order of the columns; a dash for the row as a
    whole.
    """
    return "\n".join(
        _("Row %(row)s, column %(column)s: %(problem)s")
        % {"row": number, "column": labels.get(name, "–"), "problem": problem}
        for name in (*labels, "")
        for problem in problems.get(name, [])
    )


MOST_COLUMNS = 60


@dataclass(frozen=True)
class WorkbookKind:
    """`program` prints the rows (`agencies.files.workbooks`); `longest_cell`: characters;
    `no_heads`: the sentence where no sheet has the columns, with %(sheets)s.
    """

    program: Path
    most_rows: int
    longest_cell: int
    no_heads: Promise

    def read_rows(
        self, data: bytes, *arguments: str
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
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
            arguments=arguments,
        )


ENDINGS = {FileType.TEXT: "csv"}


def upload_columns(
    head: Mapping[str, Any], *, data: bytes, file_name: str, by: Actor
) -> dict[str, Any]:
    kind = detect_file_type(data)
    return {
        "seat": by.seat,
        "person": by.person,
        "file_name": safe_name(file_name, ENDINGS.get(kind, kind)),
        "sheet": head["sheet"][:120],
        "uploaded_at": timezone.now(),
    }


def record_upload(action: TextChoices, source: UploadedWorkbook, *, items: int, by: Actor) -> None:
    record_action(action, source, by=by, after={"file": source.file_name, "items": items})
