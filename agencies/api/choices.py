"""What API tokens give access to, and why one is refused."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TokenState(TextChoices):
    """Why an API token is refused; each reason but the first disappears with its cause."""

    STOPPED = "stopped", _("Stopped")
    AGENCY_ENDED = "agency_ended", _("Opens nothing: the agency has ended.")
    ACCOUNT_CLOSED = "account_closed", _("Opens nothing: the account of its maker is closed.")
    SEAT_ENDED = "seat_ended", _("Opens nothing: its maker no longer holds a seat of the agency.")
    RIGHT_LOST = (
        "right_lost",
        _("Opens nothing: its maker is no longer an administrator of the agency."),
    )
    LIVE = "live", _("Live")
