"""Months, quarters and years in words of the reader's language."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vietnam.dates import ROMAN_QUARTERS, format_date
from vietnam.periods import Period


def start_of_day(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def span_words(start: datetime.date, end: datetime.date) -> str:
    """A whole month, quarter, half-year or year by its name; any other span by its days."""
    return name_of_period(Period(start, end))


def days_of_period(period: Period) -> str:
    return f"{format_date(period.first)} – {format_date(period.last)}"


def name_of_period(period: Period) -> str:
    """One with the bounds of officials says them: "month 11/2026 (15/10/2026 – 14/11/2026)"."""
    if period.is_official:
        return f"{name_of_period(period.by_calendar)} ({days_of_period(period)})"
    first = period.first.month
    year = {"year": period.year}
    if period.months == 1:
        month = f"{first:02d}" if first < 3 else first
        return _("month %(month)s/%(year)s") % {"month": month, **year}
    if period.months == 3 and first % 3 == 1:
        quarter = ROMAN_QUARTERS[first // 3]
        return _("quarter %(quarter)s/%(year)s") % {"quarter": quarter, **year}
    if period.months == 6 and first == 1:
        return _("first half of %(year)s") % year
    if period.months == 6 and first == 7:
        return _("second half of %(year)s") % year
    if period.months == 9 and first == 1:
        return _("nine months of %(year)s") % year
    if period.months == 12 and first == 1:
        return _("year %(year)s") % year
    return days_of_period(period)
