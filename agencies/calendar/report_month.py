"""The month of a report and the official frame of its sheets."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.queries import agency_place, reporting_agency
from vietnam.dates import format_date
from vietnam.periods import Period
from workbooks.sheets import Letterhead


@dataclass(frozen=True)
class ReportMonth:
    """A month as reported on the day `made_on`; judged at its end, or on that day while it is
    running.
    """

    year: int
    month: int
    made_on: datetime.date

    @property
    def period(self) -> Period:
        return Period.of_month(self.year, self.month)

    @property
    def first(self) -> datetime.date:
        return self.period.first

    @property
    def last(self) -> datetime.date:
        return self.period.last

    @property
    def judged_on(self) -> datetime.date:
        return min(self.last, self.made_on)

    @property
    def is_running(self) -> bool:
        return self.made_on < self.last

    @cached_property
    def issuer(self) -> Agency | None:
        return reporting_agency(self.made_on)

    def letterhead(self, title: str, *, notes: tuple[str, ...] = ()) -> Letterhead:
        """The frame of one sheet, with the month and the day of judgement below its title."""
        words = {
            "from": format_date(self.first),
            "to": format_date(self.last),
            "on": format_date(self.judged_on),
        }
        above = self.issuer.parent if self.issuer else None
        return Letterhead(
            issuer_above=above.name if above else "",
            issuer=self.issuer.name if self.issuer else "",
            number=_("No. ……/BC-……"),
            place=agency_place(self.issuer) if self.issuer else "……",
            day=self.made_on,
            title=title.upper(),
            subtitle=_("Period: %(from)s to %(to)s; figures as of %(on)s") % words,
            notes=notes,
            signatures=(_("Prepared by"), _("Head of the agency")),
        )
