"""The demand board: what each vacancy asks for month by month, and the page, rows and workbook that
tell it.
"""

import io
import random
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from recruitment.demand.models import MonthlyDemand
from recruitment.demand.queries import (
    all_demand,
    board_lines,
    compared_months,
    in_order_of_need,
    months_with_demand,
    recorded_months,
    total_line,
)
from recruitment.vacancies.choices import DemandFigure, Occupation, VacancyOutcome
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import change_vacancy
from recruitment.vacancy_life.daily import advance_vacancies
from recruitment.vacancy_life.services import (
    add_fill,
    check_vacancy,
    close_vacancy,
    pause_vacancy,
    refresh_vacancy,
)
from recruitment.vacancy_saving.months import write_month
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    draft_vacancy,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    vacancy_facts,
    verified_employer,
)
from vietnam.periods import Period

pytestmark = pytest.mark.django_db


def at(month: int, day: int = 10, *, hour: int = 9, year: int = 2026) -> time_machine.travel:
    moment = timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001 made aware here
    return time_machine.travel(moment, tick=False)


def fill(vacancy: Vacancy, people: int) -> None:
    vacancy.refresh_from_db()
    by = representative_of(vacancy.employer)
    add_fill(
        vacancy=vacancy, version=vacancy.version, people=people, way="fair", province=None, by=by
    )


ENDS_WITH_PEOPLE = [VacancyOutcome.FILLED, VacancyOutcome.WITHDRAWN]
ENDS_WITHOUT_PEOPLE = [VacancyOutcome.NOBODY, VacancyOutcome.WITHDRAWN]


def close(vacancy: Vacancy, outcome: str = VacancyOutcome.WITHDRAWN) -> None:
    vacancy.refresh_from_db()
    close_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        outcome=outcome,
        by=representative_of(vacancy.employer),
    )


def told(vacancy: Vacancy) -> dict[str, tuple[int, int, int]]:
    rows = MonthlyDemand.objects.filter(vacancy=vacancy).order_by("month")
    return {f"{row.month:%m/%Y}": (row.asked, row.filled, row.open) for row in rows}


# What is kept -------------------------------------------------------------------------------------
def test_a_vacancy_carries_its_open_places_from_month_to_month(employer):
    with at(9):
        vacancy = published_vacancy(employer, headcount=300)
        fill(vacancy, 46)
    with at(10, 1, hour=0):
        advance_vacancies()
    with at(10, 20):
        fill(vacancy, 31)
    with at(11, 1):
        advance_vacancies()
        fill(vacancy, 12)
        close(vacancy)
    assert told(vacancy) == {
        "09/2026": (300, 46, 254),
        "10/2026": (254, 31, 223),
        "11/2026": (223, 12, 0),
    }


def test_a_month_that_is_over_stays_as_it_was(employer):
    with at(9):
        vacancy = published_vacancy(employer, headcount=300)
    with at(10):
        advance_vacancies()
        vacancy.refresh_from_db()
        facts = changed_facts(vacancy, headcount=500)
        change_vacancy(
            vacancy=vacancy, version=vacancy.version, facts=facts, by=representative_of(employer)
        )
        fill(vacancy, 20)
    assert told(vacancy) == {"09/2026": (300, 0, 300), "10/2026": (500, 20, 480)}


def test_what_is_entered_late_counts_in_its_month_as_asked_and_filled(employer):
    with at(9):
        vacancy = published_vacancy(employer, headcount=300)
        close(vacancy)
    with at(10):
        advance_vacancies()
        fill(vacancy, 20)
    assert told(vacancy) == {"09/2026": (300, 0, 0), "10/2026": (20, 20, 0)}


def test_only_what_has_been_published_is_counted(employer):
    with at(9):
        draft_vacancy(employer)
        submitted_vacancy(employer)
        waits = published_vacancy(employer, publish_on=timezone.localdate() + timedelta(days=3))
        advance_vacancies()
        assert (waits.status, MonthlyDemand.objects.count()) == ("checked", 0)
    with at(9, 13):
        assert advance_vacancies()["published"] == 1
    assert told(waits) == {"09/2026": (100, 0, 100)}


