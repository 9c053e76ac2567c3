import datetime
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.lists.paging import PAGE_LENGTH
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import reason_text
from agencies.mail.services import deliver_messages
from agencies.people.models import Person
from agencies.reminders.services import decide_reminders
from tests.factories import make_actor, make_agency, make_seat, make_task

pytestmark = pytest.mark.django_db

FRIDAY, WEDNESDAY = date(2024, 3, 1), date(2024, 3, 6)
LIST = "/hop-thu-di/"


@pytest.fixture
def coordinator(client):
    """A client signed in as a coordinator, reading English."""
    actor = make_actor(role=SeatRole.COORDINATOR)
    client.force_login(actor.person)
    client.cookies["django_language"] = "en"
    return client


def queue(count: int = 1, **fields) -> list[OutboxMessage]:
    for number in range(count):
        make_task(
            lead=make_actor().seat.agency,
            due_on=WEDNESDAY,
            **{"title": f"Nhiệm vụ {number}"} | fields,
        )
    Person.objects.update(language="en")
    decide_reminders(FRIDAY)
    return list(OutboxMessage.objects.order_by("pk"))


def park(message: OutboxMessage, reason: str = "550 5.1.1 No such user") -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(
        status=MessageStatus.PARKED, last_error=reason
    )


def rows(answer) -> list[str]:
    """The keys of the messages in the list, in its order."""
    part = answer.content.decode().partition('id="rows"')[2]
    return re.findall(r'class="clamp" href="/hop-thu-di/(\d+)/"', part)


def keys(messages: list[OutboxMessage]) -> list[str]:
    return [str(message.pk) for message in messages]


def test_list_shows_the_newest_first(coordinator):
    messages = queue(3)
    assert rows(coordinator.get(LIST)) == keys(messages[::-1])


def test_a_message_that_no_reminder_made_is_listed_by_its_subject(coordinator):
    [message] = queue()
    OutboxMessage.objects.update(reminder=None, subject="Thư mời")
    assert rows(coordinator.get(LIST)) == [str(message.pk)]
    assert "Thư mời" in coordinator.get(f"{LIST}{message.pk}/").content.decode()


def test_list_says_when_it_is_empty(coordinator):
    assert "No message here yet." in coordinator.get(LIST).content.decode()


def test_filter_by_state_and_by_recipient_without_accents(coordinator):
    first, second, third = queue(3)
    park(second)
    assert rows(coordinator.get(LIST, {"status": "parked"})) == keys([second])
    assert rows(coordinator.get(LIST, {"q": first.recipient})) == keys([first])
    agency = third.seat.agency
    agency.name = "Đài Phát thanh và Truyền hình"
    agency.save()
    assert rows(coordinator.get(LIST, {"q": "dai phat thanh"})) == keys([third])
    assert rows(coordinator.get(LIST, {"status": "nonsense"})) == keys([third, second, first])


def test_pages_follow_each_other_without_gap_or_repetition(coordinator):
    messages = queue(PAGE_LENGTH + 2)
    first = coordinator.get(LIST)
    second = coordinator.get(f"{LIST}?{first.context['next']}")
    assert rows(first) + rows(second) == keys(messages[::-1])
    assert (first.context["previous"], second.context["next"]) == (None, None)
    assert rows(coordinator.get(f"{LIST}?{second.context['previous']}")) == rows(first)


def test_htmx_gets_only_the_rows_and_they_equal_the_page(coordinator):
    messages = queue(2)
    page = coordinator.get(LIST, {"status": "queued"})
    fragment = coordinator.get(LIST, {"status": "queued"}, headers={"HX-Request": "true"})
    body = fragment.content.decode().strip()
    assert "<html" not in body
    assert body in page.content.decode()
    assert keys(messages[::-1]) == rows(page)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_takes_the_same_queries_for_any_number(coordinator, django_assert_num_queries, count):
    for message in queue(count)[: count // 2]:
        park(message)
    coordinator.get(LIST)
    with django_assert_num_queries(9):
        coordinator.get(LIST)


def test_refused_messages_stand_first_with_their_reason(coordinator):
    [message] = queue()
    park(message)
    page = coordinator.get(LIST).content.decode()
    assert page.index("The address does not exist.") < page.index('id="rows"')


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("550 5.1.1 No such user", "The address does not exist."),
        ("550 no mailbox here", "The address does not exist."),
        ("452 4.2.2 Over quota", "The recipient's mailbox is full."),
        ("554 5.7.1 Spam", "The recipient's mail server does not let this portal in."),
        ("554 5.6.0 Content refused", "The mail server refused the message."),
        ("451 4.3.0 Try later", "The mail server asks to try later."),
        ("[Errno 111] Connection refused", "The mail server does not answer."),
        ("timed out", "The mail server does not answer."),
        ("The deadline has moved meanwhile.", "The deadline has moved meanwhile."),
        ("", ""),
    ],
)
def test_answers_of_mail_servers_are_said_in_words(reason, words):
    with translation.override("en"):
        assert reason_text(reason) == words


