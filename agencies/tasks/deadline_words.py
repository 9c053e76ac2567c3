"""What a deadline means on a day, in plain words, where its date alone does not say it; and how
many deeds of a recurring duty ("ít nhất 01 đợt/tháng") were done in a period.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _, ngettext, ngettext_lazy, pgettext

from agencies.calendar.periods import span_words
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence, Progress
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.deadlines import DeadlineKind, RelativeTerm

_LENGTHS: dict[str, Promise] = {
    "month": ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    "week": ngettext_lazy("%(n)s week", "%(n)s weeks", "n"),
    "working day": ngettext_lazy("%(n)s working day", "%(n)s working days", "n"),
    "day": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
}


def deadline_meaning(
    occurrence: Occurrence, *, today: datetime.date, calendar: WorkingCalendar
) -> str:
    """“từ 01/01/2024 đến hết 31/3/2024”, “thường xuyên, không có hạn cuối”, “chờ ngày …”; empty
    when the date says everything.

    An extended deadline means its new date, whatever the document said.
    """
    deadline = occurrence.deadline
    if occurrence.extended_to:
        return ""
    if deadline is None:
        return "" if occurrence.due_on else _("no deadline is given")
    if deadline.kind == DeadlineKind.CONTINUING:
        words = _("continuing, no last day")
    elif deadline.kind == DeadlineKind.RELATIVE:
        words = _word_counted(deadline)
    elif deadline.kind == DeadlineKind.RECURRING and not deadline.stated.frequency:
        words = _("recurring, how often is not said")
    else:
        words = _spanning(occurrence, deadline, today, calendar)
    if deadline.tentative and occurrence.due_on is None:
        return _("tentative: %(words)s") % {"words": words} if words else _("tentative")
    return words


def _spanning(
    occurrence: Occurrence, deadline: Deadline, today: datetime.date, calendar: WorkingCalendar
) -> str:
    # Whatever has a first day: a period, an open start, one period of a recurring duty.
    start = occurrence.period_start or deadline.starts_on
    waits = (
        _not_begun(start, today, calendar) if start and start > today and occurrence.is_owed else ""
    )
    if deadline.kind == DeadlineKind.FROM:
        return _word_start(start, today, calendar)
    if deadline.kind != DeadlineKind.WITHIN or not (deadline.starts_on and deadline.ends_on):
        return waits
    days = {"first": format_date(deadline.starts_on), "last": format_date(deadline.ends_on)}
    span = _("from %(first)s to the end of %(last)s") % days
    return f"{span}; {waits}" if waits else span


def _word_start(
    start: datetime.date | None, today: datetime.date, calendar: WorkingCalendar
) -> str:
    if start is None:
        return _("no last day")
    left = calendar.working_days_between(today, start)
    if left <= 0:
        return _("starts on %(day)s, no last day") % {"day": format_date(start)}
    words = ngettext(
        "starts on %(day)s (in %(n)s working day), no last day",
        "starts on %(day)s (in %(n)s working days), no last day",
        left,
    )
    return words % {"n": left, "day": format_date(start)}


def _not_begun(start: datetime.date, today: datetime.date, calendar: WorkingCalendar) -> str:
    left = calendar.working_days_between(today, start)
    words = ngettext(
        "not begun, starts in %(n)s working day", "not begun, starts in %(n)s working days", left
    )
    return words % {"n": left}


def _word_counted(deadline: Deadline) -> str:
    term = deadline.stated.counted
    if deadline.triggered_on is None:
        return _("waiting for: %(event)s") % {"event": event_words(deadline)}
    day = format_date(deadline.triggered_on)
    if term.count is None:
        return _("from %(day)s on, the document counts no days") % {"day": day}
    return count_words(term, day) if term.count else ""


def event_words(deadline: Deadline) -> str:
    """The event as the document names it: “ngày nhận được văn bản”."""
    if not deadline.relative:
        return _("the day that “%(phrase)s” means") % {"phrase": deadline.phrase}
    return deadline.stated.counted.trigger or _("the day from which it is counted")


def count_words(term: RelativeTerm, day: str) -> str:
    """“15 ngày làm việc kể từ 05/3/2024”, “3 ngày trước 05/3/2024”: the count and the day of the
    event.
    """
    is_working = term.working and term.unit == "day"
    length = _LENGTHS["working day" if is_working else term.unit] % {"n": abs(term.count or 0)}
    words = {"length": length, "day": day}
    if (term.count or 0) < 0:
        return _("%(length)s before %(day)s") % words
    return _("%(length)s after %(day)s") % words


def period_words(occurrence: Occurrence) -> str:
    """Which instance of a recurring task this is; empty for other tasks."""
    if not (occurrence.period_start and occurrence.period_end):
        return ""
    return span_words(occurrence.period_start, occurrence.period_end)


_COUNTED = re.compile(r"\d+\s+(?:\([^)]*\)\s*)?([^\W\d]+)")


@dataclass(frozen=True)
class DeedCount:
    """The deeds of one period. `unit` is the document's word for one of them, empty where the page
    is not in its language; `is_over`: the period has ended.
    """

    done: int
    owed: int
    unit: str
    period: str
    is_over: bool

    @property
    def missing(self) -> int:
        return max(self.owed - self.done, 0)

    @property
    def is_missed(self) -> bool:
        return self.is_over and self.missing > 0

    def unit_for(self, n: int) -> str:
        return self.unit or (pgettext("deeds", "time") if n == 1 else pgettext("deeds", "times"))

    @property
    def fraction(self) -> str:
        return f"{self.done}/{self.owed}"

    @property
    def short(self) -> str:
        # “1/2 đợt”; once the period is over “thiếu 1 đợt”.
        if self.is_missed:
            return _("%(n)s %(unit)s missing") % {
                "n": self.missing,
                "unit": self.unit_for(self.missing),
            }
        return f"{self.fraction} {self.unit_for(self.owed)}"

    @property
    def sentence(self) -> str:
        unit = self.unit_for(self.owed)
        words = {"done": self.done, "owed": self.owed, "unit": unit, "period": self.period}
        return _("Done %(done)s/%(owed)s %(unit)s in %(period)s") % words


def owed_deeds(deadline: Deadline | None) -> int:
    """The least number of deeds that a period owes; 0 for a duty that does not count them."""
    if deadline is None or deadline.kind != DeadlineKind.RECURRING:
        return 0
    return deadline.stated.least_count


def deed_count(occurrence: Occurrence, *, today: datetime.date) -> DeedCount | None:
    """None for an occurrence that counts no deeds. Once withdrawn or accepted, nothing is
    missing.
    """
    deadline = occurrence.deadline
    owed = owed_deeds(deadline)
    if deadline is None or not owed or occurrence.period_end is None:
        return None
    is_over = occurrence.period_end < today and occurrence.status in OccurrenceStatus.OPEN
    return DeedCount(
        occurrence.deed_count,
        owed,
        deed_unit(deadline),
        period_words(occurrence),
        is_over,
    )


def standing_deeds(occurrence: Occurrence) -> QuerySet[Progress]:
    """The deeds of a period that count, by their day."""
    deeds = Progress.objects.filter(occurrence=occurrence, kind=ProgressKind.DEED, struck_by=None)
    return deeds.order_by("happened_on", "pk")


def deed_unit(deadline: Deadline) -> str:
    """The document's word for what is counted: đợt, phiên, bài; empty where the page is not in its
    language.
    """
    found = _COUNTED.search(deadline.phrase)
    if found and get_language() == "vi":
        return found[1].lower()
    return ""


def missed_periods(occurrences: Iterable[Occurrence], *, today: datetime.date) -> str:
    """The names of the periods that ended with fewer deeds than owed: “tháng 01/2024, tháng
    02/2024”.
    """
    ordered = sorted((o for o in occurrences if o.period_start), key=lambda o: o.period_start)
    deeds = (deed_count(occurrence, today=today) for occurrence in ordered)
    return ", ".join(found.period for found in deeds if found and found.is_missed)
