"""People wanted from certain home provinces: written, kept, counted by month, told on the sheet and
the board.
"""

import io
from datetime import date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from recruitment.demand.models import MonthlyHome
from recruitment.demand.queries import board_lines, demand_by_home
from recruitment.homes.queries import home_label, homes_text, vacancy_homes
from recruitment.import_rows.row_facts import read_vacancy_row
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from recruitment.vacancies.services import change_vacancy, copy_vacancy
from recruitment.vacancy_life.daily import advance_vacancies
from recruitment.vacancy_life.services import add_fill, close_vacancy
from recruitment.vacancy_saving.months import write_month
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    draft_vacancy,
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)
from tests.recruitment.vacancies.test_vacancies import form_of
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
NOVEMBER = Period.of_month(2026, 11)


@pytest.fixture
def employer():
    province = make_province("Bắc Ninh", "bac-ninh-2025")
    make_department(province)
    return verified_employer(province, make_park(make_board(province), "KCN Quang Châu"))


@pytest.fixture
def lang_son():
    return make_province("Lạng Sơn", "lang-son")


@pytest.fixture
def son_la():
    return make_province("Sơn La", "son-la")


def at(month: int, day: int = 10) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime(2026, month, day, 9)), tick=False)  # noqa: DTZ001 made aware


def fill(vacancy: Vacancy, people: int, home=None) -> None:
    vacancy.refresh_from_db()
    by = representative_of(vacancy.employer)
    add_fill(
        vacancy=vacancy, version=vacancy.version, people=people, way="fair", province=home, by=by
    )


def change(vacancy: Vacancy, **facts) -> Vacancy:
    vacancy.refresh_from_db()
    by = representative_of(vacancy.employer)
    return change_vacancy(
        vacancy=vacancy, version=vacancy.version, facts=changed_facts(vacancy, **facts), by=by
    )


