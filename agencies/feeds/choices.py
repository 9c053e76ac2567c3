"""What a calendar feed carries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FeedScope(TextChoices):
    """Which deadlines a calendar feed carries."""

    SEAT = "seat", _("What my seat must do")
    AGENCY = "agency", _("All that my agency leads or helps with")
