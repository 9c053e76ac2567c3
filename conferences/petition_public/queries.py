"""Published petitions: their confirmed words, and those of the published answers."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from conferences.answers.models import Answer
from conferences.answers.promises import with_promises
from conferences.petitions.choices import PartState
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import late_parts, parts_with_due, with_progress


def published_petitions(on: datetime.date) -> QuerySet[Petition]:
    """Each with its progress; merged ones are told of on the page of the other."""
    rows = Petition.objects.filter(published_at__isnull=False, merged_into=None)
    return with_progress(rows, on).select_related("dialogue", "park", "commune")


def with_parts(rows: QuerySet[Petition]) -> QuerySet[Petition]:
    """With `live_parts`, each with `due` and its published `editions`, the newest first, which say
    of a promise when it was kept.
    """
    published = Answer.objects.filter(published_at__isnull=False)
    editions = with_promises(published).select_related("letter")
    newest: Any = Prefetch("answers", editions.order_by("-edition"), to_attr="editions")
    parts = (
        parts_with_due(PetitionPart.objects.exclude(state=PartState.REDIRECTED))
        .select_related("agency", "task__lead")
        .prefetch_related(newest)
        .order_by("pk")
    )
    live: Any = Prefetch("parts", parts, to_attr="live_parts")
    return rows.prefetch_related(live)


@dataclass
class LateBody:
    """A body with published petitions that it has not answered in time. `agency`: by which the list
    is narrowed, the one that was asked.
    """

    name: str
    agency: int
    count: int = 0
    since: datetime.date | None = None


def late_bodies(on: datetime.date) -> list[LateBody]:
    """The most first: one query."""
    shown = Petition.objects.filter(published_at__isnull=False, merged_into=None)
    found: dict[str, LateBody] = {}
    rows = late_parts(on).filter(petition__in=shown).select_related("agency", "task__lead")
    for part in rows.order_by("pk"):
        body = found.setdefault(part.body.name, LateBody(part.body.name, part.agency_id))
        body.count += 1
        body.since = min(body.since or part.due, part.due)
    return sorted(found.values(), key=lambda body: (-body.count, body.name))
