"""What is known of an indicator: sums where they mean something, rates made anew, versions kept."""

import datetime
from decimal import Decimal

import pytest
import time_machine

from agencies.errors import RuleError
from campaigns.indicators.choices import ComputedSource, MeasureUnit, Standing
from campaigns.indicators.figures import Figure, IndicatorFigures, period_for
from campaigns.indicators.models import Measurement
from campaigns.indicators.services import Entry, enter_figure, save_indicator
from campaigns.targets.source_rows import silent_reporters
from recruitment.vacancies.choices import Way
from recruitment.vacancies.people_models import VacancyFill
from tests.factories import noon
from tests.factories_recruitment import published_vacancy
from vietnam.periods import Period, PeriodKind

pytestmark = pytest.mark.django_db
YEAR = Period.read("2026-ky-nam")


def figure(indicator, period: str) -> Figure:
    asked = Period.read(period)
    return IndicatorFigures.within([indicator], [asked]).of(indicator, asked)


def to_date(indicator, last: str) -> Figure:
    asked = Period.read(last).year_to_date
    return IndicatorFigures.within([indicator], [asked]).of(indicator, asked)


def test_figures_of_agencies_and_months_add_up(world):
    jobs = world.indicator()
    world.measure(jobs, "2026-ky-01", 100)
    world.measure(jobs, "2026-ky-01", 40, agency=world.bank)
    world.measure(jobs, "2026-ky-02", 60)
    assert figure(jobs, "2026-ky-01") == Figure(Standing.GIVEN, Decimal(140))
    assert figure(jobs, "2026-ky-quy-1") == Figure(Standing.GIVEN, Decimal(200), is_partial=True)


def test_the_cumulative_figure_stands_in_a_month_without_any(world):
    jobs = world.indicator()
    world.measure(jobs, "2026-ky-01", 100)
    world.measure(jobs, "2026-ky-03", 20)
    assert figure(jobs, "2026-ky-02") == Figure(Standing.MISSING)
    assert to_date(jobs, "2026-ky-02") == Figure(Standing.GIVEN, Decimal(100), is_partial=True)
    assert to_date(jobs, "2026-ky-03") == Figure(Standing.GIVEN, Decimal(120), is_partial=True)


def test_a_figure_without_one_of_those_who_measure_it_is_not_complete(world):
    jobs = world.indicator(reporters=[world.job_centre, world.bank])
    world.measure(jobs, "2026-ky-01", 100)
    assert figure(jobs, "2026-ky-01") == Figure(Standing.GIVEN, Decimal(100), is_partial=True)
    assert silent_reporters(jobs, Period.read("2026-ky-01")) == [world.bank]
    world.measure(jobs, "2026-ky-01", 0, agency=world.bank)
    assert figure(jobs, "2026-ky-01") == Figure(Standing.GIVEN, Decimal(100))
    # Who did not exist yet owes nothing.
    world.bank.valid_from = datetime.date(2026, 1, 20)
    world.bank.save()
    world.measure(jobs, "2025-ky-12", 7)
    assert figure(jobs, "2025-ky-12") == Figure(Standing.GIVEN, Decimal(7))


def test_a_figure_of_0_not_collected_and_not_assessed_are_three_things(world):
    jobs = world.indicator()
    world.measure(jobs, "2026-ky-01", 0)
    world.measure(jobs, "2026-ky-02", None)
    world.measure(jobs, "2026-ky-03", None, standing=Standing.NOT_ASSESSED)
    found = [figure(jobs, f"2026-ky-{month}") for month in ("01", "02", "03", "04")]
    assert found == [
        Figure(Standing.GIVEN, Decimal(0)),
        Figure(Standing.NOT_COLLECTED),
        Figure(Standing.NOT_ASSESSED),
        Figure(Standing.MISSING),
    ]


def test_rates_are_never_summed_but_made_anew_from_their_parts(world):
    rate = world.indicator("Tỷ lệ có việc làm", unit=MeasureUnit.PERCENT)
    world.measure(rate, "2026-ky-01", None, standing="given", numerator=10, denominator=100)
    world.measure(
        rate, "2026-ky-01", None, standing="given", numerator=90, denominator=100, agency=world.bank
    )
    world.measure(rate, "2026-ky-02", None, standing="given", numerator=1, denominator=300)
    assert figure(rate, "2026-ky-01").value == 50
    assert to_date(rate, "2026-ky-02").value == Decimal(10100) / 500


def test_rates_of_two_agencies_without_parts_cannot_be_put_together(world):
    rate = world.indicator("Tỷ lệ", unit=MeasureUnit.PERCENT, is_cumulative=False)
    world.measure(rate, "2026-ky-01", "2.3")
    assert figure(rate, "2026-ky-01").value == Decimal("2.3")
    world.measure(rate, "2026-ky-01", "1.9", agency=world.bank)
    assert figure(rate, "2026-ky-01") == Figure(Standing.NOT_ASSESSED, is_partial=True)


def test_what_does_not_add_up_is_as_it_stood_at_the_end(world):
    share = world.indicator("Lao động qua đào tạo", unit=MeasureUnit.PERCENT, is_cumulative=False)
    world.measure(share, "2026-ky-01", 68)
    world.measure(share, "2026-ky-05", 69)
    assert to_date(share, "2026-ky-06") == Figure(Standing.GIVEN, Decimal(69))


