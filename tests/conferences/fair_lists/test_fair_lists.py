"""The list of a fair as a workbook, to be read aloud, and as a poster."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook
from pypdf import PdfReader

from agencies.bodies.choices import SeatRole
from conferences.fair_lists.exports import build_fair_list
from conferences.fair_lists.script import write_fair_script
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, sign_in
from tests.factories_fairs import accepted_booth, draft_fair, make_fair_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world():
    world = make_fair_world()
    accepted_booth(world.fair, world.centre)
    return world


def test_the_list_has_the_vacancies_of_all_booths_in_their_order(world):
    rows = list(build_fair_list(world.fair, timezone.localdate()).rows)
    vacancies = [row.vacancy for booth in world.fair.booths.all() for row in booth.offers.all()]
    assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
        (1, 1, vacancies[0].title, 100),
        (2, 2, vacancies[1].title, 100),
    ]


def test_a_vacancy_that_is_no_longer_offered_is_in_no_list(world):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    offer = world.booth.offers.get()
    Vacancy.objects.filter(pk=offer.vacancy_id).update(apply_by=yesterday, checked_facts=None)
    rows = list(build_fair_list(world.fair, timezone.localdate()).rows)
    assert [row[1] for row in rows] == [2]


def test_the_workbook_is_for_who_sees_fairs(client, world):
    path = reverse("conferences:fair-vacancies", args=[world.fair.pk])
    sign_in(client, world.centre)
    book = load_workbook(io.BytesIO(b"".join(client.get(path))), read_only=True)
    texts = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert world.booth.employer.agency.name in " ".join(texts)
    sign_in(client, make_actor(role=SeatRole.OFFICER))
    assert client.get(path).status_code == 403


def test_the_script_says_day_hour_and_places_first(world):
    script = write_fair_script(world.fair, minutes=5, day=timezone.localdate())
    assert "bắt đầu lúc tám giờ" in script.paragraphs[0]
    assert world.point.venue.replace("1", "một") in script.paragraphs[0]
    assert (script.included, script.found) == (2, 2)


def test_the_poster_of_an_announced_fair_is_for_everybody(client, world):
    with override("vi"):
        drawn = client.get(reverse("conferences:fair-poster", args=[world.fair.pk]))
    text = " ".join(PdfReader(io.BytesIO(drawn.content)).pages[0].extract_text().split())
    assert "2 doanh nghiệp, cần tuyển 200 người" in text
    draft = draft_fair(world.centre)
    assert client.get(reverse("conferences:fair-poster", args=[draft.pk])).status_code == 404
