"""Letters and answers of agencies."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from conferences.answers.choices import AnswerState, Channel
from conferences.dialogues.models import Dialogue
from conferences.petitions.choices import AnswerClass
from conferences.petitions.models import PetitionPart
from vietnam.dates import format_date


class AnswerLetter(models.Model):
    """A letter of an agency, which may answer several petitions. Its file stays inside: what is
    published is our text of the answer.

    `dialogue` and `text`: of one that is split by petition, the dialogue whose petitions it answers
    and what was read from its file.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("number of the letter"), max_length=60)
    issued_on = DayColumn(_("dated"))
    file = models.FileField(upload_to="answers/%Y/%m/", max_length=200, blank=True)
    name = models.CharField(_("name of the file"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("text of the letter"), blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    no_personal_data = ("name",)  # of the file

    class Meta:
        verbose_name = _("letter with answers")
        verbose_name_plural = _("letters with answers")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number", "issued_on"], name="answer_letter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}, {format_date(self.issued_on)}"

    @property
    def type(self) -> str:
        # As the content proved when the file was stored under this ending.
        return str(self.file).rpartition(".")[2]


class Answer(models.Model):
    """What one agency answers to one petition; a corrected one is a further `edition`, and the
    earlier ones stay.

    `reason`: why it is not resolved; `referred_to`: who else has to answer, or which petition it
    repeats.
    """

    part = models.ForeignKey(PetitionPart, on_delete=models.PROTECT, related_name="answers")
    edition = models.PositiveSmallIntegerField(_("version"), default=1)
    channel = models.CharField(
        pgettext_lazy("answer", "how it was given"),
        max_length=8,
        choices=Channel,
        default=Channel.LETTER,
    )
    letter = models.ForeignKey(
        AnswerLetter, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    answered_on = DayColumn(_("answered on"))
    text = models.TextField(_("answer"), max_length=10_000)
    text_fold = models.TextField(editable=False, default="")
    outcome = models.CharField(_("class of the answer"), max_length=14, choices=AnswerClass)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    promised_on = DayColumn(_("promised for"), null=True, blank=True)
    referred_to = models.CharField(_("who has to answer instead"), max_length=200, blank=True)
    state = models.CharField(
        pgettext_lazy("answer", "state"),
        max_length=10,
        choices=AnswerState,
        default=AnswerState.HANDED_IN,
    )
    returned_why = models.CharField(_("what is missing"), max_length=1000, blank=True)
    checked_at = MomentColumn(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    promise = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    public_text = models.TextField(_("published words"), max_length=10_000, blank=True)
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `with_promises` reads besides, and the line that pages draw of it.
    kept_on: datetime.date | None
    promise_line: Any

    personal_data = {"entered_person": ACTED}

    class Meta:
        verbose_name = _("answer to a petition")
        verbose_name_plural = _("answers to petitions")
        ordering = ("part", "edition")
        constraints = [
            models.UniqueConstraint(fields=["part", "edition"], name="answer_edition_once"),
            models.CheckConstraint(
                condition=~Q(outcome=AnswerClass.PROMISED) | Q(promised_on__isnull=False),
                name="promise_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(
                    outcome__in=["sent_up", "no_funds", "not_yet", "higher_rules", "other_reason"]
                )
                | ~Q(reason=""),
                name="unresolved_answer_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["duplicate", "not_competent"]) | ~Q(referred_to=""),
                name="answer_elsewhere_names_where",
            ),
            models.CheckConstraint(
                condition=~Q(channel="letter") | Q(letter__isnull=False),
                name="answer_by_letter_has_one",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="accepted") & ~Q(public_text=""),
                name="published_answer_is_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        return self.part.petition.get_absolute_url()
