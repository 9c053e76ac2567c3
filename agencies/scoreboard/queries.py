"""Where every figure of the scoreboard is defined, once: how agencies did by quarter (kết quả thực
hiện theo quý).

A row counts where its due day lies in the quarter, closed or not; what was withdrawn or has no date
counts nowhere. States are those of the board (agencies.tasks.figures), as things stand on the day
`on`, so a quarter's figures still settle while its results come in:

* judged: done on time, done late, or late; what is not due yet, or submitted and not accepted,
  cannot be judged;
* on time: of the judged, done by the due day. After an extension that is the extended day;
* by the first deadline: of the judged, done by the day that was due first, as if nothing had been
  extended;
* late: done late, or late still; its days are the working days after the due day up to the
  submission, or to `on`;
* returned, extended, explained: at least one result returned, later date granted, explanation asked
  for.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.directives.models import Directive
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.figures import PLAN_WORK, StatusConditions, score_states
from agencies.tasks.occurrence_models import Occurrence
from vietnam.periods import Period

# Heading, and the state whose rows a figure opens: a share opens what it counts, the median what it
# is taken of.
COLUMNS: dict[str, tuple[str | Promise, str]] = {
    "due": (_("Due in the quarter"), TaskState.ALL),
    "judged": (_("Judged"), TaskState.JUDGED),
    "on_time": (_("On time"), TaskState.ON_TIME),
    "on_time_share": (_("On-time share"), TaskState.ON_TIME),
    "on_first_share": (_("On time by the first deadline"), TaskState.ON_FIRST),
    "was_late": (pgettext_lazy("score", "Late"), TaskState.WAS_LATE),
    "median_days": (_("Median lateness, working days"), TaskState.WAS_LATE),
    "returned": (_("Returned"), TaskState.WAS_RETURNED),
    "extended": (_("Extended"), TaskState.EXTENDED),
    "explained": (_("Explanations asked for"), TaskState.EXPLAINED),
}
COUNTS = {"due", "judged", "on_time", "on_first", "was_late", "returned", "extended", "explained"}
NAME = "name"


@dataclass(frozen=True)
class ScoreCell:
    """A figure with the state that opens its rows, of which there are `count`."""

    name: str
    label: str | Promise
    state: str
    value: int | float | None
    count: int

    @property
    def is_share(self) -> bool:
        return self.name.endswith("_share")


@dataclass(frozen=True)
class Score:
    """One agency's quarter (or, without an agency, all of them). `days`: lateness of each late row,
    ascending.
    """

    agency: Agency | None = None
    due: int = 0
    judged: int = 0
    on_time: int = 0
    on_first: int = 0
    was_late: int = 0
    returned: int = 0
    extended: int = 0
    explained: int = 0
    days: tuple[int, ...] = ()

    @property
    def on_time_share(self) -> float | None:
        """In per cent, to one decimal; None where nothing is judged."""
        return _share(self.on_time, self.judged)

    @property
    def on_first_share(self) -> float | None:
        return _share(self.on_first, self.judged)

    @property
    def median_days(self) -> float | None:
        return median(self.days) if self.days else None

    @property
    def cells(self) -> list[ScoreCell]:
        counted = {
            "on_time_share": self.on_time,
            "on_first_share": self.on_first,
            "median_days": self.was_late,
        }
        return [
            ScoreCell(name, label, state, value := getattr(self, name), counted.get(name, value))
            for name, (label, state) in COLUMNS.items()
        ]


def _share(part: int, whole: int) -> float | None:
    # Half a tenth is rounded up: 87,25 gives 87,3.
    return int(Fraction(part * 1000, whole) + Fraction(1, 2)) / 10 if whole else None


def agency_scores(
    *,
    period: Period,
    judgement: StatusConditions,
    directive: Directive | None = None,
) -> list[Score]:
    """Each agency that led something due in the period, in Vietnamese order of names. Three
    queries.
    """
    rows = Occurrence.objects.filter(
        PLAN_WORK, judgement.assigned, due_on__range=(period.first, period.last)
    ).order_by()
    if directive:
        rows = rows.filter(task__directive=directive)
    conditions = score_states(judgement)
    counts = {
        "judged": conditions[TaskState.JUDGED],
        "on_time": judgement.on_time,
        "on_first": conditions[TaskState.ON_FIRST],
        "was_late": conditions[TaskState.WAS_LATE],
        "returned": conditions[TaskState.WAS_RETURNED],
        "extended": conditions[TaskState.EXTENDED],
        "explained": conditions[TaskState.EXPLAINED],
    }
    counted = {name: Count("pk", filter=condition) for name, condition in counts.items()}
    figures = {
        row.pop("task__lead"): row
        for row in rows.values("task__lead").annotate(due=Count("pk"), **counted)
    }
    days = _days_late(rows.filter(conditions[TaskState.WAS_LATE]), judgement)
    leads = Agency.objects.filter(pk__in=figures).order_by("sort_key", "pk")
    return [
        Score(agency=agency, days=tuple(sorted(days[agency.pk])), **figures[agency.pk])
        for agency in leads
    ]


def _days_late(late: QuerySet[Occurrence], judgement: StatusConditions) -> dict[int, list[int]]:
    # By lead agency, for each late row the working days after its due day: to its submission, else
    # to the day.
    found: dict[int, list[int]] = defaultdict(list)
    for lead, due_on, status, submitted_at in late.values_list(
        "task__lead", "due_on", "status", "submitted_at"
    ):
        handed_in = (
            timezone.localdate(submitted_at) if status == OccurrenceStatus.DONE else judgement.on
        )
        until = min(handed_in, judgement.on)
        found[lead].append(judgement.calendar.working_days_between(due_on, until))
    return found


def total_score(rows: Iterable[Score]) -> Score:
    """All agencies together: counts are summed, share and median computed again over all rows."""
    rows = list(rows)
    sums = {name: sum(getattr(row, name) for row in rows) for name in COUNTS}
    return Score(days=tuple(sorted(day for row in rows for day in row.days)), **sums)


def sort_scores(rows: list[Score], by: str) -> list[Score]:
    """By a column of COLUMNS, highest first and rows without a figure last, then by name; otherwise
    by name.
    """
    if by not in COLUMNS:
        return rows
    known = [row for row in rows if getattr(row, by) is not None]
    return sorted(known, key=lambda row: -getattr(row, by)) + [
        row for row in rows if getattr(row, by) is None
    ]
