"""Rules of the reporting calendar and reports as tests need them."""

import datetime
from decimal import Decimal

from campaigns.indicators.services import Entry
from campaigns.reporting.choices import Purpose
from campaigns.reporting.models import FigureReport, ReportingRule
from campaigns.reporting.services import save_rule, submit_figures
from vietnam.periods import PeriodKind

BASIS = "Quy chế báo cáo của UBND tỉnh"


def make_rule(world, **given) -> ReportingRule:
    facts = {
        "purpose": Purpose.FIGURES,
        "rhythm": PeriodKind.OFFICIAL_MONTH,
        "working_days": 2,
        "due_day": None,
        "due_month": None,
        "days_open": 10,
        "basis": BASIS,
        "valid_from": datetime.date(2020, 1, 1),
        "valid_to": None,
    }
    return save_rule(rule=None, facts=facts | given, by=world.coordinator)


def fill(world, period, value=100, *, by=None, version=0, **given) -> FigureReport:
    entries = {
        world.jobs.pk: Entry(value=Decimal(value)),
        world.turns.pk: Entry(value=Decimal(250)),
    }
    facts = {
        "entries": entries,
        "results": "Đã tổ chức 4 phiên.",
        "obstacles": [],
        "reporter": world.job_centre,
        "by": by or world.centre_officer,
    }
    return submit_figures(period=period, version=version, **facts | given)
