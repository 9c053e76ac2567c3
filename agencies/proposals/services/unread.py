"""A place that the reader did not read becomes a task, or is waved away."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.directives.models import Directive, Proposal
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.services.cutting import add_proposal
from agencies.proposals.services.verdicts import lock_directive


@transaction.atomic
def make_unread_task(*, directive: Directive, number: int, by: Actor) -> Proposal:
    """Propose the words of the place, with the line around a date that stands alone."""
    row = lock_directive(directive)
    place = _open_place(row, number)
    start, end = place["start"], place["end"]
    if not row.text[start:end].strip():
        raise RuleError(_("Nothing of it is in the text. Add the words of the task by hand."))
    start = row.text.rfind("\n", 0, start) + 1
    line_end = row.text.find("\n", end)
    made = add_proposal(
        directive=row, start=start, end=len(row.text) if line_end < 0 else line_end, by=by
    )
    _settle(row, number, "task")
    return made


@transaction.atomic
def wave_unread_away(*, directive: Directive, number: int, by: Actor) -> Directive:
    """The officer has looked at the place: it needs no task."""
    row = lock_directive(directive)
    place = _open_place(row, number)
    _settle(row, number, "away")
    record_action(AuditAction.UNREAD_WAVED_AWAY, row, by=by, after={"text": place["text"]})
    return row


def _open_place(directive: Directive, number: int) -> dict[str, Any]:
    # What a colleague settled meanwhile is not settled again.
    places: list[dict[str, Any]] = directive.unread
    if not 0 <= number < len(places) or places[number].get("settled"):
        raise RuleError(_("Somebody has dealt with this place meanwhile."))
    return places[number]


def _settle(directive: Directive, number: int, how: str) -> None:
    directive.unread[number]["settled"] = how
    directive.save(update_fields=["unread"])
