"""Once a year an administrator of each agency confirms its members: a task that reminds like any
other.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.member_reviews.models import MemberReview
from agencies.member_reviews.services import confirm_members, open_member_reviews
from agencies.people.models import SeatHolding
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, sign_in
from tests.together import at_once

pytestmark = pytest.mark.django_db
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 25)


@pytest.fixture
def desk(time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 9, tzinfo=VIET_NAM), tick=False)
    return make_actor(role=SeatRole.COORDINATOR)


def administrator(since: date = date(2025, 11, 25)):
    actor = make_actor()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True, starts_on=since)
    return actor


def test_a_year_after_the_first_administrator_the_agency_is_asked_once(desk):
    admin, _younger = administrator(), administrator(since=date(2025, 11, 26))
    make_actor()  # an agency without an administrator
    assert (open_member_reviews(TODAY), open_member_reviews(TODAY)) == (1, 0)
    review = MemberReview.objects.get()
    owed = review.task.occurrences.get()
    assert (review.agency, review.due_on) == (admin.seat.agency, date(2026, 12, 25))
    assert (owed.due_on, owed.task.lead, owed.task.assigned_by) == (
        review.due_on,
        admin.seat.agency,
        desk.seat,
    )
    assert owed.task.source_url == reverse("agencies:member-list", args=[admin.seat.agency.pk])


def test_the_next_one_comes_a_year_after_the_last(desk):
    admin = administrator()
    open_member_reviews(TODAY)
    confirm_members(agency=admin.seat.agency, by=admin)
    assert open_member_reviews(TODAY + timedelta(days=364)) == 0
    assert open_member_reviews(TODAY + timedelta(days=365)) == 1


def test_one_that_is_still_open_is_not_asked_anew(desk):
    administrator()
    open_member_reviews(TODAY)
    assert open_member_reviews(TODAY + timedelta(days=800)) == 0


def test_confirming_ends_the_task_and_is_logged(desk):
    admin = administrator()
    open_member_reviews(TODAY)
    confirm_members(agency=admin.seat.agency, by=admin)
    review = MemberReview.objects.get()
    assert (review.done_person, review.task.occurrences.get().status) == (
        admin.person,
        OccurrenceStatus.DONE,
    )
    assert AuditEntry.objects.get(action="members-reviewed").after == {"members": 1}
    with pytest.raises(RuleError, match="Không có đợt rà soát nào đang mở"):
        confirm_members(agency=admin.seat.agency, by=admin)


def test_only_an_administrator_of_the_agency_confirms(client, desk):
    admin = administrator()
    open_member_reviews(TODAY)
    agency, other = admin.seat.agency, administrator()
    colleague = make_actor(agency=agency)
    for stranger in (other, colleague, desk):
        with pytest.raises(RuleError, match=r"Chỉ người quản trị|Only an administrator"):
            confirm_members(agency=agency, by=stranger)
        assert (
            sign_in(client, stranger)
            .post(reverse("agencies:member-review", args=[agency.pk]))
            .status_code
            == 404
        )
    assert MemberReview.objects.get().done_at is None


def test_by_the_page(client, desk):
    admin = administrator()
    agency = admin.seat.agency
    url = reverse("agencies:member-list", args=[agency.pk])
    confirm = f'action="{reverse("agencies:member-review", args=[agency.pk])}"'
    assert confirm not in sign_in(client, admin).get(url).content.decode()
    open_member_reviews(TODAY)
    assert confirm in client.get(url).content.decode()
    assert client.post(reverse("agencies:member-review", args=[agency.pk])).url == url
    page = client.get(url).content.decode()
    assert confirm not in page
    assert f"by {admin.person}" in page


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once():
    make_actor(role=SeatRole.COORDINATOR)
    administrator(since=date(2020, 1, 1))
    at_once(*[open_member_reviews] * 4)
    assert MemberReview.objects.count() == 1
