"""A vacancy from the office's check to its end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.models import Employer
from recruitment.vacancies.acts import (
    VacancyAct,
    may_check,
    people_taken_on,
    require_act_allowed,
    require_checker,
    too_many_taken_on,
)
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.services import add_vacancy, lock_vacancy, words_for_log
from recruitment.vacancy_facts.facts import VacancyFacts
from recruitment.vacancy_saving.services import mark_published, save_vacancy


# The office ---------------------------------------------------------------------------------------
@transaction.atomic
def check_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    # Found right: published at once, or on the day that the employer has chosen; its
    # representatives are told.
    row = approve_vacancy(vacancy=vacancy, version=version, by=by)
    _notify_decided(row)
    return row


@transaction.atomic
def approve_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    # Found right, without a letter: whoever calls it tells the employer.
    row = _lock_to_decide(VacancyAct.CHECK, vacancy, version, by)
    today = timezone.localdate()
    row.words = ""
    row.checked_facts = None
    row.checked_at = timezone.now()
    row.checked_by = by.seat
    row.checked_person = by.person
    if row.publish_on and row.publish_on > today:
        row.status = VacancyStatus.CHECKED
    else:
        mark_published(row, today)
    return _save_and_record(row, RecruitmentAction.VACANCY_CHECKED, by, status=str(row.status))


@transaction.atomic
def enter_vacancy(*, employer: Employer, facts: VacancyFacts, by: Actor) -> Vacancy:
    """The office of an employer writes down what it asks for on paper or by telephone: sent, and
    checked by that.

    Where people work at a place of another desk, that desk checks it.
    """
    made = add_vacancy(employer=employer, facts=facts, by=by, send=True)
    return check_vacancy(vacancy=made, version=made.version, by=by) if may_check(made, by) else made


@transaction.atomic
def ask_vacancy_back(*, vacancy: Vacancy, version: int, words: str, by: Actor) -> Vacancy:
    # With what the employer has to complete or mend.
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    row = _lock_to_decide(VacancyAct.ASK_BACK, vacancy, version, by)
    row.status = VacancyStatus.ASKED_BACK
    row.words = words.strip()
    _save_and_record(row, RecruitmentAction.VACANCY_ASKED_BACK, by, text=row.words)
    _notify_decided(row)
    return row


def _lock_to_decide(act: VacancyAct, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    require_checker(vacancy, by)
    return _lock_for_act(act, vacancy, version, by)


def _notify_decided(row: Vacancy) -> None:
    context = {
        "vacancy": row.pk,
        "title": row.title,
        "status": str(row.status),
        "office": row.office.name,
        "words": row.words,
    }
    queue_employer_letters(
        row.employer, "vacancy_judged", f"vacancy-{row.pk}-{row.version}", context
    )


# The employer -------------------------------------------------------------------------------------
@transaction.atomic
def pause_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    # For a while nobody new is wanted: off the list, its page says so.
    row = _lock_for_act(VacancyAct.PAUSE, vacancy, version, by)
    row.status = VacancyStatus.PAUSED
    return _save_and_record(row, RecruitmentAction.VACANCY_PAUSED, by)


@transaction.atomic
def resume_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    row = _lock_for_act(VacancyAct.RESUME, vacancy, version, by)
    mark_published(row, timezone.localdate())
    row.is_held = False
    return _save_and_record(row, RecruitmentAction.VACANCY_RESUMED, by)


@transaction.atomic
def refresh_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    # The employer still needs the people: another month.
    row = _lock_for_act(VacancyAct.REFRESH, vacancy, version, by)
    row.refreshed_on = timezone.localdate()
    row.refresh_asked_on = None
    return _save_and_record(row, RecruitmentAction.VACANCY_REFRESHED, by)


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, version: int, filled: bool, by: Actor) -> Vacancy:
    # Filled, or withdrawn without; filled needs to say with how many people.
    act = VacancyAct.CLOSE_FILLED if filled else VacancyAct.WITHDRAW
    row = _lock_for_act(act, vacancy, version, by)
    row.status = VacancyStatus.FILLED if filled else VacancyStatus.WITHDRAWN
    row.closed_at = timezone.now()
    row.is_held = False
    return _save_and_record(row, RecruitmentAction.VACANCY_CLOSED, by, status=str(row.status))


@transaction.atomic
def add_fill(
    *, vacancy: Vacancy, version: int, people: int, way: str, province: Province | None, by: Actor
) -> VacancyFill:
    # People who were taken on, of one home province and by one way; also after the vacancy has
    # ended.
    row = _lock_for_act(VacancyAct.FILL, vacancy, version, by)
    if people_taken_on(row) + people > row.headcount:
        raise too_many_taken_on(row, people)
    fill = VacancyFill.objects.create(
        vacancy=row, province=province, people=people, way=way, entered_by=by.seat
    )
    _save_and_record(
        row,
        RecruitmentAction.VACANCY_FILL_ADDED,
        by,
        people=people,
        province=str(province or ""),
        **words_for_log({"way": way}),
    )
    return fill


def _lock_for_act(act: VacancyAct, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    row = lock_vacancy(vacancy, version, by)
    require_act_allowed(act, row, by)
    return row


def _save_and_record(
    row: Vacancy, action: RecruitmentAction, by: Actor, **after: object
) -> Vacancy:
    save_vacancy(row)
    record(action, row, by=by, after=after or None)
    return row
