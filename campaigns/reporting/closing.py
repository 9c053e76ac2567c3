"""A period is opened with a task for each agency, added up, approved twice, locked; opened again by
right; published apart from all that.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.bodies.queries import reporting_agency
from agencies.calendar.periods import name_of_period
from agencies.database.locking import lock_row
from agencies.deadlines.occurrences import DueDates
from agencies.errors import RuleError
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.people.queries import portal_desk_seat
from agencies.progress.changes import refuse_unless
from agencies.tasks.models import Task
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.computed import count_by_day, count_in
from campaigns.indicators.models import Indicator, Measurement
from campaigns.indicators.services import Entry, period_in_log, write_measurement
from campaigns.permissions import CampaignPermission
from campaigns.reporting.choices import PeriodStatus, Purpose, StepKind
from campaigns.reporting.kinds import kind_of
from campaigns.reporting.models import PeriodStep, ReportingPeriod, ReportingRule, ReportingTask
from campaigns.reporting.queries import merge_problems
from campaigns.reporting.schedule import PeriodDays, planned_periods, stated_deadline
from vietnam.dates import format_date
from vietnam.periods import Period

OFFICES = frozenset({AgencyKind.OFFICE, AgencyKind.COMMITTEE})


# Opened -------------------------------------------------------------------------------------------
def open_due_periods(today: datetime.date | None = None) -> int:
    """Every period whose day has come, once; returns how many. Running it again adds nothing."""
    today = today or timezone.localdate()
    seat = portal_desk_seat(today)
    if seat is None:
        return 0
    dates = DueDates()
    opened = 0
    for year in (today.year, today.year + 1):
        for rule, period, days in planned_periods(year, dates):
            # Of a portal that begins late, nothing is asked for that was over before.
            if days.opens_on <= today <= days.due_on:
                opened += open_period(rule=rule, period=period, days=days, seat=seat, by=None)
    return opened


@transaction.atomic
def open_period(
    *, rule: ReportingRule, period: Period, days: PeriodDays, seat: Seat, by: Actor | None
) -> bool:
    """With a task for each agency that owes the report, in the name of `seat`; False where it is
    open already.
    """
    lock_row(ReportingRule.objects.all(), rule.pk)
    bounds = {"starts_on": period.first, "ends_on": period.last}
    if ReportingPeriod.objects.filter(purpose=rule.purpose, **bounds).exists():
        return False
    row = ReportingPeriod.objects.create(
        rule=rule,
        purpose=rule.purpose,
        **bounds,
        opens_on=days.opens_on,
        stated_on=days.stated_on,
        due_on=days.due_on,
        act_by=days.act_by,
    )
    for agency in kind_of(row).reporters_owing(row.due_on):
        task = _give_task(row, agency, days, seat, by)
        ReportingTask.objects.create(period=row, task=task)
    _add_step(row, StepKind.OPENED, CampaignAction.PERIOD_OPENED, by)
    return True


def _give_task(
    row: ReportingPeriod, agency: Agency, days: PeriodDays, seat: Seat, by: Actor | None
) -> Task:
    with override(settings.LANGUAGE_CODE):
        names = {"period": name_of_period(row.period), "day": format_date(days.stated_on)}
        if row.purpose == Purpose.PLAN:
            title = _("Make the agency's own plan, %(period)s") % names
        else:
            title = _("Report figures and obstacles, %(period)s") % names
        words = (
            _("%(n)s working days after the end of the period") % {"n": row.rule.working_days}
            if row.rule.working_days is not None
            else _("before %(day)s") % names
        )
        return assign_task(
            title=title,
            text=_("%(title)s. Basis: %(basis)s.") % {"title": title, "basis": row.rule.basis},
            lead=agency,
            by=by,
            assigned_by=seat,
            deadlines=[stated_deadline(row.rule, days, words)],
            source=(_("Reporting calendar"), row.get_absolute_url()),
        )


def _add_step(
    row: ReportingPeriod,
    step: StepKind,
    action: CampaignAction,
    by: Actor | None,
    words: str = "",
) -> None:
    PeriodStep.objects.create(
        period=row,
        step=step,
        seat=by.seat if by else None,
        person=by.person if by else None,
        words=words.strip(),
    )
    after = {"period": period_in_log(row.period), "text": words.strip()}
    record_action(action, row, by=by, after=after)


# Closed, step by step -----------------------------------------------------------------------------
def is_at_labour_department(by: Actor) -> bool:
    agency = reporting_agency(timezone.localdate())
    return agency is not None and by.seat.agency_id == agency.pk


def is_at_office(by: Actor) -> bool:
    return by.seat.agency.kind in OFFICES


def may_merge(row: ReportingPeriod, by: Actor) -> bool:
    return row.is_open and by.may(CampaignPermission.KEEP_REPORTS)


def may_approve(row: ReportingPeriod, by: Actor) -> bool:
    """First the labour department what has been added up, then the provincial office, by which it
    is locked.
    """
    if not by.may(CampaignPermission.CLOSE_PERIODS):
        return False
    if row.status == PeriodStatus.MERGED:
        return is_at_labour_department(by)
    return row.status == PeriodStatus.APPROVED and is_at_office(by)


def may_reopen(row: ReportingPeriod, by: Actor) -> bool:
    """Who has the last word may always; the labour department as long as the office has not
    approved.
    """
    if row.is_open or not by.may(CampaignPermission.CLOSE_PERIODS):
        return False
    return is_at_office(by) or (not row.is_locked and is_at_labour_department(by))


def may_publish(row: ReportingPeriod, by: Actor) -> bool:
    is_waiting = row.is_locked and row.published_at is None and row.purpose == Purpose.FIGURES
    return is_waiting and by.may(CampaignPermission.APPROVE_REPORTS)


def _locked(row: ReportingPeriod, version: int) -> ReportingPeriod:
    locked = lock_row(ReportingPeriod.objects.select_related("rule"), row.pk)
    if locked.version != version:
        raise RuleError(_("The period has changed meanwhile. Look at it again, then decide."))
    return locked


def _not_yours() -> str:
    return _("This step is not yours, or the period is not that far.")


def _move(row: ReportingPeriod, status: PeriodStatus) -> None:
    row.status = status
    row.version += 1
    row.save()


@transaction.atomic
def merge_period(*, period: ReportingPeriod, version: int, words: str, by: Actor) -> None:
    """Adds up what has been accepted. What is missing and what does not add up is explained in
    `words`, or refused; what the portal counts itself is kept as it stands now.
    """
    row = _locked(period, version)
    refuse_unless(may_merge(row, by), _not_yours())
    problems = merge_problems(row)
    if problems.undecided:
        sentence = _("Decide on these reports first: %(agencies)s.")
        raise RuleError(sentence % {"agencies": _listed(problems.undecided)}, field="words")
    if problems.to_explain and not words.strip():
        raise RuleError(_explain_needed(problems.missing, problems.gaps), field="words")
    if row.purpose == Purpose.FIGURES:
        _keep_counted(row, by)
    _move(row, PeriodStatus.MERGED)
    _add_step(row, StepKind.MERGED, CampaignAction.PERIOD_MERGED, by, words)


def _listed(agencies: list[Agency]) -> str:
    return ", ".join(each.display_name for each in agencies)


def _explain_needed(missing: list[Agency], gaps: list[str]) -> str:
    parts = []
    if missing:
        parts.append(_("No report from: %(agencies)s.") % {"agencies": _listed(missing)})
    if gaps:
        parts.append(_("Parts that do not add up: %(targets)s.") % {"targets": ", ".join(gaps)})
    return f"{' '.join(parts)} {_('Explain this in a note, then add up.')}"


def _keep_counted(row: ReportingPeriod, by: Actor) -> None:
    lock_row(Agency.objects.all(), by.seat.agency_id)
    for indicator in Indicator.objects.filter(rhythm=row.rule.rhythm).exclude(source=""):
        value = count_in(count_by_day(indicator.source, row.period), row.period)
        entry = Entry(value=value)
        write_measurement(indicator, by.seat.agency, row.period, entry, by=by, is_computed=True)


@transaction.atomic
def approve_period(*, period: ReportingPeriod, version: int, words: str, by: Actor) -> None:
    row = _locked(period, version)
    refuse_unless(may_approve(row, by), _not_yours())
    if row.status == PeriodStatus.MERGED:
        _move(row, PeriodStatus.APPROVED)
        _add_step(row, StepKind.APPROVED, CampaignAction.PERIOD_APPROVED, by, words)
    else:
        _move(row, PeriodStatus.LOCKED)
        _add_step(row, StepKind.LOCKED, CampaignAction.PERIOD_LOCKED, by, words)


@transaction.atomic
def reopen_period(*, period: ReportingPeriod, version: int, words: str, by: Actor) -> None:
    """With the reason; what the portal counts is counted anew, and figures are no longer
    published.
    """
    row = _locked(period, version)
    refuse_unless(may_reopen(row, by), _not_yours())
    if not words.strip():
        raise RuleError(_("Say why the period is opened again."), field="words")
    counted = Measurement.objects.filter(
        starts_on=row.starts_on, ends_on=row.ends_on, is_computed=True
    )
    counted.update(is_current=False)
    row.published_at = None
    _move(row, PeriodStatus.OPEN)
    _add_step(row, StepKind.REOPENED, CampaignAction.PERIOD_REOPENED, by, words)


@transaction.atomic
def publish_period(*, period: ReportingPeriod, version: int, words: str, by: Actor) -> None:
    """`words`: the document or the decision by which the figures are made public."""
    row = _locked(period, version)
    refuse_unless(may_publish(row, by), _not_yours())
    if not words.strip():
        raise RuleError(_("Name the document by which the figures are published."), field="words")
    row.published_at = timezone.now()
    _move(row, PeriodStatus.LOCKED)
    _add_step(row, StepKind.PUBLISHED, CampaignAction.PERIOD_PUBLISHED, by, words)
