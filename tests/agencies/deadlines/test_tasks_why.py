"""Why this date: each step from the phrase to the day."""

from datetime import date

import pytest
from django.utils import translation

from agencies.calendar.choices import Roll
from agencies.deadlines.explanations import why_this_date
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.reminders.services import decide_reminders
from agencies.task_pages.history import history_of
from agencies.tasks.occurrence_models import Occurrence
from agencies.working_calendar.services import set_calendar_day
from tests.factories import make_actor, make_deadline, make_occurrence, make_task
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind, DueDateRules

pytestmark = pytest.mark.django_db

CALENDAR = WorkingCalendar()
FRIDAY = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def occurrence_of(day: date | None = None, **deadline) -> Occurrence:
    task = make_task(due_on=day)
    occurrence = task.occurrences.get()
    if deadline:
        occurrence.deadline = make_deadline(task, **deadline)
        occurrence.save()
    return occurrence


def why(
    occurrence: Occurrence, policy: DueDateRules | None = None, today: date = FRIDAY
) -> list[tuple[str, str]]:
    reasons = why_this_date(occurrence, policy or DueDateRules(), CALENDAR, today=today)
    return [(reason.label, reason.words) for reason in reasons]


def test_a_date_before_a_day_is_explained_by_the_policy():
    day = date(2024, 3, 6)
    occurrence = occurrence_of(day, due_on=day, bound="before", phrase="trước ngày 06/3/2024")
    assert why(occurrence) == [
        ("The document", "writes “trước ngày 06/3/2024”"),
        ("It means", "the date itself: 06/3/2024."),
        (
            "Our policy",
            "“trước ngày” includes the day itself, so Wednesday, 06/3/2024 is still in time.",
        ),
        ("Calendar", "Wednesday, 06/3/2024 is a working day."),
        ("Due", "Wednesday, 06/3/2024"),
    ]


def test_the_other_policy_ends_the_day_before():
    occurrence = occurrence_of(date(2024, 3, 6), due_on=date(2024, 3, 6), bound="before")
    steps = why(occurrence, DueDateRules(before_includes_day=False))
    assert (
        "Our policy",
        "“trước ngày” ends on the day before, so Tuesday, 05/3/2024 is the last day.",
    ) in steps
    assert steps[-1] == ("Due", "Tuesday, 05/3/2024")


def test_a_day_off_is_named_and_reminders_count_to_the_day_before():
    day = date(2023, 11, 25)
    occurrence = occurrence_of(day, due_on=day, bound="by", phrase="chậm nhất ngày 25/11/2023")
    occurrence.act_by = date(2023, 11, 24)
    steps = why(occurrence)
    assert steps[2:] == [
        ("Calendar", "Saturday, 25/11/2023 is a day off: people do not work on this day."),
        ("Due", "Saturday, 25/11/2023"),
        ("Reminders", "count to the last working day before it, Friday, 24/11/2023."),
    ]
    rolled = why(occurrence, DueDateRules(roll=Roll.FORWARD))
    assert ("Our policy", "a due date on a day off is moved to Monday, 27/11/2023.") in rolled


def test_a_period_is_due_on_its_last_day():
    occurrence = occurrence_of(
        date(2024, 3, 31),
        kind=DeadlineKind.WITHIN,
        phrase="trong quý I/2024",
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 3, 31),
        tentative=True,
    )
    meaning = (
        "a period, quarter I/2024; it is due on its last day, 31/3/2024. The document calls "
        "this tentative."
    )
    assert why(occurrence)[1] == ("It means", meaning)


def test_a_recurring_duty_names_its_period_and_how_often():
    task = make_task()
    monthly = {"freq": "monthly", "day": None, "month": None, "min_count": 1}
    deadline = make_deadline(
        task, kind=DeadlineKind.RECURRING, phrase="ít nhất 01 đợt/tháng", recurrence=monthly
    )
    occurrence = make_occurrence(
        task,
        deadline=deadline,
        due_on=date(2024, 2, 29),
        period_start=date(2024, 2, 1),
        period_end=date(2024, 2, 29),
    )
    meaning = (
        "a duty every month; this one is for month 02/2024, due 29/02/2024. At least 1 time each."
    )
    assert why(occurrence)[1] == ("It means", meaning)


