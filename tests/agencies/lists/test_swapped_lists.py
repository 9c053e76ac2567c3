"""Every list that htmx filters: what its rows bring along, the page beside them shows too."""

import datetime

import pytest
from django.urls import reverse

from agencies.audit.services import record_action
from agencies.bodies.choices import SeatRole
from agencies.directives.choices import DirectiveStatus
from agencies.reminders.services import decide_reminders
from tests.factories import make_actor, make_agency, make_directive, make_task, sign_in
from tests.sources import templates
from tests.swaps import assert_swap_equals_page

pytestmark = pytest.mark.django_db
LISTS = {
    "agencies:task-list": {"q": "may"},
    "agencies:outbox": {"status": "queued"},
    "agencies:audit": {"q": "vải"},
    "agencies:directive-list": {"status": "assigned"},
}


@pytest.fixture
def browser(client):
    """Of a coordinator, with something in each list that the filter keeps and something that it
    drops.
    """
    actor = make_actor(role=SeatRole.COORDINATOR)
    for title, due_on in (
        ("Đặt may quần áo", datetime.date(2024, 3, 6)),
        ("Mở hội nghị", datetime.date(2024, 3, 7)),
    ):
        make_task(title=title, lead=make_actor().seat.agency, due_on=due_on)
    for name in ("Công ty Vải", "Công ty Thép"):
        record_action("mails-chosen", make_agency(name), by=actor)
    for status in (DirectiveStatus.ASSIGNED, DirectiveStatus.IN_REVIEW):
        make_directive(status=status)
    decide_reminders(datetime.date(2024, 3, 1))
    return sign_in(client, actor)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_with_swapped_rows_equals_the_page_loaded_anew(browser, name):
    assert_swap_equals_page(browser, reverse(name), LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_a_filter_that_finds_nothing_swaps_to_the_same_page(browser, name):
    assert_swap_equals_page(browser, reverse(name), {"q": "không có gì như vậy"})


def test_every_filtered_list_is_held_to_it():
    filtered = {
        path.name
        for path in templates()
        if "filter_bar.html" in path.read_text("utf-8") or "filters" in path.name
    } | {path.name for path in templates() if 'hx-target="#rows"' in path.read_text("utf-8")}
    assert filtered - {"filter_bar.html", "gallery.html"} == {
        "task_list.html",
        "outbox.html",
        "audit.html",
        "directive_list.html",
    }
