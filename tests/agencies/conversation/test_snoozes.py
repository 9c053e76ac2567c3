"""A seat puts its own reminders off, within limits and with a trace."""

from datetime import date

import pytest
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.conversation.snoozes import end_snooze, snooze_reminders
from agencies.errors import RuleError
from agencies.requests.models import Snooze
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus
from tests.agencies.talk_data import DUE, MONDAY, scene
from tests.factories import make_actor, noon
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def put_off(on, until: date, *, today: date = MONDAY, by=None) -> Snooze:
    return snooze_reminders(
        occurrence=on.occurrence, until=until, by=by or on.officer, at=noon(today)
    )


def test_a_pause_is_of_one_seat_and_moves_no_deadline():
    on = scene()
    kept = put_off(on, date(2024, 3, 15))
    assert (kept.seat, kept.person, kept.until) == (
        on.officer.seat,
        on.officer.person,
        date(2024, 3, 15),
    )
    assert (on.fresh().due_on, on.occurrence.version, on.occurrence.status) == (
        DUE,
        0,
        OccurrenceStatus.ASSIGNED,
    )


@pytest.mark.parametrize(
    ("due_on", "until", "allowed"),
    [
        (DUE, MONDAY, False),
        (DUE, date(2024, 3, 5), True),
        (DUE, date(2024, 3, 20), True),
        (DUE, date(2024, 3, 21), False),
        (date(2024, 12, 31), date(2024, 4, 3), True),
        (date(2024, 12, 31), date(2024, 4, 4), False),
        (date(2024, 2, 20), date(2024, 3, 5), True),
        (date(2024, 2, 19), date(2024, 3, 5), False),
    ],
)
def test_it_ends_within_thirty_days_and_two_weeks_after_the_deadline(due_on, until, allowed):
    on = scene(due_on=due_on)
    if allowed:
        assert put_off(on, until).until == until
    else:
        with pytest.raises(RuleError, match=r"at the latest|can be put off only by the lead"):
            put_off(on, until)
        assert Snooze.objects.count() == 0


def test_only_a_seat_of_the_lead_agency_puts_off_and_only_what_is_owed_by_a_date():
    helper = make_actor()
    for on, by in (
        (scene(coordinating=(helper.seat.agency,)), helper),
        (scene(), make_actor()),
        (scene(due_on=None), None),
        (scene(status=OccurrenceStatus.SUBMITTED), None),
    ):
        with pytest.raises(RuleError, match="only by the lead agency"):
            put_off(on, date(2024, 3, 7), by=by)


def test_a_new_pause_takes_the_place_of_the_seats_former_one():
    on = scene()
    colleague = make_actor(agency=on.officer.seat.agency)
    first, other = put_off(on, date(2024, 3, 7)), put_off(on, date(2024, 3, 7), by=colleague)
    second = put_off(on, date(2024, 3, 9), today=date(2024, 3, 5))
    assert set(Snooze.objects.filter(ended_at=None)) == {other, second}
    first.refresh_from_db()
    assert first.ended_at == noon(date(2024, 3, 5))


def test_the_trace_stands_in_the_history_in_order():
    on = scene()
    put_off(on, date(2024, 3, 7))
    put_off(on, date(2024, 3, 9), today=date(2024, 3, 5))
    end_snooze(occurrence=on.occurrence, by=on.officer, at=noon(DUE))
    assert [str(entry.what) for entry in reversed(history_of(on.occurrence))] == [
        "Reminders put off until 07/3/2024",
        "Reminders put off until 09/3/2024",
        "Reminders come again",
    ]
    actions = (
        AuditEntry.objects.filter(target_type="agencies.snooze")
        .order_by("id")
        .values_list("action", flat=True)
    )
    assert list(actions) == ["snoozed", "snoozed", "snooze-ended"]


def test_a_pause_that_ran_out_leaves_no_second_line():
    on = scene()
    put_off(on, date(2024, 3, 5))
    end_snooze(occurrence=on.occurrence, by=on.officer, at=noon(DUE))
    assert len(history_of(on.occurrence)) == 1


def test_ending_is_for_the_own_seat_and_twice_is_once():
    on = scene()
    put_off(on, date(2024, 3, 7))
    end_snooze(occurrence=on.occurrence, by=on.decider)
    assert Snooze.objects.filter(ended_at=None).count() == 1
    for _time in range(2):
        end_snooze(occurrence=on.occurrence, by=on.officer)
    assert AuditEntry.objects.filter(action="snooze-ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_holders_of_a_seat_at_once_leave_one_pause():
    on = scene()
    at_once(*[lambda: put_off(on, date(2024, 3, 7))] * 2)
    assert (Snooze.objects.count(), Snooze.objects.filter(ended_at=None).count()) == (2, 1)
