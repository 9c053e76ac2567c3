"""Tasks without a date are asked about once a month, until they have one or are continuing."""

import datetime

from django.utils import timezone

from agencies.calendar.periods import start_of_day
from agencies.mail.services.queueing import queue_letters_once
from agencies.notices.reach import recipients_by_agency
from agencies.people.queries import unique_recipients
from agencies.tasks.queries import undated_tasks

KIND = "undated"


def ask_about_undated(on: datetime.date | None = None) -> int:
    """One letter a month to those who look after an agency's tasks, about what it was given before
    this month; returns how many letters. Running it again that month adds nothing.
    """
    on = on or timezone.localdate()
    begins = start_of_day(on.replace(day=1))
    owing = undated_tasks().filter(task__assigned_at__lt=begins)
    leads = set(owing.order_by().values_list("task__lead", flat=True).distinct())
    reached = recipients_by_agency(leads, on=on)
    return sum(
        queue_letters_once(
            KIND,
            unique_recipients(reached[lead]),
            occasion=f"undated-{on:%Y-%m}-{lead}",
            context={},
        )
        for lead in sorted(leads)
    )
