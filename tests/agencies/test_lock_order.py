"""Two acts in the same moment wait for each other in a line, never in a circle: with real
connections.
"""

import ast
import contextlib
import datetime
import threading

import pytest
from django.db import OperationalError, transaction

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.bulk.choices import BulkAct
from agencies.bulk.services import assign_task_to_seat, carry_out_plan, plan_bulk
from agencies.clearances.services import clear_result
from agencies.database import locking
from agencies.deeds.triggers import set_trigger
from agencies.errors import RuleError
from agencies.handover.services import hand_over_tasks
from agencies.people.permissions import Actor
from agencies.progress import services as progress
from agencies.progress.services import report_progress, withdraw_task
from agencies.tasks import locking as task_locking
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from agencies.working_calendar.services import set_calendar_day
from tests.factories import (
    make_actor,
    make_agency,
    make_clearance,
    make_deadline,
    make_occurrence,
    make_task,
)
from tests.sources import ROOT, python_files
from tests.together import at_once
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = datetime.date(2026, 11, 27)


@pytest.fixture
def both_hold_one(monkeypatch):
    """Each of two acts goes on once the other has locked something too, or after a moment when it
    cannot.
    """
    meeting = threading.Barrier(2)
    lock_rows = locking.lock_rows
    met = threading.local()

    def lock_and_wait(rows):
        found = lock_rows(rows)
        if found and not getattr(met, "done", False):
            met.done = True
            with contextlib.suppress(threading.BrokenBarrierError):
                meeting.wait(1)
        return found

    for module in (locking, task_locking):
        monkeypatch.setattr(module, "lock_rows", lock_and_wait)


def recurring_task(periods: int = 4) -> Task:
    """Its periods' keys run the other way round than their days, as after a correction."""
    task = make_task()
    task.occurrences.all().delete()
    deadline = make_deadline(task, kind=DeadlineKind.RECURRING, phrase="hằng tháng")
    for month in range(periods, 0, -1):
        first = datetime.date(2027, month, 1)
        end = first + datetime.timedelta(days=27)
        make_occurrence(task, due_on=end, deadline=deadline, period_start=first, period_end=end)
    return task


def outcome(act) -> str:
    try:
        act()
    except locking.StaleOccurrenceError:
        return "stale"
    except RuleError:
        return "refused"
    except OperationalError as error:
        return error.__cause__.sqlstate
    return "done"


def race(*acts) -> list[str]:
    return at_once(*(lambda act=act: outcome(act) for act in acts))


def withdraw(occurrence: Occurrence, by: Actor):
    return lambda: withdraw_task(
        occurrence=occurrence, by=by, version=0, text="Đã có kế hoạch khác."
    )


def test_locking_in_opposite_order_ends_in_a_deadlock(both_hold_one):
    """The negative control: what these tests look for does happen when rows are locked one by
    one.
    """
    first, last = recurring_task(2).occurrences.order_by("pk")

    def lock(*keys):
        with transaction.atomic():
            for key in keys:
                locking.lock_rows(Occurrence.objects.filter(pk=key))

    ended = race(lambda: lock(first.pk, last.pk), lambda: lock(last.pk, first.pk))
    assert sorted(ended) == ["40P01", "done"]


def test_two_who_withdraw_one_task_from_its_two_ends(both_hold_one):
    task = recurring_task()
    rows = list(task.occurrences.order_by("pk"))
    ended = race(
        withdraw(rows[0], make_actor(role=SeatRole.COORDINATOR)),
        withdraw(rows[-1], make_actor(role=SeatRole.COORDINATOR)),
    )
    assert sorted(ended) == ["done", "stale"]
    assert set(task.occurrences.values_list("status", "version")) == {
        (OccurrenceStatus.WITHDRAWN, 1)
    }


def test_control_without_the_order_the_same_two_end_in_a_deadlock(both_hold_one, monkeypatch):
    monkeypatch.setattr(progress, "lock_occurrences", list)
    monkeypatch.setattr(task_locking, "lock_tasks", lambda *_: None)
    task = recurring_task()
    rows = list(task.occurrences.order_by("pk"))
    ended = race(
        withdraw(rows[0], make_actor(role=SeatRole.COORDINATOR)),
        withdraw(rows[-1], make_actor(role=SeatRole.COORDINATOR)),
    )
    assert "40P01" in ended


def test_withdrawing_and_reporting(both_hold_one):
    task = recurring_task()
    first, *_others, last = task.occurrences.order_by("pk")
    officer = make_actor(agency=task.lead)
    ended = race(
        withdraw(last, make_actor(role=SeatRole.COORDINATOR)),
        lambda: report_progress(occurrence=first, text="Đang làm.", by=officer, version=0),
    )
    assert ended in (["done", "done"], ["done", "stale"])
    assert set(task.occurrences.values_list("status", flat=True)) == {OccurrenceStatus.WITHDRAWN}


