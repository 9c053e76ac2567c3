"""Reads of the outbox: what a deliverer needs for a batch, and what a coordinator looks at."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from agencies.calendar.periods import start_of_day
from agencies.mail.account_letter_links import is_account_letter, reason_to_cancel_account_letter
from agencies.mail.choices import MailHealth, MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.people.choices import Channel
from agencies.policies.stages import CLEARING
from agencies.reminders.models import Reminder
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus

NO_LONGER_OWED = {
    OccurrenceStatus.SUBMITTED: gettext_noop("The result has been handed in meanwhile."),
    OccurrenceStatus.DONE: gettext_noop("The task has been done meanwhile."),
    OccurrenceStatus.WITHDRAWN: gettext_noop("The task has been withdrawn meanwhile."),
}
MOVED = gettext_noop("The deadline has moved meanwhile.")
OVERTAKEN = gettext_noop("A later reminder takes its place.")
ACCOUNT_CLOSED = gettext_noop("The account of the person has been closed meanwhile.")
CLEARED = gettext_noop("The clearing agency has answered meanwhile.")

# Answers of mail servers (RFC 5321; enhanced codes of RFC 3463), the first that fits.
ANSWERS = (
    (
        re.compile(r"\d{3}[ -][45]\.1\.|55[013] (?!\d\.\d)"),
        gettext_noop("The address does not exist."),
    ),
    (
        re.compile(r"\d{3}[ -][45]\.2\.2|[45]52 (?!\d\.\d)"),
        gettext_noop("The recipient's mailbox is full."),
    ),
    (
        re.compile(r"\d{3}[ -][45]\.7\."),
        gettext_noop("The recipient's mail server does not let this portal in."),
    ),
    (re.compile(r"5\d\d "), gettext_noop("The mail server refused the message.")),
    (re.compile(r"4\d\d "), gettext_noop("The mail server asks to try later.")),
    (
        re.compile(r"\[|timed out|Connection|please run connect"),
        gettext_noop("The mail server does not answer."),
    ),
)

# A message due for this long and still not tried means that nobody delivers.
PATIENCE = datetime.timedelta(minutes=15)

# Attempts after which a message counts as retried: many servers refuse every first attempt for a
# minute.
OFTEN = 2
# Share of retried messages among those and what was sent today (the levels of GOV.UK Notify).
WARNING = 0.05
CRITICAL = 0.10

_ABOUT = ("reminder__occurrence", "occurrence")
_LONG = ("text", "recipients", "refers_to", "search_fold")


def messages_to_send(keys: list[int]) -> QuerySet[OutboxMessage]:
    """The messages with everything that their letters say, in the order of claims; `is_overtaken`
    by a later reminder.
    """
    return (
        messages_with_sources()
        .filter(pk__in=keys)
        .order_by(F("urgency_on").asc(nulls_first=True), "id")
    )


def messages_with_sources() -> QuerySet[OutboxMessage]:
    later = Reminder.objects.filter(
        occurrence=OuterRef("reminder__occurrence"),
        seat=OuterRef("reminder__seat"),
        decided_on__gt=OuterRef("reminder__decided_on"),
    )
    to_clear = Clearance.objects.filter(
        occurrence=OuterRef("reminder__occurrence"),
        agency=OuterRef("seat__agency"),
        due_on=OuterRef("reminder__due_on"),
        status=ClearanceStatus.ASKED,
    )
    return (
        OutboxMessage.objects.select_related(
            "person",
            "seat__agency",
            *(
                f"{path}__{name}"
                for path in _ABOUT
                for name in ("deadline", "task__lead", "task__directive")
            ),
        )
        .defer(*(f"{path}__task__directive__{name}" for path in _ABOUT for name in _LONG))
        .defer(*(f"{path}__task__search_fold" for path in _ABOUT))
        .prefetch_related(*(f"{path}__task__partners__agency" for path in _ABOUT))
        .annotate(is_overtaken=Exists(later), is_still_to_clear=Exists(to_clear))
    )


def is_about_the_past(reminder: Reminder) -> bool:
    """It was decided for a day that is over: asked for by hand, and sent whatever has happened
    since.
    """
    return reminder.decided_on < timezone.localdate(reminder.decided_at)


def letter_day(message: OutboxMessage) -> datetime.date:
    """The day from which the letter counts its distances."""
    if message.reminder is None:
        return timezone.localdate()
    if is_about_the_past(message.reminder):
        return message.reminder.decided_on
    return max(timezone.localdate(), message.reminder.decided_on)


def reason_to_cancel(message: OutboxMessage) -> str:
    """Why the message is no longer needed; empty while it is."""
    reminder = message.reminder
    if message.person and not message.person.is_active:
        return ACCOUNT_CLOSED
    if is_account_letter(message):
        return reason_to_cancel_account_letter(message)
    if reminder is None or is_about_the_past(reminder):
        return ""
    if reminder.stage.startswith(CLEARING):
        return "" if message.is_still_to_clear else CLEARED
    if reason := NO_LONGER_OWED.get(reminder.occurrence.status):
        return reason
    if reminder.due_on and reminder.occurrence.due_on != reminder.due_on:
        return MOVED
    return OVERTAKEN if message.is_overtaken else ""


@dataclass(frozen=True)
class Backlog:
    """What waits, and what waits for a person. `due_since`: when the oldest due mail became due.

    A mail that was refused and waits for its next attempt is queued, but not due before that
    attempt.
    """

    now: datetime.datetime
    queued: int
    due: int
    retried: int
    parked: int
    due_since: datetime.datetime | None

    @property
    def waiting_since(self) -> datetime.datetime | None:
        # Set when nobody seems to deliver.
        return self.due_since if self.age > PATIENCE else None

    @property
    def age(self) -> datetime.timedelta:
        """For how long the oldest mail has been due; nothing when none is."""
        return self.now - self.due_since if self.due_since else datetime.timedelta()


def outbox_backlog(now: datetime.datetime) -> Backlog:
    due = Q(next_attempt_at__lte=now)
    figures = (
        outbox_mails()
        .filter(status=MessageStatus.QUEUED)
        .aggregate(
            queued=Count("pk"),
            due=Count("pk", filter=due),
            retried=Count("pk", filter=Q(attempts__gte=OFTEN)),
            due_since=Min("next_attempt_at", filter=due),
        )
    )
    return Backlog(
        now=now, parked=outbox_mails().filter(status=MessageStatus.PARKED).count(), **figures
    )


def is_delivered_in_time(now: datetime.datetime) -> bool:
    """Whether no mail has been due for longer than our patience."""
    return (
        not outbox_mails()
        .filter(status=MessageStatus.QUEUED, next_attempt_at__lt=now - PATIENCE)
        .exists()
    )


def count_mails_sent(on: datetime.date) -> int:
    """How many mails left the portal on a day of Viet Nam."""
    begin = start_of_day(on)
    end = start_of_day(on + datetime.timedelta(days=1))
    return (
        outbox_mails()
        .filter(status=MessageStatus.SENT, sent_at__gte=begin, sent_at__lt=end)
        .count()
    )


def mail_health(waiting: Backlog, sent_today: int) -> MailHealth:
    share = waiting.retried / (waiting.retried + sent_today) if waiting.retried else 0
    if waiting.waiting_since or share > CRITICAL:
        return MailHealth.STUCK
    return MailHealth.STUMBLES if share > WARNING else MailHealth.FLOWS


def outbox_mails() -> QuerySet[OutboxMessage]:
    """What is sent as a mail of its own: neither notices of the portal nor what a digest
    carries.
    """
    return OutboxMessage.objects.filter(channel=Channel.MAIL, bundle=None)


def messages_for_list() -> QuerySet[OutboxMessage]:
    """Mails as a list shows them: without their letters, newest first."""
    tasks = [f"{path}__task" for path in _ABOUT]
    return (
        outbox_mails()
        .select_related("person", "seat__agency", *tasks)
        .defer(
            "text",
            "html",
            *(f"{path}__{name}" for path in tasks for name in ("text", "search_fold")),
        )
        .order_by("-pk")
    )


def reason_text(reason: str) -> str:
    """The stored reason in words for an official: our own sentences, or the meaning of a mail
    server's answer.
    """
    return (
        gettext(next((words for answer, words in ANSWERS if answer.match(reason)), reason))
        if reason
        else ""
    )
