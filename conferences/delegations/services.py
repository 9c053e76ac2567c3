"""A delegation from its plan to its end: planned, changed, decided, cancelled, shared."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.delegations.choices import AHEAD, DelegationState
from conferences.delegations.letters import tell_members
from conferences.delegations.models import Delegation
from conferences.partnerships.models import Partnership
from conferences.partnerships.queries import host_agencies
from conferences.partnerships.services import require_keeper
from vietnam.dates import format_date

LONGEST = datetime.timedelta(days=31)
# Whose change members are told of, once it is decided.
TOLD = ("title", "starts_on", "ends_on")
PLANNED = (
    "title",
    "purpose",
    "lead",
    "head_name",
    "head_position",
    "starts_on",
    "ends_on",
    "gifts",
    "estimated",
)


@transaction.atomic
def plan_delegation(*, partnership: Partnership, by: Actor, **planned: Any) -> Delegation:
    """`planned`: what PLANNED names. Nobody is invited yet, and the partner sees nothing of it."""
    require_keeper(by)
    _check_plan(planned)
    now = timezone.now()
    delegation = Delegation.objects.create(
        partnership=partnership, entered_at=now, entered_by=by.seat, changed_at=now, **planned
    )
    after = _logged(delegation)
    record_action(ConferenceAction.DELEGATION_PLANNED, delegation, by=by, after=after)
    return delegation


@transaction.atomic
def change_delegation(
    *, delegation: Delegation, version: int, by: Actor, **planned: Any
) -> Delegation:
    """Before the journey. Whoever was invited is told of other days."""
    require_keeper(by)
    row = lock_ahead(delegation, version)
    _check_plan(planned)
    _check_stops_within(row, planned["starts_on"], planned["ends_on"])
    before = _logged(row)
    is_told = any(getattr(row, name) != planned[name] for name in TOLD)
    for name in PLANNED:
        setattr(row, name, planned[name])
    touch_delegation(row)
    if is_told:
        tell_of_change(row)
    after = _logged(row)
    record_action(ConferenceAction.DELEGATION_CHANGED, row, by=by, before=before, after=after)
    return row


@transaction.atomic
def decide_delegation(
    *,
    delegation: Delegation,
    version: int,
    decision_number: str,
    decided_on: datetime.date,
    by: Actor,
) -> Delegation:
    """The decision on paper has been signed, with its number and day."""
    require_keeper(by)
    row = lock_ahead(delegation, version)
    if row.state != DelegationState.DRAFT:
        raise RuleError(_("This delegation is decided already."))
    if decided_on > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="decided_on")
    row.state = DelegationState.DECIDED
    row.decision_number = decision_number
    row.decided_on = decided_on
    touch_delegation(row)
    after = {"decision_number": decision_number, "decided_on": format_date(decided_on)}
    record_action(ConferenceAction.DELEGATION_DECIDED, row, by=by, after=after)
    return row


@transaction.atomic
def cancel_delegation(
    *, delegation: Delegation, version: int, reason: str, by: Actor
) -> Delegation:
    """Before the journey; whoever was invited is told, with the reason."""
    require_keeper(by)
    row = lock_ahead(delegation, version)
    if not reason.strip():
        raise RuleError(_("Say why the delegation does not travel."), field="reason")
    row.state = DelegationState.CANCELLED
    row.reason = reason
    touch_delegation(row)
    tell_members("delegation_cancelled", row, reason=reason)
    record_action(ConferenceAction.DELEGATION_CANCELLED, row, by=by, after={"reason": reason})
    return row


@transaction.atomic
def set_sharing(*, delegation: Delegation, is_shared: bool, by: Actor) -> Delegation:
    """Whether the partner sees the visit. What is so already does not change."""
    require_keeper(by)
    row = lock_row(Delegation.objects.all(), delegation.pk)
    if row.is_shared == is_shared:
        return row
    row.shared_at = timezone.now() if is_shared else None
    row.shared_by = by.seat if is_shared else None
    row.save(update_fields=["shared_at", "shared_by"])
    action = (
        ConferenceAction.PARTNER_ITEM_SHARED
        if is_shared
        else ConferenceAction.PARTNER_ITEM_UNSHARED
    )
    record_action(action, row, by=by, after={"item": row.title})
    return row


def lock_ahead(delegation: Delegation, version: int | None = None) -> Delegation:
    """The first lock of every act on what is planned, to the end of the transaction."""
    rows = Delegation.objects.select_related("partnership__province", "lead")
    row = lock_row(rows, delegation.pk)
    if row.state not in AHEAD:
        raise RuleError(
            _("This delegation has travelled or was cancelled: its plan stays as it is.")
        )
    if version is not None:
        refuse_stale(row, version)
    return row


def refuse_stale(row: Delegation, version: int) -> None:
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )


def touch_delegation(row: Delegation) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    row.save()


def tell_of_change(row: Delegation) -> None:
    """Whoever was invited hears of it, and the page of a signed link says since when it is so."""
    tell_members("delegation_changed", row)
    if row.members.exclude(invited_at=None).exists():
        row.told_at = timezone.now()
        row.save(update_fields=["told_at"])


def _check_plan(planned: dict[str, Any]) -> None:
    first, last = planned["starts_on"], planned["ends_on"]
    if last < first:
        raise RuleError(_("The journey would end before it begins."), field="ends_on")
    if last - first > LONGEST:
        raise RuleError(_("A journey takes a month at most."), field="ends_on")
    _check_lead(planned["lead"])


def _check_lead(lead: Agency) -> None:
    if not host_agencies(timezone.localdate()).filter(pk=lead.pk).exists():
        raise RuleError(_("An agency of the host province leads the delegation."), field="lead")


def _check_stops_within(row: Delegation, first: datetime.date, last: datetime.date) -> None:
    days = row.stops.order_by("day").values_list("day", flat=True)
    outside = [day for day in days if not first <= day <= last]
    if outside:
        words = _("The itinerary has something on %(day)s. Move or remove it first.")
        raise RuleError(words % {"day": format_date(outside[0])}, field="starts_on")


def _logged(row: Delegation) -> dict[str, object]:
    return {
        "title": row.title,
        "lead": row.lead.name,
        "starts_on": format_date(row.starts_on),
        "ends_on": format_date(row.ends_on),
        "estimated": row.estimated,
    }
