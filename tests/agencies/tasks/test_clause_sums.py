"""Clauses that several agencies owe: the sum, who sees what of it; and clauses that another clause
points to.
"""

from datetime import date

import pytest

from agencies.assignment.directives import assign_directive
from agencies.bodies.choices import SeatRole
from agencies.directives.models import Clause, Proposal
from agencies.proposals.upload import upload_directive
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.clauses import clause_sum
from agencies.tasks.queries import visible_tasks
from tests.agencies.task_data import conditions_on
from tests.factories import (
    make_actor,
    make_agency,
    make_clause,
    make_directive,
    make_occurrence,
    make_task,
    noon,
    sign_in,
)

pytestmark = pytest.mark.django_db

DUE, FRIDAY = date(2024, 2, 28), date(2024, 3, 1)
DONE = OccurrenceStatus.DONE


def make_proposal(directive) -> Proposal:
    return Proposal.objects.create(
        directive=directive, text="Lập", start=0, end=3, scope="assigned", confidence=1
    )


def make_shared(count: int = 5, **fields) -> list:
    """Of one clause: on time, late when done, late, not due yet, undated; and one that was
    withdrawn.
    """
    proposal = make_proposal(directive := make_directive())
    common = {"directive": directive, "proposal": proposal} | fields
    rows = [
        {"due_on": DUE, "status": DONE, "submitted_on": DUE},
        {"due_on": DUE, "status": DONE, "submitted_on": FRIDAY},
        {"due_on": DUE},
        {"due_on": date(2024, 4, 30)},
        {},
    ]
    made = [
        make_task(lead=make_agency(f"UBND huyện {n}"), **common, **row)
        for n, row in enumerate(rows[:count])
    ]
    make_task(status=OccurrenceStatus.WITHDRAWN, **common)
    return made


def sum_of(task, actor=None):
    actor = actor or make_actor(role=SeatRole.COORDINATOR)
    everything = actor.seat.role == SeatRole.COORDINATOR
    return clause_sum(
        task, visible_tasks(actor.seat, all_agencies=everything), conditions_on(FRIDAY)
    )


def figures(found) -> tuple:
    return (found.count, found.on_time, found.done_late, found.late, found.open)


def test_the_sum_counts_each_agency_once_and_leaves_out_what_was_withdrawn():
    found = sum_of(make_shared()[0])
    assert figures(found) == (5, 1, 1, 1, 2)
    assert [(one.agency.name, one.tone) for one in found.agencies] == [
        ("UBND huyện 0", "done"),
        ("UBND huyện 1", "done"),
        ("UBND huyện 2", "late"),
        ("UBND huyện 3", "open"),
        ("UBND huyện 4", "open"),
    ]


def test_an_agency_counts_by_the_worst_of_its_occurrences():
    done, *_others = tasks = make_shared(2)
    assert figures(sum_of(done)) == (2, 1, 1, 0, 0)
    owed = make_occurrence(done, due_on=date(2024, 2, 29))
    found = sum_of(done)
    assert figures(found) == (2, 0, 1, 1, 0)
    assert found.agencies[0].url == owed.get_absolute_url()
    assert len(tasks) == 2


def test_done_without_a_date_is_in_time():
    first, second = make_shared(2)
    second.occurrences.update(stated_on=None, due_on=None, first_due_on=None, act_by=None)
    assert figures(sum_of(first)) == (2, 2, 0, 0, 0)


def test_one_agency_alone_has_no_sum():
    directive = make_directive()
    assert sum_of(make_task(directive=directive, proposal=make_proposal(directive))) is None
    assert sum_of(make_task()) is None


def test_tasks_given_by_hand_are_summed_by_their_clause():
    directive = make_directive()
    clause = make_clause(directive, 0, 10)
    first, _second = (make_task(directive=directive, clause=clause) for _n in range(2))
    assert figures(sum_of(first)) == (2, 0, 0, 0, 2)


def test_a_member_sees_the_sum_but_of_the_others_neither_name_nor_state(client):
    tasks = make_shared()
    actor = make_actor(agency=tasks[0].lead)
    found = sum_of(tasks[0], actor)
    assert figures(found) == (5, 1, 1, 1, 2)
    assert [one.agency for one in found.agencies] == [tasks[0].lead]
    page = sign_in(client, actor).get(tasks[0].get_absolute_url()).content.decode()
    assert "Under the same clause" in page
    assert "UBND huyện 2" not in page


@pytest.mark.parametrize("count", [2, 5])
def test_the_directive_needs_as_many_queries_however_many_agencies(
    client, django_assert_num_queries, count
):
    tasks = make_shared(count)
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    client.get("/bang-dieu-hanh/")
    with django_assert_num_queries(17):
        page = client.get(tasks[0].directive.get_absolute_url())
    (clause,) = [row for row in page.context["clauses"] if row.is_folded]
    assert clause.sum.count == count


