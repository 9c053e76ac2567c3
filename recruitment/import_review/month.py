"""A workbook beside what its employer has open: what is unchanged, changed, new and gone, and what
has to be asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from recruitment.import_review.words import short_label
from recruitment.import_rows.matching import has_drafts, may_change
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.month_lists.choices import IS_NEW, IS_REPEATED, QUESTIONS, LineMatch
from recruitment.month_lists.open_vacancies import open_vacancies, state_digest
from recruitment.month_lists.services import confirmable
from recruitment.vacancies.acts import people_taken_on
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import LIGHT
from recruitment.vacancy_facts.fact_texts import cell_in_words, differing_facts, facts_as_cells
from recruitment.vacancy_facts.facts import FACTS, vacancy_facts_of

MOST_SHOWN = 200  # of a group; the table of rows below has all
MOST_QUESTIONS = 100  # on the page at once
STAYS = gettext_lazy("stays as it is published")
IS_CHECKED = gettext_lazy("is checked again; until then workers read what was checked")
IS_SENT = gettext_lazy("is sent to be checked")
WAITS = pgettext_lazy("vacancy", "waits to be checked")


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownChange:
    """`effect`: what happens to a vacancy that is public."""

    row: ImportedRow
    vacancy: Vacancy
    differences: list[Difference]
    taken_on: int
    effect: str | Promise


@dataclass(frozen=True)
class Offer:
    """An open vacancy that a row may be, and in what it differs."""

    vacancy: Vacancy
    differences: list[Difference]


@dataclass(frozen=True)
class Question:
    """`offers`: those that it may be; `twin`: the row that it may repeat."""

    row: ImportedRow
    offers: list[Offer]
    twin: ImportedRow | None

    @property
    def is_new(self) -> str:
        return IS_NEW

    @property
    def is_repeated(self) -> str:
        return IS_REPEATED


class MonthReview:
    """`shows_drafts`: to the employer alone."""

    def __init__(
        self, source: VacancyImport, rows: Sequence[ImportedRow], *, shows_drafts: bool
    ) -> None:
        self.source = source
        self.shows_drafts = shows_drafts
        self.rows = [row for row in rows if not row.vacancy_id]
        found = open_vacancies(source.employer, has_drafts=has_drafts(source))
        self.vacancies: Mapping[int, Vacancy] = {row.pk: row for row in found}
        self.claimed = {row.vacancy_id for row in rows} | {row.matched_id for row in self.rows}

    @property
    def is_current(self) -> bool:
        """Whether what is open is what the rows were compared with."""
        return state_digest(self.vacancies.values()) == self.source.matched_as

    @cached_property
    def has_matches(self) -> bool:
        """Whether there was anything open to compare with, or a row says what another one says."""
        return bool(self.vacancies) or any(row.match != LineMatch.NEW for row in self.rows)

    def rows_that_are(self, *matches: str) -> list[ImportedRow]:
        return [row for row in self.rows if row.match in matches]

    @cached_property
    def unchanged(self) -> list[ImportedRow]:
        return self.rows_that_are(LineMatch.SAME)

    @cached_property
    def to_confirm(self) -> int:
        """How many of the unchanged are public and not confirmed today."""
        found = (self.vacancies.get(row.matched_id or 0) for row in self.unchanged)
        own = (row for row in found if row and may_change(self.source, row))
        return len(confirmable(own))

    @cached_property
    def changed(self) -> list[ImportedRow]:
        return self.rows_that_are(LineMatch.CHANGED)

    @cached_property
    def asked(self) -> list[ImportedRow]:
        return self.rows_that_are(*QUESTIONS)

    @cached_property
    def gone(self) -> list[Vacancy]:
        """Open, and neither in the file nor perhaps in it, nor kept open before, nor at the desk of
        another office.
        """
        offered = {key for row in self.asked for key in row.offered}
        taken = self.claimed | offered | set(self.source.choices.get("open", []))
        return [
            vacancy
            for key, vacancy in self.vacancies.items()
            if key not in taken and may_change(self.source, vacancy) and self._may_see(vacancy)
        ]

    def counts(self) -> dict[str, int]:
        return {
            "unchanged": len(self.unchanged),
            "changed": len(self.changed),
            "asked": len(self.asked),
            "answered": sum(bool(row.answer) for row in self.rows),
            "repeated": len(self.rows_that_are(LineMatch.REPEATED)),
            "gone": len(self.gone),
            "unmatched": sum(bool(row.problems) and not row.matched_id for row in self.rows),
        }

    # What is shown ------------------------------------------------------------------------------
    def changes(self) -> list[ShownChange]:
        return [
            ShownChange(
                row,
                vacancy,
                self._differences(row, vacancy),
                people_taken_on(vacancy),
                _effect(row, vacancy),
            )
            for row in self.changed[:MOST_SHOWN]
            if (vacancy := self.vacancies.get(row.matched_id or 0)) and self._may_see(vacancy)
        ]

    def unchanged_vacancies(self) -> list[tuple[ImportedRow, Vacancy]]:
        shown = self.unchanged[:MOST_SHOWN]
        return [
            (row, vacancy)
            for row in shown
            if (vacancy := self.vacancies.get(row.matched_id or 0)) and self._may_see(vacancy)
        ]

    def questions(self) -> list[Question]:
        by_key = {row.pk: row for row in self.rows}
        return [
            Question(row, self._offers(row), by_key.get(row.twin_id or 0))
            for row in self.asked[:MOST_QUESTIONS]
        ]

    def _offers(self, row: ImportedRow) -> list[Offer]:
        found = [self.vacancies[key] for key in row.offered if key in self.vacancies]
        seen = filter(self._may_see, found)
        return [Offer(vacancy, self._differences(row, vacancy)) for vacancy in seen]

    def _may_see(self, vacancy: Vacancy) -> bool:
        return self.shows_drafts or vacancy.status != VacancyStatus.DRAFT

    def _differences(self, row: ImportedRow, vacancy: Vacancy) -> list[Difference]:
        before = facts_as_cells(vacancy_facts_of(vacancy))
        names = [name for name in differing_facts(before, row.read) if name not in row.kept]
        return [
            Difference(
                short_label(name),
                cell_in_words(name, before[name]),
                cell_in_words(name, row.read[name]),
            )
            for name in names
        ]


def _effect(row: ImportedRow, vacancy: Vacancy) -> str | Promise:
    if vacancy.status in VacancyStatus.TO_SUBMIT:
        return IS_SENT
    if vacancy.status not in VacancyStatus.OPEN:
        return WAITS
    return STAYS if set(FACTS) - set(row.kept) <= LIGHT else IS_CHECKED
