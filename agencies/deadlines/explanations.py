"""Why this date: from the document's phrase through its meaning, the policy and the calendar to the
day.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from agencies.calendar.date_words import weekday_words
from agencies.calendar.periods import span_words
from agencies.tasks.deadline_words import count_words, event_words, period_words
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.deadlines import (
    DeadlineKind,
    DueDateRules,
    DueDateStep,
    due_date_steps,
)

FREQUENCIES = {
    "weekly": gettext_lazy("every week"),
    "monthly": gettext_lazy("every month"),
    "quarterly": gettext_lazy("every quarter"),
    "half_yearly": gettext_lazy("every half-year"),
    "yearly": gettext_lazy("every year"),
}
MOST_HOLIDAYS = 12
_STEPS: dict[str, tuple[Promise, str | Promise]] = {
    "before_includes_day": (
        gettext_lazy("Our policy"),
        gettext_lazy("“trước ngày” includes the day itself, so %(day)s is still in time."),
    ),
    "before_excludes_day": (
        gettext_lazy("Our policy"),
        gettext_lazy("“trước ngày” ends on the day before, so %(day)s is the last day."),
    ),
    "working_day": (gettext_lazy("Calendar"), gettext_lazy("%(day)s is a working day.")),
    "day_off": (gettext_lazy("Calendar"), gettext_lazy("%(day)s is a day off: %(why)s.")),
    "rolled": (
        gettext_lazy("Our policy"),
        gettext_lazy("a due date on a day off is moved to %(day)s."),
    ),
    "due": (gettext_lazy("Due"), "%(day)s"),
}


@dataclass(frozen=True)
class DateReason:
    label: str
    words: str


def why_this_date(
    occurrence: Occurrence,
    rules: DueDateRules,
    calendar: WorkingCalendar,
    *,
    today: datetime.date,
) -> list[DateReason]:
    """The steps that lead to an occurrence's due day, or say why it has none."""
    return [
        *_of_document(occurrence),
        *(_of_rules(occurrence, rules, calendar) if occurrence.stated_on else ()),
        *_of_days_off(occurrence, calendar, today),
        *_of_changes(occurrence),
    ]


def _of_document(occurrence: Occurrence) -> Iterator[DateReason]:
    deadline = occurrence.deadline
    if deadline is None:
        yield DateReason(
            _("The document"),
            _("names no date for this task. It is shown, and never counted as late."),
        )
        return
    written = _("writes “%(phrase)s”") if deadline.phrase else _("was given this date by hand")
    if deadline.inherited_from:
        written += ", " + _("taken from clause %(section)s") % {"section": deadline.inherited_from}
    yield DateReason(
        _("The document"), written % {"phrase": deadline.phrase} if deadline.phrase else written
    )
    meaning = _meaning(occurrence, deadline)
    if deadline.tentative:
        meaning += " " + _("The document calls this tentative.")
    yield DateReason(_("It means"), meaning)


def _meaning(occurrence: Occurrence, deadline: Deadline) -> str:
    stated = format_date(occurrence.stated_on) if occurrence.stated_on else ""
    if deadline.kind == DeadlineKind.ON:
        return _("the date itself: %(day)s.") % {"day": stated}
    if deadline.kind == DeadlineKind.WITHIN:
        span = _span(deadline) or stated
        return _("a period, %(period)s; it is due on its last day, %(day)s.") % {
            "period": span,
            "day": stated,
        }
    if deadline.kind == DeadlineKind.FROM:
        start = format_date(deadline.starts_on) if deadline.starts_on else "…"
        return _("it starts on %(day)s and has no last day; it is never counted as late.") % {
            "day": start
        }
    if deadline.kind == DeadlineKind.CONTINUING:
        return _("a continuing duty: it is shown, and never counted as late.")
    if deadline.kind == DeadlineKind.RECURRING:
        return _explain_recurring(occurrence, deadline, stated)
    if deadline.kind == DeadlineKind.RELATIVE:
        return _explain_counted(deadline, stated)
    raise ValueError(deadline.kind)


