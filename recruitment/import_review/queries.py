"""A workbook as its page shows it: all rows are read once, and everything is told of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from agencies.lists.labels import vietnamese_label
from recruitment.demand_sheets.marks import Mark, MarkCode
from recruitment.demand_sheets.places import OUTSIDE
from recruitment.employers.park_choices import parks_for
from recruitment.fields.problems import by_field
from recruitment.import_review.groups import Group, group_guesses, group_notes, group_problems
from recruitment.import_review.words import FILLABLE, short_label
from recruitment.imports.marks import mark_sentence, stored_marks
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.imports.row_cells import open_guesses, row_cells, row_notes
from recruitment.vacancy_facts.facts import CHOICES, FACTS

UNPUBLISHED = (MarkCode.PARTS, MarkCode.LIMITS)
USUAL = ("title", "headcount", "skill", "description", "base_wage", "income", "contract", "shift")
MOST_INPUTS = 800  # of a form, below Django's limit


@dataclass(frozen=True)
class ShownCell:
    """`look`: "wrong", "guess", "note" or nothing; `title`: why; `guess`: what an empty cell is
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


class Review:
    """Of one workbook."""

    def __init__(self, source: VacancyImport) -> None:
        self.source = source
        self.rows = list(source.rows.all())
        self.labels = {name: short_label(name) for name in FACTS}

    @property
    def made(self) -> list[ImportedRow]:
        return [row for row in self.rows if row.vacancy_id]

    @property
    def open(self) -> list[ImportedRow]:
        return [row for row in self.rows if not row.vacancy_id]

    @property
    def wrong(self) -> list[ImportedRow]:
        return [row for row in self.rows if row.problems]

    @property
    def right(self) -> list[ImportedRow]:
        return [row for row in self.open if row.problems == {} and not row.is_double]

    @property
    def ready(self) -> list[ImportedRow]:
        return [row for row in self.right if not row.has_guesses]

    @property
    def to_confirm(self) -> list[ImportedRow]:
        return [row for row in self.right if row.has_guesses]

    def totals(self) -> dict[str, int]:
        read = [sheet for sheet in self.source.reading if sheet["is_read"]]
        return {
            "rows": len(self.rows),
            "people": _people(self.rows),
            "unread_people": sum(row.people is None for row in self.rows),
            "ready": len(self.ready),
            "ready_people": _people(self.ready),
            "to_confirm": len(self.to_confirm),
            "wrong": len(self.wrong),
            "made": len(self.made),
            "doubles": sum(row.is_double and not row.vacancy_id for row in self.rows),
            "unread": sum(row.is_worded_by_employer for row in self.ready),
            "left_out": sum(sheet["left_out_count"] for sheet in read),
        }

    def problem_groups(self) -> list[Group]:
        return group_problems(self.wrong, self.source.choices)

    def guess_groups(self) -> list[Group]:
        """Of the rows that are to be mended too: the guesses of all are confirmed at once."""
        return group_guesses(row for row in self.open if row.has_guesses and not row.is_double)

    def note_groups(self) -> list[Group]:
        return group_notes(self.rows)

    def fields(self) -> list[str]:
        """The table's columns: what the sheets say, what is missing and what was set or typed."""
        sheets = [sheet for sheet in self.source.reading if sheet["is_read"]]
        said = {column["field"] for sheet in sheets for column in sheet["columns"]}
        said |= {*USUAL, *self.source.choices.get("fill", {}), "apply_by"}
        if "workplace" in said:
            said |= {"park", "address"}
        if "allowance" in said:
            said.add("benefits_note")
        for row in self.open:
            said |= {*(row.problems or {}), *(name for name, _code, _said in row.guesses)}
        return [name for name in FACTS if name in said]

    def rows_of_kind(self, kind: str) -> list[ImportedRow]:
        """All that are not vacancies yet; "sai": those to be mended, "xem": to be confirmed."""
        return {"sai": self.wrong, "xem": self.to_confirm}.get(kind, self.open)

    def choices_of(self, name: str) -> list[tuple[str, str]]:
        """What can be chosen for a fact that has a list; nothing for one that is typed."""
        if name == "park":
            return self._parks
        kind = CHOICES.get(name)
        return [(choice.value, vietnamese_label(choice)) for choice in kind] if kind else []

    @cached_property
    def _parks(self) -> list[tuple[str, str]]:
        outside = _("Outside industrial parks and clusters")
        parks = [(park.name, park.name) for park in parks_for(self.source.employer)]
        return [*parks, (OUTSIDE, outside)]

    def shown_row(self, row: ImportedRow, fields: Iterable[str]) -> ShownRow:
        cells = row_cells(row, self.source.choices)
        guesses = by_field((mark.field, mark_sentence(mark)) for mark in open_guesses(row))
        noted = row_notes(row)
        notes = by_field((mark.field, mark_sentence(mark)) for mark in noted)
        marks = stored_marks(row.guesses)
        read_as = {mark.field: mark.said for mark in marks if mark.code == MarkCode.OCCUPATION}
        problems = row.problems or {}
        shown = []
        for name in fields:
            told = " ".join(
                sentence for each in (problems, guesses, notes) for sentence in each.get(name, [])
            )
            looks = {"wrong": problems, "guess": guesses, "note": notes}
            look = next((look for look, each in looks.items() if name in each), "")
            value = _shown_value(name, cells.get(name, ""))
            guess = read_as.get(name, "")
            shown.append(ShownCell(name, self.labels[name], value, look, told, guess))
        sentences = _sentences(cells, problems, guesses) + _note_sentences(noted)
        return ShownRow(row, shown, sentences)


def rows_on_page(fields: list[str]) -> int:
    return max(10, MOST_INPUTS // max(len(fields), 1))


def _people(rows: list[ImportedRow]) -> int:
    return sum(row.people or 0 for row in rows)


def _shown_value(name: str, text: str) -> str:
    # A value that was chosen on a page stands by its key: “u36”.
    kind = CHOICES.get(name)
    return vietnamese_label(kind(text)) if kind and text in kind.values else text


def _sentences(
    cells: Mapping[str, str], problems: Mapping[str, list[str]], guesses: Mapping[str, list[str]]
) -> list[tuple[str, str]]:
    # What is missing in one line, by name.
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
        ("guess", f"{short_label(name)}: {' '.join(told)}") for name, told in guesses.items()
    ]


def _note_sentences(notes: list[Mark]) -> list[tuple[str, str]]:
    # Merged cells of a row in one line, and what of it is not published; the groups say why.
    merged = [short_label(mark.field) for mark in notes if mark.code == MarkCode.MERGED]
    unpublished = [mark.said for mark in notes if mark.code in UNPUBLISHED]
    found = []
    if merged:
        names = ", ".join(dict.fromkeys(merged))
        found.append(("note", _("From merged cells: %(names)s") % {"names": names}))
    if unpublished:
        said = "; ".join(dict.fromkeys(unpublished))
        found.append(("note", _("Not published: %(said)s") % {"said": said}))
    return found + [
        ("note", f"{short_label(mark.field)}: {mark_sentence(mark)}")
        for mark in notes
        if mark.code not in (MarkCode.MERGED, *UNPUBLISHED)
    ]
