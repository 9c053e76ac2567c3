"""A vacancy from the office's check to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Province
from agencies.database.locking import lock_rows
from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
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
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.services import add_vacancy, lock_vacancy, words_for_log
from recruitment.vacancy_facts.facts import VacancyFacts
from recruitment.vacancy_saving.months import renew_month
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


@dataclass(frozen=True)
class TakenOn:
    """People who were taken on, of one home province (None: not known) and by one way."""

    province: Province | None
    people: int
    way: str


@transaction.atomic
def close_vacancy(
    *,
    vacancy: Vacancy,
    version: int,
    outcome: str,
    by: Actor,
    taken_on: Sequence[TakenOn] = (),
) -> Vacancy:
    """Ended by its keeper, who says how (VacancyOutcome): filled, with how many people and from
    where, what was entered before counting too; nobody found; or nobody needed any more.
    """
    row = _lock_for_act(VacancyAct.WITHDRAW, vacancy, version, by)
    if taken_on:
        require_act_allowed(VacancyAct.FILL, row, by)
        _enter_people(row, taken_on, by)
    people = people_taken_on(row)
    if outcome == VacancyOutcome.FILLED and not people:
        raise RuleError(
            _("Enter first how many people were taken on, and from where."), field="taken_on"
        )
    if outcome == VacancyOutcome.NOBODY and people:
        words = _("%(people)s people are entered as taken on: it was filled, or correct them.")
        raise RuleError(words % {"people": localized_number(people)}, field="outcome")
    mark_closed(row, outcome)
    told = {"status": str(row.status), "outcome": outcome} | ({"people": people} if people else {})
    return _save_and_record(row, RecruitmentAction.VACANCY_CLOSED, by, **told)


def mark_closed(row: Vacancy, outcome: str) -> None:
    is_filled = outcome == VacancyOutcome.FILLED
    row.status = VacancyStatus.FILLED if is_filled else VacancyStatus.WITHDRAWN
    row.outcome = outcome
    row.closed_at = timezone.now()
    row.is_held = False


@transaction.atomic
def add_fill(
    *, vacancy: Vacancy, version: int, people: int, way: str, province: Province | None, by: Actor
) -> VacancyFill:
    # People who were taken on, of one home province and by one way; also after the vacancy has
    # ended.
    row = _lock_for_act(VacancyAct.FILL, vacancy, version, by)
    [fill] = _enter_people(row, [TakenOn(province, people, way)], by)
    save_vacancy(row)
    return fill


def _enter_people(row: Vacancy, taken_on: Sequence[TakenOn], by: Actor) -> list[VacancyFill]:
    more = sum(each.people for each in taken_on)
    if people_taken_on(row) + more > row.headcount:
        raise too_many_taken_on(row, more)
    made = []
    for each in taken_on:
        made.append(
            VacancyFill.objects.create(
                vacancy=row,
                province=each.province,
                people=each.people,
                way=each.way,
                entered_by=by.seat,
            )
        )
        after = {"people": each.people, "province": str(each.province or "")}
        after |= words_for_log({"way": each.way})
        record_action(RecruitmentAction.VACANCY_FILL_ADDED, row, by=by, after=after)
    return made


@transaction.atomic
def correct_fills(
    *, vacancy: Vacancy, version: int, people: Mapping[int, int], why: str, by: Actor
) -> int:
    """Figures that were entered wrong: by key of what was entered, how many people there were
    really, 0 for none. Returns how many figures have changed.

    The months in which they were entered, and this one, are counted anew.
    """
    row = _lock_for_act(VacancyAct.CORRECT, vacancy, version, by)
    fills = lock_rows(row.fills.select_related("province"))
    wrong = [fill for fill in fills if people.get(fill.pk, fill.people) != fill.people]
    if not wrong:
        return 0
    if not why.strip():
        raise RuleError(_("Say why the figure is corrected."), field="why")
    left = sum(people.get(fill.pk, fill.people) for fill in fills)
    if row.outcome == VacancyOutcome.FILLED and not left:
        words = _("The vacancy was closed as filled: at least one person was taken on.")
        raise RuleError(words, field=f"fill_{wrong[0].pk}")
    # The smaller first, so that at no moment more are taken on than asked for.
    for fill in sorted(wrong, key=lambda fill: people[fill.pk] - fill.people):
        _correct_fill(row, fill, people[fill.pk], why.strip(), by)
    save_vacancy(row)
    for day in {timezone.localdate(fill.entered_at).replace(day=1) for fill in wrong}:
        renew_month(row.pk, day=day)
    return len(wrong)


def _correct_fill(row: Vacancy, fill: VacancyFill, people: int, why: str, by: Actor) -> None:
    others = sum(row.fills.exclude(pk=fill.pk).values_list("people", flat=True))
    if others + people > row.headcount:
        words = _("%(asked)s people were asked for; with the others this would be %(taken)s.")
        numbers = {"asked": row.headcount, "taken": others + people}
        raise RuleError(
            words % {name: localized_number(number) for name, number in numbers.items()},
            field=f"fill_{fill.pk}",
        )
    after = {"people": people, "province": str(fill.province or ""), "reason": why}
    after |= words_for_log({"way": fill.way})
    before = {"people": fill.people}
    if people:
        fill.people = people
        fill.save(update_fields=["people"])
    else:
        fill.delete()
    record_action(RecruitmentAction.VACANCY_FILL_CORRECTED, row, by=by, before=before, after=after)


def _lock_for_act(act: VacancyAct, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    row = lock_vacancy(vacancy, version, by)
    require_act_allowed(act, row, by)
    return row


def _save_and_record(
    row: Vacancy, action: RecruitmentAction, by: Actor, **after: object
) -> Vacancy:
    save_vacancy(row)
    record_action(action, row, by=by, after=after or None)
    return row
