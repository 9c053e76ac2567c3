"""After the journey: the report that is owed as a task, and what goes into the partner's ledger."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor, Permission
from agencies.progress.services import submit_result
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from conferences.audit.choices import ConferenceAction
from conferences.delegations.choices import DelegationState
from conferences.delegations.models import Delegation, TalkingPoint
from conferences.delegations.queries import report_occurrence
from conferences.delegations.services import lock_ahead, refuse_stale, touch_delegation
from conferences.partnerships.asks import raise_ask
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask
from conferences.partnerships.services import require_keeper
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

REPORT_DAYS = datetime.timedelta(days=10)
"""After the return, as the date that is offered."""


@transaction.atomic
def record_journey(
    *, delegation: Delegation, version: int, due_on: datetime.date, by: Actor
) -> Delegation:
    """The delegation is back; its lead agency owes the report by `due_on`, as a task."""
    require_keeper(by)
    row = lock_ahead(delegation, version)
    if row.state != DelegationState.DECIDED:
        raise RuleError(_("Enter the decision first."))
    today = timezone.localdate()
    if row.ends_on > today:
        words = _("The journey ends on %(day)s.")
        raise RuleError(words % {"day": format_date(row.ends_on)})
    if due_on < today:
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    row.task = _owe_report(row, due_on, by)
    row.state = DelegationState.TRAVELLED
    touch_delegation(row)
    after = {"due_on": format_date(due_on), "lead": row.lead.name}
    record_action(ConferenceAction.DELEGATION_TRAVELLED, row, by=by, after=after)
    return row


def _owe_report(row: Delegation, due_on: datetime.date, by: Actor) -> Task:
    with override(settings.LANGUAGE_CODE):
        names = {"province": row.partnership.province.name}
        label = _("Delegation to %(province)s") % names
        text = _("Report on the journey to %(province)s: %(title)s") % (
            names | {"title": row.title}
        )
    return assign_task(
        text=text,
        lead=row.lead,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(label, row.get_absolute_url()),
    )


def may_report(delegation: Delegation, by: Actor) -> bool:
    """The lead agency does, once, after the journey."""
    is_owed = delegation.state == DelegationState.TRAVELLED
    leads = by.seat.agency_id == delegation.lead_id
    return is_owed and leads and by.may(Permission.REPORT_PROGRESS)


@transaction.atomic
def report_delegation(
    *,
    delegation: Delegation,
    version: int,
    result: str,
    spent: int | None,
    points: Iterable[TalkingPoint] = (),
    by: Actor,
) -> Delegation:
    """What came of the journey, which is also the result of the task where that is still owed.

    `points`: what was brought up, which becomes lines of the partner's ledger; only who keeps the
    files has any.
    """
    rows = Delegation.objects.select_related("partnership__province", "lead")
    row = lock_row(rows, delegation.pk)
    if not may_report(row, by):
        raise RuleError(_("The lead agency reports, once, after the journey."))
    refuse_stale(row, version)
    for point in points:
        _raise_point(row, point, by)
    row.result = result
    row.spent = spent
    row.state = DelegationState.REPORTED
    touch_delegation(row)
    _submit_task(row, result, by)
    record_action(ConferenceAction.DELEGATION_REPORTED, row, by=by, after={"spent": spent})
    return row


def _submit_task(row: Delegation, result: str, by: Actor) -> None:
    occurrence = report_occurrence(row)
    if occurrence is not None and occurrence.status in OccurrenceStatus.OWED:
        submit_result(occurrence=occurrence, text=result, by=by, version=occurrence.version)


@transaction.atomic
def raise_point(*, point: TalkingPoint, by: Actor) -> Ask:
    """A point that was brought up there becomes an ask of the host in the partner's ledger."""
    require_keeper(by)
    rows = Delegation.objects.select_related("partnership__province", "lead")
    row = lock_row(rows, point.delegation_id)
    return _raise_point(row, point, by)


def _raise_point(row: Delegation, point: TalkingPoint, by: Actor) -> Ask:
    fresh = lock_row(TalkingPoint.objects.all(), point.pk)
    if fresh.ask_id:
        raise RuleError(_("This point stands in the ledger already."))
    if row.state == DelegationState.CANCELLED or row.starts_on > timezone.localdate():
        raise RuleError(_("The journey has not begun: nothing was brought up yet."))
    ask = raise_ask(
        partnership=row.partnership,
        side=AskSide.HOST,
        text=fresh.text,
        owner=None,
        raised_on=row.starts_on,
        by=by,
    )
    fresh.ask = ask
    fresh.save(update_fields=["ask"])
    return ask
