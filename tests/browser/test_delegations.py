"""A visit from the asks to the partner's conclusion: the host's officer and the partner's officer
signed in at once, a member without an account on a phone.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.delegations.choices import DelegationState, MemberAnswer
from conferences.delegations.links import member_token
from conferences.delegations.models import Delegation, DelegationMember
from conferences.partnerships.models import Ask
from tests.browser.conftest import PATIENCE
from tests.browser.test_communication import sign_in
from tests.browser.test_review import press
from tests.factories_conferences import make_host_officer, make_partner, make_partnership
from tests.factories_recruitment import make_province
from vietnam.dates import format_date

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DAY = timedelta(days=1)
CONCLUSION = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 128/TB-UBND

THÔNG BÁO
Kết luận của lãnh đạo tỉnh sau buổi làm việc với đoàn công tác

1. Giao {agency} chủ trì thông báo nhu cầu tuyển dụng đến các xã; hoàn thành trước ngày {day}.
2. Giao {agency} chủ trì tổng hợp danh sách lao động đăng ký, báo cáo trước ngày {day}.
"""


@pytest.fixture
def world(db):
    """A coordinator of the host, the file of Lạng Sơn, and its officer."""
    keeper = make_host_officer(SeatRole.COORDINATOR)
    province = make_province(slug="lang-son", name="Lạng Sơn")
    partnership = make_partnership(keeper, province)
    partner = make_partner(partnership, "Sở Nội vụ tỉnh Lạng Sơn")
    return keeper, partnership, partner


@pytest.fixture
def phone(browser):
    found = browser.new_context(locale="vi-VN", viewport=PHONE)
    found.set_default_timeout(PATIENCE)
    yield found
    found.close()


@pytest.mark.long("goes through a visit with three people in browsers")
def test_a_visit_from_the_asks_to_the_report_on_the_partners_side(
    live_server, browser, context, page, phone, world, tmp_path
):
    keeper, partnership, partner = world
    sign_in(context, live_server, keeper.person)
    there = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    there.set_default_timeout(PATIENCE)
    sign_in(there, live_server, partner.person)
    partners_page = there.new_page()
    _plan(page, live_server, partnership, keeper)
    trip = Delegation.objects.get()
    _invite_and_answer_by_link(page, phone, live_server, trip)
    _share(page, partners_page, live_server, trip)
    _travel_and_report(page, live_server, trip)
    _answer_ask(page, partners_page, live_server)
    _read_conclusion(page, live_server, partner, tmp_path)
    _report_back(partners_page, live_server)
    there.close()


def _plan(page, live_server, partnership, keeper) -> None:
    page.goto(live_server.url + partnership.get_absolute_url())
    page.get_by_role("link", name="Lập đoàn công tác").click()
    first = timezone.localdate() + 7 * DAY
    page.get_by_label("Tên đoàn công tác").fill("Làm việc về cung ứng lao động")
    page.get_by_label("Cơ quan chủ trì").select_option(label=keeper.seat.agency.name)
    page.get_by_label("Trưởng đoàn", exact=True).fill("Dương Quang Bảo")
    page.get_by_label("Ngày đi").fill(format_date(first))
    page.get_by_label("Ngày về").fill(format_date(first))
    page.get_by_role("button", name="Lưu kế hoạch").click()
    page.get_by_role("button", name="Bắt đầu từ bốn nội dung mẫu").click()
    page.get_by_label("Từ giờ").fill("8h")
    page.get_by_label("Nội dung", exact=True).fill("Làm việc với Sở Nội vụ")
    page.get_by_role("button", name="Thêm vào lịch trình").click()
    expect(page.get_by_text("Đã lưu lịch trình.")).to_be_visible()
    page.get_by_text("Thêm người không có tài khoản").click()
    page.get_by_label("Họ và tên").fill("Phùng Thị Ngân")
    page.get_by_label("Cơ quan, đơn vị").fill("Công ty Sao Sáng")
    page.get_by_label("Điện thoại", exact=True).fill("0912000611")
    page.locator("form[action$='/nguoi/'] button").click()
    page.get_by_role("button", name="Mời 1 thành viên").click()
    expect(page.get_by_text("Đã mời 1 thành viên")).to_be_visible()


