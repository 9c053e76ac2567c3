import contextlib
import datetime
import math
import socket
import threading
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages, requeue_message
from agencies.mail.services.leases import lease_messages, release_messages
from agencies.mail.services.retries import OUTAGE_MINUTES, RETRY_MINUTES
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.agencies.sinks import TAKEN, Sink, running
from tests.factories import make_actor, make_task
from vietnam.calendar import WorkingCalendar

pytestmark = pytest.mark.django_db

QUEUED, SENT = MessageStatus.QUEUED, MessageStatus.SENT
PARKED, CANCELLED = MessageStatus.PARKED, MessageStatus.CANCELLED
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FRIDAY, WEDNESDAY = date(2024, 3, 1), date(2024, 3, 6)
HOUR = datetime.timedelta(hours=1)


def working_today() -> date:
    return WorkingCalendar().first_working_day_on_or_after(timezone.localdate())


def queue(count: int, *, due_on: date = WEDNESDAY, on: date = FRIDAY) -> list[OutboxMessage]:
    """Reminders about as many tasks, one for each of as many people, due to be sent now."""
    for _number in range(count):
        make_task(lead=make_actor().seat.agency, due_on=due_on)
    decide_reminders(on)
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    return list(OutboxMessage.objects.order_by("urgency_on", "id"))


def queue_for_today(count: int = 1) -> list[OutboxMessage]:
    """Reminders that are about the present, so that they are checked once more before they go."""
    return queue(count, due_on=working_today(), on=working_today())


@contextlib.contextmanager
def sending_to(sink: Sink, **settings):
    with (
        running(sink) as port,
        override_settings(
            EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=2, **settings
        ),
    ):
        yield


def states() -> list[str]:
    return list(OutboxMessage.objects.order_by("id").values_list("status", flat=True))


# What is sent ----------------------------------------------------------------
def test_message_is_sent_once_and_marked():
    [message] = queue(1)
    assert vars(deliver_messages()) == {"sent": 1, "postponed": 0, "parked": 0, "cancelled": 0}
    assert deliver_messages().handled == 0
    message.refresh_from_db()
    assert (message.status, message.attempts, message.lease_until) == (SENT, 1, None)
    assert [sent.to for sent in mail.outbox] == [[message.recipient]]


def test_what_was_sent_is_what_is_kept():
    [message] = queue(1)
    deliver_messages()
    message.refresh_from_db()
    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.alternatives[0].content) == (
        message.subject,
        message.text,
        message.html,
    )
    assert sent.extra_headers["Message-ID"] == message.message_id
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_oldest_deadline_goes_first_and_the_limit_holds():
    first, _second, third = queue(3)
    OutboxMessage.objects.filter(pk=third.pk).update(urgency_on=date(2024, 2, 1))
    assert deliver_messages(limit=2).sent == 2
    assert [sent.to[0] for sent in mail.outbox] == [third.recipient, first.recipient]
    assert states() == [SENT, QUEUED, SENT]


def test_nothing_goes_before_its_time():
    queue(1)
    OutboxMessage.objects.update(next_attempt_at=timezone.now() + datetime.timedelta(minutes=1))
    assert deliver_messages().handled == 0


def test_one_connection_carries_a_batch():
    queue(5)
    sink = Sink()
    with sending_to(sink):
        deliver_messages()
    assert (len(sink.mails), sink.connections) == (5, 1)


def test_a_batch_takes_few_queries(django_assert_num_queries):
    queue(8)
    with django_assert_num_queries(1 + 1 + 1 + 2 + 1 + 1):
        # calendar; links that are over; claim; messages and partners; release; the empty claim.
        # Each mark keeps its letter too and goes past Django, which cannot count it.
        assert deliver_messages().sent == 8


# What is no longer needed ----------------------------------------------------
@pytest.mark.parametrize("status", [OccurrenceStatus.SUBMITTED, OccurrenceStatus.WITHDRAWN])
def test_reminder_of_what_is_no_longer_owed_is_cancelled(status):
    queue_for_today()
    Occurrence.objects.update(status=status, submitted_at=timezone.now())
    assert deliver_messages().cancelled == 1
    assert (states(), mail.outbox) == ([CANCELLED], [])


def test_reminder_of_a_moved_deadline_is_cancelled():
    queue_for_today()
    Occurrence.objects.update(due_on=working_today() + datetime.timedelta(days=9))
    assert deliver_messages().cancelled == 1


