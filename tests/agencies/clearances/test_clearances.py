"""Clearing a result (duyệt nội dung): asked at the submission, with a time of its own, before the
acceptance.
"""

import threading
from datetime import date

import pytest

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.models import CalendarDay
from agencies.clearances import services as service
from agencies.clearances.queries import clearance_lines
from agencies.clearances.services import clear_result, refuse_clearance
from agencies.database.locking import StaleOccurrenceError
from agencies.directives.choices import AgencyRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.must_do.awaited import answers_owed, awaited_sql, read_awaited
from agencies.must_do.choices import MustDoKind
from agencies.notices.choices import NoticeEvent
from agencies.people.models import Seat, SeatHolding
from agencies.progress.services import (
    accept_result,
    report_progress,
    return_result,
    submit_result,
    withdraw_task,
)
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.models import TaskAgency
from agencies.tasks.occurrence_models import Occurrence, Progress
from agencies.working_calendar.services import change_deadline_policy, set_calendar_day
from tests.factories import LONG_AGO, make_actor, make_agency, make_person, make_task, noon, sign_in
from tests.together import told_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DUE, MONDAY = date(2024, 3, 6), date(2024, 3, 4)
ASKED, CLEARED, REFUSED, LAPSED = ClearanceStatus


class Case:
    """A result submitted on Monday 4/3/2024, to be cleared by the office and by the labour
    department.
    """

    def __init__(self) -> None:
        self.office, self.labour = make_agency("Văn phòng UBND tỉnh"), make_agency("Sở Lao động")
        self.lead, self.clerk, self.officer = (
            make_actor(),
            make_actor(agency=self.office),
            make_actor(agency=self.labour),
        )
        self.decider = make_actor(role=SeatRole.COORDINATOR, agency=self.labour)
        self.outsider = make_actor(role=SeatRole.COORDINATOR)
        task = make_task(
            lead=self.lead.seat.agency, due_on=DUE, clearing=(self.office, self.labour)
        )
        self.occurrence = task.occurrences.get()
        self.submit(MONDAY)

    def submit(self, day: date) -> None:
        submit_result(**self.seen(self.lead), text="Đã dựng xong clip.", at=noon(day))

    def seen(self, by) -> dict:
        self.occurrence.refresh_from_db()
        return {"occurrence": self.occurrence, "by": by, "version": self.occurrence.version}

    def asked(self, by, agency=None) -> dict:
        """What a clearing seat hands to the service about its agency's newest clearance."""
        self.occurrence.refresh_from_db()
        of_agency = self.occurrence.clearances.filter(agency=agency or by.seat.agency)
        return {
            "clearance": of_agency.latest("asked_at", "id"),
            "by": by,
            "version": self.occurrence.version,
        }

    def states(self) -> list[tuple[str, str]]:
        rows = Clearance.objects.order_by("asked_at", "agency__sort_key")
        return [(row.agency.name, row.status) for row in rows]


def test_a_submission_asks_each_clearing_agency_by_two_working_days_later():
    Case()
    rows = Clearance.objects.order_by("agency__sort_key").values_list(
        "agency__name", "status", "due_on", "act_by"
    )
    wednesday = date(2024, 3, 6)
    assert list(rows) == [
        ("Sở Lao động", ASKED, wednesday, wednesday),
        ("Văn phòng UBND tỉnh", ASKED, wednesday, wednesday),
    ]


def test_a_task_that_nobody_clears_asks_nobody():
    lead = make_actor()
    task = make_task(lead=lead.seat.agency, coordinating=(make_agency(),))
    submit_result(occurrence=task.occurrences.get(), text="Xong.", by=lead, version=0)
    assert Clearance.objects.count() == 0


def test_the_time_of_a_clearance_follows_the_policy_and_the_calendar():
    case = Case()
    change_deadline_policy(before_includes_day=True, roll="none", clearing_days=3, by=case.decider)
    assert set(Clearance.objects.values_list("due_on", flat=True)) == {date(2024, 3, 7)}
    set_calendar_day(day=date(2024, 3, 5), is_working=False, note="Nghỉ", by=case.decider)
    assert set(Clearance.objects.values_list("due_on", "act_by")) == {
        (date(2024, 3, 8), date(2024, 3, 8))
    }
    assert AuditEntry.objects.filter(action="clearance-recomputed").count() == 4
    assert CalendarDay.objects.count() == 1


def test_the_seats_of_the_clearing_agencies_are_told():
    case = Case()
    told = OutboxMessage.objects.filter(context__event=NoticeEvent.CLEARANCE_ASKED).values_list(
        "recipient", flat=True
    )
    assert set(told) == {actor.person.email for actor in (case.clerk, case.officer, case.decider)}


