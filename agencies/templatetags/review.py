"""What the pages of directives say about proposals and their deadlines."""

import datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.bodies.models import Agency
from agencies.bodies.resolution import agency_label, successor_on
from agencies.calendar.periods import span_words
from agencies.deadlines.explanations import FREQUENCIES
from agencies.directives.choices import Verdict
from agencies.tasks.choices import DeadlineKind
from vietnam.dates import format_date

register = template.Library()

# Tone (colour) and shape of each verdict: never colour alone.
_SIGNS = {
    Verdict.CERTAIN: ("open", "dot"),
    Verdict.LOOK: ("wait", "diamond"),
    Verdict.CONFIRMED: ("done", "tick"),
    Verdict.ASSIGNED: ("done", "tick"),
    Verdict.MILESTONE: ("open", "ring"),
    Verdict.ASIDE: ("off", "ring"),
    Verdict.DROPPED: ("off", "ring"),
}


@register.filter
def verdict_tone(verdict: Verdict) -> str:
    return _SIGNS[verdict][0]


@register.filter
def verdict_shape(verdict: Verdict) -> str:
    return _SIGNS[verdict][1]


@register.filter
def verdict_label(verdict: Verdict) -> str:
    return str(Verdict(verdict).label)


@register.simple_tag
def now_called(agency: Agency, today: datetime.date) -> Agency | None:
    """The agency that has taken over since, or None."""
    now = successor_on(agency, today)
    return None if now.pk == agency.pk else now


@register.filter
def deadline_words(deadline: dict) -> str:
    """“06/3/2024”, “từ 01/4/2024 (dự kiến)”, “hằng tháng, ngày 20”: what a deadline object
    means.
    """
    words = _WORDS[deadline["kind"]](deadline)
    return f"{words} ({_('tentative')})" if deadline.get("tentative") and words else words


def _on(deadline: dict) -> str:
    return _day(deadline["due_on"]) or _("day unknown")


def _within(deadline: dict) -> str:
    first, last = deadline.get("starts_on"), deadline.get("ends_on") or deadline.get("due_on")
    if first and last:
        return span_words(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    return _("until %(day)s") % {"day": _day(last)}


def _from(deadline: dict) -> str:
    return _("from %(day)s on") % {"day": _day(deadline.get("starts_on")) or "…"}


def _recurring(deadline: dict) -> str:
    recurrence = deadline.get("recurrence") or {}
    if not recurrence.get("freq"):
        return _("recurring, how often is not said")
    parts = [str(FREQUENCIES[recurrence["freq"]])]
    if recurrence.get("day") and recurrence.get("month"):
        parts.append(_("on %(day)s/%(month)s") % recurrence)
    elif recurrence.get("day"):
        parts.append(_("on day %(day)s") % recurrence)
    if least := recurrence.get("min_count"):
        parts.append(ngettext("at least %(n)s time", "at least %(n)s times", least) % {"n": least})
    return ", ".join(parts)


def _relative(deadline: dict) -> str:
    relative = deadline.get("relative") or {}
    return relative.get("trigger") or _("counted from an event")


def _continuing(deadline: dict) -> str:
    return _("continuing")


_WORDS = {
    DeadlineKind.ON: _on,
    DeadlineKind.WITHIN: _within,
    DeadlineKind.FROM: _from,
    DeadlineKind.RECURRING: _recurring,
    DeadlineKind.RELATIVE: _relative,
    DeadlineKind.CONTINUING: _continuing,
}


def _day(iso: str | None) -> str:
    return format_date(datetime.date.fromisoformat(iso)) if iso else ""


@register.filter
def at(table: dict, key: int):
    return table.get(key, "")


register.filter("label_of", agency_label)
