"""A workbook of demand: taken in, looked through a hundred rows at a time, compared with what is
open, and recorded.

What a row means says `row_facts`.
"""

import datetime
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.files.workbooks import clean_texts
from agencies.people.permissions import Actor
from agencies.registry import RetentionRule
from agencies.workbook_imports.uploads import (
    Cells,
    WorkbookKind,
    record_upload,
    upload_columns,
)
from recruitment import demand_sheets
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.import_rows.matching import match_and_save, read_alone
from recruitment.imports.models import ImportedFile, ImportedRow, RememberedColumn, VacancyImport
from recruitment.imports.runs import (
    NO_ENDINGS,
    Endings,
    count_acts,
    record_import,
    require_current,
    require_own_drafts,
    start_import_run,
)
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.services import require_employer_writer

BATCH = 100
FIRST_SECONDS = 3
MOST_WHILE_WAITED_FOR = 200  # vacancies that are recorded while somebody waits for the page
KEPT_FOR = datetime.timedelta(days=30)
VACANCY_WORKBOOK = WorkbookKind(
    program=Path(demand_sheets.__file__).with_name("reading_program.py"),
    most_rows=10_000,
    longest_cell=3_000,
    no_heads=gettext_lazy(
        "No sheet has the columns “Tên công việc” and “Số người cần tuyển” (looked through: "
        "%(sheets)s). Download the template and copy your rows into it."
    ),
)


# Uploading ----------------------------------------------------------------------------------------
@transaction.atomic
def upload_workbook(*, employer: Employer, data: bytes, file_name: str, by: Actor) -> VacancyImport:
    """Its rows, not yet looked at. Raises RuleError for a file that holds none, BusyError while
    another one is read.
    """
    require_employer_writer(employer, by)
    head, rows = read_vacancy_rows(data, {"remembered": remembered_columns(employer)})
    columns = upload_columns(head, data=data, file_name=file_name, by=by)
    source = VacancyImport.objects.create(employer=employer, reading=head["sheets"], **columns)
    ImportedFile.objects.create(source=source, data=data)
    save_rows(source, rows, is_worded_by_employer=is_employers(employer, by))
    record_upload(RecruitmentAction.VACANCIES_UPLOADED, source, items=len(rows), by=by)
    return source


def stored_file(source: VacancyImport) -> bytes:
    """Raises RuleError for an upload from before files were kept."""
    kept = ImportedFile.objects.filter(source=source).first()
    if kept is None:
        raise RuleError(_("The file of this upload was not kept. Upload it again."))
    return bytes(kept.data)


def remembered_columns(employer: Employer) -> dict[str, str]:
    known = RememberedColumn.objects.filter(employer=employer)
    return dict(known.values_list("heading", "field"))


def save_rows(
    source: VacancyImport, rows: list[ImportedRow], *, is_worded_by_employer: bool
) -> None:
    for row in rows:
        row.source = source
        row.is_worded_by_employer = is_worded_by_employer
    ImportedRow.objects.bulk_create(rows, batch_size=1000)


def is_employers(employer: Employer, by: Actor) -> bool:
    # Otherwise the words are those of its office.
    return by.seat.agency_id == employer.agency_id


def read_vacancy_rows(
    data: bytes, choices: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], list[ImportedRow]]:
    """What the program says of the sheets, and their rows, not saved. `choices`: what a person has
    put right (`demand_sheets.sheets.Choices`).
    """
    chosen = json.dumps(choices or {}, ensure_ascii=True)
    today = timezone.localdate().isoformat()
    head, found = VACANCY_WORKBOOK.read_rows(data, chosen, today)
    rows = [
        ImportedRow(
            sheet=row["sheet"][:120],
            number=row["row"],
            said=clean_texts(row["said"]),
            marks=row["marks"],
        )
        for row in found
    ]
    return head, rows


# Looking through ----------------------------------------------------------------------------------
def continue_import(source: VacancyImport, *, stop: Callable[[], bool]) -> None:
    """Batch after batch until it is through or `stop` says so; two at once take different
    batches.
    """
    with override(settings.LANGUAGE_CODE):
        while not stop() and _do_batch(source):
            pass
    source.refresh_from_db()