@pytest.mark.parametrize(
    ("deadline", "meaning"),
    [
        (
            {"kind": DeadlineKind.CONTINUING},
            "a continuing duty: it is shown, and never counted as late.",
        ),
        (
            {"kind": DeadlineKind.FROM, "starts_on": date(2024, 4, 1)},
            "it starts on 01/4/2024 and has no last day",
        ),
        (
            {"kind": DeadlineKind.RECURRING, "recurrence": {"freq": None}},
            "the document does not say how often.",
        ),
        (
            {"kind": DeadlineKind.RELATIVE, "relative": {"trigger": "nhận hồ sơ"}},
            "(nhận hồ sơ) whose date is not",
        ),
    ],
)
def test_what_has_no_last_day_says_why(deadline, meaning):
    steps = why(occurrence_of(**deadline))
    assert len(steps) == 2
    assert meaning in steps[1][1]


def test_a_task_without_a_deadline_says_so():
    words = "names no date for this task. It is shown, and never counted as late."
    assert why(occurrence_of()) == [("The document", words)]


def test_a_borrowed_deadline_names_the_clause_it_comes_from():
    occurrence = occurrence_of(date(2024, 3, 6), due_on=date(2024, 3, 6), inherited_from="II.1.2")
    written = "writes “trước ngày 06/3/2024”, taken from clause II.1.2"
    assert why(occurrence)[0] == ("The document", written)


def test_holidays_until_the_due_day_are_listed():
    occurrence = occurrence_of(date(2024, 9, 5), due_on=date(2024, 9, 5))
    label, words = why(occurrence, today=date(2024, 8, 30))[-1]
    assert label == "Days off until then"
    assert words == "02/9/2024 (Quốc khánh), 03/9/2024 (Quốc khánh)"


def test_a_granted_date_is_explained_from_itself_and_tells_the_first_one():
    day = date(2024, 3, 6)
    occurrence = occurrence_of(day, due_on=day, bound="before", phrase="trước ngày 06/3/2024")
    occurrence.extended_to = occurrence.due_on = occurrence.act_by = date(2024, 3, 12)
    assert why(occurrence)[2:] == [
        ("Extension", "a later date was granted on request: Tuesday, 12/3/2024 at the latest."),
        ("Calendar", "Tuesday, 12/3/2024 is a working day."),
        ("Due", "Tuesday, 12/3/2024"),
        ("At first", "it was due on Wednesday, 06/3/2024."),
    ]


def test_a_moved_date_tells_its_first_one():
    occurrence = occurrence_of(date(2024, 3, 6), due_on=date(2024, 3, 6))
    occurrence.first_due_on = date(2024, 3, 4)
    assert why(occurrence)[-1] == ("At first", "it was due on Monday, 04/3/2024.")


def test_the_history_tells_of_recomputed_dates_newest_first():
    task = make_task(due_on=date(2024, 6, 15))
    actor = make_actor()
    set_calendar_day(day=date(2024, 6, 14), is_working=False, note="Nghỉ", by=actor)
    entry = history_of(task.occurrences.get())[0]
    assert (str(entry.what), entry.who) == (
        "Due date recomputed",
        f"{actor.person}, {actor.seat.agency.display_name}",
    )
    assert entry.text.endswith("Calendar changed: 14/6/2024")


def test_the_history_tells_whom_a_reminder_reached_once_it_is_sent():
    actor = make_actor()
    colleague = make_actor(agency=actor.seat.agency)
    occurrence = make_task(lead=actor.seat.agency, due_on=date(2024, 3, 6)).occurrences.get()
    decide_reminders(FRIDAY)
    assert [str(entry.what) for entry in history_of(occurrence)] == []
    deliver_messages()
    assert OutboxMessage.objects.filter(status=MessageStatus.SENT).count() == 2
    [entry] = history_of(occurrence)
    assert (str(entry.what), entry.who) == ("Reminder sent", "The portal")
    assert entry.text == f"{actor.person}, {colleague.person}"
