"""Facts about living there: entered with their source, changed, checked again, withdrawn."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.living.choices import LivingKind
from conferences.living.models import LivingFact
from conferences.living.queries import kept_facts, kept_parks
from conferences.permissions import ConferencePermission
from vietnam.dates import format_date

FACTS = (
    "kind",
    "title",
    "text",
    "price",
    "province",
    "park",
    "ward",
    "home",
    "task",
    "source",
    "checked_on",
)


@transaction.atomic
def enter_fact(*, by: Actor, **facts: Any) -> LivingFact:
    """`facts`: what FACTS names."""
    _check(facts, by)
    fact = LivingFact.objects.create(entered_at=timezone.now(), entered_by=by.seat, **facts)
    record_action(ConferenceAction.LIVING_FACT_ENTERED, fact, by=by, after=_logged(fact))
    return fact


@transaction.atomic
def change_fact(*, fact: LivingFact, version: int, by: Actor, **facts: Any) -> LivingFact:
    row = _lock(fact, version, by)
    _check(facts, by)
    before = _logged(row)
    for name in FACTS:
        setattr(row, name, facts[name])
    row.version += 1
    row.save()
    after = _logged(row)
    record_action(ConferenceAction.LIVING_FACT_CHANGED, row, by=by, before=before, after=after)
    return row


@transaction.atomic
def check_fact_again(*, fact: LivingFact, by: Actor) -> LivingFact:
    """It is still so today."""
    row = _lock(fact, None, by)
    row.checked_on = timezone.localdate()
    row.version += 1
    row.save(update_fields=["checked_on", "version"])
    record_action(ConferenceAction.LIVING_FACT_CHECKED, row, by=by, after=_logged(row))
    return row


@transaction.atomic
def withdraw_fact(*, fact: LivingFact, by: Actor) -> None:
    """It is shown nowhere any more; the log keeps it."""
    row = _lock(fact, None, by)
    row.withdrawn_at = timezone.now()
    row.version += 1
    row.save(update_fields=["withdrawn_at", "version"])
    record_action(ConferenceAction.LIVING_FACT_WITHDRAWN, row, by=by, before=_logged(row))


def _lock(fact: LivingFact, version: int | None, by: Actor) -> LivingFact:
    row = lock_row(LivingFact.objects.all(), fact.pk)
    if row.withdrawn_at:
        raise RuleError(_("Somebody has withdrawn this meanwhile."))
    if not kept_facts(by).filter(pk=row.pk).exists():
        raise RuleError(_("Your seat keeps what is said of its own parks."))
    if version is not None and row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    return row


def _check(facts: dict[str, Any], by: Actor) -> None:
    _check_place(facts, by)
    if facts["task"] and facts["kind"] != LivingKind.COACH:
        raise RuleError(_("Only a coach route points to a task."), field="task")
    if facts["checked_on"] > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="checked_on")
    if facts["checked_on"] < timezone.localdate() - datetime.timedelta(days=3653):
        raise RuleError(_("That is too long ago to be shown."), field="checked_on")


def _check_place(facts: dict[str, Any], by: Actor) -> None:
    park = facts["park"]
    if park is None and not by.may(ConferencePermission.KEEP_PARTNERSHIPS):
        raise RuleError(_("Choose one of your parks."), field="park")
    if park and not kept_parks(by).filter(pk=park.pk).exists():
        raise RuleError(_("Choose one of your parks."), field="park")
    if park and park.province_id != facts["province"].pk:
        raise RuleError(_("The park is in another province."), field="park")
    if park and facts["ward"]:
        raise RuleError(_("Say either the park or the ward."), field="ward")


def _logged(fact: LivingFact) -> dict[str, object]:
    return {
        "kind": fact.kind,
        "title": fact.title,
        "source": fact.source,
        "checked_on": format_date(fact.checked_on),
    }
