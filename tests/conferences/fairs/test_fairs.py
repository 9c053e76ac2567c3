"""Holding job fairs: entered, opened, repeated, moved, cancelled; who sees which."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, Progress
from conferences.fair_booking.booking import book_seat
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, PhoneCall
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair
from conferences.fairs.queries import visible_fair_points, visible_fairs
from conferences.fairs.services import add_point, begin_fair, close_fair, open_fair, repeat_fair
from conferences.interview_blocks.changes import cancel_fair, change_fair
from tests.factories import make_actor, sign_in
from tests.factories_fairs import (
    accepted_booth,
    at,
    draft_fair,
    fair_facts,
    linked_fair,
    make_block,
    make_centre,
    make_fair_world,
    make_firm,
    make_seeker,
    opened_fair,
    own_point,
    partner_officer,
)
from tests.factories_recruitment import make_department, representative_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def centre():
    return make_centre()


def test_a_fair_begins_as_a_draft_with_the_centre_as_its_point(centre):
    fair = draft_fair(centre)
    assert fair.state == FairState.DRAFT
    assert [point.agency for point in fair.points.all()] == [centre.seat.agency]


def test_only_job_centres_hold_fairs():
    with pytest.raises(RuleError, match="Only job centres"):
        draft_fair(make_actor(role=SeatRole.COORDINATOR))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_at": at(7)}, "ends_at"),
        ({"ends_at": at(9, days=8)}, "ends_at"),
        (
            {"employers_until": timezone.localdate() + datetime.timedelta(days=30)},
            "employers_until",
        ),
        ({"starts_at": at(8, days=-1), "ends_at": at(9, days=-1)}, "employers_until"),
    ],
)
def test_impossible_times_are_refused_at_their_field(centre, given, field):
    with pytest.raises(RuleError) as refused:
        draft_fair(centre, **given)
    assert refused.value.field == field


def test_a_linked_fair_opens_with_the_centre_of_another_province(centre):
    fair = draft_fair(centre, kind="linked")
    with pytest.raises(RuleError, match="needs the centre of another province"):
        open_fair(fair=fair, version=0, by=centre)
    other = make_centre().seat.agency
    add_point(fair=fair, agency=other, venue="Số 2", phone="02053000222", by=centre)
    assert open_fair(fair=fair, version=0, by=centre).state == FairState.OPEN


def test_a_centre_is_a_point_of_a_fair_once(centre):
    fair = linked_fair(centre, (other := make_centre().seat.agency))
    with pytest.raises(RuleError, match="no point yet") as refused:
        add_point(fair=fair, agency=other, venue="x", phone="02053000222", by=centre)
    assert refused.value.field == "agency"


def test_another_centre_changes_nothing(centre):
    fair = draft_fair(centre)
    with pytest.raises(RuleError, match="Only the job centre that holds the fair"):
        open_fair(fair=fair, version=0, by=make_centre())


def test_an_old_page_changes_nothing(centre):
    fair = opened_fair(centre)
    with pytest.raises(RuleError, match="meanwhile"):
        change_fair(fair=fair, version=0, facts=fair_facts(title="Khác"), by=centre)


def test_it_begins_on_its_day_and_is_closed_after_it_has_begun(centre):
    fair = opened_fair(centre)
    with pytest.raises(RuleError, match="begins on its day"):
        begin_fair(fair=fair, version=fair.version, by=centre)
    with time_machine.travel(at(7), tick=False):
        fair = begin_fair(fair=fair, version=fair.version, by=centre)
        assert close_fair(fair=fair, version=fair.version, by=centre).state == FairState.CLOSED


def test_a_series_has_one_fair_a_month_on_the_next_working_day(centre):
    with time_machine.travel("2026-11-03T02:00:00Z", tick=False):
        starts = timezone.make_aware(
            datetime.datetime.combine(datetime.date(2026, 11, 10), datetime.time(8))
        )
        first = draft_fair(
            centre,
            starts_at=starts,
            ends_at=starts + datetime.timedelta(hours=4),
            employers_until=datetime.date(2026, 11, 8),
        )
        made = repeat_fair(fair=first, months=3, by=centre)
        days = [timezone.localdate(each.starts_at) for each in made]
        # 10/01/2027 is a Sunday, 10/02/2027 within the days of Tết.
        assert days == [
            datetime.date(2026, 12, 10),
            datetime.date(2027, 1, 11),
            datetime.date(2027, 2, 11),
        ]
        with pytest.raises(RuleError, match="have their fair already"):
            repeat_fair(fair=first, months=2, by=centre)
        assert len(repeat_fair(fair=made[-1], months=1, by=centre)) == 1
        assert Fair.objects.filter(series=first).count() == 4


def test_a_moved_fair_moves_its_interviews_and_everybody_is_told():
    world = make_fair_world()
    person, called = make_seeker(world.fair), make_seeker(world.fair, email="")
    seat = book_seat(seeker=person, block=world.block, starts_at=at(8))
    OutboxMessage.objects.all().delete()
    facts = fair_facts(starts_at=at(9), ends_at=at(17))
    change_fair(fair=world.fair, version=world.fair.version, facts=facts, by=world.centre)
    seat.refresh_from_db()
    assert (seat.starts_at, seat.seeker) == (at(9), person)
    assert list(InterviewBlock.objects.values_list("starts_at", "ends_at")) == [(at(9), at(10))]
    sent = OutboxMessage.objects.filter(recipient=person.email).order_by("template", "pk")
    assert list(sent.values_list("template", flat=True)) == ["fair_news"] + ["fair_reminder"] * 2
    assert list(PhoneCall.objects.values_list("seeker", "kind")) == [(called.pk, "fair_moved")]


def test_a_fair_does_not_end_before_its_interviews():
    world = make_fair_world(starts_at=at(14), ends_at=at(15))
    facts = fair_facts(ends_at=at(14, 30))
    with pytest.raises(RuleError, match="Interviews are booked until 15:00") as refused:
        change_fair(fair=world.fair, version=world.fair.version, facts=facts, by=world.centre)
    assert refused.value.field == "ends_at"


def test_a_cancelled_fair_tells_everybody_once_and_keeps_no_place():
    world = make_fair_world()
    person, called = make_seeker(world.fair), make_seeker(world.fair, email="")
    book_seat(seeker=person, block=world.block, starts_at=at(8))
    OutboxMessage.objects.all().delete()
    fair = cancel_fair(
        fair=world.fair, version=world.fair.version, reason="Bão số 3", by=world.centre
    )
    assert (fair.state, fair.cancel_reason) == (FairState.CANCELLED, "Bão số 3")
    letters = OutboxMessage.objects.values_list("recipient", "template", "context__kind")
    assert list(letters) == [(person.email, "fair_news", "fair_cancelled")]
    assert list(PhoneCall.objects.values_list("seeker", "kind")) == [(called.pk, "fair_cancelled")]
    assert not InterviewSeat.objects.exists()


def test_control_without_a_reason_no_fair_is_cancelled(centre):
    fair = opened_fair(centre)
    with pytest.raises(RuleError, match="Say why") as refused:
        cancel_fair(fair=fair, version=fair.version, reason=" ", by=centre)
    assert refused.value.field == "reason"


# Who sees what ------------------------------------------------------------------------------------
def test_a_partner_sees_the_fairs_in_which_it_has_a_point_and_of_these_its_own_point(centre):
    partner = partner_officer(make_centre().seat.agency)
    mine = linked_fair(centre, partner.seat.agency)
    opened_fair(centre)
    draft = draft_fair(centre, kind="linked")
    add_point(fair=draft, agency=partner.seat.agency, venue="x", phone="02053000222", by=centre)
    assert list(visible_fairs(partner)) == [mine]
    assert [point.agency for point in visible_fair_points(partner)] == [partner.seat.agency]
    assert visible_fair_points(partner_officer(make_centre().seat.agency)).count() == 0


def test_an_employer_sees_open_fairs_and_those_at_which_it_was(centre):
    firm = representative_of(make_firm())
    draft_fair(centre)
    opened = opened_fair(centre)
    assert list(visible_fairs(firm)) == [opened]
    booth = accepted_booth(opened, centre)
    cancel_fair(fair=opened, version=Fair.objects.get(pk=opened.pk).version, reason="x", by=centre)
    assert list(visible_fairs(firm)) == []
    assert list(visible_fairs(representative_of(booth.employer))) == [opened]


def test_how_many_came_is_said_only_to_who_keeps_the_point(client, centre):
    partner = partner_officer(make_centre().seat.agency)
    fair = linked_fair(centre, partner.seat.agency)
    make_seeker(fair, own_point(fair), full_name="Người Lạ")
    sign_in(client, partner)
    page = client.get(fair.get_absolute_url()).content.decode()
    assert reverse("conferences:fair-point", args=[own_point(fair).pk]) not in page
    assert (
        client.get(reverse("conferences:fair-point", args=[own_point(fair).pk])).status_code == 404
    )


def test_the_pages_of_a_fair_are_entered_by_its_forms(client, centre):
    sign_in(client, centre)
    day = timezone.localtime(at(8))
    sent = {
        "title": "Phiên tháng này",
        "kind": "regular",
        "day": f"{day:%d/%m/%Y}",
        "begins": "8h",
        "ends": "11:30",
        "employers_until": f"{day:%d/%m/%Y}",
        "venue": "Số 1",
        "phone": "02043000111",
        "note": "",
    }
    answer = client.post(reverse("conferences:fair-add"), sent)
    fair = Fair.objects.get()
    assert answer.url == fair.get_absolute_url()
    assert (fair.starts_at, timezone.localtime(fair.ends_at).time()) == (
        at(8),
        datetime.time(11, 30),
    )
    client.post(reverse("conferences:fair-state", args=[fair.pk]), {"act": "open", "version": "0"})
    fair.refresh_from_db()
    assert fair.state == FairState.OPEN
    refused = client.post(reverse("conferences:fair-add"), sent | {"begins": "sáng"})
    assert refused.status_code == 422


def test_computers_are_lent_at_the_own_point(client):
    world = make_fair_world()
    sign_in(client, world.centre)
    sent = {
        "computers-begins": "8:00",
        "computers-ends": "9:00",
        "computers-minutes": "30",
        "computers-group_size": "4",
    }
    client.post(reverse("conferences:computers-add", args=[world.point.pk]), sent)
    block = InterviewBlock.objects.get(booth=None)
    assert (block.seats.count(), block.is_of_computers) == (8, True)


def test_times_of_one_employer_at_one_point_do_not_overlap():
    world = make_fair_world()
    with pytest.raises(RuleError, match="overlap") as refused:
        make_block(world.booth, world.point, world.recruiter, starts_at=at(8, 30), ends_at=at(10))
    assert refused.value.field == "starts_at"


def test_what_a_department_was_asked_moves_and_ends_with_the_fair(centre):
    partner = make_centre()
    make_department(partner.seat.agency.province)
    fair = linked_fair(centre, partner.seat.agency)
    facts = fair_facts(kind="linked", starts_at=at(8, days=9), ends_at=at(11, days=9))
    fair = change_fair(fair=fair, version=fair.version, facts=facts, by=centre)
    first, second = Task.objects.order_by("pk")
    cancel_fair(fair=fair, version=fair.version, reason="Bão số 3", by=centre)
    ends = [
        [(entry.kind, entry.text) for entry in Progress.objects.filter(occurrence__task=task)]
        for task in (first, second)
    ]
    assert [kind for [(kind, _text)] in ends] == ["withdrawal", "withdrawal"]
    assert "Việc chuẩn bị" in ends[0][0][1]
    assert ends[1] == [("withdrawal", "Bão số 3")]
    assert not Occurrence.objects.open().exists()


def test_departments_of_other_provinces_are_asked_once_the_fair_is_announced(centre):
    partner = make_centre()
    department = make_department(partner.seat.agency.province).seat.agency
    fair = draft_fair(centre, kind="linked")
    where = {"venue": "Số 2", "phone": "02053000222"}
    add_point(fair=fair, agency=partner.seat.agency, by=centre, **where)
    assert not Task.objects.exists()
    fair = open_fair(fair=fair, version=fair.version, by=centre)
    [task] = Task.objects.all()
    assert (task.lead, task.source_url) == (department, fair.get_absolute_url())
    # A centre whose province has no department here is asked itself, when its point is added later.
    other = make_centre().seat.agency
    add_point(fair=fair, agency=other, by=centre, **where)
    assert {each.lead for each in Task.objects.all()} == {department, other}
    assert Task.objects.count() == 2
