"""Who asks to speak, and what is asked, at a conference."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.personal_data import PUBLIC_DUTY, PersonalData
from agencies.people.models import Seat
from agencies.tasks.models import Task
from conferences.meetings.models import Conference, Point
from conferences.speeches.choices import IN_LINE, QuestionState, SpeechState

TAKES_PART = PersonalData(
    _("people who take part in conferences"),
    _("to call them, and to write down who has spoken or asked"),
    PUBLIC_DUTY,
    _("as long as the record of the conference"),
)
MOST_SPEECH_MINUTES = 120


class SpeechRequest(models.Model):
    """Somebody who asks to speak (đăng ký phát biểu), until they have spoken.

    `point`: where the speaker sits, none for one whom the secretary writes down; `place`: in the
    order in which they are called; `minutes`: how long they want to speak.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="speeches")
    point = models.ForeignKey(
        Point,
        verbose_name=_("point"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speeches",
    )
    full_name = models.CharField(_("full name"), max_length=120)
    organisation = models.CharField(_("position, agency"), max_length=200, blank=True)
    topic = models.CharField(_("what about"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    place = models.PositiveSmallIntegerField(_("place in the line"))
    state = models.CharField(
        pgettext_lazy("speech", "state"),
        max_length=10,
        choices=SpeechState,
        default=SpeechState.ASKED,
    )
    asked_at = MomentColumn(_("asked at"))
    asked_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = MomentColumn(_("started at"), null=True, blank=True)
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)

    personal_data = {"full_name": TAKES_PART, "organisation": TAKES_PART}
    no_personal_data = ("topic",)

    class Meta:
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        ordering = ("place", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_SPEECH_MINUTES), name="speech_lasts"
            ),
            models.CheckConstraint(
                condition=Q(state="speaking", started_at__isnull=False, ended_at__isnull=True)
                | Q(state="done", started_at__isnull=False, ended_at__gte=F("started_at"))
                | Q(
                    state__in=("asked", "called", "withdrawn", "passed"),
                    started_at__isnull=True,
                    ended_at__isnull=True,
                ),
                name="speech_state_has_its_moments",
            ),
            models.UniqueConstraint(
                fields=["conference"], condition=Q(state="speaking"), name="one_speaks_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def is_in_line(self) -> bool:
        return self.state in IN_LINE

    @property
    def state_tone(self) -> str:
        return SpeechState(self.state).tone

    @property
    def real_minutes(self) -> int:
        """Of a speech that is over, rounded; at least one."""
        if self.started_at is None or self.ended_at is None:
            return 0
        lasting: datetime.timedelta = self.ended_at - self.started_at
        return max(1, round(lasting.total_seconds() / 60))


class Question(models.Model):
    """What a point asks. `owner`: who is to answer in writing, by its `task`."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="questions")
    point = models.ForeignKey(
        Point,
        verbose_name=_("point"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
    )
    full_name = models.CharField(pgettext_lazy("question", "who asks"), max_length=120, blank=True)
    text = models.TextField(pgettext_lazy("conference", "question"), max_length=2000)
    state = models.CharField(
        pgettext_lazy("question", "state"),
        max_length=10,
        choices=QuestionState,
        default=QuestionState.OPEN,
    )
    asked_at = MomentColumn(_("asked at"))
    asked_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        Agency,
        verbose_name=_("who answers"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    task = models.OneToOneField(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"full_name": TAKES_PART}
    no_personal_data = ("text", "answer")

    class Meta:
        verbose_name = _("question at a conference")
        verbose_name_plural = _("questions at conferences")
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True, task__isnull=True)
                | Q(state="answered", answered_at__isnull=False, task__isnull=True) & ~Q(answer="")
                | Q(state="in_writing", answered_at__isnull=False)
                & Q(owner__isnull=False, task__isnull=False),
                name="question_state_has_its_answer",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def state_tone(self) -> str:
        return QuestionState(self.state).tone
