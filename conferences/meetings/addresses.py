"""Signed addresses of a point's own page: whoever has one needs no account, and opens this point
and nothing else.
"""

import datetime

from django.core.signing import BadSignature, Signer

from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Point

AFTER_THE_END = datetime.timedelta(days=7)
_SIGNER = Signer(salt="conferences.point", sep=".")


def point_token(point: Point) -> str:
    """The end of the address. Nobody can make one without the secret key of the portal."""
    return _SIGNER.sign(f"{point.pk}-{point.link_version}")


def find_point(token: str, now: datetime.datetime) -> Point | None:
    """The point of an address: until a week after its conference, unless the link was renewed or
    the conference cancelled.
    """
    try:
        key, _separator, version = _SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    rows = Point.objects.select_related("conference__host", "agency")
    rows = rows.filter(conference__ends_at__gt=now - AFTER_THE_END)
    rows = rows.exclude(conference__state=ConferenceState.CANCELLED)
    return rows.filter(pk=key, link_version=version).first()
