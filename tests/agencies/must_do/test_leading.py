"""A leader's first page: who is late, what waits, who has much, the trend, what is new."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.bodies.choices import SeatRole
from agencies.must_do.leading import leaders_view, leads
from agencies.people.models import SeatHolding
from agencies.requests.models import Explanation, Extension
from agencies.scoreboard.trend import agency_loads, draw_shares, quarter_shares
from agencies.sign_in.services import record_own_act
from agencies.tasks.choices import OccurrenceStatus
from tests.agencies.task_data import conditions_on
from tests.factories import LONG_AGO, make_actor, make_agency, make_person, make_task, noon, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = date(2026, 11, 30)
FRIDAY = date(2026, 11, 27)
DONE = OccurrenceStatus.DONE


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def leader():
    return make_actor(role=SeatRole.LEADER)


def seen_by(leader):
    return leaders_view(leader, conditions_on(TODAY))


def ask_both(occurrence, by):
    who = {"asked_by": by.seat, "asked_person": by.person, "asked_at": timezone.now()}
    Explanation.objects.create(occurrence=occurrence, question="?", answer_by=TODAY, **who)
    Extension.objects.create(
        occurrence=occurrence,
        wanted_on=TODAY + timedelta(days=9),
        from_due_on=TODAY,
        reason="Chờ số liệu",
        **who,
    )


def test_agencies_with_the_most_late_tasks_stand_first_with_their_oldest_task(leader):
    one, two = make_agency("Sở An"), make_agency("Sở Bình")
    make_task(lead=one, title="lâu", due_on=date(2026, 10, 1))
    make_task(lead=two, title="mới", due_on=FRIDAY)
    make_task(lead=two, title="trước", due_on=date(2026, 11, 20))
    make_task(lead=one, due_on=LONG_AGO, is_housekeeping=True)
    view = seen_by(leader)
    shown = [(row.agency.name, row.late, row.oldest.task.title, row.days) for row in view.late]
    # The 24th is a holiday.
    assert shown == [("Sở Bình", 2, "trước", 5), ("Sở An", 1, "lâu", 41)]
    assert (view.late_agencies, view.late_tasks) == (2, 3)


def test_what_waits_counts_explanations_later_dates_and_results_of_plan_work_alone(leader):
    owing = make_actor()
    open_task = make_task(lead=owing.seat.agency, due_on=TODAY)
    kept = make_task(lead=owing.seat.agency, due_on=TODAY, is_housekeeping=True)
    for task in (open_task, kept):
        ask_both(task.occurrences.get(), owing)
    make_task(due_on=TODAY, status=OccurrenceStatus.SUBMITTED, submitted_on=TODAY)
    view = seen_by(leader)
    assert [asked.occurrence.task for asked in view.explanations] == [open_task]
    assert [asked.occurrence.task for asked in view.extensions] == [open_task]
    assert (view.results_count, view.waiting_count) == (1, 3)


def test_the_load_is_what_is_due_within_14_days_against_people_who_report():
    busy, alone, calm = make_actor(), make_agency("Sở Trống"), make_actor()
    for day in (TODAY, TODAY + timedelta(days=14)):
        make_task(lead=busy.seat.agency, due_on=day)
    make_task(lead=busy.seat.agency, due_on=FRIDAY)
    make_task(lead=alone, due_on=TODAY)
    make_task(lead=calm.seat.agency, due_on=TODAY + timedelta(days=15))
    SeatHolding.objects.create(
        seat=busy.seat, person=make_person(is_active=False), starts_on=LONG_AGO
    )
    loads = agency_loads(TODAY)
    shown = [(one.agency, one.due, one.late, one.people, one.for_each) for one in loads]
    assert shown == [(alone, 1, 0, 0, None), (busy.seat.agency, 2, 1, 1, 2.0)]


def test_the_share_of_four_quarters_is_drawn_and_a_quarter_without_any_has_no_bar():
    make_task(due_on=date(2026, 8, 3), status=DONE, submitted_on=date(2026, 8, 3))
    make_task(due_on=date(2026, 11, 3), status=DONE, submitted_on=date(2026, 11, 3))
    make_task(due_on=date(2026, 11, 3), status=DONE, submitted_on=date(2026, 11, 4))
    make_task(due_on=FRIDAY, is_housekeeping=True)
    shares = quarter_shares(conditions_on(TODAY))
    assert [(one.judged, one.on_time, one.share) for one in shares] == [
        (0, 0, None),
        (0, 0, None),
        (1, 1, 100.0),
        (2, 1, 50.0),
    ]
    assert [(bar.label, bar.height) for bar in draw_shares(shares)] == [
        ("1/2026", 0),
        ("2/2026", 0),
        ("3/2026", 88.0),
        ("4/2026", 44.0),
    ]


def test_news_count_from_the_last_day_before_this_one_with_a_sign_in(leader):
    make_task(due_on=date(2026, 11, 26))
    make_task(due_on=FRIDAY)
    make_task(due_on=date(2026, 11, 3), status=DONE, submitted_on=FRIDAY)
    make_task(due_on=date(2026, 11, 3), status=DONE, submitted_on=date(2026, 11, 3))
    assert seen_by(leader).news is None
    for moment in (noon(date(2026, 11, 10)), noon(FRIDAY), noon(TODAY)):
        with time_machine.travel(moment, tick=False):
            record_own_act(AuditAction.SIGNED_IN, leader.person)
    news = seen_by(leader).news
    assert (news.since, news.became_late, news.accepted) == (FRIDAY, 1, 1)


def test_each_figure_of_the_page_opens_as_many_rows(client, leader):
    busy = make_actor().seat.agency
    make_task(lead=busy, due_on=TODAY)
    make_task(lead=busy, due_on=FRIDAY)
    make_task(lead=busy, due_on=FRIDAY, is_housekeeping=True)
    make_task(lead=busy, due_on=TODAY, status=OccurrenceStatus.SUBMITTED, submitted_on=TODAY)
    with time_machine.travel(noon(date(2026, 11, 20)), tick=False):
        record_own_act(AuditAction.SIGNED_IN, leader.person)
    sign_in(client, leader)
    body = client.get(reverse("agencies:must-do")).content.decode()
    links = {
        f"?agency={busy.pk}&amp;state=late&amp;work=plan": 1,
        "?state=late&amp;work=plan&amp;due_from=20%2F11%2F2026": 1,
        "?state=done&amp;work=plan&amp;done_from=20%2F11%2F2026": 0,
        "?state=submitted&amp;work=plan": 1,
    }
    for link, rows in links.items():
        assert link in body
        page = client.get(reverse("agencies:task-list") + link.replace("&amp;", "&"))
        assert (link, page.context["count"]) == (link, rows)
    load = client.get(
        reverse("agencies:task-list")
        + f"?state=owed&work=plan&due_from=30/11/2026&due_to=14/12/2026&agency={busy.pk}"
    )
    assert load.context["count"] == agency_loads(TODAY)[0].due == 1


def test_only_who_sees_all_and_steers_nothing_has_it(client):
    roles = {role: leads(make_actor(role=role)) for role in SeatRole.values}
    assert [role for role, has in roles.items() if has] == [SeatRole.LEADER]
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    assert client.get(reverse("agencies:must-do")).context["leading"] is None


@pytest.mark.parametrize("agencies", [1, 3])
def test_the_page_costs_the_same_for_any_number(agencies, leader, django_assert_num_queries):
    for _number in range(agencies):
        by = make_actor()
        task = make_task(lead=by.seat.agency, due_on=FRIDAY)
        make_task(lead=by.seat.agency, due_on=TODAY)
        ask_both(task.occurrences.get(), by)
    judgement = conditions_on(TODAY)
    with django_assert_num_queries(12):
        view = leaders_view(leader, judgement)
        assert [row.agency.name for row in view.late]
        assert [asked.occurrence.task.lead.name for asked in view.explanations]
