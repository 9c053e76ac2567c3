"""The facts of a vacancy are one value with one validator, through whatever door they come."""

import ast
import datetime
import json
import random
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.audit.models import AuditEntry
from recruitment.demo.vacancies import ROWS, demo_facts
from recruitment.employers.choices import EmployerStatus
from recruitment.fields.problems import FactProblem, FactsError
from recruitment.import_rows.row_facts import read_vacancy_row
from recruitment.imports import services as imports
from recruitment.imports.models import ImportedRow
from recruitment.load.vacancies import make_facts
from recruitment.registration.rerouting import reroute_records
from recruitment.registration.services import ask_employer_back, change_employer, verify_employer
from recruitment.vacancies.choices import ImportStatus, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, change_vacancy
from recruitment.vacancy_facts.facts import FACTS, vacancy_facts_of
from recruitment.vacancy_facts.rules import find_problems
from tests.factories import sign_in
from tests.factories_recruitment import (
    changed_facts,
    employer_facts,
    make_board,
    make_park,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    vacancy_facts,
)
from tests.recruitment.imports.test_imports import workbook
from tests.sources import python_files
from vietnam.wages import MonthlyWage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ROOT = Path(settings.BASE_DIR)


# The validator ------------------------------------------------------------------------------------
def test_all_that_is_wrong_is_found_at_once(employer):
    today = timezone.localdate()
    park = make_park(make_board(make_province()))
    wrong = replace(
        vacancy_facts(employer),
        title="\u200b",
        headcount=0,
        probation_days=181,
        apply_by=today - datetime.timedelta(days=1),
        publish_on=today,
        base_wage=MonthlyWage(Decimal(9), Decimal(7)),
        income=MonthlyWage(Decimal(8), Decimal(501)),
        bonus=Decimal("0.1"),
        homes=((employer.province, 1),),
        papers="x" * 301,
        park=park,
    )
    assert find_problems(wrong, employer=employer, on=today) == [
        FactProblem("title", "Type “Job title”."),
        FactProblem("papers", "Ensure this value has at most 300 characters (it has 301)."),
        FactProblem("headcount", "“0”: between 1 and 100,000."),
        FactProblem("probation_days", "“181”: between 0 and 180."),
        FactProblem("base_wage", "“9–7”: the lower figure stands first."),
        FactProblem("income", "“8–501” is not a monthly wage. Write it in millions, such as 7.5."),
        FactProblem("bonus", "“0,1” is not a monthly wage. Write it in millions, such as 7.5."),
        FactProblem("apply_by", "Give a last day to apply between today and a year from now."),
        FactProblem("publish_on", "It would be published after the last day to apply."),
        FactProblem("income", "The total income must be at least the base wage."),
        FactProblem("bonus_condition", "Say when the bonus is paid."),
        FactProblem("homes", "1 people are named by home province, and only 0 are needed."),
        FactProblem("park", "This park is in another province. Choose the province of the park."),
    ]


def test_a_service_refuses_with_all_of_them_and_makes_nothing(employer):
    facts = replace(vacancy_facts(employer), probation_days=60, bonus=Decimal(3))
    with pytest.raises(FactsError, match="at most 6 working days of probation") as refused:
        add_vacancy(employer=employer, facts=facts, by=representative_of(employer))
    assert [part.field for part in refused.value.parts] == ["probation_days", "bonus_condition"]
    assert not Vacancy.objects.exists()


def test_the_page_shows_all_that_the_service_refuses(client, employer):
    sign_in(client, representative_of(employer))
    page = client.post(
        reverse("recruitment:vacancy-add"), typed(homes="", probation_days="60", bonus="3")
    )
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {
            "probation_days": [
                "For this work the labour code allows at most 6 working days of probation "
                "(article 25)."
            ],
            "bonus_condition": ["Say when the bonus is paid."],
        },
    )


def test_the_demonstration_and_the_load_generator_are_right(employer):
    today = timezone.localdate()
    chance = random.Random(1)  # noqa: S311 repeatable data, no secret
    made = [demo_facts(row, employer, today) for row in ROWS] + [
        make_facts(chance, employer, today) for _n in range(50)
    ]
    assert [find_problems(facts, employer=employer, on=today) for facts in made] == [[]] * len(made)


# The doors ----------------------------------------------------------------------------------------
LAST = timezone.localdate() + datetime.timedelta(days=30)


