"""Dialogues, who took part in them, and what was said."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from conferences.dialogues.choices import DialogueKind
from recruitment.employers.models import Employer
from vietnam.dates import format_date


class Dialogue(models.Model):
    """A meeting at which leaders of the province answer workers (đối thoại), or a year's intake of
    petitions through the union.

    `held_by`: the federation that collects; `chair`: the office that chairs, without a name;
    `due_on`: by when agencies answer in writing, one day for all.
    """

    kind = models.CharField(
        pgettext_lazy("dialogue", "kind"),
        max_length=8,
        choices=DialogueKind,
        default=DialogueKind.MEETING,
    )
    title = models.CharField(pgettext_lazy("dialogue", "title"), max_length=200)
    held_on = DayColumn(_("held on"))
    starts_at = models.TimeField(pgettext_lazy("dialogue", "begins at"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("dialogue", "place"), max_length=200, blank=True)
    chair = models.CharField(_("chaired by"), max_length=200, blank=True)
    due_on = DayColumn(_("answers due on"))
    held_by = models.ForeignKey(
        Agency, verbose_name=_("held by"), on_delete=models.PROTECT, related_name="+"
    )
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"entered_person": ACTED}
    no_personal_data = ("title", "place")

    class Meta:
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ("-held_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("held_on")), name="dialogue_answers_due_after_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({format_date(self.held_on)})"

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:dialogue", self.pk)


class ParticipantGroup(models.Model):
    """How many workers of one employer took part: a count, never names."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="groups")
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_name = models.CharField(_("employer"), max_length=200)
    people = models.PositiveIntegerField(_("workers taking part"))

    no_personal_data = ("employer_name",)

    class Meta:
        verbose_name = _("participants of a dialogue")
        verbose_name_plural = _("participants of dialogues")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "employer_name"], name="participants_once_an_employer"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="participants_are_some"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_name}: {self.people}"


class Speech(models.Model):
    """What one worker said (lượt phát biểu), as taken down; `speaker`: how one would describe who
    spoke, without a name. Split into petitions and opinions, from which it is never removed.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="speeches")
    number = models.PositiveIntegerField(pgettext_lazy("speech", "number"))
    speaker = models.CharField(_("who spoke, without a name"), max_length=120, blank=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_name = models.CharField(_("employer"), max_length=200, blank=True)
    text = models.TextField(_("what was said"), max_length=10_000)
    split_at = MomentColumn(_("split at"), null=True, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"entered_person": ACTED}
    no_personal_data = ("employer_name",)

    class Meta:
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        ordering = ("dialogue", "number")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="speech_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.dialogue.title}, {self.number}"

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:speech", self.pk)
