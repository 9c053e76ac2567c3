"""Vacancies as officials and employers see them, and the public page of one."""

import datetime

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor
from recruitment.desks.queries import seen_from_desk
from recruitment.imports.models import VacancyImport
from recruitment.interests.models import Interest
from recruitment.vacancies.choices import InterestStatus, VacancyStatus, VacancyWait
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queryset_models import VacancyQuerySet

REFRESH_EVERY = datetime.timedelta(days=30)
ENDS_SOON = datetime.timedelta(days=7)
ASKED_BEFORE = datetime.timedelta(days=5)
RELATED = ("employer__agency", "office", "park", "province")


def visible_vacancies(by: Actor) -> QuerySet[Vacancy]:
    """An employer's own; for an office all but drafts of its desk, for who sees all those of every
    desk.
    """
    rows = Vacancy.objects.select_related(*RELATED)
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(employer__agency=by.seat.agency)
    rows = rows.exclude(status=VacancyStatus.DRAFT)
    return seen_from_desk(by, rows)


def vacancies_in(by: Actor, status: str) -> QuerySet[Vacancy]:
    """Those of one state or, of a word that is none, of all, the newest first; of those that wait
    the longest first.
    """
    rows = visible_vacancies(by)
    if status in VacancyStatus.values:
        rows = rows.in_state(status, timezone.localdate())
    return (
        rows.order_by("submitted_at", "pk")
        if status in VacancyStatus.WAITING
        else rows.order_by("-pk")
    )


def waits_for_employer(wait: str, today: datetime.date) -> Q:
    """Of vacancies, those that wait for their employer for this reason (VacancyWait)."""
    is_open = Q(status=VacancyStatus.PUBLISHED, apply_by__gte=today)
    match wait:
        case VacancyWait.ASKED_BACK:
            return Q(status=VacancyStatus.ASKED_BACK)
        case VacancyWait.CALLS:
            new = Interest.objects.filter(vacancy=OuterRef("pk"), status=InterestStatus.NEW)
            return Q(Exists(new))
        case VacancyWait.CONFIRM:
            return is_open & Q(refresh_asked_on__isnull=False)
    return is_open & Q(apply_by__lte=today + ENDS_SOON)


def waiting_interests(vacancies: list[Vacancy]) -> dict[int, int]:
    """By vacancy: workers whom the employer has not called yet."""
    rows = Interest.objects.filter(vacancy__in=vacancies, status=InterestStatus.NEW)
    return dict(rows.values_list("vacancy").annotate(n=Count("pk")))


def in_order_of_work(rows: QuerySet[Interest]) -> QuerySet[Interest]:
    # Those still to be called first, in the order of asking; settled ones last.
    settled = When(status__in=(InterestStatus.HIRED, InterestStatus.NOT_HIRED), then=Value(1))
    return rows.order_by(
        Case(settled, default=Value(0), output_field=IntegerField()), "registered_at", "pk"
    )


def visible_imports(by: Actor) -> QuerySet[VacancyImport]:
    # An employer's own workbooks; for an office those of the employers at its desk, whose vacancies
    # it may write.
    if by.seat.role == SeatRole.EMPLOYER:
        return VacancyImport.objects.filter(employer__agency=by.seat.agency)
    return seen_from_desk(by, VacancyImport.objects.all(), "employer__office")


def refresh_due_on(vacancy: Vacancy) -> datetime.date | None:
    # Until when the employer has to confirm the need again.
    return vacancy.refreshed_on + REFRESH_EVERY if vacancy.refreshed_on else None


def public_vacancies() -> VacancyQuerySet:
    return Vacancy.objects.shown().select_related(*RELATED)


def changes_of(vacancy: Vacancy) -> QuerySet[AuditEntry]:
    # Its versions: who changed what, newest first.
    logged = AuditEntry.objects.filter(target_type=Vacancy._meta.label_lower, target_id=vacancy.pk)
    return logged.select_related("person", "seat__agency").order_by("-at", "-pk")
