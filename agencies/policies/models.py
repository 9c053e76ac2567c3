"""When seats are reminded."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.directives.choices import DirectiveKind
from agencies.directives.models import Directive
from agencies.people.choices import Channel
from agencies.policies.choices import DaysUnit


def mail_only() -> list[str]:
    return [Channel.MAIL]


class ReminderPolicy(models.Model):
    """When seats are reminded: `lead_days` before the last working day, then daily, then weekly
    while late.

    A policy is for one directive, one kind of directives, or (with neither) everything; the
    narrowest applies. The leader's seat is told `escalate_after` working days after the deadline.
    Nothing is sent between `quiet_from` and `quiet_to`.
    """

    name = models.CharField(_("name"), max_length=80)
    directive = models.OneToOneField(
        Directive,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="policy",
    )
    directive_kind = models.CharField(
        _("kind of documents"), max_length=4, choices=DirectiveKind, blank=True
    )
    lead_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days before the deadline")
    )
    unit = models.PositiveSmallIntegerField(
        _("counted in"), choices=DaysUnit, default=DaysUnit.WORKING
    )
    late_daily = models.PositiveSmallIntegerField(_("daily reminders while late"), default=3)
    late_weekly = models.BooleanField(_("then weekly"), default=True)
    escalate_after = models.PositiveSmallIntegerField(
        _("working days late until the leader is told"), null=True, blank=True, default=5
    )
    channels = ArrayField(
        models.CharField(max_length=8, choices=Channel),
        verbose_name=_("channels"),
        default=mail_only,
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
                fields=["directive_kind"],
                condition=Q(directive__isnull=True),
                name="one_reminder_policy_for_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(directive__isnull=True) | Q(directive_kind=""),
                name="reminder_policy_has_one_scope",
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
        # Whether nothing may be sent at that time of day; quiet hours may cross midnight.
        if self.quiet_from is None or self.quiet_to is None:
            return False
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= moment < self.quiet_to
        return moment >= self.quiet_from or moment < self.quiet_to

    def after_quiet(self, moment: datetime.datetime) -> datetime.datetime:
        # The moment itself, or the end of the quiet hours that contain it, by the clock of Viet
        # Nam.
        local = timezone.localtime(moment)
        if self.quiet_to is None or not self.is_quiet(local.time()):
            return moment
        end = timezone.make_aware(datetime.datetime.combine(local.date(), self.quiet_to))
        return end if end > local else end + datetime.timedelta(days=1)
