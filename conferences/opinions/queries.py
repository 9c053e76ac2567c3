"""Opinions that wait for the union."""

from django.db.models import QuerySet

from conferences.opinions.choices import Judgement
from conferences.opinions.models import Opinion


def opinions_to_settle() -> QuerySet[Opinion]:
    """Workers whom the answer has not helped, and nobody has seen to it."""
    return Opinion.objects.filter(judgement=Judgement.NOT_YET, settled_at=None).select_related(
        "petition__dialogue"
    )
