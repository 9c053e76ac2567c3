"""What waits for a seat or its agency, as keys of occurrences: all kinds in one query."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast

from agencies.must_do.choices import MustDoKind
from agencies.people.models import Seat
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.requests.models import Clearance, Explanation, Extension
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence

LIST_LENGTH = 50
_NO_DAY = Cast(None, DateField())
_NO_MOMENT = Cast(None, DateTimeField())


class AwaitedThing(NamedTuple):
    """Something to do, before its occurrence is read. `day` and `since` mean what the kind says;
    `count`: how many there are of the kind in all.
    """

    kind: str
    occurrence: int
    day: datetime.date | None
    since: datetime.datetime | None
    count: int


def first_of_kind(
    kind: str,
    found: QuerySet,
    *,
    by: str,
    key: str = "occurrence_id",
    day: Expression | F = _NO_DAY,
    since: Expression | F = _NO_MOMENT,
) -> QuerySet:
    """The fields of AwaitedThing. All kinds have the same columns, so that one query reads them."""
    shown = {"what": Value(kind, CharField()), "where": F(key), "day": day, "since": since}
    shown["number"] = Window(Count("*"))
    return found.order_by(by, "pk").annotate(**shown).values_list(*shown)[:LIST_LENGTH]


def awaited_things(first: QuerySet, *others: QuerySet) -> list[AwaitedThing]:
    return [AwaitedThing(*values) for values in first.union(*others, all=True)]


def answers_owed(seat: Seat) -> Iterator[QuerySet]:
    """What the agency was asked: explanations without tasks withdrawn since, and clearances."""
    is_alive = Q(occurrence__status__in=OccurrenceStatus.OPEN | {OccurrenceStatus.DONE})
    explanations = Explanation.objects.filter(
        is_alive, answered_at__isnull=True, occurrence__task__lead=seat.agency_id
    )
    yield first_of_kind(
        MustDoKind.EXPLANATION,
        explanations,
        by="answer_by",
        day=F("answer_by"),
        since=F("asked_at"),
    )
    clearances = Clearance.objects.filter(status=ClearanceStatus.ASKED, agency=seat.agency_id)
    yield first_of_kind(MustDoKind.CLEARANCE, clearances, by="due_on", day=F("due_on"))


def decisions_owed() -> Iterator[QuerySet]:
    """Results to accept or return, and later dates to grant or refuse."""
    # A result that an agency still has to clear waits for that agency first.
    to_clear = Clearance.objects.filter(occurrence=OuterRef("pk"), status=ClearanceStatus.ASKED)
    results = Occurrence.objects.filter(~Exists(to_clear), status=OccurrenceStatus.SUBMITTED)
    yield first_of_kind(
        MustDoKind.RESULT, results, by="submitted_at", key="pk", since=F("submitted_at")
    )
    extensions = Extension.objects.filter(status=ExtensionStatus.ASKED)
    yield first_of_kind(
        MustDoKind.EXTENSION, extensions, by="asked_at", day=F("wanted_on"), since=F("asked_at")
    )
