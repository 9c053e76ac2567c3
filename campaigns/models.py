"""Lists the tables of this app for Django; nobody imports from here."""

from campaigns.indicators.models import Indicator, IndicatorDefinition, Measurement
from campaigns.official_forms.models import FormLine, OfficialForm
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

__all__ = [
    "FigureReport",
    "FormLine",
    "Indicator",
    "IndicatorDefinition",
    "Measurement",
    "Obstacle",
    "OfficialForm",
    "PeriodStep",
    "PlanReport",
    "ReportingPeriod",
    "ReportingRule",
    "ReportingTask",
    "Target",
]
