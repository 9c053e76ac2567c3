"""What the page shows of a workbook: sheets, columns, rows left out; problems and guesses grouped;
the rows with their cells.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from agencies.lists.labels import vietnamese_label
from recruitment.demand_sheets.columns import ColumnWhy
from recruitment.demand_sheets.marks import MarkCode
from recruitment.demand_sheets.places import OUTSIDE
from recruitment.employers.park_choices import parks_for
from recruitment.import_review.words import (
    BOUNDS,
    COLUMNS,
    FILLABLE,
    ROWS,
    SHEETS,
    field_label,
    short_label,
)
from recruitment.imports.marks import mark_key, mark_sentence, stored_marks
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.imports.row_cells import open_guesses, reading_marks, row_cells
from recruitment.vacancy_facts.facts import CHOICES, FACTS
from vietnam.folding import fold

USUAL = ("title", "headcount", "skill", "description", "base_wage", "income", "contract", "shift")
MOST_INPUTS = 800  # of a form, below Django's limit
MOST_EXAMPLES = 5
NEED_LOOK = (ColumnWhy.UNKNOWN, ColumnWhy.HIDDEN, ColumnWhy.RIVAL)
MOST_GROUPS = 60


# What was understood --------------------------------------------------------------------------
def told_sheets(source: VacancyImport) -> list[dict[str, Any]]:
    """Each sheet with its reason, columns and rows left out, in words."""
    return [
        {
            **sheet,
            "reason": SHEETS[sheet["why"]],
            "columns": [_told_column(column) for column in sheet["columns"]],
            "left_out": _left_out_groups(sheet),
            "unread": sum(not column["field"] for column in sheet["columns"]),
            "needs_look": any(column["why"] in NEED_LOOK for column in sheet["columns"]),
        }
        for sheet in source.reading
    ]


def _told_column(column: dict[str, Any]) -> dict[str, Any]:
    name = column["field"]
    return {
        **column,
        "key": fold(column["heading"]),
        "reason": COLUMNS[column["why"]],
        "label": field_label(name) if name else "",
        "bound": BOUNDS.get(column["bound"], ""),
        "needs_look": column["why"] in NEED_LOOK,
    }


def _left_out_groups(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in sheet["left_out"]:
        groups.setdefault(row["why"], []).append(row)
    return [
        {"reason": ROWS[why], "rows": rows, "may_include": why not in ("above", "head")}
        for why, rows in groups.items()
    ]


# Problems and guesses, grouped ----------------------------------------------------------------
@dataclass
class Group:
    """Rows that have the same to be put right. `kind`: "missing" (a value can be set for all),
    "word" (it can be said what it means), "other"; or the key of a guess.
    """

    kind: str
    field: str
    said: str = ""
    sentence: str = ""
    count: int = 0
    rows: list[ImportedRow] = dataclasses.field(default_factory=list)
    sentences: Counter[str] = dataclasses.field(default_factory=Counter)

    @property
    def told(self) -> list[tuple[str, int]]:
        """Each different sentence with the number of its rows, the most frequent first."""
        return self.sentences.most_common(MOST_GROUPS)

    @property
    def label(self) -> str:
        return short_label(self.field)

    @property
    def examples(self) -> list[ImportedRow]:
        return self.rows[:MOST_EXAMPLES]


def problem_groups(source: VacancyImport) -> list[Group]:
    groups: dict[tuple[str, str, str], Group] = {}
    for row in source.rows.wrong().iterator(chunk_size=2000):
        cells = row_cells(row, source.choices)
        for name, sentences in (row.problems or {}).items():
            key = _problem_key(name, cells.get(name, ""))
            group = groups.setdefault(key, Group(*key, sentences[0]))
            _add(group, row)
    return sorted(groups.values(), key=lambda group: -group.count)[:MOST_GROUPS]


def _problem_key(name: str, text: str) -> tuple[str, str, str]:
    if not text.strip() and name in FILLABLE:
        return "missing", name, ""
    if name in CHOICES:
        return "word", name, text.strip()
    return "other", name, ""


def guess_groups(source: VacancyImport) -> list[Group]:
    groups: dict[str, Group] = {}
    for row in source.rows.to_confirm().iterator(chunk_size=2000):
        for mark in open_guesses(row):
            key = mark_key(mark)
            group = groups.setdefault(key, Group(key, mark.field))
            group.sentences[mark_sentence(mark)] += 1
            _add(group, row)
    return sorted(groups.values(), key=lambda group: -group.count)


def note_counts(source: VacancyImport) -> list[tuple[str, int]]:
    """What only has to be known: each sentence with the number of its rows."""
    counts: Counter[str] = Counter()
    for row in source.rows.all().iterator(chunk_size=2000):
        marks = [*reading_marks(row), *stored_marks(row.guesses)]
        counts.update({_note(mark) for mark in marks if mark.field == "limits"} - {""})
    return counts.most_common(MOST_GROUPS)


def _note(mark: Any) -> str:
    return mark_sentence(mark)


def _add(group: Group, row: ImportedRow) -> None:
    group.count += 1
    if len(group.rows) < MOST_EXAMPLES:
        group.rows.append(row)


def choices_of(source: VacancyImport, name: str) -> list[tuple[str, str]]:
    """What can be chosen for a fact that has a list; nothing for one that is typed."""
    if name == "park":
        outside = _("Outside industrial parks and clusters")
        parks = [(park.name, park.name) for park in parks_for(source.employer)]
        return [*parks, (OUTSIDE, outside)]
    kind = CHOICES.get(name)
    return [(choice.value, vietnamese_label(choice)) for choice in kind] if kind else []


# Rows -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ShownCell:
    """`look`: "wrong", "guess" or nothing; `title`: why; `guess`: what an empty cell is
    read as.
    """

    name: str
    label: str
    value: str
    look: str
    title: str
    guess: str


@dataclass(frozen=True)
class ShownRow:
    row: ImportedRow
    cells: list[ShownCell]
    sentences: list[tuple[str, str]]  # look and words


def totals(source: VacancyImport) -> dict[str, int]:
    rows = source.rows

    def people(found: QuerySet[ImportedRow]) -> int:
        return found.aggregate(total=Sum("people"))["total"] or 0

    open_rows = rows.filter(vacancy=None, is_double=False)
    return {
        "rows": rows.count(),
        "people": people(rows.all()),
        "unread_people": rows.filter(people=None).exclude(problems=None).count(),
        "ready": rows.to_make().count(),
        "ready_people": people(rows.to_make()),
        "to_confirm": rows.to_confirm().count(),
        "wrong": rows.wrong().count(),
        "made": rows.right().exclude(vacancy=None).count(),
        "doubles": rows.right().filter(is_double=True).count(),
        "open": open_rows.count(),
        "left_out": sum(sheet["left_out_count"] for sheet in source.reading if sheet["is_read"]),
    }


def shown_fields(source: VacancyImport) -> list[str]:
    """The columns of the table: what the sheets say, what is missing and what was set or typed."""
    said = {each["field"] for s in source.reading if s["is_read"] for each in s["columns"]}
    said |= {*USUAL, *source.choices.get("fill", {}), "apply_by"}
    if "workplace" in said:
        said |= {"park", "address"}
    if "allowance" in said:
        said.add("benefits_note")
    for problems in source.rows.wrong().values_list("problems", flat=True):
        said |= set(problems or ())
    guesses = source.rows.exclude(guesses=[]).values_list("guesses", flat=True)
    said |= {name for marks in guesses for name, _code, _said in marks}
    return [name for name in FACTS if name in said]


def rows_on_page(fields: Iterable[str]) -> int:
    return max(10, MOST_INPUTS // max(len(list(fields)), 1))


def rows_of_kind(source: VacancyImport, kind: str) -> QuerySet[ImportedRow]:
    """All that are not vacancies yet; "sai": those to be mended, "xem": those to be confirmed."""
    if kind == "sai":
        return source.rows.wrong()
    return source.rows.to_confirm() if kind == "xem" else source.rows.filter(vacancy=None)


def _shown_value(name: str, text: str) -> str:
    # A value that was chosen on a page stands by its key: “u36”.
    kind = CHOICES.get(name)
    return vietnamese_label(kind(text)) if kind and text in kind.values else text


def shown_row(row: ImportedRow, fields: list[str], source: VacancyImport) -> ShownRow:
    cells = row_cells(row, source.choices)
    guesses: dict[str, list[str]] = {}
    for mark in open_guesses(row):
        guesses.setdefault(mark.field, []).append(mark_sentence(mark))
    read_as = {
        mark.field: mark.said
        for mark in stored_marks(row.guesses)
        if mark.code == MarkCode.OCCUPATION
    }
    problems = row.problems or {}
    shown = []
    for name in fields:
        told = problems.get(name) or guesses.get(name) or []
        look = "wrong" if name in problems else "guess" if name in guesses else ""
        value = _shown_value(name, cells.get(name, ""))
        shown.append(
            ShownCell(name, short_label(name), value, look, " ".join(told), read_as.get(name, ""))
        )
    return ShownRow(row, shown, _sentences(cells, problems, guesses))


def _sentences(
    cells: Mapping[str, str], problems: Mapping[str, list[str]], guesses: Mapping[str, list[str]]
) -> list[tuple[str, str]]:
    # What is missing in one line, by name; an occupation that was guessed is seen in its cell.
    missing = [name for name in problems if name in FILLABLE and not cells.get(name, "").strip()]
    found = []
    if missing:
        names = ", ".join(map(short_label, missing))
        found.append(("wrong", _("Missing: %(names)s") % {"names": names}))
    found += [
        ("wrong", f"{short_label(name)}: {' '.join(told)}")
        for name, told in problems.items()
        if name not in missing
    ]
    return found + [
        ("guess", f"{short_label(name)}: {' '.join(told)}")
        for name, told in guesses.items()
        if name != "occupation"
    ]
