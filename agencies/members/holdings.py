"""How a holding goes on: it ends, administers or not, its account is opened again. The last
administrator of an agency stays.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.members.services import lock_agency, may_manage_members
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor


@transaction.atomic
def end_holding(*, holding: SeatHolding, on: datetime.date, by: Actor) -> None:
    """The last day on which the person holds the seat. Tasks stay with the seat."""
    holding = _lock_holding(holding, by)
    if on < holding.starts_on:
        raise RuleError(_("The last day cannot come before the first."), field="on")
    if holding.is_administrator:
        _require_another_administrator(holding, after=on)
    before = holding.ends_on
    holding.ends_on = on
    holding.save(update_fields=["ends_on"])
    record_action(
        AuditAction.HOLDING_ENDED,
        holding.seat,
        by=by,
        before={"until": before.isoformat() if before else None},
        after={"full_name": holding.person.full_name, "until": on.isoformat()},
    )


@transaction.atomic
def make_administrator(*, holding: SeatHolding, is_administrator: bool, by: Actor) -> None:
    holding = _lock_holding(holding, by)
    if not is_administrator:
        _require_another_administrator(holding, after=timezone.localdate())
    holding.is_administrator = is_administrator
    holding.save(update_fields=["is_administrator"])
    after = {"full_name": holding.person.full_name, "administrator": is_administrator}
    record_action(AuditAction.ADMINISTRATOR_SET, holding.seat, by=by, after=after)


@transaction.atomic
def reopen_account(*, holding: SeatHolding, by: Actor) -> None:
    # For a member whose account was closed because it was idle.
    holding = _lock_holding(holding, by)
    person = holding.person
    person.is_active = True
    person.reopened_at = timezone.now()
    person.save(update_fields=["is_active", "reopened_at"])
    record_action(AuditAction.ACCOUNT_REOPENED, person, by=by)


def _lock_holding(holding: SeatHolding, by: Actor) -> SeatHolding:
    # One change at a time in an agency: of two administrators who remove each other, the second is
    # refused.
    lock_agency(holding.seat.agency)
    if not may_manage_members(holding.seat.agency, by):
        raise RuleError(_("Only an administrator of the agency changes its members."))
    return SeatHolding.objects.select_related("seat__agency", "person").get(pk=holding.pk)


def _require_another_administrator(holding: SeatHolding, *, after: datetime.date) -> None:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=after)
    administrators = SeatHolding.objects.administrators_of(
        holding.seat.agency, timezone.localdate()
    )
    if not administrators.filter(lasting).exclude(pk=holding.pk).exists():
        raise RuleError(_("This is the last administrator of the agency. Name another one first."))
