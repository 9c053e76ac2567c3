from recruitment.bulletins.models import DemandAlert
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.employers.document_models import EmployerDocument
from recruitment.employers.models import Employer, EmployerChange, IndustrialPark
from recruitment.imports.models import ImportedRow, ImportRun, VacancyImport
from recruitment.interests.models import Interest
from recruitment.lodging.models import LodgingOrigin, LodgingReport
from recruitment.period_reports.models import ReportDraft
from recruitment.service_firms.models import (
    Finding,
    Inspection,
    Licence,
    ServiceFirm,
    SupplyContract,
)
from recruitment.usage.models import LabourOrigin, LabourUsageReport
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill, VacancyHome

__all__ = [
    "DemandAlert",
    "Employer",
    "EmployerChange",
    "EmployerDocument",
    "Finding",
    "ImportRun",
    "ImportedRow",
    "IndustrialPark",
    "Inspection",
    "Interest",
    "LabourOrigin",
    "LabourUsageReport",
    "Licence",
    "LodgingOrigin",
    "LodgingReport",
    "MonthlyDemand",
    "MonthlyHome",
    "ReportDraft",
    "ServiceFirm",
    "SupplyContract",
    "Vacancy",
    "VacancyFill",
    "VacancyHome",
    "VacancyImport",
]