def test_only_figures_of_its_own_kind_of_period_count(world):
    jobs = world.indicator()
    world.measure(jobs, "2026-ky-01", 100)
    Measurement.objects.create(
        indicator=jobs,
        definition=jobs.definitions.get(),
        agency=world.bank,
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 1, 31),
        version=1,
        value=999,
        entered_by=world.coordinator.seat,
        entered_person=world.coordinator.person,
    )
    assert to_date(jobs, "2026-ky-12").value == 100


def test_an_indicator_answers_with_the_bounds_of_its_own_figures(world):
    jobs = world.indicator()
    yearly = world.indicator("Cả năm", rhythm=PeriodKind.YEAR)
    assert period_for(jobs, Period.read("2026-11")) == Period.read("2026-ky-11")
    assert period_for(yearly, Period.read("2026-ky-nam")) == Period.read("2026-nam")
    assert period_for(yearly, Period.read("2026-11")) is None


# Versions -----------------------------------------------------------------------------------------
def test_a_correction_is_a_new_version_and_the_same_figure_is_none(world):
    jobs = world.indicator()
    first = world.measure(jobs, "2026-ky-01", 100)
    assert world.measure(jobs, "2026-ky-01", 100) is None
    second = world.measure(jobs, "2026-ky-01", 90, note="Đã trừ trùng")
    rows = Measurement.objects.order_by("version").values_list("version", "value", "is_current")
    assert (first.version, second.version) == (1, 2)
    assert list(rows) == [(1, Decimal(100), False), (2, Decimal(90), True)]
    assert figure(jobs, "2026-ky-01").value == 90


def test_a_figure_keeps_the_definition_by_which_it_was_measured(world):
    with time_machine.travel("2026-01-20 08:00+07:00"):
        jobs = world.indicator()
        old = world.measure(jobs, "2026-ky-01", 100)
    with time_machine.travel("2026-03-20 08:00+07:00"):
        change_definition(world, jobs, "Chỉ đếm việc làm từ 3 tháng trở lên")
        new = world.measure(jobs, "2026-ky-02", 80)
    assert (old.definition.version, new.definition.version) == (1, 2)
    assert list(jobs.definitions.values_list("version", "text")) == [
        (2, "Chỉ đếm việc làm từ 3 tháng trở lên"),
        (1, "Cách đo: Số lao động có việc làm"),
    ]


def change_definition(world, indicator, text, **changed) -> None:
    names = ("name", "unit", "rhythm", "is_cumulative", "source")
    facts = {name: getattr(indicator, name) for name in names} | changed
    save_indicator(
        indicator=indicator,
        facts=facts,
        reporters=[],
        definition=text,
        denominator="",
        by=world.coordinator,
        version=indicator.version,
    )


def test_what_has_figures_does_not_become_something_else(world):
    jobs = world.indicator()
    world.measure(jobs, "2026-ky-01", 100)
    with pytest.raises(RuleError, match="mang nghĩa khác") as refused:
        change_definition(world, jobs, "x", unit=MeasureUnit.TURNS)
    assert refused.value.field == "unit"


def test_an_older_page_changes_no_indicator(world):
    jobs = world.indicator()
    change_definition(world, jobs, "Cách mới")
    with pytest.raises(RuleError, match="Có người đã sửa"):
        change_definition(world, jobs, "Cách khác")


@time_machine.travel("2026-02-20 08:00+07:00")
def test_the_desk_enters_a_figure_for_a_period_that_has_begun(world):
    jobs = world.indicator()
    given = {"indicator": jobs, "agency": world.bank, "by": world.coordinator}
    entry = Entry(value=Decimal(7))
    assert enter_figure(period=Period.read("2026-ky-02"), entry=entry, **given) is True
    assert enter_figure(period=Period.read("2026-ky-02"), entry=entry, **given) is False
    with pytest.raises(RuleError, match="chưa bắt đầu"):
        enter_figure(period=Period.read("2026-ky-05"), entry=entry, **given)
    with pytest.raises(RuleError, match="loại kỳ khác"):
        enter_figure(period=Period.read("2026-02"), entry=entry, **given)
    with pytest.raises(RuleError, match="Chỉ đầu mối điều phối"):
        enter_figure(
            **given | {"by": world.bank_officer}, period=Period.read("2026-ky-02"), entry=entry
        )


# Counted from the portal --------------------------------------------------------------------------
def test_people_taken_on_are_counted_by_their_local_day(world, employer):
    counted = world.indicator("Đã tuyển", unit="people", source=ComputedSource.TAKEN_ON)
    vacancy = published_vacancy(employer)
    seat = world.coordinator.seat
    for day, people in (((2026, 1, 14), 3), ((2026, 1, 15), 5), ((2026, 2, 14), 7)):
        VacancyFill.objects.create(
            vacancy=vacancy,
            people=people,
            way=Way.values[0],
            entered_at=noon(datetime.date(*day)),
            entered_by=seat,
        )
    found = [figure(counted, period) for period in ("2026-ky-01", "2026-ky-02", "2026-ky-03")]
    assert found == [Figure(Standing.GIVEN, Decimal(n), is_computed=True) for n in (3, 12, 0)]
