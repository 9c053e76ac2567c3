"""One letter each working morning to an office on whose desk something waits."""

import datetime
from typing import Any

from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.queries import recipients
from recruitment.desks.notify import FIRST_HOUR
from recruitment.desks.queries import holdings_at_desk
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy


def queue_desk_letters(now: datetime.datetime | None = None) -> int:
    """Who verifies and checks there, once a day; returns how many people. Running it again that day
    adds nothing.
    """
    now = timezone.localtime(now)
    today = now.date()
    if now.hour < FIRST_HOUR or not working_calendar().is_working(today):
        return 0
    return sum(
        _queue_letters(office, waiting, today) for office, waiting in waiting_by_office().items()
    )


def waiting_by_office() -> dict[int, dict[str, Any]]:
    """By office: its name, employers to verify, vacancies to check, and since when the oldest of
    them waits.
    """
    asked = {
        "employers": Employer.objects.waiting().annotate(
            since=Coalesce("change__proposed_at", "registered_at"),
            desk=Coalesce("change__office", "office"),
        ),
        "vacancies": Vacancy.objects.filter(status__in=VacancyStatus.WAITING).annotate(
            since=F("submitted_at"), desk=F("office")
        ),
    }
    found: dict[int, dict[str, Any]] = {}
    for name, rows in asked.items():
        for office, count, first in (
            rows.order_by().values_list("desk").annotate(n=Count("pk"), first=Min("since"))
        ):
            waiting = found.setdefault(office, {"employers": 0, "vacancies": 0, "since": first})
            waiting[name] = count
            waiting["since"] = min(waiting["since"], first)
    names = dict(Agency.objects.filter(pk__in=found).values_list("pk", "name"))
    return {office: waiting | {"office": names[office]} for office, waiting in found.items()}


def _queue_letters(office: int, waiting: dict[str, Any], today: datetime.date) -> int:
    since = timezone.localdate(waiting["since"])
    return queue_letters_once(
        "desk_waits",
        recipients(holdings_at_desk(office, today), on=today),
        occasion=f"desk-{office}-{today:%Y%m%d}",
        context=waiting | {"since": since.isoformat()},
    )
