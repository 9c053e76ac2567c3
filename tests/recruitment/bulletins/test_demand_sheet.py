"""The demand sheet: every total is of everything that matches: page, Excel and Word."""

import io
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from recruitment.bulletins import queries
from recruitment.bulletins.queries import demand_sheet
from recruitment.vacancies.choices import Skill, VacancyOutcome
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancy_life.services import add_fill, close_vacancy
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)
from vietnam.dates import format_date
from vietnam.numbers import format_number

pytestmark = pytest.mark.django_db
# Columns of figures begin after the number, the position, the enterprise and the skill.
FIRST_FIGURE = 4


@pytest.fixture
def employer():
    province = make_province("Bắc Ninh")
    make_department(province)
    return verified_employer(province)


def take_on(vacancy, people: int, home=None) -> None:
    vacancy.refresh_from_db()
    add_fill(
        vacancy=vacancy,
        version=vacancy.version,
        people=people,
        way="fair",
        province=home,
        by=representative_of(vacancy.employer),
    )


def ask_page(client, **asked):
    client.cookies["django_language"] = "vi"
    return client.get(reverse("recruitment:demand-sheet"), asked)


def ask_sheets(client, **asked) -> list[list[list]]:
    """Of the workbook: the rows of cells of each sheet."""
    answer = client.get(reverse("recruitment:demand-sheet-export"), asked)
    book = load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
    ]


def ask_tables(client, **asked) -> list[list[list[str]]]:
    """Of the document: the rows of cells of each table, without the letterhead and signatures."""
    answer = client.get(reverse("recruitment:demand-sheet-document"), asked)
    tables = docx.Document(io.BytesIO(answer.content)).tables[1:-1]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def summed(rows: list[list], figures: int) -> list[int]:
    """What the formulas of the last row of a sheet add up."""
    [total] = [row for row in rows if row[1] in ("Tổng cộng", "Total")]
    first, last = _span(total[FIRST_FIGURE])
    return [sum(row[FIRST_FIGURE + n] for row in rows[first - 1 : last]) for n in range(figures)]


def _span(formula: str) -> tuple[int, int]:
    # =SUM(E10:E14)
    first, last = formula.removeprefix("=SUM(").removesuffix(")").split(":")
    return int(first[1:]), int(last[1:])


# Totals -------------------------------------------------------------------------------------------
def generated_world(seed: int, employers: list, homes: list) -> None:
    published_vacancy(employers[0], headcount=9, homes=((homes[0], 2),))
    chance = random.Random(seed)  # noqa: S311
    for number in range(chance.randint(1, 9)):
        people = chance.randint(1, 300)
        left = people
        named = []
        for home in chance.sample(homes, chance.randint(0, len(homes))):
            share = chance.randint(0, left)
            named += [(home, share)] if share else []
            left -= share
        vacancy = published_vacancy(
            chance.choice(employers),
            title=f"Thợ {number}",
            headcount=people,
            skill=chance.choice(Skill.values),
            homes=tuple(named),
        )
        for home in chance.sample([*homes, None], chance.randint(0, 3)):
            share = chance.randint(0, people)
            people -= share
            if share:
                take_on(vacancy, share, home)


def expected(home) -> Iterator[tuple[int, ...]]:
    """Of each vacancy, person by person, as the sheet should count it for a home province: asked,
    filled, named, named filled, named open, free, free open.
    """
    for vacancy in Vacancy.objects.all():
        places = Counter({row.province_id: row.people for row in vacancy.homes.all()})
        named = places[home.pk]
        free = vacancy.headcount - sum(places.values())
        left = Counter(places)
        free_left = free
        filled = from_home = 0
        for fill in VacancyFill.objects.filter(vacancy=vacancy).order_by("pk"):
            for _person in range(fill.people):
                filled += 1
                from_home += fill.province_id == home.pk
                if left[fill.province_id] > 0:
                    left[fill.province_id] -= 1
                elif free_left:
                    free_left -= 1
        still = vacancy.headcount - filled
        yield (
            vacancy.headcount,
            filled,
            named,
            from_home,
            min(left[home.pk], still),
            free,
            free_left,
        )


