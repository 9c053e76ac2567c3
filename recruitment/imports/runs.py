"""What is made of a workbook, in the name of who has asked for it: one run for each press of the
button.

The worker goes on in that person's name as long as the person holds the seat, may do it, and the
account is open.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.people.permissions import Actor, present_actor
from recruitment.import_rows.matching import cells_of_change, has_drafts, match_and_save
from recruitment.import_rows.row_cells import reading_marks, row_cells, unpublished_words
from recruitment.import_rows.row_facts import read_vacancy_row
from recruitment.imports.models import ImportedRow, ImportRun, VacancyImport
from recruitment.month_lists.open_vacancies import current_digest, open_vacancies
from recruitment.month_lists.services import (
    ChangedLine,
    Ending,
    LineRefusedError,
    ListOutdatedError,
    MonthList,
    NewLine,
    Recorded,
    record_month,
)
from recruitment.vacancies.choices import ImportStatus, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import require_employer_writer
from recruitment.vacancy_facts.fact_texts import facts_as_cells
from recruitment.vacancy_facts.facts import VacancyFacts, vacancy_facts_of
from recruitment.vacancy_life.many import notify_checked


class HowItEnds(NamedTuple):
    """Of an open vacancy that is not in the list. `outcome`: "" where it stays open; `people`:
    taken on and not entered yet.
    """

    outcome: str
    people: int = 0


# By the key of the vacancy.
Endings = Mapping[int, HowItEnds]
NO_ENDINGS: Endings = {}


def start_import_run(source: VacancyImport, endings: Endings, by: Actor) -> ImportRun:
    source.choices = {
        **source.choices,
        "endings": {str(key): list(ending) for key, ending in endings.items()},
    }
    source.status = ImportStatus.CREATING
    source.save(update_fields=["status", "choices"])
    return ImportRun.objects.create(
        source=source, seat=by.seat, person=by.person, asked_at=timezone.now()
    )


def actor_of_run(run: ImportRun) -> Actor:
    """As it stands now. Raises RuleError where the person would be refused at the button today."""
    by = present_actor(person=run.person, seat=run.seat, on=timezone.localdate())
    if by is None:
        raise RuleError(
            _(
                "Stopped: the person who pressed the button has left the seat or the portal. "
                "Somebody who may make these vacancies has to press it again."
            )
        )
    try:
        require_employer_writer(run.source.employer, by)
    except RuleError as refused:
        words = _("Stopped: the person who pressed the button no longer has the right. %(reason)s")
        raise RuleError(words % {"reason": refused.message}) from refused
    return by


def count_acts(source: VacancyImport) -> int:
    return source.rows.to_make().count() + source.rows.to_change().count()


# What stands in the way ---------------------------------------------------------------------------
def require_current(source: VacancyImport, seen: str | None) -> None:
    """Nothing that is open has changed since it was compared with the rows, and since the page
    was shown.
    """
    current = current_digest(source.employer, has_drafts=has_drafts(source))
    if current != source.matched_as or seen not in (None, source.matched_as):
        raise ListOutdatedError(
            _(
                "Nothing was recorded: vacancies of this enterprise have changed since they were "
                "compared with the list. Compare again, and look once more."
            )
        )


def require_own_drafts(source: VacancyImport, endings: Endings, by: Actor) -> None:
    """An office changes no draft, which nobody but the employer sees."""
    if by.seat.agency_id == source.employer.agency_id:
        return
    ended = [key for key, ending in endings.items() if ending.outcome]
    touched = [*source.rows.to_change().values_list("matched", flat=True), *ended]
    if Vacancy.objects.filter(pk__in=touched, status=VacancyStatus.DRAFT).exists():
        raise RuleError(
            _(
                "This list changes drafts of the enterprise, which it alone can do. Upload the "
                "workbook yourself: then it is compared with what your office sees."
            )
        )


# Recording ----------------------------------------------------------------------------------------
def record_import(source: VacancyImport) -> bool:
    """All of it or nothing, in the name of who has pressed the button; what is left is compared
    again. Whether rows have to be looked at once more, because it was refused.
    """
    run = source.runs.select_related("seat__agency", "person").get(ended_at=None)
    run.source = source
    try:
        recorded = record_month(_month_list(source), by=actor_of_run(run))
    except RuleError as refused:
        _end_run(run, words=_words_of(refused, source))
        source.rows.filter(vacancy=None).update(problems=None)
        source.status = ImportStatus.LOOKING
        source.save(update_fields=["status"])
        return True
    _keep_vacancies(source, recorded)
    source.choices = {**source.choices, "open": _kept_open(source)}
    source.save(update_fields=["choices"])
    run.figures = {
        "new": len(recorded.made),
        "changed": len(recorded.changed),
        "ended": len(recorded.ended),
        "confirmed": len(recorded.confirmed),
    }
    _end_run(run)
    match_and_save(source, ImportStatus.DONE)
    return False


def _month_list(source: VacancyImport) -> MonthList:
    found = open_vacancies(source.employer, has_drafts=has_drafts(source))
    vacancies = {row.pk: row for row in found}
    endings = {
        int(key): HowItEnds(*said) for key, said in source.choices.get("endings", {}).items()
    }
    return MonthList(
        employer=source.employer,
        has_drafts=has_drafts(source),
        seen=source.matched_as,
        new=[_new_line(row, source) for row in source.rows.to_make()],
        changed=[
            _changed_line(row, source, vacancies)
            for row in source.rows.to_change()
            if row.matched_id in vacancies
        ],
        endings=[
            Ending(vacancies[key], ending.outcome, ending.people)
            for key, ending in endings.items()
            if ending.outcome and key in vacancies
        ],
        unchanged=[
            vacancies[key]
            for key in source.rows.unchanged().values_list("matched", flat=True)
            if key in vacancies
        ],
    )


def _new_line(row: ImportedRow, source: VacancyImport) -> NewLine:
    facts = _facts(row, row_cells(row, source.choices), source)
    if facts.own_code.isdigit() and _is_number_of_portal(facts.own_code, source):
        facts = replace(facts, own_code="")
    return NewLine(row.pk, facts, is_read=not row.is_worded_by_employer)


def _is_number_of_portal(code: str, source: VacancyImport) -> bool:
    # Of one that has ended: it is no code of the employer's lists.
    return len(code) < 19 and source.employer.vacancies.filter(pk=int(code)).exists()


def _changed_line(
    row: ImportedRow, source: VacancyImport, vacancies: Mapping[int, Vacancy]
) -> ChangedLine:
    vacancy = vacancies[row.matched_id or 0]
    before = vacancy_facts_of(vacancy)
    cells = row_cells(row, source.choices)
    facts = _facts(row, cells_of_change(cells, vacancy, facts_as_cells(before)), source)
    # What stays is not read from its text again.
    facts = replace(facts, **{name: getattr(before, name) for name in row.kept})
    return ChangedLine(row.pk, vacancy, facts, is_read=not row.is_worded_by_employer)


def _facts(row: ImportedRow, cells: dict[str, str], source: VacancyImport) -> VacancyFacts:
    reading = read_vacancy_row(cells, source.employer, reading_marks(row))
    if reading.facts is None:
        sentence = next(iter(reading.problems.values()))[0]
        raise LineRefusedError(RuleError(sentence), line=row.pk)
    return reading.facts


def _keep_vacancies(source: VacancyImport, recorded: Recorded) -> None:
    made = recorded.made | recorded.changed
    rows = list(source.rows.filter(pk__in=made))
    for row in rows:
        vacancy = made[row.pk]
        row.vacancy = vacancy
        words = unpublished_words(row)
        if words and words != vacancy.unpublished:
            Vacancy.objects.filter(pk=vacancy.pk).update(unpublished=words)
    ImportedRow.objects.bulk_update(rows, ["vacancy"], batch_size=1000)


def _kept_open(source: VacancyImport) -> list[int]:
    # Not asked about again.
    endings = source.choices.get("endings", {}).items()
    kept = {int(key) for key, (outcome, _people) in endings if not outcome}
    return sorted(kept | set(source.choices.get("open", [])))


def _words_of(refused: RuleError, source: VacancyImport) -> str:
    if not isinstance(refused, LineRefusedError):
        return refused.message
    if refused.ending:
        words = _("Nothing was recorded. “%(title)s”: %(reason)s")
        return words % {"title": refused.ending.title, "reason": refused.message}
    words = _("Nothing was recorded. Row %(row)s: %(reason)s")
    numbers = dict(source.rows.values_list("pk", "number"))
    return words % {"row": numbers.get(refused.line or 0, ""), "reason": refused.message}


def _end_run(run: ImportRun, words: str = "") -> None:
    """`words`: why nothing was recorded. Of what an office has published the employer gets one
    letter.
    """
    run.ended_at = timezone.now()
    run.words = words
    run.save(update_fields=["ended_at", "words", "figures"])
    made = Vacancy.objects.filter(pk__in=run.source.rows.values("vacancy"), checked_by=run.seat)
    if rows := list(
        made.filter(checked_at__gte=run.asked_at).select_related("office").order_by("pk")
    ):
        notify_checked(run.source.employer, rows)
