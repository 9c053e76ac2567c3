"""The small pieces that stand in every row of a list: status badges, deadlines, bars.

They are functions and not included templates, because a page of fifty rows draws them a hundred
times.
"""

import datetime

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from agencies.calendar.date_words import working_days_left
from agencies.calendar.queries import working_calendar
from agencies.directives.choices import ProposalStatus
from agencies.jobs.choices import JobHealth
from agencies.mail.choices import MailHealth, MessageStatus
from agencies.members.choices import InvitationState
from agencies.privacy.choices import DataRequestStatus
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.figures import RISK_WORKING_DAYS
from agencies.tasks.queries import TaskRow
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

register = template.Library()

SHAPES = {
    "open": "dot",
    "wait": "diamond",
    "risk": "diamond",
    "late": "triangle",
    "done": "tick",
    "off": "ring",
}
"""The shape that goes with each tone: a status is never told by its colour alone."""
ICONS = {
    tone: format_html('<svg class="shape" aria-hidden="true"><use href="#shape-{}"/></svg>', shape)
    for tone, shape in SHAPES.items()
}
COLOURED_SHAPES = {
    tone: format_html(
        '<svg class="shape tone-{}" aria-hidden="true"><use href="#shape-{}"/></svg>', tone, shape
    )
    for tone, shape in SHAPES.items()
}
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


@register.filter
def tone(status: str) -> str:
    return TONES.get(status, "off")


@register.simple_tag
def shape_of(tone: str) -> SafeString:
    """The shape of a tone alone, in its colour."""
    return COLOURED_SHAPES.get(tone, COLOURED_SHAPES["open"])


@register.simple_tag
def status_badge(label: str | Promise, tone: str = "", *, status: str = "") -> SafeString:
    """A label with its tone (open, wait, risk, late, done, off), or with that of a status of
    choices.py.
    """
    tone = tone or TONES.get(status, "off")
    icon = ICONS.get(tone, ICONS["open"])
    return format_html('<span class="badge-status tone-{}">{}{}</span>', tone, icon, label)


@register.simple_tag(takes_context=True)
def deadline(
    context: template.Context,
    due_on: datetime.date | None,
    today: datetime.date | None = None,
    *,
    closed: bool = False,
    tentative: bool = False,
    meaning: str = "",
    phrase: str = "",
    first: datetime.date | None = None,
    extended: datetime.date | None = None,
) -> SafeString:
    """The due day with its distance and tone; `closed`: without both.

    `meaning` stands in place of a date or below it, `phrase` is how the document says it, `first`
    the due day before it was `extended`.
    """
    parts = []
    if due_on:
        parts.append(
            _due(context, due_on, today or timezone.localdate(), closed=closed, tentative=tentative)
        )
    elif not meaning:
        parts.append(format_html('<span class="due soft">{}</span>', gettext("no date")))
    below = [
        meaning,
        f"“{phrase}”" if phrase else "",
        _extension(first, extended) if extended else "",
    ]
    parts += [format_html('<span class="sub">{}</span>', words) for words in below if words]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.simple_tag(takes_context=True)
def distance(context: template.Context, due_on: datetime.date, today: datetime.date) -> str:
    """“còn 2 ngày làm việc”, “chậm 1 ngày làm việc”, “hôm nay”."""
    return working_days_left(due_on, today, calendar_of(context))


@register.simple_tag(takes_context=True)
def task_deadline(context: template.Context, row: TaskRow, today: datetime.date) -> SafeString:
    """The deadline of a row of the task list."""
    occurrence = row.occurrence
    return deadline(
        context,
        occurrence.due_on,
        today,
        closed=row.is_closed,
        tentative=occurrence.deadline is not None and occurrence.deadline.tentative,
        meaning=row.undated_meaning,
        first=occurrence.first_due_on,
        extended=occurrence.extended_to,
    )


def _due(
    context: template.Context,
    due_on: datetime.date,
    today: datetime.date,
    *,
    closed: bool,
    tentative: bool,
) -> SafeString:
    calendar = calendar_of(context)
    return format_html(
        '<span class="due{}"><time datetime="{}">{}</time>{}{}</span>',
        "" if closed else f" tone-{due_tone(due_on, today, calendar)}",
        due_on.isoformat(),
        format_date(due_on),
        format_html(' <span class="soft">({})</span>', gettext("tentative")) if tentative else "",
        ""
        if closed
        else format_html(
            ' <span class="due-distance">{}</span>', working_days_left(due_on, today, calendar)
        ),
    )


def _extension(first: datetime.date | None, extended: datetime.date) -> str:
    days = {"first": format_date(first) if first else "", "extended": format_date(extended)}
    return gettext("first due %(first)s · extended to %(extended)s") % days


def due_tone(due_on: datetime.date, today: datetime.date, calendar: WorkingCalendar) -> str:
    """late; risk (today or within 3 working days); open."""
    if due_on < today:
        return "late"
    return "risk" if calendar.working_days_between(today, due_on) <= RISK_WORKING_DAYS else "open"


def calendar_of(context: template.Context) -> WorkingCalendar:
    """The working calendar, read once for a page however many dates it shows."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return working_calendar()
    if not hasattr(request, "working_calendar"):
        request.working_calendar = working_calendar()
    return request.working_calendar


@register.simple_tag
def bar(done: int, late_done: int, late: int, open: int) -> SafeString:
    """Numbers of tasks drawn beside each other. SVG, so it needs no inline style and prints."""
    words = gettext("%(done)s done on time, %(late_done)s done late, %(late)s late, %(open)s open")
    return format_html(
        (
            '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
            'aria-label="{}">{}</svg>'
        ),
        words % {"done": done, "late_done": late_done, "late": late, "open": open},
        format_html_join(
            "",
            '<rect class="tone-{}" x="{}" width="{}" height="10"/>',
            (
                (part["tone"], part["x"], part["width"])
                for part in proportions(done=done, risk=late_done, late=late, open=open)
            ),
        ),
    )


def proportions(**values: int | None) -> list[dict[str, str]]:
    """Parts of a bar 100 wide, in the order given: tone, x and width as SVG writes them. Nothing
    for nothing.
    """
    whole = sum(value or 0 for value in values.values())
    parts = []
    x = 0.0
    for tone_name, value in values.items():
        if value:
            width = 100 * value / whole
            parts.append({"tone": tone_name, "x": f"{x:.2f}", "width": f"{width:.2f}"})
            x += width
    return parts