@pytest.mark.parametrize("seed", range(12))
def test_all_totals_are_equal_and_of_everything(client, employer, monkeypatch, seed):
    monkeypatch.setattr(queries, "MOST_ON_PAGE", 2)
    monkeypatch.setattr(queries, "MOST_IN_WORKBOOK", 3)
    homes = [make_province("Lạng Sơn"), make_province("Cao Bằng")]
    generated_world(seed, [employer, verified_employer(employer.province)], homes)
    counts = list(expected(homes[0]))
    asked, filled, named, from_home, named_open, _free, free_open = map(
        sum, zip(*counts, strict=True)
    )
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))

    page = ask_page(client)
    every = [asked, filled, asked - filled]
    assert page.context["sums"][-1][2:] == (len(counts), every)
    assert page.context["parts"][0]["total"] == every
    assert summed(ask_sheets(client)[0], 3) == every
    assert ask_tables(client)[0][-1][4:7] == [format_number(each) for each in every]

    page = ask_page(client, home=homes[0].pk)
    by_name = [named, from_home, named_open]
    of_named = [sum(c[2] for c in counts), sum(c[3] for c in counts if c[2]), named_open]
    of_free = [sum(c[5] for c in counts if c[6]), free_open]
    assert page.context["sums"][-1][3] == [*by_name, free_open, named_open + free_open]
    assert [part["total"] for part in page.context["parts"]] == [of_named, of_free]
    sheets = ask_sheets(client, home=homes[0].pk)
    tables = ask_tables(client, home=homes[0].pk)
    for rows, table, total in zip(sheets, tables, (of_named, of_free), strict=False):
        if any(total):
            assert summed(rows, len(total)) == total
        said = [format_number(each) for each in total]
        assert table[-1][FIRST_FIGURE : FIRST_FIGURE + len(total)] == said
    last = [format_number(each) for each in page.context["sums"][-1][3]]
    assert tables[2][-1][3:] == last


def test_what_is_not_listed_is_named_with_its_people(client, employer, monkeypatch):
    monkeypatch.setattr(queries, "MOST_ON_PAGE", 1)
    for number in range(3):
        published_vacancy(employer, title=f"Thợ {number}", headcount=100)
    sign_in(client, make_actor(role=SeatRole.NEWSROOM))
    page = ask_page(client)
    assert "2 vị trí khác, không liệt kê ở đây" in page.content.decode()
    assert "Tổng 3 vị trí" in page.content.decode()
    [part] = page.context["parts"]
    assert ([line.vacancy.title for line, _v in part["lines"]], part["rest"], part["total"]) == (
        ["Thợ 2"],
        [200, 0, 200],
        [300, 0, 300],
    )


def test_a_condition_finds_also_what_is_older_than_the_window(employer, monkeypatch):
    elsewhere = make_province("Thái Nguyên")
    make_department(elsewhere)
    old = published_vacancy(verified_employer(elsewhere), headcount=7)
    for _number in range(3):
        published_vacancy(employer)
    monkeypatch.setattr(queries, "WINDOW", 2)
    narrowed = queries.Q(province=elsewhere)
    [part] = demand_sheet([], narrowed, most=1).parts
    assert (part.keys, part.total.asked) == ((old.pk,), 7)


def test_the_sheet_the_sums_and_the_papers_show_the_same_numbers(client, employer):
    first = published_vacancy(employer, title="Thợ hàn", headcount=300)
    published_vacancy(employer, title="Kỹ sư", headcount=12, skill="university")
    take_on(first, 89)
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))
    page = ask_page(client)
    assert [(skill, *row) for skill, _label, *row in page.context["sums"]] == [
        ("none", 1, [300, 89, 211]),
        ("university", 1, [12, 0, 12]),
        ("", 2, [312, 89, 223]),
    ]
    cells = ask_sheets(client, skill="none")[0]
    [row] = [row for row in cells if row[1] == "Thợ hàn"]
    assert row[4:8] == [300, 89, 211, "9–12 triệu"]
    [row] = [row for row in ask_tables(client, skill="none")[0] if row[1] == "Thợ hàn"]
    assert row[4:8] == ["300", "89", "211", "9–12 triệu"]
    assert not any("Kỹ sư" in map(str, row) for row in cells)


