"""The columns of the sheet of demand, and what is wrong in them, in words; what writes the sheet
stands apart.
"""

from agencies.workbook_imports.uploads import problems_text
from recruitment.imports.models import ImportedRow
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import FACTS


def vacancy_column_labels() -> dict[str, str]:
    return {name: str(VacancyForm.base_fields[name].label) for name in FACTS}


def vacancy_row_problems(row: ImportedRow) -> str:
    """“Dòng 14, cột Tổng thu nhập: …” for each."""
    return problems_text(row.number, row.problems, vacancy_column_labels())
