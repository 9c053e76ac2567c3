"""The reporting calendar: days owed, reports on the one mechanism, closing step by step."""

import datetime
from decimal import Decimal

import pytest
import time_machine

from agencies.audit.models import AuditEntry
from agencies.deadlines.occurrences import DueDates
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.choices import ComputedSource, Standing
from campaigns.indicators.figures import IndicatorFigures
from campaigns.indicators.models import Measurement
from campaigns.indicators.services import Entry, enter_figure
from campaigns.reporting import closing
from campaigns.reporting.choices import PeriodStatus, Purpose, StepKind
from campaigns.reporting.kinds import explain_state, kind_of
from campaigns.reporting.models import FigureReport, ReportingPeriod, ReportingRule
from campaigns.reporting.queries import (
    calendar_of_year,
    is_published,
    may_take_figures,
    reported_obstacles,
    reporter_rows,
)
from campaigns.reporting.schedule import period_days, rule_periods
from campaigns.reporting.services import (
    accept_figures,
    return_figures,
    submit_plan,
)
from recruitment.period_reports.choices import ReportStatus
from recruitment.period_reports.services import remind_reporters
from tests.campaigns.reporting_world import fill, make_rule
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines.due_dates import DueDateRules
from vietnam.periods import Period, PeriodKind

pytestmark = pytest.mark.django_db


def fill_bank(world, period) -> FigureReport:
    return fill(world, period, 40, reporter=world.bank, by=world.bank_officer)


def close_all(world, period) -> None:
    for report in (fill(world, period), fill_bank(world, period)):
        accept_figures(report=report, version=report.version, words="", by=world.coordinator)
    step(closing.merge_period, period, world.coordinator)


def step(service, period, by, words="") -> None:
    period.refresh_from_db()
    service(period=period, version=period.version, words=words, by=by)


# Days owed ----------------------------------------------------------------------------------------
class Rules(DueDates):
    """The policy as a test wants it."""

    def __init__(self, rules: DueDateRules) -> None:
        self.rules = rules
        self.calendar = WorkingCalendar()


def days(rhythm, period, rules=DueDateRules(), **given):  # noqa: B008 - frozen
    rule = ReportingRule(rhythm=rhythm, days_open=10, **given)
    found = period_days(rule, Period.read(period), Rules(rules))
    return found.stated_on, found.due_on, found.act_by


def test_the_official_month_is_owed_two_working_days_after_the_14th():
    # The 14th of November 2026 is a Saturday.
    assert (
        days(PeriodKind.OFFICIAL_MONTH, "2026-ky-11", working_days=2)
        == (datetime.date(2026, 11, 17),) * 3
    )


def test_before_25_11_a_saturday_means_what_the_policy_says():
    """25/11/2023 was a Saturday."""
    saturday, friday, monday = (datetime.date(2023, 11, day) for day in (25, 24, 27))
    given = {"due_day": 25, "due_month": 11}
    year = PeriodKind.OFFICIAL_YEAR
    assert days(year, "2023-ky-nam", **given) == (saturday, saturday, friday)
    assert days(year, "2023-ky-nam", DueDateRules(roll="forward"), **given) == (
        saturday,
        monday,
        monday,
    )
    assert days(year, "2023-ky-nam", DueDateRules(before_includes_day=False), **given) == (
        saturday,
        friday,
        friday,
    )


@pytest.mark.parametrize(
    ("rhythm", "period", "day", "month", "stated"),
    [
        (PeriodKind.YEAR, "2023-nam", 20, 2, datetime.date(2023, 2, 20)),
        (PeriodKind.OFFICIAL_HALF_YEAR, "2023-ky-6-thang", 15, 6, datetime.date(2023, 6, 15)),
        (PeriodKind.OFFICIAL_YEAR, "2023-ky-nam", 25, 11, datetime.date(2023, 11, 25)),
        (PeriodKind.OFFICIAL_YEAR, "2023-ky-nam", 10, 12, datetime.date(2023, 12, 10)),
        (PeriodKind.YEAR, "2023-nam", 1, 1, datetime.date(2024, 1, 1)),
    ],
)
def test_a_day_of_the_year_is_the_first_one_in_or_after_the_period(
    rhythm, period, day, month, stated
):
    assert days(rhythm, period, due_day=day, due_month=month)[0] == stated


