"""Supervising service firms: registered, licensed, their contracts, and inspection findings that
become tasks.
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.assignment.services import assign_task
from agencies.audit.services import record
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.recipients import recipients
from agencies.tasks.models import Task
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.permissions import Permission
from recruitment.service_firms.choices import FindingKind
from recruitment.service_firms.models import (
    Finding,
    Inspection,
    Licence,
    ServiceFirm,
    SupplyContract,
)
from recruitment.service_firms.queries import ending_licences
from vietnam.dates import format_date, last_day_of_month
from vietnam.deadlines import StatedDeadline

MOST_MONTHS = 60
"""Duration of a licence: decree 23/2021/NĐ-CP, article 17; decree 145/2020/NĐ-CP, article 23."""


def _require_keeper(by: Actor) -> None:
    if not by.may(Permission.KEEP_SERVICE_FIRMS):
        raise RuleError(_("Only the labour department keeps the register of service firms."))


# The firm -----------------------------------------------------------------------------------------
@transaction.atomic
def enter_firm(
    *, name: str, tax_code: str, province: Province, by: Actor, **details
) -> ServiceFirm:
    """An agency of its own, so that it can owe tasks."""
    _require_keeper(by)
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
    record(RecruitmentAction.SERVICE_FIRM_ENTERED, firm, by=by, after={"tax_code": tax_code})
    return firm


@transaction.atomic
def change_firm(
    *, firm: ServiceFirm, version: int, name: str, province: Province, by: Actor, **details
) -> ServiceFirm:
    _require_keeper(by)
    row = (
        ServiceFirm.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency")
        .get(pk=firm.pk)
    )
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this firm meanwhile. Look at it again; nothing was saved.")
        )
    row.agency.name, row.agency.province, row.agency.email = (
        name,
        province,
        details["contact_email"],
    )
    row.agency.save()
    row.province = province
    for field, value in details.items():
        setattr(row, field, value)
    row.version += 1
    row.save()
    record(RecruitmentAction.SERVICE_FIRM_CHANGED, row, by=by, after={"name": name})
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
    """A first one or a renewal."""
    _require_keeper(by)
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
    record(
        RecruitmentAction.LICENCE_ENTERED,
        firm,
        by=by,
        after={"licence": number, "until": format_date(valid_until)},
    )
    return licence


def _months_after(day: datetime.date, count: int) -> datetime.date:
    """The same day that many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + count, 12)
    last = last_day_of_month(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


@transaction.atomic
def revoke_licence(*, licence: Licence, revoked_on: datetime.date, by: Actor) -> Licence:
    _require_keeper(by)
    row = Licence.objects.select_for_update(no_key=True).get(pk=licence.pk)
    if row.revoked_on:
        raise RuleError(_("This licence is revoked already."))
    if not row.issued_on <= revoked_on <= timezone.localdate():
        raise RuleError(
            _("Give a day between the issue of the licence and today."), field="revoked_on"
        )
    row.revoked_on = revoked_on
    row.save()
    record(
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
    """With an employer of the register, or else by its name."""
    _require_keeper(by)
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
    record(
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
    """How many people the contract has supplied so far; not more than were agreed."""
    _require_keeper(by)
    row = lock_row(SupplyContract.objects.select_related("firm__agency"), contract.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this contract meanwhile. Look at it again; nothing was saved.")
        )
    if supplied > row.people:
        raise RuleError(
            _("%(people)s people were agreed.") % {"people": row.people}, field="supplied"
        )
    before, row.supplied, row.version = row.supplied, supplied, row.version + 1
    row.save()
    after = {"contract": row.number, "people": supplied}
    record(
        RecruitmentAction.SUPPLY_COUNTED, row.firm, by=by, before={"people": before}, after=after
    )
    return row


# Inspections --------------------------------------------------------------------------------------
@transaction.atomic
def enter_inspection(
    *,
    firm: ServiceFirm,
    inspected_on: datetime.date,
    number: str,
    conclusion: str,
    findings: list[dict],
    by: Actor,
) -> Inspection:
    """`findings`: each with `kind`, `text`, `fine` and `due_on`; those with a day become tasks of
    the firm.
    """
    _require_keeper(by)
    if inspected_on > timezone.localdate():
        raise RuleError(_("The inspection is in the future."), field="inspected_on")
    for finding in findings:
        if finding["fine"] and finding["kind"] != FindingKind.VIOLATION:
            raise RuleError(_("Only a violation is fined."), field="fine")
    inspection = Inspection.objects.create(
        firm=firm,
        inspected_on=inspected_on,
        number=number,
        conclusion=conclusion,
        entered_at=timezone.now(),
        entered_by=by.seat,
        entered_person=by.person,
    )
    for finding in findings:
        due_on = finding["due_on"]
        task = _assign(inspection, finding["text"], due_on, by) if due_on else None
        Finding.objects.create(
            inspection=inspection,
            kind=finding["kind"],
            text=finding["text"],
            fine=finding["fine"],
            task=task,
        )
    record(
        RecruitmentAction.FIRM_INSPECTED,
        firm,
        by=by,
        after={"on": format_date(inspected_on), "findings": len(findings)},
    )
    return inspection


def _assign(inspection: Inspection, text: str, due_on: datetime.date, by: Actor) -> Task:
    with override(settings.LANGUAGE_CODE):
        label = _("Inspection of %(firm)s on %(day)s")
    source = label % {
        "firm": inspection.firm.agency.name,
        "day": format_date(inspection.inspected_on),
    }
    return assign_task(
        text=text,
        lead=inspection.firm.agency,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(source, inspection.get_absolute_url()),
    )


# Letters ------------------------------------------------------------------------------------------
def warn_of_licences(today: datetime.date | None = None) -> int:
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
