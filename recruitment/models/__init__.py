from recruitment.models.employers import Employer, IndustrialPark
from recruitment.models.imports import ImportedRow, VacancyImport
from recruitment.models.interests import Interest
from recruitment.models.monthly import MonthlyDemand
from recruitment.models.usage import LabourOrigin, LabourUsageReport
from recruitment.models.vacancies import Vacancy, VacancyFill

__all__ = [
    "Employer",
    "ImportedRow",
    "IndustrialPark",
    "Interest",
    "LabourOrigin",
    "LabourUsageReport",
    "MonthlyDemand",
    "Vacancy",
    "VacancyFill",
    "VacancyImport",
]
