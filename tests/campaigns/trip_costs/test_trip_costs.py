"""Delegations that are paid from a budget line: chosen, added up, shown to who may see money."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from campaigns.trip_costs.models import TripCost
from campaigns.trip_costs.queries import delegation_notes, trip_sums
from campaigns.trip_costs.services import charge_delegation
from conferences.delegations.models import Delegation
from tests.factories import make_actor, sign_in
from tests.factories_campaigns import make_budget, make_budget_line
from tests.factories_conferences import make_delegation, make_host_officer, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MILLION = 10**6


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def line(keeper):
    return line_of_year(keeper, timezone.localdate().year)


def line_of_year(keeper, year, **given):
    budget = make_budget(keeper, year=year)
    return make_budget_line(budget, keeper, title="Đoàn công tác", **given)


@pytest.fixture
def trip(keeper):
    today = timezone.localdate()
    return make_delegation(
        make_partnership(keeper), keeper, starts_on=today, estimated=80 * MILLION
    )


def test_a_delegation_is_paid_from_one_line_of_its_year(keeper, line, trip):
    other = line_of_year(keeper, line.budget.year, granted=50 * MILLION)
    charge_delegation(delegation=trip, line=line, by=keeper)
    charge_delegation(delegation=trip, line=other, by=keeper)
    assert [cost.line for cost in TripCost.objects.all()] == [other]
    past = line_of_year(keeper, line.budget.year - 1)
    with pytest.raises(RuleError, match="choose a line of that year") as refused:
        charge_delegation(delegation=trip, line=past, by=keeper)
    assert refused.value.field == "line"
    charge_delegation(delegation=trip, line=None, by=keeper)
    assert not TripCost.objects.exists()


def test_nobody_else_chooses_the_line(line, trip):
    with pytest.raises(RuleError, match="Only the labour department"):
        charge_delegation(delegation=trip, line=line, by=make_actor(role=SeatRole.LEADER))


def test_a_line_adds_up_what_is_known_and_says_what_exceeds(keeper, trip):
    line = line_of_year(keeper, timezone.localdate().year, granted=100 * MILLION)
    unknown = make_delegation(trip.partnership, keeper, starts_on=trip.starts_on)
    cancelled = make_delegation(
        trip.partnership, keeper, starts_on=trip.starts_on, estimated=9 * MILLION
    )
    second = make_delegation(
        trip.partnership, keeper, starts_on=trip.starts_on, estimated=30 * MILLION
    )
    for each in (trip, unknown, cancelled, second):
        charge_delegation(delegation=each, line=line, by=keeper)
    Delegation.objects.filter(pk=cancelled.pk).update(state="cancelled", reason="Mưa lũ")
    Delegation.objects.filter(pk=trip.pk).update(spent=76 * MILLION)
    sums = trip_sums(line)
    assert (len(sums.trips), sums.estimated, sums.spent, sums.unknown, sums.more) == (
        4,
        110 * MILLION,
        76 * MILLION,
        1,
        10 * MILLION,
    )


def test_the_page_of_a_delegation_says_what_pays_for_it(keeper, line, trip, client):
    page = sign_in(client, keeper).get(trip.get_absolute_url()).content.decode()
    assert "No budget line is chosen yet." in page
    address = reverse("campaigns:trip-cost", args=[trip.pk])
    assert f'href="{address}"' in page
    client.post(address, {"line": line.pk})
    page = client.get(trip.get_absolute_url()).content.decode()
    assert f'<a href="{line.get_absolute_url()}">Đoàn công tác ({line.budget.title})' in page
    assert trip.title in client.get(line.get_absolute_url()).content.decode()
    assert delegation_notes(make_actor(), trip) == ()


@pytest.mark.parametrize("count", [1, 20, 200])
def test_a_line_is_read_in_one_query(keeper, line, trip, count, django_assert_num_queries):
    rows = [
        Delegation(
            **{
                field.attname: getattr(trip, field.attname)
                for field in Delegation._meta.concrete_fields
                if not field.primary_key
            }
        )
        for _n in range(count)
    ]
    made = Delegation.objects.bulk_create(rows)
    stamp = {"entered_at": timezone.now(), "entered_by": keeper.seat}
    TripCost.objects.bulk_create(TripCost(line=line, delegation=row, **stamp) for row in made)
    with django_assert_num_queries(1):
        assert [row.partnership.province.name for row in trip_sums(line).trips]
