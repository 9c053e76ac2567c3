"""The figures of the month's report: what they are, what they are compared with, and that each is
what its rows add up to.
"""

import datetime
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from agencies.calendar.choices import MonthKind
from agencies.calendar.report_month import ReportMonth
from agencies.people.permissions import Permission
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    PlannedValue,
    ReportSection,
    RowsBehind,
    registry,
)
from campaigns.report_figures.checks import wrong_sums
from campaigns.report_figures.queries import ReportFigure, report_figures
from tests.campaigns.report_world import make_random_months
from tests.long import first_and_long
from vietnam.periods import Period
from workbooks.sheets import Sheet

pytestmark = pytest.mark.django_db
MADE_ON = datetime.date(2025, 2, 3)
MONTHS = "other random months"


def behind(rows: RowsBehind, sheet: Sheet) -> int | Decimal:
    """What the rows of a list add up to, as the figure's definition says."""
    words = {str(word) for word in rows.states}
    kept = [row for row in sheet.rows if rows.where is None or row[rows.where] in words]
    return len(kept) if rows.adds is None else sum(row[rows.adds] or 0 for row in kept)


@pytest.mark.parametrize("seed", first_and_long(range(3), MONTHS))
def test_every_figure_is_what_its_rows_add_up_to(seed):
    make_random_months(seed)
    chance = random.Random(seed)  # noqa: S311 repeatable, no secret
    counted = 0
    for _number in range(4):
        kind = chance.choice(list(MonthKind))
        month = ReportMonth(chance.choice((2023, 2024)), chance.randrange(1, 13), MADE_ON, kind)
        for source in registry.figure_sources:
            values = source.values(month.period, month.judged_on)
            whole = source.rows(month.period, month.judged_on, "")
            rows = replace(whole, rows=list(whole.rows))
            for definition in source.definitions:
                value = values[definition.key]
                if value is None:
                    continue
                narrowed = source.rows(month.period, month.judged_on, definition.key)
                assert (behind(definition.rows, rows), behind(definition.rows, narrowed)) == (
                    value,
                    value,
                ), (definition.key, month)
                counted += value
    assert counted > 0


