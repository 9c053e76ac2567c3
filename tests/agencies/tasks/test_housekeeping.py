"""Housekeeping of the portal counts in no figure, and its agency still sees that it owes it."""

from datetime import date

import pytest
from django.http import QueryDict

from agencies.board.report_sheets import late_tasks, tasks_of_next_month
from agencies.bodies.choices import SeatRole
from agencies.calendar.report_month import ReportMonth
from agencies.must_do.sections import all_agencies_section
from agencies.scoreboard.queries import agency_scores
from agencies.tasks.figures import agency_figures
from agencies.tasks.forms import TaskFilter
from agencies.tasks.occurrence_models import Occurrence
from tests.agencies.task_data import conditions_on
from tests.factories import make_actor, make_agency, make_task
from vietnam.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = date(2024, 3, 20)
LATE = date(2024, 3, 6)


@pytest.fixture
def lead():
    """An agency that owes nothing but housekeeping, and is late with it."""
    agency = make_agency("Hội chỉ rà soát thành viên")
    make_task(lead=agency, title="Rà soát", due_on=LATE, is_housekeeping=True)
    return agency


def titles(query: str) -> list[str]:
    rows = TaskFilter(QueryDict(query), judgement=conditions_on(DAY)).filter(
        Occurrence.objects.all()
    )
    return sorted(row.task.title for row in rows)


def test_an_agency_with_housekeeping_alone_is_on_no_board_and_no_scoreboard(lead):
    assert agency_figures(period=None, on=DAY) == []
    assert agency_scores(period=Period.of_quarter(2024, 1), judgement=conditions_on(DAY)) == []


def test_control_plan_work_of_the_same_agency_counts(lead):
    make_task(lead=lead, due_on=LATE)
    [row] = agency_figures(period=None, on=DAY)
    assert (row.agency, row.assigned, row.late) == (lead, 1, 1)
    [score] = agency_scores(period=Period.of_quarter(2024, 1), judgement=conditions_on(DAY))
    assert (score.due, score.was_late) == (1, 1)


def test_the_workbook_lists_it_neither_as_late_nor_for_next_month(lead):
    make_task(lead=lead, due_on=date(2024, 4, 5), is_housekeeping=True)
    march = ReportMonth(2024, 3, made_on=DAY)
    assert (list(late_tasks(march)), list(tasks_of_next_month(march))) == ([], [])
    make_task(lead=lead, due_on=LATE)
    make_task(lead=lead, due_on=date(2024, 4, 5))
    assert (len(late_tasks(march)), len(tasks_of_next_month(march))) == (1, 1)


def test_the_list_shows_it_but_not_behind_a_number_of_the_board(lead):
    make_task(lead=lead, title="Kế hoạch", due_on=LATE)
    assert titles("state=late") == ["Kế hoạch", "Rà soát"]
    assert titles("state=late&work=plan") == ["Kế hoạch"]


def test_a_leaders_home_does_not_count_it(lead):
    [section] = all_agencies_section(make_actor(role=SeatRole.LEADER), DAY)
    assert section.items == []
