"""What the words of a workbook's row mean: the same form as on the page, fed with what employers
write in cells.
"""

import json
import re

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.files.forms import day_of_program
from agencies.lists.labels import label_text
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import parks_of
from recruitment.fields.cell_vocabulary import all_meant_by, meant_by, occupation_of
from recruitment.imports.reader.heads import with_unit
from recruitment.imports.services import Reading
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    Way,
)
from recruitment.vacancies.forms import VacancyForm, said_for
from recruitment.vacancies.services import vacancy_of
from vietnam.folding import fold

CHOICES = {
    "occupation": Occupation,
    "skill": Skill,
    "contract": Contract,
    "shift": Shift,
    "horizon": Horizon,
    "schooling": Schooling,
    "experience": Experience,
    "way": Way,
}
PLAIN = ("headcount", "probation_days")
WAGES = ("base_wage", "income", "bonus")
DAYS = ("apply_by", "publish_on")
COUNTED = re.compile(
    r"^\s*khoảng\s+|\s*(?:người|ngày|nguoi|ngay|lđ|lao động|công nhân)\s*$", re.IGNORECASE
)
_HOUR = (
    r"(?:lúc\s*)?(?:[01]?\d|2[0-4])\s*(?::\s*[0-5]\d(?::[0-5]\d)?|(?:giờ|h"
    r"|g)\s*(?:[0-5]?\d)?(?:\s*phút)?)(?:\s*[ap]m)?"
)
HOUR_BEFORE = re.compile(rf"^\s*{_HOUR}\s*,?\s*(?=ngày\s|\d{{1,2}}\s*[/.-])", re.IGNORECASE)
HOUR_AFTER = re.compile(rf"(?<=\d{{4}})[\s,]+{_HOUR}\s*$", re.IGNORECASE)
OUTSIDE = ("khong", "ngoai khu cum cong nghiep", "ngoai kcn")
"""What the cell of a park says where there is none."""


def read_row(said: dict[str, str], employer: Employer) -> Reading:
    """Empty cells say what a new vacancy of the employer says by itself."""
    form = form_of(said, employer)
    problems = {
        name if name in form.fields else "": [str(error) for error in errors]
        for name, errors in form.errors.items()
    }
    for name in filter(None, said.get("formulas", "").split(",")):
        problems[name] = [
            _("A formula without a result. Open the file in Excel and save it, or type the value.")
        ]
    for name, columns in json.loads(said.get("rivals", "{}")).items():
        sentence = _(
            "Several columns say this, and they differ: %(columns)s. Keep one of them, or type "
            "the value."
        )
        problems[name] = [sentence % {"columns": columns}]
    for name, errors in _places(said, form).items():
        problems.setdefault(name, errors)
    if not problems:
        problems = _broken_rules(employer, form.facts)
    return Reading({} if problems else form.facts, problems)


def _broken_rules(employer: Employer, facts: dict[str, object]) -> dict[str, list[str]]:
    """What the service would refuse is told while it can still be mended."""
    try:
        vacancy_of(employer, facts)
    except RuleError as refused:
        return {refused.field or "": [refused.message]}
    return {}


def form_of(said: dict[str, str], employer: Employer) -> VacancyForm:
    """The form as if somebody had typed the row; a wage needs its unit, which no label beside a
    cell names.
    """
    form = VacancyForm(data_of(said, employer), employer=employer)
    for name in WAGES:
        form.fields[name].in_millions = False
    return form


def said_on_page(post: QueryDict, employer: Employer) -> dict[str, str]:
    """What was typed on the page for a row, as the workbook would say it."""
    said = {name: post.get(name, "") for name in VacancyForm.base_fields if name != "version"}
    said |= {name: with_unit(said[name]) for name in WAGES}
    parks = {str(park.pk): park.name for park in _parks(employer)}
    return said | {
        "benefits": "; ".join(post.getlist("benefits")),
        "park": parks.get(said["park"], OUTSIDE[0]),
    }


