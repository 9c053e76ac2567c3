"""A conference from its first item to its tasks: the secretary runs the clock, a phone follows."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.tasks.models import Task
from conferences.meetings.addresses import point_token
from conferences.programmes.links import follow_token
from tests.browser.test_recruitment import DESK, sign_in
from tests.conferences.talk_world import make_talk
from tests.factories import make_agency

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.program("chromium"),
    pytest.mark.long("a whole conference in two browsers"),
]
PHONE = {"width": 390, "height": 844}
CONCLUSION = """THÔNG BÁO
Kết luận tại Hội nghị kết nối cung - cầu lao động

1. Sở Thử Một tổng hợp nhu cầu tuyển dụng, báo cáo trước ngày {day}.
"""


def check(page):
    assert Axe().run(page).response["violations"] == []


def test_the_secretary_runs_the_clock_and_a_phone_follows(
    live_server, context, page, browser, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    world = make_talk()
    make_agency("Sở Thử Một")
    page.set_viewport_size(DESK)
    sign_in(context, live_server, world.keeper)

    # The programme from its template, published.
    page.goto(live_server.url + reverse("conferences:programme", args=[world.conference.pk]))
    page.get_by_role("button", name="Dùng mẫu này").click()
    page.get_by_role("button", name="Ban hành và gửi chương trình").click()
    expect(page.get_by_text("Đã ban hành bản 1; 3 thư đang được gửi.")).to_be_visible()
    check(page)

    # A phone follows from the address that all have; a point asks to speak.
    phone = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=PHONE
    ).new_page()
    path = reverse("conferences:live-page", args=[follow_token(world.programme)])
    phone.goto(live_server.url + path)
    expect(phone.get_by_role("heading", name="Chưa bắt đầu")).to_be_visible()
    check(phone)

    desk = live_server.url + reverse("conferences:running-desk", args=[world.conference.pk])
    page.goto(desk)
    page.get_by_role("button", name="Bắt đầu “Tuyên bố lý do").click()
    expect(page.get_by_role("heading", name="Tuyên bố lý do")).to_be_visible()
    expect(phone.get_by_role("heading", name="Tuyên bố lý do")).to_be_visible()

    # What runs is kept when the page is loaded again, and nothing has gone on by itself.
    page.reload()
    expect(page.get_by_role("heading", name="Tuyên bố lý do")).to_be_visible()
    page.get_by_role("button", name="Kết thúc mục này, bắt đầu “Phát biểu khai mạc").click()
    expect(phone.get_by_role("heading", name="Phát biểu khai mạc")).to_be_visible()
    check(page)

    point = phone.context.new_page()
    token = point_token(world.communes[0])
    point.goto(live_server.url + reverse("conferences:point-voice", args=[token]))
    point.get_by_label("Người đăng ký phát biểu").fill("Lò Thị Mai")
    point.get_by_label("Nội dung").first.fill("Xe đưa đón")
    check(point)
    point.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(point.get_by_text("Đã ghi tên vào danh sách.")).to_be_visible()
    expect(phone.get_by_text("Lò Thị Mai")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Bắt đầu phát biểu").click()
    expect(page.get_by_role("button", name="Đã phát biểu xong")).to_be_visible()
    expect(phone.get_by_text("Xe đưa đón")).to_be_visible()

    # Closed, its minutes made, its conclusion turned into tasks.
    end = live_server.url + reverse("conferences:closing", args=[world.conference.pk])
    page.goto(end)
    page.get_by_role("button", name="Bế mạc hội nghị").click()
    page.get_by_role("dialog").get_by_role("button", name="Bế mạc hội nghị").click()
    expect(page.get_by_text("Hội nghị đã bế mạc.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Bế mạc lúc")).to_be_visible()
    page.get_by_role("button", name="Lập biên bản").click()
    expect(page.get_by_text("Đã lập biên bản, bản Word và bản PDF.")).to_be_visible()
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    due = timezone.localdate() + datetime.timedelta(days=20)
    page.get_by_label("Hoặc dán nội dung văn bản").fill(CONCLUSION.format(day=f"{due:%d/%m/%Y}"))
    page.get_by_label("Ngày ban hành").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_role("button", name="Nhập văn bản này").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Xác nhận", exact=False).first.click()
    page.get_by_role("link", name="Giao", exact=False).last.click()
    page.get_by_role("button", name="Giao", exact=False).last.click()
    expect(page.get_by_text("Đã giao", exact=False).first).to_be_visible()
    assert [task.lead.name for task in Task.objects.filter(directive__isnull=False)] == [
        "Sở Thử Một"
    ]
    phone.context.close()
