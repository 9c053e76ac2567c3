"""Who is asked again for an answer: five and two working days before, each once, and not on the day
on which the invitation itself went out.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from agencies.calendar.queries import working_calendar
from agencies.reminders.services import DECIDING_HOURS
from conferences.delegations.letters import tell_members
from conferences.delegations.models import DelegationMember
from conferences.delegations.queries import members_to_remind
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.queries import unanswered_invitations
from conferences.invitations.sending import send_reminders
from vietnam.calendar import WorkingCalendar

DAYS_BEFORE = (5, 2)
"""Working days before it begins."""


def remind_by_day() -> int:
    """Today's reminders within the hours in which letters are decided, on working days; returns how
    many letters were queued. Beat calls around the clock: what was reminded is not again.
    """
    now = timezone.localtime()
    calendar = working_calendar()
    if now.hour not in DECIDING_HOURS or not calendar.is_working(now.date()):
        return 0
    return remind_bodies(now.date(), calendar) + remind_members(now.date(), calendar)


def is_due(
    begins_on: datetime.date,
    told_on: datetime.date,
    today: datetime.date,
    calendar: WorkingCalendar,
) -> bool:
    """Whether one of the days of reminding has come since somebody was last told. Those that
    nobody could be reminded on, such as before a late invitation, are not made up for.
    """
    if today >= begins_on:
        return False
    days = [calendar.add_working_days(begins_on, -count) for count in DAYS_BEFORE]
    return any(told_on < day <= today for day in days)


@transaction.atomic
def remind_bodies(today: datetime.date, calendar: WorkingCalendar) -> int:
    """Bodies invited to conferences. Their rows are locked, and who is just being written to or is
    just answering is left to the next run: nobody is reminded twice.
    """
    rows = unanswered_invitations(today).select_related("point__conference", "agency")
    due = [
        row
        for row in rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")
        if is_due(_conference_day(row), _body_told_on(row), today, calendar)
    ]
    return send_reminders(due, today)


def _conference_day(row: ConferenceInvitation) -> datetime.date:
    return timezone.localdate(row.point.conference.starts_at)


def _body_told_on(row: ConferenceInvitation) -> datetime.date:
    return _last_day(row.sent_at, row.reminded_on)


@transaction.atomic
def remind_members(today: datetime.date, calendar: WorkingCalendar) -> int:
    """Members of delegations, with an account or without."""
    rows = members_to_remind().select_related("delegation__partnership__province")
    due = [
        row
        for row in rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")
        if is_due(
            row.delegation.starts_on,
            _last_day(row.invited_at, row.reminded_on),
            today,
            calendar,
        )
    ]
    letters = 0
    for member in due:
        told = tell_members(
            "delegation_reminded",
            member.delegation,
            members=[member],
            occasion=f"{member.pk}-{today:%y%m%d}",
        )
        letters += told.letters
        member.reminded_on = today if told.letters else member.reminded_on
    DelegationMember.objects.bulk_update(due, ["reminded_on"])
    return letters


def _last_day(
    invited_at: datetime.datetime | None, reminded_on: datetime.date | None
) -> datetime.date:
    days = [timezone.localdate(invited_at)] if invited_at else []
    return max([*days, *filter(None, [reminded_on])])
