"""Giving a task: what is stored, which occurrences it makes, and what is refused."""

import datetime

import pytest

from agencies.assignment.services import assign_task, task_title, validate_deadlines
from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.deadlines.occurrences import make_occurrences_ahead
from agencies.directives.choices import AgencyRole
from agencies.errors import RuleError
from agencies.progress.services import withdraw_task
from agencies.tasks.choices import OccurrenceStatus
from agencies.working_calendar.services import change_deadline_policy, set_calendar_day
from tests.factories import make_actor, make_agency, make_directive, noon
from vietnam.deadlines import Bound, DeadlineKind, Recurrence, StatedDeadline

pytestmark = pytest.mark.django_db
DAY = datetime.date
ASSIGNED = DAY(2024, 2, 21)


def given(*deadlines: dict, today: datetime.date = ASSIGNED, **fields):
    defaults = {
        "text": "Lập dự toán kinh phí",
        "lead": make_agency(),
        "by": make_actor(role=SeatRole.COORDINATOR),
    }
    origin = {"directive": make_directive(), "assigned_at": noon(ASSIGNED), "today": today}
    stated = map(StatedDeadline.from_json, deadlines)
    return assign_task(**defaults | origin | fields, deadlines=stated)


def due_dates(task) -> list[datetime.date | None]:
    return list(task.occurrences.order_by("due_on").values_list("due_on", flat=True))


def test_a_dated_deadline_makes_one_occurrence_with_its_last_working_day():
    task = given(
        {"kind": "on", "text": "trước ngày 10/3/2024", "bound": "before", "due_on": "2024-03-10"}
    )
    occurrence = task.occurrences.get()
    assert (
        occurrence.stated_on,
        occurrence.due_on,
        occurrence.act_by,
        occurrence.first_due_on,
    ) == (
        DAY(2024, 3, 10),
        DAY(2024, 3, 10),
        DAY(2024, 3, 8),
        DAY(2024, 3, 10),
    )


def test_a_period_is_due_on_its_last_day():
    task = given(
        {
            "kind": "within",
            "text": "trong quý I/2024",
            "starts_on": "2024-01-01",
            "ends_on": "2024-03-31",
        }
    )
    assert due_dates(task) == [DAY(2024, 3, 31)]


@pytest.mark.parametrize(
    "deadline",
    [
        {"kind": "from", "text": "sau quý I/2024", "starts_on": "2024-04-01"},
        {"kind": "continuing", "text": "thường xuyên"},
        {"kind": "relative", "text": "trong thời hạn 05 ngày làm việc kể từ ngày nhận"},
        {"kind": "recurring", "text": "định kỳ", "recurrence": {"freq": None}},
        {"kind": "within", "text": "giai đoạn chưa rõ"},
    ],
)
def test_what_names_no_last_day_is_owed_without_a_date(deadline):
    assert due_dates(given(deadline)) == [None]


def test_a_task_without_a_deadline_is_owed_without_a_date():
    assert due_dates(given()) == [None]


def test_a_monthly_duty_is_laid_out_two_months_ahead_and_not_for_the_day_it_was_given():
    task = given(
        {
            "kind": "recurring",
            "text": "trước ngày 21 hằng tháng",
            "recurrence": {"freq": "monthly", "day": 21},
        }
    )
    assert due_dates(task) == [DAY(2024, 3, 21), DAY(2024, 4, 21)]


def test_a_yearly_duty_has_its_next_occurrence_however_far():
    yearly = {"freq": "yearly", "day": 15, "month": 11}
    task = given(
        {"kind": "recurring", "text": "trước ngày 15 tháng 11 hằng năm", "recurrence": yearly}
    )
    assert due_dates(task) == [DAY(2024, 11, 15)]


def test_recurring_duties_end_with_their_last_day():
    monthly = {
        "kind": "recurring",
        "text": "hằng tháng",
        "recurrence": {"freq": "monthly"},
        "ends_on": "2024-03-31",
    }
    assert due_dates(given(monthly)) == [DAY(2024, 2, 29), DAY(2024, 3, 31)]


