"""What a clerk puts right about a workbook: which sheets, columns and rows are read; a value for
all rows that lack it; what a word means; guesses that are right; cells.

Each is looked at anew at once, by `imports.services.continue_import`.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.files.workbooks import clean_texts
from agencies.lists.labels import vietnamese_label
from agencies.people.permissions import Actor
from recruitment.demand_sheets.columns import CHOOSABLE
from recruitment.import_review.words import FILLABLE
from recruitment.imports.marks import mark_key
from recruitment.imports.models import ImportedRow, RememberedColumn, VacancyImport
from recruitment.imports.row_cells import open_guesses, row_cells
from recruitment.imports.services import (
    is_employers,
    read_vacancy_rows,
    remembered_columns,
    save_rows,
    stored_file,
)
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.services import require_employer_writer
from recruitment.vacancy_facts.facts import CHOICES, FACTS
from vietnam.folding import fold

# Characters of a typed cell: one more than any fact may have, so that a text which is too long is
# refused as such and not cut.
LONGEST = 3_001


@transaction.atomic
def choose_reading(
    *,
    source: VacancyImport,
    sheets: Collection[str] | None,
    columns: Mapping[str, str],
    include: Iterable[tuple[str, int]] = (),
    by: Actor,
) -> VacancyImport:
    """Reads the file anew: `sheets`, None as they are; `columns`: fields by the folded heading, ""
    for one that is not to be read, remembered for the employer's next workbook; `include`: rows
    that were left out.

    What was typed over a row stays with it. Raises RuleError once something was made of it.
    """
    locked = _lock(source, by)
    if locked.rows.exclude(vacancy=None).exists():
        raise RuleError(
            _("Vacancies were made of this workbook already. Upload it again to read it otherwise.")
        )
    choices: dict[str, Any] = dict(locked.choices)
    if sheets is not None:
        known = {sheet["name"] for sheet in locked.reading if sheet["has_table"]}
        choices["sheets"] = [name for name in sheets if name in known]
    choices["columns"] = {**choices.get("columns", {}), **_known_columns(locked, columns)}
    choices["included"] = _with_included(choices.get("included", {}), include)
    _remember(locked, choices["columns"])
    locked.choices = choices
    _read_anew(locked, by)
    return locked


def _known_columns(source: VacancyImport, columns: Mapping[str, str]) -> dict[str, str]:
    headings = {fold(each["heading"]) for sheet in source.reading for each in sheet["columns"]}
    return {
        heading: field
        for heading, field in columns.items()
        if heading in headings and (field == "" or field in CHOOSABLE)
    }


def _with_included(
    included: Mapping[str, list[int]], rows: Iterable[tuple[str, int]]
) -> dict[str, list[int]]:
    found = {sheet: list(numbers) for sheet, numbers in included.items()}
    for sheet, number in rows:
        numbers = found.setdefault(sheet, [])
        if number not in numbers:
            numbers.append(number)
    return found


def _remember(source: VacancyImport, columns: Mapping[str, str]) -> None:
    for heading, field in columns.items():
        RememberedColumn.objects.update_or_create(
            employer=source.employer, heading=heading, defaults={"field": field}
        )


def _read_anew(source: VacancyImport, by: Actor) -> None:
    before = {(row.sheet, row.number): row for row in source.rows.all()}
    chosen = {**source.choices, "remembered": remembered_columns(source.employer)}
    head, rows = read_vacancy_rows(stored_file(source), chosen)
    for row in rows:
        if old := before.get((row.sheet, row.number)):
            row.mended = old.mended
            row.confirmed = old.confirmed
    source.rows.all().delete()
    save_rows(source, rows, is_worded_by_employer=is_employers(source.employer, by))
    source.reading = head["sheets"]
    source.sheet = head["sheet"][:120]
    source.status = ImportStatus.LOOKING
    source.save(update_fields=["choices", "reading", "sheet", "status"])


@transaction.atomic
def set_missing(*, source: VacancyImport, field: str, text: str, by: Actor) -> None:
    """One value for all rows whose cell says nothing; an empty text takes it back."""
    if field not in FILLABLE:
        raise RuleError(_("This cannot be set for all rows at once."))
    locked = _lock(source, by)
    fill = {name: said for name, said in locked.choices.get("fill", {}).items() if name != field}
    if text.strip():
        fill |= clean_texts({field: text[:LONGEST]})
    locked.choices = {**locked.choices, "fill": fill}
    _look_anew(locked)


@transaction.atomic
def explain_word(*, source: VacancyImport, field: str, said: str, meaning: str, by: Actor) -> None:
    """What a word in a column means, for all rows: “HĐ loại 1” is a contract of 12 to 36 months."""
    if field not in FILLABLE or not fold(said):
        raise RuleError(_("This cannot be set for all rows at once."))
    locked = _lock(source, by)
    words = dict(locked.choices.get("words", {}))
    words[field] = {**words.get(field, {}), fold(said): clean_texts({field: meaning})[field]}
    locked.choices = {**locked.choices, "words": words}
    _look_anew(locked)


@transaction.atomic
def confirm_guesses(*, source: VacancyImport, key: str, by: Actor) -> int:
    """Those of one kind at one field ("occupation:occupation") in all rows; "" for every one.
    Returns how many rows.
    """
    locked = _lock(source, by)
    changed = []
    for row in locked.rows.filter(vacancy=None, has_guesses=True):
        marks = open_guesses(row)
        keys = {mark_key(mark) for mark in marks}
        found = keys if not key else keys & {key}
        if found:
            row.confirmed = sorted({*row.confirmed, *found})
            row.has_guesses = bool(open_guesses(row))
            changed.append(row)
    ImportedRow.objects.bulk_update(changed, ["confirmed", "has_guesses"], batch_size=1000)
    return len(changed)


@transaction.atomic
def mend_cells(*, source: VacancyImport, cells: Mapping[int, Mapping[str, str]], by: Actor) -> int:
    """Texts by row and fact, as somebody typed them into the table; returns how many were changed.
    What stands there already changes nothing.
    """
    locked = _lock(source, by)
    rows = lock_rows(locked.rows.filter(pk__in=cells, vacancy=None))
    changed = 0
    for row in rows:
        before = row_cells(row, locked.choices)
        typed = clean_texts(
            {
                name: text[:LONGEST]
                for name, text in cells[row.pk].items()
                if name in FACTS and _is_other(name, text, before.get(name, ""))
            }
        )
        if typed:
            row.mended = row.mended | typed
            row.problems = None
            row.is_worded_by_employer = is_employers(locked.employer, by)
            row.save(update_fields=["mended", "problems", "is_worded_by_employer"])
            changed += len(typed)
    if changed:
        locked.status = ImportStatus.LOOKING
        locked.save(update_fields=["status"])
    return changed


def _is_other(name: str, typed: str, before: str) -> bool:
    # A value by its key is shown by its words, and comes back so; line breaks do not come back.
    kind = CHOICES.get(name)
    shown = vietnamese_label(kind(before)) if kind and before in kind.values else before
    return typed.split() != shown.split()


def _lock(source: VacancyImport, by: Actor) -> VacancyImport:
    locked: VacancyImport = lock_row(
        VacancyImport.objects.select_related("employer__agency"), source.pk
    )
    require_employer_writer(locked.employer, by)
    if locked.status in ImportStatus.AT_WORK:
        raise RuleError(
            _("The workbook is still being looked through. Look at the page again in a moment.")
        )
    return locked


def _look_anew(source: VacancyImport) -> None:
    source.rows.filter(vacancy=None).update(problems=None)
    source.status = ImportStatus.LOOKING
    source.save(update_fields=["choices", "status"])
