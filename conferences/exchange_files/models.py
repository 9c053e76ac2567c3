"""Files for the national job exchange, each made once and never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from conferences.fairs.models import Fair


class ExchangeFile(models.Model):
    """One version of a fair's vacancies and results, in figures without names, for the national job
    exchange (Sàn giao dịch việc làm quốc gia). Stored under a random name.

    No interface of the exchange is documented: somebody uploads the file there, and enters the
    number and the day of its receipt here, once.
    """

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="exchange_files")
    number = models.PositiveSmallIntegerField(pgettext_lazy("file", "version"))
    file = models.FileField(upload_to="exchange/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(_("number of the receipt"), max_length=60, blank=True)
    received_on = DayColumn(_("received on"), null=True, blank=True)

    personal_data = {"made_person": ACTED}
    no_personal_data = ("name", "receipt")  # of the file; of the exchange

    class Meta:
        verbose_name = _("file for the national exchange")
        verbose_name_plural = _("files for the national exchange")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], name="exchange_file_number_once"),
            models.CheckConstraint(
                condition=Q(receipt="", received_on__isnull=True)
                | ~Q(receipt="") & Q(received_on__isnull=False),
                name="exchange_receipt_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fair} {self.number}"
