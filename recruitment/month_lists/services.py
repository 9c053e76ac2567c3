"""A month's list, recorded: what is new, what has changed and what has ended, all of it or
nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.month_lists.open_vacancies import current_digest
from recruitment.vacancies.acts import may_check
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, change_vacancy, require_employer_writer
from recruitment.vacancy_facts.facts import VacancyFacts
from recruitment.vacancy_life.many import MOST_AT_ONCE, confirm_vacancies
from recruitment.vacancy_life.services import TakenOn, approve_vacancy, close_vacancy


@dataclass(frozen=True)
class NewLine:
    """`key`: of the line; `is_read`: the words are those of the office, which need not read them
    again; `outside_id`: the number in the employer's own program.
    """

    key: int
    facts: VacancyFacts
    is_read: bool = False
    outside_id: str = ""


@dataclass(frozen=True)
class ChangedLine:
    """`vacancy`: in the version that was compared; `outside_id`: one that it gets by this."""

    key: int
    vacancy: Vacancy
    facts: VacancyFacts
    is_read: bool = False
    outside_id: str = ""


@dataclass(frozen=True)
class Ending:
    """How a vacancy ends that is not in the list; `people`: taken on and not entered yet."""

    vacancy: Vacancy
    outcome: str
    people: int = 0


@dataclass
class MonthList:
    """`seen`: the digest of the open vacancies that it was compared with, drafts among them or
    not. `unchanged`: those that the list says again, which are needed still.
    """

    employer: Employer
    seen: str
    new: Sequence[NewLine] = ()
    changed: Sequence[ChangedLine] = ()
    endings: Sequence[Ending] = ()
    unchanged: Sequence[Vacancy] = ()
    has_drafts: bool = True


@dataclass
class Recorded:
    """By the key of the line; what has ended, and what is needed still and said so anew."""

    made: dict[int, Vacancy] = field(default_factory=dict)
    changed: dict[int, Vacancy] = field(default_factory=dict)
    ended: list[Vacancy] = field(default_factory=list)
    confirmed: list[Vacancy] = field(default_factory=list)


class ListOutdatedError(RuleError):
    """What is open is not what the list was compared with."""


class LineRefusedError(RuleError):
    """One line, or the end of a vacancy, cannot be recorded, so nothing is."""

    def __init__(
        self, refused: RuleError, *, line: int | None = None, ending: Vacancy | None = None
    ) -> None:
        super().__init__(refused.message, refused.field)
        self.line = line
        self.ending = ending
        self.refused = refused


@transaction.atomic
def record_month(month: MonthList, *, by: Actor) -> Recorded:
    """Raises ListOutdatedError, LineRefusedError; then nothing was recorded."""
    require_employer_writer(month.employer, by)
    lock_row(Employer.objects.all(), month.employer.pk)
    if current_digest(month.employer, has_drafts=month.has_drafts) != month.seen:
        raise ListOutdatedError(
            _(
                "Nothing was recorded: vacancies of this enterprise have changed since they were "
                "compared with the list. Compare again, and look once more."
            )
        )
    own = [line.vacancy.pk for line in month.changed]
    own += [ending.vacancy.pk for ending in month.endings]
    to_confirm = confirmable(month.unchanged)
    own += [vacancy.pk for vacancy in to_confirm]
    lock_rows(Vacancy.objects.filter(pk__in=own))
    done = Recorded()
    for line in month.changed:
        with _naming(line=line.key):
            done.changed[line.key] = _change(line, by)
    for ending in month.endings:
        with _naming(ending=ending.vacancy):
            done.ended.append(_end(ending, by))
    for new in month.new:
        with _naming(line=new.key):
            done.made[new.key] = _make(month.employer, new, by)
    done.confirmed = _confirm(to_confirm, by)
    return done


def confirmable(vacancies: Iterable[Vacancy]) -> list[Vacancy]:
    """Those that are public, and whose need was not confirmed today."""
    today = timezone.localdate()
    return [row for row in vacancies if row.is_open and row.refreshed_on != today]


def _confirm(vacancies: Sequence[Vacancy], by: Actor) -> list[Vacancy]:
    confirmed: list[Vacancy] = []
    for start in range(0, len(vacancies), MOST_AT_ONCE):
        part = vacancies[start : start + MOST_AT_ONCE]
        wanted = {vacancy.pk: vacancy.version for vacancy in part}
        confirmed += confirm_vacancies(wanted=wanted, by=by).done
    return confirmed


@contextmanager
def _naming(line: int | None = None, ending: Vacancy | None = None) -> Iterator[None]:
    try:
        yield
    except RuleError as refused:
        raise LineRefusedError(refused, line=line, ending=ending) from refused


def _make(employer: Employer, line: NewLine, by: Actor) -> Vacancy:
    """Sent to be checked, where the employer is verified or its office makes it."""
    send = employer.is_verified or by.seat.agency_id != employer.agency_id
    made = add_vacancy(
        employer=employer, facts=line.facts, by=by, send=send, outside_id=line.outside_id
    )
    return _approve(made, by) if line.is_read else made


def _change(line: ChangedLine, by: Actor) -> Vacancy:
    """What was asked back, or is a draft still, is sent to be checked with it."""
    vacancy = line.vacancy
    send = vacancy.employer.is_verified and vacancy.status in VacancyStatus.TO_SUBMIT
    row = change_vacancy(
        vacancy=vacancy, version=vacancy.version, facts=line.facts, by=by, send=send
    )
    if line.outside_id and row.outside_id != line.outside_id:
        row.outside_id = line.outside_id
        row.save(update_fields=["outside_id"])
        told = {"outside_id": line.outside_id}
        record_action(RecruitmentAction.VACANCY_CHANGED, row, by=by, after=told)
    # What waited to be checked before has words that nobody has read yet.
    is_read = line.is_read and vacancy.status in VacancyStatus.OPEN
    return _approve(row, by) if is_read else row


def _approve(vacancy: Vacancy, by: Actor) -> Vacancy:
    # Checked by that only where it is the desk of who has given the words.
    if vacancy.status == VacancyStatus.SUBMITTED and may_check(vacancy, by):
        return approve_vacancy(vacancy=vacancy, version=vacancy.version, by=by)
    return vacancy


def _end(ending: Ending, by: Actor) -> Vacancy:
    vacancy = ending.vacancy
    taken_on = [TakenOn(None, ending.people, vacancy.way)] if ending.people else []
    return close_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        outcome=ending.outcome,
        taken_on=taken_on,
        by=by,
    )
