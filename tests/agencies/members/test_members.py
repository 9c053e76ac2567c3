"""Members of an agency: invited, accepting, ended; never without an administrator; idle accounts
are closed.
"""

import re
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.accounts.services import close_idle_accounts
from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.members import holdings, services as members
from agencies.members.models import Invitation
from agencies.members.queries import roles_to_give
from agencies.people.models import Person, Seat, SeatHolding
from tests.factories import make_actor, make_agency, make_person, make_seat, sign_in
from tests.letters import sent_letters
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
EMAIL = "moi@coquan.example"


def administrator(agency=None, role: str = SeatRole.OFFICER):
    actor = make_actor(agency=agency, role=role)
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    return actor


def holding_of(actor) -> SeatHolding:
    return SeatHolding.objects.select_related("seat__agency", "person").get(
        seat=actor.seat, person=actor.person
    )


def asked(seat=None, **fields) -> dict:
    given = {
        "full_name": "Lương Gia An",
        "email": EMAIL,
        "seat": seat.pk if seat else "",
        "starts_on": "25/11/2026",
    }
    return given | fields


def link_of() -> str:
    return re.search(r"http://testserver(/loi-moi/\S+)", sent_letters()[-1].body)[1]


def invite(client, by, seat=None, **fields):
    path = reverse("agencies:member-invite", args=[by.seat.agency_id])
    return sign_in(client, by).post(path, asked(seat, **fields))


# Inviting and accepting ---------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_an_invited_person_chooses_a_password_and_holds_the_seat(client):
    by = administrator()
    seat = make_seat(agency=by.seat.agency)
    assert invite(client, by, seat).status_code == 302
    [mail] = sent_letters()
    assert (mail.to, seat.title in mail.body, by.person.full_name in mail.body) == (
        [EMAIL],
        True,
        True,
    )
    guest, link = Client(), link_of()
    weak = guest.post(link, {"full_name": "Lương Gia An", "password": "ngắn", "again": "ngắn"})
    assert (weak.status_code, "ít nhất 12 ký tự" in weak.content.decode()) == (422, True)
    differ = guest.post(link, {"full_name": "Lương Gia An", "password": PASSWORD, "again": "khác"})
    assert "Hai lần nhập không giống nhau" in differ.content.decode()
    done = guest.post(link, {"full_name": "Lương Gia An", "password": PASSWORD, "again": PASSWORD})
    assert (done.status_code, done.url) == (302, reverse("agencies:must-do"))
    person = Person.objects.get(email=EMAIL)
    assert person.check_password(PASSWORD)
    assert list(Seat.objects.held_by(person, date(2026, 11, 25))) == [seat]
    assert not holding_of(type(by)(person=person, seat=seat)).is_administrator
    assert guest.get(link).status_code == 404  # used
    assert [place.user for place in UserSession.objects.all()] == [
        person
    ]  # listed among those of the account
    actions = AuditEntry.objects.filter(action__in=("member-invited", "invitation-accepted"))
    assert actions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_has_an_account_signs_in_and_accepts_and_nobody_else(client):
    by, known, other = administrator(), make_actor(), make_actor()
    Person.objects.filter(pk=known.person.pk).update(email=EMAIL.upper())
    invite(client, by, make_seat(agency=by.seat.agency))
    link = link_of()
    assert "Đăng nhập để nhận" in Client().get(link).content.decode()
    thief = sign_in(Client(), other)
    assert thief.post(link).status_code == 422
    assert (
        Client().post(link, {"full_name": "x", "password": PASSWORD, "again": PASSWORD}).status_code
        == 200
    )
    assert Invitation.objects.get().ended_at is None
    guest = sign_in(Client(), known)
    assert guest.post(link).status_code == 302
    assert Invitation.objects.get().accepted_person == known.person


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_old_withdrawn_or_replaced_opens_nothing(client):
    by = administrator()
    seat = make_seat(agency=by.seat.agency)
    invite(client, by, seat)
    first = link_of()
    invite(client, by, seat)
    second = link_of()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert Client().get(second).status_code == 404
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    client.post(
        reverse("agencies:invitation-withdraw", args=[Invitation.objects.get(ended_at=None).pk])
    )
    assert Client().get(second).status_code == 404
    assert second.strip("/").rpartition("/")[2] not in str(
        list(Invitation.objects.values_list("token_digest"))
    )


