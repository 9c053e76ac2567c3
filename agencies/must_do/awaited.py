"""What waits for a seat or its agency, as keys of occurrences: all kinds in one query."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    Expression,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Cast

from agencies.database.columns import clamp_moment
from agencies.deciding.queries import extensions_decided_by, results_decided_by
from agencies.lists.written_queries import BLANK_KEYS, HasOneOf, WrittenQuery
from agencies.must_do.choices import MustDoKind
from agencies.must_do.entries import (
    clearances_to_give,
    explanations_to_give,
    extensions_to_answer,
    results_to_decide,
)
from agencies.people.models import Seat
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Extension
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import in_list_order
from vietnam.dates import clamp_day

Statement = tuple[str, tuple[Any, ...]]
LIST_LENGTH = 50
NO_OCCURRENCE = 0
_NO_DAY = Cast(Value(None), DateField())
_NO_MOMENT = Cast(Value(None), DateTimeField())


class AwaitedThing(NamedTuple):
    """Something to do, before its occurrence is read. `day` and `since` mean what the kind says;
    `in_all`: how many there are of the kind in all.
    """

    kind: str
    occurrence: int
    day: datetime.date | None
    since: datetime.datetime | None
    in_all: int

    def is_past(self, on: datetime.date) -> bool:
        return self.day is not None and self.day < on


def first_of_kind(
    kind: str,
    found: QuerySet[Any, Any],
    *,
    by: str,
    key: str = "occurrence_id",
    day: Expression | F = _NO_DAY,
    since: Expression | F = _NO_MOMENT,
) -> QuerySet[Any, Any]:
    """The fields of AwaitedThing. All kinds have the same columns, so that one query reads them."""
    shown = {"what": Value(kind, CharField()), "where": F(key), "day": day, "since": since}
    shown["number"] = Window(Count("*"))
    named = found.order_by(by, "pk").annotate(**shown)
    rows: QuerySet[Any, Any] = named.values_list(*shown)[:LIST_LENGTH]
    return rows


def count_of_kind(kind: str, found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """As `first_of_kind`, without a row of it: one AwaitedThing about no occurrence."""
    named: dict[str, Expression] = {"what": Value(kind, CharField()), "where": Value(NO_OCCURRENCE)}
    named |= {"day": _NO_DAY, "since": _NO_MOMENT}
    shown = found.order_by().annotate(**named).values_list(*named)
    counted: QuerySet[Any, Any] = shown.annotate(number=Count("pk"))
    return counted


def awaited_sql(parts: Iterable[QuerySet[Any, Any]]) -> Statement:
    first, *others = parts
    return first.union(*others, all=True).query.sql_with_params()


def read_awaited(statement: Statement) -> list[AwaitedThing]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [
            AwaitedThing(kind, key, day and clamp_day(day), since and clamp_moment(since), count)
            for kind, key, day, since, count in cursor.fetchall()
        ]


def _shown(keys: list[int]) -> QuerySet[Any, Occurrence]:
    asked = Extension.objects.filter(occurrence=OuterRef("pk"), status=ExtensionStatus.ASKED)
    wanted = in_list_order(Occurrence.objects.filter(HasOneOf(F("pk"), keys)))
    shown: QuerySet[Any, Occurrence] = wanted.annotate(
        wanted_on=Subquery(asked.values("wanted_on")[:1])
    )
    return shown


_SHOWN = WrittenQuery[Occurrence](_shown, BLANK_KEYS)


def occurrences_of(things: Iterable[AwaitedThing]) -> list[Occurrence]:
    """In the order of the task list, with what a row shows, and `wanted_on`, the later date that
    was requested and is not answered yet.
    """
    keys = {thing.occurrence for thing in things} - {NO_OCCURRENCE}
    return _SHOWN.read(list(keys)) if keys else []


def answers_owed(seat: Seat) -> Iterator[QuerySet[Any, Any]]:
    """What the agency was asked: explanations and clearances."""
    yield first_of_kind(
        MustDoKind.EXPLANATION,
        explanations_to_give().filter(occurrence__task__lead=seat.agency_id),
        by="answer_by",
        day=F("answer_by"),
        since=F("asked_at"),
    )
    clearances = clearances_to_give().filter(agency=seat.agency_id)
    yield first_of_kind(MustDoKind.CLEARANCE, clearances, by="due_on", day=F("due_on"))


def decisions_owed(
    seat: Seat, person: int | None, on: datetime.date
) -> Iterator[QuerySet[Any, Any]]:
    """Results to accept or return, and later dates to grant or refuse, by this seat."""
    decider = (seat.role, seat.agency_id, person, on)
    yield first_of_kind(
        MustDoKind.RESULT,
        results_decided_by(results_to_decide(), *decider),
        by="submitted_at",
        key="pk",
        since=F("submitted_at"),
    )
    yield first_of_kind(
        MustDoKind.EXTENSION,
        extensions_decided_by(extensions_to_answer(), *decider),
        by="asked_at",
        day=F("wanted_on"),
        since=F("asked_at"),
    )
