"""SECRET_KEY is replaced: factors, sessions and links go on while the former key is a fallback, and
factors after it once they are encrypted anew; without it a page says so instead of failing.
"""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from agencies.bodies.choices import SeatRole
from agencies.factors.queries import is_factor_readable
from agencies.mail.models import OutboxMessage
from tests.agencies.factors.test_factors import SECRET, code_now, confirm, sign_in, somebody
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
KEY_A, KEY_B = "a-" + "a" * 60, "b-" + "b" * 60
BEFORE = override_settings(SECRET_KEY=KEY_A, SECRET_KEY_FALLBACKS=[])
ROTATED = override_settings(SECRET_KEY=KEY_B, SECRET_KEY_FALLBACKS=[KEY_A])
AFTER = override_settings(SECRET_KEY=KEY_B, SECRET_KEY_FALLBACKS=[])
AUTHENTICATE = reverse("mfa_authenticate")


@pytest.fixture
def person():
    """With an app and codes that were encrypted with the first key; a seat that needs no factor."""
    found = somebody(SeatRole.OFFICER).person
    with BEFORE:
        TOTP.activate(found, SECRET)
        RecoveryCodes.activate(found)
    return found


def codes(person) -> list[str]:
    return RecoveryCodes.activate(person).get_unused_codes()


def enter(person, code: str):
    """The answer to a code at a fresh sign-in."""
    cache.clear()
    browser = Client()
    sign_in(browser, person)
    return browser.post(AUTHENTICATE, {"code": code})


def rotate(*arguments: str) -> str:
    said = StringIO()
    with translation.override("en"):
        call_command("rotate_secrets", *arguments, stdout=said)
    return said.getvalue().strip()


# With the former key as a fallback ----------------------------------------------------------------
def test_app_and_codes_open_after_the_rotation_and_after_the_former_key_is_gone(person):
    with BEFORE:
        first, second, third = codes(person)[:3]
    with ROTATED:
        assert enter(person, code_now()).status_code == 302
        assert enter(person, first).status_code == 302
        rotate()
    with AFTER:
        assert enter(person, code_now()).status_code == 302
        assert [enter(person, code).status_code for code in (second, third, first)] == [
            302,
            302,
            200,
        ]


def test_a_secret_that_is_used_is_encrypted_anew_and_keeps_what_was_used_up(person):
    with ROTATED:
        first, second = codes(person)[:2]
        assert enter(person, first).status_code == 302
        assert enter(person, code_now()).status_code == 302
    with AFTER:
        assert {
            factor.type: is_factor_readable(factor) for factor in Authenticator.objects.all()
        } == {
            "totp": True,
            "recovery_codes": True,
        }
        assert [enter(person, code).status_code for code in (first, second)] == [200, 302]


def test_a_session_goes_on_under_the_new_key(person):
    with BEFORE:
        browser = Client()
        sign_in(browser, person)
        browser.post(AUTHENTICATE, {"code": code_now()})
    with ROTATED:
        assert browser.get(reverse("agencies:account")).status_code == 200
    with AFTER:
        assert browser.get(reverse("agencies:account")).status_code == 200


def test_control_a_session_that_was_not_used_meanwhile_ends_with_the_former_key(person):
    with BEFORE:
        browser = Client()
        sign_in(browser, person)
        browser.post(AUTHENTICATE, {"code": code_now()})
    with AFTER:
        assert browser.get(reverse("agencies:account")).status_code == 302


def test_the_link_of_a_new_password_goes_on_and_so_does_a_letter_that_waits(person):
    with BEFORE:
        Client().post(reverse("account_reset_password"), {"email": person.email})
    with ROTATED:
        rotate()
    with AFTER:
        assert (
            sent_letters() == []
        )  # its token was made with the former key, which is gone: cancelled
        assert OutboxMessage.objects.get().status == "cancelled"


def test_the_link_of_a_new_password_opens_while_the_former_key_is_there(person):
    with BEFORE:
        Client().post(reverse("account_reset_password"), {"email": person.email})
    with ROTATED:
        rotate()
        link = next(word for word in sent_letters()[0].body.split() if "/mat-khau/moi/" in word)
        assert "password1" in Client().get(link, follow=True).content.decode()


# The command --------------------------------------------------------------------------------------
def test_the_command_says_what_it_does_and_a_second_run_changes_nothing(person):
    with ROTATED:
        with pytest.raises(CommandError, match="before a former key is removed"):
            rotate("--check")
        assert rotate() == "2 secrets renewed, 0 were already, 0 cannot be read."
        kept = list(Authenticator.objects.order_by("pk").values_list("data"))
        assert rotate() == "0 secrets renewed, 2 were already, 0 cannot be read."
        assert rotate("--check") == "2 secrets need no former key, 0 still do, 0 cannot be read."
        assert list(Authenticator.objects.order_by("pk").values_list("data")) == kept


def test_a_check_changes_nothing(person):
    before = list(Authenticator.objects.order_by("pk").values_list("data"))
    with ROTATED, pytest.raises(CommandError):
        rotate("--check")
    assert list(Authenticator.objects.order_by("pk").values_list("data")) == before


def test_the_command_names_whose_secrets_no_key_reads(person):
    other = somebody(SeatRole.OFFICER).person
    with AFTER:
        TOTP.activate(other, SECRET)
        with pytest.raises(CommandError, match=person.email) as refused:
            rotate()
    assert other.email not in str(refused.value)


# Without it ---------------------------------------------------------------------------------------
def test_without_the_former_key_the_page_says_so(person):
    with BEFORE:
        known = codes(person)[0]
    with AFTER:
        for code in (code_now(), known):
            answer = enter(person, code)
            assert (
                answer.status_code,
                "khóa bí mật của cổng đã được thay" in answer.content.decode(),
            ) == (200, True)


def test_control_with_both_keys_gone_from_the_settings_nothing_else_fails(person):
    with AFTER:
        browser = Client()
        browser.force_login(person)
        page = browser.get(reverse("agencies:account")).content.decode()
        assert ("không còn đọc được" in page, "xin bỏ và thiết lập lại" in page) == (True, True)
        confirm(browser)
        for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
            answer = browser.get(reverse(name), follow=True)
            assert "Không còn đọc được mã dự phòng. Xin tạo mã mới." in answer.content.decode()
        assert browser.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_codes_still_open_where_only_the_apps_secret_is_lost(person):
    with AFTER:
        Authenticator.objects.filter(user=person, type="recovery_codes").delete()
        known = codes(person)[0]
        answer = enter(person, code_now())
        assert "Xin nhập mã dự phòng, dùng khóa bảo mật (passkey)" in answer.content.decode()
        assert enter(person, known).status_code == 302


def test_new_codes_and_a_new_app_take_the_place_of_lost_ones():
    coordinator = somebody().person
    with BEFORE:
        TOTP.activate(coordinator, SECRET)
        RecoveryCodes.activate(coordinator)
    with AFTER:
        browser = Client()
        browser.force_login(coordinator)
        confirm(browser)
        assert browser.post(reverse("mfa_generate_recovery_codes")).url == reverse(
            "mfa_view_recovery_codes"
        )
        assert (
            browser.get(reverse("mfa_view_recovery_codes")).content.decode().count("<li><code>")
            == 10
        )
        assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert browser.get(reverse("agencies:must-do")).url == reverse("agencies:account")
