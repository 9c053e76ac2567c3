from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClockKind(TextChoices):
    """Decree 283/2026, after somebody was taken on."""

    RESULT = "result", _("Result for the national exchange")
    FOLLOW_UP = "follow-up", _("Follow-up of people introduced")
