"""Which papers are made of a document's tasks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskPaper(TextChoices):
    ASSIGNMENT = "giao-nhiem-vu", _("Letter that gives the tasks")
    CHASING = "don-doc", _("Letter that chases what is late")
    PROGRESS = "phu-luc-tien-do", _("Annex on progress")
    RESULTS = "bao-cao-ket-qua", _("Report on the results")
