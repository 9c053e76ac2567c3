"""Files of a next month for tests: what an employer has open, as rows, and changed."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from recruitment.employers.models import Employer
from recruitment.import_review.month import MonthReview
from recruitment.imports import services as imports
from recruitment.imports.columns import vacancy_column_labels
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.fact_texts import facts_as_cells
from recruitment.vacancy_facts.facts import FACTS, vacancy_facts_of
from tests.factories_recruitment import representative_of
from tests.recruitment.imports.test_imports import workbook

Cells = Mapping[str, str]


def as_cells(vacancy: Vacancy, **changed: str) -> dict[str, str]:
    facts = vacancy_facts_of(Vacancy.objects.get(pk=vacancy.pk))
    return facts_as_cells(facts) | changed


def month_file(rows: Sequence[Cells]) -> bytes:
    """With a column for each fact, under the headings of the template."""
    heads = list(vacancy_column_labels().values())
    return workbook(*[[row.get(name, "") for name in FACTS] for row in rows], heads=heads)


def uploaded_rows(employer: Employer, rows: Sequence[Cells], by=None) -> VacancyImport:
    """As if they had been read from a workbook, looked through and compared."""
    by = by or representative_of(employer)
    source = VacancyImport.objects.create(
        employer=employer,
        seat=by.seat,
        person=by.person,
        file_name="thang-sau.xlsx",
        sheet="Nhu cầu",
        uploaded_at=timezone.now(),
    )
    made = [
        ImportedRow(sheet="Nhu cầu", number=number, said=dict(row))
        for number, row in enumerate(rows, 2)
    ]
    is_own = by.seat.agency_id == employer.agency_id
    imports.save_rows(source, made, is_worded_by_employer=is_own)
    imports.continue_import(source, stop=lambda: False)
    return source


def record(source: VacancyImport, by=None, **given) -> VacancyImport:
    by = by or representative_of(source.employer)
    imports.create_vacancies(source=source, by=by, **given)
    imports.continue_import(source, stop=lambda: False)
    return source


def review_of(source: VacancyImport) -> MonthReview:
    return MonthReview(source, list(source.rows.all()), shows_drafts=True)


def matches(source: VacancyImport) -> list[str]:
    return [row.match for row in source.rows.all()]


def differences(source: VacancyImport) -> dict[int, list[str]]:
    """By row, which facts would change."""
    return {
        row.number: [name for name in FACTS if name not in row.kept]
        for row in source.rows.all()
        if row.match == "changed"
    }
