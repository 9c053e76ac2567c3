"""Inspections of service firms; findings that have to be mended by a day become tasks."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from recruitment.audit.choices import RecruitmentAction
from recruitment.service_firms.choices import FindingKind
from recruitment.service_firms.models import Finding, Inspection, ServiceFirm
from recruitment.service_firms.services import require_keeper
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline


def mended_too_early(inspected_on: datetime.date) -> str:
    return _("This day must lie after the inspection on %(day)s.") % {
        "day": format_date(inspected_on)
    }


@transaction.atomic
def add_inspection(
    *,
    firm: ServiceFirm,
    inspected_on: datetime.date,
    number: str,
    conclusion: str,
    findings: list[dict[str, Any]],
    by: Actor,
) -> Inspection:
    """`findings`: each with `kind`, `text`, `fine` and `due_on`; those with a day become tasks of
    the firm.
    """
    require_keeper(by)
    _require_right(inspected_on, findings)
    inspection = Inspection.objects.create(
        firm=firm,
        inspected_on=inspected_on,
        number=number,
        conclusion=conclusion,
        entered_at=timezone.now(),
        entered_by=by.seat,
        entered_person=by.person,
    )
    for finding in findings:
        _add_finding(inspection, finding, by)
    record_action(
        RecruitmentAction.FIRM_INSPECTED,
        firm,
        by=by,
        after={"on": format_date(inspected_on), "findings": len(findings)},
    )
    return inspection


def _require_right(inspected_on: datetime.date, findings: list[dict[str, Any]]) -> None:
    if inspected_on > timezone.localdate():
        raise RuleError(_("The inspection is in the future."), field="inspected_on")
    for finding in findings:
        if finding["fine"] and finding["kind"] != FindingKind.VIOLATION:
            raise RuleError(_("Only a violation is fined."), field="fine")
        if finding["due_on"] and finding["due_on"] <= inspected_on:
            raise RuleError(mended_too_early(inspected_on), field="due_on")


def _add_finding(inspection: Inspection, finding: dict[str, Any], by: Actor) -> None:
    due_on = finding["due_on"]
    Finding.objects.create(
        inspection=inspection,
        kind=finding["kind"],
        text=finding["text"],
        fine=finding["fine"],
        task=_assign_task(inspection, finding["text"], due_on, by) if due_on else None,
    )


def _assign_task(inspection: Inspection, text: str, due_on: datetime.date, by: Actor) -> Task:
    with override(settings.LANGUAGE_CODE):
        label = _("Inspection of %(firm)s on %(day)s")
    source = label % {
        "firm": inspection.firm.agency.name,
        "day": format_date(inspection.inspected_on),
    }
    return assign_task(
        text=text,
        lead=inspection.firm.agency,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(source, inspection.get_absolute_url()),
    )