def test_a_pause_or_a_new_check_leaves_the_places_open(employer):
    with at(9):
        paused, changed = published_vacancy(employer), published_vacancy(employer)
        pause_vacancy(vacancy=paused, version=paused.version, by=representative_of(employer))
        facts = vacancy_facts(employer, title="Thợ hàn", occupation="72")
        change_vacancy(
            vacancy=changed, version=changed.version, facts=facts, by=representative_of(employer)
        )
    assert [told(each) for each in (paused, changed)] == [{"09/2026": (100, 0, 100)}] * 2
    assert (
        MonthlyDemand.objects.get(vacancy=changed).occupation == "82"
    )  # nobody has checked the other one yet
    with at(9, 20):
        changed.refresh_from_db()
        check_vacancy(vacancy=changed, version=changed.version, by=office_of(employer))
    assert MonthlyDemand.objects.get(vacancy=changed).occupation == "72"


@pytest.mark.parametrize(("hour", "month"), [(23, "09/2026"), (0, "10/2026")])
def test_the_month_turns_at_midnight_in_viet_nam(employer, hour, month):
    with at(*((9, 30) if hour else (10, 1)), hour=hour):
        vacancy = published_vacancy(employer)
    assert list(told(vacancy)) == [month]


def test_the_job_begins_a_month_once_and_not_for_what_has_ended(employer):
    with at(9):
        kept, ended = published_vacancy(employer), published_vacancy(employer)
        close(ended)
    with at(10, 1):
        assert [advance_vacancies()["months_begun"] for _time in range(2)] == [1, 0]
    assert (list(told(kept)), list(told(ended))) == (["09/2026", "10/2026"], ["09/2026"])


def test_writing_a_month_anew_gives_what_was_kept_step_by_step(employer):
    with at(9):
        vacancies = [published_vacancy(employer, headcount=each) for each in (300, 40, 7)]
        fill(vacancies[0], 46)
        fill(vacancies[1], 40)
        close(vacancies[2])
    kept = [told(each) for each in vacancies]
    MonthlyDemand.objects.all().delete()
    with at(9, 30):
        assert [write_month(timezone.localdate()) for _time in range(2)] == [3, 0]
    assert [told(each) for each in vacancies] == kept


def test_the_database_refuses_a_month_that_does_not_add_up(employer):
    published_vacancy(employer)
    with pytest.raises(IntegrityError, match="month_sums_add_up"), transaction.atomic():
        MonthlyDemand.objects.update(open=101)


def test_withdrawn_is_not_ended_without_people(employer):
    with at(9):
        withdrawn, expires = (
            published_vacancy(employer, headcount=people, apply_by=date(2026, 9, 20))
            for people in (100, 30)
        )
        filled = published_vacancy(employer, headcount=50)
        for vacancy, people in ((withdrawn, 40), (expires, 5), (filled, 48)):
            fill(vacancy, people)
        close(withdrawn)
        filled.refresh_from_db()
        close_vacancy(
            vacancy=filled,
            version=filled.version,
            outcome=VacancyOutcome.FILLED,
            by=representative_of(employer),
        )
    for day in (21, 30):  # whether or not the job has written down what the date has ended
        with at(9, day):
            lines = board_lines(all_demand(), "occupation", Period.of_month(2026, 9))
            advance_vacancies()
        now = total_line(lines).now
        assert (now.asked, now.filled, now.withdrawn, now.ended, now.open) == (180, 93, 60, 27, 0)
    with at(9, 30):  # entered late, they were not withdrawn
        fill(withdrawn, 10)
    kept = MonthlyDemand.objects.get(vacancy=withdrawn)
    assert (kept.filled, kept.withdrawn) == (50, 50)


def test_where_nobody_was_found_the_places_ended_without_people(employer):
    with at(9):
        vacancy = published_vacancy(employer, headcount=100)
        close(vacancy, outcome=VacancyOutcome.NOBODY)
    kept = MonthlyDemand.objects.get(vacancy=vacancy)
    assert (kept.asked, kept.filled, kept.withdrawn, kept.open) == (100, 0, 0, 0)


