"""Targets with their parts, comparisons and history."""

import datetime
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from agencies.errors import RuleError
from campaigns.indicators.choices import MeasureUnit, Standing
from campaigns.targets.choices import Channel, Operator, Verdict
from campaigns.targets.queries import PartSums, target_history, target_rows
from campaigns.targets.wording import (
    change_words,
    distance_words,
    figure_words,
    goal_words,
    parts_words,
)
from tests.factories import make_clause, make_directive
from vietnam.periods import Period, PeriodKind

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"
MARCH = Period.read("2026-ky-03")


@pytest.fixture
def headline(world):
    """17.000 = 12.500 + 2.500 + 2.000, as the employment programme of 2023 states it."""
    whole = world.target(world.indicator("Việc làm mới"), 17_000, operator=Operator.ABOVE)
    parts = [
        world.target(
            world.indicator(f"Việc làm qua {channel.label}"), goal, parent=whole, channel=channel
        )
        for channel, goal in (
            (Channel.PROGRAMME, 12_500),
            (Channel.LOAN_FUND, 2_500),
            (Channel.ABROAD, 2_000),
        )
    ]
    return whole, parts


def test_parts_add_up_to_the_headline_target(headline):
    whole, _parts = headline
    row = target_rows(MARCH)[0]
    assert (row.name, row.parts) == (
        whole.indicator.name,
        PartSums(goals=Decimal(17_000), goal_gap=Decimal(0)),
    )
    assert parts_words(row) == "Các phần cộng lại đúng bằng chỉ tiêu."


def test_a_difference_between_the_whole_and_its_parts_is_shown(world, headline):
    _whole, parts = headline
    parts[1].goal = 2_200
    parts[1].save()
    row = target_rows(MARCH)[0]
    assert row.parts.goal_gap == 300
    assert parts_words(row) == "Các phần cộng lại được 16.700, thiếu 300 so với chỉ tiêu."


def test_a_whole_that_nobody_measures_is_the_sum_of_its_parts(world, headline):
    _whole, parts = headline
    for part, value in zip(parts, (900, 150, None), strict=True):
        world.measure(part.indicator, "2026-ky-03", value)
    row = target_rows(MARCH)[0]
    assert (row.value.value, row.value.is_of_parts, row.value.is_partial) == (1050, True, True)
    assert row.cumulative.value == 1050


def test_a_whole_that_is_measured_is_held_to_its_parts(world, headline):
    whole, parts = headline
    world.measure(whole.indicator, "2026-ky-03", 1_100)
    for part, value in zip(parts, (900, 150, 10), strict=True):
        world.measure(part.indicator, "2026-ky-03", value)
    row = target_rows(MARCH)[0]
    assert (row.value.value, row.parts.figures, row.parts.figure_gap) == (1100, 1060, 40)
    assert not row.parts.adds_up
    assert "các phần cộng lại được 1.060, toàn bộ báo cáo là 1.100" in parts_words(row)


def test_each_row_stands_below_its_whole(headline):
    assert [(row.depth, row.goal) for row in target_rows(MARCH)] == [
        (0, 17_000),
        (1, 12_500),
        (1, 2_500),
        (1, 2_000),
    ]


def test_a_row_compares_like_with_like(world):
    jobs = world.indicator()
    world.target(jobs, 1_000)
    for period, value in (
        ("2025-ky-03", 80),
        ("2026-ky-02", 100),
        ("2026-ky-03", 120),
        # Of another kind of period, never compared.
        ("2025-ky-02", 40),
    ):
        world.measure(jobs, period, value)
    [row] = target_rows(MARCH)
    assert (row.value.value, row.previous.value, row.same_last_year.value) == (120, 100, 80)
    assert (change_words(row.change), change_words(row.change_on_last_year)) == (
        f"+20{NBSP}%",
        f"+50{NBSP}%",
    )
    assert (row.cumulative.value, row.percent_of_plan, row.verdict) == (220, 22, Verdict.BEHIND)


def test_the_calendar_month_that_is_asked_for_is_answered_by_the_official_one(world):
    jobs = world.indicator()
    world.target(jobs, 1_000)
    world.measure(jobs, "2026-ky-03", 120)
    [row] = target_rows(Period.read("2026-03"))
    assert (row.period, row.value.value) == (MARCH, 120)


