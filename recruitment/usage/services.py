"""A report on the use of labour: handed in with its sums checked, asked back, asked for by
letter.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.audit.services import record
from agencies.database.columns import column_of
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.recipients import recipients
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import write_to_representatives
from recruitment.employers.models import Employer
from recruitment.employers.routing import may_judge
from recruitment.permissions import Permission
from recruitment.usage.choices import UsageState, UsageStatus
from recruitment.usage.models import LabourOrigin, LabourUsageReport
from recruitment.usage.queries import (
    UsagePeriod,
    reporting_employers,
    reporting_employers_of_all,
    reports_of,
)
from vietnam.numbers import format_number

DAY = datetime.timedelta(days=1)
ASKED = (("first", -20), ("soon", -5), ("late", 1), ("later", 8))
"""The letters, by days before (below zero) or after the last day in time."""


# What does not add up -----------------------------------------------------------------------------
def faults_of(facts: dict[str, int], origins: list[dict]) -> dict[str, str]:
    """By field, in words; `origins` for the whole of the home provinces. Nothing when everything
    adds up.
    """
    faults = {}
    if facts["women"] > facts["total"]:
        faults["women"] = _too_many(facts["women"], facts["total"])
    for names in (LabourUsageReport.SKILLS, LabourUsageReport.CONTRACTS):
        parts = sum(facts[name] for name in names)
        if parts != facts["total"]:
            faults[names[0]] = _no_sum(parts, facts["total"])
    for name, of in (("people", "total"), ("women", "women"), ("hired", "hired"), ("left", "left")):
        parts = sum(origin[name] for origin in origins)
        if parts > facts[of]:
            label = column_of(LabourUsageReport, of).verbose_name
            words = _(
                "%(what)s: the home provinces add up to %(parts)s, more than the %(total)s in all."
            )
            said = {
                "what": str(label).capitalize(),
                "parts": format_number(parts),
                "total": format_number(facts[of]),
            }
            faults.setdefault("origins", words % said)
    return faults


def _too_many(part: int, total: int) -> str:
    said = {"part": format_number(part), "total": format_number(total)}
    return _("%(part)s is more than the %(total)s in all.") % said


def _no_sum(parts: int, total: int) -> str:
    said = {
        "parts": format_number(parts),
        "total": format_number(total),
        "gap": format_number(abs(total - parts)),
    }
    if parts < total:
        return _("These add up to %(parts)s: %(gap)s fewer than the %(total)s in all.") % said
    return _("These add up to %(parts)s: %(gap)s more than the %(total)s in all.") % said


# Handing in and asking back -----------------------------------------------------------------------
@transaction.atomic
def hand_in_usage(
    *,
    employer: Employer,
    period: UsagePeriod,
    version: int,
    facts: dict[str, int],
    origins: list[dict],
    by: Actor,
) -> LabourUsageReport:
    """The report, or its correction; `version` is that of the report which was corrected, 0 without
    one.

    A correction leaves the day of handing in, but for a report that was asked back. `origins`: one
    for each home province, with the fields of LabourOrigin.
    """
    if not may_keep(employer, by):
        raise RuleError(_("Only the employer and its office hand in this report."))
    _check_span(period)
    for field, message in faults_of(facts, origins).items():
        raise RuleError(message, field=field)
    report = _locked(employer, period, version)
    if report.pk and not may_correct(report, by):
        raise RuleError(
            _("This report is closed. If it has to be corrected, ask your office to send it back.")
        )
    is_new, before = report.pk is None, {name: getattr(report, name) for name in facts}
    for name, value in facts.items():
        setattr(report, name, value)
    if is_new or report.status == UsageStatus.ASKED_BACK:
        report.handed_in_at = timezone.now()
    report.status, report.words, report.version = UsageStatus.HANDED_IN, "", report.version + 1
    report.handed_in_by, report.handed_in_person = by.seat, by.person
    report.save()
    report.origins.all().delete()
    LabourOrigin.objects.bulk_create(LabourOrigin(report=report, **origin) for origin in origins)
    changed = {name: value for name, value in facts.items() if is_new or before[name] != value}
    old = None if is_new else {name: before[name] for name in changed}
    record(
        RecruitmentAction.USAGE_HANDED_IN,
        report,
        by=by,
        before=old,
        after=changed | {"period": _in_log(period)},
    )
    return report


def _locked(employer: Employer, period: UsagePeriod, version: int) -> LabourUsageReport:
    """Of two who hand in at once the second is told."""
    Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    report = reports_of(period).filter(employer=employer).first()
    if (report.version if report else 0) != version:
        raise RuleError(
            _("Somebody has handed in this report meanwhile. Look at it again; nothing was saved.")
        )
    return report or LabourUsageReport(
        employer=employer, year=period.year, span=period.span, total=0
    )


@transaction.atomic
def ask_usage_back(*, report: LabourUsageReport, version: int, words: str, by: Actor) -> None:
    """By the office, with what has to be completed or mended; until then it is not handed in."""
    if not may_ask_back(report, by):
        raise RuleError(
            _("%(office)s looks at this report.") % {"office": report.employer.office.name}
        )
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    row = lock_row(LabourUsageReport.objects.select_related("employer__office"), report.pk)
    if row.version != version or row.status != UsageStatus.HANDED_IN:
        raise RuleError(_("The report has changed meanwhile. Look at it again, then decide."))
    row.status, row.words, row.version = UsageStatus.ASKED_BACK, words.strip(), row.version + 1
    row.save()
    record(RecruitmentAction.USAGE_ASKED_BACK, row, by=by, after={"text": row.words})
    said = {
        "office": row.employer.office.name,
        "words": row.words,
        "period": str(period_of(row)),
        "report": row.pk,
    }
    write_to_representatives(
        row.employer, "usage_asked_back", f"usage-{row.pk}-{row.version}", said
    )


def period_of(report: LabourUsageReport) -> UsagePeriod:
    return UsagePeriod(report.year, report.span)


def may_ask_back(report: LabourUsageReport, by: Actor) -> bool:
    return by.may(Permission.KEEP_LABOUR_USE) and may_judge(report.employer, by)


def may_correct(report: LabourUsageReport, by: Actor) -> bool:
    """The employer until the next report opens, or when it is asked to; its office at any time."""
    is_running = period_of(report) == UsagePeriod.current(timezone.localdate())
    is_open = is_running or report.status == UsageStatus.ASKED_BACK
    return may_judge(report.employer, by) or (is_open and may_keep(report.employer, by))


def _in_log(period: UsagePeriod) -> str:
    with override(settings.LANGUAGE_CODE):
        return period.label


def may_keep(employer: Employer, by: Actor) -> bool:
    """Its own representatives, and its office, which enters what came on paper."""
    is_own = by.seat.agency_id == employer.agency_id
    return by.may(Permission.KEEP_LABOUR_USE) and (is_own or may_judge(employer, by))


def _check_span(period: UsagePeriod) -> None:
    if timezone.localdate() < period.opens_on:
        raise RuleError(_("This report is asked for later."))


# Letters ------------------------------------------------------------------------------------------
def ask_for_usage(today: datetime.date | None = None) -> int:
    """To whom a report is missing: when it opens, shortly before its day and after; returns how
    many letters.

    Of several letters whose day has come only the last goes out, so a late start sends one. Running
    it again that day adds nothing.
    """
    today = today or timezone.localdate()
    period = UsagePeriod.current(today)
    due_on = period.due_on
    come = [step for step, days in ASKED if due_on + days * DAY <= today]
    if not come or today > due_on + 30 * DAY:
        return 0
    return _ask(period, due_on, come[-1], today)


def remind_of_usage(*, period: UsagePeriod, by: Actor) -> int:
    """By an official, to those it sees who have not handed in; once a day for each."""
    if not by.may(Permission.KEEP_LABOUR_USE):
        raise RuleError(_("Only the office reminds employers of their reports."))
    today = timezone.localdate()
    sent = _ask(period, period.due_on, f"{today:%Y%m%d}", today, by=by)
    record(
        RecruitmentAction.USAGE_REMINDED,
        by.seat.agency,
        by=by,
        after={"period": _in_log(period), "people": sent},
    )
    return sent


def _ask(
    period: UsagePeriod,
    due_on: datetime.date,
    step: str,
    today: datetime.date,
    by: Actor | None = None,
) -> int:
    asked = reporting_employers(by, period) if by else reporting_employers_of_all(period)
    missing = asked.filter(state__in=UsageState.OWING).order_by()
    to = recipients(SeatHolding.objects.filter(seat__agency__in=missing.values("agency")), on=today)
    said = {"period": str(period), "due_on": due_on.isoformat(), "is_late": today > due_on}
    return queue_letters_once("usage_due", to, occasion=f"usage-{period}-{step}", context=said)
