"""The official frame of the sheets of this app."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.queries import agency_place
from vietnam.dates import format_date
from workbooks.sheets import Letterhead


def frame_of(
    issuer: Agency, *, day: datetime.date, title: str, narrowed: str = "", notes: Sequence[str] = ()
) -> Letterhead:
    """`narrowed`: what was asked for, in words; shown below the title, with the day of the
    figures.
    """
    return Letterhead(
        issuer_above=issuer.parent.name if issuer.parent else "",
        issuer=issuer.name,
        number=_("No. ……/BC-……"),
        place=agency_place(issuer) or "……",
        day=day,
        title=title.upper(),
        subtitle=_("As of %(day)s%(search)s")
        % {"day": format_date(day), "search": f"; {narrowed}" if narrowed else ""},
        notes=tuple(notes),
        signatures=(_("Prepared by"), _("Head of the agency")),
    )
