"""The rows of a workbook as a sheet of cells: mended with the keyboard alone, by paste, and without
JavaScript.
"""

import pytest
from django.urls import reverse

from recruitment.imports import services as imports
from recruitment.imports.models import VacancyImport
from tests.browser.test_recruitment import sign_in
from tests.factories_recruitment import representative_of
from tests.recruitment.imports.test_imports import right, workbook

pytestmark = pytest.mark.django_db(transaction=True)
WRONG = 15


@pytest.fixture
def source(employer) -> VacancyImport:
    """300 rows, fifteen of them without a readable number."""
    rows = [right(title=f"Công nhân lắp ráp chuyền {number}") for number in range(300)]
    for row in rows[:: 300 // WRONG]:
        row[1] = "nhiều"
    by = representative_of(employer)
    made = imports.upload_workbook(
        employer=employer, data=workbook(*rows), file_name="a.xlsx", by=by
    )
    imports.continue_import(made, stop=lambda: False)
    return made


def open_wrong_rows(page, context, live_server, source) -> None:
    sign_in(context, live_server, representative_of(source.employer))
    path = reverse("recruitment:import-detail", args=[source.pk])
    page.goto(f"{live_server.url}{path}?dong=sai")


def people(source: VacancyImport) -> list[int]:
    rows = source.rows.exclude(mended={})
    return [int(row.mended["headcount"]) for row in rows]


def test_a_clerk_mends_fifteen_rows_with_the_keyboard_alone(page, context, live_server, source):
    open_wrong_rows(page, context, live_server, source)
    page.locator("[aria-invalid=true]").first.focus()
    for number in range(1, WRONG + 1):
        page.keyboard.press("Control+a")
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
    page.click("text=Lưu các ô và xem lại")
    page.wait_for_selector("text=Tạo 300 vị trí")
    assert (people(source), source.rows.wrong().count()) == ([*range(1, WRONG + 1)], 0)


def test_arrows_move_and_escape_takes_back(page, context, live_server, source):
    open_wrong_rows(page, context, live_server, source)
    cell = page.locator("[aria-invalid=true]").first
    cell.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("7")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    focused = "document.activeElement.name.split('-')[1]"
    assert page.evaluate(focused) == "title"
    assert page.locator("[aria-invalid=true]").nth(1).input_value() == "nhiều"


def test_a_column_copied_in_excel_is_pasted_downwards(page, context, live_server, source):
    open_wrong_rows(page, context, live_server, source)
    page.locator("[aria-invalid=true]").first.focus()
    copied = "\r\n".join(map(str, range(1, WRONG + 1))) + "\r\n"
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const paste = {clipboardData: data, bubbles: true, cancelable: true};
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        copied,
    )
    page.click("text=Lưu các ô và xem lại")
    page.wait_for_selector("text=Tạo 300 vị trí")
    assert people(source) == [*range(1, WRONG + 1)]