def continue_for_a_moment(source: VacancyImport) -> None:
    """As long as a person waits; what is left goes on by itself."""
    limit = time.monotonic() + FIRST_SECONDS
    is_long = source.status == ImportStatus.CREATING and count_acts(source) > MOST_WHILE_WAITED_FOR
    continue_import(source, stop=lambda: is_long or time.monotonic() > limit)


def imports_in_progress() -> list[VacancyImport]:
    rows = VacancyImport.objects.filter(status__in=ImportStatus.AT_WORK)
    return list(rows.select_related("employer").order_by("pk"))


@transaction.atomic
def _do_batch(source: VacancyImport) -> bool:
    # Whether there may be more.
    free = VacancyImport.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    related = ("employer__agency", "employer__office", "employer__park", "employer__province")
    found = free.select_related(*related, "seat__agency").filter(pk=source.pk).first()
    if found is None or found.status not in ImportStatus.AT_WORK:
        return False
    if found.status == ImportStatus.CREATING:
        return record_import(found)
    return _check_rows(found)


def _check_rows(source: VacancyImport) -> bool:
    rows = list(source.rows.unseen()[:BATCH])
    for row in rows:
        check_and_save(source, row)
    if len(rows) < BATCH:
        match_and_save(source, ImportStatus.LOOKED)
    return len(rows) == BATCH


def check_and_save(source: VacancyImport, row: ImportedRow) -> None:
    read_alone(row, source)
    row.save(update_fields=["read", "kept", "problems", "has_guesses", "guesses", "people"])


# What its representative or its office does -------------------------------------------------------
@transaction.atomic
def correct_vacancy_row(*, row: ImportedRow, cells: Cells, by: Actor) -> ImportedRow:
    # With other words, looked at at once.
    source = _lock_to_compare(row.source_id)
    locked = lock_row(ImportedRow.objects.all(), row.pk)
    require_employer_writer(source.employer, by)
    if locked.vacancy_id or source.status in ImportStatus.AT_WORK:
        raise RuleError(
            _("This row is a vacancy already, or is being made one. Look at the page again.")
        )
    locked.mended = locked.mended | clean_texts(cells)
    locked.is_worded_by_employer = is_employers(source.employer, by)
    locked.save(update_fields=["mended", "is_worded_by_employer"])
    check_and_save(source, locked)
    match_and_save(source, source.status)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def create_vacancies(
    *, source: VacancyImport, by: Actor, seen: str | None = None, endings: Endings = NO_ENDINGS
) -> None:
    """Everything that is right is recorded, in the name of who asks: what is new, what has changed,
    and how those end that are not in the list; what is wrong stays to be mended.

    `seen`: the state with which the rows were compared on the page; None: as it stands. Raises
    ListOutdatedError where something has changed since.
    """
    locked = lock_row(
        VacancyImport.objects.select_related("employer__office", "seat__agency"), source.pk
    )
    require_employer_writer(locked.employer, by)
    if locked.status in ImportStatus.AT_WORK:
        raise RuleError(
            _("The workbook is still being looked through. Look at the page again in a moment.")
        )
    require_current(locked, seen)
    require_own_drafts(locked, endings, by)
    start_import_run(locked, endings, by)
    figures = {
        "items": locked.rows.to_make().count(),
        "changed": locked.rows.to_change().count(),
        "ended": sum(bool(ending.outcome) for ending in endings.values()),
    }
    record_action(RecruitmentAction.VACANCIES_IMPORTED, locked, by=by, after=figures)


@transaction.atomic
def match_again(*, source: VacancyImport, by: Actor) -> None:
    """With what the employer has open now."""
    locked = _lock_to_compare(source.pk)
    require_employer_writer(locked.employer, by)
    if locked.status not in ImportStatus.AT_WORK:
        match_and_save(locked, ImportStatus.LOOKED)


def _lock_to_compare(pk: int) -> VacancyImport:
    employer = [f"employer__{name}" for name in ("agency", "office", "park", "province")]
    locked: VacancyImport = lock_row(
        VacancyImport.objects.select_related(*employer, "seat__agency"), pk
    )
    return locked


IMPORTS = RetentionRule(
    "imports",
    gettext_lazy("Rows of uploaded workbooks, 30 days after"),
    lambda now: VacancyImport.objects.filter(uploaded_at__lte=now - KEPT_FOR),
)
