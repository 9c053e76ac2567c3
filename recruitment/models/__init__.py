from recruitment.models.alerts import DemandAlert
from recruitment.models.employers import Employer, EmployerChange, IndustrialPark
from recruitment.models.imports import ImportedRow, ImportRun, VacancyImport
from recruitment.models.interests import Interest
from recruitment.models.lodging import LodgingOrigin, LodgingReport
from recruitment.models.monthly import MonthlyDemand, MonthlyHome
from recruitment.models.service_firms import Finding, Inspection, Licence, ServiceFirm, SupplyContract
from recruitment.models.usage import LabourOrigin, LabourUsageReport
from recruitment.models.vacancies import Vacancy, VacancyFill, VacancyHome

__all__ = [
    "DemandAlert",
    "Employer",
    "EmployerChange",
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
    "ServiceFirm",
    "SupplyContract",
    "Vacancy",
    "VacancyFill",
    "VacancyHome",
    "VacancyImport",
]
