"""Letters about accounts: the headers of all others, links to the portal's own address, at most
three an hour to one address whoever asks; and queued mails go where their person is by then.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email import policy
from email.parser import BytesParser

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from agencies.accounts.services import request_email_change
from agencies.errors import RuleError
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import ACCOUNT_CLOSED
from agencies.mail.services import deliver_messages
from agencies.mail.services.queueing import mail_domain
from agencies.members import services as members
from agencies.members.models import EmailChange, Invitation
from agencies.people.models import Person, SeatHolding
from agencies.reminders.services import decide_reminders
from recruitment.registration.access import request_access
from tests.factories import make_actor, make_person, make_seat, make_task, sign_in
from tests.factories_recruitment import make_employer, representative_of
from tests.letters import sent_letters
from tests.recruitment.registration.test_employers import Place, form_of

pytestmark = pytest.mark.django_db(transaction=True)
FOREIGN = {"host": "testserver:6666"}
EMAIL = "nan-nhan@coquan.example"
RESET = reverse("account_reset_password")


@pytest.fixture
def administrator():
    actor = make_actor()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    return actor


def invite(by, email: str = EMAIL) -> None:
    seat = make_seat(agency=by.seat.agency)
    given = {"email": email, "full_name": "An", "starts_on": timezone.localdate()}
    members.invite_member(agency=by.seat.agency, seat=seat, by=by, **given)


def every_letter(client, administrator) -> None:
    """One of each kind that the portal sends about accounts, asked for under a foreign port."""
    known = make_person(email="biet@coquan.example")
    client.post(RESET, {"email": known.email}, headers=FOREIGN)
    client.post(RESET, {"email": "khong-ai@coquan.example"}, headers=FOREIGN)
    invite(administrator)
    request_email_change(person=known, new_email="moi@coquan.example")
    client.post(reverse("recruitment:employer-register"), form_of(Place()), headers=FOREIGN)
    for prefix in (
        "account/email/password_changed",
        "mfa/email/totp_activated",
        "mfa/email/webauthn_added",
    ):
        get_adapter().send_mail(prefix, known.email, {"user": known})


def test_each_carries_the_headers_of_all_other_letters(client, administrator):
    every_letter(client, administrator)
    assert len(sent_letters()) == 9
    for letter in sent_letters():
        read = BytesParser(policy=policy.default).parsebytes(letter.message().as_bytes())
        assert (read["Auto-Submitted"], read["X-Auto-Response-Suppress"]) == (
            "auto-generated",
            "All",
        )
        assert re.fullmatch(r"<[a-z0-9-]+\.testserver>", read["List-Id"])
        assert read["Message-ID"].endswith(f"@{mail_domain()}>")
        assert read["Date"] is not None
        assert read["From"] == "Cầu Lao Động <khong-tra-loi@caulaodong.example>"
    assert len({letter.message()["Message-ID"] for letter in sent_letters()}) == 9


def test_every_link_leads_to_the_portals_own_address(client, administrator):
    every_letter(client, administrator)
    links = [link for letter in sent_letters() for link in re.findall(r"https?://\S+", letter.body)]
    assert {re.match(r"https?://[^/]+", link)[0] for link in links} == {"http://testserver"}
    assert len(links) == 5
    assert not any("6666" in letter.message().as_string() for letter in sent_letters())


def test_the_link_of_a_reset_opens(client):
    person = make_person(email=EMAIL)
    with override_settings(SITE_URL="https://portal.example"):
        client.post(RESET, {"email": person.email}, headers=FOREIGN)
    [letter] = sent_letters()
    link = re.search(r"https://portal\.example(/\S+)", letter.body)[1]
    opened = client.get(link, follow=True)
    assert (opened.status_code, "password1" in opened.content.decode()) == (200, True)


# At most three an hour ----------------------------------------------------------------------------
@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 11, 25, 2, tzinfo=UTC), tick=False) as found:
        yield found


@pytest.fixture
def place():
    return Place()


def register(client, place, number: int, email: str = EMAIL):
    # The digits are made up, so the form asks whether they are right.
    given = form_of(place, tax_code=f"24001112{number:02}", contact_email=email)
    given["tax_code_is_right"] = "on"
    return client.post(reverse("recruitment:employer-register"), given)


def test_a_stranger_who_registers_on_gets_the_same_answer_and_sends_three_letters(
    client, clock, place
):
    answers = [
        register(client, place, number, EMAIL.upper() if number % 2 else EMAIL)
        for number in range(6)
    ]
    assert {answer.status_code for answer in answers} == {200}
    pages = {
        "".join(re.findall(r"<h1>.*?</h1>|<p>.*?</p>", a.content.decode())).lower() for a in answers
    }
    assert len(pages) == 1
    assert [letter.to[0].lower() for letter in sent_letters()] == [EMAIL] * 3
    register(client, place, 7, "khac@coquan.example")
    assert len(sent_letters()) == 4
    clock.shift(timedelta(hours=1, seconds=1))
    register(client, place, 8)
    assert len(sent_letters()) == 5


def test_the_last_link_that_was_sent_goes_on(client, clock, place):
    for _number in range(5):
        register(client, place, 1)
        sent_letters()
    assert len(sent_letters()) == 3
    link = re.search(r"http://testserver(/loi-moi/\S+)", sent_letters()[-1].body)[1]
    assert client.get(link).status_code == 200


def test_a_registration_by_somebody_else_in_between_leaves_no_link_of_the_first(
    client, clock, place
):
    register(client, place, 1, "dau-tien@coquan.example")
    for number in range(2, 5):
        register(client, place, number)
    register(client, place, 1)
    assert not Invitation.objects.filter(email="dau-tien@coquan.example", ended_at=None).exists()


def test_an_administrator_is_told_that_the_address_has_got_its_letters(clock, administrator):
    other = make_actor()
    SeatHolding.objects.filter(seat=other.seat).update(is_administrator=True)
    for by in (administrator, administrator, other):
        invite(by)
    with pytest.raises(RuleError) as refused:
        invite(other)
    assert (refused.value.field, len(sent_letters())) == ("email", 3)


def test_of_access_nobody_is_told_more_than_three_times_an_hour(clock, place):
    employer = make_employer(place.province)
    person = representative_of(employer).person
    for number in range(5):
        clock.shift(timedelta(seconds=1))
        request_access(
            tax_code=employer.tax_code, full_name=f"Người {number}", email=f"n{number}@x.example"
        )
    letters = OutboxMessage.objects.filter(template="employer_access")
    assert list(letters.values_list("person", flat=True)) == [person.pk] * 3
    clock.shift(timedelta(hours=1, seconds=1))
    request_access(tax_code=employer.tax_code, full_name="Sau", email="sau@x.example")
    assert letters.count() == 4


def test_a_new_address_gets_three_letters_whoever_wants_to_change_to_it(clock):
    people = [make_person() for _number in range(5)]
    for person in people:
        request_email_change(person=person, new_email=EMAIL)
    assert [letter.to for letter in sent_letters()].count([EMAIL]) == 3
    assert EmailChange.objects.filter(ended_at=None).count() == 5


@pytest.mark.parametrize("exists", [True, False])
def test_resets_are_counted_by_address_and_answered_alike(client, clock, exists):
    if exists:
        make_person(email=EMAIL)
    answers = [
        client.post(RESET, {"email": EMAIL.upper() if n % 2 else EMAIL}).status_code
        for n in range(5)
    ]
    assert (answers, len(sent_letters())) == ([302, 302, 302, 429, 429], 3)


# Queued mails -------------------------------------------------------------------------------------
def queued(**fields) -> tuple[Person, OutboxMessage]:
    actor = make_actor()
    make_task(lead=actor.seat.agency, **{"due_on": date(2026, 11, 27)} | fields)
    decide_reminders(date(2026, 11, 25))
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    return actor.person, OutboxMessage.objects.get()


def test_a_queued_mail_goes_to_the_present_address_and_the_page_shows_it(client, clock):
    person, message = queued()
    Person.objects.filter(pk=person.pk).update(email="binh.moi@example.com")
    assert deliver_messages().sent == 1
    message.refresh_from_db()
    assert ([letter.to for letter in mail.outbox], message.recipient) == (
        [["binh.moi@example.com"]],
        "binh.moi@example.com",
    )
    Person.objects.filter(pk=person.pk).update(email="sau@example.com")
    sign_in(client, make_actor(role="coordinator"))
    page = client.get(reverse("agencies:outbox-message", args=[message.pk])).content.decode()
    assert "binh.moi@example.com" in page


def test_what_goes_to_no_person_stays(clock):
    _person, message = queued()
    OutboxMessage.objects.filter(pk=message.pk).update(person=None, recipient="co-quan@x.example")
    deliver_messages()
    assert [letter.to for letter in mail.outbox] == [["co-quan@x.example"]]


def test_a_closed_account_gets_nothing_more(clock):
    person, message = queued()
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert deliver_messages().cancelled == 1
    message.refresh_from_db()
    assert (message.status, message.last_error, mail.outbox) == (
        MessageStatus.CANCELLED,
        ACCOUNT_CLOSED,
        [],
    )


def test_two_messages_of_one_reminder_do_not_reach_one_address_twice(clock):
    person, message = queued()
    taken = "chung@x.example"
    copy = OutboxMessage.objects.get(pk=message.pk)
    copy.pk, copy.person, copy.recipient, copy.message_id = None, None, taken, "<b@x>"
    copy.save()
    Person.objects.filter(pk=person.pk).update(email=taken)
    assert vars(deliver_messages()) == {"sent": 1, "postponed": 0, "parked": 0, "cancelled": 1}
    assert [letter.to for letter in mail.outbox] == [[taken]]


def test_a_letter_that_waited_says_late_when_it_is_late(clock):
    _person, message = queued()
    broken = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1
    )
    with broken:
        assert deliver_messages().postponed == 1
    message.refresh_from_db()
    assert message.subject.startswith("[Còn 2 ngày làm việc]")
    clock.shift(timedelta(days=5))
    deliver_messages()
    [letter] = mail.outbox
    assert letter.subject.startswith("[Quá hạn 1 ngày làm việc]")
    message.refresh_from_db()
    assert message.subject == letter.subject
