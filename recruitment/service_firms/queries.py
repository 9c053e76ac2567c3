"""Service firms with their licences, contracts and what inspections have left open."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Sum

from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from recruitment.desks.queries import SEES_ALL, seen_from_desk
from recruitment.service_firms.choices import LabourService, LicenceState
from recruitment.service_firms.models import (
    Finding,
    Inspection,
    Licence,
    ServiceFirm,
    SupplyContract,
)

# A licence is to be renewed this long before its end: the papers take about a month.
SOON = datetime.timedelta(days=60)


def licence_state(licence: Licence | None, day: datetime.date) -> LicenceState:
    if licence is None:
        return LicenceState.NONE
    if licence.revoked_on and licence.revoked_on <= day:
        return LicenceState.REVOKED
    if licence.valid_until < day:
        return LicenceState.ENDED
    return LicenceState.ENDS_SOON if licence.valid_until - day <= SOON else LicenceState.VALID


def covers_service(licences: list[Licence], service: str, day: datetime.date) -> bool:
    """Whether one of them allowed the service on the day."""
    allowing = (LicenceState.VALID, LicenceState.ENDS_SOON)
    of_service = [each for each in licences if each.service == service and each.issued_on <= day]
    return any(licence_state(each, day) in allowing for each in of_service)


@dataclass(frozen=True)
class FirmLine:
    """A firm of the list; `people`, `supplied` of the current contracts."""

    firm: ServiceFirm
    licences: list[tuple[Licence, LicenceState]]
    contracts: int
    people: int
    supplied: int
    last_inspected_on: datetime.date | None
    open_findings: int

    @property
    def state(self) -> LicenceState:
        # The worst of its services; a renewed service counts by its last licence.
        order = list(LicenceState)
        return max(
            (state for _licence, state in self.licences), key=order.index, default=LicenceState.NONE
        )


def firm_lines(day: datetime.date) -> list[FirmLine]:
    # Every firm by name, in five queries.
    firms = list(service_firms())
    licences = current_licences(Licence.objects.all())
    running = (
        SupplyContract.objects.filter(starts_on__lte=day, ends_on__gte=day)
        .order_by()
        .values("firm")
    )
    sums = {"n": Count("pk"), "people_sum": Sum("people"), "supplied_sum": Sum("supplied")}
    contracts: dict[int, Mapping[str, Any]] = {row["firm"]: row for row in running.annotate(**sums)}
    inspected = dict(
        ServiceFirm.objects.order_by()
        .values_list("pk")
        .annotate(day=Max("inspections__inspected_on"))
    )
    found = open_findings(Finding.objects.all()).order_by()
    unsettled = dict(found.values_list("inspection__firm").annotate(n=Count("pk")))
    none = dict.fromkeys(sums, 0)
    return [
        FirmLine(
            firm,
            [(licence, licence_state(licence, day)) for licence in licences.get(firm.pk, [])],
            held["n"],
            held["people_sum"],
            held["supplied_sum"],
            inspected.get(firm.pk),
            unsettled.get(firm.pk, 0),
        )
        for firm in firms
        for held in (contracts.get(firm.pk, none),)
    ]


def current_licences(rows: QuerySet[Licence]) -> dict[int, list[Licence]]:
    """By firm, for each of its services the one that lasts longest; a revoked one only where there
    is no other.
    """
    found: dict[int, dict[str, Licence]] = defaultdict(dict)
    for licence in rows.order_by(F("revoked_on").asc(nulls_last=True), "valid_until", "pk"):
        found[licence.firm_id][licence.service] = licence
    return {firm: [each[s] for s in LabourService if s in each] for firm, each in found.items()}


def open_findings(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    # Those whose task is not done.
    return rows.filter(task__occurrences__status__in=OccurrenceStatus.OPEN)


def findings_with_state(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Each with the `task_status` and `due_on` of its task."""
    own = Occurrence.objects.filter(task=OuterRef("task")).order_by("pk")
    told = {
        "task_status": Subquery(own.values("status")[:1]),
        "due_on": Subquery(own.values("due_on")[:1]),
    }
    return rows.select_related("task").annotate(**told)


def inspections_of(firm: ServiceFirm) -> QuerySet[Inspection]:
    # The newest first, each with `found`, how many findings it has.
    return firm.inspections.annotate(found=Count("findings")).order_by("-inspected_on", "-pk")


def visible_inspections(by: Actor) -> QuerySet[Inspection]:
    """All for supervisors and leaders; for an officer those of the own firm, from which its tasks
    come.
    """
    rows = Inspection.objects.select_related(
        "firm__agency", "entered_by__agency__parent", "entered_person"
    )
    return rows if by.seat.role in SEES_ALL else rows.filter(firm__agency=by.seat.agency)


def ending_licences(day: datetime.date) -> list[Licence]:
    """The last licences of their service that end soon, with the people to tell."""
    rows = Licence.objects.filter(revoked_on=None).select_related("firm__agency", "firm__office")
    lasting = [licence for each in current_licences(rows).values() for licence in each]
    return [each for each in lasting if licence_state(each, day) == LicenceState.ENDS_SOON]


def service_firms() -> QuerySet[ServiceFirm]:
    return ServiceFirm.objects.select_related("agency", "office", "province")


def contracts_at_desk(by: Actor, day: datetime.date) -> QuerySet[SupplyContract]:
    """Current ones of the employers at the actor's desk, which get people from service firms."""
    rows = SupplyContract.objects.filter(starts_on__lte=day, ends_on__gte=day)
    related = rows.select_related("firm__agency", "employer__agency")
    return seen_from_desk(by, related.exclude(employer=None), "employer__office")
