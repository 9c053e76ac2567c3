"""What the cells of a workbook's row mean: the facts of a vacancy, or what is wrong at which
cell.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.database.columns import model_column
from agencies.forms.typed_days import DAY_NEEDED, parse_typed_day, typed_day_from_program
from agencies.lists.labels import vietnamese_label
from agencies.workbook_imports.uploads import Cells, Problems, choice_written_out
from recruitment.demand_sheets.marks import REFUSED, Mark, MarkCode
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import find_park
from recruitment.fields.cell_vocabulary import find_choice, find_choices, occupation_of
from recruitment.fields.problems import by_field, read_all
from recruitment.fields.typed_text import (
    COUNT_NEEDED,
    PHONE_NEEDED,
    WAGE_NEEDED,
    read_choice,
    read_count,
    read_days,
    read_homes,
    read_phone,
    read_wage,
)
from recruitment.imports.marks import mark_sentence
from recruitment.vacancies.choices import Benefit, Occupation, Schooling, Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import (
    CHOICES,
    DEFAULTS,
    FACTS,
    PARAGRAPHS,
    VacancyFacts,
    facts_taken_over,
)
from recruitment.vacancy_facts.rules import (
    COUNTS,
    NEEDED_TEXTS,
    OTHER_TEXTS,
    find_problems,
    require_text,
)
from vietnam.folding import fold
from vietnam.text import clean_line, clean_paragraphs

COUNTED = re.compile(r"^\s*khoảng\s+|\s*(?:người|nguoi|lđ|lao động|công nhân)\s*$", re.IGNORECASE)
_HOUR = (
    r"(?:lúc\s*)?(?:[01]?\d|2[0-4])\s*(?::\s*[0-5]\d(?::[0-5]\d)?|(?:giờ|h"
    r"|g)\s*(?:[0-5]?\d)?(?:\s*phút)?)(?:\s*[ap]m)?"
)
HOUR_BEFORE = re.compile(rf"^\s*{_HOUR}\s*,?\s*(?=ngày\s|\d{{1,2}}\s*[/.-])", re.IGNORECASE)
HOUR_AFTER = re.compile(rf"(?<=\d{{4}})[\s,]+{_HOUR}\s*$", re.IGNORECASE)
DAYS = ("apply_by", "publish_on")
# Characters of a cell that is no text; 40 where nothing is said.
LONGEST = {
    "headcount": 20,
    "probation_days": 20,
    "homes": 1_500,
    "base_wage": 60,
    "income": 60,
    "bonus": 60,
}
NEEDED = {
    "headcount": COUNT_NEEDED,
    "base_wage": WAGE_NEEDED,
    "income": WAGE_NEEDED,
    "contact_phone": PHONE_NEEDED,
    "apply_by": DAY_NEEDED,
}


@dataclass(frozen=True)
class VacancyRow:
    """What a row means: the facts of a vacancy, or None and what is wrong, by fact ("" for the row
    as a whole). `marks`: what was guessed or left out where its cells were understood; `people`,
    where that alone is readable.
    """

    facts: VacancyFacts | None
    problems: Problems
    marks: list[Mark] = field(default_factory=list)
    people: int | None = None


def read_vacancy_row(cells: Cells, employer: Employer, marks: Iterable[Mark] = ()) -> VacancyRow:
    """Empty cells say what a new vacancy of the employer says by itself. `marks`: what the reading
    of the file has to tell of the cells.
    """
    tidied = tidy_cells(cells, employer)
    guesses = _find_guesses(cells, tidied)
    values, unread = read_all(
        {name: partial(_read_cell, name, tidied[name], employer) for name in FACTS}
    )
    problems = by_field(unread) | _find_undecided(marks)
    if problems:
        people = None if "headcount" in problems else values.get("headcount")
        return VacancyRow(None, problems, guesses, people)
    facts = VacancyFacts(**values)
    problems = by_field(find_problems(facts, employer=employer, on=timezone.localdate()))
    return VacancyRow(None if problems else facts, problems, guesses, facts.headcount)


def _find_undecided(marks: Iterable[Mark]) -> Problems:
    # Cells that only a person can decide on.
    return by_field((mark.field, mark_sentence(mark)) for mark in marks if mark.code in REFUSED)


def _find_guesses(cells: Cells, tidied: Cells) -> list[Mark]:
    # What is not said by its own cell.
    marks = []
    own = cells.get("occupation", "").strip()
    if tidied["occupation"] in Occupation.values and not _occupation_of_cell(own):
        label = vietnamese_label(Occupation(tidied["occupation"]))
        marks.append(Mark("occupation", MarkCode.OCCUPATION, label))
    if unknown := unknown_benefits(cells.get("benefits", "")):
        marks.append(Mark("benefits", MarkCode.BENEFIT, "; ".join(unknown)))
    skill = cells.get("skill", "")
    if skill.strip() and not choice_of_skill(skill) and tidied["skill"] == Skill.NONE:
        marks.append(Mark("skill", MarkCode.SCHOOLING, skill))
    return marks


def _occupation_of_cell(text: str) -> str:
    return choice_written_out(Occupation, text) or occupation_of(text) if text else ""


def choice_of_skill(text: str) -> str:
    return choice_written_out(Skill, text) or find_choice(Skill, text)


def _read_cell(name: str, text: str, employer: Employer) -> Any:
    if name in NEEDED_TEXTS + OTHER_TEXTS and name != "contact_phone":
        typed = (clean_paragraphs if name in PARAGRAPHS else clean_line)(text)
        require_text(name, typed)
        return typed
    if name == "park":
        return find_park(text, employer)
    if name == "benefits":
        return tuple(Benefit(value) for value in text.split(",") if value)
    return _read_value(name, clean_line(text))


def _read_value(name: str, typed: str) -> Any:
    # Of a cell that is no text.
    if not typed:
        if name in DEFAULTS:
            return DEFAULTS[name]
        if name in NEEDED:
            raise ValidationError(NEEDED[name])
        label = capfirst(str(model_column(Vacancy, name).verbose_name))
        raise ValidationError(_("%(what)s is missing.") % {"what": label})
    if name not in CHOICES:
        MaxLengthValidator(LONGEST.get(name, 40))(typed)
    return READERS[name](typed)


READERS: dict[str, Callable[[str], Any]] = {
    **{name: partial(read_choice, kind) for name, kind in CHOICES.items()},
    "headcount": lambda typed: read_count(typed, *COUNTS["headcount"]),
    "probation_days": lambda typed: read_days(typed, *COUNTS["probation_days"]),
    "homes": read_homes,
    "base_wage": read_wage,
    "income": read_wage,
    "bonus": lambda typed: read_wage(typed).low,
    "contact_phone": read_phone,
    "apply_by": parse_typed_day,
    "publish_on": parse_typed_day,
}


# Tidying ------------------------------------------------------------------------------------------
def tidy_cells(cells: Cells, employer: Employer) -> Cells:
    """As somebody would type them on the page: values of lists by their keys, of benefits with
    commas between.
    """
    tidied = dict.fromkeys(FACTS, "") | _by_itself(employer)
    filled = {name: text.strip() for name, text in cells.items() if text.strip()}
    tidied |= {name: text for name, text in filled.items() if name in tidied}
    for name, kind in CHOICES.items():
        if name in filled:
            tidied[name] = choice_of_cell(kind, filled[name])
    _fill_in(tidied, cells)
    tidied["headcount"] = COUNTED.sub("", tidied["headcount"])
    for name in DAYS:
        tidied[name] = day_first(tidied[name])
    pieces = BENEFIT_PIECES.split(cells.get("benefits", ""))
    named = [value for piece in pieces for value in benefits_of_piece(piece)]
    # What the list does not have is not lost: it stands in the note, in the employer's words.
    unknown = unknown_benefits(cells.get("benefits", ""))
    notes = [tidied["benefits_note"], "; ".join(unknown)]
    return tidied | {
        "benefits": ",".join(dict.fromkeys(named)),
        "benefits_note": "\n".join(filter(None, notes)),
        "contact_phone": _with_zero(tidied["contact_phone"]),
    }


def _by_itself(employer: Employer) -> Cells:
    # What a new vacancy takes over from its employer; its park is found where it is read.
    return {name: text for name, text in facts_taken_over(employer).items() if name != "park"}


def _fill_in(tidied: Cells, cells: Cells) -> None:
    # What another cell says: the occupation by the title, schooling that stands in the column of
    # skill levels.
    if tidied["occupation"] not in Occupation.values:
        found = occupation_of(cells.get("occupation", "")) or occupation_of(cells.get("title", ""))
        tidied["occupation"] = found or cells.get("occupation", "")
    schooling = find_choice(Schooling, cells.get("skill", ""))
    if tidied["skill"] not in Skill.values and schooling:
        tidied["skill"] = Skill.NONE.value
        if not cells.get("schooling", "").strip():
            tidied["schooling"] = schooling


def choice_of_cell(kind: type[TextChoices], text: str) -> str:
    """The list's value for a cell's words, or the words, which are refused then with their own
    sentence.
    """
    return choice_written_out(kind, text) or find_choice(kind, text) or text


BENEFIT_PIECES = re.compile(r"[,;\n+·]")
NO_BENEFIT = ("", "khong", "khong co", "co", "x")


def unknown_benefits(text: str) -> list[str]:
    """Pieces of the cell that name nothing of the list."""
    pieces = (piece.strip() for piece in BENEFIT_PIECES.split(text))
    return [
        piece for piece in pieces if fold(piece) not in NO_BENEFIT and not benefits_of_piece(piece)
    ]


def benefits_of_piece(text: str) -> list[str]:
    # What of the list a piece of the cell names.
    wanted = fold(text)
    if not wanted:
        return []
    exact = [b.value for b in Benefit if wanted in (fold(vietnamese_label(b)), b.value)]
    return exact or find_choices(Benefit, text)


def day_first(text: str) -> str:
    """“2027-03-06 00:00:00”, as programs write it, “đến hết ngày 06/3/2027” and “06/3/2027 17:00”,
    as days are read: a job is open for whole days, so the hour of its last day is left out.
    """
    until = re.sub(r"^\s*(?:đến hết|đến|hết)\s+(?=ngày|\d)", "", text, flags=re.IGNORECASE)
    return typed_day_from_program(HOUR_AFTER.sub("", HOUR_BEFORE.sub("", until)))


def _with_zero(phone: str) -> str:
    # A number that Excel took for a number has lost its zero.
    return f"0{phone}" if re.fullmatch(r"[35789]\d{8}|2\d{9}", phone) else phone
