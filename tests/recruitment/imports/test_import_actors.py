"""Who goes on with an uploaded workbook: always who pressed the button, with the rights of that
moment.
"""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.mail.models import OutboxMessage
from agencies.people.models import SeatHolding
from recruitment import celery_tasks as tasks
from recruitment.imports import services as imports
from recruitment.imports.models import ImportRun, VacancyImport
from recruitment.registration.changes import accept_change
from recruitment.registration.services import change_employer
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    employer_facts,
    make_board,
    make_park,
    office_of,
    representative_of,
)
from tests.recruitment.imports.test_imports import right, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(employer):
    return office_of(employer)


@pytest.fixture
def representative(employer):
    return representative_of(employer)


@pytest.fixture(autouse=True)
def page_waits_for_the_worker(monkeypatch):
    """The request makes nothing itself: the task of the worker does."""
    monkeypatch.setattr("recruitment.imports.services.FIRST_SECONDS", -1)


def uploaded(client, by, employer, *rows) -> VacancyImport:
    """Over HTTP, and looked through by the worker."""
    sign_in(client, by)
    is_office = by.seat.agency_id != employer.agency_id
    name, keys = ("import-enter", [employer.pk]) if is_office else ("import-upload", [])
    file = SimpleUploadedFile("nhu-cau.xlsx", workbook(*rows))
    client.post(reverse(f"recruitment:{name}", args=keys), {"file": file})
    tasks.continue_imports()
    return VacancyImport.objects.latest("pk")


def press(client, by, source) -> None:
    sign_in(client, by)
    client.post(reverse("recruitment:import-create", args=[source.pk]))


def mend(client, by, source, number, **words) -> None:
    sign_in(client, by)
    row = source.rows.get(number=number)
    page = client.get(reverse("recruitment:import-row", args=[row.pk]))
    form = page.context["form"]
    said = {name: form[name].value() or "" for name in form.fields if name != "version"}
    days = {
        name: f"{day:%d/%m/%Y}"
        for name in ("apply_by", "publish_on")
        if hasattr(day := said[name], "year")
    }
    assert (
        client.post(
            reverse("recruitment:import-row", args=[row.pk]), said | days | words
        ).status_code
        == 302
    )


def log_of_vacancies() -> list[tuple[str, int, int]]:
    rows = AuditEntry.objects.filter(target_type="recruitment.vacancy").order_by("pk")
    return list(rows.values_list("action", "person", "seat"))


def lines(by, *actions: str) -> list[tuple[str, int, int]]:
    return [(action, by.person.pk, by.seat.pk) for action in actions]


def test_what_an_official_uploads_and_the_employer_makes_is_the_employers_and_checked(
    client, employer, office, representative
):
    source = uploaded(client, office, employer, right())
    press(client, representative, source)
    tasks.continue_imports()
    vacancy = Vacancy.objects.get()
    assert (vacancy.status, vacancy.checked_person, vacancy.checked_by) == ("submitted", None, None)
    assert log_of_vacancies() == lines(representative, "vacancy-added", "vacancy-submitted")
    assert not OutboxMessage.objects.filter(template="vacancies_checked").exists()


def test_what_an_employer_uploads_and_the_office_makes_is_sent_by_the_office_and_not_yet_checked(
    client, employer, office, representative
):
    source = uploaded(client, representative, employer, right())
    press(client, office, source)
    tasks.continue_imports()
    assert Vacancy.objects.get().status == "submitted"
    assert log_of_vacancies() == lines(office, "vacancy-added", "vacancy-submitted")


def test_what_the_office_uploads_and_makes_is_public_in_its_name(client, employer, office):
    source = uploaded(client, office, employer, right())
    press(client, office, source)
    tasks.continue_imports()
    assert Vacancy.objects.get().status == "published"
    assert log_of_vacancies() == lines(
        office, "vacancy-added", "vacancy-submitted", "vacancy-checked"
    )
    letters = OutboxMessage.objects.filter(template="vacancies_checked")
    assert [letter.context["titles"] for letter in letters] == [["Công nhân lắp ráp"]]


def test_a_colleague_publishes_in_the_own_name(client, employer, office):
    source = uploaded(client, office, employer, right())
    colleague = make_actor(role=SeatRole.VERIFIER, agency=office.seat.agency)
    press(client, colleague, source)
    tasks.continue_imports()
    assert Vacancy.objects.get().checked_person == colleague.person
    assert log_of_vacancies() == lines(
        colleague, "vacancy-added", "vacancy-submitted", "vacancy-checked"
    )


