"""The codes that vacancies are written in, with their names in Vietnamese and English."""

from django.db.models import TextChoices
from django.utils import translation

from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyStatus,
    Way,
)

# By the name of the field.
CODES: dict[str, type[TextChoices]] = {
    "occupation": Occupation,
    "skill": Skill,
    "schooling": Schooling,
    "experience": Experience,
    "contract": Contract,
    "shift": Shift,
    "horizon": Horizon,
    "way": Way,
    "benefits": Benefit,
    "state": VacancyStatus,
}


def code_names(kind: type[TextChoices]) -> list[tuple[str, str]]:
    """Each code with its name in the language of the moment, in the order of the page's lists."""
    return [(str(code.value), str(code.label)) for code in kind]


def named_codes(kind: type[TextChoices]) -> list[dict[str, str]]:
    """Each code with both names: `code`, `name` (Vietnamese), `english_name`."""
    with translation.override("vi"):
        names = code_names(kind)
    with translation.override("en"):
        english = dict(code_names(kind))
    return [{"code": code, "name": name, "english_name": english[code]} for code, name in names]


def code_lists() -> list[tuple[str, list[tuple[str, str]]]]:
    """All lists by the name of their field, as the page of the API shows them."""
    return [(field, code_names(kind)) for field, kind in CODES.items()]
