"""Who answers questions for an agency, in general or about one document (đầu mối), with its
history.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.people.models import ContactPoint, Seat
from agencies.people.permissions import Actor, Permission
from vietnam.identifiers import InvalidIdentifier, parse_phone


def may_set_contact(agency: Agency, by: Actor) -> bool:
    # A coordinator for any agency, other seats for their own.
    own = by.seat.agency_id == agency.pk and by.may(Permission.REPORT_PROGRESS)
    return own or by.may(Permission.HAND_OVER_TASKS)


@transaction.atomic
def set_agency_phone(*, agency: Agency, phone: str, by: Actor) -> Agency:
    """The telephone of its office, for whoever cannot reach it here; empty where there is none."""
    if not may_set_contact(agency, by):
        raise RuleError(_("Only the agency itself or a coordinator enters its telephone."))
    try:
        number = str(parse_phone(phone)) if phone.strip() else ""
    except InvalidIdentifier:
        sentence = _("Write one telephone number in digits, such as 0204 385 4111.")
        raise RuleError(sentence, field="phone") from None
    row: Agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    before, row.phone = row.phone, number
    row.save(update_fields=["phone"])
    record_action(
        AuditAction.AGENCY_PHONE_SET, row, by=by, before={"phone": before}, after={"phone": number}
    )
    return row


@transaction.atomic
def set_contact_point(
    *,
    agency: Agency,
    seat: Seat,
    by: Actor,
    directive: Directive | None = None,
    on: datetime.date | None = None,
) -> ContactPoint:
    """From that day on the seat is the contact point; the former row ends the day before."""
    on = on or timezone.localdate()
    if not may_set_contact(agency, by):
        raise RuleError(_("Only the agency itself or a coordinator names its contact point."))
    if seat.agency_id != agency.pk:
        raise RuleError(_("Choose a seat of this agency."), field="seat")
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    former = (
        ContactPoint.objects.filter(agency=agency, directive=directive, ends_on=None)
        .select_related("seat")
        .first()
    )
    if former:
        _end_contact(former, seat, on)
    point = ContactPoint.objects.create(agency=agency, directive=directive, seat=seat, starts_on=on)
    record_action(
        AuditAction.CONTACT_POINT_SET,
        agency,
        by=by,
        before={"seat": str(former.seat)} if former else None,
        after={
            "seat": str(seat),
            "directive": directive.citation if directive else "",
            "from": on.isoformat(),
        },
    )
    return point


def _end_contact(former: ContactPoint, seat: Seat, on: datetime.date) -> None:
    # A row that is replaced on its first day keeps that one day.
    if former.seat_id == seat.pk:
        raise RuleError(_("This seat is the contact point already."), field="seat")
    if former.starts_on > on:
        raise RuleError(_("A later contact point is named already."), field="on")
    former.ends_on = max(on - datetime.timedelta(days=1), former.starts_on)
    former.save(update_fields=["ends_on"])
