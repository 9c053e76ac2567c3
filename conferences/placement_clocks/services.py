"""Starting the law's clocks, in the transaction of whoever writes down that people were taken on.
A second time on one day nothing is given.
"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.calendar.queries import working_calendar
from conferences.booths.models import Booth
from conferences.fairs.tasks import give_task
from conferences.placement_clocks.choices import ClockKind
from conferences.placement_clocks.models import PlacementClock
from vietnam.dates import format_date, last_day_of_month

RESULT_WITHIN = 20
"""Working days after the employer has said whom it took on (decree 283/2026)."""


def start_clocks(booth: Booth) -> None:
    """The booth has said today that somebody was taken on: the centre that holds the fair owes the
    result to the national exchange, and a follow-up for one month.
    """
    today = timezone.localdate()
    if PlacementClock.objects.filter(booth=booth, since=today).exists():
        return
    words = _clock_words(booth, today)
    days = {
        ClockKind.RESULT: working_calendar().add_working_days(today, RESULT_WITHIN),
        ClockKind.FOLLOW_UP: _in_one_month(today),
    }
    for kind, due_on in days.items():
        task = give_task(booth.fair, booth.fair.host, words[kind], due_on)
        PlacementClock.objects.create(booth=booth, kind=kind, since=today, task=task)


def _clock_words(booth: Booth, today: datetime.date) -> dict[ClockKind, str]:
    said = {
        "employer": booth.employer.agency.name,
        "fair": booth.fair.title,
        "day": format_date(today),
    }
    with override(settings.LANGUAGE_CODE):
        result = _(
            "Enter the result of %(employer)s at “%(fair)s”, said on %(day)s, into the national "
            "job exchange (decree 283/2026: within 20 working days)."
        )
        follow_up = _(
            "Follow up for one month the people introduced to %(employer)s at “%(fair)s” and taken "
            "on as of %(day)s: who is still there, and who needs another job (decree 283/2026)."
        )
    return {ClockKind.RESULT: result % said, ClockKind.FOLLOW_UP: follow_up % said}


def _in_one_month(day: datetime.date) -> datetime.date:
    # The same day of the next month, or its last one.
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = last_day_of_month(year, month)
    return last.replace(day=min(day.day, last.day))
