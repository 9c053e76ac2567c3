"""Second factors as a person sets them up and uses them, in a browser with an authenticator of its
own.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from tests.factories import make_actor
from tests.long import WIDE, first_and_long
from tests.totp import code_of_now

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "một câu dài dễ nhớ"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server, settings):
    """A passkey belongs to a name, not to a number."""
    settings.MFA_REQUIRED = True
    settings.SITE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return settings.SITE_URL


@pytest.fixture
def person():
    found = make_actor(role=SeatRole.COORDINATOR).person
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(page, site: str, person) -> None:
    page.goto(site + reverse("agencies:must-do"))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def confirm(page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def code_of(secret: str) -> str:
    return code_of_now(secret)


def violations(page) -> list[str]:
    return [
        f"{found['id']}: {found['nodes'][0]['html']}"
        for found in Axe().run(page).response["violations"]
    ]


@pytest.mark.parametrize("width", first_and_long([390, 1280], WIDE))
def test_the_code_of_an_app_is_set_up_with_the_keyboard_and_opens_the_way(
    page, site, person, width
):
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, site, person)
    page.wait_for_url("**/tai-khoan/")
    assert violations(page) == []
    page.click("a[href$='/ung-dung/']")
    confirm(page)
    page.wait_for_selector(".secret")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.type(code_of(page.inner_text(".secret").replace(" ", "")))
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes")
    assert violations(page) == []
    page.goto(site + reverse("agencies:must-do"))
    assert page.url.endswith(reverse("agencies:must-do"))


def test_a_passkey_is_added_and_signs_in(page, context, site, person):
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, site, person)
    page.click("a[href$='/khoa/them/']")
    confirm(page)
    page.fill("[name=name]", "Máy tính ở cơ quan")
    assert violations(page) == []
    page.click("#mfa_webauthn_add")
    page.wait_for_selector(".codes")
    assert (
        Authenticator.objects.get(user=person, type="webauthn").wrap().name == "Máy tính ở cơ quan"
    )
    context.clear_cookies()
    sign_in(page, site, person)
    page.wait_for_selector("#mfa_webauthn_authenticate")
    assert violations(page) == []
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(re.compile("/viec-can-lam/"))


def test_a_device_that_refuses_is_told_of(page, site, person):
    sign_in(page, site, person)
    page.click("a[href$='/khoa/them/']")
    confirm(page)
    refuse = "Promise.reject(new DOMException('no', 'NotAllowedError'))"
    page.evaluate(f"() => {{ navigator.credentials.create = () => {refuse}; }}")
    page.click("#mfa_webauthn_add")
    page.locator("[data-passkey-trouble]").wait_for(state="visible")
