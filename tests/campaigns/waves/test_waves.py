"""Waves: numbered, dated, counted by month; the demand they are made from; what waits for whom."""

import datetime
import io
from functools import partial

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.must_do.sections import sections_for
from agencies.registry import registry
from campaigns.waves.choices import WaveState
from campaigns.waves.models import Wave
from campaigns.waves.queries import wave_months, wave_state, waves_with_counts
from campaigns.waves.services import attach_demand, cancel_wave, change_wave
from tests.factories import make_actor, make_task, sign_in
from tests.factories_campaigns import (
    make_cast,
    make_content,
    make_outlet,
    make_publication,
    make_wave,
    released_content,
    submitted_content,
)
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    verified_employer,
)
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MARCH = datetime.datetime(2024, 3, 4, 2, tzinfo=datetime.UTC)


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2024, month, number)


@pytest.fixture
def cast():
    return make_cast()


def test_waves_are_numbered_within_their_year(cast):
    waves = [
        make_wave(cast.department),
        make_wave(cast.department),
        make_wave(
            cast.department,
            starts_on=datetime.date(2025, 1, 2),
            ends_on=day(3, 1).replace(year=2025),
        ),
    ]
    assert [(wave.year, wave.number) for wave in waves] == [(2024, 1), (2024, 2), (2025, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_waves_planned_at_the_same_moment_get_two_numbers():
    by = make_actor(role=SeatRole.COORDINATOR)
    at_once(*(partial(make_wave, by) for _each in range(4)))
    assert sorted(Wave.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_wave_that_would_end_before_it_begins_is_refused_at_its_field(cast):
    with pytest.raises(RuleError) as refused:
        make_wave(cast.department, starts_on=day(3, 2), ends_on=day(3, 1))
    assert refused.value.field == "ends_on"


def test_only_who_keeps_the_waves_plans_one(cast):
    with pytest.raises(RuleError, match="Only the labour department"):
        make_wave(cast.newsroom)


def test_a_wave_stays_in_its_year(cast):
    wave = make_wave(cast.department)
    days = {"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2025, 1, 31)}
    with pytest.raises(RuleError, match="belongs to 2024") as refused:
        change_wave(
            wave=wave, version=0, title="x", message="", tasks=(), by=cast.department, **days
        )
    assert refused.value.field == "starts_on"


@time_machine.travel(MARCH, tick=False)
def test_what_is_published_cannot_be_cancelled(cast):
    wave = make_wave(cast.department)
    outlet = make_outlet(cast.department)
    make_publication(released_content(wave, cast), outlet, cast.department, published_on=day(3, 4))
    with pytest.raises(RuleError, match="published already"):
        cancel_wave(wave=wave, version=0, reason="x", by=cast.department)


def test_a_month_without_a_wave_is_missed_once_it_is_over(cast):
    by = cast.department
    outlet = make_outlet(by)
    with time_machine.travel(MARCH, tick=False):
        first = released_content(make_wave(by), cast)
        make_publication(first, outlet, by, published_on=day(3, 4))
    with time_machine.travel(MARCH + datetime.timedelta(days=62), tick=False):
        # in May: the first wave once more, and a second one
        make_publication(first, outlet, by, published_on=day(5, 5))
        second = released_content(make_wave(by), cast)
        make_publication(second, outlet, by, published_on=day(5, 5))
    months = wave_months(2024, day(6, 10))
    assert [(month.first.month, month.waves, month.publications) for month in months] == [
        (3, 1, 1),
        (4, 0, 0),
        (5, 1, 2),
        (6, 0, 0),
    ]
    assert [month.first.month for month in months if month.is_missed] == [4]


@time_machine.travel(MARCH, tick=False)
def test_a_wave_is_late_once_its_day_has_passed_without_a_publication(cast):
    wave = make_wave(cast.department)
    states = {}
    for on in (day(3, 14), day(3, 15)):
        states[on.day] = wave_state(waves_with_counts().get(pk=wave.pk), on)
    content = released_content(wave, cast)
    make_publication(content, make_outlet(cast.department), cast.department, published_on=day(3, 4))
    states["published"] = wave_state(waves_with_counts().get(pk=wave.pk), day(3, 15))
    assert states == {
        14: WaveState.PLANNED,
        15: WaveState.LATE,
        "published": WaveState.PUBLISHED,
    }


# The demand of the day ----------------------------------------------------------------------------
@pytest.fixture
def vacancy(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    province = make_province()
    make_department(province)
    return published_vacancy(verified_employer(province), title="Công nhân lắp ráp", headcount=300)


def test_the_attached_demand_stays_as_it_was(cast, vacancy):
    wave = make_wave(cast.department)
    make_content(wave, cast.newsroom)
    file = attach_demand(wave=wave, by=cast.newsroom)
    type(vacancy).objects.update(title="Thợ hàn", headcount=5)
    with file.file.open("rb") as stored:
        book = load_workbook(io.BytesIO(stored.read()))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Công nhân lắp ráp" in cells
    assert "Thợ hàn" not in cells
    assert file.note.startswith("1 vị trí, còn cần 300 người, ngày ")


def test_without_a_vacancy_there_is_no_demand_to_attach(cast):
    with pytest.raises(RuleError, match="no demand to attach"):
        attach_demand(wave=make_wave(cast.department), by=cast.department)


def test_a_newsroom_attaches_to_waves_for_which_it_writes(cast, vacancy):
    with pytest.raises(RuleError, match="writes for this wave"):
        attach_demand(wave=make_wave(cast.department), by=cast.newsroom)


def test_a_script_begins_with_the_demand_of_today(client, cast, vacancy):
    wave = make_wave(cast.department)
    sign_in(client, cast.newsroom)
    path = reverse("campaigns:content-begin", args=[wave.pk])
    page = client.get(path, {"loai": "script"}).content.decode()
    assert "ba trăm công nhân lắp ráp" in page


# What waits ---------------------------------------------------------------------------------------
def waiting(by) -> dict[str, list[str]]:
    sections = sections_for(by, datetime.date(2024, 3, 4))
    return {
        section.key: [item.title for item in section.items]
        for section in sections
        if not section.is_news
    }


def test_what_waits_of_contents_stands_with_who_has_to_act(cast):
    wave = make_wave(cast.department)
    make_content(wave, cast.newsroom, title="Bài đang viết")
    submitted_content(wave, cast.newsroom, title="Bài chờ duyệt")
    assert waiting(cast.newsroom) == {"contents-write": ["Bài đang viết"]}
    assert waiting(cast.office) == waiting(cast.department) == {"contents-clear": ["Bài chờ duyệt"]}
    assert waiting(make_actor()) == {}


def test_the_first_page_of_a_newsroom_is_communication(client, cast):
    make_task(lead=cast.newsroom.seat.agency, due_on=datetime.date(2024, 3, 6))
    sign_in(client, cast.newsroom)
    assert client.get("/")["Location"] == reverse("campaigns:wave-list")
    wave = make_wave(cast.department)
    make_content(wave, cast.newsroom, title="Phóng sự khu công nghiệp")
    page = client.get(reverse("campaigns:wave-list")).content.decode()
    assert "Phóng sự khu công nghiệp" in page
    assert "2 things to do for your seat" in page


def test_control_others_begin_at_the_must_do_page(client, cast):
    sign_in(client, cast.office)
    assert client.get("/")["Location"] == reverse("agencies:must-do")
    homes = {item.url_name for item in registry.nav_items if item.home_of}
    assert homes == {"campaigns:wave-list", "conferences:dialogue-list", "conferences:fair-list"}
