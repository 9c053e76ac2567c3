"""A row of a workbook on the page: the form of a vacancy, in which somebody corrects what was not
understood.
"""

from collections.abc import Iterable

from django.forms.utils import ErrorDict
from django.http import QueryDict

from agencies.workbook_imports.uploads import Cells
from recruitment.demand_sheets.cell_texts import add_unit
from recruitment.demand_sheets.marks import Mark
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import OUTSIDE, park_of_cell, parks_for
from recruitment.import_rows.row_facts import read_vacancy_row, tidy_cells
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import FACTS

WAGES = ("base_wage", "income", "bonus")


class RowForm(VacancyForm):
    """What the cells say, with what the import finds wrong of them: it judges, not the fields."""

    def __init__(self, cells: Cells, *, employer: Employer, marks: Iterable[Mark] = ()) -> None:
        tidied = tidy_cells(cells, employer)
        park = park_of_cell(tidied["park"], employer)
        shown = {"benefits": tidied["benefits"].split(","), "park": park.pk if park else ""}
        self.problems = read_vacancy_row(cells, employer, marks).problems
        super().__init__(tidied | shown, employer=employer)

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for name, sentences in self.problems.items():
            self.add_error(name if name in self.fields else None, sentences)


def typed_cells(post: QueryDict, employer: Employer) -> Cells:
    # What was typed on the page for a row, as the workbook would say it.
    cells = {name: post.get(name, "") for name in FACTS}
    cells |= {name: add_unit(cells[name]) for name in WAGES}
    parks = {str(park.pk): park.name for park in parks_for(employer)}
    return cells | {
        "benefits": "; ".join(post.getlist("benefits")),
        "park": parks.get(cells["park"], OUTSIDE[0]),
    }
