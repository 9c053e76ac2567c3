"""Lists the tables of this app for Django; nobody imports from here."""

from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    MonthReport,
    ReportSnapshot,
    ReportVersion,
)
from campaigns.report_schedule.models import ReportSchedule

__all__ = [
    "FrozenFigure",
    "FrozenRows",
    "FrozenSheet",
    "MonthReport",
    "ReportSchedule",
    "ReportSnapshot",
    "ReportVersion",
]
