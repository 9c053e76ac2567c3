"""The API by which an employer's own program sends all its vacancies at once."""

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Router, Status

from agencies.api.answers import REFUSALS, Problem
from agencies.api.views import ApiTokenAuth, TokenRequest
from recruitment.api.choices import VacancyScope
from recruitment.api.employer_views import TAG, employer_of_token, named_as_sent
from recruitment.api.month_list import KeptList, ListProblemsError, save_month_list
from recruitment.api.own_vacancy import SENT_AS
from recruitment.api.own_vacancy_list import OwnVacancyListIn, OwnVacancyListOut
from recruitment.api.services import NoRepresentativeError
from recruitment.month_lists.services import LineRefusedError, ListOutdatedError
from recruitment.vacancies.models import Vacancy

router = Router(tags=[TAG], auth=ApiTokenAuth(VacancyScope.OWN_VACANCIES))


@router.put(
    "/own-vacancies",
    response={
        200: OwnVacancyListOut,
        403: Problem,
        409: Problem,
        413: Problem,
        **REFUSALS,
    },
    operation_id="keep_own_vacancies",
    url_name="own-vacancy-list",
    summary=_("Send the whole list of a month"),
    description=_(
        "Compared with what you have open: by the numbers of your program, and what has none by "
        "its title, place and conditions. What is the same stays, what differs is changed, what is "
        "new is made; all of it or nothing. Where it cannot be told whether one is open already, "
        "you are asked by a refusal: give its `id`, or `is_new`. What is open and not in the list "
        "stays open, unless `endings` or `others` say how it ends. The same list again changes "
        "nothing."
    ),
)
def save_own_vacancies(request: TokenRequest, given: OwnVacancyListIn) -> Status[Any]:
    employer = employer_of_token(request.auth)
    try:
        kept = save_month_list(employer=employer, given=given, token=request.auth)
    except ListOutdatedError as refused:
        return Status(409, {"detail": refused.message})
    except NoRepresentativeError as refused:
        return Status(403, {"detail": refused.message})
    except ListProblemsError as refused:
        return Status(422, {"detail": refused.message, "fields": refused.problems})
    except LineRefusedError as refused:
        fields = _fields_of_line(refused, given)
        return Status(422, {"detail": refused.message, "fields": fields})
    return Status(200, _answer(kept, given))


def _fields_of_line(refused: LineRefusedError, given: OwnVacancyListIn) -> dict[str, list[str]]:
    found = named_as_sent(refused.refused)
    if refused.ending is None:
        return {f"vacancies.{refused.line}.{name}": told for name, told in found.items()}
    at = [each.id for each in given.endings]
    key = refused.ending.pk
    place = f"endings.{at.index(key)}" if key in at else "others"
    return {place: [sentence for told in found.values() for sentence in told]}


def _answer(kept: KeptList, given: OwnVacancyListIn) -> dict[str, Any]:
    recorded = kept.recorded
    return {
        "is_dry_run": given.dry_run,
        "unchanged": [_kept(vacancy) for vacancy in kept.unchanged.values()],
        "changed": [
            _kept(recorded.changed[at]) | {"fields": [SENT_AS.get(name, name) for name in names]}
            for at, names in kept.names.items()
        ],
        "made": [
            _kept(vacancy) | ({"id": None} if given.dry_run else {})
            for vacancy in recorded.made.values()
        ],
        "ended": [_gone(vacancy) for vacancy in recorded.ended],
        "gone": [_gone(vacancy) for vacancy in kept.gone],
    }


def _kept(vacancy: Vacancy) -> dict[str, Any]:
    return {"id": vacancy.pk, "outside_id": vacancy.outside_id, "state": vacancy.state}


def _gone(vacancy: Vacancy) -> dict[str, Any]:
    return _kept(vacancy) | {"title": vacancy.title, "people": vacancy.headcount}
