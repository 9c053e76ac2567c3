"""Agencies that ended while tasks of theirs are open, and who takes these over."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from agencies.bodies.models import Agency
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.models import Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence


def open_tasks(**owned_by: Any) -> QuerySet[Task]:
    unfinished = Occurrence.objects.open().filter(task=OuterRef("pk"))
    return Task.objects.filter(Exists(unfinished), **owned_by)


def open_roles(**owned_by: Any) -> QuerySet[TaskAgency]:
    unfinished = Occurrence.objects.open().filter(task=OuterRef("task"))
    return TaskAgency.objects.filter(Exists(unfinished), **owned_by)


def agencies_to_hand_over(on: datetime.date) -> QuerySet[Agency]:
    """Ended before the day, with open work; `task_count` tasks led, `role_count` others helped with
    or cleared.
    """
    led = open_tasks(lead=OuterRef("pk")).order_by().values("lead")
    helped = open_roles(agency=OuterRef("pk")).order_by().values("agency")
    asked = Clearance.objects.filter(agency=OuterRef("pk"), status=ClearanceStatus.ASKED)
    ended = Agency.objects.filter(valid_to__lt=on).annotate(
        task_count=Subquery(led.annotate(n=Count("pk")).values("n")),
        role_count=Subquery(helped.annotate(n=Count("pk")).values("n")),
    )
    with_work = Q(task_count__gt=0) | Q(role_count__gt=0) | Exists(asked)
    return (
        ended.filter(with_work)
        .select_related("province", "successor")
        .order_by("valid_to", "sort_key")
    )


def present_successor(agency: Agency, on: datetime.date) -> Agency | None:
    """The successor that exists on the day, across any number of reforms; None where the line
    ends.
    """
    seen = {agency.pk}
    heir = agency.successor
    while heir is not None and heir.pk not in seen:
        if heir.valid_to is None or heir.valid_to >= on:
            return heir if heir.valid_from is None or heir.valid_from <= on else None
        seen.add(heir.pk)
        heir = heir.successor
    return None


@dataclass(frozen=True)
class Legacy:
    """An ended agency with what it leaves and who takes it over."""

    agency: Agency
    heir: Agency | None
    tasks: int
    roles: int


def ended_agencies_with_work(on: datetime.date) -> list[Legacy]:
    return [
        Legacy(a, present_successor(a, on), a.task_count or 0, a.role_count or 0)
        for a in agencies_to_hand_over(on)
    ]


def continuing_task(task: Task) -> Task | None:
    return task.continued_by.select_related("lead").first() if task.lead.valid_to else None
