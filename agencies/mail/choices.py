"""States and channels of messages, jobs and calendar feeds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageStatus(TextChoices):
    QUEUED = "queued", _("Queued")
    SENT = "sent", _("Sent")
    PARKED = "parked", _("Refused by the mail server")
    CANCELLED = "cancelled", _("No longer needed")


class MailHealth(TextChoices):
    FLOWS = "mail_flows", _("Is sent in time")
    STUMBLES = "mail_stumbles", _("Many messages need several attempts")
    STUCK = "mail_stuck", _("Cannot be sent in time")
