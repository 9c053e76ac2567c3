"""Entering a dialogue: its facts, how many took part, and what was said."""

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
from conferences.dialogues.choices import DialogueKind
from conferences.dialogues.models import Dialogue, ParticipantGroup, Speech
from conferences.permissions import ConferencePermission
from recruitment.employers.models import Employer
from vietnam.dates import format_date


def require_keeper(by: Actor) -> None:
    if not by.may(ConferencePermission.KEEP_DIALOGUES):
        raise RuleError(_("Only the labour federation keeps dialogues and petitions."))


def refuse_old_page() -> None:
    raise RuleError(_("Somebody has changed this meanwhile. Look at it again; nothing was saved."))


# The dialogue -------------------------------------------------------------------------------------
@transaction.atomic
def enter_dialogue(
    *,
    title: str,
    held_on: datetime.date,
    due_on: datetime.date,
    by: Actor,
    kind: str = DialogueKind.MEETING,
    starts_at: datetime.time | None = None,
    place: str = "",
    chair: str = "",
    held_by: Agency | None = None,
) -> Dialogue:
    """`held_by`: the federation of the seat by default; a former one for what was held before a
    merger.
    """
    require_keeper(by)
    _check_days(held_on, due_on)
    dialogue = Dialogue.objects.create(
        kind=DialogueKind(kind),
        title=title,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        chair=chair,
        due_on=due_on,
        held_by=held_by or by.seat.agency,
        entered_at=timezone.now(),
        entered_by=by.seat,
        entered_person=by.person,
    )
    record_action(ConferenceAction.DIALOGUE_ENTERED, dialogue, by=by, after=_facts(dialogue))
    return dialogue


@transaction.atomic
def change_dialogue(
    *,
    dialogue: Dialogue,
    version: int,
    kind: str,
    title: str,
    held_on: datetime.date,
    starts_at: datetime.time | None,
    place: str,
    chair: str,
    due_on: datetime.date,
    by: Actor,
) -> Dialogue:
    """The day by which answers are due stays once agencies have been told of it: a later one is
    asked for at the task.
    """
    require_keeper(by)
    row = lock_row(Dialogue.objects.all(), dialogue.pk)
    if row.version != version:
        refuse_old_page()
    _check_days(held_on, due_on)
    if due_on != row.due_on and row.petitions.filter(parts__isnull=False).exists():
        raise RuleError(
            _("Agencies have this deadline already. A later one is granted at their tasks."),
            field="due_on",
        )
    before = _facts(row)
    row.kind = DialogueKind(kind)
    row.title = title
    row.held_on = held_on
    row.starts_at = starts_at
    row.place = place
    row.chair = chair
    row.due_on = due_on
    row.version += 1
    row.save()
    record_action(ConferenceAction.DIALOGUE_CHANGED, row, by=by, before=before, after=_facts(row))
    return row


def _check_days(held_on: datetime.date, due_on: datetime.date) -> None:
    if held_on > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="held_on")
    if due_on < held_on:
        raise RuleError(_("Answers cannot be due before the dialogue."), field="due_on")


def _facts(dialogue: Dialogue) -> dict[str, str]:
    return {
        "title": dialogue.title,
        "held_on": format_date(dialogue.held_on),
        "due_on": format_date(dialogue.due_on),
        "place": dialogue.place,
        "chair": dialogue.chair,
    }


# Who took part ------------------------------------------------------------------------------------
@transaction.atomic
def enter_participants(
    *, dialogue: Dialogue, employer_name: str, people: int, by: Actor
) -> ParticipantGroup:
    """How many workers of one employer took part; entered again, the number replaces the first."""
    require_keeper(by)
    row = lock_row(Dialogue.objects.all(), dialogue.pk)
    employer = registered_employer(employer_name)
    group, _is_new = ParticipantGroup.objects.update_or_create(
        dialogue=row,
        employer_name=employer.agency.name if employer else employer_name,
        defaults={"people": people, "employer": employer},
    )
    after = {"employer_name": group.employer_name, "people": people}
    record_action(ConferenceAction.PARTICIPANTS_ENTERED, row, by=by, after=after)
    return group


def registered_employer(name: str) -> Employer | None:
    """The one registered enterprise of exactly that name; None where none or several have it."""
    rows = Employer.objects.filter(agency__name__iexact=name.strip()).select_related("agency")
    found = list(rows[:2]) if name.strip() else []
    return found[0] if len(found) == 1 else None


# What was said ------------------------------------------------------------------------------------
@transaction.atomic
def enter_speech(
    *,
    dialogue: Dialogue,
    text: str,
    by: Actor,
    speaker: str = "",
    employer_name: str = "",
) -> Speech:
    """Numbered in the order in which they are entered."""
    require_keeper(by)
    if not text.strip():
        raise RuleError(_("Write what was said."), field="text")
    row = lock_row(Dialogue.objects.all(), dialogue.pk)
    last = row.speeches.order_by("-number").values_list("number", flat=True).first() or 0
    employer = registered_employer(employer_name)
    speech = Speech.objects.create(
        dialogue=row,
        number=last + 1,
        speaker=speaker,
        employer=employer,
        employer_name=employer.agency.name if employer else employer_name,
        text=text,
        entered_at=timezone.now(),
        entered_by=by.seat,
        entered_person=by.person,
    )
    record_action(ConferenceAction.SPEECH_ENTERED, row, by=by, after={"number": speech.number})
    return speech
