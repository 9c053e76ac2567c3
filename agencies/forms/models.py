"""Forms that have made something, so that sending the same form again makes nothing."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import OFFICIALS, PUBLIC_DUTY, PersonalData


def new_salt() -> str:
    return secrets.token_hex(16)


class SentForm(models.Model):
    """One form as one person sent it: where it led, or which row it made. `person` None: nobody was
    signed in.

    `digest`: of its key, its address and everything typed; the key itself is only on the person's
    page. `salt`: with the key it gives the secrets that the response showed, which are stored
    nowhere.
    """

    person = models.ForeignKey(
        "agencies.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, default=new_salt)
    url = models.CharField(max_length=1000, blank=True)
    made = models.BigIntegerField(null=True, blank=True)
    sent_at = MomentColumn(_("sent at"), db_index=True)

    personal_data = {
        "person": PersonalData(
            OFFICIALS,
            _("so that a form sent twice makes one thing"),
            PUBLIC_DUTY,
            _("two days after it was sent"),
        )
    }

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "digest"], name="form_sent_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.url