def test_a_later_reminder_takes_the_place_of_an_undelivered_one():
    [message] = queue_for_today()
    Reminder.objects.create(
        occurrence=message.reminder.occurrence,
        seat=message.seat,
        stage="late-1",
        due_on=message.urgency_on,
        decided_on=working_today() + datetime.timedelta(days=1),
        decided_at=timezone.now(),
    )
    assert deliver_messages().cancelled == 1


def test_message_about_a_past_day_goes_out_although_all_is_done():
    queue(1)
    Occurrence.objects.update(status=OccurrenceStatus.WITHDRAWN)
    assert deliver_messages().sent == 1


# What the server refuses -----------------------------------------------------
def test_one_refused_address_of_ten_does_not_stop_the_others():
    messages = queue(10)
    bad = messages[4].recipient
    sink = Sink(refuse=lambda address: "550 5.1.1 No such user" if address == bad else TAKEN)
    with sending_to(sink):
        delivery = deliver_messages()
    assert (delivery.sent, delivery.parked) == (9, 1)
    assert sink.recipients == [
        message.recipient for message in messages if message.recipient != bad
    ]
    assert OutboxMessage.objects.get(status=PARKED).last_error == "550 5.1.1 No such user"
    assert sink.connections == 1


def test_refused_content_is_parked_and_the_connection_goes_on():
    first, _second = queue(2)
    sink = Sink(
        judge=lambda address: "554 5.6.0 Content refused" if address == first.recipient else TAKEN
    )
    with sending_to(sink):
        deliver_messages()
    assert states() == [PARKED, SENT]


@pytest.mark.parametrize(
    "answer", ["421 4.3.2 Closing", "451 4.3.0 Try later", "452 4.2.2 Mailbox full"]
)
def test_a_passing_refusal_is_tried_again_after_a_minute(answer):
    first, _second = queue(2)
    sink = Sink(refuse=lambda address: answer if address == first.recipient else TAKEN)
    with sending_to(sink):
        delivery = deliver_messages()
    first.refresh_from_db()
    assert (delivery.sent, delivery.postponed, first.attempts) == (1, 1, 1)
    assert (
        datetime.timedelta(seconds=50)
        < first.next_attempt_at - timezone.now()
        <= datetime.timedelta(minutes=1)
    )
    assert first.last_error == answer


def test_retries_last_a_day_and_then_a_person_is_asked():
    assert (
        datetime.timedelta(hours=23)
        < datetime.timedelta(minutes=sum(RETRY_MINUTES))
        <= datetime.timedelta(days=1)
    )
    queue(1)
    OutboxMessage.objects.update(attempts=len(RETRY_MINUTES))
    with sending_to(Sink(refuse=lambda address: "451 Try later")):
        assert deliver_messages().parked == 1


def test_a_connection_lost_after_the_message_gives_one_more_copy_with_the_same_id():
    [message] = queue(1)
    answers = iter(["drop", TAKEN])
    sink = Sink(judge=lambda address: next(answers))
    with sending_to(sink):
        assert deliver_messages().postponed == 1
        OutboxMessage.objects.update(next_attempt_at=timezone.now())
        assert deliver_messages().sent == 1
    assert [copy["Message-ID"] for copy in sink.mails] == [message.message_id] * 2


def test_a_server_that_is_down_loses_nothing_and_ends_the_run():
    queue(3)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with override_settings(
            EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=closed.getsockname()[1]
        ):
            assert deliver_messages().postponed == 3
    assert states() == [QUEUED] * 3
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    assert deliver_messages().sent == 3


def test_a_server_that_was_down_for_long_is_tried_every_five_minutes_and_parks_nothing():
    """A returning server must not wait for an hour, nor a person for thousands of messages to be
    queued again.
    """
    queue(1)
    waits = []
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with override_settings(
            EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=closed.getsockname()[1]
        ):
            for _attempt in range(30):
                OutboxMessage.objects.update(next_attempt_at=timezone.now())
                assert deliver_messages().postponed == 1
                wait = OutboxMessage.objects.get().next_attempt_at - timezone.now()
                waits.append(math.ceil(wait.total_seconds() / 60))
    assert waits == [OUTAGE_MINUTES[0]] + [OUTAGE_MINUTES[1]] * 29
    assert states() == [QUEUED]


def test_a_silent_server_does_not_hold_the_deliverer_for_ever():
    queue(2)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        override_settings(
            EMAIL_BACKEND=SMTP,
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=silent.getsockname()[1],
            EMAIL_TIMEOUT=0.2,
        ),
    ):
        assert deliver_messages().postponed == 2


