"""A conference with three people at once: the secretary makes it from a template, the technician of
a commune ticks on a phone without an account, with and without a line, and the centre watches.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.models import AgencyGroup
from conferences.line_tests.models import LineResult
from conferences.meetings.addresses import point_token
from conferences.meetings.models import Conference
from tests.browser.test_communication import PHONE, sign_in
from tests.factories import make_actor
from tests.factories_meetings import make_commune_committee, make_runner, point_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long("a browser with three people"),
]


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def communes():
    found = [make_commune_committee(f"UBND xã Thử {n:02}") for n in range(1, 13)]
    group = AgencyGroup.objects.create(name="UBND các xã, phường")
    group.members.set(found)
    return found


def prepare(page, live_server, runner) -> Conference:
    day = timezone.localdate() + timedelta(days=7)
    page.goto(f"{live_server.url}{reverse('conferences:conference-list')}")
    page.get_by_role("link", name="Chuẩn bị hội nghị").click()
    page.get_by_label("Tên hội nghị").fill("Hội nghị kết nối cung – cầu lao động")
    page.get_by_label("Cơ quan tổ chức").select_option(label=runner.seat.agency.name)
    page.get_by_label("Địa điểm của điểm cầu trung tâm").fill("Hội trường tầng 3")
    page.get_by_label("Ngày", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Bắt đầu lúc").fill("08:00")
    page.get_by_label("Kết thúc lúc").fill("11:00")
    page.get_by_label("Điểm cầu trung tâm tại").select_option(label=runner.seat.agency.name)
    page.get_by_label("Điểm cầu tại mỗi thành viên của").select_option(label="UBND các xã, phường")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_text("chưa báo cho ai").first).to_be_visible()
    page.get_by_role("button", name="Gửi giấy mời").click()
    page.locator("dialog[open]").get_by_role(
        "button", name=re.compile("Gửi giấy mời|Đồng ý")
    ).click()
    expect(page.get_by_text("đang chờ trong hộp thư gửi đi").first).to_be_visible()
    return Conference.objects.get()


def choose(phone, check: str, result: str) -> None:
    phone.get_by_role("group", name=re.compile(f"^{check}")).get_by_label(result).check()


def test_a_commune_ticks_on_a_phone_while_the_centre_watches(
    live_server, browser, context, page, runner, communes
):
    make_actor(agency=communes[0])
    sign_in(context, live_server, runner.person)
    conference = prepare(page, live_server, runner)
    assert conference.points.count() == 13
    page.goto(f"{live_server.url}{reverse('conferences:line-test', args=[conference.pk])}")
    expect(page.get_by_text("0/13 điểm cầu đã sẵn sàng")).to_be_visible()

    outside = browser.new_context(locale="vi-VN", viewport=PHONE, timezone_id="Asia/Ho_Chi_Minh")
    phone = outside.new_page()
    token = point_token(point_at(conference, communes[0]))
    phone.goto(f"{live_server.url}{reverse('conferences:point-page', args=[token])}")
    choose(phone, "Tiếng đến", "Lỗi")
    expect(phone.get_by_text("Đã gửi hết.")).to_be_visible()
    expect(page.get_by_text("Lỗi ở đâu, gọi cho ai")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    outside.set_offline(True)
    choose(phone, "Tiếng đến", "Đạt")
    choose(phone, "Điện lưới", "Đạt")
    expect(phone.get_by_text("Chưa gửi: 2.")).to_be_visible()
    expect(phone.get_by_text("chưa gửi", exact=True).first).to_be_visible()
    assert dict(LineResult.objects.values_list("item", "result")) == {"sound-in": "failed"}
    outside.set_offline(False)
    expect(phone.get_by_text("Đã gửi hết.")).to_be_visible()
    expect(page.get_by_text("Lỗi ở đâu, gọi cho ai")).to_be_hidden()
    assert dict(LineResult.objects.values_list("item", "result")) == {
        "sound-in": "passed",
        "power": "passed",
    }
    outside.close()


def test_what_was_ticked_without_a_line_outlives_the_page(
    live_server, browser, context, page, runner, communes
):
    sign_in(context, live_server, runner.person)
    conference = prepare(page, live_server, runner)
    outside = browser.new_context(locale="vi-VN", viewport=PHONE, timezone_id="Asia/Ho_Chi_Minh")
    phone = outside.new_page()
    token = point_token(point_at(conference, communes[1]))
    address = f"{live_server.url}{reverse('conferences:point-page', args=[token])}"
    phone.goto(address)
    outside.set_offline(True)
    choose(phone, "Trình chiếu", "Đạt")
    expect(phone.get_by_text("Chưa gửi: 1.")).to_be_visible()
    phone.close()
    outside.set_offline(False)
    again = outside.new_page()
    again.goto(address)
    expect(again.get_by_text("Đã gửi hết.")).to_be_visible()
    assert [row.item for row in LineResult.objects.all()] == ["slides"]
    outside.close()


def test_without_a_script_the_form_sends_all(live_server, browser, context, page, runner, communes):
    sign_in(context, live_server, runner.person)
    conference = prepare(page, live_server, runner)
    bare = browser.new_context(locale="vi-VN", viewport=PHONE, java_script_enabled=False)
    phone = bare.new_page()
    token = point_token(point_at(conference, communes[2]))
    phone.goto(f"{live_server.url}{reverse('conferences:point-page', args=[token])}")
    choose(phone, "Không vọng tiếng", "Đạt")
    phone.get_by_role("button", name="Gửi kết quả").click()
    expect(phone.get_by_text("Đã ghi.")).to_be_visible()
    assert [(row.item, row.result) for row in LineResult.objects.all()] == [("echo", "passed")]
    bare.close()
