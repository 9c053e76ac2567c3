"""Keeping the roster of outlets."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.outlets.choices import OutletKind
from campaigns.outlets.models import Outlet
from campaigns.permissions import CampaignPermission
from vietnam.dates import format_date


@transaction.atomic
def add_outlet(*, by: Actor, **facts: Any) -> Outlet:
    """`facts`: the columns of Outlet."""
    _require_keeper(by)
    _check(facts)
    outlet = Outlet.objects.create(entered_at=timezone.now(), entered_by=by.seat, **facts)
    record_action(CampaignAction.OUTLET_ENTERED, outlet, by=by, after=_logged(outlet))
    return outlet


@transaction.atomic
def change_outlet(*, outlet: Outlet, version: int, by: Actor, **facts: Any) -> Outlet:
    """What it has published stays, also when it has ended."""
    _require_keeper(by)
    row = lock_row(Outlet.objects.select_related("province"), outlet.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this outlet meanwhile. Look at it again; nothing was saved.")
        )
    _check(facts, row)
    before = _logged(row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record_action(CampaignAction.OUTLET_CHANGED, row, by=by, before=before, after=_logged(row))
    return row


def ensure_loudspeaker(by: Actor) -> Outlet:
    """The loudspeakers of the actor's commune, entered with the first thing that they have read."""
    agency = by.seat.agency
    if agency.level != AgencyLevel.COMMUNE or agency.province is None:
        raise RuleError(_("Only a commune enters what its loudspeakers have read."))
    # One after the other: the first two entries of a commune, sent at the same moment.
    lock_row(Agency.objects.all(), agency.pk)
    found = Outlet.objects.filter(agency=agency, kind=OutletKind.LOUDSPEAKER).first()
    if found:
        return found
    outlet = Outlet.objects.create(
        name=_("Loudspeakers of %(commune)s") % {"commune": agency.display_name},
        kind=OutletKind.LOUDSPEAKER,
        province=agency.province,
        agency=agency,
        entered_at=timezone.now(),
        entered_by=by.seat,
    )
    record_action(CampaignAction.OUTLET_ENTERED, outlet, by=by, after=_logged(outlet))
    return outlet


def _require_keeper(by: Actor) -> None:
    if not by.may(CampaignPermission.KEEP_WAVES):
        raise RuleError(_("Only the labour department keeps the roster of outlets."))


def _check(facts: dict[str, Any], row: Outlet | None = None) -> None:
    agreed_on: datetime.date | None = facts["agreed_on"]
    until: datetime.date | None = facts["agreed_until"]
    if facts["agreement"] and agreed_on is None:
        raise RuleError(_("Write the day of the agreement."), field="agreed_on")
    if agreed_on and not facts["agreement"]:
        raise RuleError(_("Write which paper the agreement is."), field="agreement")
    if until and (agreed_on is None or until < agreed_on):
        raise RuleError(_("The agreement would end before it begins."), field="agreed_until")
    others = Outlet.objects.exclude(pk=row.pk) if row else Outlet.objects.all()
    province: Province = facts["province"]
    if others.filter(province=province, name=facts["name"]).exists():
        raise RuleError(
            _("An outlet of this name is in the roster of this province already."), field="name"
        )
    if facts["kind"] == OutletKind.LOUDSPEAKER and facts["agency"]:
        twice = others.filter(agency=facts["agency"], kind=OutletKind.LOUDSPEAKER)
        if twice.exists():
            raise RuleError(_("The loudspeakers of this agency are there already."), field="agency")


def _logged(outlet: Outlet) -> dict[str, object]:
    days = {
        name: day and format_date(day)
        for name in ("agreed_on", "agreed_until", "ended_on")
        for day in (getattr(outlet, name),)
    }
    return {
        "name": outlet.name,
        "kind": outlet.kind,
        "province": outlet.province.name,
        "website": outlet.website,
        "agreement": outlet.agreement,
        **days,
    }
