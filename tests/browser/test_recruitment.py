"""A clerk brings 200 positions by Excel, the office checks them, a broadcaster prints the script;
the desk's pages.
"""

import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from agencies.mail.services import deliver_messages
from agencies.people.permissions import Actor
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor
from tests.factories_recruitment import (
    make_board,
    make_commune,
    make_department,
    make_firm,
    make_licence,
    make_park,
    make_province,
    make_usage_report,
    published_vacancy,
    submitted_vacancy,
    verified_employer,
)
from tests.long import WIDE, first_and_long
from tests.recruitment.imports.test_imports import right, workbook

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
PASSWORD = "mat-khau-du-dai-2026"


def sign_in(context, live_server, actor: Actor) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(actor.person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = actor.person.get_session_auth_hash()
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


@pytest.fixture
def place():
    """A province with its two offices and a park."""
    province = make_province("Bắc Ninh")
    return make_department(province), make_park(make_board(province), "KCN Quang Châu")


# The clerk ----------------------------------------------------------------------------------------
@pytest.mark.long("a journey through the browser; what is done at each step is tested by itself")
def test_a_clerk_registers_and_brings_200_positions_that_workers_find(
    page, context, browser, live_server, place, monkeypatch
):
    # Nobody works in the background here, so the page does all of it.
    monkeypatch.setattr("recruitment.imports.services.FIRST_SECONDS", 60)
    _department, park = place
    board = make_actor(role=SeatRole.VERIFIER, agency=park.board)
    office = browser.new_context(locale="vi-VN", viewport=DESK)
    sign_in(office, live_server, board)
    desk = office.new_page()
    _register(page, live_server, park)
    _verify(desk, live_server)
    _import(page, live_server)
    assert Vacancy.objects.filter(status="submitted").count() == 200
    while Vacancy.objects.filter(status="submitted").exists():
        desk.goto(f"{live_server.url}{reverse('recruitment:vacancy-desk')}")
        desk.check("thead [data-choose-all]")
        desk.click("text=Duyệt các vị trí đã chọn")
        desk.wait_for_selector("text=Đã duyệt")
    page.goto(f"{live_server.url}/viec-lam/?q=cong+nhan+lap+rap")
    expect(page.locator(".result-count")).to_have_text("200 việc làm")
    office.close()


def _register(page, live_server, park) -> None:
    page.goto(live_server.url + reverse("recruitment:employer-register"))
    typed = {
        "tax_code": "2400999012",
        "name": "Công ty TNHH Ánh Sao",
        "ward": "Phường Nếnh",
        "address": "Lô E",
        "contact_name": "Dương Thị Mến",
        "contact_phone": "0912 000 641",
        "contact_email": "men@anhsao.example",
    }
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    for name, value in {
        "kind": "foreign",
        "industry": "C",
        "size": "u500",
        "park": str(park.pk),
    }.items():
        page.select_option(f"[name={name}]", value)
    page.click("main form button")
    deliver_messages()
    link = next(
        re.findall(r"https?://\S+", letter.body)[0]
        for letter in mail.outbox
        if "men@" in letter.to[0]
    )
    page.goto(live_server.url + "/" + link.split("/", 3)[3])
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main form button")
    page.wait_for_load_state()


def _verify(desk, live_server) -> None:
    desk.goto(live_server.url + reverse("recruitment:employer-list"))
    desk.click("text=Công ty TNHH Ánh Sao")
    desk.click("text=Xác minh doanh nghiệp")
    desk.wait_for_load_state()
    assert Employer.objects.get().status == "verified"


def _import(page, live_server) -> None:
    """190 right and ten wrong; one mended on the screen, nine in the marked file."""
    rows = [right(title=f"Công nhân lắp ráp chuyền {number}") for number in range(200)]
    for row in rows[:10]:
        row[1] = "nhiều"
    page.goto(live_server.url + reverse("recruitment:import-upload"))
    file = {
        "name": "nhu-cau.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": workbook(*rows),
    }
    page.set_input_files("[name=file]", file)
    page.click("text=Tải lên và đọc")
    page.wait_for_selector("text=Tạo 190 vị trí")
    page.click("text=Cần sửa (10)")
    page.locator("[data-cells] [aria-invalid=true]").first.fill("40")
    page.click("text=Lưu các ô và xem lại")
    page.wait_for_selector("text=Tạo 191 vị trí")
    with page.expect_download() as downloading:
        page.click("text=Tải tệp của ông/bà, ô sai được đánh dấu")
    marked = load_workbook(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    sheet = marked.active
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == "nhiều":
                cell.value = 40
    mended = io.BytesIO()
    marked.save(mended)
    page.click("text=Tạo 191 vị trí")
    page.wait_for_selector("text=Mở danh sách vị trí")
    page.goto(live_server.url + reverse("recruitment:import-upload"))
    page.set_input_files("[name=file]", file | {"name": "da-sua.xlsx", "buffer": mended.getvalue()})
    page.click("text=Tải lên và đọc")
    page.wait_for_selector("text=Tạo 9 vị trí")
    page.click("text=Tạo 9 vị trí")
    page.wait_for_selector("text=Mở danh sách vị trí")


# The broadcaster ----------------------------------------------------------------------------------
def test_a_broadcaster_prints_the_script(page, context, live_server, place):
    _department, park = place
    published_vacancy(verified_employer(park.province, park), headcount=300)
    sign_in(context, live_server, make_actor(role=SeatRole.NEWSROOM))
    page.goto(live_server.url + reverse("agencies:must-do"))
    page.click("nav >> text=Bảng nhu cầu")
    page.click("text=Bản tin loa truyền thanh")
    expect(page.locator(".script")).to_contain_text("ba trăm công nhân lắp ráp")
    page.emulate_media(media="print")
    expect(page.locator(".script")).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()


# The desk's pages ---------------------------------------------------------------------------------
@pytest.mark.parametrize("size", first_and_long([PHONE, DESK], WIDE))
def test_the_pages_of_the_desk_break_no_accessibility_rule_and_fit_the_screen(
    page, context, live_server, place, size
):
    department, park = place
    employer = verified_employer(park.province, park)
    published_vacancy(employer)
    submitted_vacancy(employer)
    report = make_usage_report(employer, "2025-nam", notes=["Chăm chỉ."])
    firm = make_firm(department)
    make_licence(firm, department)
    make_commune(park.province)
    sign_in(context, live_server, department)
    page.set_viewport_size(size)
    names = (
        "demand-board",
        "demand-board-rows",
        "vacancy-desk",
        "usage-list",
        "lodging-list",
        "park-list",
        "alert-list",
    )
    names += ("service-firm-list", "usage-summary", "lodging-summary")
    paths = [reverse(f"recruitment:{name}") for name in names]
    paths += [report.get_absolute_url(), firm.get_absolute_url()]
    paths += [reverse("recruitment:usage-report", args=[employer.agency_id, "2025-nam"])]
    paths += [reverse("recruitment:inspection-enter", args=[firm.pk])]
    broken = {}
    for path in paths:
        page.goto(live_server.url + path)
        found = [
            f"{each['id']}: {each['nodes'][0]['html']}"
            for each in Axe().run(page).response["violations"]
        ]
        width = page.evaluate("document.documentElement.scrollWidth")
        if found or width != size["width"]:
            broken[path] = (found, width)
    assert broken == {}