def test_a_new_seat_takes_only_roles_that_the_agency_has(client):
    by = administrator()
    assert set(roles_to_give(by.seat.agency)) == {SeatRole.OFFICER}
    refused = invite(client, by, new_seat="Trưởng phòng", role=SeatRole.COORDINATOR)
    assert (refused.status_code, Seat.objects.filter(role=SeatRole.COORDINATOR).exists()) == (
        422,
        False,
    )
    assert invite(client, by, new_seat="Phó phòng", role=SeatRole.OFFICER).status_code == 302
    assert Invitation.objects.get().seat.title == "Phó phòng"


def test_a_seat_of_another_agency_is_no_choice(client):
    by, foreign = administrator(), make_seat()
    assert invite(client, by, foreign).status_code == 422
    given = {"email": EMAIL, "full_name": "x", "starts_on": date(2026, 11, 25)}
    with pytest.raises(RuleError, match="Choose a seat of this agency"):
        members.invite_member(agency=by.seat.agency, seat=foreign, by=by, **given)


@pytest.mark.parametrize(
    "fields", [{"email": "khong-phai"}, {"full_name": ""}, {"starts_on": "31/02/2026"}, {}]
)
def test_what_was_typed_stays_beside_the_sentence(client, fields):
    by = administrator()
    answer = invite(client, by, **{"full_name": "Lương Gia An"} | fields)
    assert answer.status_code == 422
    assert "invalid-feedback" in answer.content.decode()


# Who looks after whom -----------------------------------------------------------------------------
def test_only_administrators_open_the_page_of_their_own_agency(client):
    by = administrator()
    colleague, stranger = make_actor(agency=by.seat.agency), administrator()
    path = reverse("agencies:member-list", args=[by.seat.agency_id])
    assert [sign_in(Client(), a).get(path).status_code for a in (by, colleague, stranger)] == [
        200,
        404,
        404,
    ]


def test_a_coordinator_invites_the_first_administrator_of_an_agency_and_no_more(client):
    coordinator, empty = make_actor(role=SeatRole.COORDINATOR), make_agency()
    path = reverse("agencies:member-list", args=[empty.pk])
    assert sign_in(client, coordinator).get(path).status_code == 200
    client.post(
        reverse("agencies:member-invite", args=[empty.pk]),
        asked(new_seat="Chuyên viên", role="officer"),
    )
    assert Invitation.objects.get().as_administrator
    looked_after = administrator().seat.agency
    assert client.get(reverse("agencies:member-list", args=[looked_after.pk])).status_code == 404


def test_the_last_administrator_stays(client):
    by = administrator()
    holding = holding_of(by)
    make_actor(agency=by.seat.agency)
    sign_in(client, by)
    for path, said in (
        (reverse("agencies:member-administrator", args=[holding.pk]), {}),
        (reverse("agencies:member-end", args=[holding.pk]), {"on": "25/11/2026"}),
    ):
        page = client.post(path, said, follow=True)
        assert "This is the last administrator of the agency." in page.content.decode()
    holding.refresh_from_db()
    assert (holding.is_administrator, holding.ends_on) == (True, None)


def test_one_whose_account_is_closed_or_who_leaves_is_no_other_administrator():
    by = administrator()
    other = holding_of(administrator(by.seat.agency))
    for change in ({"ends_on": timezone.localdate()}, {"ends_on": None}):
        SeatHolding.objects.filter(pk=other.pk).update(**change)
        Person.objects.filter(pk=other.person_id).update(is_active=change["ends_on"] is not None)
        with pytest.raises(RuleError, match="Đây là người quản trị cuối cùng của cơ quan"):
            holdings.end_holding(holding=holding_of(by), on=timezone.localdate(), by=by)