def test_a_recipient_with_a_line_break_is_parked_and_injects_nothing():
    first, _second = queue(2)
    OutboxMessage.objects.filter(pk=first.pk).update(
        person=None, recipient="a@x.example\nBcc: b@y.example"
    )
    assert deliver_messages().sent == 1
    assert states() == [PARKED, SENT]


def test_message_of_an_unknown_kind_waits_for_the_version_that_knows_it():
    """In a deploy the old worker meets the new one's messages."""
    [message] = queue(1)
    OutboxMessage.objects.update(template="from_the_future")
    assert (deliver_messages().postponed, states()) == (1, [QUEUED])
    OutboxMessage.objects.update(template=message.template, next_attempt_at=timezone.now())
    assert deliver_messages().sent == 1


def test_message_of_a_kind_that_stays_unknown_is_parked_not_dropped():
    queue(1)
    OutboxMessage.objects.update(template="from_the_future", attempts=len(RETRY_MINUTES))
    assert deliver_messages().parked == 1
    assert (
        OutboxMessage.objects.get().last_error
        == "This version of the portal does not know this kind of message."
    )


# Leases ----------------------------------------------------------------------
def test_a_claimed_message_is_nobody_elses_until_the_lease_ends():
    [message] = queue(1)
    keys, until = lease_messages(10)
    assert (keys, lease_messages(10)[0]) == ([message.pk], [])
    assert until - timezone.now() <= datetime.timedelta(minutes=5)
    OutboxMessage.objects.update(lease_until=timezone.now())
    assert lease_messages(10)[0] == [message.pk]


def test_a_lease_is_as_long_as_the_setting_says(settings):
    settings.OUTBOX_LEASE_SECONDS = 10
    queue(1)
    assert lease_messages(10)[1] - timezone.now() <= datetime.timedelta(seconds=10)


def test_a_lease_taken_before_the_clock_went_back_an_hour_is_void():
    """An hour back is, for the row, the same as a lease that ends an hour later."""
    [message] = queue(1)
    lease_messages(10)
    OutboxMessage.objects.update(lease_until=F("lease_until") + HOUR)
    assert lease_messages(10)[0] == [message.pk]


@time_machine.travel(datetime.datetime(2024, 3, 1, 2, tzinfo=datetime.UTC))
def test_a_message_due_when_it_was_written_is_due_although_the_clock_went_back_since():
    queue(1)
    wrong = timezone.now() + HOUR
    OutboxMessage.objects.update(created_at=wrong, next_attempt_at=wrong)
    assert deliver_messages().sent == 1


def test_a_deliverer_whose_clock_is_wrong_frees_no_lease():
    """Leases are compared on the database's clock: a second machine an hour ahead must not take
    what is being sent.
    """
    queue(1)
    lease_messages(10)
    with time_machine.travel(timezone.now() + HOUR):
        assert lease_messages(10)[0] == []


def test_only_the_holder_gives_a_lease_back():
    queue(1)
    keys, until = lease_messages(10)
    release_messages(keys, until - datetime.timedelta(seconds=1))
    assert lease_messages(10)[0] == []
    release_messages(keys, until)
    assert lease_messages(10)[0] == keys


def test_stopped_between_two_messages_it_gives_the_rest_back():
    queue(3)
    asked = threading.Event()
    sink = Sink(judge=lambda address: asked.set() or TAKEN)
    with sending_to(sink):
        assert deliver_messages(stop=asked.is_set).sent == 1
    assert states() == [SENT, QUEUED, QUEUED]
    assert lease_messages(10)[0] != []


# A person looks at it --------------------------------------------------------
def test_try_again_uses_the_address_of_today():
    [message] = queue(1)
    OutboxMessage.objects.update(status=PARKED, attempts=5, last_error="550 No such user")
    message.person.email = "dung@coquan.example"
    message.person.save()
    actor = make_actor()
    again = requeue_message(message=message, by=actor)
    assert (again.status, again.attempts, again.recipient) == (QUEUED, 0, "dung@coquan.example")
    assert deliver_messages().sent == 1
    assert mail.outbox[0].to == ["dung@coquan.example"]


def test_command_prints_what_became_of_the_messages(capsys):
    queue(2)
    call_command("deliver_messages", "--limit", "1")
    assert capsys.readouterr().out.count("1") == 1
    assert sorted(states()) == [QUEUED, SENT]