def test_a_rate_says_how_many_points_it_is_away(world):
    rate = world.indicator("Thất nghiệp thành thị", unit=MeasureUnit.PERCENT, is_cumulative=False)
    target = world.target(rate, "2.1", operator=Operator.BELOW)
    world.measure(rate, "2026-ky-03", "2.3")
    [row] = target_rows(MARCH)
    assert (row.verdict, row.percent_of_plan) == (Verdict.NOT_MET, None)
    assert distance_words(row) == f"cao hơn mức đề ra 0,2{NBSP}điểm %"
    assert goal_words(target.operator, target.goal, rate.unit) == f"dưới 2,1{NBSP}%"


def test_nothing_is_said_of_a_target_without_figures(world):
    world.target(world.indicator(), 1_000)
    [row] = target_rows(MARCH)
    assert (row.verdict, row.percent_of_plan, row.cumulative.standing) == (
        Verdict.UNJUDGED,
        None,
        Standing.MISSING,
    )
    assert (figure_words(row.value), change_words(row.change)) == (
        "Chưa có số liệu",
        "không có kỳ so sánh",
    )


def test_history_has_every_period_also_the_empty_ones(world):
    jobs = world.indicator()
    target = world.target(jobs, 1_000)
    world.measure(jobs, "2026-ky-01", 100)
    world.measure(jobs, "2026-ky-03", 30)
    world.measure(jobs, "2025-ky-02", 55)
    points = target_history(target, datetime.date(2026, 4, 1))
    assert [
        (str(each.period), each.value.value, each.cumulative.value, each.same_last_year.value)
        for each in points
    ] == [
        ("2026-ky-01", 100, 100, None),
        ("2026-ky-02", None, 100, 55),
        ("2026-ky-03", 30, 130, None),
        ("2026-ky-04", None, 130, None),
    ]


def test_the_history_of_a_whole_is_the_sum_of_its_parts(world, headline):
    whole, parts = headline
    world.measure(parts[0].indicator, "2026-ky-01", 900)
    world.measure(parts[1].indicator, "2026-ky-01", 100)
    world.measure(parts[1].indicator, "2026-ky-02", 50)
    points = target_history(whole, datetime.date(2026, 2, 1))
    assert [(each.value.value, each.cumulative.value) for each in points] == [
        (1000, 1000),
        (50, 1050),
    ]
    assert [each.value.is_of_parts for each in points] == [True, True]


def test_rows_cost_as_many_queries_for_many_targets_as_for_one(world, django_assert_num_queries):
    from django.db import connection

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            target_rows(MARCH)
        return len(found)

    world.target(world.indicator("một"), 10)
    one = count()
    for number in range(9):
        world.target(world.indicator(f"chỉ số {number}"), 10)
    assert (one, count()) == (4, 4)


# Saved --------------------------------------------------------------------------------------------
def test_a_target_needs_its_basis(world):
    with pytest.raises(RuleError, match="Nêu văn bản") as refused:
        world.target(world.indicator(), 10, basis="")
    assert refused.value.field == "basis"


def test_a_clause_of_the_document_is_its_basis(world):
    directive = make_directive(number="39/KH-UBND", issued_on=datetime.date(2023, 2, 13))
    clause = make_clause(directive, 0, 12, section="I.3")
    target = world.target(world.indicator(), 10, directive=directive, clause=clause, basis="")
    assert target.basis_words == "I.3, Kế hoạch 39/KH-UBND ngày 13/02/2023"
    with pytest.raises(RuleError, match="văn bản khác"):
        world.target(world.indicator("khác"), 10, directive=make_directive(), clause=clause)


def test_a_target_is_never_a_part_of_itself(world, headline):
    from campaigns.targets.services import save_target

    whole, parts = headline
    names = ("indicator", "operator", "goal", "starts_on", "ends_on", "basis")
    facts = {name: getattr(whole, name) for name in names} | {"parent": parts[0]}
    with pytest.raises(RuleError, match="không thể là một phần của chính nó"):
        save_target(target=whole, facts=facts, by=world.coordinator, version=whole.version)


def test_only_coordinators_set_targets(world):
    world.coordinator = world.bank_officer
    with pytest.raises(RuleError, match="Chỉ đầu mối điều phối"):
        world.indicator()


def test_an_indicator_has_one_target_for_a_time(world):
    jobs = world.indicator(rhythm=PeriodKind.MONTH)
    world.target(jobs, 10)
    with pytest.raises(RuleError, match="đã có chỉ tiêu cho thời gian này"):
        world.target(jobs, 20)
