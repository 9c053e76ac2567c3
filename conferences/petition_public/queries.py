"""Published petitions: their confirmed words, and those of the published answers."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.answers.models import Answer
from conferences.petitions.choices import PartState
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import parts_with_due, with_progress


def published_petitions(on: datetime.date) -> QuerySet[Petition]:
    """Each with its progress; merged ones are told of on the page of the other."""
    rows = Petition.objects.filter(published_at__isnull=False, merged_into=None)
    return with_progress(rows, on).select_related("dialogue", "park", "commune")


def with_parts(rows: QuerySet[Petition]) -> QuerySet[Petition]:
    """With `live_parts`, each with `due` and its published `editions`, the newest first; of a
    promise, `promise_done` says whether its task is done.
    """
    kept = Occurrence.objects.filter(task=OuterRef("promise"), status=OccurrenceStatus.DONE)
    editions = (
        Answer.objects.filter(published_at__isnull=False)
        .select_related("letter")
        .annotate(promise_done=Exists(kept))
    )
    newest: Any = Prefetch("answers", editions.order_by("-edition"), to_attr="editions")
    parts = (
        parts_with_due(PetitionPart.objects.exclude(state=PartState.REDIRECTED))
        .select_related("agency", "task__lead")
        .prefetch_related(newest)
        .order_by("pk")
    )
    live: Any = Prefetch("parts", parts, to_attr="live_parts")
    return rows.prefetch_related(live)
