"""Workbooks that people upload to be read row by row: what kind of file it is, and its rows from a
separate process.

Each kind of workbook brings the program that knows its columns. It prints one JSON object per line:
first {"sheet": …} or {"error": code, "sheets": […]}, then {"row": number, …} for each row, at last
{"more": true} or {"too_much": true} where it ended early.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from agencies.errors import RuleError
from agencies.files.turns import wait_for_turn
from agencies.lists.numbers import localized_number
from reader.content import FileType, detect_file_type
from reader.messages import FILE_KIND_NAMES, UploadPlace, describe_refused_kind
from reader.sandbox.processes import SandboxLimits, run_in_sandbox
from vietnam.text import clean_paragraphs

BOUNDS = SandboxLimits(memory=256 * 1024**2, processor=20, clock=25)  # a web server waits 30 s
MOST_BYTES = 5 * 1024**2
REFUSALS = {
    "encrypted": gettext_lazy(
        "The workbook is protected by a password. Remove the password and upload it again."
    ),
    "bomb": gettext_lazy(
        "The workbook unpacks to far too much data. Copy your rows into the template."
    ),
    "no_workbook": gettext_lazy(
        "This is not an Excel workbook. Save it as .xlsx and upload it again."
    ),
    "damaged": gettext_lazy(
        "The workbook is damaged and cannot be opened. Open it in Excel, save it as a new .xlsx "
        "and upload that."
    ),
    "too_large": gettext_lazy("The file is larger than 5 MB. Remove pictures, or divide it."),
    "too_many": gettext_lazy(
        "The sheet has more than %(most)s rows. Divide it into several files."
    ),
    "empty": gettext_lazy("The sheet “%(sheet)s” has no row below its heading."),
    "names": gettext_lazy(
        "This is a list of people by name. Only numbers of people are taken here: add them up by "
        "home province and upload that."
    ),
    "encoding": gettext_lazy(
        "The letters of the file cannot be read. Save it as “CSV UTF-8” or as .xlsx and upload "
        "that."
    ),
    "stopped": gettext_lazy(
        "The workbook takes too long to read. Copy your rows into the template."
    ),
}


def workbook_refusal(code: str, **said: object) -> RuleError:
    return RuleError(str(REFUSALS[code]) % said, field="file")


TABLES = frozenset({FileType.XLSX, FileType.XLS, FileType.ODS, FileType.TEXT})


def read_workbook(
    data: bytes,
    *,
    program: Path,
    most_rows: int,
    most_columns: int,
    longest: int,
    no_heads: str,
    arguments: tuple[str, ...] = (),
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the program prints first, and its rows; in a separate process, since a workbook of 2 KB
    can ask for 500 GB. `arguments`: what else the program is told.

    Raises RuleError for a file without rows (`no_heads`: the sentence where no sheet has the
    columns, with %(sheets)s), BusyError while another one is read.
    """
    if len(data) > MOST_BYTES:
        raise workbook_refusal("too_large")
    require_workbook(data)
    bounds = (most_rows, most_columns, longest)
    with wait_for_turn("workbook", field="file"):
        answer = run_in_sandbox(program, *bounds, *arguments, data=data, limits=BOUNDS)
    if not answer.records:
        raise workbook_refusal("damaged" if answer.is_whole else "stopped")
    head, *rows = answer.records
    if head.get("error") == "no_heads":
        raise RuleError(no_heads % {"sheets": ", ".join(head["sheets"])}, field="file")
    if "error" in head:
        raise workbook_refusal(head["error"], most=localized_number(most_rows))
    if not answer.is_whole:
        raise workbook_refusal("stopped")
    if rows and "row" not in rows[-1]:
        raise workbook_refusal(
            "too_many" if "more" in rows[-1] else "bomb", most=localized_number(most_rows)
        )
    if not rows and not head.get("may_be_empty"):
        raise workbook_refusal("empty", sheet=head["sheet"])
    return head, rows


def require_workbook(data: bytes) -> None:
    """Raises RuleError, naming what the file is instead."""
    kind = detect_file_type(data)
    if kind in TABLES:
        return
    if kind in FILE_KIND_NAMES:
        raise RuleError(describe_refused_kind(kind, UploadPlace.IMPORT), field="file")
    raise workbook_refusal(
        {FileType.LOCKED: "encrypted", FileType.DAMAGED: "damaged"}.get(kind, "no_workbook")
    )


def clean_texts(said: dict[str, str]) -> dict[str, str]:
    """Without what neither XML nor JSONB can hold; escapes of Excel and forged forms contain it."""
    return {name: clean_paragraphs(text) for name, text in said.items()}
