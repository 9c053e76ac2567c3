"""Letters about accounts wait in the outbox as all others: through an outage of the mail server,
once, in their turn; and the link that one carries is readable nowhere but in the mail.
"""

import re
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from agencies.accounts.services import request_email_change
from agencies.backup import make_backup
from agencies.mail.account_letter_links import LINK_CLOSED, LINK_OVER
from agencies.mail.account_letters import build_account_letter
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.delivery import KEY_GONE
from agencies.mail.services.queueing import queue_letters
from agencies.members import services as members
from agencies.members.models import Invitation
from agencies.people.models import Person, SeatHolding
from agencies.privacy.retention import delete_expired_rows
from tests.agencies.feeds.test_feeds import tables_that_hold
from tests.agencies.sinks import Sink, running
from tests.factories import make_actor, make_person, make_seat, sign_in
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "nan-nhan@coquan.example"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOBODY = override_settings(
    EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_TIMEOUT=2
)
KEY_A, KEY_B = "a-" + "a" * 60, "b-" + "b" * 60


@pytest.fixture
def administrator():
    actor = make_actor(role="coordinator")
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    return actor


def invite(by, email: str = EMAIL) -> Invitation:
    given = {
        "seat": make_seat(agency=by.seat.agency),
        "full_name": "An",
        "starts_on": timezone.localdate(),
    }
    return members.invite_member(agency=by.seat.agency, email=email, by=by, **given)


def queue_password_changed(person: Person) -> None:
    given = {"to": person.email, "person": person, "context": {"user": person}}
    queue_letters(build_account_letter("account/email/password_changed", **given))


def signed_in(actor) -> Client:
    """Reading Vietnamese."""
    browser = sign_in(Client(), actor)
    browser.cookies["django_language"] = "vi"
    return browser


def link_in(text: str) -> str:
    return re.search(r"http://testserver\S+", text)[0]


def in_minutes(minutes: float):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


# Through an outage --------------------------------------------------------------------------------
def test_an_invitation_waits_for_the_mail_server_and_comes_once(administrator):
    browser = signed_in(administrator)
    members_page = reverse("agencies:member-list", args=[administrator.seat.agency_id])
    given = {
        "full_name": "An",
        "email": EMAIL,
        "seat": make_seat(agency=administrator.seat.agency).pk,
    }
    with NOBODY:
        answer = browser.post(
            reverse("agencies:member-invite", args=[administrator.seat.agency_id]),
            given | {"starts_on": "25/11/2026"},
        )
        assert (answer.status_code, answer.url) == (302, members_page)
        waiting = browser.get(members_page).content.decode()
        assert ("Thư mời đang chờ gửi" in waiting, "Thư đang chờ gửi." in waiting) == (True, True)
        assert "Đã gửi" not in waiting
        assert deliver_messages().postponed == 1
        assert "Thư chưa gửi được; lần gửi tới: " in browser.get(members_page).content.decode()
    sink = Sink()
    with (
        running(sink) as port,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
    ):
        with in_minutes(2):
            others = [threading.Thread(target=deliver_on_own_connection) for _number in range(3)]
            for each in others:
                each.start()
            for each in others:
                each.join()
        with in_minutes(70):
            deliver_messages()
    [letter] = sink.mails
    assert letter["To"] == EMAIL
    after = browser.get(members_page).content.decode()
    assert ("Thư chưa gửi được" in after, "Thư đang chờ gửi." in after) == (False, False)
    opened = Client().get(link_in(letter.get_content()))
    assert opened.status_code == 200


def deliver_on_own_connection() -> None:
    try:
        deliver_messages()
    finally:
        connection.close()


def test_the_same_link_is_sent_by_each_attempt(administrator):
    invite(administrator)
    judged = []
    sink = Sink(
        judge=lambda recipient: (
            "451 later" if not judged.append(recipient) and len(judged) == 1 else "drop"
        )
    )
    with (
        running(sink) as port,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
    ):
        deliver_messages()
        with in_minutes(2):
            deliver_messages()
        with in_minutes(10):
            deliver_messages()
    assert len(sink.mails) == 2  # the server broke off after it had taken the first
    assert (
        len({(letter["Message-ID"], link_in(letter.get_content())) for letter in sink.mails}) == 1
    )


