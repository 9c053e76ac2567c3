"""What the log of acts knows of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CampaignAction(TextChoices):
    """An act that the log keeps, by the name in its row."""

    REPORT_ASKED = "report-asked", _("Freezing of a month's figures asked for")
    REPORT_FROZEN = "report-frozen", _("Figures of a month frozen")
    REPORT_FAILED = "report-failed", _("Figures of a month could not be frozen")
    REPORT_WORDED = "report-worded", _("Text of a month's report changed")
    REPORT_LOCKED = "report-locked", _("Month's report locked")
    REPORT_SIGNED = "report-signed", _("Month's report signed")
    REPORT_SENT = "report-sent", _("Month's report sent")
    REPORT_PUBLISHED = "report-published", _("Month's report published")
    REPORT_SCHEDULED = "report-scheduled", _("Schedule of the month's report changed")
