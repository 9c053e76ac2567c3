"""Petitions: split from a speech, written down, changed, merged and separated."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.models import Dialogue, Speech
from conferences.dialogues.queries import host_communes
from conferences.dialogues.services import refuse_old_page, registered_employer, require_keeper
from conferences.petitions.choices import PartState, PetitionKind, Theme
from conferences.petitions.models import Petition
from recruitment.employers.models import IndustrialPark
from vietnam.folding import fold


@dataclass(frozen=True)
class PetitionFacts:
    """What is written down of one petition; `employer_name` as it was said."""

    kind: str
    text: str
    theme: str = Theme.OTHER
    park: IndustrialPark | None = None
    employer_name: str = ""
    commune: Agency | None = None


# From a speech ------------------------------------------------------------------------------------
@transaction.atomic
def split_speech(
    *, speech: Speech, version: int, pieces: Sequence[PetitionFacts], by: Actor
) -> list[Petition]:
    """One speech into what it asks and says, in that order. `version`: of the speech as it was
    looked at, so that of two clerks who split it at once one is told, and nothing is made twice.
    """
    require_keeper(by)
    dialogue = lock_row(Dialogue.objects.all(), speech.dialogue_id)
    row = lock_row(Speech.objects.all(), speech.pk)
    if row.version != version:
        raise RuleError(
            _(
                "Somebody else has split this speech meanwhile. What was made of it stands below, "
                "and what you have typed is still here: send again only what is missing."
            )
        )
    if not pieces:
        raise RuleError(_("Write at least one petition or opinion."))
    made = add_petitions(dialogue, pieces, by=by, speech=row)
    row.split_at = timezone.now()
    row.version += 1
    row.save(update_fields=["split_at", "version"])
    after = {"number": row.number, "items": len(made)}
    record_action(ConferenceAction.SPEECH_SPLIT, dialogue, by=by, after=after)
    return made


@transaction.atomic
def enter_petition(*, dialogue: Dialogue, facts: PetitionFacts, by: Actor) -> Petition:
    """One that came without a speech: in writing, or to the union between dialogues."""
    require_keeper(by)
    row = lock_row(Dialogue.objects.all(), dialogue.pk)
    [made] = add_petitions(row, [facts], by=by)
    return made


def add_petitions(
    dialogue: Dialogue, pieces: Sequence[PetitionFacts], *, by: Actor, speech: Speech | None = None
) -> list[Petition]:
    """Numbered after those of the dialogue, which the caller holds locked."""
    last = dialogue.petitions.order_by("-number").values_list("number", flat=True).first() or 0
    now = timezone.now()
    made = []
    for number, facts in enumerate(pieces, last + 1):
        _check_facts(facts)
        petition = Petition.objects.create(
            dialogue=dialogue,
            speech=speech,
            number=number,
            **_columns(facts),
            entered_at=now,
            entered_by=by.seat,
            entered_person=by.person,
        )
        record_action(ConferenceAction.PETITION_ENTERED, petition, by=by, after=_logged(petition))
        made.append(petition)
    return made


# Its facts ----------------------------------------------------------------------------------------
@transaction.atomic
def change_petition(
    *, petition: Petition, version: int, facts: PetitionFacts, note: str, by: Actor
) -> Petition:
    """As long as nothing of it is published its words can be put right; the log keeps the old."""
    require_keeper(by)
    row = lock_petition(petition, version)
    if row.published_at and facts.text != row.text:
        raise RuleError(
            _("Its words are published. Take it back first to change them."), field="text"
        )
    if facts.kind == PetitionKind.OPINION and row.parts.exists():
        raise RuleError(
            _("It has been routed: an opinion is owed no answer and cannot be."), field="kind"
        )
    _check_facts(facts)
    before = _logged(row)
    if facts.text != row.text:
        row.public_text = ""
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.note = note
    row.version += 1
    row.save()
    record_action(ConferenceAction.PETITION_CHANGED, row, by=by, before=before, after=_logged(row))
    return row


def _columns(facts: PetitionFacts) -> dict[str, object]:
    employer = registered_employer(facts.employer_name)
    return {
        "kind": PetitionKind(facts.kind),
        "text": facts.text,
        "text_fold": fold(facts.text),
        "theme": Theme(facts.theme),
        "park": facts.park,
        "employer": employer,
        "employer_name": employer.agency.name if employer else facts.employer_name,
        "commune": facts.commune,
    }


def _check_facts(facts: PetitionFacts) -> None:
    if not facts.text.strip():
        raise RuleError(_("Write what the workers say."), field="text")
    today = timezone.localdate()
    if facts.commune and not host_communes(today).filter(pk=facts.commune.pk).exists():
        raise RuleError(_("Choose a commune of today."), field="commune")


def _logged(petition: Petition) -> dict[str, object]:
    return {
        "number": petition.number,
        "kind": str(petition.kind),
        "theme": str(petition.theme),
        "text": petition.text,
    }


def lock_petition(petition: Petition, version: int | None = None) -> Petition:
    row = lock_row(Petition.objects.select_related("dialogue"), petition.pk)
    if version is not None and row.version != version:
        refuse_old_page()
    return row


def lock_petition_of_part(petition_id: int) -> Petition:
    return lock_row(Petition.objects.select_related("dialogue"), petition_id)


# Merging ------------------------------------------------------------------------------------------
@transaction.atomic
def merge_petition(*, petition: Petition, into: Petition, version: int, by: Actor) -> Petition:
    """It stays with its number, speech and words, and has the answers of the other from now on.

    One that agencies are answering already cannot be merged: it would hide what they owe.
    """
    require_keeper(by)
    if petition.pk == into.pk:
        raise RuleError(_("Choose another petition."), field="into")
    rows = {
        row.pk: row for row in lock_rows(Petition.objects.filter(pk__in=[petition.pk, into.pk]))
    }
    row, target = rows[petition.pk], rows[into.pk]
    if row.version != version:
        refuse_old_page()
    _check_merge(row, target)
    row.merged_into = target
    row.version += 1
    row.save(update_fields=["merged_into", "version"])
    after = {"number": row.number, "into": target.number}
    record_action(ConferenceAction.PETITIONS_MERGED, row, by=by, after=after)
    return row


def _check_merge(row: Petition, target: Petition) -> None:
    if row.dialogue_id != target.dialogue_id:
        raise RuleError(_("Choose a petition of the same dialogue."), field="into")
    if target.merged_into_id:
        raise RuleError(
            _("That one has been merged itself. Choose the one that it went into."), field="into"
        )
    if PetitionKind.OPINION in (row.kind, target.kind) and row.kind != target.kind:
        raise RuleError(
            _("An opinion is owed no answer: it is not merged with a petition."), field="into"
        )
    if row.merged_into_id or row.merged.exists():
        raise RuleError(_("Others have been merged into this one already."))
    if row.parts.exclude(state=PartState.REDIRECTED).exists():
        raise RuleError(_("Agencies are answering this one already. Merge the other into it."))
    if row.published_at:
        raise RuleError(_("It is published. Take it back first."))


@transaction.atomic
def separate_petition(*, petition: Petition, version: int, by: Actor) -> Petition:
    """A merged petition on its own again."""
    require_keeper(by)
    row = lock_petition(petition, version)
    if row.merged_into is None:
        raise RuleError(_("It is not merged."))
    before = {"into": row.merged_into.number}
    row.merged_into = None
    row.version += 1
    row.save(update_fields=["merged_into", "version"])
    record_action(ConferenceAction.PETITION_SEPARATED, row, by=by, before=before)
    return row
