"""How many petitions there are of each kind, how many are answered, and what came of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from conferences.dialogues.models import Dialogue
from conferences.opinions.choices import Judgement
from conferences.opinions.models import Opinion
from conferences.petitions.choices import OWED_AN_ANSWER, PetitionKind, Progress, Result
from conferences.petitions.models import Petition
from conferences.petitions.queries import with_progress


@dataclass(frozen=True)
class KindFigures:
    """Of one kind of petitions. all = answered + in part + not answered + not routed; answered =
    resolved + being resolved + explained + elsewhere. `late` lies within what is not answered.
    """

    kind: PetitionKind
    all: int = 0
    answered: int = 0
    partly: int = 0
    waiting: int = 0
    unrouted: int = 0
    late: int = 0
    resolved: int = 0
    under_way: int = 0
    explained: int = 0
    elsewhere: int = 0
    promised: int = 0
    helped: int = 0
    not_helped: int = 0

    @property
    def is_owed(self) -> bool:
        return self.kind in OWED_AN_ANSWER


def kind_figures(rows: QuerySet[Petition], on: datetime.date) -> list[KindFigures]:
    """One for each kind, in their order, also where there are none: one query."""
    counted = _counts(rows, on)
    return [KindFigures(kind, **counted.get(kind, {})) for kind in PetitionKind]


def _counts(rows: QuerySet[Petition], on: datetime.date) -> dict[str, dict[str, int]]:
    latest = Opinion.objects.filter(petition=OuterRef("pk")).order_by("-pk").values("judgement")
    judged = with_progress(rows, on).annotate(judgement=Subquery(latest[:1]))
    answered = Q(progress=Progress.ANSWERED)
    groups: Any = (
        judged.order_by()
        .values("kind")
        .annotate(
            all=Count("pk"),
            answered=Count("pk", filter=answered),
            partly=Count("pk", filter=Q(progress=Progress.PARTLY)),
            waiting=Count("pk", filter=Q(progress=Progress.WAITING)),
            unrouted=Count("pk", filter=Q(progress=Progress.UNROUTED)),
            late=Count("pk", filter=Q(is_late=True)),
            resolved=Count("pk", filter=Q(result=Result.RESOLVED)),
            under_way=Count("pk", filter=Q(result=Result.UNDER_WAY)),
            explained=Count("pk", filter=Q(result=Result.EXPLAINED)),
            elsewhere=Count("pk", filter=Q(result=Result.ELSEWHERE)),
            promised=Count("pk", filter=Q(result=Result.UNDER_WAY, promised__isnull=False)),
            helped=Count("pk", filter=Q(judgement=Judgement.HELPED)),
            not_helped=Count("pk", filter=Q(judgement=Judgement.NOT_YET)),
        )
    )
    return {row.pop("kind"): row for row in groups}


@dataclass(frozen=True)
class DialogueLine:
    """A dialogue in the list, with its figures; `owed`: of kinds that are owed an answer."""

    dialogue: Dialogue
    petitions: int
    opinions: int
    owed: int
    answered: int
    resolved: int
    late: int
    unrouted: int


def dialogue_lines(rows: QuerySet[Dialogue], on: datetime.date) -> list[DialogueLine]:
    """The newest first: two queries for any number."""
    found: Any = with_progress(Petition.objects.filter(dialogue__in=rows.order_by()), on)
    owed = Q(kind__in=OWED_AN_ANSWER)
    sums = (
        found.order_by()
        .values("dialogue")
        .annotate(
            petitions=Count("pk"),
            opinions=Count("pk", filter=~owed),
            owed=Count("pk", filter=owed),
            answered=Count("pk", filter=Q(progress=Progress.ANSWERED)),
            resolved=Count("pk", filter=Q(result=Result.RESOLVED)),
            late=Count("pk", filter=Q(is_late=True)),
            unrouted=Count("pk", filter=Q(progress=Progress.UNROUTED, merged_into=None)),
        )
    )
    by_key = {row.pop("dialogue"): row for row in sums}
    none = dict.fromkeys(
        ("petitions", "opinions", "owed", "answered", "resolved", "late", "unrouted"), 0
    )
    return [DialogueLine(row, **by_key.get(row.pk, none)) for row in rows]
