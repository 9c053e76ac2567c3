"""What leaves the portal as a file: marked with who took it and when, and recorded in the log."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.people.permissions import Actor
from vietnam.dates import format_date


def export_stamp(by: Actor) -> str:
    """“Người xuất: Nông Minh Châu, Sở Nội vụ, 09:15 ngày 25/11/2026”."""
    now = timezone.localtime()
    words = {
        "person": by.person.full_name,
        "agency": by.seat.agency.display_name,
        "time": f"{now:%H:%M}",
        "day": format_date(now.date()),
    }
    return _("Exported by %(person)s, %(agency)s, at %(time)s on %(day)s") % words


def record_download(*, what: str, asked: str, by: Actor) -> None:
    """`asked`: the filter, as the address had it."""
    record(AuditAction.EXPORTED, by.person, by=by, after={"what": what, "filter": asked[:500]})
