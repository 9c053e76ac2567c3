from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.choices import DaysUnit, MessageStatus
from agencies.models.people import Person, Seat
from agencies.models.tasks import Occurrence


class ReminderPolicy(models.Model):
    """When seats are reminded: `lead_days` before the last working day, then daily, then weekly while late."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    lead_days = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days before the deadline"))
    unit = models.PositiveSmallIntegerField(_("counted in"), choices=DaysUnit, default=DaysUnit.WORKING)
    late_daily = models.PositiveSmallIntegerField(_("daily reminders while late"), default=3)
    late_weekly = models.BooleanField(_("then weekly"), default=True)
    is_default = models.BooleanField(_("applies where no other is named"), default=False)

    class Meta:
        verbose_name = _("reminder policy")
        verbose_name_plural = _("reminder policies")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_reminder_policy"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Reminder(models.Model):
    """The ledger: seat S is owed reminder `stage` about occurrence O for its due date. One row, however often decided.

    `stage` is `lead-N` (N days before), `late-N` (Nth daily reminder) or `week-N` (Nth weekly one).
    """

    # No index of its own: the ledger's key begins with it.
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(_("stage"), max_length=10)
    due_on = models.DateField(_("due on"))
    decided_on = models.DateField(_("decided for"))
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "seat", "stage", "due_on"], name="reminder_owed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.occurrence_id}"


class OutboxMessage(models.Model):
    """A message that is owed to somebody. Services write it, a deliverer claims it, sends it, then marks it sent.

    `subject`, `text`, `html` are composed before the first attempt and kept as proof. `urgency_on` orders the backlog:
    the oldest deadline goes first. `lease_until` is set while a deliverer holds the row; a dead one's lease runs out.
    """

    template = models.CharField(_("template"), max_length=60)
    context = models.JSONField(default=dict, blank=True)
    recipient = models.EmailField(_("recipient"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, null=True, blank=True, related_name="messages", db_index=False
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    status = models.CharField(_("status"), max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    message_id = models.CharField(max_length=120)
    urgency_on = models.DateField(_("deadline"))
    created_at = models.DateTimeField(_("queued at"))
    next_attempt_at = models.DateTimeField(_("next attempt at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["urgency_on", "id"], name="outbox_backlog", condition=Q(status="queued")),
            models.Index(fields=["-id"], name="outbox_parked", condition=Q(status="parked")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | ~Q(status="sent") & Q(sent_at__isnull=True),
                name="sent_has_its_time",
            ),
            models.UniqueConstraint(fields=["message_id"], name="outbox_message_id_unique"),
            models.UniqueConstraint(fields=["reminder", "recipient"], name="one_message_for_reminder_and_recipient"),
        ]

    def __str__(self) -> str:
        return self.subject or self.template
