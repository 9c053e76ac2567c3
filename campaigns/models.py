"""Lists the tables of this app for Django; nobody imports from here."""

from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    MonthReport,
    ReportSnapshot,
    ReportVersion,
)

__all__ = [
    "FrozenFigure",
    "FrozenRows",
    "FrozenSheet",
    "MonthReport",
    "ReportSnapshot",
    "ReportVersion",
]
