"""The kinds and states of recruitment. No such string stands anywhere else (fields and lists: DOMAIN.md, section 6)."""

from recruitment.choices.employers import EmployerKind, EmployerStatus, Industry, ParkKind, SizeBand
from recruitment.choices.service_firms import FindingKind, LabourService, LicenceState
from recruitment.choices.usage import Rating, UsageSpan, UsageState, UsageStatus
from recruitment.choices.vacancies import (
    OCCUPATIONS_VERSION,
    Benefit,
    Contract,
    DemandFigure,
    Experience,
    Horizon,
    ImportStatus,
    InterestStatus,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyStatus,
    Way,
)

__all__ = [
    "OCCUPATIONS_VERSION",
    "Benefit",
    "Contract",
    "DemandFigure",
    "EmployerKind",
    "EmployerStatus",
    "Experience",
    "FindingKind",
    "Horizon",
    "ImportStatus",
    "Industry",
    "InterestStatus",
    "LabourService",
    "LicenceState",
    "Occupation",
    "ParkKind",
    "Rating",
    "Schooling",
    "Shift",
    "SizeBand",
    "Skill",
    "UsageSpan",
    "UsageState",
    "UsageStatus",
    "VacancyStatus",
    "Way",
]