def test_nothing_waits_when_the_act_fails(administrator):
    with transaction.atomic():
        invite(administrator)
        transaction.set_rollback(True)
    assert (sent_letters(), Invitation.objects.count()) == ([], 0)


def test_a_refused_letter_is_parked_and_shown(administrator):
    invitation = invite(administrator)
    sink = Sink(refuse=lambda _recipient: "550 5.1.1 no such user")
    with (
        running(sink) as port,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
    ):
        assert deliver_messages().parked == 1
    browser = signed_in(administrator)
    listed = browser.get(
        reverse("agencies:member-list", args=[administrator.seat.agency_id])
    ).content.decode()
    assert "Thư bị từ chối: Địa chỉ không tồn tại." in listed
    page = browser.get(
        reverse("agencies:outbox-message", args=[invitation.letter_id])
    ).content.decode()
    assert "Địa chỉ không tồn tại." in page
    browser.post(reverse("agencies:outbox-retry", args=[invitation.letter_id]))
    assert [letter.to for letter in sent_letters()] == [[EMAIL]]
    assert Client().get(link_in(mail.outbox[0].body)).status_code == 200


def test_it_goes_before_every_reminder(administrator):
    now = timezone.now()
    common = {"template": "idle_account", "context": {"closes_on": "2020-01-01"}, "created_at": now}
    person = make_person()
    OutboxMessage.objects.create(
        **common,
        person=person,
        recipient=person.email,
        message_id="<a@x>",
        urgency_on="2020-01-01",
        next_attempt_at=now,
    )
    invite(administrator)
    assert [letter.to for letter in sent_letters()] == [[EMAIL], [person.email]]


# Where its link is readable -----------------------------------------------------------------------
def tokens() -> list[str]:
    """Of the links of all letters that the mail server took."""
    return [
        part
        for letter in mail.outbox
        for link in re.findall(r"http://testserver\S+", letter.body)
        for part in [urlsplit(link).path.strip("/").rpartition("/")[2]]
    ]


def ask_for_every_link(administrator) -> None:
    person = make_person()
    invite(administrator)
    request_email_change(person=person, new_email="moi@coquan.example")
    Client().post(reverse("account_reset_password"), {"email": person.email})


def test_the_link_is_readable_nowhere_but_in_the_mail(administrator, settings, tmp_path):
    settings.MEDIA_ROOT, settings.BACKUP_KEY = str(tmp_path / "files"), ""
    ask_for_every_link(administrator)
    before = make_backup(tmp_path / "before").path.read_bytes()
    waiting = whole_database()
    browser = signed_in(administrator)
    shown = pages_of_messages(browser)
    assert len(sent_letters()) == 4
    found = tokens()
    assert len(found) == 4
    for token in found:
        assert (token in waiting, token in shown, token.encode() in before) == (False, False, False)
        assert (tables_that_hold(token), token in pages_of_messages(browser)) == ([], False)
        assert token.encode() not in make_backup(tmp_path / token).path.read_bytes()
    assert "[đường dẫn chỉ có trong thư gửi cho người nhận]" in shown
    assert not OutboxMessage.objects.exclude(encrypted_link="").exists()


def test_control_a_link_that_was_kept_would_be_found(administrator):
    ask_for_every_link(administrator)
    sent_letters()
    OutboxMessage.objects.filter(template="account_invitation").update(text=mail.outbox[0].body)
    assert tables_that_hold(tokens()[0]) == ["agencies_outboxmessage"]


def whole_database() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def pages_of_messages(browser) -> str:
    paths = [reverse("agencies:outbox")]
    paths += [
        reverse("agencies:outbox-message", args=[pk])
        for pk in OutboxMessage.objects.values_list("pk", flat=True)
    ]
    return "\n".join(browser.get(path).content.decode() for path in paths)


# When its link is over ----------------------------------------------------------------------------
def test_a_letter_whose_time_is_over_is_cancelled_not_sent(administrator):
    letter = invite(administrator).letter
    with NOBODY:
        deliver_messages()
    with in_minutes(7 * 24 * 60 + 1):
        assert deliver_messages().cancelled == 1
    letter.refresh_from_db()
    assert (letter.status, letter.last_error, letter.encrypted_link) == (
        MessageStatus.CANCELLED,
        LINK_OVER,
        "",
    )
    assert mail.outbox == []


