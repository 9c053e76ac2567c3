"""A workbook that an employer has sent to its office: taken in on the page, public by that."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from recruitment.imports.models import VacancyImport
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_employer,
    make_park,
    office_of,
    representative_of,
    verified_employer,
)
from tests.recruitment.imports.test_imports import right, workbook

pytestmark = pytest.mark.django_db


def upload_file(client, employer, *rows):
    file = SimpleUploadedFile("nhu-cau.xlsx", workbook(*rows))
    return client.post(reverse("recruitment:import-enter", args=[employer.pk]), {"file": file})


def test_what_an_office_takes_in_is_public_once_it_is_made(client, employer):
    sign_in(client, office_of(employer))
    answer = upload_file(client, employer, right(), right(title="Thợ hàn", headcount="x"))
    source = VacancyImport.objects.get()
    page = client.get(answer.url)
    assert (answer.url, page.context["totals"]["ready"], page.context["totals"]["wrong"]) == (
        source.get_absolute_url(),
        1,
        1,
    )
    assert "and publish it" in page.content.decode()
    client.post(reverse("recruitment:import-create", args=[source.pk]))
    vacancy = Vacancy.objects.get()
    assert (vacancy.status, vacancy.checked_person) == ("published", office_of(employer).person)
    assert client.get(reverse("recruitment:import-marked", args=[source.pk])).status_code == 200
    sign_in(client, representative_of(employer))
    assert client.get(source.get_absolute_url()).status_code == 200


def test_of_an_employer_that_is_not_verified_the_page_says_why_nothing_is_made(client, employer):
    waiting = make_employer(employer.province, employer.park)
    sign_in(client, office_of(employer))
    upload_file(client, waiting, right())
    source = VacancyImport.objects.get()
    client.post(reverse("recruitment:import-create", args=[source.pk]))
    [row] = source.rows.all()
    assert (Vacancy.objects.count(), row.vacancy) == (0, None)
    assert "phải được xác minh" in source.runs.get().words


def test_an_office_takes_in_for_its_own_employers_alone(client, employer):
    other = verified_employer(employer.province, make_park(make_board(employer.province)))
    sign_in(client, office_of(other))
    names = ("import-enter", "import-enter-template")
    assert [
        client.get(reverse(f"recruitment:{name}", args=[employer.pk])).status_code for name in names
    ] == [404, 404]
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert client.get(reverse("recruitment:import-enter", args=[employer.pk])).status_code == 403
    sign_in(client, office_of(employer))
    assert (
        client.get(reverse("recruitment:import-enter-template", args=[employer.pk])).status_code
        == 200
    )
