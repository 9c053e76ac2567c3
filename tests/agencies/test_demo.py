import datetime

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from agencies.audit.models import AuditEntry
from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.deadlines.occurrences import make_occurrences_ahead
from agencies.demo.papers import conclusion_in_review, plan_2024, plan_current, write_paper
from agencies.demo.people import ACCOUNTS, PASSWORD
from agencies.directives.choices import DirectiveStatus, ProposalStatus
from agencies.directives.models import Directive
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person, Seat, SeatHolding
from agencies.reminders.models import Reminder
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.figures import agency_figures, total_of
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence, Progress
from tests.factories import noon
from tests.taken_back import taken_back
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.long("tells the whole demonstration")
TODAY = datetime.date(2026, 11, 20)
COUNTED = (Agency, AuditEntry, Directive, Occurrence, Person, Progress, Seat, SeatHolding, Task)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The demonstration, told once for all tests of this module and taken back at its end."""
    with django_db_blocker.unblock(), taken_back():
        # What people do in it they do at the clock of that day.
        with time_machine.travel(noon(TODAY)):
            call_command("demo", today=TODAY, known_password=True)
        yield


@pytest.fixture(autouse=True)
def demo(told, db):
    """Each test works on the same story, and its own changes are taken back."""


def plan(number: str) -> Directive:
    return Directive.objects.get(number__startswith=f"{number}/")


def occurrence(lead: str, due_on: datetime.date) -> Occurrence:
    return Occurrence.objects.get(task__lead__name=lead, due_on=due_on, task__directive=plan("118"))


@pytest.mark.long("tells the demonstration twice")
def test_a_second_telling_adds_nothing():
    before = [model.objects.count() for model in COUNTED]
    call_command("demo", today=TODAY + datetime.timedelta(days=14))
    assert [model.objects.count() for model in COUNTED] == before


def test_four_documents_went_through_the_reader():
    rows = Directive.objects.order_by("issued_on").values_list("kind", "number", "status")
    assert list(rows) == [
        ("KH", "118/KH-UBND", DirectiveStatus.ASSIGNED),
        ("TB", "97/TB-UBND", DirectiveStatus.ASSIGNED),
        ("KH", "256/KH-UBND", DirectiveStatus.ASSIGNED),
        ("TB", "412/TB-UBND", DirectiveStatus.IN_REVIEW),
    ]


def test_the_plan_of_2024_is_finished():
    """Done, but what continued without an end: that was taken back with the plan's last day."""
    kinds = Occurrence.objects.filter(task__directive=plan("118")).values_list(
        "deadline__kind", "status"
    )
    ended = {status for kind, status in kinds if kind == DeadlineKind.CONTINUING}
    assert ended == {OccurrenceStatus.WITHDRAWN}
    assert {status for kind, status in kinds if kind != DeadlineKind.CONTINUING} == {
        OccurrenceStatus.DONE
    }


def test_nothing_of_2024_reaches_beyond_its_year():
    of_plan = Occurrence.objects.filter(task__directive=plan("118"))
    assert max(of_plan.exclude(due_on=None).values_list("due_on", flat=True)) == datetime.date(
        2024, 12, 31
    )
    make_occurrences_ahead(TODAY)
    assert not of_plan.open().exists()


@pytest.mark.parametrize(
    ("lead", "submitted_on", "moves"),
    [
        (
            "Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang",
            datetime.date(2024, 3, 5),
            ["submission", "clearance", "acceptance"],
        ),
        (
            "Đài Phát thanh và Truyền hình tỉnh Bắc Giang",
            datetime.date(2024, 3, 6),
            ["submission", "return", "submission", "clearance", "clearance", "acceptance"],
        ),
        (
            "Báo Bắc Giang",
            datetime.date(2024, 3, 8),
            ["report", "submission", "clearance", "clearance", "acceptance"],
        ),
    ],
)
def test_what_was_due_on_6_march_was_early_returned_once_and_late(lead, submitted_on, moves):
    row = occurrence(lead, datetime.date(2024, 3, 6))
    assert (row.submitted_at + datetime.timedelta(hours=7)).date() == submitted_on
    assert list(row.progress.values_list("kind", flat=True)) == moves


def test_the_dates_of_the_plan_of_2024():
    of_plan = Deadline.objects.filter(task__directive=plan("118"))
    stated = set(of_plan.filter(kind=DeadlineKind.ON).values_list("due_on", flat=True))
    assert stated == {datetime.date(2024, 3, 6), datetime.date(2024, 3, 15)}
    quarter = set(of_plan.filter(kind=DeadlineKind.WITHIN).values_list("starts_on", "ends_on"))
    assert quarter == {(datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))}
    opened = set(of_plan.filter(kind=DeadlineKind.FROM).values_list("starts_on", "tentative"))
    assert opened == {(datetime.date(2024, 4, 1), False), (datetime.date(2024, 4, 1), True)}


