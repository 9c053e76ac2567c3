"""Official forms and their lines are kept by who coordinates; a new form is data, not code."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.services import refuse_unless_keeper, refuse_unless_seen
from campaigns.official_forms.models import FormLine, OfficialForm


@transaction.atomic
def save_form(
    *, form: OfficialForm | None, facts: dict[str, Any], by: Actor, version: int | None = None
) -> OfficialForm:
    """New without `form`."""
    refuse_unless_keeper(by)
    row = lock_row(OfficialForm.objects.all(), form.pk) if form else OfficialForm()
    if form:
        refuse_unless_seen(row, version)
    for name, value in facts.items():
        setattr(row, name, value)
    _refuse_wrong_term(row)
    same = OfficialForm.objects.filter(number=row.number, valid_from=row.valid_from)
    if same.exclude(pk=row.pk).exists():
        raise RuleError(_("This form is there already, from that day on."), field="number")
    row.version += 1
    row.save()
    record_action(CampaignAction.FORM_SAVED, row, by=by, after={"number": row.number})
    return row


@transaction.atomic
def save_line(
    *, form: OfficialForm, line: FormLine | None, facts: dict[str, Any], by: Actor
) -> FormLine:
    """New without `line`."""
    refuse_unless_keeper(by)
    lock_row(OfficialForm.objects.all(), form.pk)
    row = line or FormLine(form=form)
    for name, value in facts.items():
        setattr(row, name, value)
    _refuse_wrong_term(row)
    if row.is_heading and (row.people_id or row.turns_id):
        raise RuleError(_("A heading has no figures."), field="is_heading")
    row.save()
    after = {"number": row.number, "title": row.title}
    record_action(CampaignAction.FORM_LINE_SAVED, form, by=by, after=after)
    return row


def _refuse_wrong_term(row: OfficialForm | FormLine) -> None:
    if row.valid_to and row.valid_to < row.valid_from:
        raise RuleError(_("It ends before it begins."), field="valid_to")
