"""What a table of uploaded workbooks, and one of their rows, has whatever the rows are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat


class UploadedWorkbook(models.Model):
    """One workbook; of the file only its rows are stored, for 30 days. `seat`, `person`: who
    uploaded it.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=120)
    uploaded_at = MomentColumn(_("uploaded at"))

    personal_data = {"person": ACTED}
    no_personal_data = ("file_name",)

    class Meta:
        abstract = True
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.file_name


class WorkbookRow(models.Model):
    """A row of a workbook. `said`: its texts by field, from the workbook or as corrected on the
    page.
    """

    source: "models.ForeignKey[UploadedWorkbook, UploadedWorkbook]"
    number = models.PositiveIntegerField(_("row"))
    said = models.JSONField(_("what it says"))

    class Meta:
        abstract = True
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}"
