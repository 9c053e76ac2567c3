"""Which petitions somebody sees, how far each is answered, and what came of it."""

import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from agencies.people.permissions import Actor
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import agency_line
from conferences.dialogues.queries import visible_dialogues
from conferences.permissions import ConferencePermission
from conferences.petitions.choices import (
    ELSEWHERE,
    GIVEN,
    OWING,
    RESOLVED,
    UNDER_WAY,
    PartState,
    PetitionKind,
    Progress,
    Result,
)
from conferences.petitions.models import Petition, PetitionPart
from vietnam.folding import search_words


def visible_petitions(by: Actor) -> QuerySet[Petition]:
    """Those of the dialogues that somebody sees, and those in which the own agency, or one that it
    succeeds, has a part.
    """
    rows = Petition.objects.all()
    if by.may(ConferencePermission.SEE_DIALOGUES):
        return rows.filter(Q(dialogue__in=visible_dialogues(by)) | _own_part(by))
    if by.may(ConferencePermission.SEE_PETITIONS):
        return rows.filter(_own_part(by))
    return rows.none()


def visible_parts(by: Actor) -> QuerySet[PetitionPart]:
    return PetitionPart.objects.filter(petition__in=visible_petitions(by))


def _own_part(by: Actor) -> Exists:
    own = own_parts(by).filter(petition=OuterRef("pk"))
    return Exists(own)


def own_parts(by: Actor) -> QuerySet[PetitionPart]:
    """In which the agency, one that it succeeds, or as the one that took the task over, answers."""
    line = agency_line(by.seat.agency_id)
    return PetitionPart.objects.filter(Q(agency__in=line) | Q(task__lead=by.seat.agency_id))


# How far it is ------------------------------------------------------------------------------------
def _due_of_task() -> Subquery:
    # As it stands at the task, which may have been extended.
    rows = Occurrence.objects.filter(task=OuterRef("task")).order_by("pk")
    return Subquery(rows.values("due_on")[:1])


def parts_with_due(rows: QuerySet[PetitionPart]) -> QuerySet[PetitionPart]:
    """Each with `due`: the day by which its answer is due now."""
    day = {"due": Coalesce(_due_of_task(), F("due_on"), output_field=DateField())}
    return rows.annotate(**day)


def late_parts(on: datetime.date) -> QuerySet[PetitionPart]:
    """Not answered, or sent back, past the day on which the answer was due."""
    return parts_with_due(PetitionPart.objects.filter(state__in=OWING)).filter(Q(due__lt=on))


def with_progress(rows: QuerySet[Petition], on: datetime.date) -> QuerySet[Petition]:
    """Each with `progress` and `result`, which never stand for each other, the number of its parts
    and of those answered, `due`, `is_late`, and `promised`. A merged one has those of the petition
    into which it was merged.
    """
    own = PetitionPart.objects.filter(
        petition=Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    ).exclude(state=PartState.REDIRECTED)
    late = late_parts(on).filter(petition=Coalesce(OuterRef("merged_into"), OuterRef("pk")))
    given = own.filter(state__in=GIVEN, answered_on__lte=on)
    counts: dict[str, Any] = {
        "parts_all": _number(own),
        "parts_given": _number(given),
        "parts_resolved": _number(given.filter(outcome__in=RESOLVED)),
        "parts_under_way": _number(given.filter(outcome__in=UNDER_WAY)),
        "parts_elsewhere": _number(given.filter(outcome__in=ELSEWHERE)),
        "is_late": Exists(late, output_field=BooleanField()),
        "due": _first_day(parts_with_due(own.filter(state__in=OWING)), "due"),
        "promised": _first_day(given, "promised_on"),
    }
    progress, result = {"progress": _progress()}, {"result": _result()}
    return rows.annotate(**counts).annotate(**progress).annotate(**result)


def _number(rows: QuerySet[PetitionPart]) -> Coalesce:
    counts = rows.order_by().values("petition").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts), 0, output_field=IntegerField())


def _first_day(rows: QuerySet[PetitionPart], name: str) -> Subquery:
    first = rows.order_by().values("petition").annotate(first=Min(name)).values("first")
    return Subquery(first, output_field=DateField())


def _progress() -> Case:
    return Case(
        When(kind=PetitionKind.OPINION, then=Value(Progress.NOT_OWED.value)),
        When(parts_all=0, then=Value(Progress.UNROUTED.value)),
        When(parts_given=0, then=Value(Progress.WAITING.value)),
        When(parts_given__lt=F("parts_all"), then=Value(Progress.PARTLY.value)),
        default=Value(Progress.ANSWERED.value),
        output_field=TextField(),
    )


def _result() -> Case:
    return Case(
        When(~Q(progress=Progress.ANSWERED), then=Value(Result.NONE.value)),
        When(parts_resolved=F("parts_all"), then=Value(Result.RESOLVED.value)),
        When(parts_under_way__gt=0, then=Value(Result.UNDER_WAY.value)),
        When(parts_elsewhere=F("parts_all"), then=Value(Result.ELSEWHERE.value)),
        default=Value(Result.EXPLAINED.value),
        output_field=TextField(),
    )


def petitions_for_list(rows: QuerySet[Petition], on: datetime.date) -> QuerySet[Petition]:
    """With all that a row of a list shows: a constant number of queries."""
    parts = PetitionPart.objects.exclude(state=PartState.REDIRECTED)
    shown = parts_with_due(parts).select_related("agency", "task__lead")
    live: Any = Prefetch("parts", shown, to_attr="live_parts")
    return (
        with_progress(rows, on)
        .select_related("dialogue", "park", "commune", "merged_into")
        .prefetch_related(live)
        .order_by("-dialogue__held_on", "-dialogue_id", "number")
    )


# Search -------------------------------------------------------------------------------------------
def words_in(text: str) -> Q:
    """Petitions, or what was answered to them, in which all words stand, folded."""
    found = Q()
    for word in search_words(text):
        in_answers = PetitionPart.objects.filter(answers__text_fold__contains=word)
        found &= Q(text_fold__contains=word) | Q(pk__in=in_answers.values("petition"))
    return found
