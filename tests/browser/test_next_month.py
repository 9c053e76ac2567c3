"""Next month's file, confirmed by a clerk with the keyboard alone."""

import pytest
from django.urls import reverse

from recruitment.vacancies.models import Vacancy
from tests.browser.test_recruitment import sign_in
from tests.factories_recruitment import published_vacancy, representative_of
from tests.recruitment.import_review.month_files import as_cells, month_file
from tests.recruitment.import_review.test_month import NEW

pytestmark = pytest.mark.django_db(transaction=True)
SAME = 40
CHANGED = 10
GONE = 5
MADE = 5
# Keys that a clerk presses once the file is chosen; each is a step of a second or two.
MOST_KEYS = 25


@pytest.fixture
def rows(employer) -> list[dict[str, str]]:
    """60 rows beside 55 open vacancies: 40 as they are, 10 with other people, 5 new; 5 are gone."""
    vacancies = [
        published_vacancy(employer, title=f"Công nhân lắp ráp chuyền {number}", headcount=number)
        for number in range(1, SAME + CHANGED + GONE + 1)
    ]
    kept = vacancies[: SAME + CHANGED]
    said = [as_cells(vacancy) for vacancy in kept]
    for cells in said[SAME:]:
        cells["headcount"] = str(int(cells["headcount"]) + 20)
    return [*said, *(NEW | {"title": f"Thủ kho {number}"} for number in range(MADE))]


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def tab_to(self, selector: str) -> None:
        is_there = f"document.activeElement.matches({selector!r})"
        while not self.page.evaluate(is_there):
            self.press("Tab")


def test_a_clerk_is_done_with_next_month_in_few_keys(
    page, context, live_server, employer, rows, tmp_path
):
    file = tmp_path / "thang-sau.xlsx"
    file.write_bytes(month_file(rows))
    sign_in(context, live_server, representative_of(employer))
    page.goto(f"{live_server.url}{reverse('recruitment:import-upload')}")
    page.set_input_files("input[type=file]", file)
    page.focus("input[type=file]")
    keys = Keyboard(page)
    keys.tab_to("form button.btn-primary")
    keys.press("Enter")
    page.wait_for_selector("text=5 vị trí đang mở mà tệp không có")
    told = page.inner_text("main")
    assert "10 vị trí thay đổi" in told
    assert "40 vị trí không đổi" in told
    assert "Số người cần tuyển: 41 → 61" in told
    # The figure of what is gone leads there.
    page.focus("a[href='#gone']")
    keys.press("Enter")
    keys.tab_to("#id_outcome")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert page.eval_on_selector("#id_outcome", "each => each.value") == "nobody"
    page.focus("#month-confirm button")
    keys.press("Enter")
    page.wait_for_selector("text=5 mới, 10 thay đổi, 5 đã đóng")
    assert keys.pressed <= MOST_KEYS
    statuses = [*Vacancy.objects.order_by("pk").values_list("status", flat=True)]
    assert statuses == (
        ["published"] * (SAME + CHANGED) + ["withdrawn"] * GONE + ["submitted"] * MADE
    )
