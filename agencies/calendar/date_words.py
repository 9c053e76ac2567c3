"""Days and distances in words of the reader's language."""

import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from agencies.lists.numbers import localized_number
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date, format_weekday

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday_words(day: datetime.date) -> str:
    """Thứ Hai"""
    return format_weekday(day) if get_language() == "vi" else ENGLISH_WEEKDAYS[day.weekday()]


def moment_words(moment: datetime.datetime) -> str:
    """16:05, 06/3/2024, by the clock of Viet Nam."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}, {format_date(local.date())}"


def working_days_left(
    due_on: datetime.date, today: datetime.date, calendar: WorkingCalendar
) -> str:
    """“còn 2 ngày làm việc”, “chậm 1 ngày làm việc”, “hôm nay”."""
    if due_on == today:
        return gettext("today")
    left = calendar.working_days_between(today, due_on)
    if left > 0:
        return ngettext("%(n)s working day left", "%(n)s working days left", left) % {
            "n": localized_number(left)
        }
    if left < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -left) % {
            "n": localized_number(-left)
        }
    return gettext("no working day left") if due_on > today else gettext("past due")
