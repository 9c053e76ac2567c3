"""Breaches of personal data: entered when noticed, reported within 72 hours (law 91/2025/QH15)."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.keys import next_row_key
from agencies.errors import RuleError
from agencies.people.permissions import Actor, Permission
from agencies.privacy.models import Breach
from agencies.progress.changes import refuse_unless
from agencies.progress.endings import finish_task
from agencies.tasks.models import Task
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

REPORT_WITHIN = datetime.timedelta(hours=72)


@transaction.atomic
def enter_breach(
    *,
    noticed_at: datetime.datetime,
    what: str,
    data: str,
    people: int | None,
    harm: str,
    measures: str,
    by: Actor,
) -> Breach:
    # The clock runs from the moment when it was noticed, not from when it is entered.
    refuse_unless(
        by.may(Permission.KEEP_PERSONAL_DATA), _("Only the desk for personal data enters breaches.")
    )
    if noticed_at > timezone.now():
        raise RuleError(_("This moment is in the future."), field="noticed_at")
    breach = Breach(
        pk=next_row_key(Breach),
        noticed_at=noticed_at,
        report_by=noticed_at + REPORT_WITHIN,
        people=people,
        entered_by=by.seat,
        entered_person=by.person,
        what=what.strip(),
        data=data.strip(),
        harm=harm.strip(),
        measures=measures.strip(),
    )
    breach.task = _report_task(breach, by)
    breach.save()
    Task.objects.filter(pk=breach.task_id).update(source_url=breach.get_absolute_url())
    after = {"people": people, "from": timezone.localdate(noticed_at).isoformat()}
    record_action(AuditAction.BREACH_ENTERED, breach, by=by, after=after)
    return breach


def _report_task(breach: Breach, by: Actor) -> Task:
    # Due on the day on which the 72 hours end. The text names the hour, and nothing of the breach
    # itself.
    report_by = timezone.localtime(breach.report_by)
    with override(settings.LANGUAGE_CODE):
        hour = f"{report_by:%H:%M} {format_date(report_by.date())}"
        return assign_task(
            title=_("Report a breach of personal data to the authority"),
            text=_("The report must arrive by %(hour)s, 72 hours after the breach was noticed.")
            % {"hour": hour},
            lead=by.seat.agency,
            by=by,
            assigned_at=breach.noticed_at,
            deadlines=[StatedDeadline.due_by(report_by.date(), _("within 72 hours"))],
            is_housekeeping=True,
            source=(_("Log of breaches"), breach.get_absolute_url()),
        )


@transaction.atomic
def report_breach(
    *, breach: Breach, reported_at: datetime.datetime, number: str, late_reason: str, by: Actor
) -> None:
    # Record the report to the authority; after the 72 hours it needs a reason.
    refuse_unless(
        by.may(Permission.KEEP_PERSONAL_DATA), _("Only the desk for personal data enters breaches.")
    )
    row = Breach.objects.select_for_update(no_key=True).get(pk=breach.pk)
    if row.reported_at:
        raise RuleError(_("This breach has been reported already. Look at the page again."))
    if not number.strip():
        raise RuleError(_("Give the number and date of the report."), field="number")
    if not row.noticed_at <= reported_at <= timezone.now():
        sentence = _("This moment is before the breach was noticed, or in the future.")
        raise RuleError(sentence, field="reported_at")
    if reported_at > row.report_by and not late_reason.strip():
        raise RuleError(_("The 72 hours were over: say why it was late."), field="late_reason")
    row.reported_at = reported_at
    row.report_number = number.strip()
    row.late_reason = late_reason.strip()
    row.save()
    finish_task(task=row.task, text=row.report_number, by=by, at=reported_at)
    after = {"number": row.report_number, "reason": row.late_reason}
    record_action(AuditAction.BREACH_REPORTED, row, by=by, after=after)