def _invite_and_answer_by_link(page, phone, live_server, trip) -> None:
    member = DelegationMember.objects.get()
    address = page.get_by_label("Đường dẫn của Phùng Thị Ngân").input_value()
    assert address.endswith(f"/{member_token(member)}/")
    small = phone.new_page()
    small.goto(address)
    small.get_by_label("Cử người đi thay").check()
    small.get_by_label("Họ tên người đi thay").fill("Vũ Thị Thay")
    small.get_by_role("button", name="Gửi trả lời").click()
    expect(small.get_by_text("Vũ Thị Thay").first).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    member.refresh_from_db()
    assert (member.answer, member.substitute_name) == (MemberAnswer.SUBSTITUTED, "Vũ Thị Thay")
    page.reload()
    expect(page.get_by_text("Vũ Thị Thay").first).to_be_visible()


def _share(page, partners_page, live_server, trip) -> None:
    partners_page.goto(live_server.url + "/tinh-ban/")
    expect(partners_page.get_by_text("Chưa có chuyến công tác nào được chia sẻ.")).to_be_visible()
    page.get_by_role("button", name="Chia sẻ với tỉnh bạn").click()
    expect(page.get_by_text("Từ bây giờ tỉnh bạn xem được nội dung này.")).to_be_visible()
    partners_page.reload()
    partners_page.get_by_role("link", name=trip.title).first.click()
    expect(partners_page.get_by_text("Làm việc với Sở Nội vụ")).to_be_visible()
    expect(partners_page.get_by_text("Phùng Thị Ngân")).to_have_count(0)


def _travel_and_report(page, live_server, trip) -> None:
    page.get_by_text("Ghi quyết định đã ký").click()
    page.get_by_label("Số quyết định").fill("318/QĐ-SNV")
    page.get_by_label("Ngày quyết định").fill(format_date(timezone.localdate()))
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Đã ghi quyết định.")).to_be_visible()
    today = timezone.localdate()
    Delegation.objects.update(starts_on=today, ends_on=today)
    page.reload()
    page.get_by_role("button", name="Ghi đoàn đã đi").click()
    page.get_by_role("textbox", name="Kết quả chuyến công tác").fill(
        "Hai bên thống nhất bốn nội dung."
    )
    page.get_by_label("Đã chi (đồng)").fill("54.200.000")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Đã lưu và nộp báo cáo.")).to_be_visible()
    trip.refresh_from_db()
    assert (trip.state, trip.spent) == (DelegationState.REPORTED, 54_200_000)
    assert Ask.objects.count() == 4
    assert Occurrence.objects.get(task=trip.task).status == OccurrenceStatus.SUBMITTED


def _answer_ask(page, partners_page, live_server) -> None:
    ask = Ask.objects.order_by("pk")[1]
    page.goto(live_server.url + ask.get_absolute_url())
    page.get_by_role("button", name="Chia sẻ với tỉnh bạn").click()
    partners_page.goto(live_server.url + ask.get_absolute_url())
    partners_page.get_by_label("Nội dung trả lời").fill("Nhất trí, phát hằng tháng.")
    partners_page.locator("form[action$='/tra-loi/'] button.btn-primary").click()
    page.reload()
    expect(page.get_by_text("Nhất trí, phát hằng tháng.").first).to_be_visible()


def _read_conclusion(page, live_server, partner, tmp_path) -> None:
    due = format_date(timezone.localdate() + 20 * DAY)
    file = tmp_path / "thong-bao-128.txt"
    file.write_text(CONCLUSION.format(agency=partner.seat.agency.name, day=due))
    page.goto(live_server.url + reverse("agencies:directive-upload"))
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Nhập văn bản này").click()
    # It does not say its day, so this is asked for.
    page.locator("[name=issued_on]").fill(format_date(timezone.localdate()))
    page.locator("[name=issued_on]").press("Enter")
    page.wait_for_url("**/duyet/")
    press(page, "Enter", "Enter")
    page.keyboard.press("g")
    page.wait_for_url("**/giao/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/*/")
    owed = Occurrence.objects.filter(task__directive__isnull=False)
    assert {row.task.lead for row in owed.select_related("task__lead")} == {partner.seat.agency}


def _report_back(partners_page, live_server) -> None:
    occurrence = Occurrence.objects.filter(task__directive__isnull=False).order_by("pk").first()
    partners_page.goto(live_server.url + occurrence.get_absolute_url())
    partners_page.get_by_text("Nộp kết quả").first.click()
    form = partners_page.locator("form[action$='/nop/']")
    form.locator("textarea").fill("Đã thông báo đến các xã.")
    form.locator("button[type=submit], button:not([type])").first.click()
    partners_page.wait_for_load_state()
    occurrence.refresh_from_db()
    assert occurrence.status == OccurrenceStatus.SUBMITTED
