"""Recurring duties that count deeds ("ít nhất 01 đợt/tháng"): how many were done in a period, how
many are missing.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.meanings import period_words
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence, Progress
from vietnam.deadlines import DeadlineKind

_COUNTED = re.compile(r"\d+\s+(?:\([^)]*\)\s*)?([^\W\d]+)")


@dataclass(frozen=True)
class DeedCount:
    """The deeds of one period. `unit` is the document's word for one of them; `is_over`: the period
    has ended.
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

    @property
    def fraction(self) -> str:
        return f"{self.done}/{self.owed}"

    @property
    def short(self) -> str:
        """“1/2 đợt”; once the period is over “thiếu 1 đợt”."""
        if self.is_missed:
            return _("%(n)s %(unit)s missing") % {"n": self.missing, "unit": self.unit}
        return f"{self.fraction} {self.unit}"

    @property
    def sentence(self) -> str:
        words = {"done": self.done, "owed": self.owed, "unit": self.unit, "period": self.period}
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
    owed = owed_deeds(occurrence.deadline)
    if not owed or occurrence.period_end is None:
        return None
    is_over = occurrence.period_end < today and occurrence.status in OccurrenceStatus.OPEN
    return DeedCount(
        occurrence.deed_count,
        owed,
        deed_unit(occurrence.deadline),
        period_words(occurrence),
        is_over,
    )


def standing_deeds(occurrence: Occurrence) -> QuerySet[Progress]:
    """The deeds of a period that count, by their day."""
    deeds = Progress.objects.filter(occurrence=occurrence, kind=ProgressKind.DEED, struck_by=None)
    return deeds.order_by("happened_on", "pk")


def deed_unit(deadline: Deadline) -> str:
    """The document's word for what is counted: đợt, phiên, bài."""
    found = _COUNTED.search(deadline.phrase)
    if found and get_language() == "vi":
        return found[1].lower()
    return pgettext("deeds", "time(s)")


def missed_periods(occurrences: Iterable[Occurrence], *, today: datetime.date) -> str:
    """The names of the periods that ended with fewer deeds than owed: “tháng 01/2024, tháng
    02/2024”.
    """
    ordered = sorted((o for o in occurrences if o.period_start), key=lambda o: o.period_start)
    deeds = (deed_count(occurrence, today=today) for occurrence in ordered)
    return ", ".join(found.period for found in deeds if found and found.is_missed)
