"""From a document to its assigned tasks with the keyboard alone; on a phone; without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from agencies.bodies.choices import SeatRole
from agencies.directives.choices import ProposalStatus
from agencies.directives.models import Directive
from agencies.tasks.models import Task
from tests.agencies.review_data import PLAN, make_plan, make_register, proposal_with
from tests.factories import make_actor
from tests.long import WIDE, first_and_long

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}


@pytest.fixture
def coordinator(live_server, context):
    """A coordinator, signed in in the browser."""
    actor = make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"])
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
    return actor


@pytest.fixture
def review(live_server, coordinator, page):
    """The review of the plan just read, open in the browser."""
    directive = make_plan(coordinator)
    page.goto(f"{live_server.url}{reverse('agencies:review', args=[directive.pk])}")
    return directive


def violations(page) -> list[str]:
    return [
        f"{found['id']}: {found['nodes'][0]['html']}"
        for found in Axe().run(page).response["violations"]
    ]


def current(page) -> str:
    """The number of the item that keys act on."""
    return page.locator("[data-item][aria-current] .item-no").inner_text()


_WATCH = """() => {
    delete document.documentElement.dataset.settled;
    const settle = () => { document.documentElement.dataset.settled = "yes"; };
    addEventListener("htmx:afterSettle", settle, { once: true });
}"""


def press(page, *keys: str) -> None:
    """Press keys that ask the server, each after the last answer has settled."""
    for key in keys:
        page.evaluate(_WATCH)
        page.keyboard.press(key)
        page.locator("html[data-settled]").wait_for(state="attached")


def status(directive: Directive, words: str) -> str:
    return proposal_with(directive, words).status


def test_from_a_document_to_its_tasks_with_the_keyboard(page, live_server, coordinator, tmp_path):
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(PLAN)
    page.goto(live_server.url + reverse("agencies:directive-upload"))
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Nhập văn bản này").press("Enter")
    page.wait_for_url("**/duyet/")
    directive = Directive.objects.get()
    assert current(page) == "4"  # the first item that is a task
    press(page, "Enter", "Enter", "x", "z")
    page.keyboard.press("g")
    page.wait_for_url("**/giao/")
    assert Task.objects.count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{directive.get_absolute_url()}")
    assert Task.objects.count() == 6
    assert (
        page.locator("table.list tbody tr").count() == 5
    )  # a clause with two leads is one row, with their sum


@pytest.mark.parametrize("size", first_and_long([PHONE, DESK], WIDE))
def test_the_review_breaks_no_accessibility_rule_and_fits_the_screen(page, review, size):
    page.set_viewport_size(size)
    page.reload()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    press(page, "e")
    assert violations(page) == []


def test_the_other_pages_break_no_accessibility_rule(page, live_server, review):
    for name, arguments in [
        ("directive-list", []),
        ("directive-upload", []),
        ("directive-detail", [review.pk]),
        ("directive-edit", [review.pk]),
        ("directive-assign", [review.pk]),
    ]:
        page.goto(live_server.url + reverse(f"agencies:{name}", args=arguments))
        assert violations(page) == []


def test_a_click_on_either_side_brings_the_other_into_view(page, review):
    last = proposal_with(review, "Vận động hội viên")
    page.locator(f"#m-{last.pk}").click()
    assert page.locator(f"#p-{last.pk}").evaluate(
        "(item) => item.getBoundingClientRect().bottom <= innerHeight"
    )
    first = review.proposals.first()
    page.locator(f"#p-{first.pk} .item-no").click()
    run = page.locator(f"mark[data-p='{first.pk}']").first
    assert run.evaluate(
        "(run) => { const r = run.getBoundingClientRect(); return r.top >= 0 && r.bottom <= "
        "innerHeight; }"
    )


def test_j_k_x_and_z_walk_drop_and_take_back(page, review):
    page.keyboard.press("j")
    assert current(page) == "5"
    page.keyboard.press("k")
    press(page, "x")
    assert status(review, "Chủ động phối hợp") == ProposalStatus.DROPPED
    assert current(page) == "5"
    press(page, "z")
    assert status(review, "Chủ động phối hợp") == ProposalStatus.PROPOSED


def test_enter_confirms_and_the_text_and_the_counts_follow(page, review):
    press(page, "Enter")
    proposal = proposal_with(review, "Chủ động phối hợp")
    assert proposal.status == ProposalStatus.CONFIRMED
    assert "is-confirmed" in page.locator(f"#m-{proposal.pk}").get_attribute("class")
    assert re.search(r"\b4\b", page.locator("#review-acts form").inner_text())


def test_e_edits_in_place_and_escape_leaves(page, review):
    press(page, "e")
    assert page.evaluate("document.activeElement.name") == "text"
    before = page.locator("[data-edit]").locator("xpath=..").get_attribute("data-item")
    press(page, "Escape")
    assert page.locator("[data-item][aria-current]").get_attribute("data-item") == before
    expect(page.locator("[data-edit]")).to_have_count(0)


def test_an_agency_is_chosen_while_typing_without_accents(page, review):
    proposal = proposal_with(review, "tiếp nhận phản ánh")
    page.locator(f"#m-{proposal.pk}").click()
    press(page, "Enter")
    page.keyboard.type("ban quan ly")
    option = page.locator("[data-picker-list] [role=option]").first
    option.wait_for()
    field = page.locator("[data-picker-input]:focus").bounding_box()
    assert 0 <= option.bounding_box()["y"] - field["y"] - field["height"] <= 16
    page.keyboard.press("Enter")
    page.locator("[data-edit] [name=confirm]").click()
    page.locator("[data-edit]").wait_for(state="detached")
    assert status(review, "tiếp nhận phản ánh") == ProposalStatus.CONFIRMED
    assert proposal_with(review, "Vận động hội viên").addressees.get().is_resolved


def select_words(page, proposal, words: str) -> None:
    """Select words inside one line of the document, as a mouse would."""
    page.evaluate(
        """([key, words]) => {
            for (const run of document.querySelectorAll(`[data-p~="${key}"]`)) {
                const at = run.firstChild.data.indexOf(words);
                const end = at + words.length;
                if (at < 0) continue;
                getSelection().setBaseAndExtent(run.firstChild, at, run.firstChild, end);
            }
        }""",
        [proposal.pk, words],
    )


def test_s_splits_at_the_cursor_and_m_merges_again(page, review):
    proposal = proposal_with(review, "Lập dự toán")
    page.locator(f"#m-{proposal.pk}").click()
    select_words(page, proposal, "gửi Sở Tài chính")
    press(page, "s")
    assert review.proposals.count() == 11
    lower = proposal_with(review, "gửi Sở Tài chính")
    assert lower.text == "gửi Sở Tài chính thẩm định trước ngày 06/3/2024."
    press(page, "m")
    assert review.proposals.count() == 10


def test_a_adds_the_selected_words(page, review):
    select_words(
        page, proposal_with(review, "Thẩm định dự toán"), "tham mưu UBND tỉnh bố trí kinh phí"
    )
    press(page, "a")
    assert review.proposals.filter(text="tham mưu UBND tỉnh bố trí kinh phí").count() == 1


def test_a_phone_shows_one_side_at_a_time(page, review):
    page.set_viewport_size(PHONE)
    page.reload()
    listed, text = page.locator("#side-list"), page.locator("#side-text")
    expect(listed).to_be_visible()
    expect(text).to_be_hidden()
    page.locator("[data-tab='text']").click()
    expect(listed).to_be_hidden()
    expect(text).to_be_visible()
    proposal = proposal_with(review, "Thẩm định dự toán")
    page.locator(f"#m-{proposal.pk}").click()
    expect(listed).to_be_visible()
    expect(text).to_be_hidden()
    expect(page.locator(f"#p-{proposal.pk}")).to_have_attribute("aria-current", "true")


def test_everything_works_without_a_script(browser, live_server, coordinator, context):
    directive = make_plan(coordinator)
    plain = browser.new_context(java_script_enabled=False, viewport=PHONE)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"{live_server.url}{reverse('agencies:review', args=[directive.pk])}")
    item = page.locator(f"#p-{proposal_with(directive, 'Thẩm định dự toán').pk}")
    item.get_by_text("Xác nhận", exact=True).or_(item.get_by_text("Confirm", exact=True)).click()
    assert status(directive, "Thẩm định dự toán") == ProposalStatus.CONFIRMED
    page.locator(f"#p-{proposal_with(directive, 'Lập dự toán').pk} [data-act=edit]").click()
    page.locator("[data-edit] [name=text]").fill("Lập dự toán và gửi Sở Tài chính.")
    page.locator("[data-edit] [name=confirm]").click()
    assert status(directive, "Lập dự toán và gửi") == ProposalStatus.CONFIRMED
    plain.close()