def test_a_result_is_accepted_only_once_the_others_have_cleared_it():
    case = Case()
    with pytest.raises(RuleError, match="Văn phòng UBND tỉnh: content not cleared yet"):
        accept_result(**case.seen(case.decider))
    case.occurrence.refresh_from_db()
    assert (case.occurrence.status, case.states()[0]) == (
        OccurrenceStatus.SUBMITTED,
        ("Sở Lao động", ASKED),
    )
    clear_result(**case.asked(case.clerk), text="Nhất trí.", at=noon(date(2024, 3, 5)))
    accept_result(**case.seen(case.decider), clears=True, at=noon(DUE))
    case.occurrence.refresh_from_db()
    assert case.occurrence.status == OccurrenceStatus.DONE


def test_accepting_gives_the_own_agency_s_clearance_and_says_so():
    case = Case()
    clear_result(**case.asked(case.clerk))
    with pytest.raises(RuleError, match="Your agency has not cleared the content yet") as refused:
        accept_result(**case.seen(case.decider), at=noon(DUE))
    assert refused.value.field == "clears"
    accept_result(**case.seen(case.decider), clears=True, at=noon(DUE))
    own = Clearance.objects.get(agency=case.labour)
    assert (own.status, own.answered_by, own.on_behalf) == (CLEARED, case.decider.seat, False)
    assert AuditEntry.objects.filter(action="cleared-by-accepting").count() == 1
    assert "Content cleared by accepting the result" in [
        str(entry.what) for entry in history_of(case.occurrence)
    ]


def test_a_cleared_result_stays_submitted_and_its_story_says_who_cleared():
    case = Case()
    entry = clear_result(**case.asked(case.clerk), text=" Nhất trí. ", at=noon(DUE))
    case.occurrence.refresh_from_db()
    assert (entry.kind, entry.text, entry.person) == (
        ProgressKind.CLEARANCE,
        "Nhất trí.",
        case.clerk.person,
    )
    assert case.occurrence.status == OccurrenceStatus.SUBMITTED
    row = Clearance.objects.get(agency=case.office)
    assert (row.status, row.text, row.answered_at, row.answered_person) == (
        CLEARED,
        "Nhất trí.",
        noon(DUE),
        case.clerk.person,
    )


def test_a_refusal_sends_the_result_back_with_its_reason_and_ends_the_others():
    case = Case()
    refuse_clearance(**case.asked(case.clerk), text="Sai tên khu công nghiệp.", at=noon(DUE))
    case.occurrence.refresh_from_db()
    assert case.occurrence.status == OccurrenceStatus.RETURNED
    assert case.states() == [("Sở Lao động", LAPSED), ("Văn phòng UBND tỉnh", REFUSED)]
    assert Progress.objects.get(kind=ProgressKind.RETURN).text == "Sai tên khu công nghiệp."
    told = OutboxMessage.objects.filter(context__event=NoticeEvent.CLEARANCE_REFUSED).values_list(
        "recipient", flat=True
    )
    assert set(told) == {case.lead.person.email}


def test_a_refusal_needs_its_reason():
    case = Case()
    with pytest.raises(
        RuleError, match="Say what must be changed, so that the agency knows what"
    ) as refused:
        refuse_clearance(**case.asked(case.clerk), text=" ")
    assert (refused.value.field, {state for _agency, state in case.states()}) == ("text", {ASKED})


def test_a_new_submission_asks_again_and_its_own_day_counts():
    case = Case()
    refuse_clearance(**case.asked(case.clerk), text="Thiếu lời bình.", at=noon(date(2024, 3, 5)))
    case.submit(date(2024, 3, 7))
    assert [state for _agency, state in case.states()] == [LAPSED, REFUSED, ASKED, ASKED]
    case.occurrence.refresh_from_db()
    assert case.occurrence.submitted_at == noon(date(2024, 3, 7))
    assert [
        line.clearance.status for line in clearance_lines(case.occurrence.clearances.all(), on=DUE)
    ] == [
        ASKED,
        ASKED,
    ]


