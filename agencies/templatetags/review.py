"""What the pages of directives say about proposals and their deadlines."""

import datetime

from django import template
from django.utils.translation import gettext as _, ngettext

from agencies.bodies.models import Agency
from agencies.bodies.resolution import agency_in_charge, agency_label
from agencies.calendar.periods import span_words
from agencies.deadlines.explanations import FREQUENCIES
from agencies.directives.choices import ReviewVerdict
from vietnam.dates import format_date
from vietnam.deadlines import DeadlineKind, StatedDeadline

register = template.Library()

# Tone (colour) and shape of each verdict: never colour alone.
_SIGNS = {
    ReviewVerdict.CERTAIN: ("open", "dot"),
    ReviewVerdict.LOOK: ("wait", "diamond"),
    ReviewVerdict.CONFIRMED: ("done", "tick"),
    ReviewVerdict.ASSIGNED: ("done", "tick"),
    ReviewVerdict.MILESTONE: ("open", "ring"),
    ReviewVerdict.ASIDE: ("off", "ring"),
    ReviewVerdict.DROPPED: ("off", "ring"),
}


@register.filter
def verdict_tone(verdict: ReviewVerdict) -> str:
    return _SIGNS[verdict][0]


@register.filter
def verdict_shape(verdict: ReviewVerdict) -> str:
    return _SIGNS[verdict][1]


@register.filter
def verdict_label(verdict: ReviewVerdict) -> str:
    return str(ReviewVerdict(verdict).label)


@register.simple_tag
def now_called(agency: Agency, today: datetime.date) -> Agency | None:
    """The agency that has taken over since, or None."""
    now = agency_in_charge(agency, today)
    return None if now.pk == agency.pk else now


@register.filter
def deadline_words(deadline: StatedDeadline) -> str:
    """“06/3/2024”, “từ 01/4/2024 (dự kiến)”, “hằng tháng, ngày 20”: what a deadline means."""
    words = _WORDS[deadline.kind](deadline)
    return f"{words} ({_('tentative')})" if deadline.tentative and words else words


def _word_due_day(deadline: StatedDeadline) -> str:
    return format_date(deadline.due_on) if deadline.due_on else _("day unknown")


def _within(deadline: StatedDeadline) -> str:
    last = deadline.last_day
    if deadline.starts_on and last:
        return span_words(deadline.starts_on, last)
    return _("until %(day)s") % {"day": format_date(last) if last else ""}


def _word_start(deadline: StatedDeadline) -> str:
    start = deadline.starts_on
    return _("from %(day)s on") % {"day": format_date(start) if start else "…"}


def _word_recurrence(deadline: StatedDeadline) -> str:
    recurrence = deadline.recurrence
    if recurrence is None or recurrence.freq is None:
        return _("recurring, how often is not said")
    parts = [str(FREQUENCIES[recurrence.freq])]
    if recurrence.day and recurrence.month:
        parts.append(_("on %(day)s/%(month)s") % vars(recurrence))
    elif recurrence.day:
        parts.append(_("on day %(day)s") % vars(recurrence))
    if least := deadline.least_count:
        parts.append(ngettext("at least %(n)s time", "at least %(n)s times", least) % {"n": least})
    return ", ".join(parts)


def _relative(deadline: StatedDeadline) -> str:
    return deadline.counted.trigger or _("counted from an event")


def _continuing(deadline: StatedDeadline) -> str:
    return _("continuing")


_WORDS = {
    DeadlineKind.ON: _word_due_day,
    DeadlineKind.WITHIN: _within,
    DeadlineKind.FROM: _word_start,
    DeadlineKind.RECURRING: _word_recurrence,
    DeadlineKind.RELATIVE: _relative,
    DeadlineKind.CONTINUING: _continuing,
}


@register.filter
def at(table: dict, key: int):
    return table.get(key, "")


register.filter("agency_label", agency_label)
