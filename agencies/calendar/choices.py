"""In which direction a date moves off a day without work, and which days a month of reports has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Roll(TextChoices):
    NONE = "none", _("Stays on that day")
    BACK = "back", _("Moves to the working day before")
    FORWARD = "forward", _("Moves to the working day after")


class MonthKind(TextChoices):
    """Which days a month of reports has. Some provinces rule that their official month ends on the
    14th; only months of one kind are compared with each other.
    """

    CALENDAR = "duong-lich", _("Calendar month (from the 1st to the last day)")
    OFFICIAL = "hanh-chinh", _("Official month (from the 15th of the month before to the 14th)")
