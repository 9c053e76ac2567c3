"""Supervising service firms: registered, licensed, and their contracts."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import recipients
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.permissions import RecruitmentPermission
from recruitment.service_firms.models import (
    Licence,
    ServiceFirm,
    SupplyContract,
)
from recruitment.service_firms.queries import ending_licences
from vietnam.dates import format_date, last_day_of_month

# Duration of a licence: decree 23/2021/NĐ-CP, article 17; decree 145/2020/NĐ-CP, article 23.
MOST_MONTHS = 60


def require_keeper(by: Actor) -> None:
    if not by.may(RecruitmentPermission.KEEP_SERVICE_FIRMS):
        raise RuleError(_("Only the labour department keeps the register of service firms."))


# The firm -----------------------------------------------------------------------------------------
@transaction.atomic
def add_service_firm(
    *, name: str, tax_code: str, province: Province, by: Actor, **details: Any
) -> ServiceFirm:
    # An agency of its own, so that it can owe tasks.
    require_keeper(by)
    if ServiceFirm.objects.filter(tax_code=tax_code).exists():
        raise RuleError(
            _("A service firm with this tax code is entered already."), field="tax_code"
        )
    agency = Agency.objects.create(
        name=name,
        kind=AgencyKind.SERVICE_FIRM,
        level=AgencyLevel.NONE,
        province=province,
        email=details["contact_email"],
    )
    firm = ServiceFirm.objects.create(
        agency=agency,
        tax_code=tax_code,
        province=province,
        office=by.seat.agency,
        entered_at=timezone.now(),
        entered_by=by.seat,
        **details,
    )
    record_action(RecruitmentAction.SERVICE_FIRM_ENTERED, firm, by=by, after={"tax_code": tax_code})
    return firm


@transaction.atomic
def change_firm(
    *, firm: ServiceFirm, version: int, name: str, province: Province, by: Actor, **details: Any
) -> ServiceFirm:
    require_keeper(by)
    row = (
        ServiceFirm.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency")
        .get(pk=firm.pk)
    )
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this firm meanwhile. Look at it again; nothing was saved.")
        )
    row.agency.name = name
    row.agency.province = province
    row.agency.email = details["contact_email"]
    row.agency.save()
    row.province = province
    for field, value in details.items():
        setattr(row, field, value)
    row.version += 1
    row.save()
    record_action(RecruitmentAction.SERVICE_FIRM_CHANGED, row, by=by, after={"name": name})
    return row


# Licences and contracts ---------------------------------------------------------------------------
@transaction.atomic
def add_licence(
    *,
    firm: ServiceFirm,
    service: str,
    number: str,
    issued_on: datetime.date,
    valid_until: datetime.date,
    by: Actor,
) -> Licence:
    # A first one or a renewal.
    require_keeper(by)
    if valid_until <= issued_on:
        raise RuleError(_("The licence would end before it begins."), field="valid_until")
    if valid_until > _months_after(issued_on, MOST_MONTHS):
        raise RuleError(
            _("A licence is given for %(n)s months at most.") % {"n": MOST_MONTHS},
            field="valid_until",
        )
    if firm.licences.filter(number=number).exists():
        raise RuleError(_("A licence with this number is entered already."), field="number")
    licence = Licence.objects.create(
        firm=firm, service=service, number=number, issued_on=issued_on, valid_until=valid_until
    )
    record_action(
        RecruitmentAction.LICENCE_ENTERED,
        firm,
        by=by,
        after={"licence": number, "until": format_date(valid_until)},
    )
    return licence


def _months_after(day: datetime.date, count: int) -> datetime.date:
    # The same day that many months later, or the last day of that month.
    years, month = divmod(day.month - 1 + count, 12)
    last = last_day_of_month(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


@transaction.atomic
def revoke_licence(*, licence: Licence, revoked_on: datetime.date, by: Actor) -> Licence:
    require_keeper(by)
    row = Licence.objects.select_for_update(no_key=True).get(pk=licence.pk)
    if row.revoked_on:
        raise RuleError(_("This licence is revoked already."))
    if not row.issued_on <= revoked_on <= timezone.localdate():
        raise RuleError(
            _("Give a day between the issue of the licence and today."), field="revoked_on"
        )
    row.revoked_on = revoked_on
    row.save()
    record_action(
        RecruitmentAction.LICENCE_REVOKED,
        row.firm,
        by=by,
        after={"licence": row.number, "on": format_date(revoked_on)},
    )
    return row


@transaction.atomic
def add_contract(
    *,
    firm: ServiceFirm,
    service: str,
    number: str,
    employer: Employer | None,
    employer_name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    people: int,
    by: Actor,
) -> SupplyContract:
    # With an employer of the register, or else by its name.
    require_keeper(by)
    if bool(employer) == bool(employer_name):
        raise RuleError(
            _("Write the tax code of the employer, or its name when it is not registered."),
            field="employer",
        )
    if ends_on < starts_on:
        raise RuleError(_("The contract would end before it begins."), field="ends_on")
    if firm.contracts.filter(number=number).exists():
        raise RuleError(_("A contract with this number is entered already."), field="number")
    contract = SupplyContract.objects.create(
        firm=firm,
        service=service,
        number=number,
        employer=employer,
        employer_name=employer_name,
        starts_on=starts_on,
        ends_on=ends_on,
        people=people,
    )
    record_action(
        RecruitmentAction.SUPPLY_CONTRACT_ENTERED,
        firm,
        by=by,
        after={"contract": number, "people": people},
    )
    return contract


@transaction.atomic
def count_supplied(
    *, contract: SupplyContract, version: int, supplied: int, by: Actor
) -> SupplyContract:
    # How many people the contract has supplied so far; not more than were agreed.
    require_keeper(by)
    row = lock_row(SupplyContract.objects.select_related("firm__agency"), contract.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this contract meanwhile. Look at it again; nothing was saved.")
        )
    if supplied > row.people:
        raise RuleError(
            _("%(people)s people were agreed.") % {"people": row.people}, field="supplied"
        )
    before = row.supplied
    row.supplied = supplied
    row.version += 1
    row.save()
    after = {"contract": row.number, "people": supplied}
    record_action(
        RecruitmentAction.SUPPLY_COUNTED, row.firm, by=by, before={"people": before}, after=after
    )
    return row


# Letters ------------------------------------------------------------------------------------------
def queue_licence_warnings(today: datetime.date | None = None) -> int:
    """To the office and to the firm, once for each licence that ends soon; returns how many
    letters.
    """
    today = today or timezone.localdate()
    return sum(_warn(licence, today) for licence in ending_licences(today))


def _warn(licence: Licence, today: datetime.date) -> int:
    firm = licence.firm
    of_office = Q(seat__agency=firm.office_id, seat__role=SeatRole.COORDINATOR)
    held = SeatHolding.objects.filter(of_office | Q(seat__agency=firm.agency_id))
    said = {
        "firm": firm.agency.name,
        "number": licence.number,
        "until": licence.valid_until.isoformat(),
        "pk": firm.pk,
        "service": licence.service,
    }
    key = f"licence-{licence.pk}-{licence.valid_until:%Y%m%d}"
    return queue_letters_once(
        "licence_ends", recipients(held, on=today), occasion=key, context=said
    )
