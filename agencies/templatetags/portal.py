"""How pages print dates, distances and numbers: as decree 30/2020 and Vietnamese usage require."""

import datetime
import unicodedata
from decimal import Decimal

from django import template
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext, ngettext

from agencies.calendar.queries import working_calendar
from agencies.directives.choices import ProposalStatus
from agencies.forms.query_strings import build_query
from agencies.jobs.choices import JobHealth
from agencies.mail.choices import MailHealth, MessageStatus
from agencies.members.choices import InvitationState
from agencies.privacy.choices import DataRequestStatus
from agencies.tasks.choices import OccurrenceStatus, TaskState
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date, format_date_long, format_weekday
from vietnam.numbers import format_number, format_percent

register = template.Library()

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Tone (colour) and shape of each status: never colour alone.
OPEN, WAIT, DONE, LATE, RISK, OFF = (
    ("open", "dot"),
    ("wait", "diamond"),
    ("done", "tick"),
    ("late", "triangle"),
    ("risk", "diamond"),
    ("off", "ring"),
)
TONES: dict[str, tuple[str, str]] = {
    OccurrenceStatus.ASSIGNED: OPEN,
    OccurrenceStatus.IN_PROGRESS: OPEN,
    OccurrenceStatus.SUBMITTED: WAIT,
    OccurrenceStatus.RETURNED: LATE,
    OccurrenceStatus.DONE: DONE,
    OccurrenceStatus.WITHDRAWN: OFF,
    ProposalStatus.PROPOSED: WAIT,
    ProposalStatus.CONFIRMED: DONE,
    ProposalStatus.DROPPED: OFF,
    TaskState.LATE: LATE,
    TaskState.AT_RISK: RISK,
    TaskState.ON_TIME: DONE,
    TaskState.DONE_LATE: DONE,
    MessageStatus.QUEUED: OPEN,
    MessageStatus.SENT: DONE,
    MessageStatus.PARKED: LATE,
    MessageStatus.CANCELLED: OFF,
    MailHealth.FLOWS: DONE,
    MailHealth.STUMBLES: RISK,
    MailHealth.STUCK: LATE,
    JobHealth.ON_SCHEDULE: DONE,
    JobHealth.STUMBLED: RISK,
    JobHealth.FAILING: LATE,
    JobHealth.SILENT: LATE,
    JobHealth.NEVER: LATE,
    JobHealth.NOT_DUE: OPEN,
    JobHealth.NOT_SET_UP: OFF,
    InvitationState.WAITING: WAIT,
    InvitationState.EXPIRED: LATE,
    InvitationState.ACCEPTED: DONE,
    DataRequestStatus.RECEIVED: RISK,
    DataRequestStatus.ANSWERED: WAIT,
    DataRequestStatus.DONE: DONE,
    DataRequestStatus.REFUSED: OFF,
}
RISK_WORKING_DAYS = 3


def _as_day(value: datetime.date | datetime.datetime) -> datetime.date:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> str:
    """06/3/2024; a moment is shown on its day in Viet Nam."""
    return format_date(_as_day(value)) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """16:05, 06/3/2024"""
    return f"{timezone.localtime(value):%H:%M}, {day(value)}" if value else ""


@register.filter
def weekday(value: datetime.date | None) -> str:
    """Thứ Hai, in the reader's language."""
    if not value:
        return ""
    return (
        format_weekday(_as_day(value))
        if get_language() == "vi"
        else ENGLISH_WEEKDAYS[_as_day(value).weekday()]
    )


@register.filter
def iso(value: datetime.date | datetime.datetime | None) -> str:
    """As `datetime` of <time> wants it: 2024-03-06, or 2024-03-06T16:05:00+07:00, a moment by the
    clock of Viet Nam.
    """
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if value else ""


@register.filter
def number(value: int | Decimal | None) -> str:
    """17.000"""
    return "" if value is None else format_number(value)


@register.filter
def percent(value: Decimal | float | None) -> str:
    """25,03 %"""
    return "" if value is None else format_percent(Decimal(str(value)))


def calendar_of(context: template.Context) -> WorkingCalendar:
    """The working calendar, loaded once for a page however many dates it shows."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return working_calendar()
    if not hasattr(request, "working_calendar"):
        request.working_calendar = working_calendar()
    return request.working_calendar


@register.simple_tag(takes_context=True)
def distance(
    context: template.Context, due_on: datetime.date | None, today: datetime.date | None = None
) -> str:
    """“còn 2 ngày làm việc”, “chậm 1 ngày làm việc”, “hôm nay”."""
    today = today or timezone.localdate()
    return distance_words(due_on, today, calendar_of(context)) if due_on else ""


def distance_words(due_on: datetime.date, today: datetime.date, calendar: WorkingCalendar) -> str:
    if due_on == today:
        return gettext("today")
    left = calendar.working_days_between(today, due_on)
    if left > 0:
        return ngettext("%(n)s working day left", "%(n)s working days left", left) % {
            "n": format_number(left)
        }
    if left < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -left) % {
            "n": format_number(-left)
        }
    return gettext("no working day left") if due_on > today else gettext("past due")


@register.simple_tag(takes_context=True)
def due_tone(
    context: template.Context, due_on: datetime.date | None, today: datetime.date | None = None
) -> str:
    """late; risk (today or within 3 working days); open; off without a date."""
    if not due_on:
        return OFF[0]
    today = today or timezone.localdate()
    if due_on < today:
        return LATE[0]
    return (
        RISK
        if calendar_of(context).working_days_between(today, due_on) <= RISK_WORKING_DAYS
        else OPEN
    )[0]


SHAPES = dict((OPEN, RISK, DONE, LATE, OFF)) | {WAIT[0]: WAIT[1]}


@register.filter
def shape(tone: str) -> str:
    return SHAPES.get(tone, "dot")


@register.filter
def tone(status: str) -> str:
    return TONES.get(status, OFF)[0]


@register.simple_tag
def today_long() -> str:
    return format_date_long(timezone.localdate())


@register.simple_tag
def proportions(**values: int | None) -> list[dict[str, str]]:
    """Parts of a bar 100 wide, in the order given: tone, x and width as in SVG. Nothing for
    zero.
    """
    whole = sum(value or 0 for value in values.values())
    parts, x = [], 0.0
    for tone_name, value in values.items():
        if value:
            width = 100 * value / whole
            parts.append({"tone": tone_name, "x": f"{x:.2f}", "width": f"{width:.2f}"})
            x += width
    return parts


@register.simple_tag(takes_context=True)
def own_address(context: template.Context) -> str:
    """The page's whole address without its query, which search engines store for a public page."""
    return settings.SITE_URL + context["request"].path


@register.simple_tag
def query(asked: QueryDict | str, **changes: object) -> str:
    """For links to the same page with another query: `?{% query form.query sort=name %}`."""
    return build_query(asked, **changes)


@register.filter
def own_name(code: str) -> str:
    """Of a language, in that language: Tiếng Việt, English, 한국어."""
    return unicodedata.normalize("NFC", get_language_info(code)["name_local"])


@register.filter
def file_size(size: int) -> str:
    """12 KB, 3,4 MB: decimal units, a comma as in Vietnamese."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
