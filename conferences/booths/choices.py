from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class BoothState(TextChoices):
    """Asked for by the employer; then accepted or declined by the centre."""

    ASKED = "asked", pgettext_lazy("booth", "Waits for the centre")
    ACCEPTED = "accepted", pgettext_lazy("booth", "Accepted")
    DECLINED = "declined", pgettext_lazy("booth", "Declined")
    WITHDRAWN = "withdrawn", _("Cancelled")

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    BoothState.ASKED: "wait",
    BoothState.ACCEPTED: "done",
    BoothState.DECLINED: "off",
    BoothState.WITHDRAWN: "off",
}
