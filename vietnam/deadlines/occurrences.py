"""The due instances of a recurring duty."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from vietnam.dates import last_day_of_month
from vietnam.deadlines.model import Recurrence

_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


class Occurrence(NamedTuple):
    """One period of a recurring duty, and the day it is due as written, before any roll to a
    working day.
    """

    period_start: date
    period_end: date
    due_on: date


def occurrence_dates(recurrence: Recurrence, start: date, until: date) -> list[Occurrence]:
    """The occurrences due from `start` to `until`, both included; none when the period is unknown.

    Without a day it is the last of the period, or of the named month; a day which a month lacks is
    its last.
    """
    if recurrence.freq is None:
        return []
    periods = (
        _weeks(recurrence, start, until)
        if recurrence.freq == "weekly"
        else _months(recurrence, start, until)
    )
    return [o for o in periods if start <= o.due_on <= until]


def _weeks(recurrence: Recurrence, start: date, until: date) -> Iterator[Occurrence]:
    monday = start - timedelta(days=start.weekday())
    while monday <= until:
        yield Occurrence(
            monday, monday + timedelta(days=6), monday + timedelta(days=(recurrence.day or 7) - 1)
        )
        monday += timedelta(days=7)


def _months(recurrence: Recurrence, start: date, until: date) -> Iterator[Occurrence]:
    """Begins early enough for a period whose due day lies in a later one ("ngày 05 của tháng
    sau").
    """
    length = _MONTHS[str(recurrence.freq)]
    offset = (recurrence.month or length) - 1
    first = start.year * 12 + start.month - 1
    first -= first % length + length * (offset // length + 1)
    for month in range(first, until.year * 12 + until.month, length):
        period_end = _last_day(month + length - 1)
        yield Occurrence(
            _last_day(month).replace(day=1), period_end, _due_day(month + offset, recurrence.day)
        )


def _last_day(month: int) -> date:
    """The last day of a month counted from year 0."""
    return last_day_of_month(month // 12, month % 12 + 1)


def _due_day(month: int, day: int | None) -> date:
    last = _last_day(month)
    return last if day is None else last.replace(day=min(day, last.day))
