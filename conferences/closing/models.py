"""How a conference ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED, OFFICIALS, PUBLIC_DUTY, PersonalData
from agencies.directives.models import Directive
from agencies.people.models import Person, Seat
from conferences.meetings.models import Conference

SIGNS = PersonalData(
    OFFICIALS,
    _("to name who signs the minutes of a conference"),
    PUBLIC_DUTY,
    _("as long as the record of the conference"),
)


class Closing(models.Model):
    """What the secretary writes for the minutes, and what comes of the conference.

    `conclusion`: the document with its conclusions (kết luận), read and assigned as every other;
    `published_at`: since when everybody reads programme and conclusion.
    """

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="closing")
    chair_name = models.CharField(_("who chaired"), max_length=120, blank=True)
    secretary_name = models.CharField(_("who wrote the minutes"), max_length=120, blank=True)
    remarks = models.TextField(_("what else happened"), max_length=8000, blank=True)
    summary = models.TextField(_("conclusion of the chair"), max_length=8000, blank=True)
    conclusion = models.ForeignKey(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_words = models.TextField(_("what everybody reads"), max_length=8000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"chair_name": SIGNS, "secretary_name": SIGNS, "published_person": ACTED}
    no_personal_data = ("remarks", "summary", "published_words")

    class Meta:
        verbose_name = _("end of a conference")
        verbose_name_plural = _("ends of conferences")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.conference)
