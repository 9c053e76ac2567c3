"""Workbooks of agencies, seats and people that a coordinator uploads: rows until each is created or
corrected.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import INVITED, PUBLIC_DUTY, PersonalData
from agencies.members.models import Invitation
from agencies.people_import.choices import RowState
from agencies.workbook_imports.models import UploadedWorkbook, WorkbookRow


class PeopleImport(UploadedWorkbook):
    """One workbook. `notes`: what of it is not a row, such as hidden sheets, unknown columns and
    the number of empty rows. Rows that the file hides are left out until somebody includes them
    (`takes_hidden`).
    """

    digest = models.CharField(max_length=64, db_index=True)
    notes = models.JSONField(default=dict)
    takes_hidden = models.BooleanField(default=False)

    class Meta(UploadedWorkbook.Meta):
        verbose_name = _("import of agencies and people")
        verbose_name_plural = _("imports of agencies and people")

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:people-import", self.pk)


class PeopleRow(WorkbookRow):
    """A row of the workbook. `chosen`: the agency that a person has chosen for a name that
    resembles one of the register, by its key, or "new". `outcome`: empty until the row is
    processed; what it means until then is worked out again each time.
    """

    source = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
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

    class Meta(WorkbookRow.Meta):
        verbose_name = _("row of agencies and people")
        verbose_name_plural = _("rows of agencies and people")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="people_row_once"),
            models.CheckConstraint(
                condition=Q(invitation__isnull=True) | ~Q(outcome=""),
                name="people_row_invited_when_made",
            ),
        ]
