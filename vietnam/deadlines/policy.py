"""From the date as written to the day on which it is really due: the "trước ngày" policy, counting
from events, working days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from vietnam.calendar import WorkingCalendar
from vietnam.dates import is_within_years, last_day_of_month
from vietnam.deadlines.model import Bound, Deadline, DeadlineKind, RelativeTerm

Roll = Literal["none", "back", "forward"]


@dataclass(frozen=True)
class DeadlinePolicy:
    """How a province reads its deadlines: whether D itself is in time for "trước ngày D", and what
    happens on days off.
    """

    before_includes_day: bool = True
    roll: Roll = "none"


def effective_due(
    deadline: Deadline,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar,
    *,
    triggered_on: date | None = None,
) -> date | None:
    """The last day in time; None for what has none (from, recurring, continuing, relative before
    its event).
    """
    raw = raw_due(deadline, calendar, triggered_on=triggered_on)
    return raw and apply_policy(raw, deadline.bound, policy, calendar)


def apply_policy(
    written: date, bound: Bound | str | None, policy: DeadlinePolicy, calendar: WorkingCalendar
) -> date:
    """The last day in time for a written date: the same for one day, a period's end and an
    occurrence.
    """
    return roll_day(apply_bound(written, bound, policy), policy, calendar)


def raw_due(
    deadline: Deadline, calendar: WorkingCalendar, *, triggered_on: date | None = None
) -> date | None:
    """The day as written, or counted from the event."""
    if deadline.kind is DeadlineKind.ON:
        return deadline.due_on
    if deadline.kind is DeadlineKind.WITHIN:
        return deadline.ends_on
    if deadline.relative is not None and triggered_on is not None:
        return relative_due(deadline.relative, triggered_on, calendar)
    return None


def apply_bound(day: date, bound: Bound | str | None, policy: DeadlinePolicy) -> date:
    """A "trước ngày D" ends on D or on its eve, as the policy says."""
    if bound == Bound.BEFORE and not policy.before_includes_day:
        return day - timedelta(days=1) if day > date.min else day
    return day


def roll_day(day: date, policy: DeadlinePolicy, calendar: WorkingCalendar) -> date:
    if policy.roll == "back":
        return calendar.last_working_day_on_or_before(day)
    if policy.roll == "forward":
        return calendar.first_working_day_on_or_after(day)
    return day


def relative_due(term: RelativeTerm, triggered_on: date, calendar: WorkingCalendar) -> date | None:
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
    """Raises OverflowError or ValueError beyond the first and the last day that a date can be."""
    if term.unit == "month":
        return _add_months(day, count)
    days = count * (7 if term.unit == "week" else 1)
    return calendar.add_working_days(day, days) if term.working else day + timedelta(days=days)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    last = last_day_of_month(index // 12, index % 12 + 1)
    return last.replace(day=min(day.day, last.day))
