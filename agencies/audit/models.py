from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED, OFFICIALS, SECURITY, PersonalData
from agencies.people.models import Person, Seat


class AuditEntry(models.Model):
    """Who did what to which row, from where, before and after.

    Written in the same transaction as the change, never altered (a trigger prevents it).
    """

    at = MomentColumn(_("at"), db_index=True)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    client = models.CharField(_("program"), max_length=200, blank=True)
    action = models.CharField(_("action"), max_length=60)
    target_type = models.CharField(_("kind of object"), max_length=40)
    target_id = models.BigIntegerField(_("object"))
    target_label = models.CharField(_("name of the object"), max_length=300)
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)

    personal_data = {"person": ACTED} | dict.fromkeys(
        ("address", "client"),
        PersonalData(OFFICIALS, _("from where somebody acted"), SECURITY, _("as long as the log")),
    )

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["target_type", "target_id", "-at"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_label}"
