from recruitment.models.employers import Employer, IndustrialPark
from recruitment.models.interests import Interest
from recruitment.models.vacancies import Vacancy, VacancyFill

__all__ = ["Employer", "IndustrialPark", "Interest", "Vacancy", "VacancyFill"]
