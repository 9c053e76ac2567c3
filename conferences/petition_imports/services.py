"""A list of petitions is uploaded, looked at, and taken in."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.services import record_action
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.files.workbooks import clean_texts
from agencies.people.permissions import Actor
from agencies.registry import RetentionRule
from agencies.workbook_imports.uploads import upload_columns
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import require_keeper
from conferences.petition_imports.choices import RowState
from conferences.petition_imports.models import ImportedPetition, PetitionImport
from conferences.petition_imports.reading import read_list, understand_row
from conferences.petitions.models import Petition
from conferences.petitions.services import PetitionFacts, add_petitions
from recruitment.employers.models import IndustrialPark

KEPT_FOR = datetime.timedelta(days=30)


def upload_petitions(
    *, dialogue: Dialogue, data: bytes, file_name: str, by: Actor
) -> PetitionImport:
    """The rows are stored with what was understood of them; nothing is made yet."""
    require_keeper(by)
    head, rows = read_list(data)
    return _store(dialogue, head, rows, data=data, file_name=file_name, by=by)


@transaction.atomic
def _store(
    dialogue: Dialogue,
    head: dict[str, Any],
    rows: list[dict[str, Any]],
    *,
    data: bytes,
    file_name: str,
    by: Actor,
) -> PetitionImport:
    source = PetitionImport.objects.create(
        dialogue=dialogue,
        unknown=head["unknown"],
        **upload_columns(head, data=data, file_name=file_name, by=by),
    )
    parks = list(IndustrialPark.objects.all())
    made = []
    for row in rows:
        said = clean_texts(row["said"])
        understood = understand_row(said, is_title=row["is_title"], parks=parks)
        made.append(
            ImportedPetition(source=source, number=row["row"], said=said, **vars(understood))
        )
    ImportedPetition.objects.bulk_create(made)
    after = {"file": source.file_name, "items": len(made)}
    record_action(ConferenceAction.PETITIONS_UPLOADED, dialogue, by=by, after=after)
    return source


@transaction.atomic
def take_in_petitions(*, source: PetitionImport, rows: Sequence[int], by: Actor) -> list[Petition]:
    """The rows that are ticked, by their keys, become petitions, once; the others are marked as
    left out.
    """
    require_keeper(by)
    dialogue = lock_row(Dialogue.objects.all(), source.dialogue_id)
    row = lock_row(PetitionImport.objects.all(), source.pk)
    if row.taken_in_at:
        raise RuleError(_("This list has been taken in already."))
    ready = lock_rows(row.rows.filter(state=RowState.READY).select_related("park"))
    chosen = [each for each in ready if each.pk in rows]
    if not chosen:
        raise RuleError(_("Tick at least one row."), field="rows")
    made = add_petitions(dialogue, [_facts(each) for each in chosen], by=by)
    for each, petition in zip(chosen, made, strict=True):
        each.state = RowState.MADE
        each.petition = petition
    ImportedPetition.objects.bulk_update(chosen, ["state", "petition"])
    row.rows.filter(state=RowState.READY).update(state=RowState.LEFT_OUT)
    row.taken_in_at = timezone.now()
    row.save(update_fields=["taken_in_at"])
    after = {"file": row.file_name, "items": len(made)}
    record_action(ConferenceAction.PETITIONS_IMPORTED, dialogue, by=by, after=after)
    return made


def _facts(row: ImportedPetition) -> PetitionFacts:
    return PetitionFacts(
        kind=row.kind,
        text=row.said["text"],
        theme=row.theme,
        park=row.park,
        employer_name=row.said.get("employer", ""),
    )


OLD_LISTS = RetentionRule(
    "petition-imports",
    gettext_lazy("rows of uploaded lists of petitions, 30 days after the upload"),
    lambda now: PetitionImport.objects.filter(uploaded_at__lte=now - KEPT_FOR),
)
