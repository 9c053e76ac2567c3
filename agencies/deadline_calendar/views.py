"""The calendar of deadlines: a month as a grid, or its days as a list."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.calendar.periods import name_of_period
from agencies.deadline_calendar.forms import CalendarFilter, FeedForm
from agencies.deadline_calendar.queries import (
    YEARS,
    Span,
    add_events,
    calendar_days,
    entries_by_day,
    whole_weeks_of,
)
from agencies.feeds.queries import feeds_of
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.task_pages.views import judgement_of
from agencies.tasks.choices import TaskState
from agencies.tasks.queries import STATE_TONES
from vietnam.periods import Period

IN_A_CELL = 3
IN_A_LIST = 10
LEGEND = [
    (STATE_TONES.get(state, "open"), state.label)
    for state in (
        TaskState.LATE,
        TaskState.AT_RISK,
        TaskState.SUBMITTED,
        TaskState.OPEN,
        TaskState.DONE,
    )
]
# How far the agenda looks ahead, including today: five weeks.
COMING = datetime.timedelta(days=34)


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def deadline_calendar(request: ActingRequest) -> HttpResponse:
    judgement = judgement_of(request)
    form = CalendarFilter(request.GET, by=request.actor)
    shown = form.month or Period.of_month(judgement.on.year, judgement.on.month)
    span = _span(form, judgement.on)
    per_day = IN_A_LIST if form.is_agenda else IN_A_CELL
    due = entries_by_day(
        form.occurrences(),
        span,
        judgement,
        per_day=per_day,
        names_agency=form.shown_agency is None,
    )
    entries = add_events(due, span, seat=request.actor.seat, agency=form.shown_agency)
    days = calendar_days(span, entries, judgement.calendar)
    return render(
        request,
        "agencies/deadline_calendar/month.html",
        {
            "form": form,
            "chosen": [form.picked] if form.picked else [],
            "days": [day for day in days if day.date in entries],
            "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
            "shown": shown,
            "shown_words": name_of_period(shown),
            "earlier": form.link(thang=shown.earlier) if shown.earlier.year in YEARS else "",
            "now": form.link(thang=None),
            "later": form.link(thang=shown.later) if shown.later.year in YEARS else "",
            "span": span,
            "today": judgement.on,
            "is_coming": form.is_agenda and not form.month,
            "legend": LEGEND,
            "feeds": feeds_of(request.user),
            "feed_form": FeedForm(),
        },
    )


def _span(form: CalendarFilter, today: datetime.date) -> Span:
    # Whole weeks around a month; as a list the month itself, or without one the coming weeks.
    if form.is_agenda:
        return (form.month.first, form.month.last) if form.month else (today, today + COMING)
    return whole_weeks_of(form.month or Period.of_month(today.year, today.month))
