"""What this app adds to the must-do page: what waits at an office's desk, what an employer owes,
what is new; and what the rail counts of it beside its places.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, pgettext

from agencies.bodies.choices import SeatRole
from agencies.calendar.periods import name_of_period
from agencies.database.page_addresses import row_page_url
from agencies.lists.counts import first_rows_and_count, named_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoItem, MustDoSection
from recruitment.desks.queries import OFFICE_ROLES
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.employers.queries import employers_to_verify
from recruitment.interests.models import Interest
from recruitment.period_reports.choices import ReportStatus
from recruitment.permissions import RecruitmentPermission
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from recruitment.vacancies.choices import InterestStatus, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import refresh_due_on, vacancies_to_check
from vietnam.numbers import format_number
from vietnam.periods import Period

EMPLOYERS = "recruitment:employer-list"
VACANCIES = "recruitment:vacancy-desk"
MOST = 10
NEW_FOR = datetime.timedelta(days=7)


# At an office's desk ------------------------------------------------------------------------------
def desk_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    # Registrations to verify and vacancies to check, the longest waiting first.
    return [_employers(by), _vacancies(by)] if by.seat.role in OFFICE_ROLES else []


def _employers(by: Actor) -> MustDoSection:
    rows = (
        employers_to_verify(by)
        .select_related("agency", "park", "change")
        .only("agency__name", "park__name", "ward", "registered_at", "change__proposed_at")
        .order_by("registered_at", "pk")
    )
    first, count = first_rows_and_count(rows, MOST)
    return MustDoSection(
        "employers",
        _("Employers to verify"),
        [_employer_item(employer) for employer in first],
        count,
        reverse(EMPLOYERS),
        _("All employers"),
    )


def _employer_item(employer: Employer) -> MustDoItem:
    change = getattr(employer, "change", None)
    return MustDoItem(
        title=employer.agency.name,
        url=employer.get_absolute_url(),
        verb=pgettext("verb", "Verify"),
        label=_("Another name or place is proposed")
        if change
        else str(employer.park or employer.ward),
        since=timezone.localdate(change.proposed_at if change else employer.registered_at),
        since_word=_("sent"),
    )


def _vacancies(by: Actor) -> MustDoSection:
    rows = (
        vacancies_to_check(by)
        .select_related("employer__agency")
        .only("title", "headcount", "submitted_at", "employer__agency__name")
        .order_by("submitted_at", "pk")
    )
    first, count = first_rows_and_count(rows, MOST)
    items = [_vacancy_item(vacancy) for vacancy in first]
    url = reverse("recruitment:vacancy-desk")
    return MustDoSection(
        "vacancies", _("Vacancies to check"), items, count, url, _("All vacancies to check")
    )


def _vacancy_item(vacancy: Vacancy) -> MustDoItem:
    people = ngettext("%(n)s person", "%(n)s people", vacancy.headcount) % {
        "n": format_number(vacancy.headcount)
    }
    return MustDoItem(
        title=vacancy.title,
        url=row_page_url("recruitment:vacancy-desk-detail", vacancy.pk),
        verb=pgettext("verb", "Check"),
        label=f"{vacancy.employer.agency.name} · {people}",
        since=timezone.localdate(vacancy.submitted_at) if vacancy.submitted_at else None,
        since_word=_("sent"),
    )


# What an employer owes ----------------------------------------------------------------------------
def employer_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """The registration asked back, the report on the use of labour, vacancies asked back or to be
    confirmed, and workers who want to be called; what has a last day first.
    """
    if not by.may(RecruitmentPermission.KEEP_OWN_EMPLOYER):
        return []
    period = LABOUR_USAGE.calendar.current_period(today)
    reports = LabourUsageReport.objects.of_period(period).filter(reporter=OuterRef("agency"))
    employers = Employer.objects.filter(agency=by.seat.agency).annotate(
        report_status=Subquery(reports.values("status")[:1])
    )
    employer = employers.first()
    if employer is None:
        return []
    items = [*_registration(employer), *_usage(employer, period, today)]
    vacancies, count = first_rows_and_count(_waiting_vacancies(employer), MOST)
    items += [item for vacancy in vacancies for item in _of_vacancy(vacancy, today)]
    items.sort(key=lambda item: item.due or datetime.date.max)
    more = count - len(vacancies)
    url = reverse("recruitment:vacancy-desk")
    return [
        MustDoSection(
            "employer", _("My employer"), items, len(items) + more, url, _("All our vacancies")
        )
    ]


def _registration(employer: Employer) -> Iterator[MustDoItem]:
    if employer.is_to_mend:
        is_refused = employer.status == EmployerStatus.REFUSED
        yield MustDoItem(
            title=_("The registration is refused")
            if is_refused
            else _("Complete the registration"),
            url=reverse("recruitment:own-employer"),
            verb=pgettext("verb", "Complete"),
            label=employer.words,
            tone="late",
            since=timezone.localdate(employer.decided_at) if employer.decided_at else None,
            since_word=_("answered"),
        )


def _usage(employer: Employer, period: Period, today: datetime.date) -> Iterator[MustDoItem]:
    # The rule of `reporters`, of one employer with its `report_status`.
    due_on = LABOUR_USAGE.calendar.due_on(period)
    is_returned = employer.report_status == ReportStatus.RETURNED
    is_missing = employer.report_status is None and employer.is_verified
    if not is_returned and not (
        is_missing and timezone.localdate(employer.registered_at) <= due_on
    ):
        return
    yield MustDoItem(
        title=_("Report on the use of labour, %(period)s") % {"period": name_of_period(period)},
        url=reverse("recruitment:usage-report", args=[employer.agency_id, period]),
        verb=pgettext("verb", "Complete") if is_returned else pgettext("verb", "Report"),
        label=_("Sent back to be completed") if is_returned else "",
        tone="late" if today > due_on else "wait",
        due=due_on,
    )


def _waiting_vacancies(employer: Employer):
    # Each with `calls`, the workers who have not been called, and `asked_since`, the first of them.
    is_new = Q(interests__status=InterestStatus.NEW)
    rows = Vacancy.objects.filter(employer=employer).annotate(
        calls=Count("interests", filter=is_new),
        asked_since=Min("interests__registered_at", filter=is_new),
    )
    to_confirm = Q(status=VacancyStatus.PUBLISHED, refresh_asked_on__isnull=False)
    waits = Q(status=VacancyStatus.ASKED_BACK) | to_confirm | Q(calls__gt=0)
    return rows.filter(waits).order_by(F("asked_since").asc(nulls_first=True), "pk")


def _of_vacancy(vacancy: Vacancy, today: datetime.date) -> Iterator[MustDoItem]:
    url = reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])
    if vacancy.status == VacancyStatus.ASKED_BACK:
        yield MustDoItem(vacancy.title, url, pgettext("verb", "Complete"), vacancy.words, "late")
    elif (
        vacancy.status == VacancyStatus.PUBLISHED
        and vacancy.refresh_asked_on
        and not vacancy.is_over
    ):
        yield MustDoItem(
            vacancy.title,
            url,
            pgettext("verb", "Confirm"),
            _("Do you still need these people?"),
            due=refresh_due_on(vacancy),
        )
    if vacancy.calls:
        words = ngettext(
            "%(n)s worker wants to be called", "%(n)s workers want to be called", vacancy.calls
        )
        yield MustDoItem(
            title=vacancy.title,
            url=url,
            verb=pgettext("verb", "Call"),
            label=words % {"n": format_number(vacancy.calls)},
            since=timezone.localdate(vacancy.asked_since),
            since_word=_("since"),
        )


# For who passes demand on -------------------------------------------------------------------------
def new_demand_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    # To newsrooms, job centres and partner provinces: what has been published in the last week.
    if not by.may(RecruitmentPermission.TAKE_BULLETINS) or by.may(
        RecruitmentPermission.SEE_EMPLOYERS
    ):
        return []
    sums = Vacancy.objects.open(today).filter(published_at__date__gt=today - NEW_FOR)
    found = sums.aggregate(vacancies=Count("pk"), people=Sum("headcount"))
    count = found["vacancies"]
    if not count:
        return []
    words = ngettext(
        "%(n)s new vacancy in 7 days, %(people)s people",
        "%(n)s new vacancies in 7 days, %(people)s people",
        count,
    )
    title = words % {"n": format_number(count), "people": format_number(found["people"])}
    sheet = reverse("recruitment:demand-sheet")
    item = MustDoItem(title, sheet, pgettext("verb", "View"), tone="open")
    return [MustDoSection("demand", _("New demand"), [item], count=count, url=sheet, tone="open")]


# Beside the places of the rail --------------------------------------------------------------------
def waiting_counters(by: Actor) -> list[QuerySet[Any]]:
    """For an office what it verifies and checks, for an employer whom it has not called yet."""
    if by.seat.role == SeatRole.EMPLOYER:
        asking = Interest.objects.filter(
            vacancy__employer__agency=by.seat.agency, status=InterestStatus.NEW
        )
        return [named_count(asking, VACANCIES)]
    if by.seat.role not in OFFICE_ROLES:
        return []
    return [
        named_count(employers_to_verify(by), EMPLOYERS),
        named_count(vacancies_to_check(by), VACANCIES),
    ]
