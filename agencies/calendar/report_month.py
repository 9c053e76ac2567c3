"""The month of a report and the official frame of its sheets."""

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.queries import agency_place, reporting_agency
from agencies.calendar.choices import MonthKind
from vietnam.dates import format_date
from vietnam.periods import Period
from workbooks.sheets import Letterhead

OFFICIAL_CUT = 14  # the last day of an official month


@dataclass(frozen=True)
class ReportMonth:
    """A month as reported on the day `made_on`; judged at the end of the day `cut_off`, which
    without anything else is the month's last day, or `made_on` while it is running.

    `stamp`: when its figures were frozen, as every sheet says.
    """

    year: int
    month: int
    made_on: datetime.date
    kind: str = MonthKind.CALENDAR
    cut_off: datetime.date | None = None
    stamp: str = ""

    @property
    def period(self) -> Period:
        whole = Period.of_month(self.year, self.month)
        if self.kind == MonthKind.CALENDAR:
            return whole
        return Period(
            whole.earlier.first.replace(day=OFFICIAL_CUT + 1), whole.first.replace(day=OFFICIAL_CUT)
        )

    @property
    def first(self) -> datetime.date:
        return self.period.first

    @property
    def last(self) -> datetime.date:
        return self.period.last

    @property
    def judged_on(self) -> datetime.date:
        return self.cut_off or min(self.last, self.made_on)

    @property
    def is_running(self) -> bool:
        return self.made_on < self.last

    # What it is compared with -----------------------------------------------------------------
    @property
    def earlier(self) -> "ReportMonth":
        # The month before, of the same kind and judged at its own end.
        before = Period.of_month(self.year, self.month).earlier.first
        return replace(self, year=before.year, month=before.month, cut_off=None)

    @property
    def later(self) -> "ReportMonth":
        after = Period.of_month(self.year, self.month).later.first
        return replace(self, year=after.year, month=after.month, cut_off=None)

    @property
    def year_before(self) -> "ReportMonth":
        return replace(self, year=self.year - 1, cut_off=None)

    @property
    def year_so_far(self) -> Period:
        return Period(replace(self, month=1).first, self.last)

    @property
    def name(self) -> str:
        """“3/2024”, as titles have it."""
        return f"{self.month}/{self.year}"

    # How its sheets begin ---------------------------------------------------------------------
    @cached_property
    def issuer(self) -> Agency | None:
        return reporting_agency(self.made_on)

    @property
    def period_words(self) -> str:
        words = {
            "from": format_date(self.first),
            "to": format_date(self.last),
            "on": format_date(self.judged_on),
        }
        return _("Period: %(from)s to %(to)s; figures as of %(on)s") % words

    def letterhead(self, title: str, *, notes: tuple[str, ...] = ()) -> Letterhead:
        # The frame of one sheet, with the month and the day of judgement below its title.
        above = self.issuer.parent if self.issuer else None
        return Letterhead(
            issuer_above=above.name if above else "",
            issuer=self.issuer.name if self.issuer else "",
            number=_("No. ……/BC-……"),
            place=agency_place(self.issuer) if self.issuer else "……",
            day=self.made_on,
            title=title.upper(),
            subtitle=self.period_words,
            notes=(*notes, self.stamp) if self.stamp else notes,
            signatures=(_("Prepared by"), _("Head of the agency")),
        )
