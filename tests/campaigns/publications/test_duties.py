"""Counted duties follow the publications of the waves."""

import datetime
from functools import partial

import pytest
import time_machine

from agencies.deeds.services import strike_deed
from agencies.progress.services import submit_result
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Progress
from campaigns.publications.services import enter_publication, withdraw_publication
from campaigns.waves.models import WaveDuty
from campaigns.waves.queries import counting_deadlines
from campaigns.waves.services import change_wave
from tests.agencies.kind_data import make_duty, occurrence_of_month
from tests.factories_campaigns import make_cast, make_outlet, make_wave, released_content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOON = datetime.datetime(2024, 3, 1, 5, tzinfo=datetime.UTC)
LATER = datetime.datetime(2024, 3, 30, 5, tzinfo=datetime.UTC)
ONE_A_MONTH = {"freq": "monthly", "min_count": 1}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def duty(cast):
    """Of the newsroom, for January to May 2024, one a month."""
    return make_duty(lead=cast.newsroom.seat.agency, months=(1, 2, 3, 4), recurrence=ONE_A_MONTH)


@pytest.fixture
def wave(cast, duty):
    with time_machine.travel(NOON, tick=False):
        return make_wave(cast.department, tasks=[duty])


@pytest.fixture
def enter(cast, wave):
    with time_machine.travel(NOON, tick=False):
        content = released_content(wave, cast)
        outlet = make_outlet(cast.department)

    def enter(number: int, channel: str = "broadcast", month: int = 3):
        with time_machine.travel(LATER + datetime.timedelta(days=30), tick=False):
            return enter_publication(
                content=content,
                outlet=outlet,
                channel=channel,
                published_on=datetime.date(2024, month, number),
                by=cast.department,
            )

    return enter


def counts(duty) -> dict[int, int]:
    rows = Progress.objects.filter(occurrence__task=duty, kind="deed", struck_by=None)
    found: dict[int, int] = {}
    for deed in rows.select_related("occurrence"):
        month = deed.occurrence.period_start.month
        found[month] = found.get(month, 0) + 1
    return found


def test_a_wave_counts_once_however_often_it_is_published(duty, enter):
    enter(12)
    enter(13)
    enter(13, "leaflet")
    assert counts(duty) == {3: 1}
    deed = Progress.objects.get(kind="deed")
    assert (deed.happened_on, deed.on_behalf) == (datetime.date(2024, 3, 12), True)
    assert deed.text.startswith("Wave 1/2024, “Đợt thử ")
    assert occurrence_of_month(duty, 3).status == OccurrenceStatus.IN_PROGRESS


def test_the_count_goes_with_the_last_publication(cast, duty, enter):
    rows = [enter(12), enter(13)]
    for row, left in zip(rows, ({3: 1}, {}), strict=True):
        withdraw_publication(publication=row, reason="x", by=cast.department)
        assert counts(duty) == left
    enter(14)
    assert counts(duty) == {3: 1}


def test_an_earlier_publication_takes_the_count_to_its_own_month(duty, enter):
    enter(2, month=4)
    assert counts(duty) == {4: 1}
    enter(30)
    assert counts(duty) == {3: 1}


def test_what_is_handed_in_keeps_its_count(cast, duty, enter):
    row = enter(12)
    period = occurrence_of_month(duty, 3)
    submit_result(occurrence=period, text="Đã thực hiện.", by=cast.newsroom, version=period.version)
    withdraw_publication(publication=row, reason="x", by=cast.department)
    assert counts(duty) == {3: 1}


def test_a_deed_that_the_agency_struck_out_itself_is_not_brought_back_as_the_old_one(
    cast, duty, enter
):
    enter(12)
    period = occurrence_of_month(duty, 3)
    deed = Progress.objects.get(kind="deed")
    strike_deed(occurrence=period, deed=deed, text="Nhầm", by=cast.newsroom, version=period.version)
    assert counts(duty) == {}
    enter(13)
    assert counts(duty) == {3: 1}
    assert WaveDuty.objects.get().deed != deed


def test_no_period_no_count_and_the_publication_stands(duty, enter):
    """The duty ends with April: nothing is counted in May, and nothing is refused."""
    duty.occurrences.filter(period_start__month=3).update(status=OccurrenceStatus.WITHDRAWN)
    row = enter(12)
    assert counts(duty) == {}
    assert row.pk


def test_a_duty_that_has_counted_the_wave_stays_with_it(cast, wave, duty, enter):
    enter(12)
    days = {"starts_on": wave.starts_on, "ends_on": wave.ends_on}
    change_wave(wave=wave, version=0, title="x", message="", tasks=(), by=cast.department, **days)
    assert list(wave.duties.values_list("task", flat=True)) == [duty.pk]


def test_a_duty_added_later_counts_what_is_published_already(cast, wave, enter):
    enter(12)
    other = make_duty(months=(3,), recurrence=ONE_A_MONTH)
    days = {"starts_on": wave.starts_on, "ends_on": wave.ends_on}
    change = partial(change_wave, wave=wave, version=0, title="x", message="", by=cast.department)
    change(tasks=[other], **days)
    assert counts(other) == {3: 1}


def test_only_duties_that_count_are_offered(duty):
    make_duty(months=(1,), recurrence={"freq": "monthly"})
    assert [deadline.task for deadline in counting_deadlines()] == [duty]
