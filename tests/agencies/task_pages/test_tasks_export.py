"""The task list as a workbook."""

import datetime
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from agencies.lists.paging import PAGE_LENGTH
from agencies.tasks.occurrence_models import Occurrence
from tests.agencies.task_data import EXPORT, LIST, coordinator, found
from tests.factories import (
    make_actor,
    make_agency,
    make_deadline,
    make_directive,
    make_task,
    sign_in,
)

pytestmark = pytest.mark.django_db


HEAD = 8  # the row of the headings, below the official frame


def workbook_rows(response) -> list[tuple]:
    """Headings and rows, without the frame above and the signatures below."""
    sheet = load_workbook(io.BytesIO(response.content)).active
    heading, *rows = sheet.iter_rows(min_row=HEAD, values_only=True)
    return [heading, *(row for row in rows if isinstance(row[0], int))]


def test_the_workbook_holds_what_the_list_shows_cell_by_cell(client):
    lead = make_agency("Sở Y tế", short_name="SYT")
    directive = make_directive(number="57/KH-UBND")
    make_task(lead=lead, directive=directive, title="Lập dự toán", due_on=date(2024, 3, 6))
    task = Occurrence.objects.get().task
    deadline = make_deadline(task, due_on=date(2024, 3, 6))
    moved = datetime.datetime(2024, 3, 1, 2, 30, tzinfo=datetime.UTC)
    Occurrence.objects.update(deadline=deadline, moved_at=moved)
    make_task(lead=lead, directive=directive, title="Không hạn")
    coordinator(client)
    heading, first, second = workbook_rows(client.get(EXPORT))
    assert heading[:7] == (
        "No.",
        "Task",
        "Period",
        "Document",
        "Lead agency",
        "Deadline as written",
        "Due on",
    )
    assert first[:7] == (
        1,
        "Lập dự toán",
        None,
        "57/KH-UBND",
        "Sở Y tế",
        "trước ngày 06/3/2024",
        as_time(2024, 3, 6),
    )
    assert first[8:] == ("Late", as_time(2024, 3, 1, 9, 30), None)
    assert second[:8] == (2, "Không hạn", None, "57/KH-UBND", "Sở Y tế", None, None, None)
    assert first[7] in client.get(LIST).content.decode()


def test_an_extended_task_shows_both_deadlines(client):
    make_task(due_on=date(2024, 3, 12))
    Occurrence.objects.update(first_due_on=date(2024, 3, 6), extended_to=date(2024, 3, 12))
    heading, row = workbook_rows(coordinator(client).get(EXPORT))
    assert dict(zip(heading, row, strict=True))["Due on"] == as_time(2024, 3, 12)
    assert (heading[-1], row[-1]) == ("First deadline, where extended", as_time(2024, 3, 6))


def as_time(*parts: int) -> datetime.datetime:
    """Workbooks know no zones."""
    return datetime.datetime(*parts)  # noqa: DTZ001


def test_the_workbook_holds_all_filtered_rows_in_the_lists_order(client):
    for number in range(PAGE_LENGTH + 5):
        make_task(title=f"may {number}", due_on=date(2024, 3, 28 - number % 28))
    make_task(title="điện tử")
    rows = workbook_rows(coordinator(client).get(EXPORT, {"q": "may"}))[1:]
    assert [row[1] for row in rows] == found("q=may")


def test_no_text_becomes_a_formula(client):
    make_task(title="=HYPERLINK(1)", lead=make_agency("@SUM(1)"), due_on=date(2024, 3, 6))
    response = coordinator(client).get(EXPORT)
    cells = load_workbook(io.BytesIO(response.content)).active[HEAD + 1]
    assert [(cell.value, cell.data_type) for cell in (cells[1], cells[4])] == [
        ("=HYPERLINK(1)", "s"),
        ("@SUM(1)", "s"),
    ]


def test_the_workbook_holds_only_what_the_seat_may_see(client):
    actor = make_actor()
    make_task(title="của mình", lead=actor.seat.agency)
    make_task(title="của người khác")
    assert [row[1] for row in workbook_rows(sign_in(client, actor).get(EXPORT))[1:]] == ["của mình"]


def test_too_many_rows_are_told_and_not_cut_silently(client, monkeypatch):
    monkeypatch.setattr("agencies.tasks.paging.COUNTED", 2)
    monkeypatch.setattr("agencies.task_pages.list_views.COUNTED", 2)
    for _number in range(3):
        make_task(title="may")
    refused = coordinator(client).get(EXPORT, {"q": "may"})
    page = client.get(refused.url).content.decode()
    assert refused.url == f"{LIST}?q=may"
    assert page.count("narrow the filter") == 2
