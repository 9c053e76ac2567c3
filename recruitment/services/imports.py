"""A workbook of demand: taken in, looked through, and made into vacancies, a hundred rows at a time.

What a row means is the form's matter (`forms/imports.py`), so whoever calls these passes its reading.
"""

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from agencies.choices import SeatRole
from agencies.errors import RuleError
from agencies.permissions import Actor
from agencies.reader.apart import Bounds, read_apart
from agencies.services.audit import record
from agencies.services.retention import Rule
from recruitment.choices import ImportStatus
from recruitment.models import Employer, ImportedRow, Vacancy, VacancyImport
from recruitment.services.checking import tell_checked
from recruitment.services.lifecycle import approve
from recruitment.services.vacancies import add_vacancy, require_keeper
from vietnam.text import clean_line, clean_paragraphs

PROGRAM = Path(__file__).parents[1] / "reader" / "rows.py"
BOUNDS = Bounds(memory=256 * 1024**2, processor=20, clock=25)  # a web server waits 30 s
MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5 * 1024**2, 10_000, 60, 3_000
BATCH = 100
KEPT_FOR = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Reading:
    """What a row means: the facts of a vacancy, or what is wrong by field ("" for the row as a whole)."""

    facts: dict[str, object]
    problems: dict[str, list[str]]


Reader = Callable[[dict[str, str], Employer], Reading]

REFUSALS = {
    "no_heads": gettext_lazy(
        "No sheet has the columns “Tên công việc” and “Số người cần tuyển” (looked through: %(sheets)s). Download the "
        "template and copy your rows into it."
    ),
    "macros": gettext_lazy("The workbook has macros. Save it as .xlsx without macros and upload it again."),
    "encrypted": gettext_lazy("The workbook is protected by a password. Remove the password and upload it again."),
    "bomb": gettext_lazy("The workbook unpacks to far too much data. Copy your rows into the template."),
    "no_workbook": gettext_lazy("This is no Excel workbook. Save it as .xlsx and upload it again."),
    "damaged": gettext_lazy(
        "The file cannot be opened as a workbook. Open it in Excel, save it as .xlsx and upload that (.xls, CSV too)."
    ),
    "too_large": gettext_lazy("The file is larger than 5 MB. Leave pictures out, or divide it."),
    "too_many": gettext_lazy("The sheet has more than 10.000 rows. Divide it into several files."),
    "empty": gettext_lazy("The sheet “%(sheet)s” has no row below its head."),
    "stopped": gettext_lazy("The workbook takes too long to read. Copy your rows into the template."),
}


def refusal(code: str, **said: object) -> RuleError:
    return RuleError(str(REFUSALS[code]) % said, field="file")


# Taking in -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def take_in_workbook(*, employer: Employer, data: bytes, file_name: str, by: Actor) -> VacancyImport:
    """Its rows, not yet looked at. Raises RuleError for a file that holds none."""
    require_keeper(employer, by)
    head, rows = read_rows(data)
    source = VacancyImport.objects.create(
        employer=employer,
        seat=by.seat,
        person=by.person,
        file_name=clean_line(file_name)[:200],
        sheet=head["sheet"][:120],
        uploaded_at=timezone.now(),
    )
    ImportedRow.objects.bulk_create(
        [ImportedRow(source=source, number=row["row"], said=said_of(row)) for row in rows], batch_size=1000
    )
    record("vacancies-uploaded", source, by=by, after={"file": source.file_name, "items": len(rows)})
    return source


def read_rows(data: bytes) -> tuple[dict, list[dict]]:
    """In a process apart: a workbook of 2 KB can ask for 500 GB."""
    if len(data) > MOST_BYTES:
        raise refusal("too_large")
    answer = read_apart(PROGRAM, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, data=data, bounds=BOUNDS)
    if not answer.records:
        raise refusal("damaged" if answer.is_whole or data[:2] != b"PK" else "stopped")
    head, *rows = answer.records
    if "error" in head:
        raise refusal(head["error"], sheets=", ".join(head.get("sheets", [])))
    if not answer.is_whole:
        raise refusal("stopped")
    if rows and "row" not in rows[-1]:
        raise refusal("too_many" if "more" in rows[-1] else "bomb")
    if not rows:
        raise refusal("empty", sheet=head["sheet"])
    return head, rows


def said_of(row: dict) -> dict[str, str]:
    """A formula that no program has counted is marked, so that its place can be named."""
    return _storable(row["said"] | ({"formulas": ",".join(row["formulas"])} if row["formulas"] else {}))


def _storable(said: dict[str, str]) -> dict[str, str]:
    """Without what neither XML nor JSONB can hold; escapes of Excel and forged forms bring it in."""
    return {name: clean_paragraphs(text) for name, text in said.items()}


# Going on ------------------------------------------------------------------------------------------------------------
def go_on(source: VacancyImport, *, read: Reader, stop: Callable[[], bool]) -> None:
    """Batch after batch until it is through or `stop` says so; two at once take different batches."""
    with override(settings.LANGUAGE_CODE):
        while not stop() and _batch(source, read):
            pass
    source.refresh_from_db()


