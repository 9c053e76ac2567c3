"""Templates of an agency for its answers to petitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.people.models import Seat
from conferences.petitions.choices import AnswerClass
from conferences.petitions.models import Petition

NUMBER, DIALOGUE = "[số kiến nghị]", "[tên đối thoại]"
"""What stands in a template for the petition that is answered."""


class AnswerTemplate(models.Model):
    """A text with which an agency begins an answer; every answer is written and checked anew."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(pgettext_lazy("template", "title"), max_length=120)
    text = models.TextField(_("answer"), max_length=10_000)
    outcome = models.CharField(
        _("class of the answer"), max_length=14, choices=AnswerClass, blank=True
    )
    changed_at = MomentColumn(_("changed at"))
    changed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("template for answers")
        verbose_name_plural = _("templates for answers")
        ordering = ("title", "id")
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="answer_template_title_once")
        ]

    def __str__(self) -> str:
        return self.title

    def words_for(self, petition: Petition) -> str:
        return self.text.replace(NUMBER, str(petition.number)).replace(
            DIALOGUE, petition.dialogue.title
        )
