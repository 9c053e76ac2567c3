import datetime
from datetime import date

import pytest
from django.http import QueryDict

from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import (
    AgencyFigures,
    StatusConditions,
    TaskFigures,
    agency_figures,
    total_of,
)
from agencies.tasks.forms import TaskFilter
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_agency, make_directive, make_occurrence, make_task
from vietnam.calendar import WorkingCalendar
from vietnam.periods import Period

pytestmark = pytest.mark.django_db

FRIDAY = date(2024, 3, 1)
DONE, SUBMITTED, RETURNED = (
    OccurrenceStatus.DONE,
    OccurrenceStatus.SUBMITTED,
    OccurrenceStatus.RETURNED,
)


def conditions_on(on: date = FRIDAY) -> StatusConditions:
    return StatusConditions(on, WorkingCalendar())


def states_of(occurrence: Occurrence, on: date = FRIDAY) -> list[str]:
    return [
        name
        for name, condition in conditions_on(on).states().items()
        if Occurrence.objects.filter(condition, pk=occurrence.pk)
    ]


def occurrence_with(**fields) -> Occurrence:
    return make_task(**fields).occurrences.get()


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"due_on": date(2024, 2, 29)}, "late"),
        ({"due_on": date(2024, 2, 29), "status": RETURNED}, "late"),
        ({"due_on": date(2024, 2, 29), "status": OccurrenceStatus.IN_PROGRESS}, "late"),
        ({"due_on": FRIDAY}, "at_risk"),
        ({"due_on": date(2024, 3, 6)}, "at_risk"),
        ({"due_on": date(2024, 3, 7)}, "unjudged"),
        ({}, "unjudged"),
        ({"due_on": date(2024, 2, 29), "status": SUBMITTED}, "unjudged"),
        (
            {"due_on": date(2024, 2, 29), "status": DONE, "submitted_on": date(2024, 2, 29)},
            "on_time",
        ),
        (
            {"due_on": date(2024, 2, 28), "status": DONE, "submitted_on": date(2024, 2, 29)},
            "done_late",
        ),
        ({"status": DONE, "submitted_on": date(2024, 2, 29)}, "unjudged"),
    ],
)
def test_every_occurrence_is_in_exactly_one_state(fields, state):
    assert states_of(occurrence_with(**fields)) == [state]


def test_a_withdrawn_task_is_in_no_state():
    assert (
        states_of(occurrence_with(due_on=date(2024, 2, 29), status=OccurrenceStatus.WITHDRAWN))
        == []
    )


def test_the_day_of_submission_is_the_day_in_viet_nam():
    late_evening = datetime.datetime(2024, 2, 29, 16, 59, tzinfo=datetime.UTC)  # 23:59 in Viet Nam
    after_midnight = datetime.datetime(2024, 2, 29, 17, 1, tzinfo=datetime.UTC)
    task = make_task(due_on=date(2024, 2, 29), status=DONE)
    occurrence = task.occurrences.get()
    for moment, state in ((late_evening, "on_time"), (after_midnight, "done_late")):
        Occurrence.objects.filter(pk=occurrence.pk).update(submitted_at=moment)
        assert states_of(occurrence, on=date(2024, 3, 5)) == [state]


def test_a_past_day_is_judged_as_things_stood_then():
    occurrence = occurrence_with(
        due_on=date(2024, 2, 20), status=DONE, submitted_on=date(2024, 3, 4)
    )
    assert states_of(occurrence, on=date(2024, 2, 29)) == ["late"]
    assert states_of(occurrence, on=date(2024, 3, 4)) == ["done_late"]


def test_days_off_do_not_count_towards_the_risk():
    tet = WorkingCalendar(
        {date(2024, 3, 4): False, date(2024, 3, 5): False, date(2024, 3, 6): False}
    )
    assert StatusConditions(FRIDAY, tet).risk_until == date(2024, 3, 11)