def typed(**given) -> dict:
    """As the page sends it."""
    return {
        "title": "Công nhân lắp ráp",
        "headcount": "1.200",
        "homes": "Lạng Sơn 50",
        "occupation": "82",
        "skill": "none",
        "description": "Lắp linh kiện.",
        "base_wage": "5,5",
        "income": "9-12",
        "contract": "u36",
        "shift": "rotating",
        "probation_days": "6",
        "benefits": ["meals", "bus"],
        "park": "",
        "ward": "Phường Nếnh",
        "address": "Lô A1",
        "contact_name": "Mai",
        "apply_by": f"{LAST:%d/%m/%Y}",
        "contact_phone": "0912 000 111",
    } | given


def celled(**given) -> dict:
    """As an employer writes it in its own workbook."""
    return {
        "Vị trí tuyển dụng": "Công nhân lắp ráp",
        "Số lượng": "1.200 người",
        "Theo tỉnh": "50 Lạng Sơn",
        "Nhóm nghề": "Thợ lắp ráp",
        "Trình độ": "LĐPT",
        "Mô tả công việc": "Lắp linh kiện.",
        "Lương cơ bản": "5,5 triệu",
        "Thu nhập": "9-12 triệu",
        "Hợp đồng": "12 tháng",
        "Ca làm việc": "ca kíp",
        "Thử việc": "6 ngày",
        "Chế độ": "Ăn ca, xe đưa đón",
        "Khu công nghiệp": "ngoài KCN",
        "Phường": "Phường Nếnh",
        "Địa chỉ": "Lô A1",
        "Hạn nộp": f"đến hết ngày {LAST:%d/%m/%Y}",
        "Người liên hệ": "Mai",
        "Số điện thoại": "+84 912 000 111",
    } | given


def sent(**given) -> dict:
    """As an employer's own program sends it."""
    return {
        "title": "Công nhân lắp ráp",
        "people": 1200,
        "homes": [{"province": "Lạng Sơn", "people": 50}],
        "occupation": "82",
        "skill": "none",
        "description": "Lắp linh kiện.",
        "base_wage": {"least": 5.5},
        "income": {"least": 9, "most": 12},
        "contract": "u36",
        "shift": "rotating",
        "probation_days": 6,
        "benefits": ["meals", "bus"],
        "park": "ngoài KCN",
        "ward": "Phường Nếnh",
        "address": "Lô A1",
        "contact_name": "Mai",
        "contact_phone": "0912000111",
        "apply_by": str(LAST),
    } | given


def by_page(client, employer, given: dict) -> dict[str, list[str]]:
    page = sign_in(client, representative_of(employer)).post(
        reverse("recruitment:vacancy-add"), given
    )
    return page.context["form"].errors if page.status_code == 422 else {}


def by_workbook(_client, employer, given: dict) -> dict[str, list[str]]:
    """Rows keep their sentences in Vietnamese, so they are read again in the reader's language."""
    by = representative_of(employer)
    data = workbook(list(given.values()), heads=list(given))
    source = imports.upload_workbook(employer=employer, data=data, file_name="a.xlsx", by=by)
    imports.continue_import(source, stop=lambda: False)
    imports.create_vacancies(source=source, by=by)
    imports.continue_import(source, stop=lambda: False)
    row = ImportedRow.objects.latest("pk")
    return read_vacancy_row(row.said, employer).problems if row.problems else {}


def by_program(client, employer, given: dict) -> dict[str, list[str]]:
    scopes = ["own-vacancies:write"]
    token = create_api_token(
        agency=employer.agency, name="HR", scopes=scopes, by=representative_of(employer)
    )[1]
    headers = {"authorization": f"Bearer {token}", "accept-language": "en"}
    path = reverse("api:own-vacancy", args=["1"])
    answer = client.put(path, json.dumps(given), content_type="application/json", headers=headers)
    return answer.json()["fields"] if answer.status_code == 422 else {}


def test_three_doors_make_the_same_facts(client, employer):
    make_province("Lạng Sơn", "lang-son")
    for door, given in ((by_workbook, celled()), (by_page, typed()), (by_program, sent())):
        assert door(client, employer, given) == {}
    first, second, third = (vacancy_facts_of(vacancy) for vacancy in Vacancy.objects.order_by("pk"))
    assert first == second == third
    assert [getattr(first, name) for name in ("headcount", "income", "park")] == [
        1200,
        MonthlyWage(Decimal(9), Decimal(12)),
        None,
    ]


