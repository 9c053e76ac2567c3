"""Two budgets of the demonstration: the settled one of 2024, and this year's. Every amount is
invented.
"""

import datetime

from django.db import transaction

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from campaigns.budget.choices import BudgetStep, Source
from campaigns.budget.models import Budget, BudgetLine
from campaigns.budget.services import add_line, begin_budget, change_line, give_date
from campaigns.demo.cast import Cast, cast_of
from campaigns.trip_costs.services import charge_delegation
from conferences.delegations.models import Delegation

MILLION = 10**6
# What for, source, amounts in million đồng in the order of the steps; None: not known yet.
PAST = (
    ("Phóng sự 20 phút và chuyên trang báo", Source.PROVINCE, (220, 220, 200, 200, 198, 198)),
    ("Đoàn công tác tại bốn tỉnh bạn", Source.PROVINCE, (640, 640, 600, 580, 566, 566)),
    ("Hội nghị kết nối cung – cầu lao động", Source.PROVINCE, (450, 450, 420, 420, 435, 420)),
)
CURRENT = (
    ("Sản xuất nội dung truyền thông", Source.PROVINCE, (260, 260, 240, 240, 155, None)),
    ("Phiên giao dịch việc làm trực tuyến", Source.FUND, (480, 480, 450, 450, 472, None)),
    ("Đoàn công tác tỉnh bạn", Source.PROVINCE, (700, 700, 660, 640, 410, None)),
    ("Hỗ trợ truyền thanh cơ sở", Source.LOCAL, (90, 90, None, None, None, None)),
    ("Quà tặng người lao động xa quê", Source.SOCIAL, (150, None, None, 150, 120, None)),
)
TRIPS = 2  # of the lines above
DUE = datetime.timedelta(days=12)


@transaction.atomic
def load_budget(today: datetime.date) -> None:
    cast = cast_of(today)
    if cast is None or Budget.objects.exists():
        return
    _load_past(cast)
    _load_current(cast, today)


def _load_past(cast: Cast) -> None:
    # Settled, and corrected once since; its date is the task that the plan of 2024 has given.
    by = cast.department
    directives = Directive.objects.filter(status=DirectiveStatus.ASSIGNED, issued_on__year=2024)
    directive = directives.order_by("pk").first()
    budget = begin_budget(
        year=2024, title="Kết nối cung – cầu lao động", directive=directive, by=by
    )
    lines = [_add(budget, row, by.seat.agency, cast) for row in PAST]
    _charge_trips(lines[1], by)
    _correct(lines[1], cast)
    tasks = Task.objects.filter(directive=directive, text__icontains="Lập dự toán kinh phí")
    task = tasks.order_by("pk").first() if directive else None
    if task:
        give_date(budget=budget, step=BudgetStep.SUBMITTED, task=task, by=by)


def _load_current(cast: Cast, today: datetime.date) -> None:
    by = cast.department
    budget = begin_budget(
        year=today.year, title="Chương trình việc làm và truyền thông", directive=None, by=by
    )
    newsroom = cast.newsroom.seat.agency
    lines = [
        _add(budget, row, by.seat.agency if number else newsroom, cast)
        for number, row in enumerate(CURRENT)
    ]
    _charge_trips(lines[TRIPS], by)
    finance = Agency.objects.valid(today).filter(
        kind=AgencyKind.DEPARTMENT,
        name="Sở Tài chính",
        province=by.seat.agency.province,
    )
    agency = finance.first()
    if agency:
        give_date(
            budget=budget, step=BudgetStep.APPRAISED, agency=agency, due_on=today + DUE, by=by
        )


def _charge_trips(line: BudgetLine, by: Actor) -> None:
    for delegation in Delegation.objects.filter(starts_on__year=line.budget.year):
        charge_delegation(delegation=delegation, line=line, by=by)


def _add(
    budget: Budget, row: tuple[str, Source, tuple[int | None, ...]], agency: Agency, cast: Cast
) -> BudgetLine:
    title, source, figures = row
    amounts = {
        step.value: None if figure is None else figure * MILLION
        for step, figure in zip(BudgetStep, figures, strict=True)
    }
    return add_line(
        budget=budget, title=title, agency=agency, source=source, by=cast.department, **amounts
    )


def _correct(line: BudgetLine, cast: Cast) -> None:
    amounts = {step.value: getattr(line, step.value) for step in BudgetStep}
    amounts["settled"] = 561 * MILLION
    change_line(
        line=line,
        version=line.version,
        title=line.title,
        agency=line.agency,
        source=line.source,
        reason="Thu hồi 5 triệu đồng theo kết luận thẩm tra quyết toán",
        by=cast.department,
        **amounts,
    )
