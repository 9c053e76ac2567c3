"""Keeping the templates of an agency."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.answer_templates.models import AnswerTemplate
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.services import refuse_old_page
from conferences.permissions import ConferencePermission

MOST = 50


@transaction.atomic
def add_template(*, title: str, text: str, outcome: str, by: Actor) -> AnswerTemplate:
    _require_own(by)
    agency = lock_row(Agency.objects.all(), by.seat.agency_id)
    rows = AnswerTemplate.objects.filter(agency=agency)
    if rows.count() >= MOST:
        raise RuleError(_("An agency has at most %(most)s templates.") % {"most": MOST})
    if rows.filter(title=title).exists():
        raise RuleError(_("There is a template of this title already."), field="title")
    template = AnswerTemplate.objects.create(
        agency=agency,
        title=title,
        text=text,
        outcome=outcome,
        changed_at=timezone.now(),
        changed_by=by.seat,
    )
    record_action(ConferenceAction.ANSWER_TEMPLATE_SAVED, template, by=by, after={"title": title})
    return template


@transaction.atomic
def change_template(
    *, template: AnswerTemplate, version: int, title: str, text: str, outcome: str, by: Actor
) -> AnswerTemplate:
    _require_own(by, template)
    row = lock_row(AnswerTemplate.objects.all(), template.pk)
    if row.version != version:
        refuse_old_page()
    rows = AnswerTemplate.objects.filter(agency=row.agency_id, title=title)
    if rows.exclude(pk=row.pk).exists():
        raise RuleError(_("There is a template of this title already."), field="title")
    before = {"title": row.title}
    row.title = title
    row.text = text
    row.outcome = outcome
    row.changed_at = timezone.now()
    row.changed_by = by.seat
    row.version += 1
    row.save()
    action = ConferenceAction.ANSWER_TEMPLATE_SAVED
    record_action(action, row, by=by, before=before, after={"title": title})
    return row


@transaction.atomic
def remove_template(*, template: AnswerTemplate, by: Actor) -> None:
    """Answers that began with it stay as they are. Removing it twice changes nothing."""
    _require_own(by, template)
    row = AnswerTemplate.objects.select_for_update().filter(pk=template.pk).first()
    if row is not None:
        action = ConferenceAction.ANSWER_TEMPLATE_REMOVED
        record_action(action, row, by=by, before={"title": row.title})
        row.delete()


def _require_own(by: Actor, template: AnswerTemplate | None = None) -> None:
    is_own = template is None or template.agency_id == by.seat.agency_id
    if not is_own or not by.may(ConferencePermission.ANSWER_PETITIONS):
        raise RuleError(_("Only the agency itself keeps its templates."))
