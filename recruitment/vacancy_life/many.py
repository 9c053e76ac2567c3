"""One act on many vacancies at once: each is locked and looked at by itself, those for which it is
refused are left out with the reason, and the others are saved in a few statements.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_actions
from agencies.database.locking import lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.models import Employer
from recruitment.fields.problems import FactsError
from recruitment.vacancies.acts import VacancyAct, people_taken_on, require_act_allowed
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.rules import date_problems
from recruitment.vacancy_life.services import approve_vacancy, mark_closed
from recruitment.vacancy_saving.services import save_many
from vietnam.dates import format_date


@transaction.atomic
def check_vacancies(
    *, wanted: Iterable[tuple[Vacancy, int]], by: Actor
) -> tuple[list[Vacancy], list[tuple[Vacancy, str]]]:
    """Each with the version that was looked at. Those found right, and those refused with the
    reason.
    """
    wanted = sorted(wanted, key=lambda pair: pair[0].pk)
    lock_rows(Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy, _version in wanted]))
    done = []
    refused = []
    for vacancy, version in wanted:
        try:
            with transaction.atomic():
                done.append(approve_vacancy(vacancy=vacancy, version=version, by=by))
        except RuleError as error:
            refused.append((vacancy, error.message))
    by_employer = defaultdict(list)
    for vacancy in done:
        by_employer[vacancy.employer].append(vacancy)
    for employer, rows in by_employer.items():
        notify_checked(employer, rows)
    return done, refused


def notify_checked(employer: Employer, rows: list[Vacancy]) -> None:
    # One letter about all of them; one for each office where there are several.
    by_office = defaultdict(list)
    for row in rows:
        by_office[row.office].append(row)
    for office, its in by_office.items():
        context = {
            "employer": employer.agency.name,
            "office": office.name,
            "titles": [row.title for row in its],
        }
        queue_employer_letters(
            employer, "vacancies_checked", f"checked-{its[0].pk}-{its[0].version}", context
        )


# Of an employer's list ----------------------------------------------------------------------------
# By key, the version that was seen; None: whichever it is now.
Wanted = Mapping[int, int | None]
# What has changed in a row: before, after, as the log keeps it. Raises RuleError.
Change = Callable[[Vacancy], tuple[dict[str, Any], dict[str, Any]]]
MOST_AT_ONCE = 500


@dataclass
class ManyOutcome:
    """What was done, and by reason what was left out."""

    done: list[Vacancy] = field(default_factory=list)
    refused: dict[str, list[Vacancy]] = field(default_factory=dict)


def confirm_vacancies(*, wanted: Wanted, by: Actor) -> ManyOutcome:
    # The people are still needed: another month.
    today = timezone.localdate()

    def confirm(row: Vacancy) -> tuple[dict[str, Any], dict[str, Any]]:
        row.refreshed_on = today
        row.refresh_asked_on = None
        return {}, {}

    many = _Many(VacancyAct.REFRESH, RecruitmentAction.VACANCY_REFRESHED, confirm, by)
    return many.carry_out(wanted, ["refreshed_on", "refresh_asked_on"])


def pause_vacancies(*, wanted: Wanted, by: Actor) -> ManyOutcome:
    # For a while nobody new is wanted.
    def pause(row: Vacancy) -> tuple[dict[str, Any], dict[str, Any]]:
        row.status = VacancyStatus.PAUSED
        return {}, {}

    many = _Many(VacancyAct.PAUSE, RecruitmentAction.VACANCY_PAUSED, pause, by)
    return many.carry_out(wanted, ["status"])


def extend_vacancies(*, wanted: Wanted, apply_by: datetime.date, by: Actor) -> ManyOutcome:
    """A later last day to apply; a vacancy that is public stays so."""
    today = timezone.localdate()

    def extend(row: Vacancy) -> tuple[dict[str, Any], dict[str, Any]]:
        if apply_by <= row.apply_by:
            raise RuleError(_("The last day to apply is that day or later already."))
        if row.employer.province_id != row.province_id:
            # The office would change with it, and has to look at it.
            raise RuleError(_("The enterprise has moved to another province: change it by itself."))
        before = {"apply_by": format_date(row.apply_by)}
        row.apply_by = apply_by
        return before, {"apply_by": format_date(apply_by)}

    if problems := list(date_problems(apply_by, None, today)):
        raise FactsError(problems)
    many = _Many(VacancyAct.CHANGE, RecruitmentAction.VACANCY_EXTENDED, extend, by)
    return many.carry_out(wanted, ["apply_by"])


def close_vacancies(*, wanted: Wanted, outcome: str, by: Actor) -> ManyOutcome:
    """Without people taken on: nobody found, or nobody needed any more. What was filled says by
    how many people on its own page.
    """
    if outcome not in (VacancyOutcome.NOBODY, VacancyOutcome.WITHDRAWN):
        raise RuleError(_("Say how they ended."), field="outcome")

    def close(row: Vacancy) -> tuple[dict[str, Any], dict[str, Any]]:
        if outcome == VacancyOutcome.NOBODY and people_taken_on(row):
            raise RuleError(_("People are entered as taken on: close it on its own page."))
        mark_closed(row, outcome)
        return {}, {"status": str(row.status), "outcome": outcome}

    many = _Many(VacancyAct.WITHDRAW, RecruitmentAction.VACANCY_CLOSED, close, by)
    return many.carry_out(wanted, ["status", "outcome", "closed_at", "is_held"])


@dataclass(frozen=True)
class _Many:
    act: VacancyAct
    action: RecruitmentAction
    change: Change
    by: Actor

    @transaction.atomic
    def carry_out(self, wanted: Wanted, fields: Sequence[str]) -> ManyOutcome:
        if len(wanted) > MOST_AT_ONCE:
            words = _("At most %(most)s vacancies at once: narrow the list first.")
            raise RuleError(words % {"most": MOST_AT_ONCE})
        rows = Vacancy.objects.filter(pk__in=wanted).select_related("employer__agency", "office")
        outcome = ManyOutcome()
        told = []
        for row in lock_rows(rows.prefetch_related("fills")):
            try:
                told.append(self._change(row, wanted[row.pk]))
                outcome.done.append(row)
            except RuleError as refused:
                outcome.refused.setdefault(refused.message, []).append(row)
        if outcome.done:
            save_many(outcome.done, fields)
            afters = [(row, after) for row, (_old, after) in zip(outcome.done, told, strict=True)]
            olds = [before or None for before, _after in told]
            record_actions(self.action, afters, by=self.by, before=olds)
        return outcome

    def _change(self, row: Vacancy, version: int | None) -> tuple[dict[str, Any], dict[str, Any]]:
        require_act_allowed(self.act, row, self.by)
        if version is not None and row.version != version:
            raise RuleError(_("Somebody has changed it meanwhile."))
        return self.change(row)
