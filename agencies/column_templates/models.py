from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.personal_data import OFFICIALS, PUBLIC_DUTY, WITH_ACCOUNT, PersonalData
from agencies.people.models import Person


class ColumnTemplate(models.Model):
    """One person's choice of the columns of a list (mẫu cột), in the order of the list.

    `columns`: their headings in Vietnamese, by which they are found whatever language is read.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(_("list"), max_length=40)
    name = models.CharField(_("name of the template"), max_length=80)
    columns = models.JSONField(_("columns"), default=list)

    personal_data = {
        "person": PersonalData(
            OFFICIALS, _("which columns a person takes out"), PUBLIC_DUTY, WITH_ACCOUNT
        )
    }
    no_personal_data = ("name", "list_name")

    class Meta:
        verbose_name = _("template of columns")
        verbose_name_plural = _("templates of columns")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "list_name", "name"], name="column_template_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
