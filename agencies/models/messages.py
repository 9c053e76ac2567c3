import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import Channel, DaysUnit, DirectiveKind, MessageStatus
from agencies.models.addresses import AddressField
from agencies.models.columns import DayColumn, MomentColumn
from agencies.models.directives import Directive
from agencies.models.occurrences import Occurrence
from agencies.models.people import Person, Seat
from agencies.models.personal import OFFICIALS, PUBLIC_DUTY, WITH_RECORD, PersonalData


def mail_only() -> list[str]:
    return [Channel.MAIL]


class ReminderPolicy(models.Model):
    """When seats are reminded: `lead_days` before the last working day, then daily, then weekly while late.

    A policy is one directive's, one kind of directives', or (with neither) everything's; the narrowest holds. The
    leader's seat hears of it `escalate_after` working days after the deadline. Nothing is sent between `quiet_from` and
    `quiet_to`.
    """

    name = models.CharField(_("name"), max_length=80)
    directive = models.OneToOneField(
        Directive, verbose_name=_("document"), on_delete=models.CASCADE, null=True, blank=True, related_name="policy"
    )
    directive_kind = models.CharField(_("kind of documents"), max_length=4, choices=DirectiveKind, blank=True)
    lead_days = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days before the deadline"))
    unit = models.PositiveSmallIntegerField(_("counted in"), choices=DaysUnit, default=DaysUnit.WORKING)
    late_daily = models.PositiveSmallIntegerField(_("daily reminders while late"), default=3)
    late_weekly = models.BooleanField(_("then weekly"), default=True)
    escalate_after = models.PositiveSmallIntegerField(
        _("working days late until the leader is told"), null=True, blank=True, default=5
    )
    channels = ArrayField(
        models.CharField(max_length=8, choices=Channel), verbose_name=_("channels"), default=mail_only
    )
    quiet_from = models.TimeField(_("no mail from"), null=True, blank=True)
    quiet_to = models.TimeField(_("no mail until"), null=True, blank=True)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("reminder policy")
        verbose_name_plural = _("reminder policies")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["directive_kind"], condition=Q(directive__isnull=True), name="one_reminder_policy_for_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(directive__isnull=True) | Q(directive_kind=""), name="reminder_policy_has_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_hours_together",
            ),
            models.CheckConstraint(condition=~Q(channels=[]), name="reminder_policy_has_a_channel"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_general(self) -> bool:
        return self.directive_id is None and not self.directive_kind

    def is_quiet(self, moment: datetime.time) -> bool:
        """Whether nothing may be sent at that time of day; quiet hours may go over midnight."""
        if self.quiet_from is None or self.quiet_to is None:
            return False
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= moment < self.quiet_to
        return moment >= self.quiet_from or moment < self.quiet_to

    def after_quiet(self, moment: datetime.datetime) -> datetime.datetime:
        """The moment itself, or the end of the quiet hours that it falls into, by the clock of Viet Nam."""
        local = timezone.localtime(moment)
        if not self.is_quiet(local.time()):
            return moment
        end = timezone.make_aware(datetime.datetime.combine(local.date(), self.quiet_to))
        return end if end > local else end + datetime.timedelta(days=1)


class Reminder(models.Model):
    """The ledger: seat S is owed reminder `stage` about occurrence O for its due date. One row, however often decided.

    `stage` is `lead-N` (N days before), `late-N` (Nth daily reminder), `week-N` (Nth weekly one), `boss` (to the
    leader's seat), `clear-…` (to a clearing agency about its own step) or `now-YYMMDD` (asked for by hand that day,
    which an occurrence without a date can be too).
    """

    # No index of its own: the ledger's key begins with it.
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(_("stage"), max_length=16)
    due_on = DayColumn(_("due on"), null=True, blank=True)
    decided_on = DayColumn(_("decided for"))
    decided_at = MomentColumn(_("decided at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "seat", "stage", "due_on"], name="reminder_owed_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.occurrence_id}"


ACCOUNT_LETTER = "account_"
"""The templates of letters about accounts begin so."""


class OutboxMessage(models.Model):
    """A message that is owed to somebody. Services write it, a deliverer claims it, sends it, then marks it sent.

    `subject`, `text`, `html` are composed before the first attempt and kept as proof. `urgency_on` orders the backlog:
    the oldest deadline goes first, and before all of them what has none: a letter about an account, for which somebody
    waits. A link that opens something to whoever has it is not in the kept text; it waits encrypted in `encrypted_link`
    until the letter is sent or `link_until` has come. `lease_until` is set while a deliverer holds the row; a dead
    one's lease runs out. A message of the portal's channel is read on its pages instead of sent (`read_at`).
    `digest_on` marks a person's one mail of that morning; a reminder that it carries has its own row with `bundle`,
    which shares the digest's fate.
    """

    template = models.CharField(_("template"), max_length=60)
    context = models.JSONField(default=dict, blank=True)
    channel = models.CharField(
        _("channel"), max_length=8, choices=Channel, default=Channel.MAIL, db_default=Channel.MAIL
    )
    recipient = AddressField(_("recipient"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, null=True, blank=True, related_name="messages", db_index=False
    )
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest_on = DayColumn(_("digest of"), null=True, blank=True)
    bundle = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="bundled", db_index=False
    )
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    status = models.CharField(_("status"), max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    message_id = models.CharField(max_length=120)
    urgency_on = DayColumn(_("deadline"), null=True, blank=True)
    encrypted_link = models.TextField(blank=True, default="", db_default="", editable=False)
    link_until = MomentColumn(_("link valid until"), null=True, blank=True)
    created_at = MomentColumn(_("queued at"))
    next_attempt_at = MomentColumn(_("next attempt at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = MomentColumn(null=True, blank=True)
    sent_at = MomentColumn(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    read_at = MomentColumn(_("read at"), null=True, blank=True)

    personal_data = dict.fromkeys(
        ("recipient", "person"),
        PersonalData(OFFICIALS, _("letters, and the proof that they were sent"), PUBLIC_DUTY, WITH_RECORD),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-id",)
        indexes = [
            models.Index(
                F("urgency_on").asc(nulls_first=True), "id", name="outbox_backlog", condition=Q(status="queued")
            ),
            models.Index(fields=["link_until"], name="outbox_links", condition=~Q(encrypted_link="")),
            models.Index(
                fields=["created_at"], name="outbox_account", condition=Q(template__startswith=ACCOUNT_LETTER)
            ),
            models.Index(fields=["-id"], name="outbox_parked", condition=Q(status="parked")),
            models.Index(
                fields=["sent_at"],
                name="outbox_mailed",
                condition=Q(status="sent", channel="mail", bundle__isnull=True),
            ),
            models.Index(fields=["person", "-id"], name="outbox_notices", condition=Q(channel="portal")),
            models.Index(fields=["bundle"], name="outbox_bundled", condition=Q(bundle__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | ~Q(status="sent") & Q(sent_at__isnull=True),
                name="sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(encrypted_link="") | Q(status__in=["queued", "parked"], link_until__isnull=False),
                name="link_kept_while_it_waits",
            ),
            models.UniqueConstraint(fields=["message_id"], name="outbox_message_id_unique"),
            models.UniqueConstraint(
                fields=["reminder", "recipient", "channel"], name="one_message_for_reminder_and_recipient"
            ),
            models.UniqueConstraint(
                fields=["person", "digest_on"], condition=Q(digest_on__isnull=False), name="one_digest_a_morning"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.template
