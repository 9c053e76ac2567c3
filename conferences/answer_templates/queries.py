"""Whose templates somebody uses."""

from collections.abc import Iterable

from django.db.models import QuerySet

from agencies.people.permissions import Actor
from conferences.answer_templates.models import AnswerTemplate


def own_templates(by: Actor) -> QuerySet[AnswerTemplate]:
    """Those of the own agency."""
    return AnswerTemplate.objects.filter(agency=by.seat.agency_id)


def chosen_template(key: str, templates: Iterable[AnswerTemplate]) -> AnswerTemplate | None:
    """That of an address; None where it names none of them."""
    return next((each for each in templates if str(each.pk) == key), None)