UNSAID = {"horizon": "", "probation_days": None, "schooling": "", "experience": "", "way": ""}


def test_what_nobody_says_at_any_door_stays_unsaid(client, employer):
    """“Thử việc” was “Không”, schooling “Không yêu cầu”, of whoever had left them empty."""
    page = typed(homes="", probation_days="")
    cells = {name: text for name, text in celled().items() if name not in ("Thử việc", "Theo tỉnh")}
    program = {name: value for name, value in sent(homes=[]).items() if name != "probation_days"}
    for door, given in ((by_page, page), (by_workbook, cells), (by_program, program)):
        assert door(client, employer, given) == {}
        # Else the next door would find this vacancy in the list, and add none.
        Vacancy.objects.update(title="Kế toán trưởng")
    rows = Vacancy.objects.order_by("pk").values(*UNSAID)
    assert list(rows) == [UNSAID] * 3


def test_what_somebody_says_is_the_same_from_each_door(client, employer):
    said = {"horizon": "long", "probation_days": 0, "schooling": "any", "experience": "none"}
    said |= {"way": "direct"}
    page = typed(homes="", **said | {"probation_days": "0"})
    cells = celled(
        **{
            "Theo tỉnh": "",
            "Thời gian cần người": "Trên 6 tháng",
            "Thử việc": "Không",
            "Học vấn": "Không yêu cầu",
            "Kinh nghiệm": "Không",
            "Hình thức tuyển": "Tuyển tại doanh nghiệp",
        }
    )
    program = sent(homes=[], **said)
    for door, given in ((by_page, page), (by_workbook, cells), (by_program, program)):
        assert door(client, employer, given) == {}
        Vacancy.objects.update(title="Kế toán trưởng")
    assert list(Vacancy.objects.order_by("pk").values(*said)) == [said] * 3


WRONG = [
    (
        "probation_days",
        (typed(probation_days="60"), celled(**{"Thử việc": "60 ngày"}), sent(probation_days=60)),
        "For this work the labour code allows at most 6 working days of probation (article 25).",
    ),
    (
        "contact_phone",
        (typed(contact_phone="123"), celled(**{"Số điện thoại": "123"}), sent(contact_phone="123")),
        "“123” is not a Vietnamese phone number: 10 digits for a mobile, 11 for a landline.",
    ),
    (
        "income",
        (typed(income="5"), celled(**{"Thu nhập": "5 triệu"}), sent(income={"least": 5})),
        "The total income must be at least the base wage.",
    ),
    (
        "homes",
        (
            typed(homes="Lạng Sơn 1.201"),
            celled(**{"Theo tỉnh": "Lạng Sơn 1.201"}),
            sent(homes=[{"province": "Lạng Sơn", "people": 1201}]),
        ),
        "1,201 people are named by home province, and only 1,200 are needed.",
    ),
]


@pytest.mark.parametrize(("field", "given", "sentence"), WRONG)
def test_three_doors_refuse_the_same_with_the_same_sentence(
    client, employer, field, given, sentence
):
    make_province("Lạng Sơn", "lang-son")
    doors = zip((by_page, by_workbook, by_program), given, strict=True)
    assert [door(client, employer, each) for door, each in doors] == [{field: [sentence]}] * 3
    assert not Vacancy.objects.exists()


def test_a_program_that_names_an_unknown_park_is_told_so(client, employer):
    """It was taken for “outside” without a word."""
    assert by_program(client, employer, sent(park="KCN Không Có", homes=[])) == {
        "park": ["“KCN Không Có” is not in the register of parks and clusters."]
    }


def test_a_wage_of_half_a_thousand_is_rounded_once_and_the_same_again_changes_nothing(
    client, employer
):
    given = sent(income={"least": 9.555, "most": 12}, homes=[])
    by_program(client, employer, given)
    vacancy = Vacancy.objects.get()
    by_program(client, employer, given)
    assert (vacancy_facts_of(vacancy).income, Vacancy.objects.get().version) == (
        MonthlyWage(Decimal("9.56"), Decimal(12)),
        vacancy.version,
    )


