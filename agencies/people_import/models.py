"""Workbooks of agencies, seats and people that a coordinator uploads: rows until each is created or
corrected.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, INVITED, PUBLIC_DUTY, PersonalData
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat
from agencies.people_import.choices import RowState


class PeopleImport(models.Model):
    """One workbook; of the file only its rows are stored, for 30 days.

    `notes`: what of the workbook is not a row, such as hidden sheets, unknown columns and the
    number of empty rows. Rows that the file hides are left out until somebody includes them
    (`takes_hidden`).
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=120)
    digest = models.CharField(max_length=64, db_index=True)
    notes = models.JSONField(default=dict)
    uploaded_at = MomentColumn(_("uploaded at"))
    takes_hidden = models.BooleanField(default=False)

    personal_data = {"person": ACTED}
    no_personal_data = ("file_name",)

    class Meta:
        verbose_name = _("import of agencies and people")
        verbose_name_plural = _("imports of agencies and people")
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:people-import", self.pk)


class PeopleRow(models.Model):
    """A row of the workbook. `said`: its texts by field, from the workbook or as corrected on the
    page.

    `chosen`: the agency that a person has chosen for a name that resembles one of the register, by
    its key, or "new". `outcome`: empty until the row is processed; what it means until then is
    worked out again each time.
    """

    source = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    said = models.JSONField(_("what it says"))
    is_hidden = models.BooleanField(default=False)
    is_title = models.BooleanField(default=False)
    chosen = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=10, choices=RowState, blank=True)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows"
    )

    personal_data = {
        "said": PersonalData(
            INVITED, _("invitation to a seat"), PUBLIC_DUTY, _("30 days after the upload")
        )
    }

    class Meta:
        verbose_name = _("row of agencies and people")
        verbose_name_plural = _("rows of agencies and people")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="people_row_once"),
            models.CheckConstraint(
                condition=Q(invitation__isnull=True) | ~Q(outcome=""),
                name="people_row_invited_when_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
