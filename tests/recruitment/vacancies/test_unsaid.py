"""What nobody has said of a vacancy is claimed nowhere; what was said is told in its own words."""

import lxml.html
import pytest
from django.urls import reverse
from django.utils import translation

from agencies.api.services import create_api_token
from recruitment.posters.poster import _words
from recruitment.public.rows import public_rows
from recruitment.vacancies.forms import VacancyForm, vacancy_form_values
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import vacancy_facts_of
from tests.factories import sign_in
from tests.factories_recruitment import (
    published_vacancy,
    representative_of,
    vacancy_facts,
)

pytestmark = pytest.mark.django_db
UNSAID = {"horizon": "", "probation_days": None, "schooling": "", "experience": "", "way": ""}
NOTHING_ASKED = {"probation_days": 0, "schooling": "any", "experience": "none"}


def terms_of(client, vacancy) -> dict[str, str]:
    """The public page's rows, in Vietnamese."""
    page = client.get(vacancy.get_absolute_url(), headers={"accept-language": "vi"})
    tree = lxml.html.document_fromstring(page.content.decode())
    rows = list(tree.iterfind(".//dl/div"))
    return {
        row.findtext("dt").strip(): " ".join(row.find("dd").text_content().split()) for row in rows
    }


def test_the_public_page_says_nothing_of_what_is_not_said(client, employer):
    unsaid = terms_of(client, published_vacancy(employer, **UNSAID))
    said = terms_of(client, published_vacancy(employer, **NOTHING_ASKED, way="direct"))
    assert {name: said[name] for name in said.keys() - unsaid.keys()} == {
        "Thử việc": "Không",
        "Học vấn": "Không yêu cầu",
        "Kinh nghiệm": "Không yêu cầu",
        "Hình thức tuyển": "Tuyển tại doanh nghiệp",
    }


def test_the_poster_names_only_what_is_said(employer):
    words = {"schooling": "lower", "papers": "CCCD"}
    with translation.override("vi"):
        said = _words(published_vacancy(employer, **words))["needs"]
        unsaid = _words(published_vacancy(employer, **UNSAID))["needs"]
    assert (said, unsaid) == ("Học vấn: Tốt nghiệp THCS (lớp 9). Giấy tờ cần mang: CCCD", "")


def test_a_line_of_the_list_claims_no_freedom_from_certificates(employer):
    for given in (UNSAID, NOTHING_ASKED):
        published_vacancy(employer, **given)
    names = ("id", "title", "headcount", "income_from", "income_to", "benefits", "shift")
    names += ("schooling", "skill", "ward", "apply_by")
    rows = Vacancy.objects.order_by("pk").values(*names)
    with translation.override("vi"):
        lines = public_rows({**row, "park": "", "province": "", "employer": ""} for row in rows)
    assert ["không cần bằng cấp" in line["details"].lower() for line in lines] == [False, True]


def test_programs_are_given_null(client, employer):
    vacancy = published_vacancy(employer, **UNSAID)
    by = representative_of(employer)
    token = create_api_token(agency=employer.agency, name="HR", scopes=["vacancies:read"], by=by)[1]
    path = reverse("api:vacancy-detail", args=[vacancy.pk])
    answer = client.get(path, headers={"authorization": f"Bearer {token}"}).json()
    told = {name: answer[name] for name in UNSAID if name in answer}
    assert told == dict.fromkeys(("horizon", "probation_days", "schooling", "experience"))


def test_the_office_reads_that_it_is_not_stated(client, employer):
    vacancy = published_vacancy(employer, **UNSAID)
    address = reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])
    sign_in(client, representative_of(employer))
    client.cookies["django_language"] = "vi"
    page = client.get(address)
    assert page.content.decode().count("chưa nêu") == 3


def test_the_form_offers_it_and_gives_back_what_stands_there(employer):
    form = VacancyForm(employer=employer)
    offered = {name: form.fields[name].choices[0][0] for name in UNSAID if name != "probation_days"}
    assert (offered, form["probation_days"].value()) == (
        dict.fromkeys(("horizon", "schooling", "experience", "way"), ""),
        None,
    )
    vacancy = published_vacancy(employer, **UNSAID)
    again = VacancyForm(vacancy_form_values(vacancy), employer=employer)
    assert (again.errors, vacancy_facts_of(vacancy)) == ({}, vacancy_facts(employer, **UNSAID))