def test_laying_out_ahead_adds_what_time_brings_and_nothing_twice():
    task = given({"kind": "recurring", "text": "hằng tháng", "recurrence": {"freq": "monthly"}})
    assert [make_occurrences_ahead(DAY(2024, 4, 1)) for _ in range(2)] == [2, 0]
    assert due_dates(task) == [
        DAY(2024, 2, 29),
        DAY(2024, 3, 31),
        DAY(2024, 4, 30),
        DAY(2024, 5, 31),
    ]


def test_a_duty_that_was_taken_back_does_not_come_again():
    actor = make_actor(role=SeatRole.COORDINATOR)
    task = given(
        {"kind": "recurring", "text": "hằng tháng", "recurrence": {"freq": "monthly"}}, by=actor
    )
    withdraw_task(
        occurrence=task.occurrences.first(), by=actor, version=0, text="Gộp vào kế hoạch khác."
    )
    assert make_occurrences_ahead(DAY(2024, 4, 1)) == 0


def test_two_deadlines_are_owed_apart():
    task = given(
        {"kind": "on", "text": "xong trước 15/3/2024", "bound": "before", "due_on": "2024-03-15"},
        {"kind": "recurring", "text": "hằng tháng", "recurrence": {"freq": "monthly"}},
    )
    assert due_dates(task) == [DAY(2024, 2, 29), DAY(2024, 3, 15), DAY(2024, 3, 31)]


def test_the_lead_is_not_its_own_helper_and_helpers_count_once():
    lead, helper = make_agency(), make_agency()
    task = given(lead=lead, coordinating=[lead, helper, helper], clearing=[helper])
    assert sorted(task.partners.values_list("agency", "role")) == [
        (helper.pk, AgencyRole.CLEARING),
        (helper.pk, AgencyRole.COORDINATING),
    ]


def test_assigning_is_logged_with_who_and_what():
    actor, lead = make_actor(role=SeatRole.COORDINATOR), make_agency(name="Sở Tài chính")
    task = given(
        {"kind": "on", "text": "trước ngày 06/3/2024", "due_on": "2024-03-06"}, by=actor, lead=lead
    )
    entry = AuditEntry.objects.get(action="task-assigned", target_id=task.pk)
    assert (entry.person, entry.seat, entry.after) == (
        actor.person,
        actor.seat,
        {"lead": "Sở Tài chính", "due_on": ["2024-03-06"]},
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"text": "  "}, "text"), ({"directive": None}, None)],
    ids=["no content", "no source"],
)
def test_an_empty_or_rootless_task_is_refused(fields, field):
    with pytest.raises(RuleError) as refused:
        given(**fields)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "on", "text": "sớm"}, "due_on"),
        (
            {"kind": "within", "text": "", "starts_on": "2024-03-31", "ends_on": "2024-03-01"},
            "ends_on",
        ),
    ],
)
def test_a_deadline_that_cannot_be_is_refused_at_its_field(data, field):
    with pytest.raises(RuleError) as refused:
        validate_deadlines([StatedDeadline.from_json(data)])
    assert refused.value.field == field


def test_a_source_beyond_documents_is_named():
    task = given(directive=None, source=("Hội nghị xúc tiến tại Lạng Sơn", "/hoi-nghi/7/"))
    assert (task.source_label, task.source_url, task.directive) == (
        "Hội nghị xúc tiến tại Lạng Sơn",
        "/hoi-nghi/7/",
        None,
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lập dự toán kinh phí. Gửi Sở Tài chính.", "Lập dự toán kinh phí"),
        ("Rà soát nhu cầu;\n báo cáo kết quả", "Rà soát nhu cầu"),
        ("tuyên truyền " * 20, "tuyên truyền " * 8 + "tuyên truyền…"),
    ],
)
def test_a_title_is_the_first_words(text, title):
    assert task_title(text) == title


