"""The one rule of who accepts a result and who grants a later date.

Whoever asked or handed in, and whoever belongs to the owing agency, decides on neither. Of the
others a coordinator does; where no coordinator is left, a leader.
"""

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.people.models import Seat, SeatHolding, SeatHoldingQuerySet
from agencies.people.permissions import Actor, Permission
from agencies.requests.models import Extension
from agencies.tasks.choices import ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress

# The seats that decide, the next one up after the one before.
LEVELS = (SeatRole.COORDINATOR, SeatRole.LEADER)
NOBODY = 0


@dataclass(frozen=True)
class Case:
    """What is to be decided: the agency that owes, and the person who asked or handed in, by their
    keys.
    """

    agency: int
    person: int = NOBODY

    @classmethod
    def of_result(cls, occurrence: Occurrence) -> Self:
        """The last submission counts. One query."""
        handed_in = occurrence.progress.filter(kind=ProgressKind.SUBMISSION)
        person = handed_in.order_by("-pk").values_list("person", flat=True).first()
        return cls(occurrence.task.lead_id, person or NOBODY)

    @classmethod
    def of_extension(cls, extension: Extension) -> Self:
        return cls(extension.occurrence.task.lead_id, extension.asked_person_id)


@dataclass(frozen=True)
class Deciders:
    """The holdings of the seats that decide on a case; none: somebody has to be given a seat."""

    case: Case
    holdings: tuple[SeatHolding, ...]

    def include(self, by: Actor) -> bool:
        held = {(holding.seat_id, holding.person_id) for holding in self.holdings}
        return by.may(Permission.DECIDE_RESULTS) and (by.seat.pk, by.person.pk) in held

    @property
    def seats(self) -> list[Seat]:
        return list({holding.seat_id: holding.seat for holding in self.holdings}.values())

    @property
    def sentence(self) -> str:
        """Who decides; or, where nobody does, who has to be given a seat."""
        if not self.holdings:
            return _(
                "Nobody may decide on this: everybody with a seat as coordinator or leader belongs "
                "to the owing agency or has asked or handed in. Give somebody of another agency, "
                "such as a leader of the people's committee, a seat as leader or coordinator."
            )
        names = [f"{held.person} ({held.seat.agency.display_name})" for held in self.holdings]
        return _("Decided by: %(names)s.") % {"names": ", ".join(names)}


def deciders_of(case: Case, *, on: datetime.date | None = None) -> Deciders:
    """Those who decide on the case on a day: one query."""
    free = _free_holdings(case.agency, case.person, on or timezone.localdate())
    rows = list(free.filter(seat__role__in=LEVELS).select_related("seat__agency", "person"))
    rows.sort(key=lambda held: (held.seat.agency.sort_key, held.seat.title, held.pk))
    for role in LEVELS:
        if level := tuple(held for held in rows if held.seat.role == role):
            return Deciders(case, level)
    return Deciders(case, ())


def may_decide(case: Case, by: Actor, *, on: datetime.date | None = None) -> bool:
    return by.may(Permission.DECIDE_RESULTS) and deciders_of(case, on=on).include(by)


def refuse_unless_decides(
    case: Case, by: Actor, otherwise: str, *, on: datetime.date | None = None
) -> None:
    """RuleError for whoever may not decide; of their own, it says who does."""
    if not by.may(Permission.DECIDE_RESULTS):
        raise RuleError(otherwise)
    deciders = deciders_of(case, on=on)
    if not deciders.include(by):
        sentence = _("Nobody decides on what is their own, or before the one whose turn it is.")
        raise RuleError(f"{sentence} {deciders.sentence}")


def _free_holdings(agency: Any, person: Any, on: datetime.date) -> SeatHoldingQuerySet:
    # Of people with an open account who are neither the person nor of the agency; each may be a
    # reference to a row outside.
    inner = OuterRef(agency) if isinstance(agency, OuterRef) else agency
    belongs = SeatHolding.objects.current(on).filter(seat__agency=inner, person=OuterRef("person"))
    held = SeatHolding.objects.current(on).filter(~Exists(belongs), person__is_active=True)
    return held.filter(~Q(person=person))


# Lists --------------------------------------------------------------------------------------------
_HANDED_IN = Progress.objects.filter(occurrence=OuterRef("pk"), kind=ProgressKind.SUBMISSION)
HANDED_IN_BY = Coalesce(
    Subquery(_HANDED_IN.order_by("-pk").values("person")[:1]),
    Value(NOBODY),
    output_field=BigIntegerField(),
)


def results_decided_by(
    rows: QuerySet[Any], role: str, agency: Any, person: int | None, on: datetime.date
) -> QuerySet[Any]:
    """Of submitted occurrences, those on which a seat decides; `agency` of the seat, which may be a
    reference to a row outside, `person` who holds it (None: whoever does).
    """
    named = rows.annotate(party=HANDED_IN_BY, owing=F("task__lead"))
    return _decided_by(named, role, agency, person, on)


def extensions_decided_by(
    rows: QuerySet[Any], role: str, agency: Any, person: int | None, on: datetime.date
) -> QuerySet[Any]:
    """The same of requests for a later date."""
    named = rows.annotate(party=F("asked_person"), owing=F("occurrence__task__lead"))
    return _decided_by(named, role, agency, person, on)


def _decided_by(
    named: QuerySet[Any], role: str, agency: Any, person: int | None, on: datetime.date
) -> QuerySet[Any]:
    if role not in LEVELS:
        return named.none()
    found = named.filter(~Q(owing=agency))
    if person is not None:
        belongs = SeatHolding.objects.current(on).filter(
            person=person, seat__agency=OuterRef("owing")
        )
        found = found.filter(~Exists(belongs), ~Q(party=person))
    for nearer in LEVELS[: LEVELS.index(SeatRole(role))]:
        free = _free_holdings(OuterRef("owing"), OuterRef("party"), on)
        found = found.filter(~Exists(free.filter(seat__role=nearer)))
    return found
