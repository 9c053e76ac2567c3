"""What only a browser shows of communication: a commune's two taps, and the form of a media kit."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.kits.models import KitLink
from campaigns.kits.services import kit_token, share_kit
from campaigns.publications.models import Publication
from tests.factories_campaigns import (
    make_cast,
    make_commune_officer,
    make_outlet,
    make_wave,
    released_content,
)
from tests.factories_recruitment import make_province

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def script(cast):
    return released_content(make_wave(cast.department), cast, kind="script", title="Bản tin loa")


def sign_in(context, live_server, person) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": session.session_key, "url": live_server.url}])


def test_a_commune_enters_what_was_read_with_two_taps_from_its_first_page(
    live_server, context, page, script
):
    officer = make_commune_officer(make_province())
    sign_in(context, live_server, officer.person)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)
    page.get_by_role("link", name="Ghi đã phát").click()
    page.get_by_role("button", name="Hôm nay đã phát").click()
    expect(page.get_by_text("Đã ghi. Xin cảm ơn.")).to_be_visible()
    expect(page.get_by_text("Hôm nay đã ghi")).to_be_visible()
    row = Publication.objects.get()
    assert (row.published_on, row.times) == (timezone.localdate(), 1)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_browser_without_an_account_opens_the_kit(live_server, page, cast, script):
    """A policy that hides where a form comes from would have it refused."""
    outlet = make_outlet(cast.department)
    link = share_kit(
        wave=script.wave, outlet=outlet, expires_on=timezone.localdate(), by=cast.department
    )
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{reverse('campaigns:media-kit', args=[kit_token(link)])}")
    page.get_by_role("button", name="Mở bộ tư liệu").click()
    expect(page).to_have_url(re.compile(r"/noi-dung/$"))
    expect(page.get_by_role("heading", name="Bản tin loa")).to_be_visible()
    assert KitLink.objects.get().opened == 1
