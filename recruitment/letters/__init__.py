"""What the letters of this app say; the registry knows them (portal_parts)."""

from recruitment.letters.employers import EMPLOYER_LETTERS
from recruitment.letters.reports import REPORT_LETTERS
from recruitment.letters.vacancies import VACANCY_LETTERS
from recruitment.letters.workers import WORKER_LETTERS

OWN_LETTERS = (*EMPLOYER_LETTERS, *VACANCY_LETTERS, *WORKER_LETTERS, *REPORT_LETTERS)
