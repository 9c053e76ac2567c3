"""Keeping the file of a partner province: what it says, whom one calls, which documents belong to
it, and what of it the partner sees.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency, Province
from agencies.database.locking import lock_row
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import (
    MOST_WAVES,
    Ask,
    PartnerContact,
    PartnerDocument,
    Partnership,
)
from conferences.partnerships.queries import partner_agencies, possible_partners
from conferences.permissions import ConferencePermission


def require_keeper(by: Actor) -> None:
    if not by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        raise RuleError(_("Only the coordinators keep the files of partner provinces."))


# The file -----------------------------------------------------------------------------------------
@transaction.atomic
def open_partnership(*, province: Province, wave: int, note: str, by: Actor) -> Partnership:
    require_keeper(by)
    if Partnership.objects.filter(province=province).exists():
        raise RuleError(_("This province has a file already."), field="province")
    if not possible_partners(timezone.localdate()).filter(pk=province.pk).exists():
        raise RuleError(_("This province cannot be a partner."), field="province")
    _check_wave(wave)
    partnership = Partnership.objects.create(
        province=province, wave=wave, note=note, opened_at=timezone.now(), opened_by=by.seat
    )
    record_action(
        ConferenceAction.PARTNERSHIP_OPENED, partnership, by=by, after={"name": province.name}
    )
    return partnership


@transaction.atomic
def change_partnership(
    *,
    partnership: Partnership,
    version: int,
    wave: int,
    contact_agency: Agency | None,
    note: str,
    by: Actor,
) -> Partnership:
    require_keeper(by)
    row = lock_row(Partnership.objects.all(), partnership.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this file meanwhile. Look at it again; nothing was saved.")
        )
    _check_wave(wave)
    _check_contact_agency(row, contact_agency)
    before = {"wave": row.wave, "contact_agency": str(row.contact_agency or "")}
    row.wave = wave
    row.contact_agency = contact_agency
    row.note = note
    row.version += 1
    row.save(update_fields=["wave", "contact_agency", "note", "version"])
    after = {"wave": wave, "contact_agency": str(contact_agency or "")}
    record_action(ConferenceAction.PARTNERSHIP_CHANGED, row, by=by, before=before, after=after)
    return row


def _check_wave(wave: int) -> None:
    if not 1 <= wave <= MOST_WAVES:
        words = _("A wave has a number from 1 to %(most)s.")
        raise RuleError(words % {"most": MOST_WAVES}, field="wave")


def _check_contact_agency(partnership: Partnership, agency: Agency | None) -> None:
    today = timezone.localdate()
    if agency and not partner_agencies(partnership, today).filter(pk=agency.pk).exists():
        raise RuleError(
            _("The contact is an agency of the partner province."), field="contact_agency"
        )


# Contacts -----------------------------------------------------------------------------------------
@transaction.atomic
def add_contact(
    *,
    partnership: Partnership,
    full_name: str,
    position: str,
    agency_name: str,
    phone: str,
    email: str,
    by: Actor,
) -> PartnerContact:
    require_keeper(by)
    if not phone and not email:
        raise RuleError(_("Give a phone number or an e-mail address."), field="phone")
    contact = PartnerContact.objects.create(
        partnership=partnership,
        full_name=full_name,
        position=position,
        agency_name=agency_name,
        phone=phone,
        email=email,
    )
    record_action(
        ConferenceAction.PARTNER_CONTACT_ADDED, partnership, by=by, after={"full_name": full_name}
    )
    return contact


@transaction.atomic
def remove_contact(*, contact: PartnerContact, by: Actor) -> Partnership:
    require_keeper(by)
    partnership = contact.partnership
    before = {"full_name": contact.full_name}
    contact.delete()
    record_action(ConferenceAction.PARTNER_CONTACT_REMOVED, partnership, by=by, before=before)
    return partnership


# Documents ----------------------------------------------------------------------------------------
@transaction.atomic
def add_document(
    *, partnership: Partnership, directive: Directive, side: str, by: Actor
) -> PartnerDocument:
    require_keeper(by)
    if partnership.documents.filter(directive=directive).exists():
        raise RuleError(_("This document is in the file already."), field="directive")
    document = PartnerDocument.objects.create(
        partnership=partnership,
        directive=directive,
        side=AskSide(side),
        added_at=timezone.now(),
        added_by=by.seat,
    )
    record_action(
        ConferenceAction.PARTNER_DOCUMENT_ADDED,
        partnership,
        by=by,
        after={"document": directive.citation},
    )
    return document


# What the partner sees ----------------------------------------------------------------------------
@transaction.atomic
def share_with_partner(*, item: Ask | PartnerDocument, by: Actor) -> Ask | PartnerDocument:
    """Sharing what is shared already changes nothing."""
    require_keeper(by)
    row = _lock_item(item)
    if row.is_shared:
        return row
    row.shared_at = timezone.now()
    row.shared_by = by.seat
    row.save(update_fields=["shared_at", "shared_by"])
    _record_sharing(ConferenceAction.PARTNER_ITEM_SHARED, row, by)
    return row


@transaction.atomic
def unshare(*, item: Ask | PartnerDocument, by: Actor) -> Ask | PartnerDocument:
    """The partner no longer sees it; what it has written itself stays its own."""
    require_keeper(by)
    row = _lock_item(item)
    if isinstance(row, Ask) and row.was_raised_by_partner:
        raise RuleError(_("The partner has written this itself and goes on seeing it."))
    if not row.is_shared:
        return row
    row.shared_at = None
    row.shared_by = None
    row.save(update_fields=["shared_at", "shared_by"])
    _record_sharing(ConferenceAction.PARTNER_ITEM_UNSHARED, row, by)
    return row


def _lock_item(item: Ask | PartnerDocument) -> Ask | PartnerDocument:
    if isinstance(item, Ask):
        return lock_row(Ask.objects.select_related("partnership", "raised_by"), item.pk)
    return lock_row(PartnerDocument.objects.select_related("partnership", "directive"), item.pk)


def _record_sharing(action: ConferenceAction, item: Ask | PartnerDocument, by: Actor) -> None:
    name = item.directive.citation if isinstance(item, PartnerDocument) else item.text
    record_action(action, item.partnership, by=by, after={"item": name})