def test_figures_of_an_agency_add_up_to_what_was_assigned():
    agency = make_agency("Sở Y tế")
    make_task(lead=agency, due_on=date(2024, 2, 29))
    make_task(lead=agency, due_on=date(2024, 3, 5))
    make_task(lead=agency, due_on=date(2024, 2, 15), status=DONE)
    make_task(lead=agency, due_on=date(2024, 2, 15), status=DONE, submitted_on=date(2024, 2, 16))
    make_task(lead=agency)
    make_task(lead=agency, due_on=date(2024, 2, 20), status=OccurrenceStatus.WITHDRAWN)
    assert agency_figures(period=None, on=FRIDAY) == [
        AgencyFigures(
            agency=agency,
            assigned=5,
            due_in_period=4,
            on_time=1,
            done_late=1,
            late=1,
            at_risk=1,
            unjudged=1,
        )
    ]


def test_a_period_holds_what_is_due_in_it_and_what_is_carried_into_it():
    agency = make_agency("Sở Y tế")
    make_task(lead=agency, due_on=date(2024, 1, 10), status=DONE)
    make_task(lead=agency, due_on=date(2024, 1, 10), status=DONE, submitted_on=date(2024, 2, 5))
    make_task(lead=agency, due_on=date(2024, 1, 20))
    make_task(lead=agency, due_on=date(2024, 2, 29), status=DONE)
    make_task(lead=agency, due_on=date(2024, 3, 1))
    make_task(lead=agency)
    february = agency_figures(period=Period.of_month(2024, 2), on=date(2024, 2, 29))
    assert february == [
        AgencyFigures(
            agency=agency,
            assigned=4,
            due_in_period=1,
            on_time=1,
            done_late=1,
            late=1,
            at_risk=0,
            unjudged=1,
        )
    ]


def test_figures_of_one_document_leave_out_the_others():
    agency, directive = make_agency(), make_directive()
    make_task(lead=agency, directive=directive)
    make_task(lead=agency)
    assert [
        row.assigned for row in agency_figures(period=None, directive=directive, on=FRIDAY)
    ] == [1]


def test_agencies_stand_in_vietnamese_order_and_totals_are_their_sum():
    for name in ("Sở Y tế", "Đài Phát thanh", "Ban Dân tộc"):
        make_task(lead=make_agency(name), due_on=date(2024, 2, 1))
    figures = agency_figures(period=None, on=FRIDAY)
    assert [row.agency.name for row in figures] == ["Ban Dân tộc", "Đài Phát thanh", "Sở Y tế"]
    assert total_of(figures) == TaskFigures(assigned=3, due_in_period=3, late=3)


@pytest.mark.parametrize("agencies", [1, 20])
def test_figures_need_three_queries(agencies, django_assert_num_queries):
    for _number in range(agencies):
        make_task(due_on=date(2024, 2, 1))
    with django_assert_num_queries(3):
        agency_figures(period=Period.of_quarter(2024, 1), on=FRIDAY)


def test_each_figure_opens_exactly_its_rows():
    agency, directive = make_agency(), make_directive()
    for due_on in (None, *(date(2024, month, 15) for month in range(1, 7))):
        for status in OccurrenceStatus:
            task = make_task(
                lead=agency,
                directive=directive,
                due_on=due_on,
                status=status,
                submitted_on=date(2024, 3, 20),
            )
            make_occurrence(task, due_on=due_on, status=status)
    on = date(2024, 3, 28)
    period = Period.of_quarter(2024, 1)
    figures = agency_figures(period=period, directive=directive, on=on)[0]
    for cell in figures.cells:
        asked = QueryDict(
            f"agency={agency.pk}&quarter=2024-1&directive={directive.pk}&state={cell['state']}"
        )
        rows = TaskFilter(asked, judgement=conditions_on(on)).filter(Occurrence.objects.all())
        assert (cell["state"], rows.count()) == (cell["state"], cell["value"])
    assert (
        figures.assigned == sum(getattr(figures, state) for state in conditions_on().states()) > 20
    )