def test_a_new_holiday_moves_what_is_open_and_says_so_in_the_log():
    task = given(
        {"kind": "on", "text": "trước ngày 06/3/2024", "bound": "before", "due_on": "2024-03-06"}
    )
    actor = make_actor(role=SeatRole.COORDINATOR)
    moved = set_calendar_day(day=DAY(2024, 3, 6), is_working=False, note="Nghỉ bù", by=actor)
    occurrence = task.occurrences.get()
    entry = AuditEntry.objects.get(action="dates-recomputed")
    assert (moved, occurrence.due_on, occurrence.act_by) == (1, DAY(2024, 3, 6), DAY(2024, 3, 5))
    assert (entry.person, entry.before["act_by"], entry.after["act_by"]) == (
        actor.person,
        "2024-03-06",
        "2024-03-05",
    )


def test_a_new_holiday_leaves_what_is_done():
    task = given(
        {"kind": "on", "text": "trước ngày 06/3/2024", "bound": "before", "due_on": "2024-03-06"}
    )
    done = noon(DAY(2024, 3, 1))
    by = {
        "status": OccurrenceStatus.DONE,
        "submitted_at": done,
        "done_at": done,
        "done_by": task.assigned_by,
    }
    task.occurrences.update(**by)
    moved = set_calendar_day(day=DAY(2024, 3, 6), is_working=False, note="Nghỉ bù", by=make_actor())
    assert (moved, task.occurrences.get().act_by) == (0, DAY(2024, 3, 6))


def test_the_policy_switch_reads_before_as_the_eve_and_keeps_the_first_date():
    task = given(
        {"kind": "on", "text": "trước ngày 06/3/2024", "bound": "before", "due_on": "2024-03-06"}
    )
    other = given(
        {"kind": "on", "text": "chậm nhất ngày 06/3/2024", "bound": "by", "due_on": "2024-03-06"}
    )
    change_deadline_policy(
        before_includes_day=False,
        roll="none",
        clearing_days=2,
        by=make_actor(role=SeatRole.COORDINATOR),
    )
    occurrence = task.occurrences.get()
    assert (occurrence.due_on, occurrence.first_due_on) == (DAY(2024, 3, 5), DAY(2024, 3, 6))
    assert due_dates(other) == [DAY(2024, 3, 6)]


def test_a_due_date_on_a_day_off_rolls_as_the_policy_says():
    DeadlinePolicy.objects.create(roll="forward")
    CalendarDay.objects.create(day=DAY(2024, 3, 11), is_working=False, note="Nghỉ bù")
    task = given(
        {
            "kind": DeadlineKind.ON,
            "text": "ngày 09/3/2024",
            "bound": "by",
            "due_on": "2024-03-09",
        }
    )
    assert due_dates(task) == [DAY(2024, 3, 12)]


@pytest.mark.parametrize("count", [1, 3])
def test_laying_out_ahead_costs_the_same_however_many_duties(django_assert_num_queries, count):
    for _duty in range(count):
        given({"kind": "recurring", "text": "hằng tháng", "recurrence": {"freq": "monthly"}})
    with django_assert_num_queries(8):
        assert make_occurrences_ahead(DAY(2024, 4, 1)) == 2 * count


def test_times_to_be_repeated_begin_after_the_first_that_has_its_own_date():
    """Wave 1 before 15/3, then at least one a month: nothing is owed for February, and wave 1 is
    March's.
    """
    wave = StatedDeadline(DeadlineKind.ON, Bound.BEFORE, due_on=DAY(2024, 3, 15))
    again = StatedDeadline(
        DeadlineKind.RECURRING,
        recurrence=Recurrence("monthly", min_count=1),
        ends_on=DAY(2024, 5, 31),
    )
    fields = {
        "text": "Đăng tải theo đợt.",
        "lead": make_agency(),
        "by": make_actor(),
        "source": ("Kế hoạch", ""),
    }
    times = {"assigned_at": noon(datetime.date(2024, 2, 22)), "today": datetime.date(2024, 5, 1)}
    task = assign_task(**fields, deadlines=[wave, again], **times)
    assert [o.due_on for o in task.occurrences.order_by("due_on")] == [
        datetime.date(2024, 3, 15),
        datetime.date(2024, 4, 30),
        datetime.date(2024, 5, 31),
    ]
    alone = assign_task(**fields, deadlines=[again], **times)
    assert alone.occurrences.order_by("due_on").first().due_on == datetime.date(2024, 2, 29)
