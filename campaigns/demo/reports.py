"""Months' reports of the demonstration: those of 2024 signed and published, and two versions of the
last month, between which an officer has put a block in his own words.
"""

import datetime
from dataclasses import replace

from agencies.calendar.report_month import ReportMonth
from agencies.demo.people import ACCOUNTS
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from campaigns.frozen_reports import services
from campaigns.frozen_reports.building import build_at_once
from campaigns.frozen_reports.models import MonthReport, ReportVersion
from campaigns.permissions import CampaignPermission

# The plan of 2024 gave its tasks from February on.
MONTHS_2024 = range(2, 7)
WORDS = {
    "obstacles": (
        "- Nhiều doanh nghiệp chưa cập nhật kịp thời số người đã tuyển được, số liệu còn chậm.\n"
        "- Lao động các tỉnh xa lo ngại về chỗ ở và đi lại trong những tháng đầu."
    ),
    "proposals": (
        "- Đề nghị Ủy ban nhân dân tỉnh chỉ đạo các cơ quan còn nhiệm vụ quá hạn báo cáo giải "
        "trình và hoàn thành trong tháng sau.\n"
        "- Đề nghị Ban Quản lý các khu công nghiệp đôn đốc doanh nghiệp cập nhật nhu cầu trước "
        "ngày 25 hằng tháng."
    ),
}


def load_reports(today: datetime.date) -> list[str]:
    """Nothing where some report is there already."""
    if MonthReport.objects.exists():
        return []
    keeper = _actor_with(CampaignPermission.KEEP_REPORTS, today)
    leader = _actor_with(CampaignPermission.APPROVE_REPORTS, today)
    if keeper is None or leader is None:
        return []
    frozen = [_freeze(ReportMonth(2024, month, today), keeper) for month in MONTHS_2024]
    for number, version in enumerate(frozen, 1):
        _sign_and_publish(version, number, keeper, leader)
    last = ReportMonth(today.year, today.month, today).earlier
    frozen.append(_freeze(last, keeper))
    services.word_report(month=last, version=0, texts=WORDS, by=keeper)
    second = _freeze(last, keeper)
    services.lock_version(version=second, by=keeper)
    return [
        f"+ Báo cáo tháng {version.report}, bản {version.number}" for version in [*frozen, second]
    ]


def _freeze(month: ReportMonth, by: Actor) -> ReportVersion:
    version = services.freeze_month(month=replace(month, cut_off=month.judged_on), by=by)
    build_at_once(version)
    return version


def _sign_and_publish(version: ReportVersion, number: int, keeper: Actor, leader: Actor) -> None:
    signed_on = version.cut_off + datetime.timedelta(days=2)
    services.lock_version(version=version, by=keeper)
    services.sign_version(
        version=version, paper_number=f"{40 + number}/BC-SLĐTBXH", signed_on=signed_on, by=leader
    )
    services.mark_version_sent(version=version, by=keeper)
    services.publish_version(version=version, by=leader)


def _actor_with(right: CampaignPermission, today: datetime.date) -> Actor | None:
    # Of the demonstration's own accounts, in their order.
    for account in ACCOUNTS:
        held = SeatHolding.objects.current(today).filter(person__email=account.email)
        for holding in held.select_related("person", "seat__agency"):
            actor = Actor(person=holding.person, seat=holding.seat)
            if actor.may(right):
                return actor
    return None
