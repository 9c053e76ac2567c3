"""The budget: lines, sums, shares, what exceeds what, dates as tasks, and the trace."""

import datetime
import io
from decimal import Decimal
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings as hypothesis_settings, strategies as st
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from agencies.calendar.report_month import ReportMonth
from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from campaigns.budget.amounts import percent_of
from campaigns.budget.choices import BudgetStep
from campaigns.budget.exports import budget_sheet
from campaigns.budget.models import BudgetChange, BudgetLine
from campaigns.budget.queries import (
    STEPS,
    LineFigures,
    budget_figures,
    date_lines,
    lines_of,
    lines_of_year,
)
from campaigns.budget.services import change_line, give_date
from recruitment.fields.amounts import read_vnd
from tests.factories import make_actor, make_agency, make_directive, make_task, sign_in
from tests.factories_campaigns import make_budget, make_budget_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MILLION = 10**6


@pytest.fixture
def keeper():
    return make_actor(role=SeatRole.COORDINATOR)


@pytest.fixture
def budget(keeper):
    return make_budget(keeper)


def facts(line: BudgetLine, **given) -> dict:
    names = ("title", "agency", "source", *BudgetStep.values)
    return {name: getattr(line, name) for name in names} | given


def change(line: BudgetLine, by, reason: str = "", **given) -> BudgetLine:
    line.refresh_from_db()
    return change_line(
        line=line, version=line.version, by=by, reason=reason, **facts(line, **given)
    )


# Amounts ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("450.000.000", 450 * MILLION),
        ("450000000", 450 * MILLION),
        ("450 triệu", 450 * MILLION),
        ("1,2 tỷ", 1200 * MILLION),
        ("1,2 tỉ đồng", 1200 * MILLION),
        ("450.000.000 đồng", 450 * MILLION),
        ("450.000.000 đ", 450 * MILLION),
        ("7,5 triệu đồng", 7_500_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_officials_write_it(typed, amount):
    assert read_vnd(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "nhiều", "-5", "1,234", "12.5 triệu", "5 USD", "0,5", "9" * 40, "1 2 3"]
)
def test_what_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValidationError):
        read_vnd(typed)


@given(st.integers(0, 10**15))
def test_what_is_printed_is_read_as_the_same_amount(amount):
    assert read_vnd(localized_vietnamese(amount)) == amount


