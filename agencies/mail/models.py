from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressField
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import OFFICIALS, PUBLIC_DUTY, WITH_RECORD, PersonalData
from agencies.mail.choices import MessageStatus
from agencies.people.choices import Channel
from agencies.people.models import Person, Seat
from agencies.tasks.occurrence_models import Occurrence

# The prefix of the templates of letters about accounts.
ACCOUNT_LETTER = "account_"


class OutboxMessage(models.Model):
    """A message that is owed to somebody. Services write it; a deliverer claims it, sends it, then
    marks it sent.

    `subject`, `text`, `html` are composed before the first attempt and kept as proof. `urgency_on`
    orders the backlog: the oldest deadline goes first, and before all of them whatever has none, a
    letter about an account for which somebody waits. A link that opens something to whoever has it
    is not in the stored text; it waits encrypted in `encrypted_link` until the letter is sent or
    `link_until` has come. `lease_until` is set while a deliverer holds the row; a dead one's lease
    runs out. A message of the portal's channel is read on its pages instead of sent (`read_at`).
    `digest_on` marks a person's one mail of that morning; a reminder that it carries has its own
    row with `bundle`, which shares the digest's fate.
    """

    template = models.CharField(_("template"), max_length=60)
    context = models.JSONField(default=dict, blank=True)
    channel = models.CharField(
        _("channel"), max_length=8, choices=Channel, default=Channel.MAIL, db_default=Channel.MAIL
    )
    recipient = AddressField(_("recipient"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminder = models.ForeignKey(
        "agencies.Reminder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest_on = DayColumn(_("digest of"), null=True, blank=True)
    bundle = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bundled",
        db_index=False,
    )
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED
    )
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
        PersonalData(
            OFFICIALS, _("letters, and the proof that they were sent"), PUBLIC_DUTY, WITH_RECORD
        ),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-id",)
        indexes = [
            models.Index(
                F("urgency_on").asc(nulls_first=True),
                "id",
                name="outbox_backlog",
                condition=Q(status="queued"),
            ),
            models.Index(
                fields=["link_until"], name="outbox_links", condition=~Q(encrypted_link="")
            ),
            models.Index(
                fields=["created_at"],
                name="outbox_account",
                condition=Q(template__startswith=ACCOUNT_LETTER),
            ),
            models.Index(fields=["-id"], name="outbox_parked", condition=Q(status="parked")),
            models.Index(
                fields=["sent_at"],
                name="outbox_mailed",
                condition=Q(status="sent", channel="mail", bundle__isnull=True),
            ),
            models.Index(
                fields=["person", "-id"], name="outbox_notices", condition=Q(channel="portal")
            ),
            models.Index(
                fields=["bundle"], name="outbox_bundled", condition=Q(bundle__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at__isnull=True),
                name="sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(encrypted_link="")
                | Q(status__in=["queued", "parked"], link_until__isnull=False),
                name="link_kept_while_it_waits",
            ),
            models.UniqueConstraint(fields=["message_id"], name="outbox_message_id_unique"),
            models.UniqueConstraint(
                fields=["reminder", "recipient", "channel"],
                name="one_message_for_reminder_and_recipient",
            ),
            models.UniqueConstraint(
                fields=["person", "digest_on"],
                condition=Q(digest_on__isnull=False),
                name="one_digest_a_morning",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.template
