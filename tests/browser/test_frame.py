"""What the frame does with a keyboard, a thumb, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from tests.factories import make_actor, make_agency, make_task
from tests.long import WIDE, first_and_long

pytestmark = pytest.mark.django_db(transaction=True)
LONG_NAME = "Hiệp hội Cung ứng nhân lực và việc làm tỉnh Bắc Giang"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}


@pytest.fixture
def gallery(live_server, context):
    """The gallery's address, with the context signed in as a coordinator of an agency with a long
    name.
    """
    person = make_actor(role=SeatRole.COORDINATOR, agency=make_agency(LONG_NAME)).person
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session.session_key,
                "url": live_server.url,
            }
        ]
    )
    return f"{live_server.url}{reverse('agencies:gallery')}?phone=1"


def violations(page) -> list[str]:
    return [
        f"{found['id']}: {found['nodes'][0]['html']}"
        for found in Axe().run(page).response["violations"]
    ]


@pytest.mark.parametrize("size", first_and_long([PHONE, DESK], WIDE))
def test_the_components_break_no_accessibility_rule_and_fit_the_screen(page, gallery, size):
    page.set_viewport_size(size)
    page.goto(gallery)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("view", ["thang", "lich-trinh"])
@pytest.mark.parametrize("size", first_and_long([PHONE, DESK], WIDE))
def test_the_calendar_breaks_no_accessibility_rule_and_fits_the_screen(
    page, gallery, live_server, size, view
):
    make_task(
        lead=Agency.objects.get(name=LONG_NAME),
        due_on=timezone.localdate(),
        title="Lập dự toán " * 20,
    )
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}{reverse('agencies:month')}?xem={view}")
    assert page.locator("a[href*='ky=']").count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_the_address_of_a_feed_is_copied(page, gallery, context, live_server):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(live_server.url + reverse("agencies:month"))
    page.click(".feed-form button")
    page.click("[data-copy-button]")
    page.wait_for_function(
        "document.querySelector('[data-copy-button]').textContent === 'Đã sao chép'"
    )
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("[data-copy-field]")
    assert violations(page) == []


def test_sign_in_breaks_no_accessibility_rule(page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    assert violations(page) == []


def test_a_slash_goes_to_the_search_but_not_while_typing(page, gallery):
    page.goto(gallery)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.input_value("[data-search-focus]") == "a/b"


def test_j_and_k_walk_a_list(page, gallery):
    page.goto(gallery)
    for key in "jjk":
        page.keyboard.press(key)
    first = page.locator("[data-listnav] [data-item]").first
    assert first.get_attribute("aria-selected") == "true"
    assert (
        page.evaluate("document.activeElement.textContent")
        == first.locator("a").first.text_content()
    )


def test_the_phone_s_sheet_opens_and_closes_without_a_step_in_the_history(page, gallery):
    page.set_viewport_size(PHONE)
    page.goto(gallery)
    for close in ("Escape", "button", "outside"):
        page.click("[data-sheet-open]")
        page.wait_for_selector("#places", state="visible")
        if close == "Escape":
            page.keyboard.press("Escape")
        elif close == "button":
            page.click("[data-sheet-close]")
        else:
            page.mouse.click(200, 12)
        page.wait_for_selector("#places", state="hidden")
        assert page.url == gallery


def test_the_phone_s_sheet_opens_without_javascript(browser, context, gallery):
    plain = browser.new_context(
        java_script_enabled=False, viewport=PHONE, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(gallery)
    page.click("[data-sheet-open]")
    expect(page.locator("#places")).to_be_visible()
    plain.close()


def test_a_dangerous_button_asks_and_names_the_act(page, gallery):
    page.goto(gallery)
    page.click("[data-confirm]")
    dialog = page.locator("#confirm")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-confirm-act]")).to_have_text("Bỏ văn bản")
    dialog.locator("button").first.click()
    expect(dialog).to_be_hidden()


def test_a_message_can_be_hidden(page, gallery):
    page.goto(gallery)
    before = page.locator("[data-flash]").count()
    page.locator("[data-flash-close]").first.click()
    expect(page.locator("[data-flash]")).to_have_count(before - 1)


def test_paper_has_the_official_heading_and_no_chrome(page, gallery):
    page.goto(gallery)
    page.emulate_media(media="print")
    pieces = (".official-heading", ".rail", ".topline", ".actions")
    assert [piece for piece in pieces if page.locator(piece).first.is_visible()] == [
        ".official-heading"
    ]
    assert page.locator(".official-issuer").text_content() == LONG_NAME
