"""An agency hands in its report or its plan, the desk accepts it or sends it back; the task goes
along. Rules of the calendar are kept here too.
"""

from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.progress.services import accept_result, return_result, submit_locked_result
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.locking import lock_occurrences
from agencies.tasks.occurrence_models import Occurrence
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.services import Entry, period_in_log, refuse_if_closed, write_measurement
from campaigns.permissions import CampaignPermission
from campaigns.reporting.kinds import find_period, kind_of
from campaigns.reporting.models import (
    FigureReport,
    Obstacle,
    PlanReport,
    ReportingPeriod,
    ReportingRule,
)
from campaigns.reporting.queries import indicators_of
from recruitment.period_reports.services import (
    accept_report,
    begin_submission,
    return_report,
    write_submission,
)

Report = FigureReport | PlanReport


# Handing in ---------------------------------------------------------------------------------------
@transaction.atomic
def submit_figures(
    *,
    period: ReportingPeriod,
    reporter: Agency,
    version: int,
    entries: dict[int, Entry],
    results: str,
    obstacles: list[dict[str, Any]],
    by: Actor,
) -> FigureReport:
    """The report, or its correction. `entries`: by the key of each indicator that the agency
    measures for such periods: a figure, or why there is none.
    """
    row = lock_row(ReportingPeriod.objects.select_related("rule"), period.pk)
    kind = kind_of(row)
    report = cast("FigureReport", begin_submission(kind, reporter, row.period, version, by))
    refuse_if_closed(row.period)
    write_submission(report, {"results": results.strip()}, by)
    changed = 0
    for indicator in indicators_of(reporter, row.period):
        entry = entries.get(indicator.pk, Entry())
        try:
            made = write_measurement(indicator, reporter, row.period, entry, by=by, report=report)
        except RuleError as error:
            raise RuleError(error.message, field=f"{error.field}_{indicator.pk}") from None
        changed += made is not None
    report.obstacles.all().delete()
    Obstacle.objects.bulk_create(Obstacle(report=report, **line) for line in obstacles)
    after = {
        "agency": reporter.name,
        "period": period_in_log(row.period),
        "figures": changed,
        "obstacles": len(obstacles),
    }
    record_action(kind.actions.submitted, report, by=by, after=after)
    _submit_task(row, report, by)
    return report


@transaction.atomic
def submit_plan(
    *,
    period: ReportingPeriod,
    reporter: Agency,
    version: int,
    document: str,
    results: str,
    by: Actor,
) -> PlanReport:
    row = lock_row(ReportingPeriod.objects.select_related("rule"), period.pk)
    kind = kind_of(row)
    report = cast("PlanReport", begin_submission(kind, reporter, row.period, version, by))
    write_submission(report, {"document": document.strip(), "results": results.strip()}, by)
    after = {
        "agency": reporter.name,
        "period": period_in_log(row.period),
        "document": report.document,
    }
    record_action(kind.actions.submitted, report, by=by, after=after)
    _submit_task(row, report, by)
    return report


# Decided on ---------------------------------------------------------------------------------------
@transaction.atomic
def return_figures(*, report: Report, version: int, words: str, by: Actor) -> None:
    row = _open_period_of(report)
    return_report(kind=kind_of(row), report=report, version=version, words=words, by=by)
    for occurrence in _occurrences(row, report.reporter, OccurrenceStatus.SUBMITTED):
        return_result(
            occurrence=occurrence, by=by, version=occurrence.version, text=words, tells=False
        )


@transaction.atomic
def accept_figures(*, report: Report, version: int, words: str, by: Actor) -> None:
    row = _open_period_of(report)
    accept_report(kind=kind_of(row), report=report, version=version, words=words, by=by)
    for occurrence in _occurrences(row, report.reporter, OccurrenceStatus.SUBMITTED):
        accept_result(occurrence=occurrence, by=by, version=occurrence.version, text=words)


def period_of(report: Report) -> ReportingPeriod:
    """Each report is handed in for a period that has been opened."""
    purpose = "plan" if isinstance(report, PlanReport) else "figures"
    row = find_period(purpose, report.period)
    if row is None:
        raise ReportingPeriod.DoesNotExist
    return row


def _open_period_of(report: Report) -> ReportingPeriod:
    row = lock_row(ReportingPeriod.objects.select_related("rule"), period_of(report).pk)
    if not row.is_open:
        raise RuleError(kind_of(row).explain_lock(row.period))
    return row


# The task of it -----------------------------------------------------------------------------------
def _occurrences(row: ReportingPeriod, reporter: Agency, *statuses: str) -> list[Occurrence]:
    rows = Occurrence.objects.filter(
        task__reporting__period=row, task__lead=reporter, status__in=statuses
    )
    return lock_occurrences(rows.select_related("task__directive", "deadline"))


def _submit_task(row: ReportingPeriod, report: Report, by: Actor) -> None:
    for occurrence in _occurrences(row, report.reporter, *OccurrenceStatus.OWED):
        submit_locked_result(
            occurrence,
            text=_("Report handed in on the portal: %(period)s.")
            % {"period": name_of_period(row.period)},
            by=by,
            files=(),
            at=timezone.now(),
            on_behalf=by.seat.agency_id != report.reporter_id,
        )


# Rules --------------------------------------------------------------------------------------------
@transaction.atomic
def save_rule(
    *, rule: ReportingRule | None, facts: dict[str, Any], by: Actor, version: int | None = None
) -> ReportingRule:
    """New without `rule`. What has been opened keeps its days."""
    if not by.may(CampaignPermission.KEEP_TARGETS):
        raise RuleError(_("Only those who coordinate keep the reporting calendar."))
    row = lock_row(ReportingRule.objects.all(), rule.pk) if rule else ReportingRule()
    if rule and row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    for name, value in facts.items():
        setattr(row, name, value)
    has_day = row.due_day is not None and row.due_month is not None
    if (row.working_days is not None) == has_day or (
        not has_day and (row.due_day is not None or row.due_month is not None)
    ):
        raise RuleError(
            _("Give either the working days after the period, or the day and the month."),
            field="working_days",
        )
    if row.valid_to and row.valid_to < row.valid_from:
        raise RuleError(_("It ends before it begins."), field="valid_to")
    row.version += 1
    row.save()
    after = {"purpose": row.purpose, "rhythm": row.rhythm, "basis": row.basis}
    record_action(CampaignAction.RULE_SAVED, row, by=by, after=after)
    return row
