"""A coordinator takes in agencies and people in a browser; each page fits a phone and is usable by
everybody.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.members.models import Invitation
from tests.agencies.people_data import make_register, province_rows, saved, workbook
from tests.browser.test_recruitment import DESK, PHONE, sign_in
from tests.factories import make_actor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh(transactional_db, settings):
    settings.HOST_PROVINCE = "bac-giang"


def test_a_coordinator_takes_in_a_workbook_and_sees_who_is_invited(
    page, context, live_server, tmp_path
):
    make_register()
    sign_in(context, live_server, make_actor(role=SeatRole.COORDINATOR))
    rows = province_rows()[:6]
    rows[1] = rows[1] | {"email": "sai"}
    file = tmp_path / "co-quan.xlsx"
    file.write_bytes(saved(workbook(rows)))
    page.goto(live_server.url + reverse("agencies:agency-list"))
    look(page)
    page.click("text=Cơ quan và người dùng từ Excel")
    page.set_input_files("[name=file]", str(file))
    look(page)
    page.click("text=Tải lên và đọc")
    page.wait_for_selector("text=Nội dung sẽ tạo")
    look(page)
    page.click("table.list a >> nth=0")
    look(page)
    page.fill("[name=email]", "dung@bacninh.example")
    page.click("text=Lưu dòng này")
    page.click("text=Tạo và gửi 6 lời mời")
    page.wait_for_selector("text=Mọi dòng của tệp này đã được xử lý.")
    assert Invitation.objects.count() == 6
    page.click("text=Mở danh sách")
    look(page)
    page.check("thead [data-choose-all]")
    assert page.inner_text("[data-chosen-count]") == "6"


def look(page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [
            (each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
