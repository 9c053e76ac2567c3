"""Opinion slips: a question with choices, and what each agency has answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from conferences.meetings.models import Conference

FEWEST_CHOICES, MOST_CHOICES = 2, 10


class OpinionSlip(models.Model):
    """A question to all that are invited, present or absent (phiếu lấy ý kiến), until `ends_at`.

    `counted_at`: when its result was counted, once for all; no answer is taken after that.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="slips")
    question = models.TextField(pgettext_lazy("conference", "question"), max_length=1000)
    ends_at = MomentColumn(_("answers until"))
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counted_at = MomentColumn(_("counted at"), null=True, blank=True)
    asked = models.PositiveIntegerField(pgettext_lazy("slip", "asked"), null=True, blank=True)
    answered = models.PositiveIntegerField(pgettext_lazy("slip", "answered"), null=True, blank=True)

    # What `slips_of` reads besides.
    given: int

    personal_data = {"made_person": ACTED}

    class Meta:
        verbose_name = _("opinion slip")
        verbose_name_plural = _("opinion slips")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True, asked__isnull=True, answered__isnull=True)
                | Q(counted_at__isnull=False, asked__isnull=False, answered__isnull=False),
                name="slip_counted_with_its_numbers",
            )
        ]

    def __str__(self) -> str:
        return self.question[:60]


class SlipChoice(models.Model):
    """One answer that can be given; `count`: how many gave it, once counted."""

    slip = models.ForeignKey(OpinionSlip, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(pgettext_lazy("slip", "position"))
    text = models.CharField(pgettext_lazy("slip", "choice"), max_length=200)
    count = models.PositiveIntegerField(pgettext_lazy("slip", "count"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice of an opinion slip")
        verbose_name_plural = _("choices of opinion slips")
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["slip", "position"], name="slip_choice_place_once")
        ]

    def __str__(self) -> str:
        return self.text


class SlipAnswer(models.Model):
    """What an agency has answered; another answer until the end replaces it.

    Without a seat it was given by the signed link of its invitation.
    """

    slip = models.ForeignKey(OpinionSlip, on_delete=models.CASCADE, related_name="answers")
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+"
    )
    choice = models.ForeignKey(SlipChoice, on_delete=models.PROTECT, related_name="answers")
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    answered_at = MomentColumn(_("answered at"))
    answered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"answered_person": ACTED}

    class Meta:
        verbose_name = _("answer to an opinion slip")
        verbose_name_plural = _("answers to opinion slips")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["slip", "agency"], name="slip_answered_once_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.slip}"