# What is told -------------------------------------------------------------------------------------
@pytest.fixture
def history(employer):
    """Two occupations, inside the park and outside, in November of two years and in October."""
    outside = verified_employer(employer.province)
    with at(11, 3, year=2025):
        old = published_vacancy(employer, headcount=80)
        fill(old, 50)
        close(old)
    with at(10, 3):
        first = published_vacancy(employer, headcount=300)
        fill(first, 46)
        published_vacancy(outside, headcount=12, occupation="21", skill="university")
    with at(11, 1):
        advance_vacancies()
        refresh_vacancy(
            vacancy=first,
            version=Vacancy.objects.get(pk=first.pk).version,
            by=representative_of(employer),
        )
        fill(first, 31)
    return first


NOVEMBER = Period.of_month(2026, 11)


def test_the_lines_compare_a_month_with_the_month_and_the_year_before(history):
    lines = board_lines(all_demand(), "occupation", NOVEMBER)
    said = {
        line.key: [(cell.now, cell.before, cell.year_before) for cell in line.cells]
        for line in lines
    }
    assert said == {
        "82": [(254, 300, 80), (31, 46, 50), (0, 0, 30), (0, 0, 0), (223, 254, 0)],
        "21": [(12, 12, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (12, 12, 0)],
    }
    assert [(cell.now, cell.before, cell.year_before) for cell in total_line(lines).cells] == [
        (266, 312, 80),
        (31, 46, 50),
        (0, 0, 30),
        (0, 0, 0),
        (235, 266, 0),
    ]


def test_a_month_in_which_nothing_was_asked_still_shows_the_lines_of_the_month_before(history):
    december = Period.of_month(2026, 12)
    lines = board_lines(all_demand(), "occupation", december)
    named = in_order_of_need((str(Occupation(line.key).label), line) for line in lines)
    assert [(line.key, line.now.asked, line.cells[0].before) for _label, line in named] == [
        ("21", 0, 12),
        ("82", 0, 254),
    ]


def test_a_month_of_which_nothing_is_kept_is_told_apart_from_none_asked(history):
    [line] = board_lines(all_demand(), "occupation", Period.of_month(2025, 11))
    asked = line.cells[0]
    assert (asked.now, asked.before, asked.year_before) == (80, None, None)
    assert [str(month) for month in compared_months(NOVEMBER)] == ["2026-10", "2025-11"]


def test_the_line_of_months_and_the_months_to_choose(history):
    assert [str(month) for month in months_with_demand()] == ["2026-11", "2026-10", "2025-11"]
    line = recorded_months(all_demand(), NOVEMBER)
    said = [
        (str(each.month), each.figures.asked, each.figures.filled, each.figures.withdrawn)
        for each in line
    ]
    assert said == [("2026-11", 266, 31, 0), ("2026-10", 312, 46, 0), ("2025-11", 80, 50, 30)]


@pytest.mark.parametrize("by", ["occupation", "skill", "zone"])
@pytest.mark.parametrize("figure", DemandFigure.values)
def test_every_number_opens_its_rows(client, history, by, figure):
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))
        page = client.get(reverse("recruitment:demand-board"), {"by": by})
        form, seen = page.context["form"], 0
        for _name, narrow, line in page.context["lines"]:
            for month, value in zip(page.context["months"], _values(line, figure), strict=True):
                link = form.link(**narrow, month=month, figure=figure)
                rows = client.get(f"{reverse('recruitment:demand-board-rows')}?{link}")
                assert (
                    rows.context["sum"] == sum(row.people for row in rows.context["rows"]) == value
                )
                seen += value > 0
    assert seen or figure == DemandFigure.ENDED


def _values(line, figure: str) -> list[int]:
    [cell] = [cell for cell in line.cells if cell.figure == figure]
    return [cell.now, cell.before, cell.year_before]


def test_the_workbook_has_the_numbers_of_the_screen(client, history):
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.NEWSROOM))
        page = client.get(reverse("recruitment:demand-board"), {"by": "zone"})
        answer = client.get(reverse("recruitment:demand-board-export"), {"by": "zone"})
    board, months = load_workbook(
        io.BytesIO(b"".join(answer) if answer.streaming else answer.content)
    ).worksheets
    cells = [[cell.value for cell in row] for row in board.iter_rows()]
    for name, _narrow, line in page.context["lines"]:
        [row] = [row for row in cells if row[1] == name]
        assert row[2:17] == [
            n for cell in line.cells for n in (cell.now, cell.before, cell.year_before)
        ]
    told = [[cell.value for cell in row][:7] for row in months.iter_rows()]
    assert ["month 11/2026", 2, 266, 31, 0, 0, 235] in told


