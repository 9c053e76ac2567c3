"""Uploaded lists of petitions, row by row."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.workbook_imports.models import UploadedWorkbook, WorkbookRow
from conferences.dialogues.models import Dialogue
from conferences.petition_imports.choices import RowState
from conferences.petitions.choices import PetitionKind, Theme
from conferences.petitions.models import Petition
from recruitment.employers.models import IndustrialPark


class PetitionImport(UploadedWorkbook):
    """One file with petitions of a dialogue. `unknown`: headings of columns that are not read."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="imports")
    unknown = models.JSONField(default=list)
    taken_in_at = MomentColumn(_("taken in at"), null=True, blank=True)

    class Meta(UploadedWorkbook.Meta):
        verbose_name = _("uploaded list of petitions")
        verbose_name_plural = _("uploaded lists of petitions")

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:petition-import", self.pk)


class ImportedPetition(WorkbookRow):
    """A row of the list with what was understood of it; `guessed`: names of what the row does not
    say and was put in its place.
    """

    source = models.ForeignKey(PetitionImport, on_delete=models.CASCADE, related_name="rows")
    state = models.CharField(
        pgettext_lazy("row", "state"), max_length=12, choices=RowState, default=RowState.READY
    )
    kind = models.CharField(
        pgettext_lazy("petition", "kind"),
        max_length=12,
        choices=PetitionKind,
        default=PetitionKind.PETITION,
    )
    theme = models.CharField(_("theme"), max_length=12, choices=Theme, default=Theme.OTHER)
    park = models.ForeignKey(
        IndustrialPark, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    problem = models.CharField(_("what is wrong"), max_length=300, blank=True)
    guessed = models.JSONField(default=list)
    petition = models.ForeignKey(
        Petition, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(WorkbookRow.Meta):
        verbose_name = _("row of a list of petitions")
        verbose_name_plural = _("rows of lists of petitions")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="imported_petition_row_once")
        ]

    @property
    def tone(self) -> str:
        return RowState(self.state).tone
