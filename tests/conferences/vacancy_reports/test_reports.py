"""Anybody reports a vacancy or a fair: a task of its office, and nobody else reads it."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from conferences.vacancy_reports.models import VacancyReport
from conferences.vacancy_reports.services import REPORTED_WORDS, report_vacancy
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_fairs import make_fair_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
SAID = {"reason": "deposit", "words": "Đòi đặt cọc 2 triệu đồng.", "phone": "0912 000 333"}


@pytest.fixture
def world():
    return make_fair_world()


@pytest.fixture
def vacancy(world):
    return world.booth.offers.get().vacancy


def path_of(vacancy) -> str:
    return reverse("conferences:vacancy-report-make", args=[vacancy.pk])


def test_a_report_is_a_task_of_the_office_without_what_was_written(client, vacancy):
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert path_of(vacancy) in page
    assert client.post(path_of(vacancy), SAID).status_code == 302
    report = VacancyReport.objects.get()
    task = report.task
    assert (task.lead, task.source_url) == (vacancy.office, report.get_absolute_url())
    assert "2 triệu" not in task.text
    sign_in(client, make_actor(agency=vacancy.office))
    shown = client.get(task.source_url).content.decode()
    assert "Đòi đặt cọc 2 triệu đồng." in shown
    assert "0912000333" in shown


def test_where_the_office_has_ended_its_successor_looks_into_it(vacancy):
    successor = make_agency("Sở Lao động mới")
    ended = timezone.localdate() - datetime.timedelta(days=1)
    Agency.objects.filter(pk=vacancy.office_id).update(valid_to=ended, successor=successor)
    vacancy.office.refresh_from_db()
    said = {"reason": "fee", "words": "", "phone": ""}
    report = report_vacancy(vacancy=vacancy, fair=None, **said)
    assert (report.office, report.task.lead) == (successor, successor)


def test_reports_of_one_thing_share_the_task_until_it_is_finished(vacancy):
    said = {"vacancy": vacancy, "fair": None, "reason": "fee", "words": "", "phone": ""}
    first, second = report_vacancy(**said), report_vacancy(**said)
    assert first.task == second.task
    now = timezone.now()
    done = {"status": "done", "submitted_at": now, "done_at": now, "done_by": make_actor().seat}
    Occurrence.objects.filter(task=first.task).update(**done)
    assert report_vacancy(**said).task != first.task


def test_a_report_of_a_fair_goes_to_its_centre(client, world):
    path = reverse("conferences:fair-report-make", args=[world.fair.pk])
    assert path in client.get(world.fair.public_url).content.decode()
    client.post(path, {"reason": "fee"})
    assert [task.lead for task in Task.objects.all()] == [world.centre.seat.agency]


def test_other_offices_do_not_read_it(client, vacancy):
    report = report_vacancy(vacancy=vacancy, fair=None, reason="fee", words="", phone="")
    sign_in(client, make_actor())
    assert client.get(report.get_absolute_url()).status_code == 404


def test_from_one_place_come_ten_an_hour(client, vacancy):
    answers = [client.post(path_of(vacancy), {"reason": "fee"}).status_code for _each in range(11)]
    assert answers == [302] * 10 + [422]


def test_what_was_written_goes_after_180_days_and_the_reason_stays(vacancy):
    report_vacancy(vacancy=vacancy, fair=None, **SAID)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=181), tick=False):
        assert REPORTED_WORDS.delete_rows(REPORTED_WORDS.expired_rows(timezone.now())) == 1
    report = VacancyReport.objects.get()
    assert (report.words, report.phone, report.reason) == ("", "", "deposit")
