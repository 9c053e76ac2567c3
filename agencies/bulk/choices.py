"""What can be done with many rows of the task list at once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BulkAct(TextChoices):
    """What can be done with many tasks of the list at once, as addresses name it."""

    ASSIGN = "phan-cong", _("Assign to a seat")
    REMIND = "nhac", _("Remind now")
    ACCEPT = "chap-nhan", _("Accept results")