def imports_at_work() -> list[VacancyImport]:
    rows = VacancyImport.objects.filter(status__in=ImportStatus.AT_WORK).select_related("employer")
    return list(rows.order_by("pk"))


@transaction.atomic
def _batch(source: VacancyImport, read: Reader) -> bool:
    """Whether there may be more."""
    row = VacancyImport.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=source.pk)
    found = row.select_related("employer__agency", "employer__office", "employer__park", "employer__province",
                               "seat__agency", "person").first()  # fmt: skip
    if found is None or found.status not in ImportStatus.AT_WORK:
        return False
    act, waiting = (
        (_look, found.rows.unseen()) if found.status == ImportStatus.LOOKING else (_create, found.rows.to_make())
    )
    rows = list(waiting[:BATCH])
    made = made_before(found.employer, rows)
    for each in rows:
        act(found, each, read, made)
    if len(rows) < BATCH:
        _end(found)
    return len(rows) == BATCH


def _end(source: VacancyImport) -> None:
    """Of one step; of what an office has published the employer gets one letter."""
    is_looked = source.status == ImportStatus.LOOKING
    source.status = ImportStatus.LOOKED if is_looked else ImportStatus.DONE
    source.save(update_fields=["status"])
    if not is_looked and source.seat.role != SeatRole.EMPLOYER:
        made = Vacancy.objects.filter(pk__in=source.rows.values("vacancy"), checked_by=source.seat)
        if rows := list(made.select_related("office").order_by("pk")):
            tell_checked(source.employer, rows)


def look_at(row: ImportedRow, employer: Employer, read: Reader, made: set[str]) -> None:
    """Nothing is saved."""
    row.problems = read(row.said, employer).problems
    row.is_double = not row.problems and digest_of(row.said) in made


def _look(source: VacancyImport, row: ImportedRow, read: Reader, made: set[str]) -> None:
    look_at(row, source.employer, read, made)
    row.save(update_fields=["problems", "is_double"])


def _create(source: VacancyImport, row: ImportedRow, read: Reader, made: set[str]) -> None:
    """The words of two rows of one batch may be the same; the database refuses the second."""
    reading, digest = read(row.said, source.employer), digest_of(row.said)
    if reading.problems or digest in made:
        row.problems, row.is_double = reading.problems, not reading.problems
    else:
        try:
            with transaction.atomic():
                row.vacancy = _made(source, reading.facts, digest)
        except RuleError as refused:
            row.problems = {refused.field or "": [refused.message]}
        except IntegrityError:  # another upload of the same words was faster
            row.is_double = True
    row.save(update_fields=["problems", "is_double", "vacancy"])


def _made(source: VacancyImport, facts: dict[str, object], digest: str) -> Vacancy:
    by, employer = Actor(person=source.person, seat=source.seat), source.employer
    if by.seat.role == SeatRole.EMPLOYER:
        made = add_vacancy(employer=employer, by=by, send=employer.is_verified, **facts)
    else:
        sent = add_vacancy(employer=employer, by=by, send=True, **facts)
        made = approve(vacancy=sent, version=sent.version, by=by)
    Vacancy.objects.filter(pk=made.pk).update(imported_as=digest)
    return made


def made_before(employer: Employer, rows: list[ImportedRow]) -> set[str]:
    """Of the rows' digests those from which a vacancy has been made."""
    digests = [digest_of(row.said) for row in rows]
    known = Vacancy.objects.filter(employer=employer, imported_as__in=digests)
    return set(known.values_list("imported_as", flat=True))


def digest_of(said: dict[str, str]) -> str:
    text = json.dumps({name: " ".join(text.split()) for name, text in said.items() if text}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# What its representative or its office does ---------------------------------------------------------------------------
@transaction.atomic
def mend_row(*, row: ImportedRow, said: dict[str, str], read: Reader, by: Actor) -> ImportedRow:
    """With other words, looked at at once."""
    locked = ImportedRow.objects.select_for_update(of=("self",)).select_related("source__employer").get(pk=row.pk)
    require_keeper(locked.source.employer, by)
    if locked.vacancy_id or locked.source.status in ImportStatus.AT_WORK:
        raise RuleError(_("This row is a vacancy already, or is being made one. Look at the page again."))
    locked.said = _storable(said)
    _look(locked.source, locked, read, made_before(locked.source.employer, [locked]))
    locked.save(update_fields=["said"])
    return locked


@transaction.atomic
def create_vacancies(*, source: VacancyImport, by: Actor) -> None:
    """From every row that is right; what is wrong stays to be mended."""
    locked = VacancyImport.objects.select_for_update(of=("self",)).select_related("employer__office").get(pk=source.pk)
    require_keeper(locked.employer, by)
    if locked.status in ImportStatus.AT_WORK:
        raise RuleError(_("The workbook is still being looked through. Look at the page again in a moment."))
    locked.status = ImportStatus.CREATING
    locked.save(update_fields=["status"])
    record("vacancies-imported", locked, by=by, after={"items": locked.rows.to_make().count()})


def _over(now: datetime.datetime):
    return VacancyImport.objects.filter(uploaded_at__lte=now - KEPT_FOR)


IMPORTS = Rule("imports", gettext_lazy("Rows of uploaded workbooks, 30 days after"), _over)