def test_agencies_that_nobody_can_remind_are_named(coordinator):
    seat = make_seat(agency=make_agency("Báo tỉnh"))
    make_task(lead=seat.agency, due_on=WEDNESDAY)
    page = coordinator.get(LIST).content.decode()
    assert f'<a href="/nhiem-vu/?agency={seat.agency_id}">Báo tỉnh</a>' in page


def test_page_warns_when_nobody_delivers(coordinator):
    queue()
    assert "worker or beat does not run" not in coordinator.get(LIST).content.decode()
    OutboxMessage.objects.update(next_attempt_at=timezone.now() - datetime.timedelta(minutes=16))
    assert "worker or beat does not run" in coordinator.get(LIST).content.decode()


def test_message_page_shows_the_exact_text_that_was_sent(coordinator, mailoutbox):
    [message] = queue(title="Hoàn thành <b>clip</b>")
    before = coordinator.get(reverse("agencies:outbox-message", args=[message.pk]))
    assert (
        before.context["letter"].subject
        == "[3 working days to go] Hoàn thành <b>clip</b> no later than 06/3/2024"
    )
    assert OutboxMessage.objects.get().subject == ""
    deliver_messages()
    after = coordinator.get(reverse("agencies:outbox-message", args=[message.pk]))
    assert after.context["letter"].text == mailoutbox[0].body
    assert "<b>clip" not in after.content.decode()


def test_letter_opens_alone_where_nothing_can_run(coordinator, mailoutbox):
    [message] = queue()
    deliver_messages()
    answer = coordinator.get(reverse("agencies:outbox-letter", args=[message.pk]))
    assert answer.content.decode() == mailoutbox[0].alternatives[0].content
    policy = set(answer["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'none'",
        "sandbox",
    }


def test_send_again_queues_a_refused_message_and_says_so(coordinator):
    [message] = queue()
    park(message)
    answer = coordinator.post(reverse("agencies:outbox-retry", args=[message.pk]), follow=True)
    assert f"The message to {message.recipient} waits to be sent again." in answer.content.decode()
    assert OutboxMessage.objects.get().status == MessageStatus.QUEUED
    assert AuditEntry.objects.latest("pk").action == "message-requeued"


def test_send_again_refuses_what_was_not_refused(coordinator):
    [message] = queue()
    answer = coordinator.post(reverse("agencies:outbox-retry", args=[message.pk]), follow=True)
    assert (
        "Only a message that the mail server refused can be sent again." in answer.content.decode()
    )
    assert AuditEntry.objects.filter(action="message-requeued").count() == 0


def test_a_look_at_the_outbox_writes_nothing(coordinator):
    [message] = queue()
    state = OutboxMessage.objects.values().get()
    for name in ("outbox-message", "outbox-letter"):
        coordinator.get(reverse(f"agencies:{name}", args=[message.pk]))
    assert OutboxMessage.objects.values().get() == state


@pytest.mark.parametrize("place", ["x", "-1", "²", "9" * 30])
def test_a_nonsense_place_is_the_first_page(coordinator, place):
    messages = queue(2)
    assert rows(coordinator.get(LIST, {"before": place})) == keys(messages[::-1])


def test_message_page_says_where_to_correct_the_address(coordinator):
    [message] = queue()
    park(message)
    url = reverse("agencies:outbox-message", args=[message.pk])
    assert (
        "Have the administrator correct the address, then send again."
        in coordinator.get(url).content.decode()
    )
    message.person.email = "dung@coquan.example"
    message.person.save()
    assert "Sending again uses this address." in coordinator.get(url).content.decode()
