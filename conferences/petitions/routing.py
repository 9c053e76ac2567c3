"""Who answers a petition: routed to one or more agencies, redirected to another one by name."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.queries import answering_agencies
from conferences.dialogues.services import refuse_old_page, require_keeper
from conferences.permissions import ConferencePermission
from conferences.petitions.choices import OWING, PartState, PetitionKind
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.part_tasks import assign_part, withdraw_part_task
from conferences.petitions.queries import own_parts
from conferences.petitions.services import lock_petition, lock_petition_of_part
from vietnam.dates import format_date


@transaction.atomic
def route_petition(
    *,
    petition: Petition,
    agencies: list[Agency],
    version: int,
    by: Actor,
    at: datetime.datetime | None = None,
) -> Petition:
    """Each of the agencies owes its part by the day of the dialogue, and gets a task with
    reminders. `at`: when that was, for what is entered later.
    """
    require_keeper(by)
    row = lock_petition(petition, version)
    _check_routing(row, agencies, timezone.localdate(at))
    for agency in agencies:
        _add_part(row, agency, by=by, at=at)
    row.version += 1
    row.save(update_fields=["version"])
    after = {
        "agencies": ", ".join(agency.name for agency in agencies),
        "due_on": format_date(row.dialogue.due_on),
    }
    record_action(ConferenceAction.PETITION_ROUTED, row, by=by, after=after, at=at)
    return row


def _check_routing(petition: Petition, agencies: list[Agency], on: datetime.date) -> None:
    if not agencies:
        raise RuleError(_("Choose who is to answer."), field="agencies")
    if petition.kind == PetitionKind.OPINION:
        raise RuleError(_("An opinion is owed no answer. Make it a petition first."))
    if petition.merged_into_id:
        raise RuleError(_("It is merged: the other one is answered for both."))
    valid = answering_agencies(on)
    present = set(
        petition.parts.exclude(state=PartState.REDIRECTED).values_list("agency", flat=True)
    )
    for agency in agencies:
        if not valid.filter(pk=agency.pk).exists():
            words = _("%(agency)s cannot be asked on this day.")
            raise RuleError(words % {"agency": agency.name}, field="agencies")
        if agency.pk in present:
            words = _("%(agency)s has this petition already.")
            raise RuleError(words % {"agency": agency.name}, field="agencies")


def _add_part(
    petition: Petition,
    agency: Agency,
    *,
    by: Actor,
    at: datetime.datetime | None,
    before: PetitionPart | None = None,
) -> PetitionPart:
    day = timezone.localdate(at)
    due_on = before.due_on if before else petition.dialogue.due_on
    return PetitionPart.objects.create(
        petition=petition,
        agency=agency,
        due_on=due_on,
        routed_on=day,
        first_routed_on=before.first_routed_on if before else day,
        task=assign_part(petition, agency, due_on, by=by, at=at),
        routed_by=by.seat,
        routed_person=by.person,
    )


@transaction.atomic
def redirect_part(
    *,
    part: PetitionPart,
    agency: Agency,
    reason: str,
    version: int,
    by: Actor,
    at: datetime.datetime | None = None,
) -> PetitionPart:
    """To the body that is named instead, with the same deadline: the time that has been used stays
    used. By the federation, or by the agency that was asked.
    """
    petition = lock_petition_of_part(part.petition_id)
    row = lock_part(part, version)
    require_owner(row, by)
    if row.state not in OWING:
        raise RuleError(_("It is answered, or redirected already."))
    if not reason.strip():
        raise RuleError(_("Say why it is for another body."), field="reason")
    _check_routing(petition, [agency], timezone.localdate(at))
    words = _("Redirected to %(agency)s: %(reason)s") % {"agency": agency.name, "reason": reason}
    withdraw_part_task(row, words, by=by, at=at)
    taken = _add_part(petition, agency, by=by, at=at, before=row)
    row.state = PartState.REDIRECTED
    row.redirected_to = taken
    row.redirected_on = timezone.localdate(at)
    row.reason = reason
    row.version += 1
    row.save()
    before = {"agencies": row.agency.name}
    after = {"agencies": agency.name, "reason": reason}
    record_action(
        ConferenceAction.PETITION_REDIRECTED, petition, by=by, before=before, after=after, at=at
    )
    return taken


def lock_part(part: PetitionPart, version: int | None = None) -> PetitionPart:
    """After its petition."""
    row = lock_row(
        PetitionPart.objects.select_related("agency", "task__lead", "petition__dialogue"), part.pk
    )
    if version is not None and row.version != version:
        refuse_old_page()
    return row


def may_answer(part: PetitionPart, by: Actor) -> bool:
    """The agency that was asked or that has taken its work over, and the federation in its
    place.
    """
    if by.may(ConferencePermission.KEEP_DIALOGUES):
        return True
    is_own = own_parts(by).filter(pk=part.pk).exists()
    return is_own and by.may(ConferencePermission.ANSWER_PETITIONS)


def require_owner(part: PetitionPart, by: Actor) -> None:
    if not may_answer(part, by):
        raise RuleError(_("Only the agency that is asked, or the federation, does this."))