def test_every_movement_was_made_by_somebody_who_held_the_seat_then():
    wrong = [
        str(move)
        for move in Progress.objects.select_related("seat", "person")
        if not Seat.objects.held_by(move.person, (move.at + datetime.timedelta(hours=7)).date())
        .filter(pk=move.seat_id)
        .exists()
    ]
    assert wrong == []


def test_nothing_happened_after_today_or_before_its_assignment():
    moves = Progress.objects.select_related("occurrence__task")
    assert [str(m) for m in moves if not m.occurrence.task.assigned_at < m.at] == []
    assert max(m.at for m in moves).date() <= TODAY


def test_every_board_is_alive():
    total = total_of(agency_figures(period=None, directive=plan("256"), on=TODAY))
    counted = (total.on_time, total.done_late, total.late, total.at_risk, total.unjudged)
    assert all(number > 0 for number in counted), counted


def test_this_year_has_every_status_and_every_kind_of_deadline():
    of_plan = Occurrence.objects.filter(task__directive=plan("256"))
    assert set(of_plan.values_list("status", flat=True)) == set(OccurrenceStatus) - {
        OccurrenceStatus.WITHDRAWN
    }
    kinds = set(of_plan.values_list("deadline__kind", flat=True))
    assert kinds == {None, *DeadlineKind}


def test_the_office_has_one_result_to_clear_and_everything_accepted_was_cleared():
    asked = Clearance.objects.filter(status=ClearanceStatus.ASKED)
    assert [(row.agency.name, row.due_on > TODAY) for row in asked] == [
        ("Văn phòng UBND thành phố Bắc Ninh", True),
    ]
    accepted = Clearance.objects.filter(occurrence__status=OccurrenceStatus.DONE)
    assert set(accepted.values_list("status", flat=True)) == {
        ClearanceStatus.CLEARED,
        ClearanceStatus.LAPSED,
    }


def test_something_is_due_on_the_day_itself():
    assert Occurrence.objects.filter(due_on=TODAY, task__directive=plan("256")).exists()


def test_the_review_has_something_to_decide():
    proposals = plan("412").proposals.all()
    assert set(proposals.values_list("status", flat=True)) == {ProposalStatus.PROPOSED}
    assert proposals.filter(
        addressees__agency=None, addressees__group=None, addressees__role="lead"
    ).exists()


def test_reminders_of_1_march_2024_are_about_6_march():
    call_command("send_reminders", on="2024-03-01")
    rows = Reminder.objects.filter(decided_on=datetime.date(2024, 3, 1))
    assert set(rows.values_list("stage", "due_on")) == {("lead-3", datetime.date(2024, 3, 6))}
    leads = set(rows.values_list("occurrence__task__lead__name", flat=True))
    assert leads == {
        "Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang",
        "Đài Phát thanh và Truyền hình tỉnh Bắc Giang",
        "Báo Bắc Giang",
    }
    queued = OutboxMessage.objects.count()
    call_command("send_reminders", on="2024-03-01")
    assert OutboxMessage.objects.count() == queued > 0


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.local)
def test_the_printed_accounts_work_and_hold_a_seat_today(account):
    person = authenticate(None, email=account.email, password=PASSWORD)
    assert Seat.objects.held_by(person, TODAY).get().role == account.role


def test_every_seat_has_a_role_that_is_declared_for_its_kind_of_agency():
    seats = Seat.objects.select_related("agency")
    assert [str(seat) for seat in seats if not seat.has_role_of_its_kind] == []
    assert set(seats.filter(agency__service_firm__isnull=False).values_list("role", flat=True)) == {
        "employer"
    }


def test_one_agency_has_nobody_to_remind():
    owing = set(Occurrence.objects.owed().values_list("task__lead__name", flat=True))
    seated = set(SeatHolding.objects.current(TODAY).values_list("seat__agency__name", flat=True))
    assert owing - seated == {"UBND xã Tiên Du"}


def test_addresses_belong_to_nobody():
    assert {
        email.rpartition(".")[2] for email in Person.objects.values_list("email", flat=True)
    } == {"example"}


def test_the_day_cannot_lie_before_the_agencies_it_names():
    with pytest.raises(CommandError, match="2025-10-01"):
        call_command("demo", today=datetime.date(2025, 9, 30))


@pytest.mark.parametrize("today", [TODAY, datetime.date(2026, 2, 17), datetime.date(2027, 1, 1)])
def test_the_same_paper_gives_the_same_bytes(today):
    for paper in (
        plan_2024(),
        plan_current(today, WorkingCalendar()),
        conclusion_in_review(today, WorkingCalendar()),
    ):
        assert write_paper(paper) == write_paper(paper)


def test_the_host_is_called_what_it_was_on_the_day_of_the_paper():
    calendar = working_calendar()
    days = [datetime.date(2026, 9, 18), TODAY]
    assert [conclusion_in_review(day, calendar).issuer for day in days] == [
        "UBND tỉnh Bắc Ninh",
        "UBND thành phố Bắc Ninh",
    ]


def test_returned_results_carry_their_reason():
    assert not Progress.objects.filter(kind=ProgressKind.RETURN, text="").exists()
