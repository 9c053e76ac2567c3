"""What people ask about their own data, and what became of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class DataRequestKind(TextChoices):
    """What somebody may ask about their own personal data (law 91/2025/QH15, decree 356/2025)."""

    ACCESS = "access", _("To see what is held")
    CORRECT = "correct", _("To correct it")
    WITHDRAW = "withdraw", _("To withdraw consent")
    RESTRICT = "restrict", _("To restrict its use")
    OBJECT = "object", _("To object to its use")
    ERASE = "erase", _("To erase it")


class DataRequestStatus(TextChoices):
    RECEIVED = "received", _("To be answered")
    ANSWERED = "answered", _("To be carried out")
    DONE = "carried_out", _("Carried out")
    REFUSED = "not_granted", pgettext_lazy("data request", "Refused")


DataRequestStatus.OPEN = frozenset({DataRequestStatus.RECEIVED, DataRequestStatus.ANSWERED})
