"""A dialogue from the list of petitions to what the public reads: the federation's collector, two
agencies, a worker with a link, and a visitor.
"""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import BrowserContext, Page, expect

from agencies.shared_pages.middleware import copies
from conferences.dialogues.models import Dialogue
from conferences.opinions.services import opinion_token
from conferences.petitions.choices import PartState
from conferences.petitions.models import Petition, PetitionPart
from tests.browser.test_communication import PHONE, sign_in
from tests.factories_conferences import make_body, make_federation
from vietnam.dates import format_date

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long("goes through the whole of a dialogue in five browsers"),
]
LAMPS, BUSES, HOMES = "Lắp đèn đường vào khu trọ", "Tăng chuyến xe buýt", "Xây nhà ở xã hội"
THANKS = "Cảm ơn tỉnh đã lắng nghe"


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["STT", "Nội dung kiến nghị", "Loại"])
    for number, (text, kind) in enumerate(
        [(LAMPS, "Kiến nghị"), (BUSES, "Kiến nghị"), (HOMES, "Kiến nghị"), (THANKS, "Ý kiến")], 1
    ):
        book.active.append([number, text, kind])
    book.active.append(["Tổng cộng", 4])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Desk:
    """The page of one who has signed in."""

    def __init__(self, context: BrowserContext, live_server, actor) -> None:
        context.clear_cookies()
        sign_in(context, live_server, actor.person)
        self.page: Page = context.new_page()
        self.base = live_server.url

    def open(self, url: str) -> None:
        self.page.goto(f"{self.base}{url}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self, label: str, text: str, scope: str = "main") -> None:
        self.page.locator(scope).get_by_label(label).first.fill(text)

    def answer(self, part: PetitionPart, text: str, outcome: str, **more: str) -> None:
        self.open(reverse("conferences:answer-enter", args=[part.pk]))
        self.fill("Số, ký hiệu công văn", f"{part.pk}/STN")
        self.page.get_by_label("Phân loại câu trả lời").select_option(outcome)
        for label, said in more.items():
            self.page.locator(f"[name={label}]").fill(said)
        self.fill("Nội dung trả lời", text)
        self.press("Gửi câu trả lời")
        expect(self.page.get_by_text("Liên đoàn Lao động sẽ kiểm tra")).to_be_visible()


def enter_and_take_in(desk: Desk) -> Dialogue:
    today = timezone.localdate()
    desk.open("/")
    desk.page.get_by_role("link", name="Nhập cuộc đối thoại").click()
    desk.fill("Tên cuộc đối thoại", "Đối thoại với công nhân")
    desk.fill("Ngày tổ chức", format_date(today - timedelta(days=9)))
    desk.fill("Hạn trả lời", format_date(today - timedelta(days=1)))
    desk.press("Lưu")
    desk.page.get_by_role("link", name="Nhập từ Excel, Word").click()
    file = {"name": "kien-nghi.xlsx", "mimeType": "application/x", "buffer": workbook()}
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.press("Đọc tệp")
    expect(desk.page.get_by_text("Không phải kiến nghị", exact=False).first).to_be_visible()
    desk.press("Nhập các dòng đã đánh dấu")
    expect(desk.page.get_by_text("Đã nhập 4 kiến nghị.")).to_be_visible()
    return Dialogue.objects.get()


def route_to(desk: Desk, petition: Petition, *names: str) -> None:
    desk.open(petition.get_absolute_url())
    for field, name in zip(("agency", "second"), names, strict=False):
        desk.page.locator(f"[name=route-{field}]").select_option(label=name)
    desk.press("Chuyển kiến nghị")
    expect(desk.page.get_by_text("Mỗi cơ quan nhận một nhiệm vụ").first).to_be_visible()


def check(desk: Desk, petition: Petition) -> None:
    desk.open(petition.get_absolute_url())
    desk.page.get_by_text("Kiểm tra, phân loại câu trả lời").click()
    desk.press("Câu trả lời đạt yêu cầu")
    expect(desk.page.get_by_text("Có thể công khai").first).to_be_visible()


def part_of(petition: Petition, body) -> PetitionPart:
    return petition.parts.get(agency=body.seat.agency)


def test_from_the_list_to_what_the_public_reads(live_server, context, browser):
    federation, roads, homes = make_federation(), make_body("Sở Đường"), make_body("Sở Nhà")
    desk = Desk(context, live_server, federation)
    dialogue = enter_and_take_in(desk)
    lamps, buses, housing = dialogue.petitions.filter(kind="petition").order_by("number")
    route_to(desk, lamps, "Sở Đường")
    route_to(desk, buses, "Sở Đường", "Sở Nhà")
    route_to(desk, housing, "Sở Nhà")

    own = Desk(context, live_server, roads)
    own.answer(part_of(lamps, roads), "Đã lắp 18 cột đèn.", "carried_out")
    own.answer(part_of(buses, roads), "Đã tăng hai chuyến.", "carried_out")
    refused = own.page.goto(f"{live_server.url}{housing.get_absolute_url()}")
    assert refused.status == 404
    day = format_date(timezone.localdate() + timedelta(days=40))
    own = Desk(context, live_server, homes)
    own.answer(part_of(housing, homes), "Bàn giao 860 căn.", "promised", promised_on=day)

    desk = Desk(context, live_server, federation)
    for petition in (lamps, buses, housing):
        check(desk, petition)
    desk.open(reverse("conferences:dialogue-publish", args=[dialogue.pk]))
    for box in desk.page.locator("main input[type=checkbox]").all():
        box.check()
    desk.press("Công khai các kiến nghị đã đánh dấu")
    expect(desk.page.get_by_text("Đã công khai 4 kiến nghị.")).to_be_visible()
    desk.open(lamps.get_absolute_url())
    desk.press("Tạo liên kết cho người lao động")
    link = lamps.opinion_links.get()

    worker = browser.new_context(locale="vi-VN", viewport=PHONE).new_page()
    path = reverse("conferences:opinion-give", args=[opinion_token(link)])
    worker.goto(f"{live_server.url}{path}")
    worker.get_by_label("Chưa", exact=True).check()
    worker.locator("[name=why]").fill("Hai cột đã hỏng")
    worker.get_by_role("button", name="Gửi ý kiến").click()
    expect(worker.get_by_text("đã được ghi nhận: Chưa")).to_be_visible()
    assert worker.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    desk.open("/viec-can-lam/")
    desk.page.get_by_role("link", name="Hai cột đã hỏng").first.click()
    desk.page.get_by_text("Mở lại: chưa giải quyết được").click()
    desk.page.locator("[name$=-why]").first.fill("Hai cột đã hỏng")
    desk.press("Mở lại kiến nghị")
    expect(desk.page.get_by_text("Cơ quan nhận nhiệm vụ mới").first).to_be_visible()
    assert part_of(lamps, roads).state == PartState.OPEN

    copies.clear()
    visitor = browser.new_context(locale="vi-VN", viewport=PHONE).new_page()
    visitor.goto(f"{live_server.url}{reverse('conferences:public-petition-list')}")
    expect(visitor.get_by_text("Sở Nhà: quá hạn từ")).to_be_visible()
    expect(visitor.get_by_text("cam kết trước ngày")).to_be_visible()
    visitor.get_by_role("link", name=LAMPS).click()
    expect(visitor.get_by_text("mở lại ngày")).to_be_visible()
    expect(visitor.get_by_text("Đã lắp 18 cột đèn.")).to_be_visible()
    for other in (worker, visitor):
        other.context.close()
