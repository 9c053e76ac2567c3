"""Opinion slips: each invited agency answers once, until the end; counted once."""

import datetime
from contextlib import suppress

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.errors import RuleError
from agencies.must_do.sections import sections_for
from conferences.invitations.addresses import invitation_token
from conferences.invitations.models import ConferenceInvitation
from conferences.opinion_slips.models import OpinionSlip, SlipAnswer
from conferences.opinion_slips.queries import slip_line
from conferences.opinion_slips.services import answer_slip, count_slip, make_slip
from conferences.portal_parts.must_do_conferences import OWN_SLIPS
from tests.conferences.talk_world import HOUR, make_talk
from tests.factories import make_actor, sign_in
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOON = datetime.datetime(2026, 11, 30, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def world():
    with time_machine.travel(NOON, tick=False) as traveller:
        found = make_talk(starts_at=NOON, communes=3)
        found.traveller = traveller
        yield found


def ask(world, **given) -> OpinionSlip:
    facts = {
        "question": "Đồng ý tổ chức hằng quý?",
        "choices": ["Đồng ý", "Không đồng ý"],
        "ends_at": NOON + HOUR,
        **given,
    }
    return make_slip(conference=world.conference, by=world.keeper, **facts)


def answer(slip, seat, place=0, **given):
    choice = slip.choices.all()[place]
    facts = {"comment": "", "by": seat, "agency": seat.seat.agency, **given}
    return answer_slip(slip=slip, choice=choice, **facts)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"choices": ["Đồng ý", " "]}, "choices", "from 2 to 10"),
        ({"choices": ["Đồng ý", "Đồng ý "]}, "choices", "say the same"),
        ({"choices": [str(n) for n in range(11)]}, "choices", "from 2 to 10"),
        ({"ends_at": NOON}, "ends_on", "after this moment"),
        ({"ends_at": NOON + datetime.timedelta(days=61)}, "ends_on", "within 60 days"),
    ],
)
def test_a_slip_has_choices_and_an_end_to_come(world, given, field, words):
    with pytest.raises(RuleError, match=words) as refused:
        ask(world, **given)
    assert refused.value.field == field


def test_an_answer_is_changed_until_the_end_and_stays_one(world):
    slip = ask(world)
    answer(slip, world.guest, 0)
    answer(slip, world.guest, 1)
    assert [row.choice.text for row in SlipAnswer.objects.all()] == ["Không đồng ý"]
    world.traveller.shift(HOUR)
    with pytest.raises(RuleError, match="your answer was not taken"):
        answer(slip, world.guest, 0)
    assert [row.choice.text for row in SlipAnswer.objects.all()] == ["Không đồng ý"]


def test_only_the_invited_answer_and_each_for_itself(world):
    slip = ask(world)
    with pytest.raises(RuleError, match="is not asked"):
        answer(slip, world.stranger)
    with pytest.raises(RuleError, match="Only the agency itself"):
        answer(slip, world.guest, agency=world.chair.seat.agency)


def test_a_choice_of_another_slip_is_no_answer(world):
    slip, other = ask(world), ask(world)
    with pytest.raises(RuleError, match="Choose one of the answers"):
        answer_slip(
            slip=slip,
            choice=other.choices.first(),
            comment="",
            agency=world.guest.seat.agency,
            by=world.guest,
        )


def test_the_result_is_counted_once_and_after_the_end(world):
    slip = ask(world)
    answer(slip, world.guest, 0)
    answer(slip, world.chair, 0)
    with pytest.raises(RuleError, match="is not over"):
        count_slip(slip=slip, by=world.keeper)
    world.traveller.shift(HOUR)
    counted = count_slip(slip=slip, by=world.keeper)
    assert (counted.asked, counted.answered) == (4, 2)
    assert [choice.count for choice in counted.choices.all()] == [2, 0]
    with pytest.raises(RuleError, match="counted already"):
        count_slip(slip=slip, by=world.keeper)
    assert slip_line(counted, None).silent == 2


