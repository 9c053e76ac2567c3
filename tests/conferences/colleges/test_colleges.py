"""Colleges: majors beside open vacancies, visits and what was agreed, graduates with consent."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.privacy.retention import delete_expired_rows
from agencies.registry import CalendarSpan
from agencies.tasks.occurrence_models import Occurrence
from conferences.colleges.choices import VisitState
from conferences.colleges.models import InterestedGraduate
from conferences.colleges.queries import colleges_for_list, demand_for_majors, visit_events
from conferences.colleges.services import (
    VISIT_FACTS,
    add_follow_up,
    add_major,
    cancel_visit,
    change_visit,
    enter_college,
    enter_graduate,
    record_visit,
    remove_graduate,
)
from tests.factories import make_agency, sign_in
from tests.factories_conferences import (
    make_delegation,
    make_host_officer,
    make_partnership,
    make_visit,
)
from tests.factories_recruitment import make_province, published_vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def college(keeper):
    return enter_college(
        name="Trường Cao đẳng Kỹ thuật", province=make_province(), note="", by=keeper
    )


def held(college, by, **given):
    visit = make_visit(college, by)
    said = {"result": "Hai bên thống nhất", "interested": 35} | given
    return record_visit(visit=visit, version=visit.version, by=by, **said)


def test_a_college_stands_once_and_so_does_a_major(keeper, college):
    with pytest.raises(RuleError, match="entered already") as refused:
        enter_college(name=college.name, province=college.province, note="", by=keeper)
    assert refused.value.field == "name"
    major = {"name": "Điện", "occupation": "31", "graduates": None, "by": keeper}
    add_major(college=college, **major)
    with pytest.raises(RuleError, match="there already"):
        add_major(college=college, **major)


def test_majors_stand_beside_open_vacancies_of_their_occupation_and_level(
    keeper, college, employer
):
    for name, occupation in (("Điện", "31"), ("Ô tô", "72"), ("Dược", "22")):
        add_major(college=college, name=name, occupation=occupation, graduates=None, by=keeper)
    published_vacancy(employer, occupation="31", skill="college", headcount=12)
    published_vacancy(employer, occupation="31", skill="university", headcount=3)
    published_vacancy(employer, occupation="31", skill="none", headcount=200)
    published_vacancy(employer, occupation="72", skill="intermediate", headcount=7)
    lines = demand_for_majors(college.majors.all())
    assert [(line.major.name, line.vacancies, line.people) for line in lines] == [
        ("Điện", 2, 15),
        ("Ô tô", 1, 7),
        ("Dược", 0, 0),
    ]


def test_the_host_visits_within_the_journey_and_in_order(keeper, college):
    with pytest.raises(RuleError, match="host province visits") as refused:
        make_visit(college, keeper, agency=make_agency(province=make_province()))
    assert refused.value.field == "agency"
    with pytest.raises(RuleError, match="end before it begins"):
        make_visit(college, keeper, ends_at=time(7))
    trip = make_delegation(make_partnership(keeper), keeper)
    with pytest.raises(RuleError, match="The delegation travels from") as refused:
        make_visit(college, keeper, delegation=trip)
    assert refused.value.field == "day"


def test_a_result_comes_after_the_visit_and_stays(keeper, college):
    ahead = make_visit(college, keeper, day=TODAY() + DAY)
    with pytest.raises(RuleError, match="has not been yet"):
        record_visit(visit=ahead, version=0, result="x", interested=None, by=keeper)
    visit = held(college, keeper)
    assert (visit.state, visit.interested) == (VisitState.HELD, 35)
    with pytest.raises(RuleError, match="stays as it is"):
        cancel_visit(visit=visit, version=visit.version, reason="x", by=keeper)


def test_an_old_page_changes_nothing(keeper, college):
    visit = make_visit(college, keeper)
    facts = {name: getattr(visit, name) for name in VISIT_FACTS}
    change_visit(visit=visit, version=0, by=keeper, **facts)
    with pytest.raises(RuleError, match="meanwhile"):
        change_visit(visit=visit, version=0, by=keeper, **facts)


def test_what_was_agreed_is_a_task_of_who_visited(keeper, college):
    planned = make_visit(college, keeper)
    due_on = TODAY() + 14 * DAY
    with pytest.raises(RuleError, match="Enter first"):
        add_follow_up(visit=planned, text="x", due_on=due_on, by=keeper)
    visit = held(college, keeper)
    with pytest.raises(RuleError, match="today or later") as refused:
        add_follow_up(visit=visit, text="x", due_on=TODAY() - DAY, by=keeper)
    assert refused.value.field == "due_on"
    row = add_follow_up(visit=visit, text="Gửi danh sách vị trí", due_on=due_on, by=keeper)
    occurrence = Occurrence.objects.get(task=row.task)
    assert (occurrence.task.lead, occurrence.due_on) == (visit.agency, due_on)
    assert row.task.source_url == visit.get_absolute_url()


# Graduates ----------------------------------------------------------------------------------------
def graduate(visit, by, **given):
    named = {
        "full_name": "Nguyễn Thị Sao",
        "phone": "0912000555",
        "major_name": "Điện",
        "has_consented": True,
    }
    return enter_graduate(visit=visit, by=by, **named | given)


def test_without_consent_no_name_is_kept(keeper, college):
    visit = held(college, keeper)
    with pytest.raises(RuleError, match="Without consent") as refused:
        graduate(visit, keeper, has_consented=False)
    assert refused.value.field == "has_consented"
    assert not InterestedGraduate.objects.exists()
    row = graduate(visit, keeper)
    assert "only to call me about jobs that fit" in row.consent.text
    with pytest.raises(RuleError, match="entered already"):
        graduate(visit, keeper)


def test_names_are_deleted_after_180_days_or_at_once(keeper, college):
    visit = held(college, keeper)
    old = graduate(visit, keeper)
    InterestedGraduate.objects.update(registered_at=timezone.now() - timedelta(days=181))
    kept = graduate(visit, keeper, full_name="Người khác")
    delete_expired_rows()
    assert list(InterestedGraduate.objects.all()) == [kept]
    assert old.pk != kept.pk
    remove_graduate(graduate=kept, by=keeper)
    assert not InterestedGraduate.objects.exists()


def test_a_leader_sees_counts_and_no_names(keeper, college, client):
    visit = held(college, keeper)
    graduate(visit, keeper)
    sign_in(client, make_host_officer(SeatRole.LEADER))
    page = client.get(visit.get_absolute_url()).content.decode()
    assert "35" in page
    assert "Nguyễn Thị Sao" not in page
    sign_in(client, keeper)
    assert "Nguyễn Thị Sao" in client.get(visit.get_absolute_url()).content.decode()


def test_others_see_no_college(college, client):
    sign_in(client, make_host_officer())
    assert client.get(reverse("conferences:college-list")).status_code == 403
    assert client.get(college.get_absolute_url()).status_code == 403


# The list and the calendar ------------------------------------------------------------------------
def test_the_list_counts_what_was_held(keeper, college):
    held(college, keeper)
    held(college, keeper, interested=None)
    make_visit(college, keeper, day=TODAY() + DAY)
    row = colleges_for_list(keeper).get()
    assert (row.majors_taught, row.last_visit, row.interested) == (None, TODAY(), 35)


def test_a_moved_visit_keeps_its_identity_and_a_cancelled_one_goes(keeper, college):
    visit = make_visit(college, keeper)
    span = CalendarSpan(keeper.seat, TODAY(), TODAY() + 9 * DAY, None)
    [before] = visit_events(span)
    facts = {name: getattr(visit, name) for name in VISIT_FACTS} | {"starts_at": time(14)}
    moved = change_visit(visit=visit, version=0, by=keeper, **facts)
    [after] = visit_events(span)
    assert (after.key, after.made_at) == (before.key, before.made_at)
    assert after.sequence > before.sequence
    assert after.first - before.first == timedelta(hours=6)
    cancel_visit(visit=moved, version=moved.version, reason="Trường bận thi", by=keeper)
    assert visit_events(span) == []


@pytest.mark.parametrize("many", [3, 20])
def test_the_page_asks_as_often_for_many_majors(
    keeper, college, client, many, django_assert_max_num_queries
):
    for number in range(many):
        add_major(college=college, name=f"Ngành {number}", occupation="31", graduates=5, by=keeper)
        make_visit(college, keeper)
    sign_in(client, keeper)
    client.get(college.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(college.get_absolute_url())
