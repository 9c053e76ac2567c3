"""A vacancy as its employer writes it: saved, sent to the office, copied."""

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.database.columns import model_column
from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.employers.routing import may_judge, responsible_office
from recruitment.fields.problems import FactsError
from recruitment.homes.queries import homes_text
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.acts import (
    VacancyAct,
    people_taken_on,
    require_act_allowed,
    require_act_possible,
    require_vacancy_writer,
)
from recruitment.vacancies.choices import Benefit, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import (
    VacancyFacts,
    facts_snapshot,
    vacancy_columns,
    vacancy_facts_of,
)
from recruitment.vacancy_facts.rules import date_problems, require_valid_vacancy
from recruitment.vacancy_saving.services import save_vacancy
from vietnam.dates import format_date

# A published vacancy of which only these change stays public; any other change goes to the office
# again.
LIGHT = frozenset({"headcount", "homes", "apply_by", "contact_name", "contact_phone", "own_code"})
PERSONAL = frozenset({"contact_name", "contact_phone"})
COPIED_FOR = datetime.timedelta(days=30)


@transaction.atomic
def add_vacancy(
    *, employer: Employer, facts: VacancyFacts, by: Actor, send: bool = False, outside_id: str = ""
) -> Vacancy:
    """A draft of the employer, which nobody else sees; with `send` it goes to the office at once,
    or is not made.

    `outside_id`: its number in the employer's own program. Raises FactsError.
    """
    require_employer_writer(employer, by)
    vacancy = _new_vacancy(employer, facts)
    vacancy.outside_id = outside_id
    save_vacancy(vacancy, homes=facts.homes)
    given = logged_columns(facts) | ({"outside_id": outside_id} if outside_id else {})
    record_action(RecruitmentAction.VACANCY_ADDED, vacancy, by=by, after=words_for_log(given))
    if send:
        _send(vacancy, by)
    return vacancy


@transaction.atomic
def change_vacancy(
    *, vacancy: Vacancy, version: int | None, facts: VacancyFacts, by: Actor, send: bool = False
) -> Vacancy:
    """More people, a later date or another contact stay public; any other change has to be checked
    again.

    So has each once the employer has moved to another province, which the vacancy takes over by it.
    With `send` a draft goes to the office at once, or nothing is changed. Raises FactsError.
    """
    row = lock_vacancy(vacancy, version, by)
    require_act_allowed(VacancyAct.CHANGE, row, by)
    before, after = _difference(vacancy_facts_of(row), facts)
    if after:
        checked = facts_snapshot(row)
        _write(row, facts)
        if "headcount" in after:
            _check_taken_on(row)
        is_light = after.keys() <= LIGHT and row.province_id == checked["province"]
        if row.status in VacancyStatus.OPEN and not is_light:
            _await_check(row, checked)
        save_vacancy(row, homes=facts.homes)
        record_action(
            RecruitmentAction.VACANCY_CHANGED,
            row,
            by=by,
            before=words_for_log(before),
            after=words_for_log(after),
        )
    if send:
        _send(row, by)
    return row


def _difference(before: VacancyFacts, after: VacancyFacts) -> tuple[dict[str, Any], dict[str, Any]]:
    old = logged_columns(before)
    new = logged_columns(after)
    names = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _await_check(row: Vacancy, checked: dict[str, Any]) -> None:
    # Others go on to see what was checked last.
    row.checked_facts = checked
    row.status = VacancyStatus.SUBMITTED
    row.submitted_at = timezone.now()
    row.is_held = False


@transaction.atomic
def submit_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    # To the office, which checks it before anybody sees it.
    row = lock_vacancy(vacancy, version, by)
    _send(row, by)
    return row


def _send(row: Vacancy, by: Actor) -> None:
    require_act_possible(VacancyAct.SUBMIT, row, by)
    if problems := list(date_problems(row.apply_by, row.publish_on, timezone.localdate())):
        raise FactsError(problems)
    row.status = VacancyStatus.SUBMITTED
    row.submitted_at = timezone.now()
    save_vacancy(row)
    record_action(
        RecruitmentAction.VACANCY_SUBMITTED, row, by=by, after={"office": row.office.name}
    )


@transaction.atomic
def copy_vacancy(*, vacancy: Vacancy, by: Actor) -> Vacancy:
    # A new draft with the same words; dates, places filled and people who asked are not copied.
    require_act_allowed(VacancyAct.COPY, vacancy, by)
    facts = replace(
        vacancy_facts_of(vacancy),
        apply_by=max(vacancy.apply_by, timezone.localdate() + COPIED_FOR),
        publish_on=None,
        own_code="",
    )
    copied = _new_vacancy(vacancy.employer, facts)
    save_vacancy(copied, homes=facts.homes)
    record_action(
        RecruitmentAction.VACANCY_COPIED, copied, by=by, after={"copied_from": vacancy.pk}
    )
    return copied


def require_employer_writer(employer: Employer, by: Actor) -> None:
    # Its own representatives, and the desk of its address, to which it brings its needs on paper
    # or by telephone.
    is_own = by.seat.agency_id == employer.agency_id
    if not by.may(RecruitmentPermission.WRITE_VACANCIES) or not (is_own or may_judge(employer, by)):
        raise RuleError(_("Only the employer and its office change this."))


def lock_vacancy(vacancy: Vacancy, version: int | None, by: Actor) -> Vacancy:
    """The row as it stands, for who may change it and has seen this version; None: a page that did
    not say which.
    """
    rows = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related(
        "employer__agency", "employer__office", "office", "park", "province"
    )
    row = rows.get(pk=vacancy.pk)
    require_vacancy_writer(row, by)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this vacancy meanwhile. Look at it again; nothing was saved.")
        )
    return row


def _new_vacancy(employer: Employer, facts: VacancyFacts) -> Vacancy:
    vacancy = Vacancy(employer=employer)
    _write(vacancy, facts)
    return vacancy


def _write(row: Vacancy, facts: VacancyFacts) -> None:
    # Into the row, at the desk of the place of work; the employer may have moved since.
    today = timezone.localdate()
    require_valid_vacancy(facts, employer=row.employer, on=today)
    for name, value in vacancy_columns(facts).items():
        setattr(row, name, value)
    row.province = row.employer.province
    row.office = responsible_office(province=row.province, park=row.park, on=today)


def _check_taken_on(row: Vacancy) -> None:
    # Under the lock of the row, which entering people takes too; the database looks again.
    taken = people_taken_on(row)
    if row.headcount < taken:
        words = _("%(taken)s people are entered as taken on already; no fewer can be asked for.")
        raise RuleError(words % {"taken": localized_number(taken)}, field="headcount")


# In the log ---------------------------------------------------------------------------------------
def logged_columns(facts: VacancyFacts) -> dict[str, Any]:
    return vacancy_columns(facts) | {"homes": facts.homes}


def words_for_log(columns: dict[str, Any]) -> dict[str, Any]:
    # Names and numbers of people are left out, since the log outlives them.
    with override(settings.LANGUAGE_CODE):
        return {
            name: _in_words(name, value) for name, value in columns.items() if name not in PERSONAL
        }


def _in_words(name: str, value: Any) -> Any:
    if name == "homes":
        return homes_text(value) or None
    choices = dict(model_column(Vacancy, name).choices or ())
    if value in (None, ""):
        return None
    if isinstance(value, datetime.date):
        return format_date(value)
    if isinstance(value, list):
        return [str(Benefit(each).label) for each in value]
    return value if isinstance(value, int) else str(choices.get(value, value))
