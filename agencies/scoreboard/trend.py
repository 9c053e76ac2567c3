"""The on-time share from quarter to quarter, and how much agencies have before them: below the
scoreboard and on a leader's first page.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.directives.models import Directive
from agencies.forms.query_strings import build_query
from agencies.people.models import SeatHolding
from agencies.people.permissions import Permission, roles_with
from agencies.scoreboard.queries import Score
from agencies.tasks.choices import TaskState, TaskWork
from agencies.tasks.figures import PLAN_WORK, StatusConditions, score_states
from agencies.tasks.forms import quarter_key, quarter_number, running_quarter
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON
from vietnam.dates import format_date
from vietnam.periods import Period

QUARTERS = 4
# The picture, in its own units.
WIDTH, HEIGHT, TOP, BOTTOM = 320, 132, 22, 22
BAR = 44


# The on-time share -------------------------------------------------------------------------------
@dataclass(frozen=True)
class QuarterShare:
    """Of what was due in a quarter and can be judged, how much was done on time."""

    period: Period
    judged: int
    on_time: int

    @property
    def share(self) -> float | None:
        """In per cent, None where nothing is judged."""
        return Score(judged=self.judged, on_time=self.on_time).on_time_share

    @property
    def name(self) -> str:
        return name_of_period(self.period)

    @property
    def key(self) -> str:
        return quarter_key(self.period)

    @property
    def rows(self) -> str:
        """The part of the task list's address that asks for what was due in it."""
        days = {"due_from": self.period.first, "due_to": self.period.last}
        return build_query({name: format_date(day) for name, day in days.items()})


@dataclass(frozen=True)
class ShareBar:
    """A quarter as it is drawn; one without a share has no height."""

    x: float
    y: float
    height: float
    middle: float
    label: str
    share: float | None


def quarter_shares(
    judgement: StatusConditions, directive: Directive | None = None
) -> list[QuarterShare]:
    """The running quarter and the three before, the oldest first. One query."""
    periods = [running_quarter(judgement.on)]
    while len(periods) < QUARTERS:
        periods.insert(0, periods[0].earlier)
    rows = Occurrence.objects.filter(PLAN_WORK, judgement.assigned)
    if directive:
        rows = rows.filter(task__directive=directive)
    conditions = {
        "judged": score_states(judgement)[TaskState.JUDGED],
        "on_time": judgement.on_time,
    }
    counts = rows.filter(due_on__range=(periods[0].first, periods[-1].last)).aggregate(
        **{
            f"{name}_{at}": Count("pk", filter=condition & _due_in(period))
            for at, period in enumerate(periods)
            for name, condition in conditions.items()
        }
    )
    return [
        QuarterShare(period, counts[f"judged_{at}"], counts[f"on_time_{at}"])
        for at, period in enumerate(periods)
    ]


def _due_in(period: Period) -> Q:
    return Q(due_on__range=(period.first, period.last))


def draw_shares(shares: Sequence[QuarterShare]) -> list[ShareBar]:
    """Bars beside each other, from nought to a hundred per cent."""
    step = WIDTH / len(shares)
    room = HEIGHT - TOP - BOTTOM
    bars = []
    for at, quarter in enumerate(shares):
        height = round((quarter.share or 0) * room / 100, 1)
        middle = round(step * at + step / 2, 1)
        label = f"{quarter_number(quarter.period)}/{quarter.period.year}"
        bars.append(
            ShareBar(
                middle - BAR / 2, HEIGHT - BOTTOM - height, height, middle, label, quarter.share
            )
        )
    return bars


# The load ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class AgencyLoad:
    """What an agency has to submit within fourteen days, what it is late with besides, and how many
    people hold a seat there that reports.
    """

    agency: Agency
    due: int
    late: int
    people: int

    @property
    def for_each(self) -> float | None:
        """Tasks for each of the people; None where there is nobody."""
        return round(self.due / self.people, 1) if self.people else None


def agency_loads(on: datetime.date) -> list[AgencyLoad]:
    """The heaviest first: those without anybody, then by tasks for each of the people. Two
    queries.
    """
    owed = Occurrence.objects.owed().filter(PLAN_WORK)
    counts = (
        owed.order_by()
        .values(lead=F("task__lead"))
        .annotate(
            due=Count("pk", filter=Q(due_on__range=(on, on + SOON))),
            late=Count("pk", filter=Q(due_on__lt=on)),
        )
    )
    found = {row["lead"]: row for row in counts if row["due"]}
    people = people_by_agency(found, on)
    leads = Agency.objects.filter(pk__in=found).order_by("sort_key", "pk")
    loads = [
        AgencyLoad(
            agency, found[agency.pk]["due"], found[agency.pk]["late"], people.get(agency.pk, 0)
        )
        for agency in leads
    ]
    return sorted(loads, key=_weight)


def _weight(load: AgencyLoad) -> tuple[bool, float, int]:
    return (load.people > 0, -(load.for_each or 0), -load.due)


def people_by_agency(agencies: Iterable[int], on: datetime.date) -> dict[int, int]:
    """How many people with an open account hold a seat there that reports on tasks."""
    held = SeatHolding.objects.current(on).filter(
        seat__agency__in=list(agencies),
        seat__role__in=roles_with(Permission.REPORT_PROGRESS),
        person__is_active=True,
    )
    counted = held.order_by().values("seat__agency").annotate(n=Count("person", distinct=True))
    return {row["seat__agency"]: row["n"] for row in counted}


def load_query(on: datetime.date) -> str:
    """The part of the task list's address that opens the rows of `AgencyLoad.due`."""
    return build_query(
        {
            "state": TaskState.OWED,
            "work": TaskWork.PLAN,
            "due_from": format_date(on),
            "due_to": format_date(on + SOON),
        }
    )