@pytest.mark.parametrize("seed", range(6))
def test_every_line_of_the_board_adds_up_on_the_page_and_in_the_workbook(client, employer, seed):
    """Asked − taken on − withdrawn − ended = open, of each line and of all, in generated months."""
    chance = random.Random(seed)  # noqa: S311
    with at(11):
        for _number in range(8):
            people = chance.randint(1, 200)
            vacancy = published_vacancy(
                employer,
                headcount=people,
                occupation=chance.choice(["82", "72", "21"]),
                apply_by=date(2026, 11, chance.choice([15, 30])),
            )
            if taken := chance.randint(0, people):
                fill(vacancy, taken)
            if chance.random() < 0.4:
                vacancy.refresh_from_db()
                close_vacancy(
                    vacancy=vacancy,
                    version=vacancy.version,
                    outcome=chance.choice(ENDS_WITH_PEOPLE if taken else ENDS_WITHOUT_PEOPLE),
                    by=representative_of(employer),
                )
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.NEWSROOM))
        page = client.get(reverse("recruitment:demand-board"))
        answer = client.get(reverse("recruitment:demand-board-export"))
    lines = [line for _name, _narrow, line in page.context["lines"]]
    for line in [*lines, page.context["total"]]:
        asked, *less, left = (cell.now for cell in line.cells)
        assert asked - sum(less) == left >= 0
    board = load_workbook(
        io.BytesIO(b"".join(answer) if answer.streaming else answer.content)
    ).worksheets[0]
    rows = [[cell.value for cell in row] for row in board.iter_rows()]
    shown = [[cell.now for cell in line.cells] for line in lines]
    assert [row[2:17:3] for row in rows if isinstance(row[0], int)] == shown
    total = [cell.now for cell in page.context["total"].cells]
    assert [sum(column) for column in zip(*shown, strict=True)] == total


def test_equal_lines_stand_in_vietnamese_order(client, employer):
    old = make_province("Cà Mau")
    new = make_province("Cà Mau")
    old.successor = new
    old.save()
    for home in (old, make_province("Đồng Nai"), new, make_province("Bắc Ninh")):
        published_vacancy(employer, headcount=9, homes=((home, 5),))
    client.cookies["django_language"] = "vi"
    client.force_login(make_actor(role=SeatRole.NEWSROOM).person)
    page = client.get(reverse("recruitment:demand-board"), {"by": "home"})
    assert [name for name, _narrow, _line in page.context["lines"]] == [
        "Bắc Ninh",
        "Cà Mau",
        "Cà Mau (trước sáp nhập)",
        "Đồng Nai",
    ]
    choices = [label for _key, label in page.context["form"].fields["home"].choices]
    assert choices[1:-1] == ["Bắc Ninh", "Cà Mau", "Cà Mau (trước sáp nhập)", "Đồng Nai"]


def test_filters_narrow_every_figure_and_odd_ones_are_left_out(client, history):
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        url = reverse("recruitment:demand-board")
        narrowed = client.get(url, {"zone": "ngoai", "skill": "university", "by": "skill"})
        odd = client.get(
            url, {"zone": "99999999999999999999", "skill": "x", "by": "y", "month": "2026-13"}
        )
    assert [(line.key, line.now.asked) for _name, _narrow, line in narrowed.context["lines"]] == [
        ("university", 12)
    ]
    assert [each.figures.asked for each in narrowed.context["line"]] == [12, 12]
    assert odd.context["total"].now.asked == 266


def test_a_vacancy_without_a_page_is_named_without_a_link(client, history):
    Vacancy.objects.filter(pk=history.pk).update(status="submitted")
    with at(11, 20):
        sign_in(client, make_actor(role=SeatRole.LEADER))
        page = client.get(
            reverse("recruitment:demand-board-rows"), {"figure": "open", "occupation": "82"}
        )
    assert history.title in page.content.decode()
    assert history.get_absolute_url() not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, employer, count):
    for number in range(count):
        published_vacancy(employer, occupation=["82", "72", "21"][number])
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    numbers = []
    for name in ("demand-board", "demand-board-rows"):
        client.get(reverse(f"recruitment:{name}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"recruitment:{name}"))
        numbers.append(len(queries))
    assert numbers == [9, 10]