def test_a_rule_with_a_day_asks_once_a_year_and_only_while_it_is_valid():
    rule = ReportingRule(
        rhythm=PeriodKind.OFFICIAL_HALF_YEAR,
        due_day=15,
        due_month=6,
        valid_from=datetime.date(2025, 1, 1),
        valid_to=datetime.date(2026, 1, 1),
    )
    assert [str(each) for each in rule_periods(rule, 2025)] == ["2025-ky-6-thang"]
    assert rule_periods(rule, 2024) == rule_periods(rule, 2026) == []


def test_a_rule_says_its_day_in_one_way_only(world):
    with pytest.raises(RuleError, match="chỉ chọn một cách") as refused:
        make_rule(world, due_day=1, due_month=2)
    assert refused.value.field == "working_days"
    with pytest.raises(RuleError, match="chỉ chọn một cách"):
        make_rule(world, working_days=None, due_day=1)


# Opened -------------------------------------------------------------------------------------------
def test_each_agency_gets_a_task_that_is_due_when_the_report_is(world, november):
    rows = Occurrence.objects.order_by("task__lead__name")
    assert [(row.task.lead.name, row.due_on, row.task.title) for row in rows] == [
        (
            name,
            datetime.date(2026, 11, 17),
            "Báo cáo số liệu và vướng mắc, tháng 11/2026 (15/10/2026 – 14/11/2026)",
        )
        for name in (world.bank.name, world.job_centre.name)
    ]
    assert rows[0].task.source_url == november.get_absolute_url()


def test_opening_again_adds_nothing(world, november):
    assert closing.open_due_periods() == 0
    assert (ReportingPeriod.objects.count(), Occurrence.objects.count()) == (1, 2)


@time_machine.travel("2026-11-10 08:00+07:00")
def test_the_calendar_shows_what_is_not_open_yet(world, november):
    lines = calendar_of_year(2026, world.coordinator)
    assert [(str(line.period), line.row is not None) for line in lines[-3:]] == [
        ("2026-ky-10", False),
        ("2026-ky-11", True),
        ("2026-ky-12", False),
    ]


# Handed in and decided on -------------------------------------------------------------------------
def test_a_report_keeps_its_figures_as_versions_and_submits_the_task(world, november):
    report = fill(world, november)
    rows = Measurement.objects.filter(report=report).order_by("pk")
    assert [(row.indicator_id, row.value) for row in rows] == [
        (world.jobs.pk, 100),
        (world.turns.pk, 250),
    ]
    occurrence = Occurrence.objects.get(task__lead=world.job_centre)
    assert occurrence.status == OccurrenceStatus.SUBMITTED
    again = fill(world, november, 90, version=report.version)
    assert again.pk == report.pk
    versions = Measurement.objects.filter(indicator=world.jobs).order_by("version")
    assert [(row.version, row.value, row.is_current) for row in versions] == [
        (1, 100, False),
        (2, 90, True),
    ]


def test_a_report_says_something_of_each_indicator(world, november):
    with pytest.raises(RuleError, match="Nhập số liệu, hoặc chọn lý do") as refused:
        fill(world, november, entries={world.jobs.pk: Entry(value=Decimal(1))})
    assert refused.value.field == f"value_{world.turns.pk}"
    assert (FigureReport.objects.count(), Measurement.objects.count()) == (0, 0)


def test_not_collected_is_an_answer(world, november):
    entries = {
        world.jobs.pk: Entry(standing=Standing.NOT_COLLECTED),
        world.turns.pk: Entry(standing=Standing.NOT_ASSESSED),
    }
    fill(world, november, entries=entries)
    found = Measurement.objects.order_by("pk").values_list("standing", "value")
    assert list(found) == [("not_collected", None), ("not_assessed", None)]


def test_what_is_sent_back_does_not_count_until_it_comes_again(world, november):
    report = fill(world, november)
    assert total(world.jobs, november) == 100
    return_figures(
        report=report, version=report.version, words="Thiếu phiên tháng 11", by=world.coordinator
    )
    assert total(world.jobs, november) is None
    occurrence = Occurrence.objects.get(task__lead=world.job_centre)
    assert occurrence.status == OccurrenceStatus.RETURNED
    letter = OutboxMessage.objects.get(template="figures_returned")
    assert letter.person == world.centre_officer.person
    report.refresh_from_db()
    fill(world, november, version=report.version)
    assert total(world.jobs, november) == 100


def total(indicator, row) -> Decimal | None:
    return IndicatorFigures.within([indicator], [row.period]).of(indicator, row.period).value


