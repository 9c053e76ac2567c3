"""A vacancy as its employer writes it: kept, sent to the office, copied."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.audit.services import record
from agencies.database.columns import column_of
from agencies.database.texts import cleaned_for
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.employers.routing import may_judge, route
from recruitment.homes.queries import Homes, homes_of, homes_text
from recruitment.homes.services import check_homes, replace_homes
from recruitment.permissions import Permission
from recruitment.vacancies.acts import (
    VacancyAct,
    require_keeper,
    require_open,
    require_state,
    taken_on,
)
from recruitment.vacancies.choices import Benefit, Skill, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.months import renew_month
from recruitment.vacancies.public_faces import FIELDS, facts_of
from recruitment.vacancies.search_terms import terms_of, vector
from vietnam.dates import format_date
from vietnam.numbers import format_number

LATEST = datetime.timedelta(days=366)
LIGHT = frozenset({"headcount", "homes", "apply_by", "contact_name", "contact_phone"})
"""A published vacancy of which only these change stays public; any other change goes to the office
again.
"""
PROBATION = {
    **dict.fromkeys((Skill.UNIVERSITY, Skill.MASTER, Skill.DOCTOR, Skill.COLLEGE), 60),
    **dict.fromkeys((Skill.INTERMEDIATE, Skill.UNCERTIFIED, Skill.ELEMENTARY), 30),
    Skill.NONE: 6,
}
"""At most so many days (labour code 2019, article 25); 180 for managers, 6 of them working days for
simple work.
"""
MANAGERS_PROBATION = 180
PERSONAL = frozenset({"contact_name", "contact_phone"})


@transaction.atomic
def add_vacancy(*, employer: Employer, by: Actor, send: bool = False, **facts) -> Vacancy:
    """A draft of the employer, which nobody else sees; with `send` it goes to the office at once,
    or is not made.

    `facts`: fields of the vacancy, and `homes` where some of the people are wanted from certain
    provinces.
    """
    require_writer(employer, by)
    vacancy = vacancy_of(employer, facts)
    keep(vacancy, homes=facts.get("homes"))
    record(RecruitmentAction.VACANCY_ADDED, vacancy, by=by, after=told(facts))
    if send:
        _send(vacancy, by)
    return vacancy


@transaction.atomic
def change_vacancy(
    *, vacancy: Vacancy, version: int, by: Actor, send: bool = False, **facts
) -> Vacancy:
    """More people, a later date or another contact stay public; any other change has to be checked
    again.

    So has each once the employer has moved to another province, which the vacancy takes over by it.
    With `send` a draft goes to the office at once, or nothing is changed.
    """
    row = locked(vacancy, version, by)
    require_open(VacancyAct.CHANGE, row, by)
    before = _changed(row, facts)
    if before:
        checked = facts_of(row)
        _take(row, {"homes": homes_of(row), **facts})
        if "headcount" in before:
            _check_taken_on(row)
        is_light = before.keys() <= LIGHT and row.province_id == checked["province"]
        if row.status in VacancyStatus.OPEN and not is_light:
            row.checked_facts = checked
            row.status, row.submitted_at, row.is_held = (
                VacancyStatus.SUBMITTED,
                timezone.now(),
                False,
            )
        keep(row, homes=facts.get("homes"))
        record(
            RecruitmentAction.VACANCY_CHANGED,
            row,
            by=by,
            before=told(before),
            after=told({name: facts[name] for name in before}),
        )
    if send:
        _send(row, by)
    return row


def _changed(row: Vacancy, facts: dict) -> dict:
    """What is changed, as it was."""
    kept = {name: getattr(row, name) for name in facts if name != "homes"}
    if "homes" in facts:
        kept["homes"] = homes_of(row)
    return {name: value for name, value in kept.items() if facts[name] != value}


@transaction.atomic
def submit_vacancy(*, vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """To the office, which checks it before anybody sees it."""
    row = locked(vacancy, version, by)
    _send(row, by)
    return row


def _send(row: Vacancy, by: Actor) -> None:
    require_state(VacancyAct.SUBMIT, row, by)
    _check_dates(row.apply_by, row.publish_on)
    row.status, row.submitted_at = VacancyStatus.SUBMITTED, timezone.now()
    keep(row)
    record(RecruitmentAction.VACANCY_SUBMITTED, row, by=by, after={"office": row.office.name})


@transaction.atomic
def copy_vacancy(*, vacancy: Vacancy, by: Actor) -> Vacancy:
    """A new draft with the same words; dates, places filled and people who asked are not copied."""
    require_open(VacancyAct.COPY, vacancy, by)
    facts = {name: getattr(vacancy, name) for name in FIELDS} | {"homes": homes_of(vacancy)}
    today = timezone.localdate()
    apply_by = max(vacancy.apply_by, today + datetime.timedelta(days=30))
    copied = vacancy_of(vacancy.employer, facts | {"apply_by": apply_by, "publish_on": None})
    keep(copied, homes=facts["homes"])
    record(RecruitmentAction.VACANCY_COPIED, copied, by=by, after={"copied_from": vacancy.pk})
    return copied


def require_writer(employer: Employer, by: Actor) -> None:
    """Its own representatives, and the desk of its address, to which it brings its demand on paper
    or by telephone.
    """
    is_own = by.seat.agency_id == employer.agency_id
    if not by.may(Permission.KEEP_DEMAND) or not (is_own or may_judge(employer, by)):
        raise RuleError(_("Only the employer and its office change this."))


def locked(vacancy: Vacancy, version: int, by: Actor) -> Vacancy:
    """The row as it stands, for who may change it and has seen this version."""
    rows = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related(
        "employer__agency", "employer__office", "office", "park", "province"
    )
    row = rows.get(pk=vacancy.pk)
    require_keeper(row, by)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this vacancy meanwhile. Look at it again; nothing was saved.")
        )
    return row


def keep(vacancy: Vacancy, *, homes: Homes | None = None) -> None:
    """A new version, found by its new words, counted in this month once it has been published.

    `homes`: those that are wanted from now on; None leaves them as they are.
    """
    vacancy.version += 1
    vacancy.changed_at, vacancy.search = timezone.now(), vector(terms_of(vacancy))
    vacancy.save()
    if homes is not None:
        replace_homes(vacancy, homes)
    if vacancy.published_at:
        renew_month(vacancy.pk)


def vacancy_of(employer: Employer, facts: dict) -> Vacancy:
    """Not saved yet; raises RuleError where the facts break a rule, at its field."""
    vacancy = Vacancy(employer=employer)
    _take(vacancy, facts)
    return vacancy


def _take(vacancy: Vacancy, facts: dict) -> None:
    for name, value in facts.items():
        if name != "homes":  # rows of their own
            setattr(vacancy, name, cleaned_for(vacancy, name, value))
    vacancy.province = vacancy.employer.province  # which may have moved since
    _check_dates(vacancy.apply_by, vacancy.publish_on)
    _check_probation(vacancy)
    _check_wages(vacancy)
    check_homes(vacancy.headcount, facts.get("homes", ()))
    vacancy.office = route(
        province=vacancy.province, park=vacancy.park, on=timezone.localdate()
    ).office


def _check_dates(apply_by: datetime.date, publish_on: datetime.date | None) -> None:
    today = timezone.localdate()
    if not today <= apply_by <= today + LATEST:
        raise RuleError(
            _("The last day to apply lies between today and a year from now."), field="apply_by"
        )
    if publish_on and publish_on > apply_by:
        raise RuleError(_("It would be published after the last day to apply."), field="publish_on")


def _check_taken_on(row: Vacancy) -> None:
    """Under the lock of the row, which entering people takes too; the database looks again."""
    taken = taken_on(row)
    if row.headcount < taken:
        words = _("%(taken)s people are entered as taken on already; no fewer can be asked for.")
        raise RuleError(words % {"taken": format_number(taken)}, field="headcount")


def _check_wages(vacancy: Vacancy) -> None:
    if vacancy.income_from < vacancy.base_from:
        raise RuleError(_("The total income is at least the base wage."), field="income")
    if vacancy.bonus and not vacancy.bonus_condition:
        raise RuleError(_("Say when the bonus is paid."), field="bonus_condition")


def _check_probation(vacancy: Vacancy) -> None:
    most = longest_probation(vacancy.occupation, vacancy.skill)
    if vacancy.probation_days > most:
        words = _(
            "For this work the labour code allows at most %(days)s days of probation (article 25)."
        )
        raise RuleError(words % {"days": most}, field="probation_days")


def longest_probation(occupation: str, skill: str) -> int:
    return MANAGERS_PROBATION if occupation == "1" else PROBATION[Skill(skill)]


def told(facts: dict) -> dict:
    """For the log, in words; names and numbers of people are left out, since the log outlives
    them.
    """
    with override(settings.LANGUAGE_CODE):
        return {name: _in_log(name, value) for name, value in facts.items() if name not in PERSONAL}


def _in_log(name: str, value: object) -> object:
    if name == "homes":
        return homes_text(value) or None
    choices = dict(column_of(Vacancy, name).choices or ())
    if value in (None, ""):
        return None
    if isinstance(value, datetime.date):
        return format_date(value)
    if isinstance(value, list):
        return [str(Benefit(each).label) for each in value]
    return value if isinstance(value, int) else str(choices.get(value, value))
