"""What the cells of a row say once everything that a clerk has put right is applied: typed over,
explained, set once for all rows.
"""

from collections.abc import Mapping
from typing import Any

from agencies.workbook_imports.uploads import Cells
from recruitment.demand_sheets.marks import NOTES, Mark, MarkCode
from recruitment.imports.marks import is_open_guess, stored_marks
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
    """What a person still has to confirm."""
    marks = [*reading_marks(row), *stored_marks(row.guesses)]
    return [mark for mark in marks if is_open_guess(mark, row.confirmed)]
