"""What the calendar of deadlines shows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CalendarView(TextChoices):
    """How the calendar page lays out the days, as its address names it."""

    MONTH = "thang", _("Month")
    AGENDA = "lich-trinh", _("Agenda")


class CalendarScope(TextChoices):
    """Whose deadlines the calendar page shows, as its address names it."""

    MINE = "cua-toi", _("My agency")
    ALL = "tat-ca", _("All agencies")
