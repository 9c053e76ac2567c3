"""Who leaves a seat and is invited to it again keeps it, on whichever day the one and the other
happen.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from agencies.audit.models import AuditEntry
from agencies.members import holdings, services as members
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from tests.factories import make_actor
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 11, 25), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 25, 2, tzinfo=UTC), tick=False) as found:
        yield found


@pytest.fixture
def by() -> Actor:
    actor = make_actor()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    return actor


def member_since(by: Actor, starts_on: date, *, is_administrator: bool = False) -> Actor:
    actor = make_actor(agency=by.seat.agency)
    SeatHolding.objects.filter(seat=actor.seat).update(
        starts_on=starts_on, is_administrator=is_administrator
    )
    return actor


def end(member: Actor, on: date, by: Actor) -> None:
    holding = SeatHolding.objects.select_related("seat__agency").get(
        seat=member.seat, person=member.person
    )
    holdings.end_holding(holding=holding, on=on, by=by)


def token_to(member: Actor, starts_on: date, by: Actor, monkeypatch, **fields) -> str:
    sent: list[str] = []
    monkeypatch.setattr(
        members.secrets,
        "token_urlsafe",
        lambda size: sent.append(f"t{size}{len(sent)}") or sent[-1],
    )
    given = {
        "email": member.person.email,
        "full_name": member.person.full_name,
        "starts_on": starts_on,
    } | fields
    members.invite_member(agency=by.seat.agency, seat=member.seat, by=by, **given)
    return sent[-1]


def administrates(member: Actor, on: date) -> bool:
    return (
        SeatHolding.objects.administrators_of(member.seat.agency, on)
        .filter(person=member.person)
        .exists()
    )


def holds(member: Actor, on: date) -> bool:
    return Seat.objects.held_by(member.person, on).filter(pk=member.seat.pk).exists()


@pytest.mark.parametrize("since", [date(2020, 1, 1), TODAY - DAY, TODAY])
@pytest.mark.parametrize("again_from", [TODAY - DAY, TODAY, TODAY + DAY])
@pytest.mark.parametrize("accepted_after", [0, 1, 3])
def test_who_leaves_today_and_is_invited_again_keeps_the_seat(
    by, clock, monkeypatch, since, again_from, accepted_after
):
    member = member_since(by, since)
    end(member, TODAY, by)
    token = token_to(member, again_from, by, monkeypatch)
    clock.shift(accepted_after * DAY)
    members.accept_invitation(token=token, person=member.person)
    assert [holds(member, TODAY + n * DAY) for n in (0, 1, 2, 400)] == [True] * 4
    rows = SeatHolding.objects.filter(seat=member.seat, person=member.person)
    assert rows.filter(ends_on=None).count() == 1
    told = AuditEntry.objects.filter(action__in=("holding-ended", "invitation-accepted")).order_by(
        "pk"
    )
    assert list(told.values_list("action", flat=True)) == ["holding-ended", "invitation-accepted"]


def test_the_log_says_which_end_was_taken_back(by, monkeypatch):
    member = member_since(by, TODAY)
    end(member, TODAY, by)
    members.accept_invitation(token=token_to(member, TODAY, by, monkeypatch), person=member.person)
    entry = AuditEntry.objects.get(action="invitation-accepted")
    assert (entry.before, entry.after["from"]) == ({"until": "2026-11-25"}, "2026-11-25")


@pytest.mark.parametrize(
    ("was", "invited_as", "is_now"), [(True, False, False), (True, True, True), (False, True, True)]
)
def test_after_an_end_only_the_new_invitation_says_who_administers(
    by, monkeypatch, was, invited_as, is_now
):
    member = member_since(by, TODAY, is_administrator=was)
    end(member, TODAY, by)
    token = token_to(member, TODAY, by, monkeypatch, as_administrator=invited_as)
    members.accept_invitation(token=token, person=member.person)
    assert administrates(member, TODAY + DAY) is is_now


def test_an_invitation_to_one_who_has_not_left_takes_nothing_away(by, monkeypatch):
    member = member_since(by, date(2020, 1, 1), is_administrator=True)
    members.accept_invitation(token=token_to(member, TODAY, by, monkeypatch), person=member.person)
    [row] = SeatHolding.objects.filter(seat=member.seat, person=member.person)
    assert (row.starts_on, row.ends_on, row.is_administrator) == (date(2020, 1, 1), None, True)


def test_what_ended_long_ago_stays_ended(by, monkeypatch):
    member = member_since(by, date(2020, 1, 1))
    end(member, TODAY - 30 * DAY, by)
    members.accept_invitation(
        token=token_to(member, TODAY - 60 * DAY, by, monkeypatch), person=member.person
    )
    rows = SeatHolding.objects.filter(seat=member.seat, person=member.person).order_by("starts_on")
    assert list(rows.values_list("starts_on", "ends_on")) == [
        (date(2020, 1, 1), TODAY - 30 * DAY),
        (TODAY - 60 * DAY, None),
    ]


# At once ------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_an_end_and_an_acceptance_at_once_come_one_after_the_other(by, monkeypatch):
    member = member_since(by, TODAY)
    token = token_to(member, TODAY, by, monkeypatch)
    holding = SeatHolding.objects.select_related("seat__agency").get(seat=member.seat)
    told = told_at_once(
        lambda: members.accept_invitation(token=token, person=member.person),
        lambda: holdings.end_holding(holding=holding, on=TODAY, by=by),
    )
    assert told == ["done", "done"]
    ended, accepted = (
        AuditEntry.objects.get(action=action) for action in ("holding-ended", "invitation-accepted")
    )
    holding.refresh_from_db()
    assert holding.ends_on == (TODAY if ended.pk > accepted.pk else None)
