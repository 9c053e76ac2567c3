"""The working calendar's page: swapped days, the policy, and what they do to open tasks."""

import re
from datetime import date

import pytest
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.choices import Roll
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.calendar.queries import working_calendar
from agencies.calendar.year import HolidaySpan, calendar_year
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_actor, make_deadline, make_task, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/lich-lam-viec/"


@pytest.fixture
def coordinator(client):
    return sign_in(client, make_actor(role=SeatRole.COORDINATOR))


def dated(bound: str = "", status: str = OccurrenceStatus.ASSIGNED) -> Occurrence:
    """Due on Saturday 15/6/2024, as a document says it."""
    task = make_task(due_on=date(2024, 6, 15), status=status)
    deadline = make_deadline(task, due_on=date(2024, 6, 15), bound=bound)
    Occurrence.objects.filter(task=task).update(deadline=deadline, act_by=date(2024, 6, 14))
    return task.occurrences.get()


def flash(client, answer) -> str:
    page = client.get(answer.url).content.decode()
    return re.search(r'class="flash-words">(.*?)<', page).group(1)


def test_a_swapped_day_moves_open_tasks_and_says_how_many(coordinator):
    occurrence, done = dated(), dated(status=OccurrenceStatus.DONE)
    answer = coordinator.post(
        f"{PAGE}ngay/", {"day": "15/6/2024", "is_working": "working", "note": "Làm bù"}
    )
    occurrence.refresh_from_db()
    done.refresh_from_db()
    assert (answer.url, flash(coordinator, answer)) == (
        f"{PAGE}?nam=2024",
        "Saved. 1 open task moved to another date.",
    )
    assert (occurrence.act_by, done.act_by) == (date(2024, 6, 15), date(2024, 6, 14))
    assert AuditEntry.objects.filter(action="dates-recomputed").count() == 1


def test_a_swapped_day_can_be_taken_back(coordinator):
    row = CalendarDay.objects.create(day=date(2024, 6, 14), is_working=False, note="Nghỉ")
    answer = coordinator.post(reverse("agencies:calendar-day-removal", args=[row.pk]))
    assert flash(coordinator, answer) == "Saved. No open task moved."
    assert working_calendar().is_working(date(2024, 6, 14))


def test_the_policy_moves_the_dates_it_reads(coordinator):
    before, by = dated(bound="before"), dated(bound="by")
    answer = coordinator.post(
        f"{PAGE}quy-uoc/", {"before_includes_day": "no", "roll": Roll.BACK, "clearing_days": "3"}
    )
    due_days = dict(Occurrence.objects.values_list("pk", "due_on"))
    assert flash(coordinator, answer) == "Saved. 2 open tasks moved to another date."
    assert due_days == {before.pk: date(2024, 6, 14), by.pk: date(2024, 6, 14)}
    policy = DeadlinePolicy.objects.get()
    assert (policy.before_includes_day, policy.clearing_days) == (False, 3)


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        (
            {"day": "31/02/2024", "is_working": "off", "note": "x"},
            "day",
            "There is no day 31/02/2024.",
        ),
        (
            {"day": "1/1/24", "is_working": "off", "note": "x"},
            "day",
            "type the year with four digits",
        ),
        ({"day": "Tết", "is_working": "off", "note": "x"}, "day", "is not a date"),
        (
            {"day": "15/6/2024", "is_working": "off", "note": ""},
            "note",
            "Give the reason, or the number and date",
        ),
    ],
)
def test_a_refused_day_says_why_and_keeps_what_was_typed(coordinator, data, field, words):
    page = coordinator.post(f"{PAGE}ngay/", data)
    assert (page.status_code, CalendarDay.objects.count()) == (422, 0)
    assert words in page.context["day_form"].errors[field][0]
    assert f'value="{data["day"]}"' in page.content.decode()


def test_a_year_lists_its_holidays_in_one_piece_each():
    holidays = {holiday.name: holiday for holiday in calendar_year(2024).holidays}
    assert holidays["Tết Nguyên Đán"].first <= date(2024, 2, 9)
    assert holidays["Tết Nguyên Đán"].last >= date(2024, 2, 14)
    labour_day = holidays["Ngày Quốc tế Lao động"]
    assert labour_day == HolidaySpan(
        "Ngày Quốc tế Lao động", date(2024, 5, 1), date(2024, 5, 1), changed=False
    )


def test_the_day_that_a_day_off_replaces_is_written_as_the_decree_says():
    names = [holiday.name for holiday in calendar_year(2026).holidays]
    assert [name for name in names if "2026" in name] == ["Ngày nghỉ (thay cho ngày 22/8/2026)"]


def test_a_year_counts_its_working_days_with_the_swapped_ones():
    assert (
        calendar_year(2024).months[3].working_days,
        calendar_year(2024).months[4].working_days,
    ) == (19, 22)
    CalendarDay.objects.create(day=date(2024, 5, 4), is_working=True, note="Làm bù ngày 29/4")
    CalendarDay.objects.create(day=date(2024, 4, 26), is_working=False, note="Nghỉ")
    year = calendar_year(2024)
    assert (year.months[3].working_days, year.months[4].working_days) == (18, 23)
    assert [row.day for row in year.exceptions] == [date(2024, 4, 26), date(2024, 5, 4)]


@pytest.mark.parametrize("year", ["", "x", "0", "99999", "²"])
def test_an_impossible_year_shows_the_running_one(coordinator, year):
    assert coordinator.get(PAGE, {"nam": year}).status_code == 200


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_needs_as_many_queries_whatever_it_lists(
    coordinator, django_assert_num_queries, rows
):
    for number in range(rows):
        CalendarDay.objects.create(day=date(2024, 6, 1 + number), is_working=True, note="Làm bù")
    with django_assert_num_queries(6):
        coordinator.get(PAGE, {"nam": "2024"})
