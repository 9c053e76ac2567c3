"""A report is submitted with its sums checked, returned or accepted by the office, and asked for by
letter.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import recipients
from recruitment.period_reports.choices import ReportState, ReportStatus
from recruitment.period_reports.kinds import Facts, ReportKind, figure_label
from recruitment.period_reports.models import PeriodReport
from recruitment.period_reports.queries import find_report, reporters
from vietnam.periods import Period

DAY = datetime.timedelta(days=1)
# After the last day in time; later nobody is asked by itself.
DAYS_OF_LETTERS = 30


# What does not add up -----------------------------------------------------------------------------
def find_faults(kind: ReportKind, facts: Facts, homes: list[dict[str, Any]]) -> dict[str, str]:
    """By figure, in words; `homes` for the home provinces together. Nothing when everything adds
    up.
    """
    faults = {}
    for part, whole in kind.figure_parts:
        if facts[part] > facts[whole]:
            words = _("%(part)s is more than the %(total)s in all.")
            faults[part] = words % _numbers(facts[part], facts[whole])
    for whole, names in kind.figure_sums:
        parts = sum(facts[name] for name in names)
        if parts < facts[whole]:
            words = _("These add up to %(parts)s: %(gap)s fewer than the %(total)s in all.")
            faults[names[0]] = words % _numbers(parts, facts[whole])
        elif parts > facts[whole]:
            words = _("These add up to %(parts)s: %(gap)s more than the %(total)s in all.")
            faults[names[0]] = words % _numbers(parts, facts[whole])
    for name, whole in kind.homes_within.items():
        parts = sum(line[name] for line in homes)
        if parts > facts[whole]:
            words = _(
                "%(what)s: the home provinces add up to %(parts)s, more than the %(total)s in all."
            )
            what = {"what": figure_label(kind.model, whole)}
            faults.setdefault("homes", words % (_numbers(parts, facts[whole]) | what))
    return faults


def _numbers(part: int, total: int) -> dict[str, str]:
    return {
        "part": localized_number(part),
        "parts": localized_number(part),
        "total": localized_number(total),
        "gap": localized_number(abs(total - part)),
    }


# Who may ------------------------------------------------------------------------------------------
def may_submit_report(kind: ReportKind, reporter: Agency, by: Actor) -> bool:
    # Who owes the report, and its office, which enters what came on paper.
    is_own = by.seat.agency_id == reporter.pk and kind.is_owed_by(reporter)
    return by.may(kind.right_to_write) and (is_own or kind.is_at_office(reporter, by))


def may_decide_on_report(kind: ReportKind, reporter: Agency, by: Actor) -> bool:
    # Return a report, accept it, and correct it when it is closed.
    return by.may(kind.right_to_write) and kind.is_at_office(reporter, by)


def explain_own_report(report: PeriodReport, by: Actor) -> str:
    """Why this person may not accept the report, which is their own: they handed it in, or belong
    to the agency that owes it. Empty for others.
    """
    if report.submitted_person_id == by.person.pk:
        words = _("You entered this report yourself, so somebody else accepts it.")
    elif report.reporter_id == by.seat.agency_id:
        words = _("This is the report of your own agency, so somebody of another one accepts it.")
    else:
        return ""
    invite = _("If nobody else has a seat for that yet, have somebody invited.")
    return f"{words} {invite}"


def closed_reason(
    kind: ReportKind, reporter: Agency, period: Period, report: PeriodReport | None, by: Actor
) -> str:
    """Why this seat cannot write or correct the report now; empty when it can."""
    today = timezone.localdate()
    if locked := kind.explain_lock(period):
        return locked
    if today < kind.calendar.opens_on(period):
        return _("This report is not due yet.")
    if may_decide_on_report(kind, reporter, by) or (report and report.is_returned):
        return ""
    if report and report.is_accepted:
        return _(
            "This report is accepted. If it has to be corrected, ask your office to send it back."
        )
    if kind.is_open(period, today) or (kind.is_taken_late and report is None):
        return ""
    return _("This report is closed. If it has to be corrected, ask your office to send it back.")


# Submitting and deciding --------------------------------------------------------------------------
@transaction.atomic
def submit_report(
    *,
    kind: ReportKind,
    reporter: Agency,
    period: Period,
    version: int,
    facts: Facts,
    homes: list[dict[str, Any]],
    by: Actor,
) -> PeriodReport:
    """The report, or its correction; `version` is that of the report which was corrected, 0 without
    one.

    A correction leaves the day of handing in, but for a report that was returned; it has to be
    accepted anew. `homes`: one for each home province, with the columns of the kind's lines.
    """
    for field, message in find_faults(kind, facts, homes).items():
        raise RuleError(message, field=field)
    report = begin_submission(kind, reporter, period, version, by)
    before = {name: getattr(report, name) for name in facts} if report.pk else None
    write_submission(report, facts, by)
    report.homes.all().delete()
    kind.line_model.objects.bulk_create(kind.line_model(report=report, **line) for line in homes)
    _record_submission(kind, report, before, facts, by)
    return report


def begin_submission(
    kind: ReportKind, reporter: Agency, period: Period, version: int, by: Actor
) -> PeriodReport:
    # Once this seat may hand it in now. Of two who submit at once the second gets the error.
    if not may_submit_report(kind, reporter, by):
        raise RuleError(_("Only the agency that owes this report and its office hand it in."))
    lock_row(Agency.objects.all(), reporter.pk)
    report = find_report(kind, reporter, period)
    if (report.version if report else 0) != version:
        raise RuleError(
            _("Somebody has handed in this report meanwhile. Look at it again; nothing was saved.")
        )
    if reason := closed_reason(kind, reporter, period, report, by):
        raise RuleError(reason)
    return report or kind.model(reporter=reporter, starts_on=period.first, ends_on=period.last)


def write_submission(report: PeriodReport, facts: Mapping[str, Any], by: Actor) -> None:
    for name, value in facts.items():
        setattr(report, name, value)
    if report.pk is None or report.is_returned:
        report.submitted_at = timezone.now()
    report.status = ReportStatus.SUBMITTED
    report.words = ""
    report.version += 1
    report.submitted_by = by.seat
    report.submitted_person = by.person
    report.save()


def _record_submission(
    kind: ReportKind, report: PeriodReport, before: Facts | None, facts: Facts, by: Actor
) -> None:
    # With the figures that have changed.
    changed = {
        name: value for name, value in facts.items() if before is None or before[name] != value
    }
    old = None if before is None else {name: before[name] for name in changed}
    after = changed | {"agency": report.reporter.name, "period": period_in_log(report.period)}
    record_action(kind.actions.submitted, report, by=by, before=old, after=after)


@transaction.atomic
def return_report(
    *, kind: ReportKind, report: PeriodReport, version: int, words: str, by: Actor
) -> None:
    # By the office, with what has to be completed; until it comes again it is not handed in.
    row = _locked_for_decision(kind, report, version, by)
    if not words.strip():
        raise RuleError(_("Say what has to be completed."), field="words")
    if row.is_returned:
        raise RuleError(_("The report has changed meanwhile. Look at it again, then decide."))
    _save_decision(row, ReportStatus.RETURNED, words)
    record_action(kind.actions.returned, row, by=by, after={"text": row.words})
    queue_letters_once(
        kind.letter_returned,
        recipients(
            SeatHolding.objects.filter(seat__agency=row.reporter_id), on=timezone.localdate()
        ),
        occasion=f"{kind.name}-{row.pk}-{row.version}",
        context={
            "kind": kind.name,
            "office": by.seat.agency.name,
            "words": row.words,
            "period": str(row.period),
            "report": row.pk,
        },
    )


@transaction.atomic
def accept_report(
    *, kind: ReportKind, report: PeriodReport, version: int, words: str, by: Actor
) -> None:
    # By the office, which may add words; from then on who has written it corrects it only after it
    # was returned.
    row = _locked_for_decision(kind, report, version, by)
    if row.status != ReportStatus.SUBMITTED:
        raise RuleError(_("The report has changed meanwhile. Look at it again, then decide."))
    if reason := explain_own_report(row, by):
        raise RuleError(reason)
    _save_decision(row, ReportStatus.ACCEPTED, words)
    record_action(kind.actions.accepted, row, by=by, after={"period": period_in_log(row.period)})


def _locked_for_decision(
    kind: ReportKind, report: PeriodReport, version: int, by: Actor
) -> PeriodReport:
    if not may_decide_on_report(kind, report.reporter, by):
        office = kind.office_of(report.reporter)
        raise RuleError(
            _("%(office)s is responsible for this report.") % {"office": office.name}
            if office
            else _("The labour department of the province is responsible for this report.")
        )
    row = lock_row(kind.model.objects.select_related("reporter"), report.pk)
    if row.version != version:
        raise RuleError(_("The report has changed meanwhile. Look at it again, then decide."))
    return row


def _save_decision(row: PeriodReport, status: ReportStatus, words: str) -> None:
    row.status = status
    row.words = words.strip()
    row.version += 1
    row.save()


def period_in_log(period: Period) -> str:
    with override(settings.LANGUAGE_CODE):
        return name_of_period(period)


# Letters ------------------------------------------------------------------------------------------
def request_reports(kind: ReportKind, today: datetime.date | None = None) -> int:
    """To whom a report is missing, on the days that the kind names; returns how many letters.

    Of several letters whose day has come only the last goes out, so a late start sends one. Running
    it again that day adds nothing.
    """
    today = today or timezone.localdate()
    period = kind.calendar.current_period(today)
    due_on = kind.calendar.due_on(period)
    if due_on is None:
        return 0
    come = [step for step, days in kind.letters if due_on + days * DAY <= today]
    if not come or today > due_on + DAYS_OF_LETTERS * DAY:
        return 0
    return _ask(kind, period, due_on, step=come[-1], today=today)


def remind_reporters(*, kind: ReportKind, period: Period, by: Actor) -> int:
    # By an official, to those it sees who have not handed in; once a day for each.
    if by.seat.role in kind.reporter_roles or not by.may(kind.right_to_write):
        raise RuleError(_("Only the office reminds of reports."))
    today = timezone.localdate()
    sent = _ask(
        kind, period, kind.calendar.due_on(period), step=f"{today:%Y%m%d}", today=today, by=by
    )
    record_action(
        kind.actions.reminded,
        by.seat.agency,
        by=by,
        after={"period": period_in_log(period), "people": sent},
    )
    return sent


def _ask(
    kind: ReportKind,
    period: Period,
    due_on: datetime.date | None,
    *,
    step: str,
    today: datetime.date,
    by: Actor | None = None,
) -> int:
    missing = reporters(kind, period, due_on, by).filter(state__in=ReportState.OWING).order_by()
    return queue_letters_once(
        kind.letter_due,
        recipients(SeatHolding.objects.filter(seat__agency__in=missing.values("pk")), on=today),
        occasion=f"{kind.name}-{period}-{step}",
        context={
            "kind": kind.name,
            "period": str(period),
            "due_on": due_on and due_on.isoformat(),
            "is_late": bool(due_on and today > due_on),
        },
    )
