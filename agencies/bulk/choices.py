"""What can be done with many rows of the task list at once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BulkAct(TextChoices):
    ASSIGN = "phan-cong", _("Assign to a seat")
    REMIND = "nhac", _("Remind now")
    ACCEPT = "chap-nhan", _("Accept results")

    @property
    def url_name(self) -> str:
        return f"agencies:bulk-{self.name.lower()}"
