"""A later date on request (gia hạn): asked by the lead agency, answered by who decides; the first
date is kept.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.locking import StaleOccurrenceError, lock_row
from agencies.deadlines.occurrences import DueDates
from agencies.deciding.queries import Case, deciders_of, may_decide, refuse_unless_decides
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, refuse_unless
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Extension
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date

ANSWERS = ExtensionStatus.GIVEN | {ExtensionStatus.REFUSED}


def may_ask_extension(occurrence: Occurrence, by: Actor) -> bool:
    # The lead agency, for what it still owes by a date.
    leads = occurrence.task.lead_id == by.seat.agency_id
    return (
        leads
        and occurrence.is_owed
        and occurrence.due_on is not None
        and by.may(Permission.REPORT_PROGRESS)
    )


def may_answer_extension(extension: Extension, by: Actor) -> bool:
    if extension.status != ExtensionStatus.ASKED or not by.may(Permission.DECIDE_RESULTS):
        return False
    return may_decide(Case.of_extension(extension), by)


@transaction.atomic
def ask_extension(
    *,
    occurrence: Occurrence,
    wanted_on: datetime.date,
    reason: str,
    by: Actor,
    version: int,
    at: datetime.datetime | None = None,
) -> Extension:
    """Ask for a later date; nothing moves until it is answered."""
    at = at or timezone.now()
    if not reason.strip():
        raise RuleError(_("Say why more time is needed, and what is done by now."), field="reason")
    row = lock_as_seen(occurrence, version)
    refusal = _(
        "Only the lead agency can ask for a later date, and only for what it still owes by a date."
    )
    refuse_unless(may_ask_extension(row, by), refusal)
    _check_date(row, wanted_on, timezone.localdate(at))
    if row.extensions.filter(status=ExtensionStatus.ASKED).exists():
        raise RuleError(_("A request for a later date already waits for its answer."))
    extension = _create_request(row, wanted_on, reason, by=by, at=at)
    notify_seats(
        NoticeEvent.EXTENSION_ASKED,
        occurrence=row,
        seats=_seats_to_ask(extension),
        by=by,
        words=extension.reason,
        day=wanted_on,
        at=at,
    )
    return extension


def _seats_to_ask(extension: Extension) -> list[Seat]:
    # The seat that gave the task, while it decides; else all that do.
    seats = deciders_of(
        Case.of_extension(extension), on=timezone.localdate(extension.asked_at)
    ).seats
    giver = [seat for seat in seats if seat.pk == extension.occurrence.task.assigned_by_id]
    return giver or seats


def _create_request(
    row: Occurrence, wanted_on: datetime.date, reason: str, *, by: Actor, at: datetime.datetime
) -> Extension:
    # With a new version of the occurrence, and in the log.
    extension = Extension.objects.create(
        occurrence=row,
        from_due_on=row.due_on,
        wanted_on=wanted_on,
        reason=reason.strip(),
        asked_at=at,
        asked_by=by.seat,
        asked_person=by.person,
    )
    row.version += 1
    row.save(update_fields=["version"])
    record_action(
        AuditAction.EXTENSION_ASKED,
        row,
        by=by,
        before={"due_on": row.due_on.isoformat()},
        after={"extension": extension.pk, "wanted_on": wanted_on.isoformat()},
        at=at,
    )
    return extension


def _check_date(row: Occurrence, wanted_on: datetime.date, today: datetime.date) -> None:
    if wanted_on <= row.due_on:
        sentence = _("Give a day after the present deadline, %(day)s.")
        raise RuleError(sentence % {"day": format_date(row.due_on)}, field="wanted_on")
    if wanted_on < today:
        raise RuleError(_("Give a day that has not passed."), field="wanted_on")


@transaction.atomic
def answer_extension(
    *,
    extension: Extension,
    verdict: ExtensionStatus,
    by: Actor,
    granted_on: datetime.date | None = None,
    answer: str = "",
    at: datetime.datetime | None = None,
) -> Extension:
    """Grant the wanted date, grant another one (amended), or refuse with a reason.

    StaleError when somebody else has answered, or the task was finished, after this person last
    looked.
    """
    at = at or timezone.now()
    asked = _locked_request(extension)
    row = asked.occurrence
    today = timezone.localdate(at)
    refuse_unless_decides(
        Case.of_extension(asked), by, _("You cannot decide on this request."), on=today
    )
    asked.granted_on = _check_verdict(asked, verdict, granted_on, answer)
    asked.status = verdict
    asked.answer = answer.strip()
    asked.answered_at = at
    asked.answered_by = by.seat
    asked.answered_person = by.person
    asked.save()
    before = _dates_of(row)
    if asked.granted_on:
        row.extended_to = asked.granted_on
        DueDates().redate(row)
    row.version += 1
    row.save(update_fields=["extended_to", "due_on", "act_by", "version"])
    after = {**_dates_of(row), "extension": asked.pk, "verdict": str(verdict)}
    record_action(AuditAction.EXTENSION_ANSWERED, row, by=by, before=before, after=after, at=at)
    notify_seats(
        NoticeEvent.EXTENSION_ANSWERED,
        occurrence=row,
        seats=[asked.asked_by, *seats_for_task(row.task)],
        by=by,
        words=asked.answer,
        day=asked.granted_on,
        at=at,
    )
    return asked


def _locked_request(extension: Extension) -> Extension:
    # The request, still unanswered, with its occurrence; both locked, the occurrence first as
    # everywhere.
    row = lock_occurrence(extension.occurrence)
    found = lock_row(Extension.objects.select_related("answered_person", "asked_by"), extension.pk)
    if found.status == ExtensionStatus.LAPSED:
        raise StaleOccurrenceError(
            _(
                "The task was finished or withdrawn meanwhile: this request needs no answer any "
                "more."
            )
        )
    if found.status != ExtensionStatus.ASKED:
        sentence = _(
            "%(who)s has answered this request at the same time: %(verdict)s. Nothing of yours "
            "was saved."
        )
        raise StaleOccurrenceError(
            sentence % {"who": found.answered_person, "verdict": found.get_status_display()}
        )
    found.occurrence = row
    return found


def _check_verdict(
    asked: Extension, verdict: ExtensionStatus, granted_on: datetime.date | None, answer: str
) -> datetime.date | None:
    # The new date, None for a refusal; RuleError for an answer that says nothing or moves
    # nothing.
    if verdict not in ANSWERS:
        raise ValueError(verdict)
    if verdict == ExtensionStatus.REFUSED:
        if not answer.strip():
            raise RuleError(
                _("Say why the date stays, so that the agency knows what to do."), field="answer"
            )
        return None
    day = asked.wanted_on if verdict == ExtensionStatus.GRANTED else granted_on
    due_on = asked.occurrence.due_on
    if day is None or day <= due_on:
        sentence = _("Give a day after the present deadline, %(day)s.")
        raise RuleError(sentence % {"day": format_date(due_on)}, field="granted_on")
    return day


def _dates_of(row: Occurrence) -> dict[str, str | None]:
    named = {name: getattr(row, name) for name in ("due_on", "act_by", "extended_to")}
    return {name: day.isoformat() if day else None for name, day in named.items()}