def test_the_document_shows_a_clause_of_many_as_one_row_and_others_as_before(client):
    tasks = make_shared()
    alone = make_task(directive=tasks[0].directive)
    page = sign_in(client, make_actor(role=SeatRole.COORDINATOR)).get(
        tasks[0].directive.get_absolute_url()
    )
    rows = page.context["clauses"]
    assert sorted((row.is_folded, row.sum.count if row.sum else 0) for row in rows) == [
        (False, 0),
        (True, 5),
    ]
    assert alone.get_absolute_url() in page.content.decode()
    member = sign_in(client, make_actor(agency=tasks[2].lead)).get(
        tasks[0].directive.get_absolute_url()
    )
    assert [(row.is_folded, row.sum.count) for row in member.context["clauses"]] == [(False, 5)]


# Pointers -----------------------------------------------------------------------------------------
PLAN = """ỦY BAN NHÂN DÂN TỈNH THỬ
Số: 15/KH-UBND
Tỉnh Thử, ngày 21 tháng 02 năm 2024
KẾ HOẠCH
Kết nối cung cầu lao động
I. MỤC TIÊU
1. Tăng cường kết nối.
II. NỘI DUNG
1. Truyền thông
1.1. Nội dung: Giới thiệu chính sách thu hút lao động.
1.2. Thời gian thực hiện:
- Đợt 1: Xong trước 15/3/2024.
1.3. Phân công thực hiện:
Sở Nội vụ chủ trì xây dựng nội dung truyền thông.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
- Thực hiện nhiệm vụ được phân công tại điểm 1.3 mục II của Kế hoạch.
2. Sở Y tế
- Thực hiện nhiệm vụ được phân công tại điểm 1.9 mục II của Kế hoạch.
Nơi nhận:
- Như trên.
"""


def given_plan():
    for name in ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"):
        make_agency(name)
    by = make_actor(role=SeatRole.COORDINATOR)
    directive = upload_directive(
        data=PLAN.encode(), file_name="", by=by, issued_on=date(2024, 2, 21)
    )
    directive.proposals.filter(addressees__isnull=False).update(status="confirmed")
    assign_directive(
        directive=directive, by=by, assigned_at=noon(date(2024, 2, 22)), today=date(2024, 2, 22)
    )
    return directive


def test_a_pointer_takes_the_deadline_and_opens_the_clause_it_points_to(client):
    directive = given_plan()
    task = directive.tasks.get(lead__name="Sở Tài chính")
    deadline = task.deadlines.get()
    assert (deadline.due_on, deadline.inherited_from) == (date(2024, 3, 15), "II.1.2")
    assert task.occurrences.get().due_on == date(2024, 3, 15)
    page = sign_in(client, make_actor(agency=task.lead)).get(task.get_absolute_url())
    text = page.content.decode()
    clause = Clause.objects.filter(directive=directive, section="II.1.3").first()
    assert page.context["pointed"].clause == clause
    assert "As clause II.1.3 says" in text
    assert "Sở Nội vụ chủ trì xây dựng nội dung truyền thông." in text
    assert f"{directive.get_absolute_url()}#c-{clause.pk}" in text
    assert "taken from clause II.1.2" in text
    assert f'id="c-{clause.pk}"' in client.get(directive.get_absolute_url()).content.decode()


def test_a_pointer_to_nowhere_says_so(client):
    task = given_plan().tasks.get(lead__name="Sở Y tế")
    page = sign_in(client, make_actor(agency=task.lead)).get(task.get_absolute_url())
    assert (page.context["pointed"].clause, page.context["pointed"].written) == (
        None,
        "điểm 1.9 mục II",
    )
    assert "which is not in this document" in page.content.decode()


def test_a_task_that_says_its_content_points_nowhere(client):
    task = given_plan().tasks.get(lead__name="Sở Nội vụ")
    page = sign_in(client, make_actor(agency=task.lead)).get(task.get_absolute_url())
    assert page.context["pointed"] is None


def test_the_number_of_another_paper_is_no_place_of_this_one(client):
    task = make_task(text="Thực hiện Chỉ thị số 40/CT-UBND và nhiệm vụ số 12.")
    page = sign_in(client, make_actor(agency=task.lead)).get(task.get_absolute_url())
    assert page.context["pointed"] is None


def test_a_pointer_to_a_capital_letter_opens_the_page_and_says_that_it_leads_nowhere(client):
    task = make_task(
        directive=make_directive(),
        text="Thực hiện nhiệm vụ được phân công tại điểm A mục II Kế hoạch này.",
    )
    page = sign_in(client, make_actor(agency=task.lead)).get(task.get_absolute_url())
    assert (page.context["pointed"].clause, page.context["pointed"].written) == (
        None,
        "điểm A mục II",
    )
