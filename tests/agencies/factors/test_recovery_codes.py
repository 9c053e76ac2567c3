"""Recovery codes are never skipped: whoever sets up a factor sees them, and is reminded until they
are kept.
"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from tests.agencies.factors.test_factors import SECRET, code_now, confirm, sign_in, somebody
from tests.factories import make_task

pytestmark = pytest.mark.django_db
CODES, KEPT, ACCOUNT = (
    reverse(name)
    for name in ("mfa_view_recovery_codes", "agencies:account-codes-kept", "agencies:account")
)
NOT_SEEN, NOT_KEPT = "chưa xem mã dự phòng", "đã cất giữ mã dự phòng chưa?"
NO_CODES = "chưa có mã dự phòng."


def signed_in(role: str = SeatRole.COORDINATOR) -> Client:
    browser = Client()
    browser.person = somebody(role).person
    sign_in(browser, browser.person)
    confirm(browser)
    return browser


def set_up_app(browser: Client, monkeypatch, *, follow: bool = False):
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.generate_totp_secret", lambda **_given: SECRET
    )
    browser.get(reverse("mfa_activate_totp"))
    return browser.post(reverse("mfa_activate_totp"), {"code": code_now()}, follow=follow)


def reminder(browser: Client) -> str:
    """Which of the reminders the account's page shows."""
    page = browser.get(ACCOUNT).content.decode()
    return next((words for words in (NOT_SEEN, NOT_KEPT, NO_CODES) if words in page), "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [SeatRole.COORDINATOR, SeatRole.OFFICER])
def test_they_follow_the_set_up_though_the_mail_server_is_down(monkeypatch, role):
    browser = signed_in(role)
    nobody = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=9
    )
    with nobody:
        answer = set_up_app(browser, monkeypatch)
        assert (answer.status_code, answer.url) == (302, CODES)
        assert browser.get(CODES).content.decode().count("<li><code>") == 10
        assert deliver_messages().postponed == 1
    letter = OutboxMessage.objects.get()
    assert (letter.template, letter.person) == ("account_totp_activated", browser.person)


@pytest.mark.django_db(transaction=True)
def test_who_closes_the_page_before_is_led_back_to_them(monkeypatch):
    browser = signed_in()
    set_up_app(browser, monkeypatch)
    answer = browser.get(reverse("agencies:must-do"))
    assert (answer.status_code, answer.url, reminder(browser)) == (302, ACCOUNT, NOT_SEEN)
    for _reload in range(2):
        assert browser.get(CODES).content.decode().count("<li><code>") == 10
    assert browser.get(reverse("agencies:must-do")).status_code == 200


def test_what_is_posted_before_is_refused_in_words():
    browser = signed_in(SeatRole.OFFICER)
    coordinator = somebody()
    TOTP.activate(coordinator.person, SECRET)
    RecoveryCodes.activate(coordinator.person)
    browser.force_login(coordinator.person)
    task = make_task(lead=coordinator.seat.agency).occurrences.get()
    answer = browser.post(
        reverse("agencies:task-submit", args=[task.pk]), {"text": "Xong.", "version": 0}
    )
    assert (answer.status_code, answer.url) == (302, ACCOUNT)
    assert "Chưa lưu gì: trước hết xin xem mã dự phòng." in str(
        next(iter(get_messages(answer.wsgi_request)))
    )
    task.refresh_from_db()
    assert task.version == 0


@pytest.mark.django_db(transaction=True)
def test_the_account_reminds_until_they_are_kept_and_anew_for_new_ones(monkeypatch):
    browser = signed_in(SeatRole.OFFICER)
    set_up_app(browser, monkeypatch)
    assert reminder(browser) == NOT_SEEN
    assert "Tôi đã cất giữ các mã này" in browser.get(CODES).content.decode()
    assert reminder(browser) == NOT_KEPT
    for _twice in range(2):
        assert browser.post(KEPT).url == ACCOUNT
    assert (reminder(browser), "Tôi đã cất giữ" in browser.get(CODES).content.decode()) == (
        "",
        False,
    )
    assert (
        AuditEntry.objects.filter(action="recovery-codes-kept", person=browser.person).count() == 1
    )
    assert browser.post(reverse("mfa_generate_recovery_codes")).url == CODES
    assert reminder(browser) == NOT_SEEN


def test_nobody_keeps_what_was_never_shown():
    browser = signed_in(SeatRole.OFFICER)
    TOTP.activate(browser.person, SECRET)
    RecoveryCodes.activate(browser.person)
    browser.post(KEPT)
    assert reminder(browser) == NOT_SEEN


def test_keeping_them_brings_no_used_code_back():
    browser = signed_in(SeatRole.OFFICER)
    TOTP.activate(browser.person, SECRET)
    codes = RecoveryCodes.activate(browser.person)
    browser.get(CODES)
    used = codes.get_unused_codes()[0]
    assert codes.validate_code(used)
    browser.post(KEPT)
    assert used not in RecoveryCodes.activate(browser.person).get_unused_codes()
    assert "còn 9" in browser.get(ACCOUNT).content.decode()


def test_who_has_a_factor_without_codes_is_led_to_make_them():
    browser = signed_in()
    Authenticator.objects.create(user=browser.person, type="webauthn", data={"name": "Khóa 1"})
    browser.force_login(browser.person)
    assert browser.get(reverse("agencies:must-do")).url == ACCOUNT
    assert reminder(browser) == NO_CODES
    confirm(browser)
    assert browser.post(reverse("mfa_generate_recovery_codes")).url == CODES
    browser.get(CODES)
    assert browser.get(reverse("agencies:must-do")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_more_leads_to_codes_that_are_not_kept_yet(monkeypatch):
    browser = signed_in(SeatRole.OFFICER)
    Authenticator.objects.create(user=browser.person, type="webauthn", data={"name": "Khóa 1"})
    RecoveryCodes.activate(browser.person)
    assert set_up_app(browser, monkeypatch).url == CODES


@pytest.mark.django_db(transaction=True)
def test_control_codes_that_are_kept_are_not_shown_again_by_a_second_factor(monkeypatch):
    browser = signed_in(SeatRole.OFFICER)
    Authenticator.objects.create(user=browser.person, type="webauthn", data={"name": "Khóa 1"})
    RecoveryCodes.activate(browser.person)
    browser.get(CODES)
    browser.post(KEPT)
    assert set_up_app(browser, monkeypatch).url == reverse("mfa_index")
