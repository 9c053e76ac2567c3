"""What the law gives a centre to do once a fair has brought somebody to work."""

import datetime

import pytest
import time_machine

from agencies.tasks.models import Task
from conferences.fair_booking.booking import book_seat
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from conferences.outcomes.services import save_outcomes
from tests.factories_fairs import at, make_fair_world, make_seeker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
# A Monday, without holidays in the four weeks after it.
MONDAY = datetime.datetime(2026, 7, 6, 8, tzinfo=datetime.UTC)


@pytest.fixture
def world():
    """Two people of one booth have been interviewed."""
    with time_machine.travel(MONDAY, tick=False):
        world = make_fair_world()
        for number in range(2):
            person = make_seeker(world.fair)
            book_seat(seeker=person, block=world.block, starts_at=at(8, 10 * number))
            Outcome.objects.create(seeker=person, booth=world.booth, changed_at=MONDAY)
        type(world.fair).objects.filter(pk=world.fair.pk).update(state="closed")
        yield world


def save(world, *rungs: Rung) -> None:
    keys = Outcome.objects.order_by("pk").values_list("pk", flat=True)
    save_outcomes(booth=world.booth, rungs=dict(zip(keys, rungs, strict=True)), by=world.recruiter)


def due_days() -> list[tuple[str, datetime.date]]:
    tasks = Task.objects.filter(source_label__startswith="Phiên giao dịch").order_by("pk")
    return [(task.lead.kind, task.occurrences.get().due_on) for task in tasks]


def test_people_who_start_work_give_the_centre_two_tasks_with_the_laws_days(world):
    save(world, Rung.STARTED, Rung.PASSED)
    assert due_days() == [
        ("job_centre", datetime.date(2026, 8, 3)),
        ("job_centre", datetime.date(2026, 8, 6)),
    ]


def test_one_day_of_one_booth_gives_them_once_and_another_day_again(world):
    save(world, Rung.STARTED, Rung.PASSED)
    save(world, Rung.STARTED, Rung.STARTED)
    assert len(due_days()) == 2
    save(world, Rung.PASSED, Rung.STARTED)
    with time_machine.travel(MONDAY + datetime.timedelta(days=1), tick=False):
        save(world, Rung.STARTED, Rung.STARTED)
    assert len(due_days()) == 4


def test_control_who_only_passed_starts_no_clock(world):
    save(world, Rung.OFFERED, Rung.PASSED)
    assert due_days() == []