# For a home province ------------------------------------------------------------------------------
def test_a_partner_reads_what_names_its_people_what_is_open_to_all_and_what_is_left(
    client, employer
):
    home = make_province("Lạng Sơn")
    other = make_province("Cao Bằng")
    both = published_vacancy(
        employer, title="Thợ hàn", headcount=100, homes=((home, 40), (other, 30))
    )
    published_vacancy(employer, title="Thợ may", headcount=50)
    published_vacancy(employer, title="Kỹ sư", headcount=20, homes=((other, 20),))
    take_on(both, 10, home)
    take_on(both, 5)
    partner = make_agency(province=home)
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER, agency=partner))
    page = ask_page(client)
    named, free = page.context["parts"]
    assert [(line.vacancy.title, values) for line, values in named["lines"]] == [
        ("Thợ hàn", [40, 10, 30])
    ]
    assert sorted((line.vacancy.title, values) for line, values in free["lines"]) == [
        ("Thợ hàn", [30, 25]),
        ("Thợ may", [50, 50]),
    ]
    assert page.context["sums"][-1][3] == [40, 10, 30, 75, 105]
    said = page.content.decode()
    assert "Còn 105 chỗ cho người Lạng Sơn: 30 chỗ ghi đích danh, 75 chỗ nhận người ở mọi nơi" in (
        " ".join(said.split())
    )
    anywhere = ask_page(client, home="")
    assert anywhere.context["sums"][-1][3] == [170, 15, 155]


def test_people_of_a_merged_province_are_wanted_from_the_one_of_today(client, employer):
    home = make_province("Bắc Giang mới")
    old = make_province("Bắc Giang")
    old.successor = home
    old.valid_to = timezone.localdate() - timedelta(days=1)
    old.save()
    published_vacancy(employer, headcount=50, homes=((old, 20),))
    assert demand_sheet([], home=home).total.named == 20


def test_places_taken_by_others_are_not_open_to_those_named(employer):
    home = make_province("Lạng Sơn")
    vacancy = published_vacancy(employer, headcount=50, homes=((home, 50),))
    take_on(vacancy, 45)
    total = demand_sheet([], home=home).total
    assert (total.named, total.named_filled, total.named_open, total.free_open) == (50, 0, 5, 0)


# The page -----------------------------------------------------------------------------------------
def test_the_sheet_asks_as_often_for_many_as_for_one(client, employer, django_assert_num_queries):
    sign_in(client, make_actor(role=SeatRole.NEWSROOM))
    published_vacancy(employer)
    for _time in range(2):
        ask_page(client)
    with CaptureQueriesContext(connection) as few:
        ask_page(client)
    for number in range(5):
        published_vacancy(employer, title=f"Thợ {number}")
    with django_assert_num_queries(len(few)):
        ask_page(client)


def test_the_sheet_is_narrowed_to_a_province_and_to_what_is_open_on_a_day(client, employer):
    elsewhere = make_province("Thái Nguyên")
    make_department(elsewhere)
    today = timezone.localdate()
    published_vacancy(employer, title="Thợ hàn", apply_by=today + timedelta(days=5))
    published_vacancy(employer, title="Thợ tiện", apply_by=today + timedelta(days=50))
    published_vacancy(
        verified_employer(elsewhere), title="Kỹ sư", apply_by=today + timedelta(days=50)
    )
    ended = published_vacancy(employer, title="Thợ xây")
    close_vacancy(
        vacancy=ended,
        version=ended.version,
        outcome=VacancyOutcome.WITHDRAWN,
        by=representative_of(employer),
    )
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))

    def titles(**asked) -> list[str]:
        [part] = ask_page(client, **asked).context["parts"]
        return sorted(line.vacancy.title for line, _values in part["lines"])

    day = format_date(today + timedelta(days=20))
    assert titles(province=employer.province_id) == ["Thợ hàn", "Thợ tiện"]
    assert titles(open_on=day) == ["Kỹ sư", "Thợ tiện"]
    assert titles(province=employer.province_id, open_on=day) == ["Thợ tiện"]
    assert titles(province="x", open_on="31/02/2026") == ["Kỹ sư", "Thợ hàn", "Thợ tiện"]
    page = ask_page(client, open_on="31/02/2026").content.decode()
    assert "31/02/2026" in page