def test_the_facts_stand_in_the_order_of_the_page(client, employer):
    page = (
        sign_in(client, representative_of(employer))
        .get(reverse("recruitment:vacancy-add"))
        .content.decode()
    )
    places = [page.index(f'name="{name}"', page.index("form-wide")) for name in FACTS]
    assert places == sorted(places)


# When others change it ----------------------------------------------------------------------------
def history(vacancy: Vacancy) -> list[tuple]:
    rows = AuditEntry.objects.filter(
        target_type="recruitment.vacancy", target_id=vacancy.pk
    ).order_by("pk")
    return list(rows.values_list("action", "person", "before", "after"))


def test_what_is_held_and_released_is_a_new_version_that_the_log_tells_of(employer):
    vacancy, by = published_vacancy(employer), representative_of(employer)
    board = office_of(employer)
    seen, before = vacancy.version, len(history(vacancy))
    ask_employer_back(employer=employer, version=employer.version, words="Bổ sung.", by=board)
    stands = employer_facts(employer.province, employer.park, name=employer.agency.name)
    change_employer(employer=employer, facts=stands, by=by)
    employer.refresh_from_db()
    verify_employer(employer=employer, version=employer.version, by=board)
    vacancy.refresh_from_db()
    assert history(vacancy)[before:] == [
        ("vacancy-held", board.person.pk, None, None),
        ("vacancy-released", board.person.pk, None, None),
    ]
    assert (vacancy.status, vacancy.is_held, vacancy.version) == (
        VacancyStatus.PUBLISHED,
        False,
        seen + 2,
    )


def test_who_looked_at_it_before_it_was_held_does_not_write_over_it(employer):
    vacancy = published_vacancy(employer)
    ask_employer_back(
        employer=employer, version=employer.version, words="Bổ sung.", by=office_of(employer)
    )
    facts = changed_facts(vacancy, headcount=200)
    with pytest.raises(Exception, match="Somebody has changed this vacancy meanwhile"):
        change_vacancy(
            vacancy=vacancy, version=vacancy.version, facts=facts, by=representative_of(employer)
        )


def test_what_is_given_to_another_office_is_a_new_version_that_the_log_tells_of(employer):
    vacancy = published_vacancy(employer)
    old, other = vacancy.office, make_board(employer.province).seat.agency
    type(employer.park).objects.filter(pk=employer.park_id).update(board=other)
    reroute_records(timezone.localdate())
    kept = Vacancy.objects.get(pk=vacancy.pk)
    assert (kept.office, kept.version) == (other, vacancy.version + 1)
    assert history(vacancy)[-1] == (
        "vacancy-rerouted",
        None,
        {"office": old.name},
        {"office": other.name},
    )


# The code -----------------------------------------------------------------------------------------
def test_no_service_job_command_or_program_s_door_knows_a_form():
    pages = ("forms.py", "views.py", "urls.py", "exports.py", "columns.py")
    # A workbook of a report is put into the report's form (0061).
    shown = {"templatetags", "portal_parts", "report_sheets"}
    places = [
        path
        for path in python_files("recruitment")
        if not path.name.endswith(pages) and not shown & set(path.parts)
    ]
    places += (ROOT / "recruitment" / "api").glob("*.py")
    assert len(places) > 50
    found = {
        (path.name, node.module)
        for path in places
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and re.match(r"recruitment\.\w+\.forms|django\.forms", node.module or "")
    }
    # A saved search is put into words by the form that reads it.
    assert found == {("vacancies.py", "recruitment.public.forms")}


STATUSES = {"vacancy": VacancyStatus, "employer": EmployerStatus, "source": ImportStatus}


def test_statuses_are_told_by_their_enum_alone():
    pages = {
        path.name: path.read_text() for path in (ROOT / "templates/recruitment").rglob("*.html")
    }
    bare = {
        name for name, text in pages.items() if re.search(r"\.(?:status|state) [!=]= [\"']", text)
    }
    models = "".join(path.read_text() for path in (ROOT / "recruitment").rglob("*models.py"))
    assert (bare, re.findall(r"status(?:__in)?=\[?[\"']", models)) == (set(), [])
    used = {pair for text in pages.values() for pair in re.findall(r"(\w+)\.Status\.(\w+)", text)}
    assert used
    assert {(row, name) for row, name in used if not hasattr(STATUSES[row], name)} == set()
