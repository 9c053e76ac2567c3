"""Requests of people about their own data, step by step, and the words to which they consent."""

import datetime
import hashlib
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.calendar.queries import working_calendar
from agencies.database.keys import next_row_key
from agencies.errors import RuleError
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission
from agencies.people.queries import portal_desk_seat
from agencies.privacy.choices import DataRequestKind
from agencies.privacy.models import ConsentText, DataRequest
from agencies.progress.changes import refuse_unless
from agencies.progress.endings import finish_task
from vietnam.deadlines import StatedDeadline

ANSWER_WORKING_DAYS = 2
# Decree 356/2025/NĐ-CP: how long the desk has, from the day on which it received the request.
SETTLE_DAYS = {
    DataRequestKind.ACCESS: 10,
    DataRequestKind.CORRECT: 10,
    DataRequestKind.WITHDRAW: 15,
    DataRequestKind.RESTRICT: 15,
    DataRequestKind.OBJECT: 15,
    DataRequestKind.ERASE: 20,
}


@transaction.atomic
def receive_data_request(
    *,
    kind: str,
    full_name: str,
    contact: str,
    text: str,
    received_on: datetime.date,
    by: Actor | None = None,
    at: datetime.datetime | None = None,
) -> DataRequest:
    """From the person itself (`by=None`, today), or entered by the desk on somebody's behalf.

    `at`, here and below: for a step that is registered later.
    """
    seat = _seat_for_request(received_on, by)
    answer_by = working_calendar().add_working_days(received_on, ANSWER_WORKING_DAYS)
    settle_by = received_on + datetime.timedelta(days=SETTLE_DAYS[DataRequestKind(kind)])
    request = DataRequest(
        pk=next_row_key(DataRequest),
        kind=kind,
        full_name=full_name.strip(),
        contact=contact.strip(),
        text=text.strip(),
        received_on=received_on,
        answer_by=answer_by,
        settle_by=settle_by,
        entered_by=by.seat if by else None,
    )
    assign = partial(
        assign_task,
        lead=seat.agency,
        by=by,
        assigned_by=seat,
        is_housekeeping=True,
        assigned_at=at,
    )
    with override(settings.LANGUAGE_CODE):
        request.answer_task = assign(**_answer_task(request))
        request.settle_task = assign(**_finish_request_task(request))
    request.save(force_insert=True)
    record_action(AuditAction.DATA_REQUEST_RECEIVED, request, by=by, after={"kind": kind}, at=at)
    return request


def _seat_for_request(received_on: datetime.date, by: Actor | None) -> Seat:
    # Who answers it: whoever enters it, or the portal's desk.
    today = timezone.localdate()
    if by is not None:
        refuse_unless(
            by.may(Permission.KEEP_PERSONAL_DATA),
            _("Only the desk for personal data enters requests."),
        )
    if received_on > today:
        raise RuleError(_("This day is in the future."), field="received_on")
    seat = by.seat if by else portal_desk_seat(today)
    if seat is None:
        sentence = _(
            "Nobody looks after these requests here yet. Please write to the provincial labour "
            "department."
        )
        raise RuleError(sentence)
    return seat


def _answer_task(request: DataRequest) -> dict[str, Any]:
    title = _("Answer request %(n)s about personal data")
    text = _("Say how the request will be handled, and from when: %(kind)s.")
    return _task_facts(request, title, text, request.answer_by, _("within 2 working days"))


def _finish_request_task(request: DataRequest) -> dict[str, Any]:
    title = _("Settle request %(n)s about personal data")
    text = _("Carry out what is asked, or refuse it with the reason: %(kind)s.")
    phrase = _("within %(n)s days") % {"n": SETTLE_DAYS[DataRequestKind(request.kind)]}
    return _task_facts(request, title, text, request.settle_by, phrase)


def _task_facts(
    request: DataRequest, title: str, text: str, due_on: datetime.date, phrase: str
) -> dict[str, Any]:
    label = request.get_kind_display()
    deadline = StatedDeadline.due_by(due_on, phrase)
    return {
        "title": title % {"n": request.pk},
        "text": text % {"kind": label[:1].lower() + label[1:]},
        "deadlines": [deadline],
        "source": (_("Request about personal data"), request.get_absolute_url()),
    }


@transaction.atomic
def answer_request(
    *, request: DataRequest, text: str, by: Actor, at: datetime.datetime | None = None
) -> None:
    # Say how it will be handled; the first clock stops.
    if not text.strip():
        raise RuleError(
            _("Write what was answered, and how: by letter, mail or telephone."), field="text"
        )
    row = _lock_request(request, by)
    if row.answered_at:
        raise RuleError(_("This request has been answered already. Look at the page again."))
    _answer(row, text, by, at)
    row.save(update_fields=["answered_at", "answer"])


@transaction.atomic
def decide_data_request(
    *,
    request: DataRequest,
    granted: bool,
    text: str,
    by: Actor,
    at: datetime.datetime | None = None,
) -> None:
    # Carried out, or refused with the reason; this also answers a request that was not answered
    # before.
    if not text.strip():
        raise RuleError(_("Write what was done, or why it is refused."), field="text")
    row = _lock_request(request, by)
    if not row.answered_at:
        _answer(row, text, by, at)
    row.settled_at = at or timezone.now()
    row.settled_person = by.person
    row.granted = granted
    row.settlement = text.strip()
    row.save()
    finish_task(
        task=row.settle_task, text=_("Settled at the desk for personal data."), by=by, at=at
    )
    after = {"granted": granted, "text": text.strip()}
    record_action(AuditAction.DATA_REQUEST_SETTLED, row, by=by, after=after, at=at)


def _lock_request(request: DataRequest, by: Actor) -> DataRequest:
    refuse_unless(
        by.may(Permission.KEEP_PERSONAL_DATA),
        _("Only the desk for personal data settles requests."),
    )
    row = DataRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if row.settled_at:
        raise RuleError(_("This request has been settled already. Look at the page again."))
    return row


def _answer(row: DataRequest, text: str, by: Actor, at: datetime.datetime | None) -> None:
    row.answered_at = at or timezone.now()
    row.answer = text.strip()
    finish_task(
        task=row.answer_task, text=_("Answered at the desk for personal data."), by=by, at=at
    )
    record_action(
        AuditAction.DATA_REQUEST_ANSWERED, row, by=by, after={"text": text.strip()}, at=at
    )


def wording_digest(text: str) -> str:
    # By this a form says which words its reader saw.
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def store_consent_text(purpose: str, text: str) -> ConsentText:
    """The row of these words in the reader's language; a new wording becomes the next version."""
    language = get_language()
    rows = ConsentText.objects.filter(purpose=purpose, language=language)
    same = rows.filter(digest=wording_digest(text))
    if known := same.first():
        return known
    # Of two who are the first to see new words, one makes the version.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('consent'), hashtext(%s))", [purpose + language]
        )
    version = (rows.aggregate(last=Max("version"))["last"] or 0) + 1
    facts = {"version": version, "text": text, "first_used_at": timezone.now()}
    stored, _is_new = same.get_or_create(
        purpose=purpose, language=language, digest=wording_digest(text), defaults=facts
    )
    return stored