def test_a_row_that_the_employer_has_mended_is_checked_even_when_the_office_presses(
    client, employer, office, representative
):
    source = uploaded(client, office, employer, right(), right(title="Thợ hàn", headcount="x"))
    mend(client, representative, source, 3, headcount="500")
    press(client, office, source)
    tasks.continue_imports()
    made = dict(Vacancy.objects.values_list("title", "status"))
    assert made == {"Công nhân lắp ráp": "published", "Thợ hàn": "submitted"}
    assert set(log_of_vacancies()) == set(
        lines(office, "vacancy-added", "vacancy-submitted", "vacancy-checked")
    )
    letters = OutboxMessage.objects.filter(template="vacancies_checked")
    assert [letter.context["titles"] for letter in letters] == [["Công nhân lắp ráp"]]


def test_a_row_that_the_office_has_mended_is_its_own(client, employer, office, representative):
    source = uploaded(
        client, representative, employer, right(headcount="x"), right(title="Thợ hàn")
    )
    mend(client, office, source, 2, headcount="50")
    press(client, office, source)
    tasks.continue_imports()
    assert dict(Vacancy.objects.values_list("title", "status")) == {
        "Công nhân lắp ráp": "published",
        "Thợ hàn": "submitted",
    }


def test_a_person_who_left_the_seat_before_the_worker_came_makes_nothing(
    client, employer, office, representative
):
    source = uploaded(client, office, employer, right())
    press(client, office, source)
    SeatHolding.objects.filter(person=office.person).update(
        ends_on=timezone.localdate() - datetime.timedelta(days=1)
    )
    tasks.continue_imports()
    run = ImportRun.objects.get()
    source.refresh_from_db()
    assert (Vacancy.objects.count(), log_of_vacancies(), source.status) == (0, [], "looked")
    assert run.ended_at is not None
    sign_in(client, representative)
    page = client.get(source.get_absolute_url())
    assert run.words
    assert run.words in page.content.decode()
    press(client, representative, source)  # who may, presses again
    tasks.continue_imports()
    assert log_of_vacancies() == lines(representative, "vacancy-added", "vacancy-submitted")


def test_a_closed_account_makes_nothing(client, employer, representative):
    source = uploaded(client, representative, employer, right())
    press(client, representative, source)
    representative.person.is_active = False
    representative.person.save()
    tasks.continue_imports()
    assert (Vacancy.objects.count(), ImportRun.objects.get().words != "") == (0, True)


def test_a_seat_that_has_lost_its_right_makes_nothing(client, employer, office):
    source = uploaded(client, office, employer, right())
    press(client, office, source)
    office.seat.role = SeatRole.OFFICER
    office.seat.save()
    tasks.continue_imports()
    assert (Vacancy.objects.count(), ImportRun.objects.get().words != "") == (0, True)


def test_an_employer_that_moved_to_another_office_is_not_published_by_the_first(
    client, employer, office
):
    source = uploaded(client, office, employer, right())
    press(client, office, source)
    other = make_board(employer.province)
    type(employer).objects.filter(pk=employer.pk).update(office=other.seat.agency)
    tasks.continue_imports()
    assert (Vacancy.objects.count(), ImportRun.objects.get().words != "") == (0, True)


def test_the_office_to_which_an_employer_wants_to_move_finds_no_workbook_of_it_yet(
    client, employer, representative
):
    """It may make nothing of one, so neither a button nor a link leads there."""
    source = uploaded(client, representative, employer, right())
    other = make_board(employer.province)
    change_employer(
        employer=employer,
        facts=employer_facts(employer.province, make_park(other), name="Công ty Khác"),
        by=representative,
    )
    sign_in(client, other)
    pages = ("import-detail", "import-marked")
    assert [
        client.get(reverse(f"recruitment:{page}", args=[source.pk])).status_code for page in pages
    ] == [404, 404]
    assert client.post(reverse("recruitment:import-create", args=[source.pk])).status_code == 404
    accept_change(
        employer=employer, version=type(employer).objects.get(pk=employer.pk).version, by=other
    )
    assert client.get(reverse("recruitment:import-detail", args=[source.pk])).status_code == 200


def test_only_one_person_at_a_time_makes_vacancies_of_a_workbook(
    client, employer, office, representative
):
    source = uploaded(client, office, employer, right())
    press(client, representative, source)
    press(client, office, source)
    tasks.continue_imports()
    assert [run.person for run in ImportRun.objects.all()] == [representative.person]
    assert Vacancy.objects.get().status == "submitted"


def test_the_control_the_run_of_who_holds_the_seat_still(employer, office):
    source = imports.upload_workbook(
        employer=employer, data=workbook(right()), file_name="a.xlsx", by=office
    )
    imports.continue_import(source, stop=lambda: False)
    imports.create_vacancies(source=source, by=office)
    imports.continue_import(source, stop=lambda: False)
    run = ImportRun.objects.get()
    assert (run.person, run.words, run.ended_at is not None) == (office.person, "", True)
