"""What only a browser shows of an official's day: a link to a folded form opens it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from tests.browser.test_communication import PHONE, sign_in
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_leader_asks_from_the_row_and_an_officer_asks_for_a_later_date(
    live_server, context, page
):
    officer, leader = make_actor(), make_actor(role=SeatRole.LEADER)
    today = timezone.localdate()
    make_task(lead=officer.seat.agency, title="Lập dự toán", due_on=today - timedelta(days=3))
    page.set_viewport_size(PHONE)
    sign_in(context, live_server, leader.person)
    page.goto(f"{live_server.url}/viec-can-lam/")
    page.get_by_role("link", name="Yêu cầu giải trình").click()
    expect(page.get_by_label("Nội dung cần giải trình")).to_be_visible()
    context.clear_cookies()
    sign_in(context, live_server, officer.person)
    page.goto(f"{live_server.url}/viec-can-lam/")
    page.get_by_role("link", name="Xin gia hạn").click()
    expect(page.get_by_label("Thời hạn mới")).to_be_visible()