# Written ------------------------------------------------------------------------------------------
def test_an_employer_types_them_on_the_page_and_finds_them_again(
    client, employer, lang_son, son_la
):
    sign_in(client, representative_of(employer))
    answer = client.post(
        reverse("recruitment:vacancy-add"), form_of(employer, homes="50 Lạng Sơn, Sơn La: 30 người")
    )
    vacancy = Vacancy.objects.get()
    assert (answer.status_code, vacancy_homes(vacancy)) == (302, ((lang_son, 50), (son_la, 30)))
    page = client.get(reverse("recruitment:vacancy-change", args=[vacancy.pk])).content.decode()
    assert 'value="Lạng Sơn 50; Sơn La 30"' in page
    assert AuditEntry.objects.get(action="vacancy-added").after["homes"] == "Lạng Sơn 50; Sơn La 30"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Lạng Sơn; Sơn La 30", "“Lạng Sơn”: write how many people behind each province"),
        ("Lạng Sn 50", "“Lạng Sn 50” names no province."),
        ("Lạng Sơn 50; lạng sơn 20", "Lạng Sơn is there twice."),
        ("Hà Nội 5", "“Hà Nội” names no province."),
        ("Lạng Sơn 0", "Lạng Sơn: at least one person."),
        (
            "Lạng Sơn 1.000; Sơn La 201",
            "1,201 people are named by home province, and only 1,200 are needed.",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_at_the_field_and_stays_typed(
    client, employer, lang_son, son_la, typed, sentence
):
    sign_in(client, representative_of(employer))
    answer = client.post(reverse("recruitment:vacancy-add"), form_of(employer, homes=typed))
    assert (answer.status_code, Vacancy.objects.count(), VacancyHome.objects.count()) == (422, 0, 0)
    [said] = answer.context["form"].errors["homes"]
    assert sentence in said
    assert f'value="{typed}"' in answer.content.decode()


def test_a_merged_province_and_the_one_that_took_over_its_name_are_two(employer):
    old = make_province("Bắc Ninh", "bac-ninh")
    old.successor, old.valid_to = employer.province, date(2025, 6, 30)
    old.save()
    vacancy = draft_vacancy(employer, homes=((employer.province, 20), (old, 10)))
    assert homes_text(vacancy_homes(vacancy)) == "Bắc Ninh 20; Bắc Ninh cũ 10"
    with override("vi"):
        assert home_label(old) == "Bắc Ninh (trước sáp nhập)"
    form = VacancyForm(form_of(employer, homes="Bắc Ninh 20; Bắc Ninh cũ 10"), employer=employer)
    assert form.is_valid()
    assert form.facts.homes == vacancy_homes(vacancy)


def test_a_change_replaces_them_and_stays_public(employer, lang_son, son_la):
    vacancy = published_vacancy(employer, homes=((lang_son, 50),))
    changed = change(vacancy, homes=((son_la, 70),))
    assert (changed.status, vacancy_homes(changed)) == ("published", ((son_la, 70),))
    entry = AuditEntry.objects.get(action="vacancy-changed")
    assert (entry.before, entry.after) == ({"homes": "Lạng Sơn 50"}, {"homes": "Sơn La 70"})
    assert change(vacancy, homes=((son_la, 70),)).version == changed.version
    assert vacancy_homes(change(vacancy, contact_name="Lê Thử")) == ((son_la, 70),)


def test_fewer_people_than_are_named_by_province_are_refused(employer, lang_son):
    vacancy = draft_vacancy(employer, homes=((lang_son, 50),))
    with pytest.raises(RuleError) as refused:
        change(vacancy, headcount=40)
    assert refused.value.field == "homes"
    assert change(vacancy, headcount=40, homes=((lang_son, 40),)).headcount == 40


def test_a_copy_wants_the_same_homes(employer, lang_son):
    vacancy = draft_vacancy(employer, homes=((lang_son, 50),))
    copied = copy_vacancy(vacancy=vacancy, by=representative_of(employer))
    assert vacancy_homes(copied) == ((lang_son, 50),)


def test_a_row_of_a_workbook_names_them_too(employer, lang_son, son_la):
    row = {
        "title": "Công nhân may",
        "headcount": "120",
        "homes": "Lạng Sơn: 50\nSơn La: 30",
        "occupation": "Thợ may",
        "skill": "LĐPT",
        "description": "May áo",
        "base_wage": "5,6 triệu",
        "income": "9-11 triệu",
        "contract": "12 tháng",
        "shift": "2 ca",
        "apply_by": f"{timezone.localdate():%d/%m/%Y}",
    }
    with override("vi"):
        reading = read_vacancy_row(row | {"occupation": "82"}, employer)
        assert (reading.problems, reading.facts.homes) == ({}, ((lang_son, 50), (son_la, 30)))
        wrong = read_vacancy_row(row | {"occupation": "82", "homes": "Lạng Sơn 121"}, employer)
    assert list(wrong.problems) == ["homes"]


def test_the_database_refuses_a_home_twice_and_nobody_from_it(employer, lang_son):
    vacancy = draft_vacancy(employer, homes=((lang_son, 50),))
    for province, people, name in ((lang_son, 5, "home_once"), (make_province(), 0, "home_people")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            VacancyHome.objects.create(vacancy=vacancy, province=province, people=people)


# Shown --------------------------------------------------------------------------------------------
def test_the_desk_shows_wanted_beside_taken_on_and_the_public_page_nothing(
    client, employer, lang_son, son_la
):
    vacancy = published_vacancy(employer, homes=((lang_son, 50), (son_la, 30)))
    fill(vacancy, 17, lang_son)
    fill(vacancy, 9)
    public = client.get(vacancy.get_absolute_url()).content.decode()
    assert "Lạng Sơn" not in public
    sign_in(client, representative_of(employer))
    page = client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk]))
    assert page.context["homes"] == [(lang_son, 50, 17), (son_la, 30, 0)]
    assert "17 taken on" in page.content.decode()


def test_the_sheet_for_a_partner_tells_what_is_wanted_from_there(
    client, employer, lang_son, son_la
):
    published_vacancy(employer, title="Thợ hàn", homes=((lang_son, 50), (son_la, 30)))
    published_vacancy(employer, title="Thợ may", homes=((son_la, 7),))
    published_vacancy(employer, title="Bảo vệ")
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))
    page = client.get(reverse("recruitment:demand-sheet"), {"home": lang_son.pk})
    named = page.context["parts"][0]["lines"]
    assert [(line.vacancy.title, values[0]) for line, values in named] == [("Thợ hàn", 50)]
    assert "Wanted from Lạng Sơn" in page.content.decode()
    offered = page.context["form"].fields["home"].queryset
    assert set(offered) == {lang_son, son_la}
    answer = client.get(reverse("recruitment:demand-sheet-export"), {"home": son_la.pk})
    book = load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    [heads] = [row for row in cells if "Wanted from Sơn La" in row]
    told = {
        row[1]: row[heads.index("Wanted from Sơn La")]
        for row in cells
        if row[1] in ("Thợ hàn", "Thợ may", "Bảo vệ")
    }
    assert told == {"Thợ hàn": 30, "Thợ may": 7}


# Counted by month ---------------------------------------------------------------------------------
def told(month: int) -> dict[str, tuple[int, int]]:
    rows = MonthlyHome.objects.filter(demand__month=date(2026, month, 1)).select_related("province")
    return {row.province.name if row.province else "": (row.asked, row.filled) for row in rows}


