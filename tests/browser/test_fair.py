"""A linked fair of three provinces with three people at once: the job centre, an employer, and
somebody on a phone without an account; up to the published numbers.
"""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from conferences.booths.links import recruiter_token
from conferences.booths.models import Booth
from conferences.fair_booking.models import Seeker
from conferences.fairs.services import add_point, open_fair
from conferences.outcomes.models import Outcome
from tests.browser.test_communication import PHONE, sign_in
from tests.factories import make_actor
from tests.factories_fairs import (
    accepted_booth,
    at,
    draft_fair,
    make_centre,
    make_firm,
    partner_officer,
)
from tests.factories_recruitment import make_province, representative_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long("a browser with three people"),
]
NAME = "Nông Thị Hoa"
ROOM = "https://hop.example/phong-2"


@pytest.fixture
def clock():
    """Tomorrow at seven, before the fair; a later hour than now, so that sessions hold."""
    with time_machine.travel(at(7, days=1), tick=True) as moved:
        yield moved


class World:
    def __init__(self) -> None:
        self.centre = make_centre(make_province("Bắc Ninh"))
        self.partners = [
            partner_officer(make_centre(make_province(name)).seat.agency)
            for name in ("Lạng Sơn", "Cao Bằng")
        ]
        self.fair = draft_fair(
            self.centre,
            kind="linked",
            starts_at=at(8, days=0),
            ends_at=at(16, days=0),
            employers_until=timezone.localdate(),
        )
        for each in self.partners:
            where = {"venue": "Số 2, đường Bạn", "phone": "02053000222"}
            add_point(fair=self.fair, agency=each.seat.agency, by=self.centre, **where)
        self.fair = open_fair(fair=self.fair, version=self.fair.version, by=self.centre)
        self.firm, self.other = make_firm(), make_firm()
        accepted_booth(self.fair, self.centre, self.other)

    def address(self, live_server, name: str, *args: object) -> str:
        return f"{live_server.url}{reverse(f'conferences:{name}', args=args)}"


def ask_for_booth(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Đăng ký gian hàng").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Liên kết phòng phỏng vấn", exact=True).fill(ROOM)
    page.locator("form.form-wide button.btn-primary").click()
    expect(page.get_by_text("Trung tâm Dịch vụ việc làm").first).to_be_visible()


def add_times(page, agency: str) -> None:
    page.reload()
    page.get_by_label("Với người tại").or_(page.locator("#id_block-point")).first.select_option(
        label=f"{agency} · Số 2, đường Bạn"
    )
    page.locator("#id_block-begins").fill("8:30")
    page.locator("#id_block-ends").fill("9:30")
    page.get_by_role("button", name="Thêm khung giờ").click()
    expect(page.get_by_text("08:30").first).to_be_visible()


def register(phone, address: str, agency: str) -> None:
    phone.goto(address)
    phone.get_by_role("link", name="Đăng ký tham gia").click()
    phone.get_by_label("Điểm tham gia").select_option(label=f"{agency} · Số 2, đường Bạn")
    phone.get_by_label("Hình thức tham gia").select_option(label="Trực tuyến tại nhà")
    phone.get_by_label("Họ và tên", exact=True).fill(NAME)
    phone.get_by_label("Điện thoại", exact=True).fill("0912 345 678")
    phone.get_by_label("Tỉnh quê quán").select_option(index=1)
    phone.get_by_label("Nơi ở: xã, tỉnh").fill("xã Tràng Định, Lạng Sơn")
    phone.locator("#id_consent").check()
    phone.get_by_role("button", name="Đăng ký tham gia").click()
    phone.get_by_role("button", name="Đặt lịch").click()
    expect(phone.get_by_text("Đã đặt lịch phỏng vấn.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def interview(recruiter, phone, address: str, number: str) -> None:
    """Called by number on the shared board; then interviewed."""
    recruiter.goto(address)
    recruiter.locator("button[name=there]").click()
    recruiter.locator("button[value=called]").click()
    expect(phone.locator("b.big", has_text=number)).to_be_visible()
    recruiter.locator("button[value=done]").click()
    expect(recruiter.locator("button[value=done]")).to_be_hidden()


def assert_hidden_from_others(world: World, seeker: Seeker, booth: Booth) -> None:
    """The name is read by the own point, the centre and the employer; by nobody else."""
    pages = [
        reverse("conferences:fair", args=[world.fair.pk]),
        reverse("conferences:fair-point", args=[seeker.point_id]),
        reverse("conferences:seeker", args=[seeker.pk]),
        reverse("conferences:booth", args=[booth.pk]),
        reverse("conferences:booth-outcomes", args=[booth.pk]),
        reverse("conferences:fair-results", args=[world.fair.pk]),
    ]
    seen = {}
    readers = {
        "own point": world.partners[0],
        "other province": world.partners[1],
        "other employer": representative_of(world.other),
        "leader": make_actor(role=SeatRole.LEADER),
    }
    for who, actor in readers.items():
        client = Client()
        client.force_login(actor.person)
        answers = [client.get(path) for path in pages]
        seen[who] = [NAME in answer.content.decode() for answer in answers].count(True)
    assert seen == {"own point": 2, "other province": 0, "other employer": 0, "leader": 0}


def test_three_people_take_a_linked_fair_to_its_published_numbers(
    live_server, browser, context, page, clock
):
    world = World()
    clock.move_to(at(8, 5, days=0))
    fair = world.address(live_server, "fair", world.fair.pk)
    public = world.address(live_server, "public-fair", world.fair.pk)
    board = world.address(live_server, "fair-board", world.fair.pk)
    agency = world.partners[0].seat.agency.name
    sign_in(context, live_server, world.centre.person)
    outside = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1280, "height": 800}
    )
    employer = outside.new_page()
    sign_in(outside, live_server, representative_of(world.firm).person)
    pocket = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=PHONE)
    phone = pocket.new_page()

    ask_for_booth(employer, fair)
    booth = Booth.objects.get(employer=world.firm)
    page.goto(world.address(live_server, "booth", booth.pk))
    page.get_by_role("button", name="Nhận gian hàng").click()
    add_times(employer, agency)
    register(phone, public, agency)
    page.goto(fair)
    page.get_by_role("button", name="Bắt đầu phiên").click()
    expect(page.get_by_role("button", name="Kết thúc phiên")).to_be_visible()
    phone.reload()
    phone.get_by_role("button", name="Tôi đã sẵn sàng, cấp số cho tôi").click()
    expect(phone.locator("b.big", has_text="1")).to_be_visible()
    phone.goto(board)
    token = recruiter_token(booth)
    interview(employer, phone, world.address(live_server, "recruiter", token), "1")
    assert NAME not in phone.content()

    seeker = Seeker.objects.get()
    assert_hidden_from_others(world, seeker, booth)
    employer.goto(world.address(live_server, "booth-outcomes", booth.pk))
    employer.get_by_role("combobox").select_option(label="Đã đi làm")
    employer.get_by_role("button", name="Lưu kết quả").click()
    expect(employer.get_by_text("1 kết quả").first).to_be_visible()
    assert [row.rung for row in Outcome.objects.all()] == [4]
    page.get_by_role("button", name="Kết thúc phiên").click()
    expect(page.get_by_role("link", name="Kết quả")).to_be_visible()
    phone.goto(public)
    numbers = phone.get_by_role("region", name="Kết quả phiên").locator("dd").all_inner_texts()
    assert numbers == ["2", "200", "1", "1", "1", "1", "1", "1", "1"]
    outside.close()
    pocket.close()
