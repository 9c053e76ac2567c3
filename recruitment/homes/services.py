"""From which home provinces a vacancy wants people; its other places are open to everybody."""

from django.utils.translation import gettext as _

from agencies.errors import RuleError
from recruitment.homes.queries import Homes
from recruitment.vacancies.models import Vacancy, VacancyHome
from vietnam.numbers import format_number


def check_homes(headcount: int, homes: Homes) -> None:
    """Raises RuleError at `homes`: nobody from a province, or more people than are needed."""
    empty = next((province for province, people in homes if people < 1), None)
    if empty:
        raise RuleError(
            _("%(province)s: at least one person.") % {"province": empty.name}, field="homes"
        )
    named = sum(people for _province, people in homes)
    if named > headcount:
        words = _("%(named)s people are named by home province, and only %(asked)s are needed.")
        numbers = {"named": format_number(named), "asked": format_number(headcount)}
        raise RuleError(words % numbers, field="homes")


def replace_homes(vacancy: Vacancy, homes: Homes) -> None:
    vacancy.homes.all().delete()
    VacancyHome.objects.bulk_create(
        VacancyHome(vacancy=vacancy, province=province, people=people) for province, people in homes
    )
