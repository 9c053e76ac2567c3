"""The decision of a day: digests are opened, what is owed goes into ledger and outbox together,
leaders are told.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.calendar.periods import start_of_day
from agencies.calendar.queries import working_calendar
from agencies.mail.choices import MessageStatus
from agencies.mail.services.queueing import mail_domain
from agencies.people.choices import Channel
from agencies.policies.queries import ReminderPolicies
from agencies.policies.stages import last_reminded_day, stage_on
from agencies.reminders.services import statements
from agencies.reminders.services.digests import find_seats_with_entries
from agencies.reminders.services.escalation import notify_leaders
from agencies.reminders.services.statements import HOLDERS, OPEN_DIGESTS
from agencies.reminders.services.undated import ask_about_undated
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar

CLOSING_KINDS = (
    ProgressKind.SUBMISSION,
    ProgressKind.ACCEPTANCE,
    ProgressKind.RETURN,
    ProgressKind.WITHDRAWAL,
)

# The hours of Viet Nam in which beat's calls decide, so that nobody is woken by a mail at
# midnight.
DECIDING_HOURS = range(6, 21)


@dataclass(frozen=True)
class AgencyCount:
    agency: str
    reminders: int
    messages: int


@dataclass(frozen=True)
class Decision:
    """What one decision added. `is_working` is False on a day off, when nothing is decided."""

    on: datetime.date
    is_working: bool
    agencies: tuple[AgencyCount, ...] = ()
    digests: int = 0
    escalations: int = 0
    undated: int = 0

    @property
    def reminders(self) -> int:
        return sum(count.reminders for count in self.agencies)

    @property
    def messages(self) -> int:
        return sum(count.messages for count in self.agencies)


def decide_by_day() -> Decision | None:
    """Today's decision within DECIDING_HOURS, else None: beat calls around the clock."""
    return decide_reminders() if timezone.localtime().hour in DECIDING_HOURS else None


@transaction.atomic
def decide_reminders(on: datetime.date | None = None) -> Decision:
    """Add what is owed on the day and not yet in the ledger, with its messages; running it twice
    adds nothing.

    Who owes, and who holds the seats, is judged as of `on`: for today by the present state, for a
    past day by the history, and its messages are sent although all may be done by now. Those of a
    future day wait for that day. A seat that nobody holds is reached through the agency's address;
    without one its ledger stays open, so that the reminder is still sent when an address is
    entered. Digests and messages to leaders belong to the present: a past day, asked for by hand,
    has none.
    """
    today = timezone.localdate()
    on = on or today
    calendar = working_calendar()
    if not calendar.is_working(on):
        return Decision(on=on, is_working=False)
    day = _Day(on, calendar, past=on < today)
    if day.past:
        return Decision(on=on, is_working=True, agencies=day.decide())
    digests = open_digests(on, day.values())
    return Decision(
        on=on,
        is_working=True,
        agencies=day.decide(),
        digests=digests,
        escalations=day.notify_leaders(),
        undated=ask_about_undated(on),
    )


class _Day:
    """One day's decision: its policies, its stages, and the values that its statements share."""

    def __init__(self, on: datetime.date, calendar: WorkingCalendar, *, past: bool) -> None:
        self.on = on
        self.calendar = calendar
        self.past = past
        self.now = timezone.now()
        self.policies = ReminderPolicies()
        only_general = len(self.policies.all) == 1
        self.policy, self.policy_joins = (
            statements.ONE_POLICY if only_general else statements.POLICY_OF_TASK
        )

    def decide(self) -> tuple[AgencyCount, ...]:
        parts = [statements.OF_LEADS]
        if not self.past:
            parts += [statements.OF_CLEARING_AGENCIES, statements.OF_ENDED_SNOOZES]
        owed_rows = self._fill_statement("".join(parts))
        statement = statements.DECIDE.replace("{owed_rows}", owed_rows).replace(
            "{holders}", statements.HOLDERS
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, self.values() | self._stages())
            counts = tuple(AgencyCount(*row) for row in cursor.fetchall())
            if not self.past:
                cursor.execute(statements.END_SNOOZES, self.values())
        return counts

    def notify_leaders(self) -> int:
        limits = {
            policy.pk or 0: self.calendar.add_working_days(self.on, -policy.escalate_after)
            for policy in self.policies.all
            if policy.escalate_after is not None
        }
        return (
            notify_leaders(self._fill_statement(statements.TO_ESCALATE), limits, self.values())
            if limits
            else 0
        )

    def _fill_statement(self, statement: str) -> str:
        owed = statements.OWED_THEN if self.past else statements.OWED_NOW
        filled = statement.replace("{owed}", owed).replace("{policy_joins}", self.policy_joins)
        return filled.replace("{policy}", self.policy)

    def _stages(self) -> dict[str, list[object]]:
        # Each policy with each different last working day that somebody may owe, and the stage
        # reached by the day.
        days = self._act_by_days(
            max(last_reminded_day(self.on, policy, self.calendar) for policy in self.policies.all)
        )
        found = [
            (
                policy.pk or 0,
                day,
                stage.name,
                start_of_day(stage.owed_on + datetime.timedelta(days=1)),
            )
            for policy in self.policies.all
            for day in days
            if (stage := stage_on(day, self.on, policy, self.calendar))
        ]
        columns = [list(column) for column in zip(*found, strict=True)] or [[], [], [], []]
        return dict(zip(("policy", "act_by", "stage", "known_until"), columns, strict=True))

    def _act_by_days(self, until: datetime.date) -> list[datetime.date]:
        # A past day's are found among what is done by now too.
        rows = Occurrence.objects.all() if self.past else Occurrence.objects.owed()
        owed = rows.filter(act_by__lte=until).order_by().values_list("act_by")
        to_clear = (
            Clearance.objects.filter(status="asked", act_by__lte=until)
            .order_by()
            .values_list("act_by")
        )
        return [day for (day,) in owed.union(to_clear)]

    def values(self) -> dict[str, Any]:
        policies = self.policies.all
        send_from = max(self.now, start_of_day(self.on))
        return {
            "on": self.on,
            "now": self.now,
            "day_end": start_of_day(self.on + datetime.timedelta(days=1)),
            "general": self.policies.general.pk or 0,
            "policies": [policy.pk or 0 for policy in policies],
            "by_mail": [Channel.MAIL in policy.channels for policy in policies],
            "by_portal": [Channel.PORTAL in policy.channels for policy in policies],
            "send_from": [policy.after_quiet(send_from) for policy in policies],
            "digest_on": None if self.past else self.on,
            "owed": [str(status) for status in sorted(OccurrenceStatus.OWED)],
            "withdrawn": str(OccurrenceStatus.WITHDRAWN),
            "closing": [str(kind) for kind in CLOSING_KINDS],
            "returned": str(ProgressKind.RETURN),
            "queued": str(MessageStatus.QUEUED),
            "sent": str(MessageStatus.SENT),
            "domain": mail_domain(),
        }


# In Viet Nam. Later decisions of the day still add to it until it has been sent; then single
# mails follow.
DIGEST_TIME = datetime.time(7)


def open_digests(on: datetime.date, values: dict[str, Any]) -> int:
    """Queue the day's missing digests; returns how many were added."""
    morning = timezone.make_aware(datetime.datetime.combine(on, DIGEST_TIME))
    waiting = find_seats_with_entries(on)
    more = {
        "send_from": max(values["now"], morning),
        "roles": [role for role, _agency in waiting],
        "agencies": [agency for _role, agency in waiting],
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN_DIGESTS.replace("{holders}", HOLDERS), values | more)
        return cursor.rowcount
