"""Months, quarters and years in words of the reader's language."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vietnam.dates import ROMAN_QUARTERS, format_date, last_day_of_month
from vietnam.periods import Period


def midnight(day: datetime.date) -> datetime.datetime:
    """The moment at which the day begins in Viet Nam."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def month_words(year: int, month: int) -> str:
    return _("month %(month)s/%(year)s") % {
        "month": f"{month:02d}" if month < 3 else month,
        "year": year,
    }


def quarter_words(year: int, quarter: int) -> str:
    return _("quarter %(quarter)s/%(year)s") % {
        "quarter": ROMAN_QUARTERS[quarter - 1],
        "year": year,
    }


def span_words(start: datetime.date, end: datetime.date) -> str:
    """A whole month, quarter, half-year or year by its name; any other span by its days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and end == last_day_of_month(end.year, end.month):
        if months == 1:
            return month_words(start.year, start.month)
        if months == 3 and start.month % 3 == 1:
            return quarter_words(start.year, start.month // 3 + 1)
        if months == 6 and start.month == 1:
            return _("first half of %(year)s") % {"year": start.year}
        if months == 6 and start.month == 7:
            return _("second half of %(year)s") % {"year": start.year}
        if months == 12 and start.month == 1:
            return _("year %(year)s") % {"year": start.year}
    return f"{format_date(start)} – {format_date(end)}"


def name_of_period(period: Period) -> str:
    return span_words(period.first, period.last)
