"""The reporting calendar of the demonstration: its rules, the closed months, and the last one, in
which some have reported. All words and numbers are invented.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.periods import start_of_day
from agencies.deadlines.occurrences import DueDates
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from campaigns.demo.indicators import INDICATORS, SEASON
from campaigns.indicators.models import Indicator, Measurement
from campaigns.indicators.services import Entry
from campaigns.permissions import CampaignPermission
from campaigns.reporting.choices import PeriodStatus, Purpose, StepKind
from campaigns.reporting.closing import open_due_periods, open_period
from campaigns.reporting.models import FigureReport, PeriodStep, ReportingPeriod, ReportingRule
from campaigns.reporting.queries import indicators_of
from campaigns.reporting.schedule import PeriodDays, period_days, rule_periods
from campaigns.reporting.services import accept_figures, return_figures, save_rule, submit_figures
from recruitment.period_reports.choices import ReportStatus
from vietnam.periods import Period, PeriodKind

BASIS = "Quy chế báo cáo của UBND tỉnh (minh họa)"
# Purpose, kind of period, working days after it, or day and month, days open.
RULES = (
    (Purpose.FIGURES, PeriodKind.OFFICIAL_MONTH, 2, None, None, 10),
    (Purpose.FIGURES, PeriodKind.OFFICIAL_HALF_YEAR, None, 15, 6, 20),
    (Purpose.FIGURES, PeriodKind.OFFICIAL_NINE_MONTHS, 5, None, None, 10),
    (Purpose.FIGURES, PeriodKind.OFFICIAL_YEAR, None, 25, 11, 20),
    (Purpose.PLAN, PeriodKind.YEAR, None, 20, 2, 30),
)
RESULTS = (
    "Đã phối hợp tổ chức 6 phiên giao dịch việc làm, trong đó 2 phiên trực tuyến với các tỉnh bạn; "
    "kết nối 118 lượt doanh nghiệp. Kết quả đạt so với kế hoạch tháng."
)
OBSTACLES = (
    {
        "words": "Lao động ở huyện vùng cao ngại đi xa, bỏ việc sau Tết",
        "number": 46,
        "unit": "người",
        "proposal": "Hỗ trợ tiền xe chuyến đầu cho lao động tỉnh bạn",
    },
    {
        "words": "Thiếu phòng trọ gần khu công nghiệp",
        "number": 230,
        "unit": "chỗ ở",
        "proposal": "Các xã, phường cập nhật phòng trống hằng tuần",
    },
    {"words": "Một số doanh nghiệp báo số liệu chậm", "number": None, "unit": "", "proposal": ""},
)


def load_periods(today: datetime.date, by: Actor) -> None:
    dates = DueDates()
    rules = [_add_rule(row, by) for row in RULES]
    monthly = rules[0]
    over = [
        period
        for year in (today.year - 1, today.year)
        for period in rule_periods(monthly, year)
        if period.last < today
    ]
    for age, period in enumerate(reversed(over[-7:-1]), 1):
        _add_closed(monthly, period, period_days(monthly, period, dates), by, age)
    days = period_days(monthly, over[-1], dates)
    open_period(rule=monthly, period=over[-1], days=days, seat=by.seat, by=None)
    _report_last(ReportingPeriod.objects.get(starts_on=over[-1].first, status="open"), by, today)
    open_due_periods(today)


def _add_rule(row: tuple[Any, ...], by: Actor) -> ReportingRule:
    purpose, rhythm, working_days, due_day, due_month, days_open = row
    facts = {
        "purpose": purpose,
        "rhythm": rhythm,
        "working_days": working_days,
        "due_day": due_day,
        "due_month": due_month,
        "days_open": days_open,
        "basis": BASIS,
        "valid_from": datetime.date(2024, 1, 1),
        "valid_to": None,
    }
    return save_rule(rule=None, facts=facts, by=by)


def _add_closed(rule: ReportingRule, period: Period, days: PeriodDays, by: Actor, age: int) -> None:
    # Long over: its figures were entered by the desk. The older half is published.
    row = ReportingPeriod.objects.create(
        rule=rule,
        purpose=rule.purpose,
        starts_on=period.first,
        ends_on=period.last,
        opens_on=days.opens_on,
        stated_on=days.stated_on,
        due_on=days.due_on,
        act_by=days.act_by,
        status=PeriodStatus.LOCKED,
        published_at=start_of_day(days.due_on + datetime.timedelta(days=9)) if age > 3 else None,
    )
    _add_accepted(row, by)
    steps = [StepKind.OPENED, StepKind.MERGED, StepKind.APPROVED, StepKind.LOCKED]
    if row.published_at:
        steps.append(StepKind.PUBLISHED)
    # The office locks what the labour department has approved; the leader publishes.
    others = {StepKind.LOCKED: SeatRole.COORDINATOR, StepKind.PUBLISHED: SeatRole.LEADER}
    for number, step in enumerate(steps):
        actor = _above(by, others[step]) if step in others else by
        after = datetime.timedelta(days=2 * number, hours=9)
        opened = step == StepKind.OPENED
        PeriodStep.objects.create(
            period=row,
            step=step,
            seat=None if opened else actor.seat,
            person=None if opened else actor.person,
            at=start_of_day(days.opens_on if opened else days.due_on) + after,
            words="Báo cáo tháng (minh họa)" if step == StepKind.PUBLISHED else "",
        )


def _above(by: Actor, role: SeatRole) -> Actor:
    """Who holds a seat of the role at another agency of the province; else the same person."""
    held = SeatHolding.objects.current(timezone.localdate()).filter(
        seat__role=role, seat__agency__province=by.seat.agency.province_id
    )
    others = held.exclude(seat__agency=by.seat.agency).select_related("seat__agency", "person")
    holding = others.order_by("pk").first()
    return Actor(person=holding.person, seat=holding.seat) if holding else by


def _add_accepted(row: ReportingPeriod, by: Actor) -> None:
    # Who measured something reported it, one of them a day late.
    measured = Measurement.objects.filter(
        starts_on=row.starts_on, ends_on=row.ends_on, is_computed=False
    )
    for number, agency in enumerate(Agency.objects.filter(measurements__in=measured).distinct()):
        late = datetime.timedelta(days=1 if number == 1 else -1, hours=10)
        report = FigureReport.objects.create(
            reporter=agency,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            status=ReportStatus.ACCEPTED,
            submitted_at=start_of_day(row.due_on) + late,
            submitted_by=by.seat,
            submitted_person=by.person,
            version=2,
        )
        measured.filter(agency=agency).update(report=report)


def _report_last(row: ReportingPeriod, by: Actor, today: datetime.date) -> None:
    # The job centre's is accepted, one waits, one was sent back, and one is missing.
    owing: list[Any] = list(
        Agency.objects.filter(tasks__reporting__period=row).order_by("sort_key", "pk")
    )
    owing.sort(key=lambda agency: agency.kind != "job_centre")
    for number, agency in enumerate(owing[:-1]):
        actor = _reporter(agency, today) or by
        report = submit_figures(
            period=row,
            reporter=agency,
            version=0,
            entries={
                each.pk: _entry(each, row.period) for each in indicators_of(agency, row.period)
            },
            results=RESULTS if number == 0 else "",
            obstacles=[dict(OBSTACLES[number % 3])] + ([dict(OBSTACLES[1])] if not number else []),
            by=actor,
        )
        # As the story tells it: the first two in time.
        handed_in = start_of_day(row.due_on) - datetime.timedelta(days=1, hours=-10)
        if number < 2:
            FigureReport.objects.filter(pk=report.pk).update(submitted_at=handed_in)
        if number == 0:
            accept_figures(report=report, version=report.version, words="", by=by)
        elif number == 2:
            words = "Đề nghị tách số việc làm từ vốn vay mới và vốn vay cũ."
            return_figures(report=report, version=report.version, words=words, by=by)


def _reporter(agency: Agency, today: datetime.date) -> Actor | None:
    held = SeatHolding.objects.current(today).filter(seat__agency=agency)
    for holding in held.select_related("seat__agency", "person").order_by("pk"):
        actor = Actor(person=holding.person, seat=holding.seat)
        if actor.may(CampaignPermission.ENTER_FIGURES):
            return actor
    return None


def _entries(agency: Agency, period: Period) -> dict[int, Entry]:
    return {each.pk: _entry(each, period) for each in indicators_of(agency, period)}


def _entry(indicator: Indicator, period: Period) -> Entry:
    each = next(each for each in INDICATORS if each.name == indicator.name)
    share = SEASON[(period.by_calendar.first.month - 1) % 12]
    amounts = [(Decimal(amount) * share / 100).to_integral_value() for amount in each.month]
    if len(amounts) == 2:
        return Entry(numerator=amounts[0], denominator=amounts[1])
    return Entry(value=amounts[0] if len(each.reporters) == 1 else amounts[0] // 2)
