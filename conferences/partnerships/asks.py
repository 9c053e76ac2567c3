"""What both sides ask of each other: raised, answered, assigned as a task."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from conferences.audit.choices import ConferenceAction
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import Ask, Partnership
from conferences.partnerships.queries import host_agencies, is_partner, partner_agencies
from conferences.permissions import ConferencePermission
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline


@transaction.atomic
def raise_ask(
    *,
    partnership: Partnership,
    side: str,
    text: str,
    owner: Agency | None,
    by: Actor,
    raised_on: datetime.date | None = None,
) -> Ask:
    """What the host writes down for either side, or the partner for its own, which both see at
    once.

    `owner`: an agency of the side that is asked; `raised_on`: the day of the visit or letter, today
    by default.
    """
    today = timezone.localdate()
    raised_on = raised_on or today
    from_partner = is_partner(by)
    if from_partner and side != AskSide.PARTNER:
        raise RuleError(_("A partner province writes down its own asks."))
    if not from_partner and not by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        raise RuleError(_("Only the coordinators and the partner write down asks."))
    if raised_on > today:
        raise RuleError(_("This day has not come yet."), field="raised_on")
    _check_owner(partnership, side, owner)
    now = timezone.now()
    ask = Ask.objects.create(
        partnership=partnership,
        side=AskSide(side),
        text=text,
        owner=owner,
        raised_on=raised_on,
        raised_by=by.seat,
        raised_person=by.person,
        shared_at=now if from_partner else None,
        shared_by=by.seat if from_partner else None,
    )
    record_action(ConferenceAction.ASK_RAISED, partnership, by=by, after={"item": text})
    return ask


@transaction.atomic
def change_ask(*, ask: Ask, version: int, text: str, owner: Agency | None, by: Actor) -> Ask:
    """By the side that wrote it, as long as it is neither answered nor a task."""
    row = _lock(ask, version)
    if row.was_raised_by_partner != is_partner(by) or not _may_write(by):
        raise RuleError(_("Only the side that has written this changes it."))
    if row.task_id or row.state != AskState.OPEN:
        raise RuleError(_("It is answered: write down a new one instead."))
    _check_owner(row.partnership, row.side, owner)
    before = {"item": row.text}
    row.text = text
    row.owner = owner
    row.version += 1
    row.save(update_fields=["text", "owner", "version"])
    record_action(
        ConferenceAction.ASK_CHANGED, row.partnership, by=by, before=before, after={"item": text}
    )
    return row


@transaction.atomic
def answer_ask(
    *,
    ask: Ask,
    version: int,
    state: str,
    answer: str,
    answered_on: datetime.date,
    by: Actor,
    directive: Directive | None = None,
) -> Ask:
    """What the asked side says, `answered_on` a day that has come; `directive` is the document in
    which it stands.

    The host answers the partner's asks, and writes down what the partner has concluded about its
    own; the partner answers the host's.
    """
    row = _lock(ask, version)
    if not _may_write(by) or (is_partner(by) and row.side == AskSide.PARTNER):
        raise RuleError(_("Nobody answers what is asked by the own side."))
    if row.task_id:
        raise RuleError(_("It has become a task: its state is that of the task."))
    if state == AskState.OPEN:
        raise RuleError(_("Say what the answer is."), field="state")
    if not answer.strip():
        raise RuleError(_("Write what was answered."), field="answer")
    if answered_on > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="answered_on")
    if answered_on < row.raised_on:
        raise RuleError(_("The answer would be older than the ask."), field="answered_on")
    before = {"state": row.state}
    row.state = AskState(state)
    row.answer = answer
    row.answered_on = answered_on
    row.directive = directive
    row.version += 1
    row.save(update_fields=["state", "answer", "answered_on", "directive", "version"])
    record_action(
        ConferenceAction.ASK_ANSWERED,
        row.partnership,
        by=by,
        before=before,
        after={"state": row.state, "item": row.text},
    )
    return row


@transaction.atomic
def assign_ask(
    *, ask: Ask, version: int, due_on: datetime.date, by: Actor, owner: Agency | None = None
) -> Ask:
    """The ask as a task of its owner, on whichever side, with reminders; `due_on` is to come.

    `owner`: of an ask that has none yet, such as one that the partner has written. Its owner sees
    the task, so what is assigned to the partner is shared with it.
    """
    if not by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        raise RuleError(_("Only the coordinators give tasks."))
    row = _lock(ask, version)
    if row.task_id:
        raise RuleError(_("It is a task already."))
    row.owner = row.owner or owner
    if row.owner is None:
        raise RuleError(_("Say first who is to do it."), field="owner")
    _check_owner(row.partnership, row.side, row.owner)
    if row.state == AskState.DECLINED:
        raise RuleError(_("It was answered that this cannot be done."))
    if due_on < timezone.localdate():
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    row.task = _make_task(row, row.owner, due_on, by)
    if row.side == AskSide.HOST and not row.is_shared:
        row.shared_at = timezone.now()
        row.shared_by = by.seat
    row.version += 1
    row.save(update_fields=["owner", "task", "shared_at", "shared_by", "version"])
    record_action(
        ConferenceAction.ASK_ASSIGNED,
        row.partnership,
        by=by,
        after={"item": row.text, "due_on": format_date(due_on)},
    )
    return row


def _make_task(ask: Ask, owner: Agency, due_on: datetime.date, by: Actor) -> Task:
    with override(settings.LANGUAGE_CODE):
        label = _("Work with partner province %(province)s") % {
            "province": ask.partnership.province.name
        }
    return assign_task(
        text=ask.text,
        lead=owner,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(label, ask.get_absolute_url()),
    )


def _may_write(by: Actor) -> bool:
    return is_partner(by) or by.may(ConferencePermission.KEEP_PARTNERSHIPS)


def _lock(ask: Ask, version: int) -> Ask:
    row = lock_row(
        Ask.objects.select_related("partnership__province", "owner", "raised_by"), ask.pk
    )
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    return row


def _check_owner(partnership: Partnership, side: str, owner: Agency | None) -> None:
    today = timezone.localdate()
    asked = partner_agencies(partnership, today) if side == AskSide.HOST else host_agencies(today)
    if owner and not asked.filter(pk=owner.pk).exists():
        raise RuleError(_("Choose an agency of the side that is asked."), field="owner")