def test_a_slow_clearance_leaves_the_submission_in_time():
    case = Case()
    for clerk in (case.clerk, case.officer):
        clear_result(**case.asked(clerk), at=noon(date(2024, 3, 20)))
    accept_result(**case.seen(case.decider), at=noon(date(2024, 3, 21)))
    case.occurrence.refresh_from_db()
    assert case.occurrence.submitted_at == noon(MONDAY)
    assert [
        line.is_late
        for line in clearance_lines(case.occurrence.clearances.all(), on=date(2024, 3, 21))
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize("end", [return_result, withdraw_task])
def test_what_is_returned_or_withdrawn_no_longer_waits_to_be_cleared(end):
    case = Case()
    end(**case.seen(case.decider), text="Giao lại.")
    assert {state for _agency, state in case.states()} == {LAPSED}


def test_a_report_meanwhile_ends_no_clearance():
    case = Case()
    report_progress(**case.seen(case.lead), text="Bổ sung phụ đề.")
    assert {state for _agency, state in case.states()} == {ASKED}


def test_only_the_agency_itself_clears():
    case = Case()
    for stranger in (case.lead, case.officer, make_actor(role=SeatRole.LEADER, agency=case.office)):
        with pytest.raises(
            RuleError, match="This result does not wait for a clearance that you can"
        ):
            clear_result(**case.asked(stranger, agency=case.office))
    with pytest.raises(RuleError, match="This result does not wait for a clearance that you can"):
        clear_result(
            **case.asked(case.officer, agency=case.office), text="Nhất trí.", on_behalf=True
        )
    assert case.states()[1] == ("Văn phòng UBND tỉnh", ASKED)


def test_a_coordinator_enters_what_an_agency_said_on_paper_marked_as_such():
    case = Case()
    with pytest.raises(
        RuleError, match="Say by which paper the agency cleared it: number and"
    ) as refused:
        clear_result(**case.asked(case.outsider, agency=case.office), on_behalf=True)
    assert refused.value.field == "text"
    asked = case.asked(case.outsider, agency=case.office)
    clear_result(**asked, text="Công văn số 88/VP-TH ngày 05/3/2024", on_behalf=True)
    row = Clearance.objects.get(agency=case.office)
    assert (row.status, row.on_behalf, row.answered_by) == (CLEARED, True, case.outsider.seat)
    assert AuditEntry.objects.get(action="clearance-answered").after["on_behalf"] is True
    newest = history_of(case.occurrence)[0].who
    assert newest == (
        f"{case.outsider.person}, {case.outsider.seat.agency.display_name}, for Văn phòng UBND tỉnh"
    )


def test_a_coordinator_does_not_act_on_behalf_of_the_own_agency():
    case = Case()
    with pytest.raises(RuleError, match="This result does not wait for a clearance that you can"):
        clear_result(**case.asked(case.decider), text="Công văn số 1.", on_behalf=True)


def test_a_refusal_on_paper_sends_the_result_back_too():
    case = Case()
    refuse_clearance(
        **case.asked(case.outsider, agency=case.office),
        text="Công văn số 90: chưa đạt.",
        on_behalf=True,
    )
    case.occurrence.refresh_from_db()
    assert (case.occurrence.status, case.states()[1][1]) == (OccurrenceStatus.RETURNED, REFUSED)


def test_a_stale_answer_is_told_and_changes_nothing():
    case = Case()
    seen = case.asked(case.clerk)
    report_progress(**case.seen(case.lead), text="Bổ sung phụ đề.")
    with pytest.raises(StaleOccurrenceError):
        clear_result(**seen)
    assert {state for _agency, state in case.states()} == {ASKED}


def clearances_of(seat: Seat) -> list[int]:
    """Keys of the occurrences that the seat's agency must clear."""
    things = read_awaited(awaited_sql(answers_owed(seat)))
    return [thing.occurrence for thing in things if thing.kind == MustDoKind.CLEARANCE]


def test_what_an_agency_owes_to_clear_comes_first_due_first():
    case = Case()
    later = make_task(lead=case.lead.seat.agency, clearing=(case.office,)).occurrences.get()
    submit_result(
        occurrence=later, text="Xong.", by=case.lead, version=0, at=noon(date(2024, 3, 1))
    )
    assert clearances_of(case.clerk.seat) == [later.pk, case.occurrence.pk]
    clear_result(**case.asked(case.clerk))
    assert clearances_of(case.clerk.seat) == [later.pk]


def answer_both_at_once(case: Case) -> list[str]:
    """The office clears and refuses in the same moment, from two seats that saw the same page."""
    colleague = make_actor(agency=case.office)
    said = case.asked(case.clerk) | {"text": "Theo phiếu trình."}
    return told_at_once(
        lambda: clear_result(**said), lambda: refuse_clearance(**said | {"by": colleague})
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_told_it_came_late():
    case = Case()
    assert answer_both_at_once(case) == ["StaleOccurrenceError", "done"]
    assert Progress.objects.exclude(kind=ProgressKind.SUBMISSION).count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_answers_are_taken(monkeypatch):
    case, both_have_read = Case(), threading.Barrier(2)

    def as_read(clearance, by, version, *, on_behalf):
        row = Occurrence.objects.select_related("task").get(pk=clearance.occurrence_id)
        both_have_read.wait(20)
        return row, clearance

    monkeypatch.setattr(service, "_asked", as_read)
    assert answer_both_at_once(case) == ["done", "done"]


# The page -----------------------------------------------------------------------------------------
def page_of(client, case: Case, actor) -> str:
    return sign_in(client, actor).get(case.occurrence.get_absolute_url()).content.decode()


def test_the_page_offers_the_clearing_seat_its_answer_first(client):
    case = Case()
    page = page_of(client, case, case.clerk)
    assert '<a class="btn btn-primary" href="#clear">Clear the content</a>' in page
    assert "Enter what Văn phòng UBND tỉnh said on paper" not in page


def test_the_page_of_who_decides_names_who_has_not_cleared_and_offers_to_enter_it(client):
    case = Case()
    page = page_of(client, case, case.decider)
    assert "Not cleared yet by Văn phòng UBND tỉnh: it can be accepted after that." in page
    assert "Accept the result" not in page
    assert page.count("Enter what Văn phòng UBND tỉnh said on paper") == 1


def test_the_lead_sees_who_clears_and_can_answer_nothing(client):
    case = Case()
    page = page_of(client, case, case.lead)
    assert (
        "Clearance of the content" in page,
        "clearance-" in page,
        "/nhiem-vu/duyet/" in page,
    ) == (True, False, False)


def test_clearing_and_refusing_from_the_page(client):
    case = Case()
    asked = case.asked(case.clerk)["clearance"]
    sign_in(client, case.clerk)
    answer = client.post(
        f"/nhiem-vu/duyet/{asked.pk}/khong-duyet/", {"text": "", "version": case.occurrence.version}
    )
    assert (answer.status_code, "Say what must be changed" in answer.content.decode()) == (
        422,
        True,
    )
    answer = client.post(
        f"/nhiem-vu/duyet/{asked.pk}/dong-y/", {"text": "", "version": case.occurrence.version}
    )
    asked.refresh_from_db()
    assert (answer.url, asked.status, asked.on_behalf) == (
        case.occurrence.get_absolute_url(),
        CLEARED,
        False,
    )


def test_entering_it_from_the_page_is_marked(client):
    case = Case()
    asked = case.asked(case.outsider, agency=case.office)["clearance"]
    data = {"text": "Công văn 88/VP-TH", "version": case.occurrence.version}
    sign_in(client, case.outsider).post(f"/nhiem-vu/duyet/{asked.pk}/dong-y/", data)
    asked.refresh_from_db()
    assert (asked.status, asked.on_behalf) == (CLEARED, True)
    assert f"{case.outsider.seat.agency}, entered for it" in page_of(client, case, case.lead)


def test_a_clearance_of_a_task_of_others_is_not_there(client):
    case = Case()
    asked = case.asked(case.clerk)["clearance"]
    answer = sign_in(client, make_actor()).post(
        f"/nhiem-vu/duyet/{asked.pk}/dong-y/", {"version": 1}
    )
    assert answer.status_code == 404


def test_the_table_costs_the_same_however_many_clear(client, django_assert_num_queries):
    lead, clerk = make_actor(), make_actor()
    counts = []
    for others in (1, 3):
        agencies = tuple(make_agency() for _number in range(others))
        occurrence = make_task(
            lead=lead.seat.agency, clearing=(clerk.seat.agency, *agencies)
        ).occurrences.get()
        submit_result(occurrence=occurrence, text="Xong.", by=lead, version=0)
        counts.append(occurrence.get_absolute_url())
    sign_in(client, clerk).get(counts[0])
    for url in counts:
        with django_assert_num_queries(21):
            client.get(url)


# Tasks follow the seat ----------------------------------------------------------------------------
def test_who_takes_over_the_seat_clears_what_was_asked_of_the_one_before():
    case = Case()
    SeatHolding.objects.filter(person=case.clerk.person).update(ends_on=date(2024, 3, 4))
    successor = make_person()
    SeatHolding.objects.create(seat=case.clerk.seat, person=successor, starts_on=date(2024, 3, 5))
    entry = clear_result(**case.asked(type(case.clerk)(person=successor, seat=case.clerk.seat)))
    assert (entry.person, LONG_AGO < DUE) == (successor, True)


def test_the_lead_agency_is_never_asked_to_clear_its_own_result():
    lead = make_actor()
    task = make_task(lead=lead.seat.agency)
    TaskAgency.objects.create(task=task, agency=lead.seat.agency, role=AgencyRole.CLEARING)
    submit_result(occurrence=task.occurrences.get(), text="Xong.", by=lead, version=0)
    assert Clearance.objects.count() == 0
