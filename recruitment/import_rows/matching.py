"""Which of an employer's open vacancies the rows of a workbook are, and what they change there."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.lists.numbers import localized_number
from agencies.workbook_imports.uploads import Cells
from recruitment.import_rows.row_cells import (
    cells_over,
    open_guesses,
    reading_marks,
    row_cells,
    says_fact,
)
from recruitment.import_rows.row_facts import VacancyRow, read_vacancy_row
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.month_lists.agreement import Line, OpenVacancy, code_key
from recruitment.month_lists.choices import LineMatch
from recruitment.month_lists.open_vacancies import open_vacancies, state_digest, to_compare
from recruitment.month_lists.pairing import Pairing, pair_lines
from recruitment.vacancies.acts import people_taken_on
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.fact_texts import differing_facts, facts_as_cells
from recruitment.vacancy_facts.facts import FACTS, vacancy_facts_of

# What this writes into a row.
SAVED = (
    "match",
    "matched",
    "kept",
    "offered",
    "twin",
    "problems",
    "guesses",
    "has_guesses",
    "people",
)


def has_drafts(source: VacancyImport) -> bool:
    """Whether it is compared with drafts too: an upload of the employer, which alone sees them."""
    return bool(source.seat.role == SeatRole.EMPLOYER)


def may_change(source: VacancyImport, vacancy: Vacancy) -> bool:
    """Whether who has uploaded it may: an office changes what is at its desk."""
    seat = source.seat
    is_everywhere = has_drafts(source) or seat.role == SeatRole.COORDINATOR
    return is_everywhere or vacancy.office_id == seat.agency_id


def match_rows(source: VacancyImport, rows: Sequence[ImportedRow]) -> None:
    """All rows of a workbook, each looked at by itself already; neither they nor the state that
    they were compared with are saved. Those that have become vacancies keep theirs.
    """
    vacancies = {
        row.pk: row for row in open_vacancies(source.employer, has_drafts=has_drafts(source))
    }
    compared = {each.key: each for each in to_compare(vacancies.values())}
    source.matched_as = state_digest(vacancies.values())
    lines = [
        _line(at, row)
        for at, row in enumerate(rows)
        if row.vacancy_id is None or row.vacancy_id in compared
    ]
    for at, pairing in pair_lines(lines, compared.values()).items():
        row = rows[at]
        if row.vacancy_id is None:
            was_otherwise = row.matched_id is not None or row.match == LineMatch.ASKED
            _write_pairing(row, pairing, rows)
            if pairing.vacancy is not None:
                vacancy = vacancies[pairing.vacancy]
                _compare(row, source, vacancy, compared[pairing.vacancy])
            elif was_otherwise:
                read_alone(row, source)
            if row.match == LineMatch.ASKED:
                _leave_open(row, source)


def _line(at: int, row: ImportedRow) -> Line:
    answer = str(row.vacancy_id) if row.vacancy_id else row.answer
    return Line(at, row.read, row.read.get("own_code", ""), answer)


def _write_pairing(row: ImportedRow, pairing: Pairing, rows: Sequence[ImportedRow]) -> None:
    row.matched_id = pairing.vacancy
    row.offered = pairing.offered
    row.twin = None if pairing.twin is None else rows[pairing.twin]
    row.kept = []
    if pairing.is_repeated:
        row.match = LineMatch.REPEATED
    elif pairing.offered:
        row.match = LineMatch.ASKED
    elif pairing.twin is not None:
        row.match = LineMatch.TWICE
    else:
        row.match = LineMatch.NEW


def read_alone(row: ImportedRow, source: VacancyImport) -> None:
    """What it says of a new vacancy, and what is wrong with that."""
    cells = row_cells(row, source.choices)
    reading = read_vacancy_row(cells, source.employer, reading_marks(row))
    row.read = reading.said
    row.kept = []
    _write_reading(row, reading)


def _leave_open(row: ImportedRow, source: VacancyImport) -> None:
    # What is missing of a new vacancy may stand in the one that it is; nothing of it is guessed.
    cells = row_cells(row, source.choices)
    row.problems = {
        name: told for name, told in (row.problems or {}).items() if says_fact(cells, name)
    }
    row.has_guesses = False


def _write_reading(row: ImportedRow, reading: VacancyRow) -> None:
    row.problems = reading.problems
    row.guesses = reading.marks
    row.people = reading.people
    row.has_guesses = bool(open_guesses(row))


# Beside the vacancy that it is --------------------------------------------------------------------
def _compare(
    row: ImportedRow, source: VacancyImport, vacancy: Vacancy, open_vacancy: OpenVacancy
) -> None:
    base = open_vacancy.says
    cells = row_cells(row, source.choices)
    if _says_the_same(row, cells, vacancy, base):
        row.match = LineMatch.SAME
        row.problems = {}
        row.kept = list(FACTS)
        row.has_guesses = False
        row.people = vacancy.headcount
        return
    reading = read_vacancy_row(
        cells_of_change(cells, vacancy, base), source.employer, reading_marks(row)
    )
    after: Mapping[str, str] = facts_as_cells(reading.facts) if reading.facts else row.read
    changed = [name for name in differing_facts(base, after) if name in row.read]
    row.kept = [name for name in FACTS if name not in changed]
    _write_reading(row, reading)
    row.match = LineMatch.CHANGED if changed or row.problems else LineMatch.SAME
    if row.match == LineMatch.CHANGED and not may_change(source, vacancy):
        words = _("This vacancy is open at another desk: %(office)s or the enterprise changes it.")
        row.problems = {**(row.problems or {}), "": [words % {"office": vacancy.office.name}]}
    taken = people_taken_on(vacancy)
    if "headcount" in changed and reading.people is not None and reading.people < taken:
        words = _("%(taken)s people are entered as taken on already; no fewer can be asked for.")
        row.problems = {
            **(row.problems or {}),
            "headcount": [words % {"taken": localized_number(taken)}],
        }


def full_cells(row: ImportedRow) -> Cells:
    """What it says, over what the vacancy says that it is."""
    cells = row_cells(row, row.source.choices)
    if row.matched is None:
        return cells
    base = facts_as_cells(vacancy_facts_of(row.matched))
    return cells_of_change(cells, row.matched, base)


def _says_the_same(
    row: ImportedRow, cells: Cells, vacancy: Vacancy, base: Mapping[str, str]
) -> bool:
    said = {name for name in FACTS if says_fact(cells, name)} - _unsaid_code(cells, vacancy)
    return said <= row.read.keys() and all(row.read[name] == base[name] for name in said)


def cells_of_change(cells: Cells, vacancy: Vacancy, base: Mapping[str, str]) -> Cells:
    """All that the vacancy says once the row has changed it."""
    unsaid = _unsaid_code(cells, vacancy)
    return cells_over({name: cells[name] for name in cells.keys() - unsaid}, base)


def _unsaid_code(cells: Mapping[str, str], vacancy: Vacancy) -> set[str]:
    # The portal's number of a vacancy, or that of the employer's program, is not its code in the
    # employer's lists; nor is the same code otherwise written another one.
    known = {code_key(code) for code in (str(vacancy.pk), vacancy.outside_id, vacancy.own_code)}
    return {"own_code"} if code_key(cells.get("own_code", "")) in known else set()


# Saved --------------------------------------------------------------------------------------------
def match_and_save(source: VacancyImport, status: str) -> None:
    """All its rows beside what is open now; then it stands in that status."""
    rows = list(source.rows.all())
    before = [_saved_values(row) for row in rows]
    match_rows(source, rows)
    changed = [row for row, old in zip(rows, before, strict=True) if _saved_values(row) != old]
    ImportedRow.objects.bulk_update(changed, SAVED, batch_size=500)
    source.status = status
    source.save(update_fields=["status", "matched_as"])


def _saved_values(row: ImportedRow) -> list[object]:
    return [getattr(row, name) for name in (*SAVED, "matched_id", "twin_id") if name not in RELATED]


RELATED = ("matched", "twin")
