"""What is wrong in the columns of the sheet of demand, in words; what writes the sheet stands
apart.
"""

from django.utils.translation import gettext as _

from recruitment.imports.models import ImportedRow
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import FACTS


def heading_of(name: str) -> str:
    """Of a column; a dash for the row as a whole."""
    return str(VacancyForm.base_fields[name].label) if name in FACTS else "–"


def problems_text(row: ImportedRow) -> str:
    """“Dòng 14, cột Tổng thu nhập: …” for each."""
    return "\n".join(
        _("Row %(row)s, column %(column)s: %(problem)s")
        % {"row": row.number, "column": heading_of(name), "problem": problem}
        for name in (*FACTS, "")
        for problem in row.problems.get(name, [])
    )
