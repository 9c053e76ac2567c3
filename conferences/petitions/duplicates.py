"""Petitions that are likely the same, by their folded words."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity

from conferences.petitions.models import Petition

MOST = 5
LEAST_ALIKE = 0.35
"""Of 1: below it two petitions share little more than usual words."""


@dataclass(frozen=True)
class Likely:
    """`percent`: how alike the words are."""

    petition: Petition
    percent: int


def likely_duplicates(petition: Petition) -> list[Likely]:
    """Of the same dialogue, the most alike first; merged ones are not offered again."""
    alike = TrigramSimilarity("text_fold", petition.text_fold)
    rows: Any = (
        Petition.objects.filter(dialogue=petition.dialogue_id, merged_into=None)
        .exclude(pk=petition.pk)
        .annotate(alike=alike)
        .filter(alike__gte=LEAST_ALIKE)
        .order_by("-alike", "number")
    )
    return [Likely(row, round(row.alike * 100)) for row in rows[:MOST]]