def data_of(said: dict[str, str], employer: Employer) -> dict[str, object]:
    fields = VacancyForm.base_fields
    own = said_for(employer)
    typed = {
        name: field.initial for name, field in fields.items() if field.initial is not None
    } | own
    typed |= {name: text.strip() for name, text in said.items() if text.strip() and name in fields}
    for name, kind in CHOICES.items():
        if said.get(name, "").strip():
            typed[name] = value_of(kind, said[name])
    _fill_in(typed, said)
    for name in PLAIN:
        typed[name] = COUNTED.sub("", str(typed.get(name, "")))
    for name in DAYS:
        typed[name] = day_first(str(typed.get(name, "")))
    typed["benefits"] = [
        each
        for text in re.split(r"[,;/\n+·]", said.get("benefits", ""))
        for each in _benefits(text)
    ]
    typed["contact_phone"] = _with_zero(str(typed.get("contact_phone", "")))
    typed["park"] = park_of(said.get("park", ""), employer)
    return typed


def _fill_in(typed: dict[str, object], said: dict[str, str]) -> None:
    """What another cell says: the occupation by the title, schooling that stands in the column of
    skill levels.
    """
    if typed.get("occupation") not in Occupation.values:
        found = occupation_of(said.get("occupation", "")) or occupation_of(said.get("title", ""))
        typed["occupation"] = found or said.get("occupation", "")
    schooling = meant_by(Schooling, said.get("skill", ""))
    if typed.get("skill") not in Skill.values and schooling:
        typed["skill"] = Skill.NONE.value
        typed["schooling"] = typed["schooling"] if said.get("schooling", "").strip() else schooling


def value_of(kind: type, text: str) -> str:
    """The list's value for a cell's words, or the words, which the form then refuses with its own
    sentence.
    """
    wanted = fold(text)
    exact = (
        choice.value
        for choice in kind
        if text.strip() == choice.value or wanted == fold(label_text(choice))
    )
    return next(exact, "") or meant_by(kind, text) or text


def _benefits(text: str) -> list[str]:
    """What of the list a piece of the cell names; an unknown one is left to the note."""
    wanted = fold(text)
    if not wanted:
        return []
    exact = [b.value for b in Benefit if wanted in (fold(label_text(b)), b.value)]
    return exact or all_meant_by(Benefit, text)


def day_first(text: str) -> str:
    """“2027-03-06 00:00:00”, as programs write it, “đến hết ngày 06/3/2027” and “06/3/2027 17:00”,
    as the form reads days: a job is open for whole days, so the hour of its last day is left out.
    """
    until = re.sub(r"^\s*(?:đến hết|đến|hết)\s+(?=ngày|\d)", "", text, flags=re.IGNORECASE)
    return day_of_program(HOUR_AFTER.sub("", HOUR_BEFORE.sub("", until)))


def _with_zero(phone: str) -> str:
    """A number that Excel took for a number has lost its zero."""
    return f"0{phone}" if re.fullmatch(r"[35789]\d{8}|2\d{9}", phone) else phone


def park_of(text: str, employer: Employer) -> object:
    """By its name, with or without “KCN”; nothing where the cell says that there is none."""
    wanted = _bare(text)
    if not wanted:
        return employer.park_id or ""
    if wanted in OUTSIDE:
        return ""
    return next((park.pk for park in _parks(employer) if _bare(park.name) == wanted), "")


def _parks(employer: Employer) -> QuerySet[IndustrialPark]:
    return parks_of(Province.objects.filter(pk=employer.province_id), timezone.localdate())


def _places(said: dict[str, str], form: VacancyForm) -> dict[str, list[str]]:
    """A park that is not in the register would else mean "outside"."""
    named = _bare(said.get("park", ""))
    if named and named not in OUTSIDE and not form.data["park"]:
        return {
            "park": [
                _("“%(typed)s” is not in the register of parks and clusters.")
                % {"typed": said["park"]}
            ]
        }
    return {}


def _bare(name: str) -> str:
    return re.sub(r"^(kcn|ccn|khu cong nghiep|cum cong nghiep) ", "", fold(name))
