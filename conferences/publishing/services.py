"""What the public reads: the workers' words and the answers, without names, confirmed by hand."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.answers.choices import AnswerState
from conferences.answers.models import Answer
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import require_keeper
from conferences.petitions.models import Petition
from conferences.petitions.services import lock_petition
from conferences.publishing.hiding import find_personal, hide_personal


def answers_to_publish(petition: Petition) -> list[Answer]:
    """Checked ones that stand and are not published yet."""
    rows = Answer.objects.filter(
        part__petition=petition, state=AnswerState.ACCEPTED, published_at=None
    ).select_related("part__agency", "letter")
    newest: dict[int, Answer] = {}
    for answer in rows.order_by("edition"):
        newest[answer.part_id] = answer
    return list(newest.values())


def proposed_words(petition: Petition) -> str:
    return petition.public_text or hide_personal(petition.text)


@transaction.atomic
def publish_petition(
    *,
    petition: Petition,
    version: int,
    public_text: str,
    answers: Mapping[int, str],
    by: Actor,
) -> Petition:
    """The petition in the words that somebody has read and confirmed, with its checked answers, by
    their keys in theirs. Also without answers: that nobody has answered is told as well.
    """
    require_keeper(by)
    row = lock_petition(petition, version)
    if row.merged_into_id:
        raise RuleError(_("It is merged: the other one is published."))
    if not public_text.strip():
        raise RuleError(_("Write the words that are published."), field="public_text")
    now = timezone.now()
    for answer in answers_to_publish(row):
        if not answers.get(answer.pk, "").strip():
            continue
        answer.public_text = answers[answer.pk]
        answer.published_at = now
        answer.version += 1
        answer.save(update_fields=["public_text", "published_at", "version"])
    row.public_text = public_text
    row.published_at = row.published_at or now
    row.version += 1
    row.save(update_fields=["public_text", "published_at", "version"])
    after = {"number": row.number, "items": len(answers)}
    record_action(ConferenceAction.PETITION_PUBLISHED, row, by=by, after=after)
    return row


@transaction.atomic
def unpublish_petition(*, petition: Petition, version: int, by: Actor) -> Petition:
    """The public no longer sees it, nor its answers."""
    require_keeper(by)
    row = lock_petition(petition, version)
    if row.published_at is None:
        raise RuleError(_("It is not published."))
    row.published_at = None
    row.version += 1
    row.save(update_fields=["published_at", "version"])
    record_action(ConferenceAction.PETITION_UNPUBLISHED, row, by=by, before={"number": row.number})
    return row


# All at once --------------------------------------------------------------------------------------
def ready_to_publish(dialogue: Dialogue) -> list[tuple[Petition, list[Answer]]]:
    """Petitions of which something is not published yet, and in which the finder sees nothing to
    hide; the others are looked at one by one.
    """
    found = []
    rows = dialogue.petitions.filter(merged_into=None).order_by("number")
    waiting = _waiting_answers(dialogue)
    for petition in rows:
        answers = waiting.get(petition.pk, [])
        if petition.published_at and not answers:
            continue
        texts = [petition.text, *(answer.text for answer in answers)]
        if not any(find_personal(text) for text in texts):
            found.append((petition, answers))
    return found


def _waiting_answers(dialogue: Dialogue) -> dict[int, list[Answer]]:
    rows = Answer.objects.filter(
        part__petition__dialogue=dialogue, state=AnswerState.ACCEPTED, published_at=None
    ).select_related("part__agency", "letter")
    newest: dict[int, Answer] = {}
    for answer in rows.order_by("edition"):
        newest[answer.part_id] = answer
    found: dict[int, list[Answer]] = {}
    for answer in newest.values():
        found.setdefault(answer.part.petition_id, []).append(answer)
    return found


@transaction.atomic
def publish_many(*, dialogue: Dialogue, petitions: Sequence[int], by: Actor) -> int:
    """Those that were ticked after reading, by their keys; how many were published. One that is no
    longer ready is left out.
    """
    require_keeper(by)
    count = 0
    for petition, answers in ready_to_publish(dialogue):
        if petition.pk not in petitions:
            continue
        publish_petition(
            petition=petition,
            version=petition.version,
            public_text=petition.public_text or petition.text,
            answers={answer.pk: answer.text for answer in answers},
            by=by,
        )
        count += 1
    return count