def _explain_counted(deadline: Deadline, stated: str) -> str:
    event = event_words(deadline)
    if deadline.triggered_on is None and stated:
        return _("counted from an event (%(event)s): %(day)s.") % {"event": event, "day": stated}
    if deadline.triggered_on is None:
        return _("counted from an event (%(event)s) whose date is not known yet.") % {
            "event": event
        }
    happened = format_date(deadline.triggered_on)
    if not stated:
        words = _("counted from an event (%(event)s), %(happened)s; the document counts no days.")
        return words % {"event": event, "happened": happened}
    term = deadline.stated.counted
    counted = count_words(term, happened) if term.count else happened
    words = _("counted from an event (%(event)s): %(counted)s → %(day)s.")
    return words % {"event": event, "counted": counted, "day": stated}


def _explain_recurring(occurrence: Occurrence, deadline: Deadline, stated: str) -> str:
    stated_deadline = deadline.stated
    if not stated_deadline.frequency:
        return _("a recurring duty, but the document does not say how often.")
    words = {
        "often": FREQUENCIES[stated_deadline.frequency],
        "period": period_words(occurrence),
        "day": stated,
    }
    meaning = _("a duty %(often)s; this one is for %(period)s, due %(day)s.") % words
    least = stated_deadline.least_count
    if not least:
        return meaning
    return f"{meaning} " + ngettext(
        "At least %(n)s time each.", "At least %(n)s times each.", least
    ) % {"n": least}


def _span(deadline: Deadline) -> str:
    return (
        span_words(deadline.starts_on, deadline.ends_on)
        if deadline.starts_on and deadline.ends_on
        else ""
    )


def _of_rules(
    occurrence: Occurrence, rules: DueDateRules, calendar: WorkingCalendar
) -> Iterator[DateReason]:
    if occurrence.extended_to:
        day = {"day": _day(occurrence.extended_to)}
        yield DateReason(
            _("Extension"), _("a later date was granted on request: %(day)s at the latest.") % day
        )
    for step in due_date_steps(*occurrence.counted_from, rules, calendar):
        yield _step_reason(step)
    if occurrence.act_by != occurrence.due_on:
        act_by = {"day": _day(occurrence.act_by)}
        yield DateReason(
            _("Reminders"), _("count to the last working day before it, %(day)s.") % act_by
        )


def _step_reason(step: DueDateStep) -> DateReason:
    label, words = _STEPS[step.code]
    why = step.holiday or _("people do not work on this day")
    return DateReason(str(label), words % {"day": _day(step.day), "why": why})


def _of_days_off(
    occurrence: Occurrence, calendar: WorkingCalendar, today: datetime.date
) -> Iterator[DateReason]:
    # The weekdays before the due day on which nobody works: why few working days are left.
    if not (
        occurrence.is_owed
        and occurrence.due_on
        and today < occurrence.due_on < today + datetime.timedelta(days=366)
    ):
        return
    days = [
        today + datetime.timedelta(days=n) for n in range(1, (occurrence.due_on - today).days + 1)
    ]
    off = [
        d
        for d in days
        if not calendar.is_working(d) and (d.weekday() < 5 or calendar.holiday_name(d))
    ]
    worked = [d for d in days if calendar.is_working(d) and d.weekday() >= 5]
    if off:
        named = [
            f"{format_date(d)} ({name})" if (name := calendar.holiday_name(d)) else format_date(d)
            for d in off
        ]
        yield DateReason(
            _("Days off until then"),
            ", ".join(named[:MOST_HOLIDAYS]) + ("…" if off[MOST_HOLIDAYS:] else ""),
        )
    if worked:
        yield DateReason(_("Worked in exchange"), ", ".join(_day(d) for d in worked))


def _of_changes(occurrence: Occurrence) -> Iterator[DateReason]:
    if occurrence.first_due_on and occurrence.first_due_on != occurrence.due_on:
        yield DateReason(
            _("At first"), _("it was due on %(day)s.") % {"day": _day(occurrence.first_due_on)}
        )


def _day(day: datetime.date) -> str:
    return f"{weekday_words(day)}, {format_date(day)}"
