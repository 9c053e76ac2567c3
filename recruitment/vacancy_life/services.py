"""A vacancy from the office's check to its end."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import write_to_representatives
from recruitment.employers.models import Employer
from recruitment.vacancies.acts import (
    VacancyAct,
    may_check,
    require_checker,
    require_open,
    taken_on,
    too_many_taken_on,
)
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy, VacancyFill
from recruitment.vacancies.services import add_vacancy, keep, locked, told


# The office ---------------------------------------------------------------------------------------
@transaction.atomic
def check_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """Found right: published at once, or on the day that the employer has chosen; its
    representatives are told.
    """
    row = approve(vacancy=vacancy, version=version, by=by)
    _queue_verdict(row)
    return row


@transaction.atomic
def approve(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """Found right, without a letter: whoever calls it tells the employer."""
    row = _judged(VacancyAct.CHECK, vacancy, version, by)
    today = timezone.localdate()
    _approve(row, by)
    if row.publish_on and row.publish_on > today:
        row.status = VacancyStatus.CHECKED
    else:
        publish(row, today)
    keep(row)
    record(RecruitmentAction.VACANCY_CHECKED, row, by=by, after={"status": str(row.status)})
    return row


@transaction.atomic
def enter_vacancy(*, employer: Employer, by: Actor, **facts) -> Vacancy:
    """The office of an employer writes down what it asks for on paper or by telephone: sent, and
    checked by that.

    Where people work at a place of another desk, that desk checks it.
    """
    made = add_vacancy(employer=employer, by=by, send=True, **facts)
    return check_vacancy(vacancy=made, version=made.version, by=by) if may_check(made, by) else made


@transaction.atomic
def ask_vacancy_back(*, vacancy: Vacancy, version: int, words: str, by: Actor) -> Vacancy:
    """With what the employer has to complete or mend."""
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    row = _judged(VacancyAct.ASK_BACK, vacancy, version, by)
    row.status, row.words = VacancyStatus.ASKED_BACK, words.strip()
    keep(row)
    record(RecruitmentAction.VACANCY_ASKED_BACK, row, by=by, after={"text": row.words})
    _queue_verdict(row)
    return row


def _judged(act: VacancyAct, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    require_checker(vacancy, by)
    row = locked(vacancy, version, by)
    require_open(act, row, by)
    return row


def _approve(row: Vacancy, by: Actor) -> None:
    row.words, row.checked_facts = "", None
    row.checked_at, row.checked_by, row.checked_person = timezone.now(), by.seat, by.person


def publish(row: Vacancy, today: datetime.date) -> None:
    """The day of the first publication stays: what is changed or paused does not become new by
    it.
    """
    row.status, row.published_at = VacancyStatus.PUBLISHED, row.published_at or timezone.now()
    row.refreshed_on, row.refresh_asked_on = today, None


def _queue_verdict(row: Vacancy) -> None:
    words = {"vacancy": row.pk, "title": row.title, "office": row.office.name, "words": row.words}
    context = words | {"status": str(row.status)}
    write_to_representatives(
        row.employer, "vacancy_judged", f"vacancy-{row.pk}-{row.version}", context
    )


# The employer -------------------------------------------------------------------------------------
@transaction.atomic
def pause_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """For a while nobody new is wanted: off the list, its page says so."""
    row = locked(vacancy, version, by)
    require_open(VacancyAct.PAUSE, row, by)
    row.status = VacancyStatus.PAUSED
    keep(row)
    record(RecruitmentAction.VACANCY_PAUSED, row, by=by)
    return row


@transaction.atomic
def resume_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    row = locked(vacancy, version, by)
    require_open(VacancyAct.RESUME, row, by)
    publish(row, timezone.localdate())
    row.is_held = False
    keep(row)
    record(RecruitmentAction.VACANCY_RESUMED, row, by=by)
    return row


@transaction.atomic
def refresh_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """The employer still needs the people: another month."""
    row = locked(vacancy, version, by)
    require_open(VacancyAct.REFRESH, row, by)
    row.refreshed_on, row.refresh_asked_on = timezone.localdate(), None
    keep(row)
    record(RecruitmentAction.VACANCY_REFRESHED, row, by=by)
    return row


@transaction.atomic
def add_fill(
    *, vacancy: Vacancy, version: int, people: int, way: str, province: Province | None, by: Actor
) -> VacancyFill:
    """People who were taken on, of one home province and by one way; also after the vacancy has
    ended.
    """
    row = locked(vacancy, version, by)
    require_open(VacancyAct.FILL, row, by)
    if taken_on(row) + people > row.headcount:
        raise too_many_taken_on(row)
    fill = VacancyFill.objects.create(
        vacancy=row, province=province, people=people, way=way, entered_by=by.seat
    )
    keep(row)
    record(
        RecruitmentAction.VACANCY_FILL_ADDED,
        row,
        by=by,
        after={"people": people, "province": str(province or ""), **told({"way": way})},
    )
    return fill


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, version: int, filled: bool, by: Actor) -> Vacancy:
    """Filled, or withdrawn without; filled needs to say with how many people."""
    row = locked(vacancy, version, by)
    require_open(VacancyAct.CLOSE_FILLED if filled else VacancyAct.WITHDRAW, row, by)
    row.status = VacancyStatus.FILLED if filled else VacancyStatus.WITHDRAWN
    row.closed_at, row.is_held = timezone.now(), False
    keep(row)
    record(RecruitmentAction.VACANCY_CLOSED, row, by=by, after={"status": str(row.status)})
    return row
