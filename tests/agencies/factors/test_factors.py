"""Second factors: for whom they are required, how they are set up, used and kept."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.factors.middleware import MFAAdapter
from agencies.people.models import Seat
from agencies.people.permissions import SECOND_FACTOR_ROLES
from tests.factories import make_actor, make_agency, make_person, make_task
from tests.letters import sent_letters
from tests.totp import code_of_now

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
SECRET = "JBSWY3DPEHPK3PXP"
SET_UP = "/tai-khoan/"


def somebody(role: str = SeatRole.COORDINATOR):
    actor = make_actor(role=role)
    actor.person.set_password(PASSWORD)
    actor.person.save()
    return actor


def code_now() -> str:
    return code_of_now(SECRET)


def wrong_code() -> str:
    return f"{(int(code_now()) + 333_333) % 1_000_000:06d}"


def give_app(person) -> Authenticator:
    totp = TOTP.activate(person, SECRET).instance
    RecoveryCodes.activate(person).mark_as_viewed()
    return totp


def sign_in(client: Client, person):
    return client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )


def confirm(client: Client) -> None:
    """The password once more, as the page asks before a factor changes."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


# Who must have one --------------------------------------------------------------------------------
@pytest.mark.parametrize("role", SeatRole.values)
def test_who_sees_others_data_opens_nothing_without_a_second_factor(client, role):
    client.force_login(somebody(role).person)
    answer = client.get(reverse("agencies:must-do"))
    if role in SECOND_FACTOR_ROLES:
        assert (answer.status_code, answer.url) == (302, SET_UP)
        assert client.get(SET_UP).status_code == 200
    else:
        assert answer.status_code == 200


def test_the_roles_are_those_that_see_everything_or_personal_data():
    assert {
        SeatRole.COORDINATOR,
        SeatRole.LEADER,
        SeatRole.VERIFIER,
        SeatRole.JOB_CENTRE,
        SeatRole.FEDERATION_COLLECTOR,
    } == SECOND_FACTOR_ROLES


def test_another_seat_is_no_way_around(client):
    actor = somebody(SeatRole.OFFICER)
    seat = Seat.objects.create(
        agency=make_agency(), title="Trưởng phòng", role=SeatRole.COORDINATOR
    )
    seat.holdings.create(person=actor.person, starts_on="2024-01-01")
    client.force_login(actor.person)
    session = client.session
    session["seat_id"] = actor.seat.pk
    session.save()
    assert client.get(reverse("agencies:must-do")).url == SET_UP


def test_the_administration_is_closed_too(client):
    person = make_person(is_staff=True, is_superuser=True)
    client.force_login(person)
    assert client.get("/quan-tri/").url == SET_UP


def test_what_is_posted_is_refused_in_words_and_changes_nothing(client):
    actor = somebody()
    task = make_task(lead=actor.seat.agency).occurrences.get()
    client.force_login(actor.person)
    answer = client.post(
        reverse("agencies:task-submit", args=[task.pk]), {"text": "Xong.", "version": 0}
    )
    assert answer.url == SET_UP
    assert "Chưa lưu gì" in str(next(iter(get_messages(answer.wsgi_request))))
    task.refresh_from_db()
    assert (task.version, task.progress.count()) == (0, 0)


def test_the_setting_switches_the_requirement_off_and_nothing_else(client, settings):
    settings.MFA_REQUIRED = False
    person = somebody().person
    give_app(person)
    sign_in(client, person)
    assert (
        client.get(reverse("agencies:must-do")).status_code == 302
    )  # the factor is still asked for


# Setting one up -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_the_app_is_set_up_with_the_code_that_it_shows(client, monkeypatch):
    person = somebody().person
    sign_in(client, person)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(
        reverse("account_reauthenticate")
    )
    confirm(client)
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.generate_totp_secret", lambda **_given: SECRET
    )
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "JBSW Y3DP EHPK 3PXP" in page
    refused = client.post(reverse("mfa_activate_totp"), {"code": wrong_code()})
    assert "Mã không đúng" in refused.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now()}, follow=True)
    assert done.content.decode().count("<li><code>") == 10
    assert client.get(reverse("agencies:must-do")).status_code == 200
    assert sent_letters()[-1].subject.endswith("Xác thực hai lớp đã thay đổi")
    assert sent_letters()[-1].to == [person.email]
    told = AuditEntry.objects.filter(action="factor-added", person=person)
    assert {entry.after["type"] for entry in told} == {"totp", "recovery_codes"}
    assert SECRET not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_the_secret_stands_encrypted_in_the_database():
    totp = give_app(somebody().person)
    kept = Authenticator.objects.get(pk=totp.pk).data["secret"]
    assert SECRET not in kept
    assert MFAAdapter().decrypt(kept) == SECRET


def test_a_secret_outlives_a_change_of_the_secret_key(settings):
    kept = MFAAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 50
    assert MFAAdapter().decrypt(kept) == SECRET


# Signing in with it -------------------------------------------------------------------------------
def test_the_password_alone_opens_nothing(client):
    person = somebody().person
    give_app(person)
    assert sign_in(client, person).request["PATH_INFO"] == reverse("mfa_authenticate")
    assert client.get(reverse("agencies:must-do")).url.startswith(reverse("account_login"))
    refused = client.post(reverse("mfa_authenticate"), {"code": wrong_code()})
    assert "Mã không đúng" in refused.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).status_code == 302
    assert client.get(reverse("agencies:must-do")).status_code == 200


def test_a_code_works_once(client):
    person = somebody().person
    give_app(person)
    code = code_now()
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    sign_in(other, person)
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_a_recovery_code_stands_in_once(client):
    person = somebody().person
    give_app(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    sign_in(client, person)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    other = Client()
    sign_in(other, person)
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_codes_cannot_be_guessed_for_long(client):
    person = somebody().person
    give_app(person)
    sign_in(client, person)
    for _attempt in range(5):
        client.post(reverse("mfa_authenticate"), {"code": wrong_code()})
    assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).status_code == 200


# Keeping it ---------------------------------------------------------------------------------------
def signed_in_with_app(client, role: str = SeatRole.COORDINATOR):
    person = somebody(role).person
    give_app(person)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    confirm(client)
    return person


def test_the_last_factor_stays_with_who_must_have_one(client):
    person = signed_in_with_app(client)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "bắt buộc xác thực hai lớp" in answer.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_who_need_not_have_one_may_remove_it(client):
    person = signed_in_with_app(client, SeatRole.OFFICER)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=person).exists()
    assert AuditEntry.objects.filter(action="factor-removed", person=person).count() == 2


def test_nobody_removes_the_key_of_another(client):
    stranger = somebody().person
    key = Authenticator.objects.create(user=stranger, type="webauthn", data={"name": "Khóa 1"})
    signed_in_with_app(client)
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_lost_factors_are_reset_by_the_administrator_with_a_trace_and_sessions_end(client):
    person = signed_in_with_app(client)
    call_command("reset_second_factor", person.email.upper())
    assert not Authenticator.objects.filter(user=person).exists()
    assert AuditEntry.objects.filter(action="factors-reset", target_id=person.pk).count() == 1
    assert client.get(reverse("agencies:account")).status_code == 302
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "khong-co@coquan.example")
