"""An officer goes from nothing to a month that is ready to sign, and the leader signs it."""

import datetime

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from agencies.registry import registry
from campaigns.frozen_reports.building import build_reports
from campaigns.frozen_reports.models import ReportVersion
from tests.browser.test_recruitment import DESK, sign_in
from tests.campaigns.report_world import make_issuer, make_random_months
from tests.factories import make_actor

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.program("chromium"),
    pytest.mark.long("an officer's whole month in a browser"),
]
NOON = datetime.datetime(2024, 8, 2, 12, 0, tzinfo=timezone.get_default_timezone())
SENTENCE = "- Đề nghị Ủy ban nhân dân tỉnh chỉ đạo các cơ quan hoàn thành nhiệm vụ quá hạn."


@pytest.fixture(autouse=True)
def on_the_second_of_august():
    with time_machine.travel(NOON, tick=True):
        yield


def test_from_nothing_to_a_month_ready_to_sign_each_number_explained_on_a_click(
    live_server, context, page
):
    keeper = make_actor(role=SeatRole.COORDINATOR, agency=make_issuer())
    make_random_months(4)
    page.set_viewport_size(DESK)
    sign_in(context, live_server, keeper)
    page.goto(live_server.url + reverse("campaigns:report-list"))
    page.get_by_role("link", name="Tháng 7", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tháng 7/2024")
    expect(page.get_by_text("Các số thành phần khớp với tổng.")).to_be_visible()

    # Each number opens the rows that make it.
    names = [each.label for source in registry.figure_sources for each in source.definitions]
    opened = 0
    for place in range(page.locator(".figures tbody td:nth-child(3) a").count()):
        number = page.locator(".figures tbody td:nth-child(3) a").nth(place)
        text = number.inner_text()
        number.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f": {text} ")
        opened += page.locator("tbody tr").count() > 0 or text == "0"
        page.go_back()
    assert opened == place + 1 <= len(names)

    # An officer's own words, then the figures are frozen; the bar survives a reload.
    page.get_by_role("link", name="Lời văn báo cáo").click()
    page.get_by_label("Đề xuất, kiến nghị").fill(SENTENCE)
    page.get_by_role("button", name="Lưu lời văn").click()
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert build_reports() == 1
    expect(page.get_by_role("link", name="Tải báo cáo (Excel)")).to_be_visible()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    with page.expect_download() as download:
        page.get_by_role("link", name="DOCX").click()
    assert download.value.suggested_filename.endswith(".docx")

    # It is locked, and the leader records the signature.
    page.get_by_role("button", name="Khóa").click()
    page.get_by_role("dialog").get_by_role("button", name="Khóa").click()
    expect(page.get_by_text("Đã khóa", exact=True)).to_be_visible()
    sign_in(context, live_server, make_actor(role=SeatRole.LEADER))
    page.reload()
    page.get_by_label("Số, ký hiệu báo cáo đã ký").fill("15/BC-SNV")
    page.get_by_label("Ngày ký").fill("02/8/2024")
    page.get_by_role("button", name="Ghi nhận đã ký").click()
    expect(page.get_by_text("15/BC-SNV").first).to_be_visible()
    assert ReportVersion.objects.get().status == "signed"
