"""The demand sheet for a delegation, a partner or a newsroom: current vacancies of a search with
their open places.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from agencies.bodies.models import Province
from recruitment.public.public_list import open_vacancies_by_employer
from recruitment.vacancies.choices import Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill, VacancyHome


@dataclass(frozen=True)
class DemandLine:
    """A vacancy with the people asked for and those taken on so far; `from_home`: asked for from
    one home province.
    """

    vacancy: Vacancy
    asked: int
    filled: int
    from_home: int = 0

    @property
    def open(self) -> int:
        return self.asked - self.filled


@dataclass(frozen=True)
class SkillSum:
    """What is asked, filled and open at one skill level; `skill` empty: at all levels."""

    skill: str
    vacancies: int
    asked: int
    filled: int

    @property
    def open(self) -> int:
        return self.asked - self.filled


def demand_lines(
    terms: Iterable[str],
    narrowed: Q = Q(),  # noqa: B008 never changed
    home: Province | None = None,
) -> list[DemandLine]:
    """Employer by employer; two or three queries beside the search."""
    vacancies = open_vacancies_by_employer(terms, narrowed)
    sums = VacancyFill.objects.filter(vacancy__in=vacancies).order_by().values_list("vacancy")
    filled = dict(sums.annotate(people_taken=Sum("people")))
    wanted = (
        VacancyHome.objects.filter(province=home, vacancy__in=vacancies)
        if home
        else VacancyHome.objects.none()
    )
    from_home = dict(wanted.values_list("vacancy", "people"))
    return [
        DemandLine(
            vacancy, vacancy.headcount, filled.get(vacancy.pk, 0), from_home.get(vacancy.pk, 0)
        )
        for vacancy in vacancies
    ]


def sums_by_skill(lines: list[DemandLine]) -> list[SkillSum]:
    """In the order of the levels, only those asked for; the sum of all at the end."""
    sums = [
        _sum(level.value, [line for line in lines if line.vacancy.skill == level])
        for level in Skill
    ]
    return [*(each for each in sums if each.vacancies), _sum("", lines)]


def _sum(skill: str, lines: list[DemandLine]) -> SkillSum:
    return SkillSum(
        skill, len(lines), sum(line.asked for line in lines), sum(line.filled for line in lines)
    )