def remove_each_other() -> list[str]:
    one = administrator()
    other = administrator(one.seat.agency)
    targets = (holding_of(other), holding_of(one))
    return told_at_once(
        lambda: holdings.make_administrator(holding=targets[0], is_administrator=False, by=one),
        lambda: holdings.make_administrator(holding=targets[1], is_administrator=False, by=other),
    )


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one():
    assert remove_each_other() == ["RuleError", "done"]
    assert SeatHolding.objects.filter(is_administrator=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_go(monkeypatch):
    both_have_read, real = threading.Barrier(2), holdings._require_another_administrator

    def after_both_have_read(*args, **kwargs) -> None:
        real(*args, **kwargs)
        both_have_read.wait(20)

    monkeypatch.setattr(holdings, "lock_agency", lambda agency: None)
    monkeypatch.setattr(holdings, "_require_another_administrator", after_both_have_read)
    assert remove_each_other() == ["done", "done"]
    assert SeatHolding.objects.filter(is_administrator=True).count() == 0


def test_who_leaves_hands_over_nothing_and_signs_in_no_more_for_the_agency(client):
    by = administrator()
    leaving = make_actor(agency=by.seat.agency)
    sign_in(client, by)
    yesterday = timezone.localdate() - timedelta(days=1)
    client.post(
        reverse("agencies:member-end", args=[holding_of(leaving).pk]),
        {"on": f"{yesterday:%d/%m/%Y}"},
    )
    assert sign_in(Client(), leaving).get(reverse("agencies:must-do")).status_code == 403
    assert Seat.objects.filter(pk=leaving.seat.pk).exists()


# Idle accounts ------------------------------------------------------------------------------------
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


def idle(days: float, **fields) -> Person:
    return make_person(
        created_at=NOW - timedelta(days=100), last_login=NOW - timedelta(days=days), **fields
    )


@pytest.mark.parametrize(("days", "closed"), [(44, False), (45, True), (46, True)])
def test_an_account_closes_after_45_days(days, closed):
    person = idle(days)
    close_idle_accounts(NOW)
    person.refresh_from_db()
    assert person.is_active is not closed
    assert AuditEntry.objects.filter(action="account-closed").exists() is closed


@pytest.mark.parametrize(("days", "letters"), [(37, 0), (38, 1), (43, 1), (44, 2)])
def test_its_person_is_told_7_and_1_days_before_and_each_once(days, letters):
    person = idle(38)
    for day in range(38, int(days) + 1):
        for hour in (0, 5):
            close_idle_accounts(NOW + timedelta(days=day - 38, hours=hour))
    if days < 38:
        Person.objects.filter(pk=person.pk).update(last_login=NOW - timedelta(days=days))
        close_idle_accounts(NOW)
    assert OutboxMessage.objects.filter(template="idle_account", person=person).count() == letters


def test_the_letter_says_when_and_what_to_do():
    with time_machine.travel(NOW, tick=False):
        idle(38)
        close_idle_accounts()
        assert deliver_messages().sent == 1
    [mail] = sent_letters()
    assert mail.subject == "Tài khoản của ông/bà sẽ đóng ngày 02/12/2026"
    assert "http://testserver/tai-khoan/dang-nhap/" in mail.body
    assert OutboxMessage.objects.get().status == MessageStatus.SENT


def test_signing_in_or_being_opened_again_begins_the_time_anew():
    by = administrator()
    person = idle(46)
    holding = SeatHolding.objects.create(
        seat=make_seat(agency=by.seat.agency), person=person, starts_on="2024-01-01"
    )
    with time_machine.travel(NOW, tick=False):
        Person.objects.filter(pk=by.person.pk).update(last_login=NOW)
        close_idle_accounts()
        holdings.reopen_account(holding=holding, by=by)
        assert close_idle_accounts() == {"warned": 0, "closed": 0}
    person.refresh_from_db()
    assert person.is_active


def test_a_new_account_counts_from_its_making_and_the_administration_is_kept():
    new = make_person(created_at=NOW - timedelta(days=10))
    keeper = idle(400, is_superuser=True)
    close_idle_accounts(NOW)
    assert Person.objects.filter(pk__in=[new.pk, keeper.pk], is_active=True).count() == 2


def test_the_setting_switches_it_off(settings):
    settings.IDLE_ACCOUNT_DAYS = 0
    person = idle(400)
    assert close_idle_accounts(NOW) == {}
    person.refresh_from_db()
    assert person.is_active
