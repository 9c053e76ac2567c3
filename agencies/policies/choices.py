"""How reminder policies count days."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class DaysUnit(IntegerChoices):
    """How a reminder policy counts its lead days."""

    WORKING = 1, _("working days")
    CALENDAR = 2, _("calendar days")
