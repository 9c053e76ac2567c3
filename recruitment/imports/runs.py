"""Who has asked for vacancies to be made from a workbook: one row for each press of the button.

The worker goes on in that person's name as long as the person holds the seat, may do it, and the
account is open.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.people.permissions import Actor, present_actor
from recruitment.imports.models import ImportedRow, ImportRun, VacancyImport
from recruitment.vacancies.acts import may_check
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, require_employer_writer
from recruitment.vacancy_facts.facts import VacancyFacts
from recruitment.vacancy_life.many import notify_checked
from recruitment.vacancy_life.services import approve_vacancy


def start_import_run(source: VacancyImport, by: Actor) -> ImportRun:
    return ImportRun.objects.create(
        source=source, seat=by.seat, person=by.person, asked_at=timezone.now()
    )


def open_import_run(source: VacancyImport) -> ImportRun:
    return source.runs.select_related("seat__agency", "person").get(ended_at=None)


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


def end_import_run(run: ImportRun, words: str = "") -> None:
    """`words`: why it was not gone on with. Of what an office has published the employer gets one
    letter.
    """
    run.ended_at = timezone.now()
    run.words = words
    run.save(update_fields=["ended_at", "words"])
    made = Vacancy.objects.filter(pk__in=run.source.rows.values("vacancy"), checked_by=run.seat)
    if rows := list(
        made.filter(checked_at__gte=run.asked_at).select_related("office").order_by("pk")
    ):
        notify_checked(run.source.employer, rows)


def create_from_row(row: ImportedRow, facts: VacancyFacts, by: Actor) -> Vacancy:
    """Checked by that only where an office has given the words and it is its desk; else it is sent
    to be checked.
    """
    employer = row.source.employer
    send = employer.is_verified or by.seat.agency_id != employer.agency_id
    made = add_vacancy(employer=employer, facts=facts, by=by, send=send)
    if not row.is_worded_by_employer and may_check(made, by):
        return approve_vacancy(vacancy=made, version=made.version, by=by)
    return made
