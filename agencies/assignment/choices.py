"""What an officer chooses before assigning."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FirstPeriod(TextChoices):
    """Which period a recurring duty owes first, where the document names no beginning."""

    WHOLE = "whole", _("the first whole period after the assignment")
    RUNNING = "running", _("the period that is running now")