def test_an_agency_at_two_points_answers_once(world):
    first, second = world.communes[:2]
    second.invitations.update(agency=world.guest.seat.agency)
    slip = ask(world)
    world.traveller.shift(HOUR)
    assert count_slip(slip=slip, by=world.keeper).asked == 3
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_count_at_one_moment_agree(english):
    world = make_talk(communes=1)
    slip = ask(world, ends_at=timezone.now() + HOUR)
    OpinionSlip.objects.filter(pk=slip.pk).update(ends_at=timezone.now() + HOUR / 3600)

    def late_answer():
        try:
            answer(OpinionSlip.objects.get(pk=slip.pk), world.guest)
        except RuleError:
            return "refused"
        return "taken"

    def count():
        while True:
            with suppress(RuleError):
                return count_slip(slip=slip, by=world.keeper).answered

    said, counted = at_once(late_answer, count)
    rows = SlipAnswer.objects.filter(slip=slip).count()
    assert (said, counted) in {("taken", 1), ("refused", 0)}
    assert rows == counted


# Pages --------------------------------------------------------------------------------------------
def test_others_see_no_numbers_before_they_are_counted(world, client):
    slip = ask(world)
    answer(slip, world.chair, comment="Nên tổ chức tại huyện")
    page = reverse("conferences:slip", args=[slip.pk])
    sign_in(client, world.guest)
    before = client.get(page).content.decode()
    assert "Nên tổ chức tại huyện" not in before
    assert "Answers so far" not in before
    sign_in(client, world.keeper)
    assert "Nên tổ chức tại huyện" in client.get(page).content.decode()
    world.traveller.shift(HOUR)
    count_slip(slip=slip, by=world.keeper)
    sign_in(client, world.guest)
    assert "Nên tổ chức tại huyện" in client.get(page).content.decode()


def test_an_agency_without_an_account_answers_by_the_link_of_its_invitation(world):
    slip = ask(world)
    invitation = world.communes[1].invitations.get()
    path = reverse("conferences:guest-slip", args=[invitation_token(invitation), slip.pk])
    client = Client()
    assert client.get(path).status_code == 200
    choice = slip.choices.last()
    assert client.post(path, {"choice": choice.pk}).status_code == 302
    given = SlipAnswer.objects.get()
    assert (given.agency, given.choice, given.answered_by) == (invitation.agency, choice, None)


def test_the_link_opens_no_slip_of_another_conference(world):
    other = ask(make_talk(starts_at=NOON))
    invitation = world.communes[1].invitations.get()
    path = reverse("conferences:guest-slip", args=[invitation_token(invitation), other.pk])
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("typed", ["17:00", "17h00", "17h", "17g"])
def test_a_time_is_read_as_it_is_written(world, client, typed):
    sign_in(client, world.keeper)
    said = {"question": "?", "choices": "a\nb", "ends_on": "30/11/2026", "ends_clock": typed}
    client.post(reverse("conferences:slip-make", args=[world.conference.pk]), said)
    ends = timezone.localtime(OpinionSlip.objects.get().ends_at)
    assert (ends.hour, ends.minute) == (17, 0)


def test_a_slip_waits_for_each_agency_that_is_asked_until_it_answers(world):
    slip = ask(world)
    agency, other = world.guest.seat.agency, world.communes[1].agency
    central = world.central
    ConferenceInvitation.objects.create(
        point=central, agency=agency, added_at=NOON, sent_at=NOON, sent_sequence=0
    )  # at two points, and asked once
    today = NOON.date()
    assert list(OWN_SLIPS.rows_for(world.guest, today)) == [slip]
    assert not OWN_SLIPS.rows_for(world.stranger, today).exists()
    waiting = OWN_SLIPS.agencies_waiting(world.guest.seat.role, {agency.pk, other.pk}, today)
    assert waiting == {agency.pk, other.pk}
    answer(slip, world.guest)
    assert not OWN_SLIPS.rows_for(world.guest, today).exists()
    waiting = OWN_SLIPS.agencies_waiting(world.guest.seat.role, {agency.pk, other.pk}, today)
    assert waiting == {other.pk}
    [section] = [
        each
        for each in sections_for(make_actor(agency=other), today)
        if each.key == "opinion-slips"
    ]
    assert [(item.title, item.url) for item in section.items] == [
        (slip.question, reverse("conferences:slip", args=[slip.pk]))
    ]
    world.traveller.move_to(NOON + 2 * HOUR)
    assert not OWN_SLIPS.agencies_waiting(world.guest.seat.role, {other.pk}, today)
