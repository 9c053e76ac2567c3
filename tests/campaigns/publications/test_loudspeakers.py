"""A commune enters what its loudspeakers have read, on a phone."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from agencies.errors import RuleError
from campaigns.outlets.models import Outlet
from campaigns.publications.models import Publication
from campaigns.publications.sections import reading_sections
from campaigns.publications.services import enter_reading
from tests.factories import make_actor, sign_in
from tests.factories_campaigns import (
    make_cast,
    make_commune_officer,
    make_wave,
    released_content,
)
from tests.factories_recruitment import make_province
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOON = datetime.datetime(2024, 3, 12, 5, tzinfo=datetime.UTC)
TODAY = datetime.date(2024, 3, 12)


@pytest.fixture(autouse=True)
def place():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def script():
    cast = make_cast()
    return released_content(make_wave(cast.department), cast, kind="script", title="Bản tin loa")


@pytest.fixture
def officer():
    return make_commune_officer(make_province())


def test_one_press_records_what_was_read_today(client, script, officer):
    sign_in(client, officer)
    page = client.get(reverse("campaigns:loudspeaker-page")).content.decode()
    assert "Bản tin loa" in page
    path = reverse("campaigns:reading-enter", args=[script.pk])
    name = f"reading-{script.pk}"
    # what the page sends when nothing is typed
    sent = {f"{name}-published_on": "12/3/2024", f"{name}-times": "1"}
    assert client.post(path, sent).status_code == 302
    row = Publication.objects.get()
    assert (row.channel, row.published_on, row.times) == ("loudspeaker", TODAY, 1)
    assert row.outlet.agency == officer.seat.agency


def test_a_second_press_the_same_day_is_told_and_counted_once(client, script, officer):
    enter_reading(content=script, by=officer)
    sign_in(client, officer)
    name = f"reading-{script.pk}"
    path = reverse("campaigns:reading-enter", args=[script.pk])
    answer = client.post(path, {f"{name}-published_on": "12/3/2024", f"{name}-times": "1"})
    assert answer.status_code == 422
    assert "This is entered for 12/3/2024 already." in answer.content.decode()
    assert Publication.objects.count() == 1


def test_only_a_commune_has_loudspeakers(script):
    with pytest.raises(RuleError, match="Only a commune"):
        enter_reading(content=script, by=make_actor())


def test_only_a_script_is_read(officer):
    cast = make_cast()
    article = released_content(make_wave(cast.department), cast)
    with pytest.raises(RuleError, match="no loudspeaker script"):
        enter_reading(content=article, by=officer)


def test_a_commune_is_told_of_scripts_that_it_has_not_entered(script, officer):
    section = reading_sections(officer, TODAY)[0]
    assert [item.title for item in section.items] == ["Bản tin loa"]
    assert section.is_news
    enter_reading(content=script, by=officer)
    assert reading_sections(officer, TODAY)[0].items == []
    assert reading_sections(make_actor(), TODAY) == []


@pytest.mark.django_db(transaction=True)
def test_the_first_two_entries_of_a_commune_make_one_outlet():
    cast = make_cast()
    wave = make_wave(cast.department)
    scripts = [released_content(wave, cast, kind="script") for _each in range(2)]
    officer = make_commune_officer(make_province())
    at_once(
        *(lambda content=content: enter_reading(content=content, by=officer) for content in scripts)
    )
    assert (Outlet.objects.count(), Publication.objects.count()) == (1, 2)
