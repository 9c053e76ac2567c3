"""The pages for workers on a small phone: light, readable, used without scripts and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from recruitment.interests.models import Interest
from recruitment.load.vacancies import generate_vacancies
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    verified_employer,
)
from tests.long import WIDE, first_and_long

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
FIRST_LOAD = 100_000  # bytes over the wire, fonts and all


@pytest.fixture
def vacancy(transactional_db):
    province = make_province()
    make_department(province)
    park = make_park(make_board(province), "KCN Quang Châu")
    return published_vacancy(
        verified_employer(province, park), bonus=3, bonus_condition="sau 30 ngày"
    )


@pytest.fixture
def pages(live_server, vacancy) -> list[str]:
    own = live_server.url + vacancy.get_absolute_url()
    return [f"{live_server.url}/viec-lam/?lodging=on", own, f"{own}dang-ky/"]


@pytest.mark.parametrize("size", first_and_long([PHONE, DESK], WIDE))
def test_they_break_no_accessibility_rule_fit_the_screen_and_run_one_small_script(
    page, pages, size
):
    page.set_viewport_size(size)
    for url, scripts in zip(pages, (1, 0, 0), strict=True):
        page.goto(url)
        found = Axe().run(page).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert page.locator("script[src]").count() == scripts


def test_the_first_load_of_a_full_list_stays_under_100_kb(page, live_server, vacancy):
    generate_vacancies(60, seed=1, today=timezone.localdate())
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: sizes.update(
            {
                request.url: sum(
                    request.sizes()[name] for name in ("responseBodySize", "responseHeadersSize")
                )
            }
        ),
    )
    page.goto(f"{live_server.url}/viec-lam/", wait_until="networkidle")
    assert page.locator(".jobs li").count() == 20
    assert (
        len([url for url in sizes if "/static/" in url]) >= 4
    )  # else its styles and letters were not counted
    assert sum(sizes.values()) <= FIRST_LOAD


def test_a_changed_filter_acts_at_once_with_the_words_beside_it(page, live_server, vacancy):
    page.goto(f"{live_server.url}/viec-lam/")
    page.get_by_role("searchbox").fill("lắp ráp")
    page.get_by_label("Nghề", exact=True).select_option("82")
    page.wait_for_url("**occupation=82**")
    expect(page.get_by_role("searchbox")).to_have_value("lắp ráp")
    expect(page.locator(".jobs li")).to_have_count(1)
    expect(page.get_by_label("Nghề", exact=True)).to_be_focused()


def test_without_scripts_the_button_searches(browser, live_server, vacancy):
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{live_server.url}/viec-lam/")
    page.get_by_label("Nghề", exact=True).select_option("72")
    page.get_by_role("button", name="Tìm").first.click()
    assert ("occupation=72" in page.url, page.locator(".jobs li").count()) == (True, 0)
    context.close()


def test_the_readers_own_letters_are_as_large_as_wanted(page, pages):
    for url in pages:
        page.goto(url)
        size = "parseFloat(getComputedStyle(document.querySelector('main p, main label')).fontSize)"
        before = page.evaluate(size)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(size) == 2 * before


def test_a_worker_finds_a_job_and_asks_for_it_by_keyboard_alone(page, live_server, vacancy):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/viec-lam/")
    page.get_by_role("searchbox").fill("lap rap")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Công nhân lắp ráp").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Đăng ký quan tâm").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Họ và tên").fill("Nông Thị Lan")
    page.keyboard.press("Tab")
    page.keyboard.type("0362 000 187")
    page.keyboard.press("Tab")
    page.keyboard.type("xã Tràng Định, Lạng Sơn")
    page.get_by_label("Tôi đồng ý").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Anh/chị đã đăng ký").wait_for()
    assert Interest.objects.get().phone == "0362000187"
    page.get_by_role("link", name="rut-dang-ky").click()
    page.get_by_role("button", name="Xóa đăng ký của tôi").click()
    page.get_by_role("heading", name="Đã xóa đăng ký").wait_for()
    assert not Interest.objects.exists()
