"""What this app adds to the must-do page: what waits at an office's desk, reports that are owed,
and what is new. An employer's own: employer_sections.py.
"""

import datetime

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext, pgettext

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.database.page_addresses import row_page_url
from agencies.lists.counts import first_rows_and_count
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from agencies.registry import MustDoItem, MustDoProvider, MustDoSection
from recruitment.employers.models import Employer
from recruitment.period_reports.kinds import ReportKind
from recruitment.period_reports.models import PeriodReport
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.models import Vacancy
from recruitment.waiting.employer_sections import registration_sections, vacancy_sections
from recruitment.waiting.entries import (
    EMPLOYERS,
    EMPLOYERS_TO_VERIFY,
    MISSING_REPORTS,
    REGISTRATIONS_TO_MEND,
    RETURNED_REPORTS,
    VACANCIES,
    VACANCIES_TO_CHECK,
    WAITING_VACANCIES,
)
from vietnam.periods import Period

MOST = 10
NEW_FOR = datetime.timedelta(days=7)


# At an office's desk ------------------------------------------------------------------------------
# Registrations to verify and vacancies to check, the longest waiting first.
def _employer_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    rows = (
        EMPLOYERS_TO_VERIFY.rows_for(by, today)
        .select_related("agency", "park", "change")
        .only("agency__name", "park__name", "ward", "registered_at", "change__proposed_at")
        .order_by("registered_at", "pk")
    )
    first, count = first_rows_and_count(rows, MOST)
    return [
        MustDoSection(
            "employers",
            _("Employers to verify"),
            [_employer_item(employer) for employer in first],
            count,
            reverse(EMPLOYERS),
            _("All employers"),
        )
    ]


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


def _desk_vacancy_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    rows = (
        VACANCIES_TO_CHECK.rows_for(by, today)
        .select_related("employer__agency")
        .only("title", "headcount", "submitted_at", "employer__agency__name")
        .order_by("submitted_at", "pk")
    )
    first, count = first_rows_and_count(rows, MOST)
    items = [_vacancy_item(vacancy) for vacancy in first]
    return [
        MustDoSection(
            "vacancies",
            _("Vacancies to check"),
            items,
            count,
            reverse(VACANCIES),
            _("All vacancies to check"),
        )
    ]


def _vacancy_item(vacancy: Vacancy) -> MustDoItem:
    people = ngettext("%(n)s person", "%(n)s people", vacancy.headcount) % {
        "n": localized_number(vacancy.headcount)
    }
    return MustDoItem(
        title=vacancy.title,
        url=row_page_url("recruitment:vacancy-desk-detail", vacancy.pk),
        verb=pgettext("verb", "Check"),
        label=f"{vacancy.employer.agency.name} · {people}",
        since=timezone.localdate(vacancy.submitted_at) if vacancy.submitted_at else None,
        since_word=_("sent"),
    )


# Reports for a period -----------------------------------------------------------------------------
def _report_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """Reports that were sent back, of whatever period, and those that are due."""
    items: list[MustDoItem] = []
    count = 0
    for kind, entries in RETURNED_REPORTS.items():
        if entries.concerns(by.seat.role):
            returned, number = first_rows_and_count(
                entries.rows_for(by, today).order_by("ends_on", "starts_on"), MOST
            )
            items += [_returned_item(kind, report, today) for report in returned]
            count += number
    for kind, entries in MISSING_REPORTS.items():
        if entries.concerns(by.seat.role):
            missing = list(entries.rows_for(by, today))
            items += [_missing_item(kind, agency, today) for agency in missing]
            count += len(missing)
    items.sort(key=lambda item: item.due or datetime.date.max)
    return [MustDoSection("reports", _("Reports to hand in"), items, count, tone=_tone(items))]


def _returned_item(kind: ReportKind, report: PeriodReport, today: datetime.date) -> MustDoItem:
    due_on = kind.calendar.due_on(report.period)
    return MustDoItem(
        title=_report_title(kind, report.period),
        url=_report_url(kind, report.reporter_id, report.period),
        verb=pgettext("verb", "Complete"),
        label=_("Sent back: %(words)s") % {"words": report.words},
        tone="late" if due_on and due_on < today else "wait",
        due=due_on,
    )


def _missing_item(kind: ReportKind, agency: Agency, today: datetime.date) -> MustDoItem:
    period = kind.calendar.current_period(today)
    return MustDoItem(
        title=_report_title(kind, period),
        url=_report_url(kind, agency.pk, period),
        verb=pgettext("verb", "Report"),
        tone="late" if agency.due_on < today else "wait",
        due=agency.due_on,
    )


def _report_title(kind: ReportKind, period: Period) -> str:
    return f"{capfirst(str(kind.words.name))}, {name_of_period(period)}"


def _report_url(kind: ReportKind, agency: int, period: Period) -> str:
    return reverse(f"recruitment:{kind.name}-report", args=[agency, period])


def _tone(items: list[MustDoItem]) -> str:
    return "late" if any(item.tone == "late" for item in items) else "wait"


# For who passes demand on -------------------------------------------------------------------------
def _new_demand_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
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
    title = words % {"n": localized_number(count), "people": localized_number(found["people"])}
    sheet = reverse("recruitment:demand-sheet")
    item = MustDoItem(title, sheet, pgettext("verb", "View"), tone="open")
    return [
        MustDoSection(
            "demand", _("New demand"), [item], count=count, url=sheet, tone="open", is_news=True
        )
    ]


PROVIDERS = (
    MustDoProvider(_employer_sections, (EMPLOYERS_TO_VERIFY,)),
    MustDoProvider(_desk_vacancy_sections, (VACANCIES_TO_CHECK,)),
    MustDoProvider(_report_sections, (*RETURNED_REPORTS.values(), *MISSING_REPORTS.values())),
    MustDoProvider(registration_sections, (REGISTRATIONS_TO_MEND,)),
    MustDoProvider(vacancy_sections, tuple(WAITING_VACANCIES.values())),
    MustDoProvider(_new_demand_sections),
)
