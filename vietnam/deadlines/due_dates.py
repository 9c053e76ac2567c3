"""From what a document states to the day on which it is really due: counting from events, the
"trước ngày" rule, working days; and the periods of a recurring duty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vietnam.calendar import WorkingCalendar
from vietnam.dates import is_within_years, last_day_of_month
from vietnam.deadlines.model import Bound, DeadlineKind, Recurrence, RelativeTerm, StatedDeadline

Roll = Literal["none", "back", "forward"]
_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


@dataclass(frozen=True)
class DueDateRules:
    """How a province reads its deadlines: whether D itself is in time for "trước ngày D", and what
    happens on days off.
    """

    before_includes_day: bool = True
    roll: Roll = "none"


class DueDateStep(NamedTuple):
    """One step from a written date to the day due, and the day after it.

    Codes in order: `before_includes_day` or `before_excludes_day`; `working_day` or `day_off` (with
    the `holiday`, if it has a name); `rolled`; at last `due`.
    """

    code: str
    day: date
    holiday: str | None = None


def due_date(
    written: date, bound: Bound | None, rules: DueDateRules, calendar: WorkingCalendar
) -> date:
    """The last day in time for a written date: the same for one day, a period's end and an
    occurrence.
    """
    *_before, last = due_date_steps(written, bound, rules, calendar)
    return last.day


def due_date_steps(
    written: date, bound: Bound | None, rules: DueDateRules, calendar: WorkingCalendar
) -> Iterator[DueDateStep]:
    """Why a written date means its day due, the day itself last."""
    day = written
    if bound == Bound.BEFORE and rules.before_includes_day:
        yield DueDateStep("before_includes_day", day)
    elif bound == Bound.BEFORE:
        day = max(day, date.min + timedelta(days=1)) - timedelta(days=1)
        yield DueDateStep("before_excludes_day", day)
    if calendar.is_working(day):
        yield DueDateStep("working_day", day)
    else:
        yield DueDateStep("day_off", day, calendar.holiday_name(day))
    due = day
    if rules.roll == "back":
        due = calendar.last_working_day_on_or_before(day)
    elif rules.roll == "forward":
        due = calendar.first_working_day_on_or_after(day)
    if due != day:
        yield DueDateStep("rolled", due)
    yield DueDateStep("due", due)


def stated_day(
    deadline: StatedDeadline, calendar: WorkingCalendar, *, triggered_on: date | None = None
) -> date | None:
    """The last day that the document itself names, or that is counted from the day of its event;
    None for what has none (from, recurring, continuing, relative before its event).
    """
    if deadline.kind is DeadlineKind.RELATIVE and triggered_on:
        return count_from_event(deadline.counted, triggered_on, calendar)
    has_last_day = deadline.kind in (DeadlineKind.ON, DeadlineKind.WITHIN, DeadlineKind.RELATIVE)
    return deadline.last_day if has_last_day else None


def count_from_event(
    term: RelativeTerm, triggered_on: date, calendar: WorkingCalendar
) -> date | None:
    """The day `term` counts to; the day of the event is not counted (Civil Code 2015, article 147).

    None where the document counts nothing, or beyond the years in which there are deadlines.
    """
    if term.count is None:
        return None
    try:
        day = _count_from(triggered_on, term.count, term, calendar)
    except (OverflowError, ValueError):
        return None
    return day if is_within_years(day) else None


def _count_from(day: date, count: int, term: RelativeTerm, calendar: WorkingCalendar) -> date:
    # Raises OverflowError or ValueError beyond the first and the last day that a date can be.
    if term.unit == "month":
        return _due_day(day.year * 12 + day.month - 1 + count, day.day)
    days = count * (7 if term.unit == "week" else 1)
    return calendar.add_working_days(day, days) if term.working else day + timedelta(days=days)


class DuePeriod(NamedTuple):
    """One period of a recurring duty, and the day it is due as written, before any roll to a
    working day.
    """

    period_start: date
    period_end: date
    due_on: date


def due_periods(recurrence: Recurrence, start: date, until: date) -> list[DuePeriod]:
    """The periods due from `start` to `until`, both included; none when their length is unknown.

    Without a day it is the last of the period, or of the named month; a day which a month lacks is
    its last.
    """
    if recurrence.freq is None:
        return []
    periods = _weeks if recurrence.freq == "weekly" else _months
    return [p for p in periods(recurrence, start, until) if start <= p.due_on <= until]


def _weeks(recurrence: Recurrence, start: date, until: date) -> Iterator[DuePeriod]:
    monday = start - timedelta(days=start.weekday())
    while monday <= until:
        sunday = monday + timedelta(days=6)
        yield DuePeriod(monday, sunday, monday + timedelta(days=(recurrence.day or 7) - 1))
        monday += timedelta(days=7)


def _months(recurrence: Recurrence, start: date, until: date) -> Iterator[DuePeriod]:
    length = _MONTHS[str(recurrence.freq)]
    offset = (recurrence.month or length) - 1
    first = start.year * 12 + start.month - 1
    # A period may be due in a later one ("ngày 05 của tháng sau"), so begin early enough.
    first -= first % length + length * (offset // length + 1)
    for month in range(first, until.year * 12 + until.month, length):
        begins = _due_day(month, 1)
        ends = _due_day(month + length - 1, None)
        yield DuePeriod(begins, ends, _due_day(month + offset, recurrence.day))


def _due_day(month: int, day: int | None) -> date:
    # In a month counted from year 0; its last day when `day` is None or lies beyond it.
    last = last_day_of_month(month // 12, month % 12 + 1)
    return last if day is None else last.replace(day=min(day, last.day))