def test_acceptance_finishes_the_task(world, november):
    report = fill(world, november)
    accept_figures(report=report, version=report.version, words="", by=world.coordinator)
    report.refresh_from_db()
    occurrence = Occurrence.objects.get(task__lead=world.job_centre)
    assert (report.status, occurrence.status) == (ReportStatus.ACCEPTED, OccurrenceStatus.DONE)
    with pytest.raises(RuleError, match="đã được tiếp nhận"):
        fill(world, november, version=report.version)


def test_only_the_agency_and_the_desk_hand_in(world, november):
    with pytest.raises(RuleError, match="Chỉ đơn vị phải báo cáo"):
        fill(world, november, by=world.bank_officer)
    fill(world, november, by=world.coordinator)


def test_nobody_reports_before_the_period_is_opened(world, november):
    early = pytest.raises(RuleError, match="Chưa đến kỳ")
    with time_machine.travel("2026-11-01 08:00+07:00"), early:
        fill(world, november)


def test_an_agency_sees_its_own_report_alone(world, november):
    fill(world, november)
    assert [row.name for row in reporter_rows(november, world.bank_officer)] == [world.bank.name]
    assert {row.name for row in reporter_rows(november, world.leader)} == {
        world.bank.name,
        world.job_centre.name,
    }


def test_obstacles_have_words_and_numbers(world, november):
    lines = [
        {"words": "Thiếu phòng trọ", "number": 120, "unit": "người", "proposal": "Xây nhà ở"},
        {"words": "Xe đưa đón chậm", "number": None, "unit": "", "proposal": ""},
    ]
    report = fill(world, november, obstacles=lines)
    found = reported_obstacles(Period.read("2026-11"))
    assert [(each.agency, each.words, each.number, each.unit) for each in found] == [
        (world.job_centre.name, "Thiếu phòng trọ", 120, "người"),
        (world.job_centre.name, "Xe đưa đón chậm", None, ""),
    ]
    return_figures(report=report, version=report.version, words="Bổ sung", by=world.coordinator)
    assert reported_obstacles(november.period) == []


def test_reminders_go_to_those_who_owe(world, november):
    fill(world, november)
    sent = remind_reporters(kind=kind_of(november), period=november.period, by=world.coordinator)
    assert sent == 1
    assert OutboxMessage.objects.get(template="figures_due").person == world.bank_officer.person


# Closed -------------------------------------------------------------------------------------------
def test_the_chain_ends_locked_and_says_by_whom(world, november):
    close_all(world, november)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.approve_period, november, world.office_coordinator)
    step(closing.approve_period, november, world.coordinator)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.approve_period, november, world.coordinator)
    step(closing.approve_period, november, world.office_coordinator)
    november.refresh_from_db()
    assert november.status == PeriodStatus.LOCKED
    name = world.office_coordinator.person.full_name
    assert explain_state(november) == (
        f"Kỳ này đã được {name} (Văn phòng UBND tỉnh) duyệt và khóa ngày 10/11/2026. "
        "Muốn sửa, đề nghị mở lại kỳ."
    )
    report = FigureReport.objects.get(reporter=world.job_centre)
    with pytest.raises(RuleError, match="duyệt và khóa ngày 10/11/2026"):
        fill(world, november, by=world.coordinator, version=report.version)


def test_undecided_reports_are_decided_on_before_adding_up(world, november):
    fill(world, november)
    with pytest.raises(RuleError, match="Cần xử lý xong báo cáo của: Trung tâm Dịch vụ việc làm"):
        step(closing.merge_period, november, world.coordinator, "ghi chú")


def test_what_is_missing_is_explained_before_adding_up(world, november):
    with pytest.raises(RuleError, match=r"Chưa có báo cáo của: .*Ngân hàng") as refused:
        step(closing.merge_period, november, world.coordinator)
    assert refused.value.field == "words"
    step(closing.merge_period, november, world.coordinator, "Đã đôn đốc, chưa nộp.")
    assert november.steps.last().words == "Đã đôn đốc, chưa nộp."


def test_parts_that_do_not_add_up_are_explained_before_adding_up(world, november):
    whole = world.target(world.indicator("Chung"), 100)
    world.target(world.jobs, 90, parent=whole)
    for report in (fill(world, november), fill_bank(world, november)):
        accept_figures(report=report, version=report.version, words="", by=world.coordinator)
    with pytest.raises(RuleError, match="Các phần cộng lại không khớp: Chung"):
        step(closing.merge_period, november, world.coordinator)


