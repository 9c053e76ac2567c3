"""Pages that no crawl comes to: of refusals, and of setting up a second factor."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import make_actor
from tests.pages.test_every_page import check_html

PASSWORD = "mật khẩu dài 12345"
REFUSALS = ("400", "403", "403_csrf", "404", "409", "413", "429", "500", "503", "507")
SETTING_UP = ("mfa_activate_totp", "mfa_add_webauthn", "agencies:account-email")
SET_UP = ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")


@pytest.mark.program("java")
def test_pages_of_refusals_are_right(tmp_path):
    kept = {
        "is_form": True,
        "kept": [("title", "Thợ “hàn” <b>")],
        "to": "/nhu-cau/moi/",
        "lost_files": True,
    }
    pages = {
        name: render_to_string(f"{name}.html", kept if name == "503" else {}) for name in REFUSALS
    }
    assert check_html(pages, tmp_path) == []


@pytest.mark.django_db
@pytest.mark.program("java")
def test_pages_of_second_factors_are_right(tmp_path):
    person = make_actor().person
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages = {name: client.get(reverse(name)) for name in SETTING_UP}
    pages["wrong code"] = client.post(reverse("mfa_activate_totp"), {"code": "1"})
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    pages |= {name: client.get(reverse(name)) for name in SET_UP}
    coming = Client()
    coming.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    pages["coming in"] = coming.get(reverse("mfa_authenticate"))
    pages["coming in with a wrong code"] = coming.post(reverse("mfa_authenticate"), {"code": "1"})
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert check_html({name: page.content.decode() for name, page in pages.items()}, tmp_path) == []
