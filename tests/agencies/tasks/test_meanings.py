"""What a deadline means, in the words of officials."""

from datetime import date

import pytest
from django.utils import translation

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.letters.task_due import task_facts
from agencies.progress.services import may_report_progress, may_submit_result, submit_result
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.deadline_words import deadline_meaning
from agencies.tasks.queries import task_row
from tests.agencies.task_data import conditions_on
from tests.factories import make_actor, make_deadline, make_task, sign_in
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 14)
KIND = DeadlineKind
WAITING = {"count": 15, "unit": "day", "working": True, "trigger": "ngày nhận được văn bản"}
BEFORE = {"count": -1, "unit": "month", "working": False, "trigger": "ngày khai mạc"}


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


def occurrence_of(due_on: date | None = None, status: str = OccurrenceStatus.ASSIGNED, **deadline):
    task = make_task(due_on=due_on, status=status)
    row = task.occurrences.get()
    if deadline:
        deadline["due_on"] = deadline.pop("day", None)
        row.deadline = make_deadline(task, **deadline)
        row.save()
    return row


def words(occurrence) -> str:
    return deadline_meaning(occurrence, today=TODAY, calendar=WorkingCalendar())


FIRST_QUARTER = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31)}
APRIL = {"starts_on": date(2024, 4, 1), "ends_on": date(2024, 4, 30)}


@pytest.mark.parametrize(
    ("kind", "fields", "due_on", "said"),
    [
        (KIND.ON, {"day": date(2024, 3, 6)}, date(2024, 3, 6), ""),
        (KIND.WITHIN, FIRST_QUARTER, date(2024, 3, 31), "từ 01/01/2024 đến hết 31/3/2024"),
        (
            KIND.WITHIN,
            APRIL,
            date(2024, 4, 30),
            "từ 01/4/2024 đến hết 30/4/2024; chưa đến kỳ, bắt đầu sau 12 ngày làm việc",
        ),
        (
            KIND.FROM,
            {"starts_on": date(2024, 1, 1)},
            None,
            "bắt đầu từ 01/01/2024, không có hạn cuối",
        ),
        (
            KIND.FROM,
            {"starts_on": date(2024, 4, 1)},
            None,
            "bắt đầu từ 01/4/2024 (sau 12 ngày làm việc), không có hạn cuối",
        ),
        (
            KIND.FROM,
            {"starts_on": date(2024, 1, 1), "tentative": True},
            None,
            "dự kiến: bắt đầu từ 01/01/2024, không có hạn cuối",
        ),
        (KIND.CONTINUING, {}, None, "thường xuyên, không có hạn cuối"),
        (KIND.RECURRING, {"recurrence": {"freq": None}}, None, "định kỳ, không ghi rõ kỳ"),
        (KIND.RECURRING, {"recurrence": {"freq": "monthly"}}, date(2024, 3, 31), ""),
        (KIND.RELATIVE, {"relative": WAITING}, None, "chờ ngày nhận được văn bản"),
        (
            KIND.RELATIVE,
            {"relative": WAITING, "triggered_on": date(2024, 3, 5)},
            date(2024, 3, 26),
            "15 ngày làm việc kể từ ngày 05/3/2024",
        ),
        (
            KIND.RELATIVE,
            {"relative": BEFORE, "triggered_on": date(2024, 5, 5)},
            date(2024, 4, 5),
            "1 tháng trước ngày 05/5/2024",
        ),
        (
            KIND.RELATIVE,
            {"relative": {**WAITING, "trigger": ""}},
            None,
            "chờ ngày bắt đầu tính thời hạn",
        ),
        (KIND.RELATIVE, {"phrase": "ngày 31/02"}, None, "chờ ấn định ngày của “ngày 31/02”"),
    ],
)
def test_each_kind_says_what_it_means(kind, fields, due_on, said):
    assert words(occurrence_of(due_on, kind=kind, **fields)) == said


def test_a_task_without_a_deadline_says_so():
    assert words(occurrence_of()) == "không nêu thời hạn"


def test_what_is_finished_is_not_waiting_to_begin():
    row = occurrence_of(date(2024, 4, 30), OccurrenceStatus.SUBMITTED, kind=KIND.WITHIN, **APRIL)
    assert words(row) == "từ 01/4/2024 đến hết 30/4/2024"


def test_an_extended_date_needs_no_meaning():
    row = occurrence_of(date(2024, 4, 15), kind=KIND.WITHIN, **FIRST_QUARTER)
    row.extended_to = date(2024, 4, 15)
    assert words(row) == ""


def test_a_letter_says_it_where_it_adds_something():
    row = occurrence_of(
        date(2024, 3, 31), kind=KIND.WITHIN, phrase="trong quý I/2024", **FIRST_QUARTER
    )
    assert ("Nghĩa là", "từ 01/01/2024 đến hết 31/3/2024") in task_facts(row, means=words(row))
    assert "Nghĩa là" not in dict(task_facts(row))


def test_a_row_without_a_date_says_what_it_is(client):
    task = occurrence_of(kind=KIND.CONTINUING, phrase="thường xuyên").task
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    client.cookies["django_language"] = "vi"
    page = client.get("/nhiem-vu/", {"state": TaskState.UNDATED})
    meaning = '<span class="sub">thường xuyên, không có hạn cuối</span>'
    [row] = page.context["rows"]
    assert (task.title in row, meaning in row) == (True, True)


def test_a_continuing_duty_is_reported_on_and_never_submitted():
    row = occurrence_of(kind=KIND.CONTINUING)
    by = make_actor(agency=row.task.lead)
    assert (may_report_progress(row, by), may_submit_result(row, by)) == (True, False)
    with pytest.raises(RuleError, match="Chỉ cơ quan chủ trì được nộp kết quả, và chỉ với việc"):
        submit_result(occurrence=row, text="Xong.", by=by, version=0)


def test_another_undated_duty_can_be_submitted():
    row = occurrence_of(kind=KIND.FROM, starts_on=date(2024, 1, 1))
    assert may_submit_result(row, make_actor(agency=row.task.lead))


@pytest.mark.parametrize("status", [OccurrenceStatus.ASSIGNED, OccurrenceStatus.IN_PROGRESS])
def test_a_continuing_duty_is_called_so(status):
    row = task_row(occurrence_of(status=status, kind=KIND.CONTINUING), conditions_on())
    assert (str(row.label), row.tone) == ("Thường xuyên", "open")
