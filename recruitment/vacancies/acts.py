"""What can be done with a vacancy now, and by whom: pages ask it for their buttons, services before
each act.
"""

from collections.abc import Callable
from enum import StrEnum

from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from recruitment.desks.queries import is_at_desk
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy


class VacancyAct(StrEnum):
    CHANGE = "change"
    COPY = "copy"
    SUBMIT = "submit"
    CHECK = "check"
    ASK_BACK = "ask_back"
    PAUSE = "pause"
    RESUME = "resume"
    REFRESH = "refresh"
    FILL = "fill"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


def find_refusal(act: VacancyAct, vacancy: Vacancy, by: Actor) -> RuleError | None:
    """Why it cannot be done now; None when it can. Reads the vacancy's employer and office, for
    some acts its fills.
    """
    try:
        require_act_allowed(act, vacancy, by)
    except RuleError as refused:
        return refused
    return None


def allowed_acts(vacancy: Vacancy, by: Actor) -> set[VacancyAct]:
    return {act for act in VacancyAct if find_refusal(act, vacancy, by) is None}


def require_act_allowed(act: VacancyAct, vacancy: Vacancy, by: Actor) -> None:
    """Raises RuleError with the reason."""
    if act in (VacancyAct.CHECK, VacancyAct.ASK_BACK):
        require_checker(vacancy, by)
    else:
        require_vacancy_writer(vacancy, by)
    require_act_possible(act, vacancy, by)


def require_act_possible(act: VacancyAct, vacancy: Vacancy, by: Actor) -> None:
    """For who has the right; raises RuleError with the reason."""
    GUARDS[act](vacancy, by)


# Whose --------------------------------------------------------------------------------------------
def is_own(vacancy: Vacancy, by: Actor) -> bool:
    return vacancy.employer.agency_id == by.seat.agency_id


def require_vacancy_writer(vacancy: Vacancy, by: Actor) -> None:
    # The employer's own representatives, and the desk of the place of work, which acts on its
    # behalf.
    is_its = is_own(vacancy, by) or is_at_desk(vacancy.office_id, by)
    if not (by.may(RecruitmentPermission.WRITE_VACANCIES) and is_its):
        raise RuleError(_("Only the employer and its office change this."))


def require_checker(vacancy: Vacancy, by: Actor) -> None:
    if not may_check(vacancy, by):
        raise RuleError(_("%(office)s checks this vacancy.") % {"office": vacancy.office.name})


def may_check(vacancy: Vacancy, by: Actor) -> bool:
    return by.may(RecruitmentPermission.CHECK_VACANCIES) and is_at_desk(vacancy.office_id, by)


# When ---------------------------------------------------------------------------------------------
def _change(row: Vacancy, by: Actor) -> None:
    if row.is_over:
        raise RuleError(_("This vacancy is closed. Copy it to ask for people again."))


def _copy(row: Vacancy, by: Actor) -> None:
    # Nobody but the employer sees its drafts.
    if not is_own(row, by):
        raise RuleError(_("Only the employer keeps drafts of its vacancies."))


def _submit(row: Vacancy, by: Actor) -> None:
    if row.status not in VacancyStatus.TO_SUBMIT:
        raise RuleError(_("This vacancy has been sent already. Look at the page again."))
    if not row.employer.is_verified:
        raise RuleError(
            _(
                "The registration of the enterprise must be verified first. Until then keep it as "
                "a draft."
            )
        )
    if row.is_past:
        raise RuleError(_("The last day to apply is over. Change it first."), field="apply_by")


def _ask_back(row: Vacancy, by: Actor) -> None:
    if row.status not in VacancyStatus.WAITING:
        raise RuleError(_("This has been decided already. Look at the page again."))


def _check(row: Vacancy, by: Actor) -> None:
    _ask_back(row, by)
    if not row.employer.is_verified:
        raise RuleError(_("The registration of the enterprise must be verified first."))
    if row.is_past:
        raise RuleError(_("The last day to apply is over. Ask the employer for a new one."))


def _pause(row: Vacancy, by: Actor) -> None:
    _require_status(row, VacancyStatus.PUBLISHED)


def _resume(row: Vacancy, by: Actor) -> None:
    _require_status(row, VacancyStatus.PAUSED)
    if not row.employer.is_verified:
        raise RuleError(_("The registration of the enterprise must be verified first."))


def _fill(row: Vacancy, by: Actor) -> None:
    # Also after the vacancy has ended.
    if row.published_at is None:
        raise RuleError(_("Nobody can have been taken on before it was published."))
    if people_taken_on(row) >= row.headcount:
        words = _("All %(asked)s places are filled. Raise the number asked for first.")
        raise RuleError(words % {"asked": localized_number(row.headcount)}, field="people")


def _correct(row: Vacancy, by: Actor) -> None:
    # Also after the vacancy has ended.
    if not people_taken_on(row):
        raise RuleError(_("Nobody is entered as taken on."))


def _withdraw(row: Vacancy, by: Actor) -> None:
    if row.is_over:
        raise RuleError(_("This vacancy is closed already."))


def _require_status(row: Vacancy, status: VacancyStatus) -> None:
    if row.is_over and row.status != row.state:
        raise RuleError(
            _("The last day to apply is over. Copy the vacancy to ask for people again.")
        )
    if row.status != status:
        raise RuleError(_("The vacancy has changed meanwhile. Look at the page again."))


GUARDS: dict[VacancyAct, Callable[[Vacancy, Actor], None]] = {
    VacancyAct.CHANGE: _change,
    VacancyAct.COPY: _copy,
    VacancyAct.SUBMIT: _submit,
    VacancyAct.CHECK: _check,
    VacancyAct.ASK_BACK: _ask_back,
    VacancyAct.PAUSE: _pause,
    VacancyAct.RESUME: _resume,
    VacancyAct.REFRESH: _pause,
    VacancyAct.FILL: _fill,
    VacancyAct.CORRECT: _correct,
    VacancyAct.WITHDRAW: _withdraw,
}


# How many -----------------------------------------------------------------------------------------
def people_taken_on(vacancy: Vacancy) -> int:
    return sum(fill.people for fill in vacancy.fills.all())


def too_many_taken_on(row: Vacancy, more: int) -> RuleError:
    """`more`: people to be entered beside those who are entered already."""
    words = _(
        "%(taken)s people taken on would be more than the %(asked)s asked for. Correct the number "
        "entered, or raise the number asked for first."
    )
    taken = localized_number(people_taken_on(row) + more)
    return RuleError(words % {"asked": localized_number(row.headcount), "taken": taken}, "people")
