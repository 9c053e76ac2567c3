"""When a seat is owed a reminder: the stages of a policy, and the bodies that nobody can remind.

Everything counts from `act_by`, the last working day on or before the due date, and falls on
working days only: `lead-N` is N days before it, `late-N` the Nth working day after it, `week-N` N
weeks after the last daily one (or the next working day). A working day past `act_by` is past the
due date too.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext, gettext_noop, ngettext

from agencies.bodies.models import Agency
from agencies.people.models import Seat, SeatHolding
from agencies.policies.choices import DaysUnit
from agencies.policies.models import ReminderPolicy
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar

WEEK = 7
CLEARING = "clear-"
ESCALATION = "boss"


@dataclass(frozen=True)
class ReminderStage:
    """`name` as the ledger stores it; `owed_on` is the working day on which it falls."""

    name: str
    owed_on: datetime.date


def stage_on(
    act_by: datetime.date, on: datetime.date, policy: ReminderPolicy, calendar: WorkingCalendar
) -> ReminderStage | None:
    """The latest stage that has come by the working day `on`; None before the first.

    One day has one stage, so a decision after a gap catches up with one reminder, the most urgent.
    """
    if on <= act_by:
        stages = [
            ReminderStage(f"lead-{days}", lead_day(act_by, days, policy, calendar))
            for days in sorted(policy.lead_days)
        ]
        return next((stage for stage in stages if stage.owed_on <= on), None)
    return _late_stage(act_by, on, policy, calendar) or stage_on(act_by, act_by, policy, calendar)


def lead_day(
    act_by: datetime.date, days: int, policy: ReminderPolicy, calendar: WorkingCalendar
) -> datetime.date:
    if policy.unit == DaysUnit.WORKING:
        return calendar.add_working_days(act_by, -days)
    return calendar.last_working_day_on_or_before(act_by - datetime.timedelta(days=days))


def first_reminder_on(
    act_by: datetime.date, on: datetime.date, policy: ReminderPolicy, calendar: WorkingCalendar
) -> datetime.date:
    """The first working day from `on` on which a task assigned that day is reminded; if overdue,
    the next one.
    """
    days = [lead_day(act_by, days, policy, calendar) for days in policy.lead_days]
    late = calendar.first_working_day_on_or_after(max(on, act_by + datetime.timedelta(days=1)))
    return min((day for day in days if day >= on), default=late)


def _late_stage(
    act_by: datetime.date, on: datetime.date, policy: ReminderPolicy, calendar: WorkingCalendar
) -> ReminderStage | None:
    last_daily = calendar.add_working_days(act_by, policy.late_daily)
    weeks = (on - last_daily).days // WEEK
    if policy.late_weekly and weeks > 0:
        owed_on = calendar.first_working_day_on_or_after(
            last_daily + datetime.timedelta(days=WEEK * weeks)
        )
        return ReminderStage(f"week-{weeks}", owed_on)
    days = min(policy.late_daily, calendar.working_days_between(act_by, min(on, last_daily)))
    return ReminderStage(f"late-{days}", calendar.add_working_days(act_by, days)) if days else None


def last_reminded_day(
    on: datetime.date, policy: ReminderPolicy, calendar: WorkingCalendar
) -> datetime.date:
    """The latest `act_by` that any stage of the day can be about."""
    longest = max(policy.lead_days, default=0)
    if policy.unit == DaysUnit.WORKING:
        return calendar.add_working_days(on, longest)
    # A lead day on a day off is brought forward, so the days off that follow belong to this day
    # too.
    next_day = calendar.first_working_day_on_or_after(on + datetime.timedelta(days=1))
    return next_day + datetime.timedelta(days=longest)


OTHER_STAGES = {
    ESCALATION: gettext_noop("told to the leader"),
    "wake": gettext_noop("after a snooze"),
    "now": gettext_noop("sent by hand"),
}


def stage_words(name: str) -> str:
    """“nhắc trước 3 ngày”, “nhắc quá hạn lần 2”."""
    if name.startswith(CLEARING):
        return gettext("clearance: %(stage)s") % {"stage": stage_words(name.removeprefix(CLEARING))}
    kind, _dash, number = name.partition("-")
    if kind in OTHER_STAGES:
        return gettext(OTHER_STAGES[kind])
    if kind == "lead":
        count = int(number)
        return (
            ngettext("%(n)s day ahead", "%(n)s days ahead", count) % {"n": count}
            if count
            else gettext("last day")
        )
    if kind == "late":
        return gettext("late, daily reminder %(n)s") % {"n": number}
    return gettext("late, weekly reminder %(n)s") % {"n": number}


def unreachable_agencies(on: datetime.date) -> QuerySet[Agency]:
    """Agencies that owe something dated but have no seat or address that a reminder could reach,
    with `owed_count`.
    """
    held = SeatHolding.objects.current(on).filter(seat=OuterRef("pk"), person__is_active=True)
    seats = Seat.objects.filter(agency=OuterRef("pk"), gets_reminders=True)
    owed = Occurrence.objects.owed().filter(task__lead=OuterRef("pk"), act_by__isnull=False)
    owed_count = owed.order_by().values("task__lead").annotate(n=Count("pk")).values("n")
    return (
        Agency.objects.filter(Exists(owed))
        .exclude(Exists(seats.filter(Exists(held))))
        .exclude(Exists(seats.exclude(agency__email="")))
        .annotate(owed_count=Subquery(owed_count))
    )
