"""Papers that an employer hands in with its registration."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from recruitment.employers.models import Employer


class EmployerDocument(models.Model):
    """A licence, a contract or another paper, for the office that checks the registration; stored
    under a random name, served only to that office and to the employer itself.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(upload_to="employers/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)
    handed_in_at = MomentColumn(_("handed in at"), default=timezone.now)

    no_personal_data = ("name",)  # of the file; what it holds is the employer's own matter

    class Meta:
        verbose_name = _("document of an employer")
        verbose_name_plural = _("documents of employers")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        # As the content proved when the file was stored under this ending.
        return str(self.file).rpartition(".")[2]
