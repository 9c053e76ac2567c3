"""A workbook of demand: taken in, looked through, and made into vacancies, a hundred rows at a
time.

What a row means says `row_facts`.
"""

import datetime
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
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
from recruitment.imports.marks import is_open_guess
from recruitment.imports.models import ImportedFile, ImportedRow, RememberedColumn, VacancyImport
from recruitment.imports.row_cells import reading_marks, row_cells, unpublished_words
from recruitment.imports.row_facts import read_vacancy_row
from recruitment.imports.runs import (
    actor_of_run,
    create_from_row,
    end_import_run,
    open_import_run,
    start_import_run,
)
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import require_employer_writer

BATCH = 100
FIRST_SECONDS = 3
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


# Looking through, and making vacancies ------------------------------------------------------------
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
    continue_import(source, stop=lambda: time.monotonic() > limit)


def imports_in_progress() -> list[VacancyImport]:
    rows = VacancyImport.objects.filter(status__in=ImportStatus.AT_WORK)
    return list(rows.select_related("employer").order_by("pk"))


@transaction.atomic
def _do_batch(source: VacancyImport) -> bool:
    # Whether there may be more.
    free = VacancyImport.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    related = ("employer__agency", "employer__office", "employer__park", "employer__province")
    found = free.select_related(*related).filter(pk=source.pk).first()
    if found is None or found.status not in ImportStatus.AT_WORK:
        return False
    return _check_rows(found) if found.status == ImportStatus.LOOKING else _create_rows(found)


def _check_rows(source: VacancyImport) -> bool:
    rows = list(source.rows.unseen()[:BATCH])
    made = digests_made(source, rows)
    for row in rows:
        check_and_save(source, row, made)
    if len(rows) < BATCH:
        _set_status(source, ImportStatus.LOOKED)
    return len(rows) == BATCH


def _create_rows(source: VacancyImport) -> bool:
    # In the name of who has pressed the button, asked anew for each batch.
    run = open_import_run(source)
    run.source = source
    try:
        by = actor_of_run(run)
    except RuleError as refused:
        end_import_run(run, refused.message)
        _set_status(source, ImportStatus.LOOKED)
        return False
    # Two uploads of the same rows, in another order, do not cross.
    lock_row(Employer.objects.all(), source.employer_id)
    rows = list(source.rows.to_make()[:BATCH])
    made = digests_made(source, rows)
    for row in rows:
        row.source = source
        _create(row, made, by)
    if len(rows) < BATCH:
        end_import_run(run)
        _set_status(source, ImportStatus.DONE)
    return len(rows) == BATCH


def _set_status(source: VacancyImport, status: ImportStatus) -> None:
    source.status = status
    source.save(update_fields=["status"])


def check_row(row: ImportedRow, source: VacancyImport, made: set[str]) -> None:
    # Nothing is saved.
    cells = row_cells(row, source.choices)
    marks = reading_marks(row)
    reading = read_vacancy_row(cells, source.employer, marks)
    row.problems = reading.problems
    row.is_double = not row.problems and cells_digest(cells) in made
    row.guesses = reading.marks
    row.people = reading.people
    told = [*marks, *reading.marks]
    row.has_guesses = any(is_open_guess(mark, row.confirmed) for mark in told)


def check_and_save(source: VacancyImport, row: ImportedRow, made: set[str]) -> None:
    check_row(row, source, made)
    row.save(update_fields=["problems", "is_double", "has_guesses", "guesses", "people"])


def _create(row: ImportedRow, made: set[str], by: Actor) -> None:
    # The words of two rows of one batch may be the same; the database refuses the second.
    cells = row_cells(row, row.source.choices)
    reading = read_vacancy_row(cells, row.source.employer, reading_marks(row))
    digest = cells_digest(cells)
    if reading.facts is None or digest in made:
        row.problems = reading.problems
        row.is_double = not reading.problems
    else:
        try:
            with transaction.atomic():
                vacancy = create_from_row(row, reading.facts, by)
                Vacancy.objects.filter(pk=vacancy.pk).update(
                    imported_as=digest, unpublished=unpublished_words(row)
                )
            row.vacancy = vacancy
        except RuleError as refused:
            row.problems = {refused.field or "": [refused.message]}
        except IntegrityError:  # another upload of the same words was faster
            row.is_double = True
    row.save(update_fields=["problems", "is_double", "vacancy"])


def digests_made(source: VacancyImport, rows: list[ImportedRow]) -> set[str]:
    digests = [cells_digest(row_cells(row, source.choices)) for row in rows]
    known = Vacancy.objects.filter(employer=source.employer, imported_as__in=digests)
    return set(known.values_list("imported_as", flat=True))


def cells_digest(cells: Cells) -> str:
    text = json.dumps(
        {name: " ".join(text.split()) for name, text in cells.items() if text}, sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()


# What its representative or its office does -------------------------------------------------------
@transaction.atomic
def correct_vacancy_row(*, row: ImportedRow, cells: Cells, by: Actor) -> ImportedRow:
    # With other words, looked at at once.
    locked = lock_row(ImportedRow.objects.select_related("source__employer"), row.pk)
    require_employer_writer(locked.source.employer, by)
    if locked.vacancy_id or locked.source.status in ImportStatus.AT_WORK:
        raise RuleError(
            _("This row is a vacancy already, or is being made one. Look at the page again.")
        )
    locked.mended = locked.mended | clean_texts(cells)
    locked.is_worded_by_employer = is_employers(locked.source.employer, by)
    check_and_save(locked.source, locked, digests_made(locked.source, [locked]))
    locked.save(update_fields=["mended", "is_worded_by_employer"])
    return locked


@transaction.atomic
def create_vacancies(*, source: VacancyImport, by: Actor) -> None:
    # From every row that is right, in the name of who asks; what is wrong stays to be mended.
    locked = lock_row(VacancyImport.objects.select_related("employer__office"), source.pk)
    require_employer_writer(locked.employer, by)
    if locked.status in ImportStatus.AT_WORK:
        raise RuleError(
            _("The workbook is still being looked through. Look at the page again in a moment.")
        )
    _set_status(locked, ImportStatus.CREATING)
    start_import_run(locked, by)
    items = locked.rows.to_make().count()
    record_action(RecruitmentAction.VACANCIES_IMPORTED, locked, by=by, after={"items": items})


IMPORTS = RetentionRule(
    "imports",
    gettext_lazy("Rows of uploaded workbooks, 30 days after"),
    lambda now: VacancyImport.objects.filter(uploaded_at__lte=now - KEPT_FOR),
)