def test_control_a_minute_before_it_is_sent(administrator):
    invite(administrator)
    with in_minutes(7 * 24 * 60 - 1):
        assert deliver_messages().sent == 1


def test_a_parked_letter_loses_its_link_in_time_and_is_not_sent_again(administrator):
    letter = invite(administrator).letter
    OutboxMessage.objects.update(status=MessageStatus.PARKED, last_error="550 5.1.1 no")
    with in_minutes(7 * 24 * 60 + 1):
        assert vars(deliver_messages()) == {"sent": 0, "postponed": 0, "parked": 0, "cancelled": 0}
        browser = signed_in(administrator)
        path = reverse("agencies:outbox-retry", args=[letter.pk])
        assert (
            "Đường dẫn trong thư này đã hết hiệu lực"
            in browser.post(path, follow=True).content.decode()
        )
    letter.refresh_from_db()
    assert (letter.status, letter.last_error, letter.encrypted_link) == (
        "parked",
        "550 5.1.1 no",
        "",
    )


def test_what_was_withdrawn_or_replaced_is_not_sent(administrator):
    first = invite(administrator)
    members.withdraw_invitation(invitation=first, by=administrator)
    person = make_person()
    request_email_change(person=person, new_email="mot@coquan.example")
    request_email_change(person=person, new_email="hai@coquan.example")
    Client().post(reverse("account_reset_password"), {"email": person.email})
    person.set_password("một câu dài dễ nhớ")
    person.save()
    assert vars(deliver_messages()) == {"sent": 2, "postponed": 0, "parked": 0, "cancelled": 4}
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [person.email, "hai@coquan.example"]
    )
    cancelled = OutboxMessage.objects.filter(status=MessageStatus.CANCELLED)
    assert set(cancelled.values_list("last_error", "encrypted_link")) == {(LINK_CLOSED, "")}


def test_it_keeps_to_the_address_for_which_it_was_written(administrator):
    person = make_person()
    queue_password_changed(person)
    before = person.email
    Person.objects.filter(pk=person.pk).update(email="moi@coquan.example")
    assert [letter.to for letter in sent_letters()] == [[before]]


# Keys ---------------------------------------------------------------------------------------------
def test_a_letter_that_waits_survives_another_key_and_waits_for_a_missing_one(administrator):
    with override_settings(SECRET_KEY=KEY_A):
        letter = invite(administrator).letter
    with override_settings(SECRET_KEY=KEY_B):
        assert deliver_messages().postponed == 1
    letter.refresh_from_db()
    assert (letter.status, letter.last_error, mail.outbox) == (MessageStatus.QUEUED, KEY_GONE, [])
    with override_settings(SECRET_KEY=KEY_B, SECRET_KEY_FALLBACKS=[KEY_A]), in_minutes(2):
        assert deliver_messages().sent == 1
    assert Client().get(link_in(mail.outbox[0].body)).status_code == 200


# How long it is kept ------------------------------------------------------------------------------
def test_it_goes_after_thirty_days_unless_it_still_waits(administrator):
    invite(administrator)
    Client().post(reverse("account_reset_password"), {"email": "nguoi-la@coquan.example"})
    sent_letters()
    person = make_person()
    queue_password_changed(person)
    month = timezone.now() + timedelta(days=30, minutes=1)
    assert delete_expired_rows(month - timedelta(days=1))["account-letters"] == 0
    assert delete_expired_rows(month)["account-letters"] == 2
    assert OutboxMessage.objects.get().template == "account_password_changed"
    assert Invitation.objects.get().letter is None


# Its words ----------------------------------------------------------------------------------------
def test_it_is_in_the_language_of_its_person():
    person = make_person(language="en")
    Client().post(reverse("account_reset_password"), {"email": person.email})
    assert sent_letters()[0].subject == "Choose a new password"


def test_a_link_without_a_place_or_a_place_without_a_link_is_refused():
    person, until = make_person(), timezone.now()
    given = {"to": person.email, "person": person, "context": {"user": person}}
    with pytest.raises(ValueError, match="password_changed: a link needs"):
        build_account_letter(
            "account/email/password_changed", link="http://x", link_until=until, **given
        )
    with pytest.raises(ValueError, match="password_reset_key: a link needs"):
        build_account_letter("account/email/password_reset_key", **given)
    assert not OutboxMessage.objects.exists()
