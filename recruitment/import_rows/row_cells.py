"""What the cells of a row say once everything that a clerk has put right is applied: typed over,
explained, set once for all rows.
"""

from collections.abc import Mapping
from typing import Any

from agencies.workbook_imports.uploads import Cells
from recruitment.demand_sheets.marks import NOTES, Mark, MarkCode
from recruitment.import_rows.marks import is_open_guess, stored_marks
from recruitment.imports.models import ImportedRow
from recruitment.vacancy_facts.facts import FACTS
from vietnam.folding import fold


def row_cells(row: ImportedRow, choices: Mapping[str, Any]) -> Cells:
    """Texts by fact; an empty one says nothing."""
    cells = {name: text for name, text in {**row.said, **row.mended}.items() if name in FACTS}
    for name, meanings in choices.get("words", {}).items():
        said = fold(cells.get(name, ""))
        if said and said in meanings and name not in row.mended:
            cells[name] = meanings[said]
    for name, text in choices.get("fill", {}).items():
        if not cells.get(name, "").strip():
            cells[name] = text
    return cells


# Facts that an empty cell takes back where their column is there; an empty cell of others says
# nothing.
TAKEN_BACK = ("homes", "bonus", "bonus_condition", "benefits", "benefits_note", "papers")


def cells_over(cells: Mapping[str, str], base: Mapping[str, str]) -> Cells:
    """With what an open vacancy says (`facts_as_cells`) where the row says nothing of it."""
    return {name: cells[name] if says_fact(cells, name) else base.get(name, "") for name in FACTS}


def says_fact(cells: Mapping[str, str], name: str) -> bool:
    return bool(cells.get(name, "").strip()) or (name in cells and name in TAKEN_BACK)


def reading_marks(row: ImportedRow) -> list[Mark]:
    """What the reading of the file tells of the row, without what was typed over since."""
    marks = stored_marks(row.marks)
    return [
        mark
        for mark in marks
        if mark.code in (MarkCode.LIMITS, MarkCode.PARTS) or mark.field not in row.mended
    ]


def unpublished_words(row: ImportedRow) -> str:
    """What of the file is kept with the vacancy and never published: men and women, age."""
    parts = [mark.said for mark in stored_marks(row.marks) if mark.code == MarkCode.PARTS]
    return "; ".join(dict.fromkeys(filter(None, [*parts, row.said.get("limits", "")])))


def row_notes(row: ImportedRow) -> list[Mark]:
    """What needs no answer, but is to be known."""
    marks = [*reading_marks(row), *stored_marks(row.guesses)]
    return [mark for mark in marks if mark.code in NOTES]


def open_guesses(row: ImportedRow) -> list[Mark]:
    """What a person still has to confirm: nothing of what stands so in the open vacancy."""
    marks = [*reading_marks(row), *stored_marks(row.guesses)]
    return [
        mark for mark in marks if is_open_guess(mark, row.confirmed) and mark.field not in row.kept
    ]
