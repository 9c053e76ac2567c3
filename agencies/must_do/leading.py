"""A leader's five minutes: who is late, what waits, who has too much, the trend, what is new."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.bodies.models import Agency
from agencies.must_do.entries import explanations_to_give, extensions_to_answer
from agencies.people.models import Person
from agencies.people.permissions import Actor, Permission
from agencies.requests.models import Explanation, Extension
from agencies.scoreboard.trend import (
    AgencyLoad,
    QuarterShare,
    ShareBar,
    agency_loads,
    draw_shares,
    quarter_shares,
)
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import PLAN_WORK, StatusConditions
from agencies.tasks.occurrence_models import Occurrence

MOST_AGENCIES = 6
MOST_WAITING = 5
MOST_LOADS = 5
_OF_PLAN = Q(occurrence__task__is_housekeeping=False)


@dataclass(frozen=True)
class LateAgency:
    """`oldest`: what it has been late with for the longest, `days` working days."""

    agency: Agency
    late: int
    oldest: Occurrence
    days: int


@dataclass(frozen=True)
class News:
    """Since the last day before this one on which the leader signed in: what became late and is so
    still, and what was accepted.
    """

    since: datetime.date
    became_late: int
    accepted: int


@dataclass(frozen=True)
class LeadersView:
    """The first rows of each list, and how many there are in all."""

    news: News | None
    late: list[LateAgency]
    late_agencies: int
    late_tasks: int
    explanations: list[Explanation]
    explanations_count: int
    extensions: list[Extension]
    extensions_count: int
    results_count: int
    loads: list[AgencyLoad]
    shares: list[QuarterShare]
    bars: list[ShareBar]

    @property
    def waiting_count(self) -> int:
        return self.explanations_count + self.extensions_count + self.results_count


def leads(by: Actor) -> bool:
    """Who sees the work of all agencies and steers none of it."""
    return by.may(Permission.ASK_EXPLANATIONS) and not by.may(Permission.STEER_TASKS)


def leaders_view(by: Actor, judgement: StatusConditions) -> LeadersView:
    """Only plan work. A dozen queries, whatever the numbers."""
    late = _late_by_agency(judgement)
    explanations = _with_task(explanations_to_give().filter(_OF_PLAN)).order_by("answer_by", "pk")
    extensions = _with_task(extensions_to_answer().filter(_OF_PLAN)).order_by("asked_at", "pk")
    shares = quarter_shares(judgement)
    return LeadersView(
        news=_news(by.person, judgement),
        late=_with_oldest(late[:MOST_AGENCIES], judgement),
        late_agencies=len(late),
        late_tasks=sum(row["n"] for row in late),
        explanations=list(explanations[:MOST_WAITING]),
        explanations_count=explanations.count(),
        extensions=list(extensions[:MOST_WAITING]),
        extensions_count=extensions.count(),
        results_count=Occurrence.objects.filter(
            PLAN_WORK, status=OccurrenceStatus.SUBMITTED
        ).count(),
        loads=agency_loads(judgement.on)[:MOST_LOADS],
        shares=shares,
        bars=draw_shares(shares),
    )


def _late_by_agency(judgement: StatusConditions) -> list[dict[str, Any]]:
    # The most late tasks first, of equal ones the longest late.
    rows = Occurrence.objects.filter(PLAN_WORK, judgement.late).order_by()
    counted = rows.values(lead=F("task__lead")).annotate(n=Count("pk"), first=Min("due_on"))
    return sorted(counted, key=lambda row: (-row["n"], row["first"], row["lead"]))


def _with_oldest(rows: list[dict[str, Any]], judgement: StatusConditions) -> list[LateAgency]:
    leads = [row["lead"] for row in rows]
    late = Occurrence.objects.filter(PLAN_WORK, judgement.late, task__lead__in=leads)
    oldest = late.select_related("task__lead").order_by("task__lead_id", "due_on", "pk")
    by_lead = {one.task.lead_id: one for one in oldest.distinct("task__lead_id")}
    return [
        LateAgency(
            (one := by_lead[row["lead"]]).task.lead,
            row["n"],
            one,
            judgement.calendar.working_days_between(one.due_on, judgement.on),
        )
        for row in rows
    ]


def _with_task(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("occurrence__task__lead")


def _news(person: Person, judgement: StatusConditions) -> News | None:
    midnight = timezone.make_aware(datetime.datetime.combine(judgement.on, datetime.time.min))
    came = AuditEntry.objects.filter(
        target_type=person._meta.label_lower,
        target_id=person.pk,
        action=AuditAction.SIGNED_IN,
        at__lt=midnight,
    )
    last = came.order_by("-at").values_list("at", flat=True).first()
    if last is None:
        return None
    since = timezone.localdate(last)
    counts = Occurrence.objects.filter(PLAN_WORK).aggregate(
        became_late=Count("pk", filter=judgement.late & Q(due_on__gte=since)),
        accepted=Count("pk", filter=Q(status=OccurrenceStatus.DONE, done_at__date__gte=since)),
    )
    return News(since, **counts)
