"""A row of a workbook on the page: the form of a vacancy, in which somebody corrects what was not
understood.
"""

from collections.abc import Iterable

from django.forms.utils import ErrorDict
from django.http import QueryDict

from agencies.workbook_imports.uploads import Cells
from recruitment.demand_sheets.cell_texts import add_unit
from recruitment.demand_sheets.marks import NOTES, Mark
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import OUTSIDE, park_of_cell, parks_for
from recruitment.imports.marks import is_open_guess, mark_sentence
from recruitment.imports.row_facts import read_vacancy_row, tidy_cells
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import FACTS

WAGES = ("base_wage", "income", "bonus")


class RowForm(VacancyForm):
    """What the cells say, with what the import finds wrong of them: it judges, not the fields. Each
    field tells how its cell was understood; `told`: what is of no field.
    """

    def __init__(
        self,
        cells: Cells,
        *,
        employer: Employer,
        marks: Iterable[Mark] = (),
        confirmed: Iterable[str] = (),
    ) -> None:
        tidied = tidy_cells(cells, employer)
        park = park_of_cell(tidied["park"], employer)
        shown = {"benefits": tidied["benefits"].split(","), "park": park.pk if park else ""}
        reading = read_vacancy_row(cells, employer, marks)
        self.problems = reading.problems
        super().__init__(tidied | shown, employer=employer)
        self.told: list[str] = []
        for mark in (*marks, *reading.marks):
            if mark.code in NOTES or is_open_guess(mark, confirmed):
                self._tell(mark)

    def _tell(self, mark: Mark) -> None:
        sentence = mark_sentence(mark)
        if field := self.fields.get(mark.field):
            field.help_text = " ".join(filter(None, [sentence, str(field.help_text)]))
        else:
            self.told.append(sentence)

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
