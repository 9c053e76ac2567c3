from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class RowState(TextChoices):
    """What became of a row of the file; each has one."""

    READY = "ready", pgettext_lazy("row", "To be taken in")
    WRONG = "wrong", pgettext_lazy("row", "Not understood")
    NO_PETITION = "no_petition", _("No petition: heading, sum or signature")
    LEFT_OUT = "left_out", pgettext_lazy("row", "Left out by hand")
    MADE = "made", pgettext_lazy("row", "Taken in")

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    RowState.READY: "open",
    RowState.WRONG: "risk",
    RowState.NO_PETITION: "off",
    RowState.LEFT_OUT: "off",
    RowState.MADE: "done",
}
