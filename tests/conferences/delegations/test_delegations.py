"""A delegation from its plan to its report: who changes it, who sees it, what the partner sees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import compose_letter
from agencies.registry import CalendarSpan
from agencies.tasks.choices import OccurrenceStatus
from conferences.delegation_members.services import add_seat_member, invite_members
from conferences.delegation_plans.services import (
    TEMPLATE,
    change_point,
    remove_stop,
    take_template_points,
)
from conferences.delegations.choices import DelegationState
from conferences.delegations.models import Delegation
from conferences.delegations.queries import (
    delegation_events,
    inside_delegations,
    report_occurrence,
    visible_delegations,
)
from conferences.delegations.reports import raise_point, record_journey, report_delegation
from conferences.delegations.services import (
    PLANNED,
    cancel_delegation,
    change_delegation,
    decide_delegation,
    set_sharing,
)
from conferences.partnerships.models import Ask
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_conferences import (
    decided,
    make_delegation,
    make_host_agency,
    make_host_officer,
    make_member,
    make_partner,
    make_partnership,
    make_point,
    make_stop,
)
from tests.factories_recruitment import make_province
from vietnam.calendar import WorkingCalendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def partnership(keeper):
    return make_partnership(keeper)


@pytest.fixture
def delegation(keeper, partnership):
    return make_delegation(partnership, keeper, lead=keeper.seat.agency)


def change(delegation, by, **given):
    delegation.refresh_from_db()
    planned = {name: getattr(delegation, name) for name in PLANNED} | given
    return change_delegation(delegation=delegation, version=delegation.version, by=by, **planned)


def travelled(delegation, by) -> Delegation:
    """Decided, and its last day is today."""
    row = decided(delegation, by)
    Delegation.objects.filter(pk=row.pk).update(starts_on=TODAY() - DAY, ends_on=TODAY())
    row.refresh_from_db()
    due_on = TODAY() + 10 * DAY
    return record_journey(delegation=row, version=row.version, due_on=due_on, by=by)


# The plan -----------------------------------------------------------------------------------------
def test_only_coordinators_plan(partnership):
    with pytest.raises(RuleError, match="Only the coordinators"):
        make_delegation(partnership, make_host_officer(SeatRole.LEADER))


def test_a_journey_ends_after_it_begins_and_within_a_month(keeper, partnership):
    for last in (TODAY() - DAY, TODAY() + 40 * DAY):
        with pytest.raises(RuleError, match="journey") as refused:
            make_delegation(partnership, keeper, starts_on=TODAY(), ends_on=last)
        assert refused.value.field == "ends_on"


def test_an_agency_of_the_host_leads(keeper, partnership):
    with pytest.raises(RuleError, match="host province leads") as refused:
        make_delegation(partnership, keeper, lead=make_agency(province=make_province()))
    assert refused.value.field == "lead"


def test_an_ended_agency_does_not_lead(keeper, partnership):
    ended = make_host_agency(valid_to=TODAY() - DAY)
    with pytest.raises(RuleError, match="host province leads"):
        make_delegation(partnership, keeper, lead=ended)


def test_an_old_page_changes_nothing(keeper, delegation):
    change(delegation, keeper, title="Tên mới")
    planned = {name: getattr(delegation, name) for name in PLANNED}
    with pytest.raises(RuleError, match="meanwhile"):
        change_delegation(delegation=delegation, version=0, by=keeper, **planned)


def test_the_itinerary_stays_within_the_journey(keeper, delegation):
    with pytest.raises(RuleError, match="The journey is from") as refused:
        make_stop(delegation, keeper, day=delegation.ends_on + DAY)
    assert refused.value.field == "day"
    stop = make_stop(delegation, keeper, day=delegation.ends_on)
    with pytest.raises(RuleError, match="The itinerary has something on"):
        change(delegation, keeper, ends_on=delegation.starts_on)
    remove_stop(stop=stop, by=keeper)
    assert change(delegation, keeper, ends_on=delegation.starts_on).ends_on == delegation.starts_on


def test_the_usual_points_are_taken_once_and_changed(keeper, delegation):
    points = take_template_points(delegation=delegation, by=keeper)
    assert [point.text for point in points] == list(TEMPLATE)
    with pytest.raises(RuleError, match="talking points already"):
        take_template_points(delegation=delegation, by=keeper)
    change_point(point=points[0], text="Tiền lương", by=keeper)
    change_point(point=points[1], text="", by=keeper)
    assert [point.text for point in delegation.points.all()] == ["Tiền lương", *TEMPLATE[2:]]


def test_a_decision_has_a_day_that_has_come_and_is_entered_once(keeper, delegation):
    with pytest.raises(RuleError, match="has not come yet") as refused:
        decide_delegation(
            delegation=delegation,
            version=0,
            decision_number="1/QĐ",
            decided_on=TODAY() + DAY,
            by=keeper,
        )
    assert refused.value.field == "decided_on"
    row = decided(delegation, keeper)
    assert (row.state, row.decision_number) == (DelegationState.DECIDED, "12/QĐ-SNV")
    with pytest.raises(RuleError, match="decided already"):
        decided(delegation, keeper)


def test_what_is_cancelled_says_why_and_stays(keeper, delegation):
    with pytest.raises(RuleError, match="Say why"):
        cancel_delegation(delegation=delegation, version=0, reason=" ", by=keeper)
    cancel_delegation(delegation=delegation, version=0, reason="Mưa lũ", by=keeper)
    with pytest.raises(RuleError, match="travelled or was cancelled"):
        change(delegation, keeper, title="x")
    with pytest.raises(RuleError, match="travelled or was cancelled"):
        make_stop(delegation, keeper)


# Members hear of changes --------------------------------------------------------------------------
def letters() -> list[str]:
    return list(OutboxMessage.objects.order_by("pk").values_list("template", flat=True))


def test_invited_members_are_told_of_other_days_and_of_the_itinerary(keeper, delegation):
    seat = make_host_officer().seat
    add_seat_member(delegation=delegation, seat=seat, by=keeper)
    make_stop(delegation, keeper)
    assert letters() == []
    invite_members(delegation=delegation, by=keeper)
    change(delegation, keeper, gifts="Tranh Đông Hồ")
    assert letters() == ["delegation_invited"]
    change(delegation, keeper, ends_on=delegation.ends_on + DAY)
    make_stop(delegation, keeper, day=delegation.ends_on + DAY)
    delegation.refresh_from_db()
    assert letters() == ["delegation_invited", "delegation_changed", "delegation_changed"]
    assert delegation.told_at is not None
    cancel_delegation(delegation=delegation, version=delegation.version, reason="Hoãn", by=keeper)
    assert letters()[-1] == "delegation_cancelled"


def test_a_letter_says_where_and_when(keeper, delegation):
    add_seat_member(delegation=delegation, seat=make_host_officer().seat, by=keeper)
    invite_members(delegation=delegation, by=keeper)
    message = OutboxMessage.objects.get()
    message.person.language = "vi"
    letter = compose_letter(message, WorkingCalendar())
    assert letter.subject.startswith("Đề nghị trả lời: đoàn công tác tại ")
    assert delegation.title in letter.text
    assert delegation.get_absolute_url() in letter.text


# Who sees what ------------------------------------------------------------------------------------
def test_the_partner_sees_a_visit_while_it_is_shared_without_money_gifts_and_numbers(
    keeper, partnership, client
):
    trip = make_delegation(partnership, keeper, gifts="Tranh Đông Hồ", estimated=45_000_000)
    make_member(trip, keeper)
    make_point(trip, keeper, "Nội dung nội bộ")
    partner = make_partner(partnership)
    sign_in(client, partner)
    assert client.get(trip.get_absolute_url()).status_code == 404
    set_sharing(delegation=trip, is_shared=True, by=keeper)
    page = client.get(trip.get_absolute_url()).content.decode()
    assert trip.title in page
    hidden = ("Tranh Đông Hồ", "45,000,000", "0912", "Trần Thị Mười", "Nội dung nội bộ")
    assert [words for words in hidden if words in page] == []
    sign_in(client, keeper)
    seen = client.get(trip.get_absolute_url()).content.decode()
    assert [words for words in hidden if words not in seen] == []
    sign_in(client, partner)
    assert not inside_delegations(partner).exists()
    set_sharing(delegation=trip, is_shared=False, by=keeper)
    assert client.get(trip.get_absolute_url()).status_code == 404
    acts = AuditEntry.objects.filter(action__startswith="partner-item").order_by("pk")
    assert [entry.action for entry in acts] == ["partner-item-shared", "partner-item-unshared"]


def test_another_partner_sees_nothing_of_a_shared_visit(keeper, delegation):
    set_sharing(delegation=delegation, is_shared=True, by=keeper)
    other = make_partner(make_partnership(keeper, make_province()))
    assert not visible_delegations(other).exists()


def test_an_agency_sees_those_to_which_it_is_invited_and_those_it_leads(keeper, partnership):
    officer = make_host_officer()
    invited = make_delegation(partnership, keeper)
    add_seat_member(delegation=invited, seat=officer.seat, by=keeper)
    led = make_delegation(partnership, keeper, lead=officer.seat.agency)
    make_delegation(partnership, keeper)
    assert not visible_delegations(officer).exists()
    invite_members(delegation=invited, by=keeper)
    decided(led, keeper)
    assert set(visible_delegations(officer)) == {invited, led}


# After the journey --------------------------------------------------------------------------------
def test_a_journey_is_entered_once_it_is_decided_and_over(keeper, delegation):
    given = {"delegation": delegation, "due_on": TODAY(), "by": keeper}
    with pytest.raises(RuleError, match="Enter the decision first"):
        record_journey(version=delegation.version, **given)
    row = decided(delegation, keeper)
    with pytest.raises(RuleError, match="The journey ends on"):
        record_journey(version=row.version, **given)


def test_the_lead_agency_owes_the_report_and_hands_it_in(keeper, delegation):
    point = make_point(delegation, keeper)
    row = travelled(delegation, keeper)
    owed = report_occurrence(row)
    assert (owed.task.lead, owed.due_on) == (keeper.seat.agency, TODAY() + 10 * DAY)
    reported = report_delegation(
        delegation=row,
        version=row.version,
        result="Hai bên thống nhất ba nội dung.",
        spent=41_500_000,
        points=[point],
        by=keeper,
    )
    assert (reported.state, reported.spent) == (DelegationState.REPORTED, 41_500_000)
    assert report_occurrence(reported).status == OccurrenceStatus.SUBMITTED
    ask = Ask.objects.get()
    assert (ask.text, ask.raised_on, ask.is_shared) == (point.text, TODAY() - DAY, False)
    with pytest.raises(RuleError, match="reports, once"):
        report_delegation(
            delegation=row, version=reported.version, result="x", spent=None, by=keeper
        )


def test_only_the_lead_agency_reports(keeper, delegation):
    row = travelled(delegation, keeper)
    other = make_host_officer(SeatRole.COORDINATOR)
    with pytest.raises(RuleError, match="lead agency reports"):
        report_delegation(delegation=row, version=row.version, result="x", spent=None, by=other)


def test_a_point_goes_into_the_ledger_once_and_not_before_the_journey(keeper, delegation):
    point = make_point(delegation, keeper)
    with pytest.raises(RuleError, match="has not begun"):
        raise_point(point=point, by=keeper)
    travelled(delegation, keeper)
    raise_point(point=point, by=keeper)
    with pytest.raises(RuleError, match="in the ledger already"):
        raise_point(point=point, by=keeper)
    assert Ask.objects.count() == 1


# The calendar -------------------------------------------------------------------------------------
def events(seat, agency=None):
    return delegation_events(CalendarSpan(seat, TODAY(), TODAY() + 60 * DAY, agency))


def test_a_changed_journey_keeps_its_identity_with_a_higher_sequence(keeper, delegation):
    assert events(keeper.seat) == []
    decided(delegation, keeper)
    [before] = events(keeper.seat)
    change(delegation, keeper, ends_on=delegation.ends_on + DAY)
    [after] = events(keeper.seat)
    assert (after.kind, after.key, after.made_at) == (before.kind, before.key, before.made_at)
    assert after.sequence > before.sequence
    assert after.last == before.last + DAY
    delegation.refresh_from_db()
    cancel_delegation(delegation=delegation, version=delegation.version, reason="Hoãn", by=keeper)
    assert events(keeper.seat) == []


def test_the_calendar_shows_a_partner_only_what_is_shared(keeper, partnership, delegation):
    decided(delegation, keeper)
    partner = make_partner(partnership)
    assert events(partner.seat) == []
    set_sharing(delegation=delegation, is_shared=True, by=keeper)
    assert [event.key for event in events(partner.seat)] == [delegation.pk]
    assert events(make_actor().seat) == []


# Pages --------------------------------------------------------------------------------------------
def test_a_refused_line_keeps_what_was_typed(keeper, delegation, client):
    sign_in(client, keeper)
    sent = {"stop-day": "31/02/2026", "stop-starts_at": "8h", "stop-what": "Làm việc"}
    path = reverse("conferences:itinerary-add", args=[delegation.pk])
    response = client.post(path, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="31/02/2026"' in page
    assert 'value="Làm việc"' in page


@pytest.mark.parametrize("many", [3, 20])
def test_the_page_asks_as_often_for_many_members_as_for_one(
    keeper, delegation, client, many, django_assert_max_num_queries
):
    for number in range(many):
        make_member(delegation, keeper, full_name=f"Người {number}")
        make_point(delegation, keeper, f"Nội dung {number}")
        make_stop(delegation, keeper, what=f"Việc {number}")
    invite_members(delegation=delegation, by=keeper)
    sign_in(client, keeper)
    client.get(delegation.get_absolute_url())
    with django_assert_max_num_queries(20):
        client.get(delegation.get_absolute_url())
