"""The days of the calendar page in the working calendar: the weeks of a month, or a run of days."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.calendar.models import CalendarDay
from agencies.calendar.year import with_our_dates
from agencies.people.models import Seat
from agencies.registry import CalendarEvent, CalendarSpan, registry
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import TaskRow, in_list_order, task_rows
from vietnam.calendar import WorkingCalendar
from vietnam.dates import LAST_YEAR, format_date
from vietnam.deadlines import DeadlineKind
from vietnam.periods import Period


@dataclass(frozen=True)
class CalendarEntry:
    """One line of a day, whatever it comes from.

    `is_start`: the period begins on that day; otherwise the day is its last. `state` says in words
    what `tone` says by shape and colour; `details` are what else a list by day shows.
    """

    title: str
    url: str
    state: str | Promise
    tone: str
    details: tuple[str, ...] = ()
    is_start: bool = False


@dataclass
class DayEntries:
    """What takes place on a day (`events`, all of it, by the hour), and the first entries of what
    is due or starts. `more` others are due, `more_starts` others start.
    """

    events: list[CalendarEntry] = field(default_factory=list)
    shown: list[CalendarEntry] = field(default_factory=list)
    more: int = 0
    more_starts: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.shown)


# First and last day, both included.
Span = tuple[datetime.date, datetime.date]


def entries_by_day(
    occurrences: OccurrenceQuerySet,
    span: Span,
    judgement: StatusConditions,
    *,
    per_day: int,
    names_agency: bool = False,
) -> dict[datetime.date, DayEntries]:
    """What is due, and what starts, on each day that has anything: at most `per_day` of each, in
    three queries. `names_agency`: before each task, who owes it.

    Withdrawn tasks are left out. What has no last day ("from quarter II on") is shown on its first.
    """
    alive = occurrences.exclude(status=OccurrenceStatus.WITHDRAWN)
    opening = alive.filter(
        due_on__isnull=True, deadline__kind=DeadlineKind.FROM, deadline__starts_on__range=span
    )
    due = _first_of_each_day(alive.filter(due_on__range=span), "due_on", per_day)
    starts = _first_of_each_day(opening, "deadline__starts_on", per_day)
    wanted = in_list_order(Occurrence.objects.filter(pk__in=[pk for pk, *_rest in due + starts]))
    rows = {row.occurrence.pk: row for row in task_rows(wanted, judgement)}
    days: dict[datetime.date, DayEntries] = defaultdict(DayEntries)
    for pk, day, in_all in due:
        days[day].shown.append(_entry(rows[pk], names_agency=names_agency))
        days[day].more = max(0, in_all - per_day)
    for pk, day, in_all in starts:
        days[day].shown.append(_entry(rows[pk], is_start=True, names_agency=names_agency))
        days[day].more_starts = max(0, in_all - per_day)
    return dict(days)


FINISHED_LAST = Case(When(status=OccurrenceStatus.DONE, then=1), default=0)


def _first_of_each_day(
    occurrences: OccurrenceQuerySet, day: str, limit: int
) -> list[tuple[int, datetime.date, int]]:
    # Key, day, and how many that day has.
    #
    # The database cuts the list: a day with thousands costs as much as one with a few.
    ranked = occurrences.order_by().annotate(
        place=Window(RowNumber(), partition_by=F(day), order_by=[FINISHED_LAST, F("pk")]),
        on_its_day=Window(Count("pk"), partition_by=F(day)),
    )
    return list(
        ranked.filter(place__lte=limit).order_by(day, "place").values_list("pk", day, "on_its_day")
    )


def _entry(row: TaskRow, *, is_start: bool = False, names_agency: bool = False) -> CalendarEntry:
    occurrence = row.occurrence
    title, agency = occurrence.task.title, occurrence.task.lead.display_name
    details = (
        row.source,
        "" if names_agency else agency,
        row.period or _begin_of_period(occurrence),
    )
    return CalendarEntry(
        title=f"{agency}: {title}" if names_agency else title,
        url=occurrence.get_absolute_url(),
        state=row.label,
        tone=row.tone,
        details=tuple(words for words in details if words),
        is_start=is_start,
    )


def _begin_of_period(occurrence: Occurrence) -> str:
    # When the period of a deadline such as "within April 2024" begins.
    deadline = occurrence.deadline
    if deadline is None or deadline.kind != DeadlineKind.WITHIN or not deadline.starts_on:
        return ""
    return _("runs from %(day)s") % {"day": format_date(deadline.starts_on)}


def add_events(
    days: dict[datetime.date, DayEntries], span: Span, *, seat: Seat, agency: int | None
) -> dict[datetime.date, DayEntries]:
    """The days with what takes place on them, of all apps: what concerns an agency, or (None) all
    that the seat may see. What lasts several days stands on each.
    """
    first, last = span
    asked = CalendarSpan(seat, first, last, agency)
    events = [event for find in registry.calendar_events for event in find(asked)]
    found = defaultdict(DayEntries, days)
    for event in sorted(events, key=_by_hour):
        day = max(event.first_day, first)
        while day <= min(event.last_day, last):
            found[day].events.append(_event_entry(event))
            day += DAY
    return dict(found)


def _by_hour(event: CalendarEvent) -> tuple[bool, str, str, int]:
    # What takes whole days stands before what begins at an hour.
    starts_at = event.starts_at
    return (starts_at is not None, f"{starts_at:%H:%M}" if starts_at else "", event.kind, event.key)


def _event_entry(event: CalendarEvent) -> CalendarEntry:
    title = f"{event.starts_at:%H:%M} {event.title}" if event.starts_at else event.title
    details = tuple(words for words in (event.place, *event.details) if words)
    return CalendarEntry(title, event.url, event.state, event.tone, details)


# From this year on the public holidays are those of the whole country.
FIRST_KNOWN_YEAR = 1976
YEARS = range(FIRST_KNOWN_YEAR, LAST_YEAR + 1)
DAY = datetime.timedelta(days=1)


def read_month(text: str) -> Period | None:
    """A month of the years which the calendar knows, written 2024-03; None for anything else."""
    month = Period.read(text)
    return month if month and month.months == 1 and month.year in YEARS else None


def whole_weeks_of(month: Period) -> Span:
    return month.first - DAY * month.first.weekday(), month.last + DAY * (6 - month.last.weekday())


@dataclass(frozen=True)
class DayOfCalendar:
    """A day with what is on it. `note`: why it differs, by holiday or decision; `is_swapped`: by
    decision.
    """

    date: datetime.date
    entries: DayEntries
    is_off: bool
    is_swapped: bool
    note: str


def calendar_days(
    span: Span, entries: dict[datetime.date, DayEntries], calendar: WorkingCalendar
) -> list[DayOfCalendar]:
    """Every day of the span in order; one query, for the decisions about them."""
    first, last = span
    decided = dict(CalendarDay.objects.filter(day__range=span).values_list("day", "note"))
    return [
        DayOfCalendar(
            date=day,
            entries=entries.get(day) or DayEntries(),
            is_off=not calendar.is_working(day),
            is_swapped=day in decided,
            note=decided.get(day) or with_our_dates(calendar.holiday_name(day) or ""),
        )
        for day in (first + DAY * n for n in range((last - first).days + 1))
    ]
