"""In which direction a date moves off a day without work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Roll(TextChoices):
    NONE = "none", _("Stays on that day")
    BACK = "back", _("Moves to the working day before")
    FORWARD = "forward", _("Moves to the working day after")
