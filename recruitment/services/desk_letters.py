"""One letter each working morning to an office on whose desk something waits."""

import datetime

from django.db.models import Count, Min
from django.utils import timezone

from agencies.models import Agency, OutboxMessage, SeatHolding
from agencies.queries.calendar import working_calendar
from agencies.services.outbox.addresses import mail_domain
from recruitment.choices import VacancyStatus
from recruitment.models import Employer, Vacancy
from recruitment.queries.employers import OFFICE_ROLES

FIRST_HOUR = 7
"""Viet Nam time; the job runs around the clock."""


def tell_offices(now: datetime.datetime | None = None) -> int:
    """Who verifies and checks there, once a day; returns how many people. Running it again that day adds nothing."""
    now = timezone.localtime(now)
    today = now.date()
    if now.hour < FIRST_HOUR or not working_calendar().is_working(today):
        return 0
    return sum(_tell(office, waiting, now) for office, waiting in waiting_by_office().items())


def waiting_by_office() -> dict[int, dict[str, object]]:
    """By office: employers to verify, vacancies to check, and since when the oldest of them waits."""
    found: dict[int, dict[str, object]] = {}
    employers = Employer.objects.waiting().values_list("office").annotate(n=Count("pk"), since=Min("registered_at"))
    vacancies = Vacancy.objects.filter(status__in=VacancyStatus.WAITING).order_by().values_list("office")
    for name, rows in (
        ("employers", employers.order_by()),
        ("vacancies", vacancies.annotate(n=Count("pk"), since=Min("submitted_at"))),
    ):
        for office, count, since in rows:
            waiting = found.setdefault(office, {"employers": 0, "vacancies": 0, "since": since})
            waiting[name], waiting["since"] = count, min(waiting["since"], since)
    return found


def _tell(office: int, waiting: dict[str, object], now: datetime.datetime) -> int:
    held = SeatHolding.objects.current(now.date()).filter(seat__agency=office, seat__role__in=OFFICE_ROLES)
    letters = {
        f"<desk-{office}-{now:%Y%m%d}-{holding.person_id}@{mail_domain()}>": holding
        for holding in held.filter(person__is_active=True).select_related("person", "seat").order_by("pk")
    }
    known = set(OutboxMessage.objects.filter(message_id__in=letters).values_list("message_id", flat=True))
    since = timezone.localdate(waiting["since"]).isoformat()
    context = waiting | {"since": since, "office": Agency.objects.get(pk=office).name}
    fresh = [
        OutboxMessage(
            template="desk_waits",
            person=holding.person,
            seat=holding.seat,
            recipient=holding.person.email,
            message_id=key,
            context=context,
            urgency_on=now.date(),
            created_at=now,
            next_attempt_at=now,
        )
        for key, holding in letters.items()
        if key not in known
    ]
    return len(OutboxMessage.objects.bulk_create(fresh, ignore_conflicts=True))