@pytest.mark.parametrize("seed", first_and_long(range(3), MONTHS))
@pytest.mark.long("two years of random months")
def test_parts_of_real_figures_add_up_in_every_month(seed):
    make_random_months(seed)
    for number in range(24):
        month = ReportMonth(2023 + number // 12, number % 12 + 1, MADE_ON)
        assert wrong_sums(report_figures(month)) == []


# What a month is compared with ---------------------------------------------------------------
def source_of_values(values: dict[datetime.date, int | None], **given) -> FigureSource:
    """A source of one figure, of which values are known by the first day of periods."""
    definition = FigureDefinition(
        "thu.phien", ReportSection.FAIRS, "Số phiên", FigureUnit.SESSIONS, "Các phiên", **given
    )
    return FigureSource(
        "thu",
        (definition,),
        lambda period, on: {"thu.phien": values.get(period.first)},
        lambda period, on, key: Sheet("Các phiên", [], []),
        Permission.SEE_REPORTS,
    )


@pytest.fixture
def only(monkeypatch):
    """These sources alone, and this plan."""

    def use(*sources: FigureSource, **plan: PlannedValue) -> None:
        monkeypatch.setattr(registry, "figure_sources", list(sources))
        planned = {key.replace("_", "."): value for key, value in plan.items()}
        monkeypatch.setattr(registry, "plans", [lambda year: planned])

    return use


def test_a_month_stands_beside_the_month_before_the_year_before_and_the_year_so_far(only):
    source = source_of_values(
        {
            datetime.date(2024, 3, 1): 12,
            datetime.date(2024, 2, 1): 10,
            datetime.date(2023, 3, 1): 16,
            datetime.date(2024, 1, 1): 30,
        }
    )
    only(source, thu_phien=PlannedValue(74, "Kế hoạch số 14"))
    [figure] = report_figures(ReportMonth(2024, 3, MADE_ON))
    assert (figure.value, figure.previous, figure.year_before, figure.so_far, figure.plan) == (
        12,
        10,
        16,
        30,
        74,
    )
    assert (figure.change, figure.year_change, figure.of_plan, figure.plan_basis) == (
        Decimal("20.0"),
        Decimal("-25.0"),
        Decimal("40.5"),
        "Kế hoạch số 14",
    )


def test_an_official_month_is_compared_with_official_months():
    month = ReportMonth(2026, 1, MADE_ON, MonthKind.OFFICIAL)
    assert [
        month.period,
        month.earlier.period,
        month.year_before.period,
        month.year_so_far,
        month.later.period,
    ] == [
        Period(datetime.date(2025, 12, 15), datetime.date(2026, 1, 14)),
        Period(datetime.date(2025, 11, 15), datetime.date(2025, 12, 14)),
        Period(datetime.date(2024, 12, 15), datetime.date(2025, 1, 14)),
        Period(datetime.date(2025, 12, 15), datetime.date(2026, 1, 14)),
        Period(datetime.date(2026, 1, 15), datetime.date(2026, 2, 14)),
    ]


def test_nothing_to_compare_with_is_not_no_change(only):
    source = source_of_values({datetime.date(2024, 3, 1): 12, datetime.date(2023, 3, 1): 12})
    only(source)
    [figure] = report_figures(ReportMonth(2024, 3, MADE_ON))
    assert (figure.previous, figure.change, figure.year_change) == (None, None, Decimal("0.0"))


def test_what_was_reported_counts_before_what_is_counted_now(only):
    only(source_of_values({datetime.date(2024, 3, 1): 12, datetime.date(2024, 2, 1): 10}))
    [figure] = report_figures(
        ReportMonth(2024, 3, MADE_ON), previous={"thu.phien": (1, 8)}, year_before={}
    )
    assert (figure.previous, figure.change) == (8, Decimal("50.0"))


def test_figures_of_two_definitions_are_not_compared(only):
    source = source_of_values({datetime.date(2024, 3, 1): 12, datetime.date(2024, 2, 1): 10})
    only(replace(source, definitions=(replace(source.definitions[0], version=2),)))
    [figure] = report_figures(ReportMonth(2024, 3, MADE_ON), previous={"thu.phien": (1, 8)})
    assert (figure.previous, figure.change) == (None, None)


def test_percentages_change_by_percentage_points_and_are_never_added_up(only):
    source = source_of_values(
        {datetime.date(2024, 3, 1): 82, datetime.date(2024, 2, 1): 80, datetime.date(2024, 1, 1): 7}
    )
    percent = replace(source.definitions[0], unit=FigureUnit.PERCENT, adds_up=False)
    only(replace(source, definitions=(percent,)))
    [figure] = report_figures(ReportMonth(2024, 3, MADE_ON))
    assert (figure.change, figure.so_far) == (2, None)


# Sums ----------------------------------------------------------------------------------------
def line(key: str, value: int | None, **given) -> ReportFigure:
    words = {"section": "fairs", "section_label": "Phiên", "label": key, "unit": "sessions"}
    rest = {"unit_label": "phiên", "definition": "", "definition_version": 1}
    return ReportFigure(
        key=key, value=value, **words, **rest, **{"part_of": "", "within": ""} | given
    )


SESSIONS = [
    line("Số phiên", 74),
    line("định kỳ", 16, part_of="Số phiên"),
    line("lưu động", 2, part_of="Số phiên"),
    line("trực tuyến", 58, part_of="Số phiên"),
]


def test_parts_that_do_not_add_up_are_said():
    """A province printed these figures."""
    with override("vi"):
        assert [wrong.words for wrong in wrong_sums(SESSIONS)] == [
            "Số phiên trong kỳ: 16 + 2 + 58 = 76, không phải 74."
        ]


def test_a_part_that_is_not_collected_may_be_the_difference_but_not_hide_too_much():
    unknown = line("chuyên đề", None, part_of="Số phiên")
    less = [line("Số phiên", 80), *SESSIONS[1:], unknown]
    assert (wrong_sums(less), len(wrong_sums([*SESSIONS, unknown]))) == ([], 1)


def test_a_part_is_never_more_than_its_whole():
    figures = [line("Lao động", 100), line("nữ", 101, within="Lao động")]
    with override("vi"):
        assert [wrong.words for wrong in wrong_sums(figures)] == [
            "nữ trong kỳ: 101, nhiều hơn Lao động: 100."
        ]
