"""The small pieces that stand in rows: status badges, deadlines, bars.

They are functions and not included templates, because a page of fifty rows draws them a hundred
times.
"""

import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from agencies.calendar.date_words import working_days_left
from agencies.calendar.queries import working_calendar
from agencies.directives.choices import ProposalStatus
from agencies.jobs.choices import JobHealth
from agencies.lists.badges import SHAPES, draw_badge, draw_shape
from agencies.mail.choices import MailHealth, MessageStatus
from agencies.members.choices import InvitationState
from agencies.privacy.choices import DataRequestStatus
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.due_days import DueDays
from agencies.tasks.queries import TaskRow
from vietnam.calendar import WorkingCalendar

register = template.Library()

TONES: dict[str, str] = {
    OccurrenceStatus.ASSIGNED: "open",
    OccurrenceStatus.IN_PROGRESS: "open",
    OccurrenceStatus.SUBMITTED: "wait",
    OccurrenceStatus.RETURNED: "late",
    OccurrenceStatus.DONE: "done",
    OccurrenceStatus.WITHDRAWN: "off",
    ProposalStatus.PROPOSED: "wait",
    ProposalStatus.CONFIRMED: "done",
    ProposalStatus.DROPPED: "off",
    TaskState.LATE: "late",
    TaskState.AT_RISK: "risk",
    TaskState.ON_TIME: "done",
    TaskState.DONE_LATE: "done",
    MessageStatus.QUEUED: "open",
    MessageStatus.SENT: "done",
    MessageStatus.PARKED: "late",
    MessageStatus.CANCELLED: "off",
    MailHealth.FLOWS: "done",
    MailHealth.STUMBLES: "risk",
    MailHealth.STUCK: "late",
    JobHealth.ON_SCHEDULE: "done",
    JobHealth.STUMBLED: "risk",
    JobHealth.FAILING: "late",
    JobHealth.SILENT: "late",
    JobHealth.NEVER: "late",
    JobHealth.NOT_DUE: "open",
    JobHealth.NOT_SET_UP: "off",
    InvitationState.WAITING: "wait",
    InvitationState.EXPIRED: "late",
    InvitationState.ACCEPTED: "done",
    DataRequestStatus.RECEIVED: "risk",
    DataRequestStatus.ANSWERED: "wait",
    DataRequestStatus.DONE: "done",
    DataRequestStatus.REFUSED: "off",
}


@register.filter
def shape(tone: str) -> str:
    return SHAPES.get(tone, "dot")


@register.filter("tone")
def status_tone(status: str) -> str:
    return TONES.get(status, "off")


@register.simple_tag(name="shape_of")
def coloured_shape(tone: str) -> SafeString:
    # The shape of a tone alone, in its colour.
    return draw_shape(tone)


@register.simple_tag
def status_badge(label: str | Promise, tone: str = "", *, status: str = "") -> SafeString:
    """A label with its tone (open, wait, risk, late, done, off), or with that of a status of
    choices.py.
    """
    return draw_badge(label, tone or TONES.get(status, "off"))


@register.simple_tag(takes_context=True)
def deadline(
    context: template.Context,
    due_on: datetime.date | None,
    today: datetime.date | None = None,
    **parts: Any,
) -> SafeString:
    """The due day with its distance and tone; `parts`: as DueDays.draw_deadline takes them."""
    days = DueDays(today or timezone.localdate(), calendar_of(context))
    return days.draw_deadline(due_on, **parts)


@register.simple_tag(takes_context=True)
def occurrence_deadline(
    context: template.Context, row: TaskRow, today: datetime.date
) -> SafeString:
    """All that is said of an occurrence's due day on its own page."""
    occurrence = row.occurrence
    stated = occurrence.deadline
    return DueDays(today, calendar_of(context)).draw_deadline(
        occurrence.due_on,
        closed=row.is_closed,
        tentative=stated is not None and stated.tentative,
        meaning=row.meaning,
        phrase=stated.phrase if stated else "",
        first=occurrence.first_due_on,
        extended=occurrence.extended_to,
    )


@register.simple_tag(name="distance", takes_context=True)
def deadline_distance(
    context: template.Context, due_on: datetime.date, today: datetime.date
) -> str:
    # “còn 2 ngày làm việc”, “chậm 1 ngày làm việc”, “hôm nay”.
    return working_days_left(due_on, today, calendar_of(context))


def calendar_of(context: template.Context) -> WorkingCalendar:
    # The working calendar, read once for a page however many dates it shows.
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return working_calendar()
    if not hasattr(request, "working_calendar"):
        request.working_calendar = working_calendar()
    return request.working_calendar


# Where the address of the page stands in the switch of strangers.
_ADDRESS = "[next]"


@register.simple_tag
def public_language_switch(next: str) -> SafeString:
    # Of strangers, whose pages differ in nothing but the address: drawn once by each process.
    drawn = _draw_switch(get_language(), tuple(code for code, _name in settings.LANGUAGES))
    return mark_safe(drawn.replace(_ADDRESS, escape(next)))  # noqa: S308 both are escaped


@lru_cache(maxsize=8)
def _draw_switch(language: str, languages: tuple[str, ...]) -> str:
    return render_to_string("_components/language_switch.html", {"next": _ADDRESS})


@register.simple_tag
def bar(done: int, late_done: int, late: int, open: int) -> SafeString:
    # Numbers of tasks drawn beside each other. SVG, so it needs no inline style and prints.
    label = gettext("%(done)s done on time, %(late_done)s done late, %(late)s late, %(open)s open")
    parts = format_html_join(
        "",
        '<rect class="tone-{tone}" x="{x}" width="{width}" height="10"/>',
        proportions(done=done, risk=late_done, late=late, open=open),
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>',
        label % {"done": done, "late_done": late_done, "late": late, "open": open},
        parts,
    )


def proportions(**values: int | None) -> list[dict[str, str]]:
    # Parts of a bar 100 wide, in the order given: tone, x and width as SVG writes them. Nothing for
    # nothing.
    whole = sum(value or 0 for value in values.values())
    parts = []
    x = 0.0
    for tone_name, value in values.items():
        if value:
            width = 100 * value / whole
            parts.append({"tone": tone_name, "x": f"{x:.2f}", "width": f"{width:.2f}"})
            x += width
    return parts
