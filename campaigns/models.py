"""Lists the tables of this app for Django; nobody imports from here."""

from campaigns.budget.models import Budget, BudgetChange, BudgetDate, BudgetLine
from campaigns.contents.models import Content, ContentClearance, ContentStep
from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    MonthReport,
    ReportSnapshot,
    ReportVersion,
)
from campaigns.indicators.models import Indicator, IndicatorDefinition, Measurement
from campaigns.kits.models import KitLink
from campaigns.official_forms.models import FormLine, OfficialForm
from campaigns.outlets.models import Outlet
from campaigns.publications.models import ProofFile, Publication
from campaigns.report_schedule.models import ReportSchedule
from campaigns.reporting.models import (
    FigureReport,
    Obstacle,
    PeriodStep,
    PlanReport,
    ReportingPeriod,
    ReportingRule,
    ReportingTask,
)
from campaigns.targets.models import Target
from campaigns.trip_costs.models import TripCost
from campaigns.waves.models import Wave, WaveDuty, WaveFile

__all__ = [
    "Budget",
    "BudgetChange",
    "BudgetDate",
    "BudgetLine",
    "Content",
    "ContentClearance",
    "ContentStep",
    "FigureReport",
    "FormLine",
    "FrozenFigure",
    "FrozenRows",
    "FrozenSheet",
    "Indicator",
    "IndicatorDefinition",
    "KitLink",
    "Measurement",
    "MonthReport",
    "Obstacle",
    "OfficialForm",
    "Outlet",
    "PeriodStep",
    "PlanReport",
    "ProofFile",
    "Publication",
    "ReportSchedule",
    "ReportSnapshot",
    "ReportVersion",
    "ReportingPeriod",
    "ReportingRule",
    "ReportingTask",
    "Target",
    "TripCost",
    "Wave",
    "WaveDuty",
    "WaveFile",
]