def localized_vietnamese(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


# Sums ---------------------------------------------------------------------------------------------
def line_figures(source: str, agency: str, amounts: tuple[int | None, ...]) -> LineFigures:
    return LineFigures(1, "Kinh phí", "Phóng sự", agency, source, amounts)


AMOUNT = st.one_of(st.none(), st.integers(0, 10**12))
LINES = st.lists(
    st.builds(
        line_figures,
        st.sampled_from(["province", "central", "social"]),
        st.sampled_from(["Sở A", "Sở B", "Đài C"]),
        st.tuples(*[AMOUNT] * len(STEPS)),
    ),
    max_size=12,
)


@hypothesis_settings(max_examples=60)
@given(LINES)
def test_the_sums_by_source_and_by_agency_are_the_total(lines):
    figures = budget_figures(lines)
    for groups in (figures.by_source, figures.by_agency):
        for number in range(len(STEPS)):
            total = sum(line.amounts[number] or 0 for line in lines)
            assert sum(group.amounts[number] for group in groups) == total
            assert figures.total.amounts[number] == total
            unknown = sum(line.amounts[number] is None for line in lines)
            assert sum(group.unknown[number] for group in groups) == unknown
        shares = [group.share for group in groups if group.share is not None]
        if shares:
            assert abs(sum(shares) - 100) <= Decimal("0.1") * len(shares)


@hypothesis_settings(max_examples=60)
@given(st.tuples(*[AMOUNT] * len(STEPS)))
def test_what_exceeds_is_said_against_the_last_amount_that_is_known(amounts):
    said = line_figures("province", "Sở A", amounts).excesses
    for excess in said:
        higher = amounts[STEPS.index(excess.step)]
        lower = amounts[STEPS.index(excess.than)]
        assert higher - lower == excess.more > 0
    known = [amount for amount in amounts if amount is not None]
    rises = sum(later > earlier for earlier, later in pairwise(known))
    assert len(said) == rises


def test_a_share_of_nothing_is_no_share():
    assert percent_of(5, 0) is None
    assert percent_of(None, 5) is None
    assert percent_of(0, 5) == 0
    assert percent_of(1, 3) == Decimal("33.3")


# The trace ----------------------------------------------------------------------------------------
def test_every_change_of_a_line_stays_readable(keeper, budget):
    line = make_budget_line(budget, keeper, estimate=500 * MILLION)
    change(line, keeper, granted=450 * MILLION)
    change(line, keeper, granted=450 * MILLION)  # nothing else: no entry
    rows = BudgetChange.objects.order_by("pk")
    assert [(row.before.get("granted"), row.after["granted"]) for row in rows] == [
        (None, None),
        (None, 450 * MILLION),
    ]


def test_a_settled_line_is_changed_with_a_reason_only(keeper, budget):
    line = make_budget_line(budget, keeper, granted=450 * MILLION)
    change(line, keeper, settled=440 * MILLION)
    with pytest.raises(RuleError, match="settled") as refused:
        change(line, keeper, settled=430 * MILLION)
    assert refused.value.field == "reason"
    with pytest.raises(RuleError, match="settled"):
        change(line, keeper, settled=None)
    change(line, keeper, reason="Kết luận kiểm toán 12/KL", settled=430 * MILLION)
    last = BudgetChange.objects.latest("pk")
    assert (last.after_settlement, last.reason) == (True, "Kết luận kiểm toán 12/KL")
    assert (last.before["settled"], last.after["settled"]) == (440 * MILLION, 430 * MILLION)


def test_a_stale_page_changes_no_line(keeper, budget):
    line = make_budget_line(budget, keeper)
    change(line, keeper, estimate=1)
    with pytest.raises(RuleError, match="meanwhile"):
        change_line(line=line, version=0, by=keeper, **facts(line, estimate=2))


def test_only_who_keeps_the_budget_changes_it(keeper, budget):
    line = make_budget_line(budget, keeper)
    with pytest.raises(RuleError, match="keeps the budget"):
        change(line, make_actor(role=SeatRole.LEADER), estimate=1)


def test_the_budget_of_a_month_is_as_it_stood_at_its_end(keeper, budget):
    def on(month: int, number: int):
        moment = datetime.datetime(2024, month, number, 5, tzinfo=datetime.UTC)
        return time_machine.travel(moment, tick=False)

    with on(3, 5):
        line = make_budget_line(budget, keeper, estimate=500 * MILLION)
    with on(3, 20):
        change(line, keeper, granted=450 * MILLION)
    with on(4, 2):
        change(line, keeper, granted=400 * MILLION, spent=10 * MILLION)
        make_budget_line(budget, keeper, title="Mới")
    found = {
        str(day): [(each.title, *each.amounts) for each in lines_of_year(2024, day)]
        for day in (
            datetime.date(2024, 2, 29),
            datetime.date(2024, 3, 31),
            datetime.date(2024, 4, 30),
        )
    }
    title = line.title
    assert found == {
        "2024-02-29": [],
        "2024-03-31": [(title, 500 * MILLION, None, None, 450 * MILLION, None, None)],
        "2024-04-30": [
            (title, 500 * MILLION, None, None, 400 * MILLION, 10 * MILLION, None),
            ("Mới", None, None, None, None, None, None),
        ],
    }
    month = ReportMonth(2024, 3, made_on=datetime.date(2024, 5, 2))
    sheet = budget_sheet(month)
    assert sheet.name == "9 Budget"
    assert [row[4:10] for row in sheet.rows] == [
        [500 * MILLION, None, None, 450 * MILLION, None, None]
    ]
    assert sheet.letterhead.notes[1] == (
        "Lines without an amount yet: Submitted: 1; Appraised: 1; Spent: 1; Settled: 1."
    )


# Dates that are tasks -----------------------------------------------------------------------------
def test_a_date_becomes_a_task_with_its_day(keeper, budget):
    department = make_agency("Sở Tài chính")
    due_on = datetime.date(2024, 3, 5)
    with time_machine.travel(datetime.datetime(2024, 2, 22, tzinfo=datetime.UTC), tick=False):
        date = give_date(
            budget=budget, step="submitted", agency=department, due_on=due_on, by=keeper
        )
    assert (date.task.lead, date.task.occurrences.get().due_on) == (department, due_on)
    assert date.task.text.startswith("Kinh phí “Kinh phí thử")
    line = date_lines(budget)[0]
    assert (line.occurrence.due_on, line.is_closed) == (due_on, False)


@pytest.mark.parametrize("left_out", ["agency", "due_on"])
def test_a_date_without_its_day_or_agency_is_refused_at_its_field(keeper, budget, left_out):
    given = {"agency": make_agency(), "due_on": datetime.date(2024, 3, 5)} | {left_out: None}
    with pytest.raises(RuleError) as refused:
        give_date(budget=budget, step="submitted", by=keeper, **given)
    assert refused.value.field == left_out


def test_a_task_of_the_plan_stands_at_the_budget_once(keeper):
    directive = make_directive()
    budget = make_budget(keeper, directive=directive)
    task = make_task(directive=directive, due_on=datetime.date(2024, 3, 5))
    give_date(budget=budget, step="submitted", task=task, by=keeper)
    with pytest.raises(RuleError, match="already") as refused:
        give_date(budget=budget, step="settled", task=task, by=keeper)
    assert refused.value.field == "task"


# Pages --------------------------------------------------------------------------------------------
def test_a_budget_from_its_beginning_to_the_workbook(client, keeper):
    sign_in(client, keeper)
    agency = make_agency("Đài Phát thanh và Truyền hình")
    begun = client.post(
        reverse("campaigns:budget-begin"), {"year": "2024", "title": "Kết nối cung – cầu"}
    )
    page = begun["Location"]
    line = {
        "title": "Phóng sự 20 phút",
        "agency": agency.pk,
        "source": "province",
        "estimate": "0.2 billion",
        "granted": "180,000,000",
        "spent": "200 million",
    }
    typed = reverse("campaigns:budget-line-add", args=[int(page.split("/")[2])])
    refused = client.post(typed, line | {"settled": "a lot"})
    assert refused.status_code == 422
    assert 'value="200 million"' in refused.content.decode()  # nothing typed is lost
    assert client.post(typed, line).status_code == 302
    shown = " ".join(client.get(page).content.decode().split())
    assert "Spent exceeds granted by 20,000,000 VND" in shown
    assert "111.1" in shown
    answer = client.get(f"{page}xuat/")
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert [each for each in cells if each in (200 * MILLION, 180 * MILLION)] == [
        200 * MILLION,
        180 * MILLION,
        200 * MILLION,
    ]
    assert "Spent exceeds granted by 20,000,000 VND" in cells


def test_the_form_of_a_settled_line_asks_for_the_reason(client, keeper, budget):
    line = make_budget_line(budget, keeper, settled=5)
    sign_in(client, keeper)
    path = reverse("campaigns:budget-line-change", args=[line.pk])
    assert "Reason for changing a settled line" in client.get(path).content.decode()
    said = {"title": "x", "agency": line.agency_id, "source": "province", "settled": "6"}
    answer = client.post(path, said | {"version": 0})
    assert answer.status_code == 422
    assert "Say why it is changed all the same." in answer.content.decode()
    assert client.post(path, said | {"version": 0, "reason": "Sửa"}).status_code == 302
    history = client.get(line.get_absolute_url()).content.decode()
    assert "after the settlement" in history


def test_lines_of_a_budget_are_read_in_a_fixed_number_of_queries(
    keeper, budget, django_assert_num_queries
):
    for _each in range(3):
        make_budget_line(budget, keeper)
    with django_assert_num_queries(1):
        assert len(lines_of(budget)) == 3
    assert localized_number(1000) == "1,000"
