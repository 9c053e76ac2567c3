"""The must-do page: what is owed, and everything that waits for this seat, each kind under its own
rule.
"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.conversation.explanations import ask_explanation
from agencies.conversation.extensions import answer_extension
from agencies.must_do.choices import MustDoKind
from agencies.must_do.queries import MustDoRights, must_do_for_seat
from agencies.must_do.sections import sections_for
from agencies.people.models import Seat
from agencies.progress.services import withdraw_task
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.requests.models import Explanation, Extension
from agencies.tasks.choices import OccurrenceStatus
from tests.agencies.talk_data import DUE, MONDAY, asked, scene
from tests.agencies.task_data import FRIDAY, MUST_DO, SUBMITTED, conditions_on
from tests.factories import (
    make_actor,
    make_agency,
    make_clearance,
    make_seat,
    make_task,
    noon,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
OFFICER, COORDINATOR = (
    MustDoRights(decides=False, reports=True),
    MustDoRights(decides=True, reports=True),
)
LEADER = MustDoRights(decides=False, reports=False)


def waiting(seat, rights=OFFICER, on: date = FRIDAY) -> list[tuple]:
    rows = must_do_for_seat(seat, rights, judgement=conditions_on(on)).waiting.rows
    return [(row.kind, row.occurrence.task.title) for row in rows]


def test_must_do_puts_each_occurrence_where_it_belongs():
    seat = make_seat()
    make_task(lead=seat.agency, title="muộn nhất", due_on=date(2024, 2, 1))
    make_task(
        lead=seat.agency, title="muộn", due_on=date(2024, 2, 29), status=OccurrenceStatus.RETURNED
    )
    make_task(lead=seat.agency, title="hôm nay", due_on=FRIDAY)
    make_task(lead=seat.agency, title="ngày thứ 14", due_on=date(2024, 3, 15))
    make_task(lead=seat.agency, due_on=date(2024, 3, 16))
    make_task(lead=seat.agency)
    make_task(lead=seat.agency, due_on=date(2024, 2, 1), status=SUBMITTED)
    make_task(due_on=date(2024, 2, 1))
    lists = must_do_for_seat(seat, OFFICER, judgement=conditions_on())
    assert [row.occurrence.task.title for row in lists.late.rows] == ["muộn nhất", "muộn"]
    assert [row.occurrence.task.title for row in lists.soon.rows] == ["hôm nay", "ngày thứ 14"]
    assert (lists.late.count, lists.soon.count, lists.waiting.count) == (2, 2, 0)
    assert (lists.later, lists.undated) == (1, 1)


def test_who_decides_sees_every_submitted_result_the_oldest_first():
    make_task(title="sau", status=SUBMITTED, submitted_on=date(2024, 2, 9))
    make_task(title="trước", status=SUBMITTED, submitted_on=date(2024, 2, 5))
    decider = make_seat(role=SeatRole.COORDINATOR)
    lists = must_do_for_seat(decider, COORDINATOR, judgement=conditions_on())
    assert [row.occurrence.task.title for row in lists.waiting.rows] == ["trước", "sau"]


def test_a_clearing_agency_sees_what_waits_for_its_clearance():
    seat = make_seat()
    make_clearance(make_task(title="duyệt", status=SUBMITTED, clearing=(seat.agency,)), seat.agency)
    make_task(title="đã duyệt", status=SUBMITTED, clearing=(seat.agency,))
    lists = must_do_for_seat(seat, OFFICER, judgement=conditions_on())
    assert [row.occurrence.task.title for row in lists.waiting.rows] == ["duyệt"]


def test_a_long_list_is_cut_and_says_how_many_there_are(client):
    actor = make_actor()
    for _number in range(51):
        make_task(lead=actor.seat.agency, due_on=date(2024, 2, 1))
    page = sign_in(client, actor).get(MUST_DO).content.decode()
    assert (page.count("<tr data-item>"), "All 51 late tasks" in page) == (50, True)


def test_must_do_is_headed_by_day_and_seat(client):
    actor = make_actor()
    page = sign_in(client, actor).get(MUST_DO).content.decode()
    today = timezone.localdate()
    assert f'<time datetime="{today.isoformat()}">' in page
    assert str(actor.seat) in page


@pytest.mark.parametrize("rows", [1, 20, 60])
def test_must_do_needs_as_many_queries_whatever_it_lists(client, django_assert_num_queries, rows):
    actor = make_actor(role=SeatRole.COORDINATOR)
    for _number in range(rows):
        make_task(lead=actor.seat.agency, due_on=date(2024, 2, 1))
        make_task(status=SUBMITTED)
    sign_in(client, actor)
    with django_assert_num_queries(8):
        client.get(MUST_DO)


# The statement that is kept for a seat, its rights and a day --------------------------------------
def owed(seat: Seat, on: date = FRIDAY) -> tuple[list[str], list[str]]:
    """Titles of what is late, and of what is due soon."""
    lists = must_do_for_seat(seat, OFFICER, judgement=conditions_on(on))
    late = [row.occurrence.task.title for row in lists.late.rows]
    return late, [row.occurrence.task.title for row in lists.soon.rows]


def test_what_was_due_yesterday_is_late_today():
    seat = make_seat()
    make_task(lead=seat.agency, title="báo cáo", due_on=FRIDAY)
    assert owed(seat) == ([], ["báo cáo"])
    assert owed(seat, FRIDAY + timedelta(days=1)) == (["báo cáo"], [])


def test_a_seat_that_is_moved_to_another_agency_owes_what_that_agency_owes():
    seat = make_seat()
    make_task(lead=seat.agency, title="cũ", due_on=FRIDAY)
    assert owed(seat) == ([], ["cũ"])
    seat.agency = make_agency()
    make_task(lead=seat.agency, title="mới", due_on=FRIDAY)
    assert owed(seat) == ([], ["mới"])


def test_a_seat_that_is_given_more_rights_sees_what_they_let_it_decide():
    seat = make_seat(role=SeatRole.COORDINATOR)
    make_task(title="kết quả", status=SUBMITTED)
    assert waiting(seat, OFFICER) == []
    assert waiting(seat, COORDINATOR) == [(MustDoKind.RESULT, "kết quả")]


# What waits ---------------------------------------------------------------------------------------
def test_a_result_that_an_agency_has_to_clear_waits_for_that_agency_and_then_for_the_decision():
    clearer = make_seat()
    task = make_task(title="phóng sự", status=SUBMITTED, clearing=(clearer.agency,))
    clearance = make_clearance(task, clearer.agency)
    decider = make_seat(role=SeatRole.COORDINATOR)
    assert (waiting(clearer), waiting(decider, COORDINATOR)) == (
        [(MustDoKind.CLEARANCE, "phóng sự")],
        [],
    )
    clearance.status, clearance.answered_at = ClearanceStatus.CLEARED, noon(FRIDAY)
    clearance.save()
    assert (waiting(clearer), waiting(decider, COORDINATOR)) == (
        [],
        [(MustDoKind.RESULT, "phóng sự")],
    )


def test_a_request_for_a_later_date_waits_for_those_who_decide_until_it_is_answered():
    on = scene(title="dự toán")
    extension = asked(on)
    assert waiting(on.decider.seat, COORDINATOR) == [(MustDoKind.EXTENSION, "dự toán")]
    assert (waiting(on.officer.seat), waiting(on.leader.seat, LEADER)) == ([], [])
    answer_extension(extension=extension, verdict=ExtensionStatus.GRANTED, by=on.decider)
    assert waiting(on.decider.seat, COORDINATOR) == []


def test_a_question_waits_for_the_lead_agency_until_it_is_answered_or_the_task_withdrawn():
    on, other = scene(title="dự toán"), scene()
    ask_explanation(occurrence=on.occurrence, question="Vì sao?", by=on.leader, at=noon(MONDAY))
    assert (waiting(on.officer.seat), waiting(other.officer.seat)) == (
        [(MustDoKind.EXPLANATION, "dự toán")],
        [],
    )
    withdraw_task(occurrence=on.occurrence, by=on.decider, version=0, text="Giao nhầm.")
    assert waiting(on.officer.seat) == []


def test_what_waits_past_its_own_day_is_marked_late():
    on = scene(status=SUBMITTED)
    ask_explanation(occurrence=on.occurrence, question="Vì sao?", by=on.leader, at=noon(MONDAY))
    make_clearance(on.occurrence.task, on.officer.seat.agency, due_on=DUE)
    tones = {}
    for day in (DUE, date(2024, 3, 7), date(2024, 3, 8)):
        rows = must_do_for_seat(on.officer.seat, OFFICER, judgement=conditions_on(day)).waiting.rows
        tones[day.day] = [(row.kind, row.tone, row.due) for row in rows]
    clearance, explanation = MustDoKind.CLEARANCE, MustDoKind.EXPLANATION
    asked_by = date(2024, 3, 7)
    assert tones == {
        6: [(clearance, "wait", DUE), (explanation, "wait", asked_by)],
        7: [(clearance, "late", DUE), (explanation, "wait", asked_by)],
        8: [(clearance, "late", DUE), (explanation, "late", asked_by)],
    }


def test_all_kinds_stand_in_one_order_by_the_day_when_due_or_sent():
    on = scene(title="dự toán")
    asked(on)
    mine = on.decider.seat.agency
    make_task(title="kết quả", status=SUBMITTED, submitted_on=date(2024, 3, 1))
    clear = make_task(title="phóng sự", status=SUBMITTED, clearing=(mine,))
    make_clearance(clear, mine, due_on=date(2024, 3, 5))
    late = make_task(title="báo cáo", lead=mine).occurrences.get()
    ask_explanation(
        occurrence=late, question="Vì sao?", by=on.leader, answer_by=DUE, at=noon(MONDAY)
    )
    found = must_do_for_seat(on.decider.seat, COORDINATOR, judgement=conditions_on(MONDAY)).waiting
    assert [(row.kind, row.occurrence.task.title) for row in found.rows] == [
        (MustDoKind.RESULT, "kết quả"),
        (MustDoKind.EXTENSION, "dự toán"),
        (MustDoKind.CLEARANCE, "phóng sự"),
        (MustDoKind.EXPLANATION, "báo cáo"),
    ]
    assert (found.count, [str(row.verb) for row in found.rows]) == (
        4,
        ["Decide", "Answer", "Clear", "Explain"],
    )
    assert (
        found.rows[1].label
        == f"{on.occurrence.task.lead.display_name} asks for 12/3/2024 · due 06/3/2024"
    )


def test_a_leader_who_neither_decides_nor_reports_has_nothing_waiting():
    leader = make_seat(role=SeatRole.LEADER)
    make_clearance(make_task(status=SUBMITTED, clearing=(leader.agency,)), leader.agency)
    assert waiting(leader, LEADER) == []


@time_machine.travel(noon(date(2024, 3, 8)), tick=False)
def test_a_late_row_leads_to_the_request_for_a_later_date_and_says_when_one_waits(client):
    on = scene(title="dự toán")
    page = sign_in(client, on.officer).get(MUST_DO).content.decode()
    assert f'href="{on.occurrence.get_absolute_url()}#extension"' in page
    asked(on)
    page = client.get(MUST_DO).content.decode()
    assert ("#extension" in page, "12/3/2024 asked for, not answered yet" in page) == (False, True)


@time_machine.travel(noon(date(2024, 3, 8)), tick=False)
def test_an_extended_date_is_told_apart_from_the_first(client):
    on = scene()
    answer_extension(extension=asked(on), verdict=ExtensionStatus.GRANTED, by=on.decider)
    sign_in(client, on.officer)
    told = "first due 06/3/2024 · extended to 12/3/2024"
    pages = (MUST_DO, "/nhiem-vu/", on.occurrence.get_absolute_url())
    assert [client.get(page).content.decode().count(told) for page in pages] == [1, 1, 1]


def everything_waits(number: int, decider) -> None:
    for _number in range(number):
        on = scene(assigned_by=decider.seat)
        asked(on)
        mine = decider.seat.agency
        make_clearance(make_task(status=SUBMITTED, clearing=(mine,)), mine)
        late = make_task(lead=mine, due_on=date(2024, 2, 1)).occurrences.get()
        ask_explanation(occurrence=late, question="Vì sao?", by=on.leader, at=noon(MONDAY))
        make_task(status=SUBMITTED)


@pytest.mark.parametrize("number", [1, 3, 14])
def test_must_do_needs_as_many_queries_whatever_waits(client, django_assert_num_queries, number):
    decider = make_actor(role=SeatRole.COORDINATOR, agency=make_agency())
    everything_waits(number, decider)
    sign_in(client, decider)
    with django_assert_num_queries(8):
        page = client.get(MUST_DO).content.decode()
    assert Extension.objects.count() == Explanation.objects.count() == number
    shown = {
        name: len(re.findall(f"{name}</a></td>", page))
        for name in ("Answer", "Explain", "Clear", "Decide")
    }
    assert sum(shown.values()) == min(50, 4 * number)


# What the apps add --------------------------------------------------------------------------------
def titles(by, key: str, on: date = FRIDAY) -> list[str]:
    return [
        item.title
        for section in sections_for(by, on)
        if section.key == key
        for item in section.items
    ]


def test_a_task_that_was_given_lately_is_shown_however_far_its_deadline():
    officer = make_actor()
    agency = officer.seat.agency
    make_task(lead=agency, title="xa", due_on=date(2024, 12, 1))
    make_task(lead=agency, title="không hạn")
    make_task(
        lead=agency,
        title="đã bắt đầu",
        due_on=date(2024, 12, 1),
        status=OccurrenceStatus.IN_PROGRESS,
    )
    make_task(lead=agency, title="gần", due_on=FRIDAY)
    make_task(title="của cơ quan khác", due_on=date(2024, 12, 1))
    assert titles(officer, "new") == ["xa", "không hạn"]
    assert titles(officer, "new", date(2024, 3, 7)) == []  # a fortnight after it was given


def test_a_leader_sees_how_the_agencies_stand():
    make_task(due_on=date(2024, 2, 1))
    make_task(due_on=date(2024, 2, 1))
    make_task(status=SUBMITTED)
    leader = make_actor(role=SeatRole.LEADER)
    assert titles(leader, "agencies") == ["2 tasks are late", "1 result waits to be accepted"]
    assert titles(make_actor(role=SeatRole.COORDINATOR), "agencies") == []
