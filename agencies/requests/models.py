"""What passes between those who owe and those who decide: a later date, an explanation, a
clearance, a pause.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.tasks.occurrence_models import Occurrence


class Extension(models.Model):
    """A request for a later date (gia hạn) with its reason and its answer. The first date stays on
    the occurrence.

    `from_due_on` is the date when it was asked; `granted_on` the new date, which need not be the
    one wanted.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="extensions")
    from_due_on = DayColumn(_("due on"))
    wanted_on = DayColumn(_("wanted date"))
    reason = models.TextField(_("reason"))
    status = models.CharField(
        _("status"), max_length=8, choices=ExtensionStatus, default=ExtensionStatus.ASKED
    )
    asked_at = MomentColumn(_("asked at"))
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_on = DayColumn(_("new date"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"asked_person": ACTED, "answered_person": ACTED}

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("asked_at", "id")
        indexes = [
            models.Index(
                fields=["asked_at", "id"], name="extension_to_answer", condition=Q(status="asked")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(status="asked"), name="one_open_extension"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(wanted_on__gt=F("from_due_on")), name="extension_is_later"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["granted", "amended"], granted_on__isnull=False)
                | ~Q(status__in=["granted", "amended"]) & Q(granted_on__isnull=True),
                name="extension_granted_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | ~Q(status="asked") & Q(answered_at__isnull=False),
                name="extension_answered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(answer=""), name="refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence}: {self.wanted_on}"


class Explanation(models.Model):
    """A leader or coordinator asks why a task is late or unsatisfactory (giải trình); the agency's
    answer is kept.
    """

    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, related_name="explanations"
    )
    question = models.TextField(_("question"))
    answer_by = DayColumn(_("to be answered by"))
    asked_at = MomentColumn(_("asked at"))
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"asked_person": ACTED, "answered_person": ACTED}

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ("asked_at", "id")
        indexes = [
            models.Index(
                fields=["answer_by", "id"],
                name="explanation_owed",
                condition=Q(answered_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(answered_at__isnull=True),
                name="one_open_explanation",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="explanation_has_a_question"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="explanation_answered_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurrence}: {self.question[:60]}"


class Clearance(models.Model):
    """A clearing agency's step on one submission (duyệt nội dung), asked when the result is
    submitted.

    It has a time of its own: a slow clearance is not the lead agency's lateness. A result is
    accepted once all its clearances are given. `act_by` is the last working day on or before
    `due_on`. `on_behalf`: a coordinator entered what the agency said on paper.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="clearances")
    agency = models.ForeignKey(
        Agency, verbose_name=_("clearing agency"), on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        _("status"), max_length=8, choices=ClearanceStatus, default=ClearanceStatus.ASKED
    )
    asked_at = MomentColumn(_("asked at"))
    due_on = DayColumn(_("due on"))
    act_by = DayColumn(_("last working day"))
    text = models.TextField(_("note"), blank=True)
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf = models.BooleanField(_("entered on behalf"), default=False)

    personal_data = {"answered_person": ACTED}

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ("asked_at", "id")
        indexes = [
            models.Index(
                fields=["agency", "due_on"], name="clearance_owed", condition=Q(status="asked")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "agency"],
                condition=Q(status="asked"),
                name="one_open_clearance_of_agency",
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | ~Q(status="asked") & Q(answered_at__isnull=False),
                name="clearance_answered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(text=""), name="clearance_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.occurrence}"


class Snooze(models.Model):
    """A seat wants no reminder about an occurrence until a day (hoãn nhắc).

    The deadline stays, and so does this record.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="snoozes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = MomentColumn(_("at"))
    until = DayColumn(_("until"))
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("snooze")
        verbose_name_plural = _("snoozes")
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "seat"],
                condition=Q(ended_at__isnull=True),
                name="one_snooze_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.until}"