def test_accepting_many_and_giving_them_to_a_seat_the_other_way_round(both_hold_one):
    officer = make_actor()
    rows = [make_task(lead=officer.seat.agency).occurrences.get() for _ in range(6)]
    Occurrence.objects.update(status=OccurrenceStatus.SUBMITTED, submitted_at=rows[0].moved_at)
    coordinator = make_actor(role=SeatRole.COORDINATOR)

    def act(kind, order, by):
        chosen = dict.fromkeys([row.pk for row in order], 0)
        plan = plan_bulk(act=kind, chosen=chosen, visible=Occurrence.objects.all(), by=by, on=TODAY)
        by_key = {row.occurrence.pk: row for row in plan.go}
        plan.go = [by_key[row.pk] for row in order if row.pk in by_key]
        return lambda: carry_out_plan(plan=plan, by=by, seat=officer.seat)

    ended = race(act(BulkAct.ACCEPT, rows, coordinator), act(BulkAct.ASSIGN, rows[::-1], officer))
    assert ended == ["done", "done"]
    assert set(Occurrence.objects.values_list("version", flat=True)) == {
        1
    }  # moved by the one or by the other


def ended_agency() -> tuple[Agency, Agency]:
    heir = make_agency()
    return make_agency(valid_to=TODAY - datetime.timedelta(days=1), successor=heir), heir


def test_merging_agencies_while_a_task_is_given_to_a_seat(both_hold_one):
    old, heir = ended_agency()
    officer = make_actor(agency=old)
    rows = [make_task(lead=old).occurrences.get() for _ in range(4)]
    ended = race(
        lambda: hand_over_tasks(agency=old, on=TODAY),
        lambda: assign_task_to_seat(occurrence=rows[-1], seat=officer.seat, by=officer, version=0),
    )
    assert ended in (["done", "done"], ["done", "stale"])
    assert set(Task.objects.values_list("lead", flat=True)) == {heir.pk}


def test_dating_all_tasks_of_a_clause_while_agencies_merge(both_hold_one, monkeypatch):
    old, heir = ended_agency()
    tasks = [make_task(lead=old) for _ in range(3)]
    deadlines = [
        make_deadline(task, kind=DeadlineKind.RELATIVE, phrase="sau khi") for task in tasks
    ]
    Occurrence.objects.all().delete()
    for deadline in reversed(
        deadlines
    ):  # so that keys of tasks and of occurrences run against each other
        make_occurrence(deadline.task, deadline=deadline)
    keys = [deadline.pk for deadline in deadlines]
    monkeypatch.setattr(
        "agencies.deeds.triggers.sharing_event", lambda _: Deadline.objects.filter(pk__in=keys)
    )
    seen = Occurrence.objects.get(deadline=deadlines[0])
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    day = datetime.date(2026, 11, 2)
    ended = race(
        lambda: hand_over_tasks(agency=old, on=TODAY),
        lambda: set_trigger(
            occurrence=seen, triggered_on=day, by=coordinator, version=0, for_all=True
        ),
    )
    assert ended in (["done", "done"], ["done", "stale"])
    assert set(Task.objects.values_list("lead", flat=True)) == {heir.pk}


def test_a_day_off_is_entered_while_a_result_is_cleared(both_hold_one):
    clearer = make_actor()
    row = make_task(
        status=OccurrenceStatus.SUBMITTED, submitted_on=TODAY, due_on=TODAY
    ).occurrences.get()
    clearance = make_clearance(row.task, clearer.seat.agency)
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    friday = datetime.date(2026, 12, 4)
    ended = race(
        lambda: set_calendar_day(day=friday, is_working=False, note="Nghỉ bù", by=coordinator),
        lambda: clear_result(clearance=clearance, by=clearer, version=row.version),
    )
    assert ended in (["done", "done"], ["done", "stale"])


# One place for locks ------------------------------------------------------------------------------
def lock_calls() -> list[tuple[str, ast.Call]]:
    """Every call of select_for_update outside the module of the locks."""
    found = []
    for path in python_files("agencies", "recruitment"):
        if path.name == "locking.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update":
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


def test_every_lock_leaves_the_key_free():
    """Else who writes a row that points to the locked one waits, out of the order of the locks."""
    assert [
        where
        for where, call in lock_calls()
        if "no_key" not in {keyword.arg for keyword in call.keywords}
    ] == []


def test_many_rows_are_locked_at_the_one_place_alone():
    """A statement that locks ends in `get` or `first`: one row. Many go through `lock_rows`, by
    their keys.
    """
    wrong = []
    for where, _call in lock_calls():
        path, line = where.rsplit(":", 1)
        following = " ".join((ROOT / path).read_text().splitlines()[int(line) - 1 : int(line) + 5])
        if ".get(" not in following and ".first()" not in following:
            wrong.append(where)
    assert wrong == []