def test_a_month_keeps_what_was_wanted_and_taken_on_by_home(employer, lang_son, son_la):
    with at(10):
        vacancy = published_vacancy(employer, homes=((lang_son, 50), (son_la, 30)))
        fill(vacancy, 20, lang_son)
        fill(vacancy, 5)
    with at(11, 1):
        advance_vacancies()
        assert told(11) == {"Lạng Sơn": (30, 0), "Sơn La": (30, 0)}
    with at(11, 20):
        fill(vacancy, 35, lang_son)
        change(vacancy, homes=((lang_son, 60),))
    assert told(10) == {"Lạng Sơn": (50, 20), "Sơn La": (30, 0), "": (0, 5)}
    assert told(11) == {"Lạng Sơn": (40, 35)}


def test_what_has_ended_wants_nobody_in_a_later_month(employer, lang_son):
    with at(10):
        vacancy = published_vacancy(employer, homes=((lang_son, 50),))
        close_vacancy(
            vacancy=vacancy,
            version=vacancy.version,
            outcome="withdrawn",
            by=representative_of(employer),
        )
    with at(11):
        advance_vacancies()
        assert told(11) == {}
        fill(vacancy, 4, lang_son)
    assert (told(10), told(11)) == ({"Lạng Sơn": (50, 0)}, {"Lạng Sơn": (0, 4)})


def test_writing_a_month_anew_gives_what_was_kept_step_by_step(employer, lang_son, son_la):
    with at(11):
        vacancy = published_vacancy(employer, homes=((lang_son, 50), (son_la, 30)))
        published_vacancy(employer)
        fill(vacancy, 20, lang_son)
        fill(vacancy, 3)
        kept = told(11)
        MonthlyHome.objects.all().delete()
        for _time in range(2):
            write_month(timezone.localdate())
    assert told(11) == kept == {"Lạng Sơn": (50, 20), "Sơn La": (30, 0), "": (0, 3)}


@pytest.fixture
def history(employer, lang_son, son_la):
    """A home in two months, another in one, and people of whom it is not known."""
    with at(10):
        first = published_vacancy(employer, homes=((lang_son, 50),))
        fill(first, 20, lang_son)
    with at(11):
        advance_vacancies()
        second = published_vacancy(
            employer, title="Thợ hàn", occupation="72", homes=((lang_son, 10), (son_la, 5))
        )
        fill(first, 4)
        fill(second, 5, son_la)
    return second


def test_the_board_by_home_compares_months_and_leaves_open_out(history, lang_son, son_la):
    lines = board_lines(demand_by_home(), "province", NOVEMBER)
    said = {
        line.key: [(str(cell.figure), cell.now, cell.before) for cell in line.cells]
        for line in lines
    }
    assert said == {
        lang_son.pk: [("asked", 40, 50), ("filled", 0, 20)],
        son_la.pk: [("asked", 5, 0), ("filled", 5, 0)],
        None: [("asked", 0, 0), ("filled", 4, 0)],
    }


@pytest.mark.parametrize("by", ["home", "occupation", "skill", "zone"])
def test_every_number_of_a_home_opens_its_rows_and_the_workbook_says_the_same(
    client, history, lang_son, by
):
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        asked = {"by": by, "home": str(lang_son.pk) if by != "home" else ""}
        page = client.get(reverse("recruitment:demand-board"), asked)
        assert "Still open" not in page.content.decode()
        for _name, narrow, line in page.context["lines"]:
            for cell in line.cells:
                query = (
                    asked
                    | {name: str(value) for name, value in narrow.items()}
                    | {"figure": cell.figure.value}
                )
                rows = client.get(reverse("recruitment:demand-board-rows"), query)
                assert (
                    rows.context["sum"]
                    == cell.now
                    == sum(getattr(row, cell.figure) for row in rows.context["rows"])
                )
        book = load_workbook(
            io.BytesIO(client.get(reverse("recruitment:demand-board-export"), asked).content)
        )
        cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
        names = [name for name, _narrow, _line in page.context["lines"]]
        assert [row[2] for row in cells if row[1] in names] == [
            line.now.asked for *_x, line in page.context["lines"]
        ]


def test_a_figure_that_homes_do_not_have_shows_what_was_asked(client, history, lang_son):
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        query = {"home": lang_son.pk, "figure": "open"}
        rows = client.get(reverse("recruitment:demand-board-rows"), query)
    assert (rows.status_code, rows.context["sum"], rows.context["form"].chosen_figure) == (
        200,
        40,
        "asked",
    )


def test_a_home_tells_how_many_positions_want_it(client, history, lang_son):
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        page = client.get(reverse("recruitment:demand-board"), {"by": "home"})
    assert [(each.figures.vacancies, each.figures.asked) for each in page.context["line"]] == [
        (2, 45),
        (1, 50),
    ]
