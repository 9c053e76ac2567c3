"""The page covers itself when nobody is there, and goes on where it was."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from agencies.tasks.occurrence_models import Progress
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "một câu dài dễ nhớ"
TYPED = "Đã họp ngày 20/11; còn chờ số liệu của ba huyện."
SOON = 0.05
"""Minutes; three seconds."""


@pytest.fixture
def occurrence(page, live_server, settings):
    """The task's page, open in front of an officer of its lead agency."""
    settings.IDLE_LOCK_MINUTES = SOON
    actor = make_actor()
    actor.person.set_password(PASSWORD)
    actor.person.save()
    found = make_task(lead=actor.seat.agency).occurrences.get()
    page.goto(live_server.url + found.get_absolute_url())
    page.fill("[name=login]", actor.person.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#work_text")
    return found


def unlock(page, password: str = PASSWORD) -> None:
    page.fill("#lock-password", password)
    page.press("#lock-password", "Enter")


def is_covered(page) -> bool:
    return page.locator("#lock").evaluate("dialog => dialog.open")


def test_what_was_typed_is_still_there_after_unlocking_and_is_sent(page, occurrence):
    page.fill("#work_text", TYPED)
    page.wait_for_selector("#lock[open]")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.keyboard.press("Escape")
    assert is_covered(page)
    page.wait_for_timeout(300)
    unlock(page)
    page.wait_for_selector("#lock", state="hidden")
    assert page.input_value("#work_text") == TYPED
    page.click(f"button[formaction='{reverse('agencies:task-report', args=[occurrence.pk])}']")
    page.wait_for_selector(".timeline :text('ba huyện')")
    assert Progress.objects.get().text == TYPED


def test_unlocking_in_one_tab_uncovers_the_other(page, context, occurrence):
    other = context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        tab.wait_for_selector("#lock[open]")
    unlock(other)
    for tab in (other, page):
        tab.wait_for_selector("#lock", state="hidden")


def test_typing_keeps_the_page_open(page, occurrence):
    for _second in range(5):
        page.locator("#work_text").press_sequentially("a")
        page.wait_for_timeout(1000)
    assert not is_covered(page)
    assert page.input_value("#work_text") == "aaaaa"
