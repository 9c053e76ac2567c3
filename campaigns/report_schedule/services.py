"""The agreed day: freezing in the name of who set the schedule, and letters to its recipients."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.calendar.queries import working_calendar
from agencies.calendar.report_month import ReportMonth
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor, present_actor
from agencies.people.queries import recipients
from campaigns.audit.choices import CampaignAction
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import ReportVersion
from campaigns.frozen_reports.queries import versions_of
from campaigns.frozen_reports.services import freeze_month
from campaigns.permissions import CampaignPermission
from campaigns.report_schedule.models import ReportSchedule

# A portal that was down on the agreed day catches up, but builds no report of long ago.
CATCHES_UP = datetime.timedelta(days=10)
LETTER = "month_report"


@transaction.atomic
def set_schedule(
    *, kind: str, is_on: bool, working_days: int, to: Collection[Seat], by: Actor
) -> ReportSchedule:
    """From now on in the name of who sets it."""
    if not by.may(CampaignPermission.KEEP_REPORTS):
        raise RuleError(_("Your seat may not do this."))
    values = {
        "is_on": is_on,
        "working_days": working_days,
        "seat": by.seat,
        "person": by.person,
        "problem": "",
    }
    schedule, _is_new = ReportSchedule.objects.update_or_create(kind=kind, defaults=values)
    schedule.recipients.set(to)
    after = {"kind": kind, "is_on": is_on, "working_days": working_days, "people": len(to)}
    record_action(CampaignAction.REPORT_SCHEDULED, schedule, by=by, after=after)
    return schedule


def due_month(schedule: ReportSchedule, today: datetime.date) -> ReportMonth | None:
    """The last month that is over, from its agreed day on."""
    running = ReportMonth(today.year, today.month, today, schedule.kind)
    if running.last < today:  # the official month ends before the calendar's
        running = running.later
    month = running.earlier
    owed_on = working_calendar().add_working_days(month.last, schedule.working_days)
    return month if owed_on <= today <= owed_on + CATCHES_UP else None


def ask_scheduled_freezings(today: datetime.date | None = None) -> int:
    """Of months that nobody has frozen yet; returns how many."""
    today = today or timezone.localdate()
    schedules = ReportSchedule.objects.filter(is_on=True).select_related("person", "seat__agency")
    return sum(_ask_freezing(schedule, today) for schedule in schedules)


def _ask_freezing(schedule: ReportSchedule, today: datetime.date) -> bool:
    month = due_month(schedule, today)
    if month is None or versions_of(month).exists():
        return False
    by = present_actor(person=schedule.person, seat=schedule.seat, on=today)
    try:
        if by is None:
            raise RuleError(_("Who set the schedule has left the seat. Set it again."))
        version = freeze_month(month=month, by=by)
    except RuleError as refused:
        ReportSchedule.objects.filter(pk=schedule.pk).update(problem=refused.message)
        return False
    ReportVersion.objects.filter(pk=version.pk).update(is_scheduled=True)
    ReportSchedule.objects.filter(pk=schedule.pk).update(problem="")
    return True


def tell_recipients() -> int:
    """Of the scheduled versions that are built; returns how many people."""
    built = ReportVersion.objects.filter(
        is_scheduled=True, told_at=None, status__in=VersionStatus.FROZEN
    )
    return sum(_tell(version) for version in built.select_related("report"))


@transaction.atomic
def _tell(version: ReportVersion) -> int:
    schedule = ReportSchedule.objects.filter(kind=version.report.kind).first()
    today = timezone.localdate()
    seats = schedule.recipients.all() if schedule else Seat.objects.none()
    holdings = SeatHolding.objects.filter(seat__in=seats)
    ReportVersion.objects.filter(pk=version.pk).update(told_at=timezone.now())
    return queue_letters_once(
        LETTER,
        recipients(holdings, on=today),
        occasion=f"month-report-{version.pk}",
        context={"version": version.pk},
    )
