"""The public face of a vacancy: its words as an office last found them right.

Everybody who is neither its employer nor its office reads a vacancy through this module, or through
a query for what is open (`VacancyQuerySet.open`), whose words are checked by definition. While a
vacancy has unchecked words, `checked_facts` holds the checked ones.
"""

import copy
from collections.abc import Iterable
from typing import Any

from agencies.bodies.models import Agency, Province
from agencies.database.columns import model_column
from recruitment.employers.models import IndustrialPark
from recruitment.vacancies.models import Vacancy

# What an employer writes about a vacancy, besides the homes.
FIELDS = (
    "title",
    "headcount",
    "occupation",
    "skill",
    "schooling",
    "experience",
    "description",
    "contract",
    "shift",
    "horizon",
    "probation_days",
    "base_from",
    "base_to",
    "income_from",
    "income_to",
    "bonus",
    "bonus_condition",
    "benefits",
    "benefits_note",
    "park",
    "ward",
    "address",
    "papers",
    "way",
    "apply_by",
    "publish_on",
    "contact_name",
    "contact_phone",
)
RELATED = {"park": IndustrialPark, "province": Province, "office": Agency}


def public_version(vacancy: Vacancy) -> Vacancy | None:
    [face] = public_versions([vacancy])
    return face


def public_versions(vacancies: Iterable[Vacancy]) -> list[Vacancy | None]:
    """Each as everybody may see it, not to be saved; None of what nobody has checked yet.

    At most three queries, and only where the words of one are unchecked.
    """
    rows = list(vacancies)
    kept = [row.checked_facts for row in rows if row.checked_facts]
    related = {
        name: model.objects.in_bulk({facts[name] for facts in kept if facts[name]}) if kept else {}
        for name, model in RELATED.items()
    }
    return [_public_face(row, related) for row in rows]


def _public_face(vacancy: Vacancy, related: dict[str, dict[str, Any]]) -> Vacancy | None:
    if vacancy.checked_facts is None:
        return vacancy if vacancy.has_checked_words else None
    face = copy.copy(vacancy)
    for name in FIELDS:
        field = model_column(Vacancy, name)
        if name not in RELATED:
            setattr(face, name, field.to_python(vacancy.checked_facts[name]))
    for name, rows in related.items():
        setattr(face, name, rows.get(vacancy.checked_facts[name]))
    return face
