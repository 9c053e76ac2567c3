"""What waits in this app: at an office's desk, and for an employer or a commune."""

import datetime
from functools import partial
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from agencies.bodies.choices import SeatRole
from agencies.registry import MustDoEntries
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.period_reports.choices import ReportStatus
from recruitment.period_reports.kinds import ReportKind
from recruitment.report_kinds import KINDS
from recruitment.vacancies.choices import VacancyStatus, VacancyWait
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import waits_for_employer

EMPLOYERS = "recruitment:employer-list"
OWN_EMPLOYER = "recruitment:own-employer"
VACANCIES = "recruitment:vacancy-desk"
VERIFIERS = frozenset({SeatRole.VERIFIER})
COORDINATORS = frozenset({SeatRole.COORDINATOR})
REPRESENTATIVES = frozenset({SeatRole.EMPLOYER})


# At an office's desk ------------------------------------------------------------------------------
def _employers_to_verify(_today: datetime.date) -> QuerySet[Any]:
    # With a change that waits, at the desk that is responsible once it is made.
    return Employer.objects.waiting().annotate(desk=Coalesce("change__office", "office"))


def _vacancies_to_check(_today: datetime.date) -> QuerySet[Any]:
    # Each can at least be sent back.
    return Vacancy.objects.filter(status__in=VacancyStatus.WAITING)


EMPLOYERS_TO_VERIFY = MustDoEntries(
    EMPLOYERS, _employers_to_verify, agency="desk", roles=VERIFIERS, roles_of_all=COORDINATORS
)
VACANCIES_TO_CHECK = MustDoEntries(
    VACANCIES, _vacancies_to_check, agency="office", roles=VERIFIERS, roles_of_all=COORDINATORS
)


# For an employer ----------------------------------------------------------------------------------
def _registrations_to_mend(_today: datetime.date) -> QuerySet[Any]:
    return Employer.objects.filter(status__in=EmployerStatus.TO_MEND)


REGISTRATIONS_TO_MEND = MustDoEntries(
    OWN_EMPLOYER, _registrations_to_mend, agency="agency", roles=REPRESENTATIVES
)


def _waiting_vacancies(wait: VacancyWait, today: datetime.date) -> QuerySet[Any]:
    return Vacancy.objects.filter(waits_for_employer(wait, today))


WAITING_VACANCIES = {
    wait: MustDoEntries(
        VACANCIES,
        partial(_waiting_vacancies, wait),
        agency="employer__agency",
        roles=REPRESENTATIVES,
    )
    for wait in VacancyWait
}


# Reports for a period -----------------------------------------------------------------------------
def _returned_reports(kind: ReportKind, _today: datetime.date) -> QuerySet[Any]:
    # Of whatever period: who has written it may mend it as long as it is returned.
    return kind.model.objects.filter(status=ReportStatus.RETURNED)


def _reporters_missing(kind: ReportKind, today: datetime.date) -> QuerySet[Any]:
    """Agencies that have not written the report of the current period, with its `due_on`."""
    period = kind.calendar.current_period(today)
    due_on = kind.calendar.due_on(period)
    written = kind.model.objects.of_period(period).filter(reporter=OuterRef("pk"))
    missing = kind.reporters_owing(due_on).filter(~Exists(written))
    return missing.annotate(due_on=Value(due_on, DateField()))


def _is_due_past(today: datetime.date) -> Q:
    return Q(due_on__lt=today)


RETURNED_REPORTS = {
    kind: MustDoEntries(
        f"recruitment:{kind.name}-list",
        partial(_returned_reports, kind),
        agency="reporter",
        roles=kind.reporter_roles,
    )
    for kind in KINDS.values()
}
# Those without a last day are never missing.
MISSING_REPORTS = {
    kind: MustDoEntries(
        f"recruitment:{kind.name}-list",
        partial(_reporters_missing, kind),
        agency="pk",
        roles=kind.reporter_roles,
        late=_is_due_past,
    )
    for kind in KINDS.values()
    if kind.calendar.has_due_day
}
OWN_ENTRIES = (
    EMPLOYERS_TO_VERIFY,
    VACANCIES_TO_CHECK,
    REGISTRATIONS_TO_MEND,
    *RETURNED_REPORTS.values(),
    *MISSING_REPORTS.values(),
    *WAITING_VACANCIES.values(),
)
