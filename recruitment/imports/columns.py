"""The columns of the sheet of demand, and what is wrong in them in words; what writes the sheet
stands apart.
"""

from django.utils.translation import gettext as _

from recruitment.vacancies.forms import VacancyForm

COLUMNS = tuple(name for _title, names in VacancyForm.GROUPS for name in names)


def problems_text(row, form: VacancyForm) -> str:
    """“Dòng 14, cột Tổng thu nhập: …” for each."""
    return "\n".join(
        _("Row %(row)s, column %(column)s: %(problem)s")
        % {"row": row.number, "column": label, "problem": problem}
        for name in (*COLUMNS, "")
        for problem in row.problems.get(name, [])
        for label in [str(form.fields[name].label) if name in form.fields else "–"]
    )
