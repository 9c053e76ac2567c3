"""Links of rooms, tested for their form and never opened; and the signed address by which an
employer's recruiters come in without an account.
"""

from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.fairs.choices import LIVE

_SIGNER = Signer(salt="conferences.recruiter", sep=".")


def check_room_link(link: str, field: str) -> str:
    """The link itself. Raises RuleError where no browser of anybody would open it safely."""
    if not link:
        return ""
    parts = urlsplit(link)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host or parts.username or parts.password:
        raise RuleError(_("Copy the whole link of the room; it begins with https://."), field=field)
    return link


def recruiter_token(booth: Booth) -> str:
    return _SIGNER.sign(f"{booth.pk}-{booth.link_number}")


def find_booth(token: str) -> Booth | None:
    """Of a recruiters' address: of an accepted booth, while its fair is open or running."""
    try:
        key, _separator, number = _SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    rows = Booth.objects.filter(state=BoothState.ACCEPTED, fair__state__in=LIVE)
    related = ("fair__host", "employer__agency")
    return rows.select_related(*related).filter(pk=key, link_number=number).first()