def test_what_the_portal_counts_stands_as_it_was_when_the_period_was_added_up(
    world, november, monkeypatch
):
    counted = world.indicator("Cổng đếm", source=ComputedSource.TAKEN_ON)
    days_counted = {datetime.date(2026, 11, 1): Decimal(12)}
    monkeypatch.setattr(closing, "count_by_day", lambda source, span: days_counted)
    close_all(world, november)
    # The rows have gone since: the closed figure stays.
    assert total(counted, november) == 12
    step(closing.reopen_period, november, world.office_coordinator, "Sai số")
    assert total(counted, november) == 0


def test_it_is_opened_again_by_right_with_a_reason_and_a_trace(world, november):
    close_all(world, november)
    with pytest.raises(RuleError, match="Ghi lý do mở lại"):
        step(closing.reopen_period, november, world.leader)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.reopen_period, november, world.centre_officer, "Tôi muốn sửa")
    step(closing.reopen_period, november, world.leader, "Ngân hàng báo thiếu")
    november.refresh_from_db()
    assert november.is_open
    last = november.steps.last()
    assert (last.step, last.person, last.words) == (
        StepKind.REOPENED,
        world.leader.person,
        "Ngân hàng báo thiếu",
    )
    entry = AuditEntry.objects.filter(action=CampaignAction.PERIOD_REOPENED).get()
    assert entry.after["text"] == "Ngân hàng báo thiếu"


def test_the_labour_department_reopens_only_what_the_office_has_not_locked(world, november):
    close_all(world, november)
    step(closing.approve_period, november, world.coordinator)
    step(closing.approve_period, november, world.office_coordinator)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.reopen_period, november, world.coordinator, "Sai")


def test_an_older_page_closes_nothing(world, november):
    close_all(world, november)
    with pytest.raises(RuleError, match="vừa thay đổi"):
        closing.approve_period(period=november, version=0, words="", by=world.coordinator)


def test_closed_figures_are_not_entered_by_the_desk_either(world, november):
    close_all(world, november)
    entry = Entry(value=Decimal(5))
    given = {"indicator": world.jobs, "agency": world.bank, "period": november.period}
    with pytest.raises(RuleError, match="đã chốt"):
        enter_figure(**given, entry=entry, by=world.coordinator)


# Locked is not published --------------------------------------------------------------------------
def test_locked_figures_leave_the_portal_only_once_they_are_published(world, november):
    close_all(world, november)
    step(closing.approve_period, november, world.coordinator)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.publish_period, november, world.leader, "Thông cáo 12")
    step(closing.approve_period, november, world.office_coordinator)
    month = Period.read("2026-11")
    assert not is_published(month)
    assert [
        may_take_figures(month, by) for by in (world.coordinator, world.leader, world.bank_officer)
    ] == [True, True, False]
    with pytest.raises(RuleError, match="Ghi văn bản công bố"):
        step(closing.publish_period, november, world.leader)
    with pytest.raises(RuleError, match="không thuộc thẩm quyền"):
        step(closing.publish_period, november, world.coordinator, "Thông cáo 12")
    step(closing.publish_period, november, world.leader, "Thông cáo số 12")
    assert is_published(month)
    assert may_take_figures(month, world.bank_officer)
    step(closing.reopen_period, november, world.leader, "Đính chính")
    assert not is_published(month)


# Plans --------------------------------------------------------------------------------------------
@time_machine.travel("2027-02-12 08:00+07:00")
def test_an_agency_hands_in_its_own_plan_before_20_february(world):
    world.indicator(reporters=[world.bank])
    make_rule(
        world,
        purpose=Purpose.PLAN,
        rhythm=PeriodKind.YEAR,
        working_days=None,
        due_day=20,
        due_month=2,
        basis="39/KH-UBND, mục V",
    )
    assert closing.open_due_periods() == 1
    row = ReportingPeriod.objects.get()
    plan = submit_plan(
        period=row,
        reporter=world.bank,
        version=0,
        document="12/KH-NHCS ngày 10/02/2027",
        results="Cho vay 2.500 lượt.",
        by=world.bank_officer,
    )
    occurrence = Occurrence.objects.get()
    assert (str(row.period), row.stated_on, occurrence.status) == (
        "2027-nam",
        datetime.date(2027, 2, 20),
        OccurrenceStatus.SUBMITTED,
    )
    accept_figures(report=plan, version=plan.version, words="", by=world.coordinator)
    occurrence.refresh_from_db()
    assert occurrence.status == OccurrenceStatus.DONE
