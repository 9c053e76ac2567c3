"""What becomes of a row of an uploaded workbook of agencies and people, and of an invitation."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class InvitationState(TextChoices):
    WAITING = "waiting", pgettext_lazy("invitation", "Not accepted yet")
    EXPIRED = "expired", pgettext_lazy("invitation", "Expired")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")


OPEN_INVITATIONS = frozenset({InvitationState.WAITING, InvitationState.EXPIRED})
